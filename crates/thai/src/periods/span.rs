//! Two dates or months with a dash between them, or one alone.

use jiff::civil::Date;

use super::grammar::Draft;
use super::{Assumption, PeriodError, Precision};
use crate::dates::DateError;
use crate::dates::point::{Cursor, Point, Year, date};
use crate::lex::Kind;

/// `point [- point]`.
pub(super) fn span(cursor: &mut Cursor, strict: bool) -> Result<Draft, PeriodError> {
    if cursor.is_done() {
        return Err(DateError::Empty.into());
    }
    let first = cursor.point()?;
    let mut ahead = *cursor;
    if ahead.accept(Kind::To) {
        while ahead.accept(Kind::To) {}
        // A dash at the end belongs to what follows the period, not to it.
        if !ahead.is_done() {
            match ahead.point().map_err(PeriodError::from).and_then(|second| two(first, second)) {
                Ok(draft) => {
                    *cursor = ahead;
                    return Ok(draft);
                }
                Err(error) if strict => return Err(error),
                Err(_) => {}
            }
        }
    }
    one(first)
}

fn one(point: Point) -> Result<Draft, PeriodError> {
    let month = point.month.ok_or(DateError::MissingMonth)?;
    let year = point.year.ok_or(DateError::MissingYear)?;
    let common_era = year.common_era(month)?;
    let (from, to) = (first_day(point, common_era, month)?, last_day(point, common_era, month)?);
    let mut draft = Draft::new(from, to, precision(point))?;
    draft.assume_century(&[Some(year)]);
    Ok(draft)
}

fn two(first: Point, second: Point) -> Result<Draft, PeriodError> {
    let second_month = second.month.ok_or(DateError::MissingMonth)?;
    // "1-31 ตุลาคม 2568": the first half is only a day and takes month and year from the second.
    let first_month = first.month.unwrap_or(second_month);
    let order = (first_month, first.day.unwrap_or(0)) <= (second_month, second.day.unwrap_or(31));
    let (from_year, to_year, assumption) = match (first.year, second.year) {
        (Some(from), Some(to)) => (from.common_era(first_month)?, to.common_era(second_month)?, None),
        (None, Some(to)) => {
            let assumed = first.month.map(|_| Assumption::YearOfFirstHalf);
            (
                year_before(to, first_month, second_month, order || first.month.is_none())?,
                to.common_era(second_month)?,
                assumed,
            )
        }
        (Some(from), None) => {
            let year = from.common_era(first_month)?;
            let to = if from.fiscal { from.common_era(second_month)? } else { year + i16::from(!order) };
            (year, to, Some(Assumption::YearOfSecondHalf))
        }
        (None, None) => return Err(DateError::MissingYear.into()),
    };
    let from = first_day(first, from_year, first_month)?;
    let to = last_day(second, to_year, second_month)?;
    let mut draft = Draft::new(from, to, precision(first).min(precision(second)))?;
    if let Some(assumption) = assumption {
        draft.assume(assumption);
    }
    draft.assume_century(&[first.year, second.year]);
    Ok(draft)
}

/// The year of a first half that names none. A fiscal year decides by itself; otherwise it is the year of the
/// second half, or the one before when the months would run backwards.
fn year_before(to: Year, first_month: i8, second_month: i8, order: bool) -> Result<i16, DateError> {
    if to.fiscal {
        return to.common_era(first_month);
    }
    Ok(to.common_era(second_month)? - i16::from(!order))
}

fn first_day(point: Point, year: i16, month: i8) -> Result<Date, DateError> {
    match point.day {
        Some(day) => date(year, month, day),
        None => date(year, month, 1).map(|first| if point.at_end { first.last_of_month() } else { first }),
    }
}

fn last_day(point: Point, year: i16, month: i8) -> Result<Date, DateError> {
    match point.day {
        Some(day) => date(year, month, day),
        None => date(year, month, 1).map(Date::last_of_month),
    }
}

fn precision(point: Point) -> Precision {
    if point.day.is_some() || point.at_end { Precision::Day } else { Precision::Month }
}
