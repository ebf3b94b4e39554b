//! Texts of forms, read once: trimmed, in ASCII digits, neither too long nor with characters that cannot be seen.

use domain::Text;

use crate::problem::FieldProblem;
use crate::{Problem, Result};

/// Reads the fields of a form and collects what is wrong with each.
#[derive(Default)]
pub(crate) struct Fields {
    problems: Vec<FieldProblem>,
}

impl Fields {
    /// Notes that a field is not right.
    pub fn wrong(&mut self, field: &str, th: &str, en: &str) {
        self.problems.push(FieldProblem { field: field.to_owned(), text: Text::new(th, en) });
    }

    /// A text that may be left empty.
    pub fn optional(&mut self, field: &str, written: &str, most: usize) -> Option<String> {
        let text = thai::digits::to_ascii(written);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return None;
        }
        if text.chars().any(is_hidden) {
            self.wrong(
                field,
                "มีอักขระที่มองไม่เห็น ให้ลบแล้วพิมพ์ใหม่",
                "it holds characters that cannot be seen: delete and type it again",
            );
            return None;
        }
        if most < text.chars().count() {
            let (th, en) = (
                format!("ยาวเกิน {most} ตัวอักษร ให้ย่อลง"),
                format!("longer than {most} characters: shorten it"),
            );
            self.wrong(field, &th, &en);
            return None;
        }
        Some(text)
    }

    /// A text that must be there; empty when it is not, which is noted.
    pub fn needed(&mut self, field: &str, written: &str, most: usize) -> String {
        let before = self.problems.len();
        match self.optional(field, written, most) {
            Some(text) => text,
            None => {
                if self.problems.len() == before {
                    self.wrong(field, "ต้องกรอกช่องนี้", "this is needed: fill it in");
                }
                String::new()
            }
        }
    }

    /// A whole number from 1 on; `fallback` when left empty.
    pub fn place(&mut self, field: &str, written: &str, fallback: i64) -> i64 {
        let text = thai::digits::to_ascii(written.trim());
        if text.is_empty() {
            return fallback;
        }
        match text.parse::<i64>() {
            Ok(number) if (1..=9_999).contains(&number) => number,
            _ => {
                self.wrong(field, "ให้กรอกจำนวนเต็มตั้งแต่ 1 ถึง 9999", "write a whole number from 1 to 9999");
                fallback
            }
        }
    }

    /// A day, in any form in which Thai offices write it.
    pub fn day(&mut self, field: &str, written: &str) -> Option<jiff::civil::Date> {
        if written.trim().is_empty() {
            return None;
        }
        match thai::dates::read(written) {
            Ok(reading) => Some(reading.date),
            Err(_) => {
                self.wrong(
                    field,
                    "อ่านวันที่ไม่ได้ ให้เขียนเช่น 1 ตุลาคม 2568 หรือ 2025-10-01",
                    "the date cannot be read: write it such as 1 October 2568 in Thai, or 2025-10-01",
                );
                None
            }
        }
    }

    /// A day that must be there.
    pub fn needed_day(&mut self, field: &str, written: &str) -> Option<jiff::civil::Date> {
        if written.trim().is_empty() {
            self.wrong(field, "ต้องกรอกวันที่", "a date is needed: fill it in");
        }
        self.day(field, written)
    }

    /// What was read, if nothing was wrong.
    pub fn finish<T>(self, read: T) -> Result<T> {
        Problem::unless_empty(self.problems).map(|()| read)
    }
}

/// Control characters, marks of direction, and the byte-order mark. The zero-width space stays allowed: people paste
/// Thai text in which it marks where a line may break.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
