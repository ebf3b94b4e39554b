//! Names of filters, tests and statements in a template, which the template engine itself only looks up when
//! it comes to them.

use super::engine::TextProblem;
use super::filters::{FILTERS, TESTS};
use crate::layout::unknown_name;
use domain::Text;

const STATEMENTS: &[&str] = &["if", "elif", "else", "endif", "for", "endfor"];

/// Everything in the tags of a template that nothing goes by or that is not allowed.
pub(super) fn scan(source: &str) -> Vec<TextProblem> {
    let mut problems = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(open) = rest.find('{') {
        line += rest[..open].matches('\n').count();
        rest = &rest[open..];
        let (close, statement) = match rest.as_bytes().get(1) {
            Some(b'{') => ("}}", false),
            Some(b'%') => ("%}", true),
            Some(b'#') => ("#}", false),
            _ => {
                rest = &rest[1..];
                continue;
            }
        };
        let inner = &rest[2..];
        let comment = close == "#}";
        let end = if comment { inner.find(close) } else { end_of_tag(inner, close) };
        let Some(end) = end else { break };
        if !comment {
            tag(&inner[..end], statement, line, &mut problems);
        }
        line += inner[..end].matches('\n').count();
        rest = &inner[end + close.len()..];
    }
    problems
}

/// Where a tag ends, strings in it left aside.
fn end_of_tag(inner: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if inner[at..].starts_with(close) => return Some(at),
            None => {}
        }
    }
    None
}

fn tag(inner: &str, statement: bool, line: usize, problems: &mut Vec<TextProblem>) {
    let mut push = |text| problems.push(TextProblem { line: Some(line), text });
    let mut words = words(inner).into_iter().peekable();
    if statement
        && let Some(word) = words.next_if(|word| word.is_name())
        && !STATEMENTS.contains(&word.0)
    {
        push(unknown_name(("คำสั่ง", "statement"), word.0, STATEMENTS));
        return;
    }
    let mut last = "";
    while let Some(word) = words.next() {
        match (last, word.0) {
            ("|", name) if word.is_name() && !FILTERS.contains(&name) => {
                push(unknown_name(("ตัวกรอง", "filter"), name, FILTERS));
            }
            ("is", "not") => {
                if let Some(name) = words.next_if(|word| word.is_name())
                    && !TESTS.contains(&name.0)
                {
                    push(unknown_name(("การทดสอบ", "test"), name.0, TESTS));
                }
            }
            ("is", name) if word.is_name() && !TESTS.contains(&name) => {
                push(unknown_name(("การทดสอบ", "test"), name, TESTS));
            }
            // Repeating a text is the one way to make it grow without end.
            (_, "*") => push(Text::new(
                "แม่แบบใช้เครื่องหมาย * ไม่ได้ ตัวเลขทุกตัวคำนวณไว้แล้ว",
                "a template has no *: every figure is computed already",
            )),
            _ => {}
        }
        last = word.0;
    }
}

#[derive(Debug, Clone, Copy)]
struct Word<'t>(&'t str);

impl Word<'_> {
    fn is_name(&self) -> bool {
        self.0.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// Names and single signs, strings left out (they stand as an empty word).
fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let len = match c {
            '"' | '\'' => {
                let mut escaped = false;
                let close = rest.char_indices().skip(1).find(|&(_, d)| {
                    let closes = d == c && !escaped;
                    escaped = d == '\\' && !escaped;
                    closes
                });
                found.push(Word(""));
                close.map_or(rest.len(), |(end, _)| end + 1)
            }
            c if c.is_whitespace() || c == '-' || c == '+' => c.len_utf8(),
            c if c.is_alphanumeric() || c == '_' => {
                let len = rest.find(|d: char| !d.is_alphanumeric() && d != '_').unwrap_or(rest.len());
                found.push(Word(&rest[..len]));
                len
            }
            c => {
                found.push(Word(&rest[..c.len_utf8()]));
                c.len_utf8()
            }
        };
        at += len;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::scan;

    fn english(source: &str) -> Vec<String> {
        scan(source).into_iter().map(|problem| problem.text.en).collect()
    }

    #[test]
    fn known_names_pass() {
        let fine =
            "{% for x in xs if x.a is not none %}{{ x.a|score }} | is wrong{# {{ a|b }} #}{% endfor %}";
        assert_eq!(english(fine), [""; 0]);
        assert_eq!(english("{{ '}} |nothing' }} {{ \"is odd\"|length }} { | x }"), [""; 0]);
    }

    #[test]
    fn unknown_names_are_told_with_the_line() {
        let problems = scan("a\nb {{ x|skore }}\n{% if x is odd or x is not whole %}{% endif %}");
        let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(2), Some(3), Some(3)]);
        assert!(problems[0].text.en.starts_with("there is no filter skore, perhaps score; known: "));
        assert!(english("{% set x = 1 %}")[0].starts_with("there is no statement set"));
        assert!(english("{{ 'a' * 100 }}")[0].contains("no *"));
    }
}
