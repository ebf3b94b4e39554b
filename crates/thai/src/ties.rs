//! Spaces at which a line must not break: between a number and its unit, a day and its month, a label and its code.
//!
//! [`crate::words::breaks`] knows where lines may break for a program that sets lines itself. Word processors and
//! browsers break at any space, so the text has to carry the rule: a no-break space (U+00A0).

use crate::{digits, months};

/// What is counted or measured in official texts; a number stands before it.
const UNITS: [&str; 33] = [
    "วัน",
    "สัปดาห์",
    "เดือน",
    "ปี",
    "ไตรมาส",
    "ชั่วโมง",
    "นาที",
    "คะแนน",
    "ข้อ",
    "ตัวชี้วัด",
    "มาตรการ",
    "ประเด็น",
    "ขั้นตอน",
    "รายการ",
    "ราย",
    "เรื่อง",
    "ครั้ง",
    "คน",
    "บาท",
    "แห่ง",
    "ฉบับ",
    "หน่วยงาน",
    "ส่วนงาน",
    "กระบวนงาน",
    "โครงการ",
    "กิจกรรม",
    "จุด",
    "ด้าน",
    "ส่วน",
    "ชุด",
    "ช่องทาง",
    "หน้า",
    "รอบ",
];

/// What stands before a number or a code that belongs to it.
const LABELS: [&str; 7] = ["ข้อ", "ที่", "ร้อยละ", "หน้า", "มาตรา", "พ.ศ.", "ค.ศ."];

/// The text with no-break spaces where a line must not break. Only single spaces are replaced, so the text stays
/// as long and reads the same.
///
/// ```
/// use thai::ties::tied;
/// assert_eq!(tied("ไม่น้อยกว่า 15 วัน ก่อนปิด"), "ไม่น้อยกว่า 15\u{A0}วัน ก่อนปิด");
/// assert_eq!(tied("ภายใน ๓๑ ธ.ค. ๒๕๖๘"), "ภายใน ๓๑\u{A0}ธ.ค.\u{A0}๒๕๖๘");
/// assert_eq!(tied("ข้อ O25 ปี พ.ศ. 2568"), "ข้อ\u{A0}O25 ปี พ.ศ.\u{A0}2568");
/// assert_eq!(tied("ต.ค. 2568 - 30 ก.ย. 2569"), "ต.ค.\u{A0}2568 -\u{A0}30\u{A0}ก.ย.\u{A0}2569");
/// ```
#[must_use]
pub fn tied(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    let mut first = true;
    while let Some((left, right)) = rest.split_once(' ') {
        out.push_str(left);
        // A number that opens a text counts nothing: it is that of a heading or of an entry.
        let opens = std::mem::take(&mut first) && left.starts_with(is_digit);
        out.push(if !opens && belongs(left, right) { '\u{A0}' } else { ' ' });
        rest = right;
    }
    out.push_str(rest);
    out
}

/// Whether the word at the end of `left` and the one at the beginning of `right` belong together. `left` begins
/// after the space before it.
fn belongs(left: &str, right: &str) -> bool {
    let Some(next) = right.chars().next() else { return false };
    if next == 'ๆ' {
        return true;
    }
    // A dash that ended a line would look like a hyphen, and programs that copy text take it for one.
    if matches!(left, "-" | "–") {
        return is_digit(next);
    }
    if is_digit(next) || is_code(right) {
        let label = LABELS.iter().any(|label| left.ends_with(label));
        return label || (is_digit(next) && months::SHORT.iter().any(|month| left.ends_with(month)));
    }
    let of_month = || months::LONG.iter().chain(&months::SHORT).any(|month| right.starts_with(month));
    is_amount(left) && (UNITS.iter().any(|unit| right.starts_with(unit)) || (is_day(left) && of_month()))
}

fn is_digit(c: char) -> bool {
    digits::value(c).is_some()
}

/// Whether the text ends in a number that counts or measures: neither a code nor a year.
fn is_amount(text: &str) -> bool {
    let before = text.trim_end_matches(is_digit);
    let count = text.get(before.len()..).unwrap_or_default().chars().count();
    let is_whole = !before.ends_with(['.', ',']);
    0 < count && !before.ends_with(|c: char| c.is_ascii_alphabetic()) && !(count == 4 && is_whole)
}

/// A code like O25, I7 or E๑.
fn is_code(text: &str) -> bool {
    let number = text.strip_prefix(['I', 'E', 'O']);
    number.is_some_and(|number| number.starts_with(is_digit))
}

/// Whether the text ends in a number of at most two digits.
fn is_day(text: &str) -> bool {
    let number = text.trim_end_matches(is_digit);
    text.get(number.len()..).is_some_and(|day| (1..=2).contains(&day.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::tied;

    #[test]
    fn other_spaces_stay() {
        for text in [
            "",
            " ",
            "ปี 2568 หน่วย งาน",
            "ตัวชี้วัด 2 ก",
            "พ.ศ. หน้า",
            "O25 การนำผลไปใช้",
            "O๑๒ รายการจัดซื้อ",
            "๑.๑ คะแนนรายข้อ",
            "ปี ๒๕๖๘ รายงาน",
            "๙๑.๕๙  คะแนน",
            "ราคา 5 ล้าน",
        ] {
            assert_eq!(tied(text), text);
        }
    }

    #[test]
    fn a_chain_of_ties_is_short() {
        assert_eq!(tied("วันที่ 30 กันยายน 2569"), "วันที่\u{A0}30\u{A0}กันยายน 2569");
        assert_eq!(tied("ต่าง ๆ และ (๔.๐๐ คะแนน)"), "ต่าง\u{A0}ๆ และ (๔.๐๐\u{A0}คะแนน)");
    }
}
