//! The lines of a cell become its text: what only ran out of room is joined, what ended is a line of its own.

use super::super::boxes::Band;
use crate::layout::{begins_item, seam, splits_word};

/// The text of lines that stand below each other between two sides.
///
/// Thai has no spaces between words, so that a line that was full is joined to the next without one, unless
/// figures, signs or other letters meet.
pub(super) fn text(lines: &[Band], left: i64, right: i64) -> String {
    let steps = || lines.windows(2).filter_map(|pair| Some(pair.get(1)?.top() - pair.first()?.top()));
    // Where paragraphs are set apart, the step between them is longer.
    let usual = steps().min().unwrap_or(0);
    let mut text = String::new();
    let mut last: Option<(&Band, String)> = None;
    for line in lines {
        let own = line.text();
        if let Some((above, said)) = &last {
            let step = line.top() - above.top();
            if step * 8 <= usual * 9 && is_wrapped(above, said, line, &own, (left, right)) {
                text.push_str(seam(said, &own));
            } else {
                text.push('\n');
            }
        }
        text.push_str(&own);
        last = Some((line, own));
    }
    text
}

fn ends(band: &Band) -> (i64, i64) {
    let left = band.segments.iter().map(|segment| segment.left).min().unwrap_or(0);
    let right = band.segments.iter().map(|segment| segment.right).max().unwrap_or(0);
    (left, right)
}

/// Whether a line carries on the one above it: its first word had no room there.
fn is_wrapped(above: &Band, said: &str, line: &Band, own: &str, (left, right): (i64, i64)) -> bool {
    if begins_item(own) {
        return false;
    }
    let apart = line.top() - above.bottom();
    let height = above.bottom() - above.top();
    if height < apart {
        return false;
    }
    if splits_word(said, own) {
        return true;
    }
    let (from, to) = ends(above);
    let (own_from, own_to) = ends(line);
    let first = thai::words::breaks_in_need(own).first().map_or(own, |at| own.get(..*at).unwrap_or(own));
    let letters = |text: &str| {
        let wide = text.chars().filter(|c| !thai::script::is_mark(*c)).count();
        i64::try_from(wide).unwrap_or(0)
    };
    let width = (own_to - own_from) * letters(first.trim_end()) / letters(own).max(1);
    // Letters differ in width; a word is taken for a tenth wider than the line lets expect.
    let needed = width * 11 / 10;
    let centred = ((from - left) - (right - to)).abs() < height / 2 && height < from - left;
    let room = if centred { (right - left) - (to - from) } else { right - to };
    room < needed
}

#[cfg(test)]
mod tests {
    use super::super::super::boxes::{Band, Segment};
    use super::text;

    fn lines(texts: &[(&str, i64)]) -> Vec<Band> {
        let band = |(at, (text, width)): (i64, &(&str, i64))| {
            let (top, left) = (at * 16_000, 2_000);
            let text = (*text).to_owned();
            let segment = Segment { left, right: left + width, top, bottom: top + 14_000, text };
            Band { segments: vec![segment.clone()], words: vec![segment], ..Band::default() }
        };
        (0..).zip(texts).map(band).collect()
    }

    #[test]
    fn full_lines_are_joined() {
        let full = lines(&[("จัดทำคู่มือการปฏิบัติ", 96_000), ("ราชการ", 40_000)]);
        assert_eq!(text(&full, 0, 100_000), "จัดทำคู่มือการปฏิบัติราชการ");
        let ended = lines(&[("สำนักปลัด", 40_000), ("กองคลัง", 34_000)]);
        assert_eq!(text(&ended, 0, 100_000), "สำนักปลัด\nกองคลัง");
        let listed = lines(&[("1. ประชุมคณะทำงานทุกฝ่าย", 98_000), ("2. รายงาน", 40_000)]);
        assert_eq!(text(&listed, 0, 100_000), "1. ประชุมคณะทำงานทุกฝ่าย\n2. รายงาน");
        let year = lines(&[("ระหว่างเดือนตุลาคม", 96_000), ("2567 เป็นต้นไป", 50_000)]);
        assert_eq!(text(&year, 0, 100_000), "ระหว่างเดือนตุลาคม 2567 เป็นต้นไป");
    }
}
