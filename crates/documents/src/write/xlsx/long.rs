//! Texts longer than a cell can hold.

/// Excel's limit is 32,767 UTF-16 units; the notes need a few.
const MOST: usize = 32_700;
/// Stands where a text goes on in the next row, and where it comes from the row before.
const GOES_ON: &str = " (มีต่อแถวถัดไป)";
const WENT_ON: &str = "(ต่อ) ";

/// The text in pieces that fit into cells, one under the other, with a note at each cut.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut rest = text;
    let mut out: Vec<String> = Vec::new();
    loop {
        let end = fitting(rest);
        let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let before = if out.is_empty() { "" } else { WENT_ON };
        let note = if after.is_empty() { "" } else { GOES_ON };
        out.push(format!("{before}{piece}{note}"));
        if after.is_empty() {
            return out;
        }
        rest = after;
    }
}

/// How many bytes fit: up to the last space near the limit, or to a letter with all its marks.
fn fitting(text: &str) -> usize {
    let mut units = 0;
    let mut letter = 0;
    let mut space = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if !thai::script::is_mark(c) || at < letter + 64 {
            letter = if thai::script::is_mark(c) { letter } else { at };
        }
        if MOST < units {
            let is_near = letter < space + 600;
            let end = if 0 < space && is_near { space } else { letter };
            // A text of nothing but marks has no better place.
            return if end == 0 { at } else { end };
        }
        if c.is_whitespace() {
            space = at + c.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{GOES_ON, WENT_ON, pieces};

    #[test]
    fn nothing_is_lost() {
        for text in [
            "น้ำ".repeat(40_000),
            "คำ ยาว ".repeat(20_000),
            "🙂".repeat(50_000),
            "่".repeat(70_000),
            "x".into(),
            String::new(),
        ] {
            let pieces = pieces(&text);
            assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= 32_767));
            let plain =
                pieces.iter().map(|piece| piece.trim_start_matches(WENT_ON).trim_end_matches(GOES_ON));
            assert_eq!(plain.collect::<String>(), text);
        }
        assert!(pieces(&"น้ำ".repeat(40_000))[1].starts_with("(ต่อ) น"));
    }
}
