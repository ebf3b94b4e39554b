//! Where one paragraph ends and the next begins, in lines of plain text without a blank line between.
//!
//! Text that was copied out of a word processor has a line for each paragraph, an indent at its first line, or
//! neither; recognised text has the lines of the paper. A line that ends although the next word had room ends its
//! paragraph, and a line that begins with an indent or the mark of a list begins one.

use thai::script::is_mark;

use crate::claims::codes;

/// Letters from which on lines are as wide as paper, so that one which ends early says something.
const PAPER: usize = 60;
/// Letters that no line of a paper has: such lines are whole paragraphs.
const WIDER_THAN_PAPER: usize = 160;

/// Letters of the longest word that is looked for.
const LONGEST_WORD: usize = 40;

/// Whether lines are whole paragraphs throughout a text: some are longer than any paper is wide.
pub(super) fn are_lines(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim();
        let of_table = line.contains(['\t', '|', '<']) || line.contains("  ");
        !of_table && WIDER_THAN_PAPER < width(line)
    })
}

/// The lines with which paragraphs begin, the first of them left out. `lines` are those of one chunk, with their
/// white space; `whole` tells that each is a paragraph ([`are_lines`]).
pub(super) fn beginnings(lines: &[(u32, String)], whole: bool) -> Vec<usize> {
    let texts: Vec<&str> = lines.iter().map(|(_, line)| line.trim()).collect();
    let widest = texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let begins = |at: &usize| {
        let (Some((_, raw)), Some(text), Some(above)) =
            (lines.get(*at), texts.get(*at), at.checked_sub(1).and_then(|above| texts.get(above)))
        else {
            return false;
        };
        let titled = || is_title(text) && is_closed(above);
        whole || raw.starts_with('\t') || is_entry(text) || titled() || ends_early(above, text, widest)
    };
    (1..lines.len()).filter(begins).collect()
}

/// Whether a line ended though the first word of the next one had room beside it.
fn ends_early(line: &str, next: &str, widest: usize) -> bool {
    let long = width(line);
    if widest < PAPER || widest * 8 < long * 10 {
        return false;
    }
    let begin: String = next.chars().take(LONGEST_WORD).collect();
    let word = thai::words::words(&begin).into_iter().next().map_or(0, width);
    (long + 1 + word) * 10 <= widest * 8
}

/// Whether a line begins with the mark of a list or the code of an item: "1. …", "(๒) …", "- …", "ข้อ O๕ …".
fn is_entry(line: &str) -> bool {
    let coded =
        ["ข้อคำถามที่", "ข้อ"].iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line).trim_start();
    if coded.starts_with(['I', 'E', 'O']) && codes::token(coded, false).is_some() {
        return true;
    }
    let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    if let Some(rest) = line.strip_prefix(['-', '–', '•', '●', '▪']) {
        return rest.starts_with([' ', '\t']) && !rest.trim_start().starts_with(is_digit);
    }
    let opened = line.strip_prefix('(');
    let body = opened.unwrap_or(line);
    let rest = body.trim_start_matches(is_digit);
    let digits = body.chars().count() - rest.chars().count();
    let behind = match opened {
        Some(_) => rest.strip_prefix(')'),
        None => rest.strip_prefix(['.', ')']),
    };
    // "2.50 คะแนน" carries on a line, "2. เผยแพร่" begins one.
    (1..=2).contains(&digits) && behind.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// Whether a line begins as the title of a part does.
fn is_title(line: &str) -> bool {
    ["ส่วนที่ ", "ตัวชี้วัดที่ ", "ประเด็นที่ "].iter().any(|word| line.starts_with(word))
}

/// Whether a line ends as a statement or a title does.
fn is_closed(line: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    line.ends_with(is_digit) || line.ends_with([')', '.', ':']) || line.ends_with("คะแนน") || is_title(line)
}

/// Letters of a text as they stand beside each other.
fn width(text: &str) -> usize {
    text.chars().filter(|c| !is_mark(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::{are_lines, beginnings};

    fn begins(text: &str) -> Vec<usize> {
        let lines: Vec<(u32, String)> = text.lines().map(|line| (1, line.to_owned())).collect();
        beginnings(&lines, are_lines(text))
    }

    #[test]
    fn indents_and_marks_begin_paragraphs() {
        assert_eq!(begins("ผลการประเมิน\n\tได้ 90.00 คะแนน\n\tส่วนที่ 2"), [1, 2]);
        assert_eq!(begins("ดังนี้\n1. การปฏิบัติหน้าที่\n(2) การใช้งบประมาณ\n- การใช้อำนาจ"), [1, 2, 3]);
        assert_eq!(begins("ได้คะแนน 90.00\nส่วนที่ 2 ภายนอก\nE7 การมีส่วนร่วม\nข้อ E8 การปรับปรุง"), [1, 2, 3]);
        assert_eq!(begins("ที่ต่ำสุดคือ\nตัวชี้วัดที่ 6 และ"), [0; 0]);
        assert_eq!(begins("ได้คะแนน\n2.50 คะแนน\n2567 เป็นปีที่\n- ๒ -"), [0; 0]);
    }

    #[test]
    fn lines_as_wide_as_the_paper_go_on() {
        let wide = "ก".repeat(80);
        assert_eq!(begins(&format!("{wide}\n{wide}\nจบ")), [0; 0]);
        assert_eq!(begins(&format!("หัวข้อ\n{wide}\nจบ\nต่อไป{wide}")), [1, 3]);
        assert_eq!(begins("ประกาศ\nเรื่อง มาตรการ\nประจำปี"), [0; 0]);
    }

    #[test]
    fn lines_wider_than_paper_are_paragraphs() {
        let wide = "ก".repeat(200);
        assert_eq!(begins(&format!("{wide}\n{wide}\nสั้น")), [1, 2]);
    }
}
