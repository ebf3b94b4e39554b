//! From facts and a layout to a document.

mod blocks;
mod chart;
mod error;
mod memo;
mod records;
mod table;

use domain::analysis::Thresholds;
use minijinja::value::Serde;
use minijinja::{Value, context};

pub use error::ComposeError;

use crate::facts::Facts;
use crate::kinds::{Kind, kinds};
use crate::layout::{Layout, LayoutProblem, Templates};
use crate::model::{Document, Section};
use crate::rows::{Within, with_marks};
use crate::texts::context::{TextContext, Things};
use crate::texts::{TextProblem, names_apart};

/// Makes a document of a kind, such as `analysis-report`, in one of its layouts; the kind's default when none is
/// named. Nothing is looked up, and no clock is read: the same facts give the same document.
///
/// The document is marked as a draft when the layout reports what was done and a measure has no recorded result,
/// or when it stands on a decided plan and the plan is only suggested.
///
/// # Errors
/// A kind or layout that is not there, a layout or text that is wrong, and a text that asks for a value which
/// these facts do not have.
pub fn compose(
    kind: &str,
    layout: Option<&str>,
    facts: &Facts<'_>,
    templates: &Templates,
) -> Result<Document, ComposeError> {
    let kind = find_kind(kind)?;
    let layout = find_layout(kind, layout, templates)?;
    let marks = layout.thresholds.over(facts.thresholds);
    let facts = with_marks(facts, marks);
    let text = TextContext::new(&facts, &marks, kind.name, &layout.name, layout.span);
    let mut composer = Composer { facts, marks, layout, table_names: Vec::new() };
    let frame = Frame { within: Within::default(), context: Value::from(Serde(text)), this: None };
    composer.document(kind, &frame)
}

fn find_kind(name: &str) -> Result<&'static Kind, ComposeError> {
    kinds().iter().find(|kind| kind.name == name).ok_or_else(|| ComposeError::UnknownKind {
        name: name.to_owned(),
        known: kinds().iter().map(|kind| kind.name.to_owned()).collect(),
    })
}

fn find_layout<'t>(
    kind: &'static Kind,
    name: Option<&str>,
    templates: &'t Templates,
) -> Result<&'t Layout, ComposeError> {
    let layouts = templates.layouts(kind).map_err(|problems| ComposeError::Layouts(problems.to_vec()))?;
    let wanted = name.unwrap_or(kind.default_layout);
    layouts.iter().find(|layout| layout.name == wanted).ok_or_else(|| ComposeError::UnknownLayout {
        kind: kind.name,
        name: wanted.to_owned(),
        known: layouts.iter().map(|layout| layout.name.clone()).collect(),
    })
}

/// What a document is made with.
struct Composer<'c, 'a> {
    /// With the marks of the layout.
    facts: Facts<'a>,
    marks: Thresholds,
    layout: &'c Layout,
    table_names: Vec<String>,
}

/// Where blocks stand: inside which repetitions, and what their texts may name.
#[derive(Clone)]
struct Frame {
    within: Within,
    context: Value,
    this: Option<Value>,
}

impl Frame {
    /// The frame of one thing of a repetition.
    fn inside(&self, within: &Within, thing: Value) -> Frame {
        let base = self.context.clone();
        let context = match &self.this {
            Some(outer) => context! { this => thing.clone(), outer => outer, ..base },
            None => context! { this => thing.clone(), ..base },
        };
        Frame { within: self.within.narrowed(within), context, this: Some(thing) }
    }
}

impl Composer<'_, '_> {
    fn document(&mut self, kind: &Kind, frame: &Frame) -> Result<Document, ComposeError> {
        let layout = self.layout;
        let mut sections = Vec::new();
        for section in &layout.sections {
            if let Some(when) = &section.when
                && !self.holds(&format!("{}.when", section.key), when, frame)?
            {
                continue;
            }
            let blocks = self.blocks(&section.blocks, frame)?;
            if blocks.is_empty() {
                continue;
            }
            let running_head = match &section.running_head {
                Some(head) => Some(self.line(&format!("{}.running_head", section.key), head, frame)?)
                    .filter(|t| !t.is_empty()),
                None => None,
            };
            let (orientation, numbered) = (section.orientation, section.numbered);
            sections.push(Section { orientation, numbered, running_head, blocks });
        }
        Ok(Document {
            kind: kind.name.to_owned(),
            layout: layout.name.clone(),
            file_stem: ascii_name(&self.line("file_stem", &layout.file_stem, frame)?, kind.name),
            title: self.line("document_title", &layout.document_title, frame)?,
            agency: self.facts.agency_name().to_owned(),
            date: self.facts.today,
            digits: self.facts.digits,
            draft: self.is_draft(),
            page: layout.page,
            sections,
        })
    }

    fn is_draft(&self) -> bool {
        let plan = self.facts.plan;
        let mut measures = plan.issues.iter().flat_map(|issue| &issue.measures).peekable();
        let none = measures.peek().is_none();
        let open =
            measures.any(|measure| measure.result.as_deref().is_none_or(|text| text.trim().is_empty()));
        (self.layout.needs_results && (none || open))
            || (self.layout.needs_decided_plan && self.facts.plan_is_suggested)
    }

    /// A template of the layout, in one line.
    fn line(&self, key: &str, source: &str, frame: &Frame) -> Result<String, ComposeError> {
        self.fill(key, source, &frame.context)
    }

    fn fill(&self, key: &str, source: &str, context: &Value) -> Result<String, ComposeError> {
        let text = self.layout.engine.render(source, context).map_err(|problem| self.failed(key, problem))?;
        Ok(one_line(&text))
    }

    fn holds(&self, key: &str, expression: &str, frame: &Frame) -> Result<bool, ComposeError> {
        self.layout.engine.holds(expression, &frame.context).map_err(|problem| self.failed(key, problem))
    }

    fn failed(&self, key: &str, problem: TextProblem) -> ComposeError {
        ComposeError::Text(LayoutProblem {
            file: self.layout.file.clone(),
            line: None,
            key: key.to_owned(),
            text: problem.text,
        })
    }

    fn things(&self) -> Things<'_, '_> {
        Things::new(&self.facts, &self.marks)
    }
}

/// Line breaks and doubled spaces as one space; abbreviated names apart from the word before.
fn one_line(text: &str) -> String {
    names_apart(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A name for files and sheets: ASCII letters, digits, `-`, `_` and `.`, nothing else.
fn ascii_name(text: &str, otherwise: &str) -> String {
    let mut name = String::new();
    for c in text.chars().take(80) {
        let keep = c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if keep {
            name.push(c);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_matches(['-', '.']);
    if name.is_empty() { otherwise.to_owned() } else { name.to_owned() }
}
