//! The grammar of a period.

use std::ops::Range;

use jiff::civil::Date;

use super::{Assumption, Period, PeriodError, PeriodKind, PeriodReading, Precision, span};
use crate::dates::point::{Cursor, Year};
use crate::dates::{DateError, Era};
use crate::fiscal_year::{ERA_OFFSET, FiscalYear};
use crate::lex::{Key, Kind};

/// A reading without its words.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) period: Period,
    pub(super) precision: Precision,
    pub(super) kind: PeriodKind,
    pub(super) assumptions: Vec<Assumption>,
}

impl Draft {
    pub(super) fn new(from: Date, to: Date, precision: Precision) -> Result<Self, PeriodError> {
        let period = Period::new(from, to)?;
        Ok(Self { period, precision, kind: PeriodKind::Span, assumptions: Vec::new() })
    }

    pub(super) fn assume(&mut self, assumption: Assumption) {
        if !self.assumptions.contains(&assumption) {
            self.assumptions.push(assumption);
        }
    }

    /// Notes that a year in two digits was read.
    pub(super) fn assume_century(&mut self, years: &[Option<Year>]) {
        if years.iter().flatten().any(|year| year.era() == Era::BuddhistTwoDigits) {
            self.assume(Assumption::CenturyOfYear);
        }
    }

    pub(super) fn reading(self, text: &str, range: Range<usize>) -> PeriodReading {
        let Self { period, precision, kind, assumptions } = self;
        let words = text.get(range).unwrap_or_default().to_owned();
        PeriodReading { period, precision, kind, assumptions, words }
    }
}

/// Reads one period at the cursor. `strict` reports what is wrong with a second half; otherwise the first
/// half alone is taken.
pub(super) fn period(cursor: &mut Cursor, strict: bool) -> Result<Draft, PeriodError> {
    let within = cursor.accept_key(Key::Within);
    let throughout = cursor.accept_key(Key::Throughout);
    let mut draft = match cursor.peek() {
        Some(Kind::Key(Key::Round)) => round(cursor),
        Some(Kind::Number(_)) if is_months_of_half(cursor) => round(cursor),
        Some(Kind::Key(Key::Half)) => half(cursor),
        Some(Kind::Key(Key::Quarter)) => quarter(cursor),
        Some(Kind::Key(Key::Year | Key::FiscalYear | Key::CalendarYear | Key::Buddhist | Key::Common)) => {
            years(cursor, strict)
        }
        Some(Kind::Number(number)) if throughout || (within && number.len == 4) => years(cursor, strict),
        _ => span::span(cursor, strict),
    }?;
    // What stands in brackets is the more exact naming of the same time.
    if let Some(exact) = bracketed(cursor) {
        draft = exact;
    }
    if within {
        draft.kind = PeriodKind::Deadline;
        if draft.precision == Precision::Day && draft.period.first_day() == draft.period.last_day() {
            let to = draft.period.last_day();
            let from = FiscalYear::of(to).map_or(to, FiscalYear::first_day);
            draft.period = Period::new(from, to)?;
            draft.assume(Assumption::StartOfFiscalYear);
        }
    }
    Ok(draft)
}

/// A span in round brackets, if that is what stands here; else the cursor stays.
fn bracketed(cursor: &mut Cursor) -> Option<Draft> {
    let mut ahead = *cursor;
    if !ahead.accept(Kind::Open) {
        return None;
    }
    let draft = span::span(&mut ahead, true).ok()?;
    if !ahead.accept(Kind::Close) {
        return None;
    }
    *cursor = ahead;
    Some(draft)
}

/// Whether "6 เดือนแรก" stands here: a number of months with the half it belongs to.
fn is_months_of_half(cursor: &Cursor) -> bool {
    cursor.peek_at(1) == Some(Kind::Key(Key::Month))
        && matches!(cursor.peek_at(2), Some(Kind::Key(Key::First | Key::Last)))
}

/// `รอบ 6 เดือน[แรก|หลัง] [year | (span)]`.
fn round(cursor: &mut Cursor) -> Result<Draft, PeriodError> {
    cursor.accept_key(Key::Round);
    let months = cursor.number().ok_or_else(|| cursor.unexpected())?.value;
    if !cursor.accept_key(Key::Month) {
        return Err(cursor.unexpected().into());
    }
    let last = !cursor.accept_key(Key::First) && cursor.accept_key(Key::Last);
    if let Some(exact) = bracketed(cursor) {
        return Ok(exact);
    }
    let quarters = match months {
        3 | 6 | 9 | 12 => u8::try_from(months / 3).unwrap_or(4),
        _ => return Err(PeriodError::NoSuchRound { months }),
    };
    let precision = match quarters {
        1 | 3 => Precision::Quarter,
        2 => Precision::HalfYear,
        _ => Precision::Year,
    };
    let (first, last) = if last { (5 - quarters, 4) } else { (1, quarters) };
    quarters_of_year(cursor, first, last, precision)
}

