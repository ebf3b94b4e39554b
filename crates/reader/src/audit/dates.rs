//! Dates that no calendar has, and periods that end before they begin.

use domain::Text;
use thai::dates::DateError;
use thai::months::{LONG, SHORT};
use thai::periods::{self, PeriodError};

use super::model::{Candidate, Code, Finding, Kind, Severity};
use super::passages;
use super::work::{Piece, Work};
use crate::layout::Role;

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    for piece in &work.pieces {
        days(piece, findings);
        if piece.role == Some(Role::Period) || (!piece.is_cell && piece.text.contains("ระยะเวลา"))
        {
            reversed(piece, findings);
        }
    }
}

fn days(piece: &Piece<'_>, findings: &mut Vec<Finding>) {
    let text = piece.text;
    let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    let names = LONG.iter().chain(&SHORT);
    let mut months: Vec<(usize, &str)> = names.flat_map(|month| text.match_indices(month)).collect();
    months.sort_unstable();
    for (at, month) in months {
        // The day right before the month, the year right behind it.
        let before = text.get(..at).unwrap_or_default();
        let trimmed = before.trim_end().trim_end_matches("เดือน").trim_end();
        let day_at = trimmed.len() - trailing(trimmed, is_digit);
        let end = at + month.len();
        let behind = text.get(end..).unwrap_or_default();
        let year_from = behind.trim_start().trim_start_matches("พ.ศ.").trim_start();
        let skipped = behind.len() - year_from.len();
        let year = year_from.find(|c| !is_digit(c)).unwrap_or(year_from.len());
        let day = trimmed.get(day_at..).unwrap_or_default();
        // Part of a longer number, such as that of an order.
        let part = trimmed.get(..day_at).and_then(|head| head.chars().next_back());
        if day.is_empty() || 2 < day.chars().count() || part.is_some_and(|c| matches!(c, '.' | '/' | ',')) {
            continue;
        }
        // Without a year, the day is tried in a leap year.
        let (stop, printed) = if year == 0 {
            (end, format!("{} 2567", text.get(day_at..end).unwrap_or_default()))
        } else {
            let stop = end + skipped + year;
            (stop, text.get(day_at..stop).unwrap_or_default().to_owned())
        };
        let Err(DateError::NoSuchDay { day, month: number, last, .. }) =
            thai::dates::read(&printed.replace('\n', " "))
        else {
            continue;
        };
        let shown = text.get(day_at..stop).unwrap_or_default().replace('\n', " ");
        let fitting = shown.replacen(&digits_of(&shown), &last.to_string(), 1);
        findings.push(Finding {
            code: Code::DateImpossible,
            severity: Severity::Error,
            key: String::new(),
            passages: vec![passages::cut(piece.place, text, day_at..stop)],
            published: shown.clone(),
            recomputed: None,
            difference: None,
            candidates: vec![Candidate {
                key: String::new(),
                place: Some(piece.place),
                from: shown.clone(),
                to: fitting,
                kind: Kind::Computed,
                range: None,
            }],
            message: Text::new(
                format!("ไม่มีวันที่ “{shown}” เพราะเดือนนี้มี {last} วัน โปรดตรวจวันที่"),
                format!("There is no “{shown}”: month {number} has {last} days, not {day}. Check the date."),
            ),
        });
    }
}

/// The digits that a text begins with.
fn digits_of(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_digit() || thai::digits::is_thai_digit(*c)).collect()
}

/// Bytes of the digits at the end of a text.
fn trailing(text: &str, is_digit: impl Fn(char) -> bool) -> usize {
    text.chars().rev().take_while(|c| is_digit(*c)).map(char::len_utf8).sum()
}

fn reversed(piece: &Piece<'_>, findings: &mut Vec<Finding>) {
    let flat = piece.text.replace('\n', " ");
    let flat = flat.rsplit_once("ระยะเวลา").map_or(flat.as_str(), |(_, behind)| behind);
    let text = flat
        .split_once(':')
        .map_or(flat, |(label, rest)| if label.chars().count() < 30 { rest } else { flat });
    let Err(error) = periods::read(text.trim()) else { return };
    let (printed, message) = match error {
        PeriodError::Reversed { from, to } => (
            text.trim().to_owned(),
            Text::new(
                format!(
                    "ระยะเวลานี้สิ้นสุด ({}) ก่อนเริ่มต้น ({}) โปรดตรวจเดือนและปีทั้งสองฝั่ง",
                    thai_date(to),
                    thai_date(from)
                ),
                format!(
                    "This period ends on {to}, before it begins on {from}. Check months and years of both ends."
                ),
            ),
        ),
        PeriodError::NoSuchQuarter { quarter } => (
            text.trim().to_owned(),
            Text::new(
                format!("ไม่มีไตรมาสที่ {quarter} โปรดตรวจระยะเวลา"),
                format!("There is no quarter {quarter}. Check the period."),
            ),
        ),
        _ => return,
    };
    if 90 < printed.chars().count() {
        return;
    }
    let mark = passages::find(piece.text, &printed).unwrap_or(0..piece.text.len());
    findings.push(Finding {
        code: Code::DateImpossible,
        severity: Severity::Error,
        key: String::new(),
        passages: vec![passages::cut(piece.place, piece.text, mark)],
        published: printed,
        recomputed: None,
        difference: None,
        candidates: Vec::new(),
        message,
    });
}

pub(super) fn thai_date(date: thai::Date) -> String {
    thai::dates::write(date, thai::DateForm::Short, thai::DigitStyle::Ascii)
}
