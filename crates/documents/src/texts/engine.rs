//! Checking a template when it is loaded, and filling it when a document is made.

use std::io;

use domain::Text;
use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::filters::{FUNCTIONS, add_filters};
use super::scan::scan;
use super::shape::Shape;
use crate::layout::unknown_name;

/// Instructions of one template; a report of all items needs a few thousand.
const FUEL: u64 = 1_000_000;
/// Bytes that one template may give.
const MAX_OUTPUT: usize = 512 * 1024;
/// Bytes that one template may have.
const MAX_SOURCE: usize = 64 * 1024;

/// Templates of one layout, each under its own text.
#[derive(Debug, Clone)]
pub(crate) struct Engine {
    env: Environment<'static>,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextProblem {
    /// Line in the template, counted from 1.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub text: Text,
}

impl Engine {
    pub fn new() -> Engine {
        let mut env = Environment::empty();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_formatter(print_known);
        env.set_fuel(Some(FUEL));
        add_filters(&mut env);
        Engine { env }
    }

    /// Takes a template in and checks everything in it that can be checked without facts.
    pub fn add(&mut self, source: &str, shape: &Shape) -> Vec<TextProblem> {
        if is_plain(source) {
            return Vec::new();
        }
        if MAX_SOURCE < source.len() {
            return vec![TextProblem { line: None, text: too_long() }];
        }
        let mut problems = scan(source);
        if let Err(error) = self.env.add_template_owned(source.to_owned(), source.to_owned()) {
            problems.push(problem(&error));
            return problems;
        }
        let Ok(template) = self.env.get_template(source) else { return problems };
        let mut names: Vec<_> = template.undeclared_variables(true).into_iter().collect();
        names.sort();
        for name in names {
            if !FUNCTIONS.contains(&name.as_str()) && !shape.has(&name) {
                let line = line_of(source, &name);
                let (name, known) = shape.unknown(&name);
                let known: Vec<_> = known.iter().map(String::as_str).collect();
                let text = unknown_name(("ค่า", "value"), &name, &known);
                problems.push(TextProblem { line, text });
            }
        }
        problems
    }

    /// Takes an expression in, such as that of `when`.
    pub fn add_condition(&mut self, expression: &str, shape: &Shape) -> Vec<TextProblem> {
        self.add(&condition(expression), shape)
    }

    /// Names that an expression uses.
    pub fn names_in(&self, expression: &str) -> Vec<String> {
        let template = self.env.get_template(&condition(expression));
        template.map_or_else(|_| Vec::new(), |found| found.undeclared_variables(false).into_iter().collect())
    }

    /// The text with its gaps filled.
    pub fn render(&self, source: &str, context: &Value) -> Result<String, TextProblem> {
        if is_plain(source) {
            return Ok(source.to_owned());
        }
        let template = self.env.get_template(source).map_err(|error| problem(&error))?;
        let mut out = Limited(Vec::new());
        template.render_captured_to(context, &mut out).map_err(|error| problem(&error))?;
        String::from_utf8(out.0).map_err(|_| TextProblem { line: None, text: too_long() })
    }

    /// Whether an expression is true.
    pub fn holds(&self, expression: &str, context: &Value) -> Result<bool, TextProblem> {
        self.render(&condition(expression), context).map(|answer| !answer.is_empty())
    }
}

/// Whether a text has no gaps.
fn is_plain(source: &str) -> bool {
    !source.contains('{')
}

fn condition(expression: &str) -> String {
    format!("{{% if {expression} %}}1{{% endif %}}")
}

/// Lines that hold nothing but `{% … %}` leave no empty line behind, which would end a paragraph. The line
/// break moves into a comment, so that lines keep their numbers.
pub(crate) fn tidy(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    for line in source.lines() {
        let line = line.trim();
        let alone = line.starts_with("{%") && line.ends_with("%}") && line.matches("{%").count() == 1;
        out.push_str(line);
        out.push_str(if alone { "{#\n#}" } else { "\n" });
    }
    out
}

/// Prints texts and numbers only: what is not known, true or a list is a mistake in the template.
fn print_known(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::String | ValueKind::Number => write!(out, "{value}").map_err(Error::from),
        kind => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("a value of the kind {kind} cannot be printed"),
        )),
    }
}

struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if MAX_OUTPUT < self.0.len() + bytes.len() {
            return Err(io::Error::other("the text is longer than 512 KiB"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn too_long() -> Text {
    Text::new(
        "ข้อความแม่แบบยาวเกิน 64 KiB ให้แบ่งเป็นหลายไฟล์",
        "the template is longer than 64 KiB: split it into several files",
    )
}

fn problem(error: &Error) -> TextProblem {
    let (th, en) = match error.kind() {
        ErrorKind::OutOfFuel => {
            ("แม่แบบทำงานนานเกินกำหนด ให้ลดการวนซ้ำ", "the template runs too long: repeat less")
        }
        ErrorKind::SyntaxError => ("แม่แบบเขียนผิดรูป", "the template is malformed"),
        ErrorKind::UndefinedError => (
            "แม่แบบใช้ค่าที่ไม่มี ให้ครอบด้วย {% if … %}",
            "the template uses a value that is not there: put it inside {% if … %}",
        ),
        _ => (
            "เติมข้อความตามแม่แบบไม่ได้ หากค่านั้นอาจยังไม่ทราบ ให้ครอบด้วย {% if … %}",
            "the template cannot be filled; put what may be unknown inside {% if … %}",
        ),
    };
    let detail = error.detail().map_or_else(|| error.to_string(), str::to_owned);
    TextProblem {
        line: error.line(),
        text: Text::new(format!("{th} ({detail})"), format!("{en} ({detail})")),
    }
}

fn line_of(source: &str, name: &str) -> Option<usize> {
    let byte = source.find(name)?;
    Some(source.get(..byte)?.matches('\n').count() + 1)
}
