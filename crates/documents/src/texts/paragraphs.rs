//! From a rendered text to paragraphs and lists.

/// A stretch of a rendered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A paragraph.
    Paragraph(String),
    /// A list: whether it is numbered, and its entries.
    List(bool, Vec<String>),
}

/// A blank line separates pieces. One whose first line begins with `- ` or `1. ` is a list; in it, a line
/// without such a mark goes on with the entry above. Other line breaks are spaces.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let line = line.trim();
        if !line.is_empty() {
            block.push(line);
        } else if !block.is_empty() {
            found.push(piece(&block));
            block.clear();
        }
    }
    found
}

fn piece(lines: &[&str]) -> Piece {
    let Some((ordered, _)) = lines.first().and_then(|line| entry(line)) else {
        return Piece::Paragraph(lines.join(" "));
    };
    let mut entries: Vec<String> = Vec::new();
    for line in lines {
        match (entry(line), entries.last_mut()) {
            (Some((_, text)), _) => entries.push(text.to_owned()),
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(line);
            }
            (None, None) => {}
        }
    }
    Piece::List(ordered, entries)
}

/// Whether a line begins an entry, numbered or not, and what follows the mark.
fn entry(line: &str) -> Option<(bool, &str)> {
    if let Some(text) = line.strip_prefix("- ") {
        return Some((false, text.trim()));
    }
    let (number, text) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some((true, text.trim()))
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn blank_lines_separate() {
        let found = pieces("หนึ่ง\nสอง\n\n\n- ก\n- ข\n  ต่อ\n\n1. แรก\n2. ถัดไป\n\n2568. ไม่ใช่ข้อ\n");
        let text = |text: &str| text.to_owned();
        assert_eq!(
            found,
            [
                Piece::Paragraph(text("หนึ่ง สอง")),
                Piece::List(false, vec![text("ก"), text("ข ต่อ")]),
                Piece::List(true, vec![text("แรก"), text("ถัดไป")]),
                Piece::Paragraph(text("2568. ไม่ใช่ข้อ")),
            ]
        );
    }
}
