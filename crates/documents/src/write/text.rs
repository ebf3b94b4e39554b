//! Text as files can hold it, and cells as plain lines; shared by the writers.

use crate::model::{Content, Document, Run};

/// The text without characters that XML and spreadsheets cannot hold: control characters other than tab and
/// line end, and code points that are no characters. Line ends become `\n`.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' | '\n' => out.push(c),
            _ if c.is_control() || is_no_character(c) => {}
            _ => out.push(c),
        }
    }
    out
}

fn is_no_character(c: char) -> bool {
    let code = u32::from(c);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// A cell as lines of plain text in the document's digits: steps with their numbers, points with a dash.
///
/// The dash is not the hyphen, which spreadsheet programs take for the beginning of a formula.
pub(super) fn lines(document: &Document, content: &Content) -> Vec<String> {
    match content {
        Content::Empty => Vec::new(),
        Content::Text(lines) | Content::Verbatim(lines) => lines.iter().map(|line| clean(line)).collect(),
        Content::Steps(steps) => {
            let numbered = steps.iter().zip(1_usize..);
            numbered.map(|(step, number)| format!("{}. {}", document.show(&number), clean(step))).collect()
        }
        Content::Points(points) => points.iter().map(|point| format!("– {}", clean(point))).collect(),
        Content::Figure(figure) => vec![document.show(figure)],
    }
}

/// Runs as one plain text.
pub(super) fn joined(runs: &[Run]) -> String {
    clean(&runs.iter().map(|run| run.text.as_str()).collect::<String>())
}

/// Characters that take room on a line: Thai vowels and marks above and below do not.
pub(super) fn room(text: &str) -> usize {
    text.chars().filter(|c| !thai::script::is_mark(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::{clean, room};

    #[test]
    fn only_what_can_be_held_is_left() {
        assert_eq!(clean("a\u{0}\u{1B}[31m\u{FFFE}\u{FDD0}b\r\nc\rd\te\u{7F}"), "a[31mb\nc\nd\te");
        assert_eq!(clean("น้ำ 🙂 שלום ]]>"), "น้ำ 🙂 שלום ]]>");
    }

    #[test]
    fn marks_take_no_room() {
        assert_eq!(room("ผู้ใหญ่"), 4);
    }
}
