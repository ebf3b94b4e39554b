//! How many columns a text takes on a terminal, and where a line may break.

use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

/// Columns of one character.
///
/// Thai vowels and tone marks above and below stand on their consonant and take no column; sara am
/// (U+0E33) takes one.
pub fn of_char(c: char) -> usize {
    match c {
        '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' => 0,
        '\u{0E33}' => 1,
        other => other.width().unwrap_or(0),
    }
}

/// Columns of a text.
///
/// ```
/// use prongsai::output::width;
/// assert_eq!(width::of("ผู้รับ"), 3);
/// assert_eq!(width::of("ทำ"), 2);
/// ```
pub fn of(text: &str) -> usize {
    text.chars().map(of_char).sum()
}

/// Cuts a text into lines of at most `first`, then `rest` columns, at the word boundaries of Thai.
/// A word wider than a line stands on a line of its own. Spaces at the line ends are left out.
pub fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut ends = thai::words::breaks(text);
    ends.push(text.len());
    let mut lines = Vec::new();
    let (mut start, mut end, mut limit) = (0, 0, first);
    for next in ends {
        if start < end && limit < of(text[start..next].trim_end()) {
            lines.push(trimmed(text, start..end));
            (start, limit) = (end, rest);
        }
        end = next;
    }
    if start < end || lines.is_empty() {
        lines.push(trimmed(text, start..end));
    }
    lines
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let kept = text[range.clone()].trim_end().len();
    range.start..range.start + kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_take_no_column() {
        assert_eq!(of("ที่นี่"), 2);
        assert_eq!(of("กำแพง"), 5);
        assert_eq!(of("น้ำ"), 2);
        assert_eq!(of("abc"), 3);
    }

    #[test]
    fn lines_keep_to_their_width_and_lose_nothing() {
        let text = "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ 2568";
        let lines = wrap(text, 30, 30);
        assert!(1 < lines.len());
        let joined: String = lines.iter().map(|line| &text[line.clone()]).collect();
        assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
    }
}