/// `ครึ่งปี(แรก|หลัง) year`.
fn half(cursor: &mut Cursor) -> Result<Draft, PeriodError> {
    cursor.accept_key(Key::Half);
    let (first, last) = if cursor.accept_key(Key::First) {
        (1, 2)
    } else if cursor.accept_key(Key::Last) {
        (3, 4)
    } else {
        return Err(cursor.unexpected().into());
    };
    quarters_of_year(cursor, first, last, Precision::HalfYear)
}

/// `ไตรมาส 1[-2] [(months)] [/] year`.
fn quarter(cursor: &mut Cursor) -> Result<Draft, PeriodError> {
    cursor.accept_key(Key::Quarter);
    let first = one_quarter(cursor)?;
    let mut last = first;
    let mut ahead = *cursor;
    if ahead.accept(Kind::To) {
        ahead.accept_key(Key::Quarter);
        if let Ok(quarter) = one_quarter(&mut ahead) {
            last = quarter;
            *cursor = ahead;
        }
    }
    if let Some(exact) = bracketed(cursor) {
        return Ok(exact);
    }
    // Brackets that name the months without a year add nothing to the quarter.
    let mut ahead = *cursor;
    if ahead.accept(Kind::Open) {
        while matches!(ahead.peek(), Some(Kind::Month(_) | Kind::To)) {
            ahead.at += 1;
        }
        if ahead.accept(Kind::Close) {
            *cursor = ahead;
        }
    }
    quarters_of_year(cursor, first, last, Precision::Quarter)
}

fn one_quarter(cursor: &mut Cursor) -> Result<u8, PeriodError> {
    let quarter = cursor.number().ok_or_else(|| cursor.unexpected())?.value;
    let small = u8::try_from(quarter).ok().filter(|quarter| (1..=4).contains(quarter));
    small.ok_or(PeriodError::NoSuchQuarter { quarter })
}

/// The quarters of the fiscal year that is named next.
fn quarters_of_year(
    cursor: &mut Cursor,
    first: u8,
    last: u8,
    precision: Precision,
) -> Result<Draft, PeriodError> {
    let _ = cursor.accept(Kind::Slash);
    let named = cursor.peek();
    let year = cursor.year().ok_or(DateError::MissingYear)?;
    let fiscal = fiscal_year(year)?;
    // The quarters are 1 to 4 by construction, so the ends are there.
    let missing = || DateError::NoSuchYear { year: u32::from(fiscal.number().unsigned_abs()) };
    let (from, _) = fiscal.quarter_days(first).ok_or_else(missing)?;
    let (_, to) = fiscal.quarter_days(last).ok_or_else(missing)?;
    let mut draft = Draft::new(from, to, precision)?;
    if named != Some(Kind::Key(Key::FiscalYear)) {
        draft.assume(Assumption::YearIsFiscal);
    }
    draft.assume_century(&[Some(year)]);
    Ok(draft)
}

fn fiscal_year(year: Year) -> Result<FiscalYear, DateError> {
    let number = year.number()? + ERA_OFFSET;
    FiscalYear::new(number).map_err(|_| DateError::NoSuchYear { year: u32::from(number.unsigned_abs()) })
}

/// `[ปี|ปีงบประมาณ|ปีปฏิทิน] [พ.ศ.] 2568 [- 2569]`.
fn years(cursor: &mut Cursor, strict: bool) -> Result<Draft, PeriodError> {
    let named = cursor.peek();
    let first = cursor.year().ok_or(DateError::MissingYear)?;
    let mut last = first;
    let mut ahead = *cursor;
    if ahead.accept(Kind::To) {
        match ahead.year().filter(|year| year.number().is_ok()) {
            Some(year) => {
                last = year;
                *cursor = ahead;
            }
            None if strict && !ahead.is_done() => return Err(ahead.unexpected().into()),
            None => {}
        }
    }
    let mut draft = if named == Some(Kind::Key(Key::CalendarYear)) {
        let edge = |year: Year, month, day| -> Result<Date, DateError> {
            crate::dates::point::date(year.number()?, month, day)
        };
        Draft::new(edge(first, 1, 1)?, edge(last, 12, 31)?, Precision::Year)?
    } else {
        let days = (fiscal_year(first)?.first_day(), fiscal_year(last)?.last_day());
        Draft::new(days.0, days.1, Precision::Year)?
    };
    if !matches!(named, Some(Kind::Key(Key::CalendarYear | Key::FiscalYear))) {
        draft.assume(Assumption::YearIsFiscal);
    }
    draft.assume_century(&[Some(first), Some(last)]);
    Ok(draft)
}
