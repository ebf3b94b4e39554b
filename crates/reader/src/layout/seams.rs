//! Where one text goes on in another: the next line, or the cell on the next page.

/// What stands between a text that ran out of room and what carries it on: nothing within Thai, which has no spaces
/// between words, a space where figures, signs or other letters meet, a new line before the next of a list.
pub(crate) fn seam(above: &str, below: &str) -> &'static str {
    if begins_item(below) {
        return "\n";
    }
    if has_space(above, below) { " " } else { "" }
}

/// Numbers and signs with which a list goes on.
pub(crate) fn begins_item(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    let rest = text.trim_start_matches('(').trim_start_matches(is_digit);
    let numbered = rest.len() < text.len()
        && (rest.starts_with(')') || rest.strip_prefix('.').is_some_and(|rest| !rest.starts_with(is_digit)));
    numbered || text.starts_with(['-', '•', '–', '▪', '\u{F0B7}', '➢', '*'])
}

/// How many characters on both sides are looked at.
const AROUND: usize = 24;

/// Whether two texts meet within a word.
pub(crate) fn splits_word(above: &str, below: &str) -> bool {
    let thai = |c: Option<char>| c.is_some_and(is_thai_letter);
    if !thai(above.chars().next_back()) || !thai(below.chars().next()) {
        return false;
    }
    let tail: Vec<char> = above.chars().rev().take(AROUND).collect();
    let at: usize = tail.iter().map(|c| c.len_utf8()).sum();
    let joined: String = tail.into_iter().rev().chain(below.chars().take(AROUND)).collect();
    !thai::words::boundaries(&joined).contains(&at)
}

/// Whether a space stood where a full line ended.
fn has_space(above: &str, below: &str) -> bool {
    let (Some(end), Some(begin)) = (above.chars().next_back(), below.chars().next()) else { return false };
    if is_thai_letter(end) && is_thai_letter(begin) {
        // Signs that a space follows, and units that are listed below each other.
        return matches!(end, 'ๆ' | 'ฯ') || (names_unit(above) && names_unit(below));
    }
    !matches!(end, '/' | '(' | '-' | '"' | '“') && !matches!(begin, ')' | '/' | ',' | '.' | '"' | '”')
}

fn names_unit(text: &str) -> bool {
    ["กอง", "สำนัก", "ฝ่าย"].iter().any(|unit| text.starts_with(unit))
}

/// Thai letters and marks, not digits.
fn is_thai_letter(c: char) -> bool {
    ('\u{E01}'..='\u{E4E}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::{seam, splits_word};

    #[test]
    fn seams() {
        assert_eq!(seam("จัดทำคู่มือการปฏิบัติ", "ราชการ"), "");
        assert_eq!(seam("ระหว่างเดือนตุลาคม", "2567"), " ");
        assert_eq!(seam("1. ประชุม", "2. รายงาน"), "\n");
        assert_eq!(seam("สำนักปลัด", "กองคลัง"), " ");
        assert_eq!(seam("มาตรการ/", "โครงการ"), "");
        assert!(splits_word("ทุกส่ว", "นราชการ"));
        assert!(!splits_word("คู่มือ", "2567"));
    }
}
