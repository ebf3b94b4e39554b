//! Dates of the Buddhist calendar, written and read.
//!
//! Within the program a date is a [`jiff::civil::Date`]; the Buddhist year exists only in text.
//!
//! # Which year is meant
//! | written | read as |
//! |---|---|
//! | four digits, 2401 to 2800 | Buddhist era |
//! | four digits, 1800 to 2400, without พ.ศ. | common era |
//! | two digits | 2500 to 2599 BE (68 is 2568), or 2000 to 2099 CE after ค.ศ. |
//!
//! The window for two digits is fixed rather than moving with the clock, so that the same document always
//! reads the same.

use jiff::civil::Date;
use thiserror::Error;

use crate::digits::{self, DigitStyle, Digits};
use crate::fiscal_year::ERA_OFFSET;
use crate::months;

pub(crate) mod point;

/// How a date is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// 1 ตุลาคม 2568, for letters and reports.
    Long,
    /// 1 ต.ค. 2568, for tables.
    Short,
    /// 1 ต.ค. 68, for narrow tables. The year says nothing about its century: only dates from 2500 to 2599 BE
    /// can be read back.
    ShortYear,
    /// วันที่ 1 เดือน ตุลาคม พ.ศ. 2568, for certificates and contracts.
    Formal,
    /// ตุลาคม 2568.
    MonthYear,
    /// ต.ค. 2568.
    ShortMonthYear,
    /// 1/10/2568.
    Numeric,
}

/// How the year of a date was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Era {
    /// A Buddhist year in full.
    Buddhist,
    /// The last two digits of a Buddhist year.
    BuddhistTwoDigits,
    /// A year of the common era.
    Common,
}

/// A date that was read, and how it had been written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateReading {
    /// The day.
    pub date: Date,
    /// How its year was written.
    pub era: Era,
    /// The digits it was written in.
    pub digits: Digits,
}

/// Why a text is not a date. Positions are byte offsets into the text that was given.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DateError {
    /// There is nothing to read.
    #[error("no date: the text is empty")]
    Empty,
    /// Something stands where a part of the date should, or after it.
    #[error("not part of a date: {found:?} at byte {byte}")]
    Unexpected {
        /// Where it stands.
        byte: usize,
        /// What stands there.
        found: String,
    },
    /// The text ends, or turns to something else, before the day was named.
    #[error("the day is missing")]
    MissingDay,
    /// No month was named.
    #[error("the month is missing")]
    MissingMonth,
    /// No year was named, and none could be taken from what stands beside it.
    #[error("the year is missing")]
    MissingYear,
    /// A month number outside 1 to 12.
    #[error("there is no month {month}")]
    NoSuchMonth {
        /// The number that was written.
        month: u32,
    },
    /// A day that this month does not have.
    #[error("there is no day {day} in {month}/{year}, which has {last} days", year = .common_era + ERA_OFFSET)]
    NoSuchDay {
        /// The day that was written.
        day: u32,
        /// The month, 1 to 12.
        month: i8,
        /// The year of the common era.
        common_era: i16,
        /// The last day of that month.
        last: i8,
    },
    /// A year outside the ranges this module explains.
    #[error("{year} is not a year this program knows")]
    NoSuchYear {
        /// The number that was written.
        year: u32,
    },
    /// The text names a span of days; [`crate::periods::read`] reads it.
    #[error("this is a period, not a date")]
    IsPeriod,
}

/// Writes a date.
///
/// ```
/// use thai::{DateForm, DigitStyle, dates::write};
/// let day = jiff::civil::date(2025, 10, 1);
/// assert_eq!(write(day, DateForm::Long, DigitStyle::Thai), "๑ ตุลาคม ๒๕๖๘");
/// assert_eq!(write(day, DateForm::ShortYear, DigitStyle::Ascii), "1 ต.ค. 68");
/// assert_eq!(write(day, DateForm::MonthYear, DigitStyle::Ascii), "ตุลาคม 2568");
/// ```
#[must_use]
pub fn write(date: Date, form: DateForm, digits: DigitStyle) -> String {
    let day = date.day();
    let year = date.year() + ERA_OFFSET;
    let long = months::name(&months::LONG, date.month());
    let short = months::name(&months::SHORT, date.month());
    let text = match form {
        DateForm::Long => format!("{day} {long} {year}"),
        DateForm::Short => format!("{day} {short} {year}"),
        DateForm::ShortYear => format!("{day} {short} {:02}", year.rem_euclid(100)),
        DateForm::Formal => format!("วันที่ {day} เดือน {long} พ.ศ. {year}"),
        DateForm::MonthYear => format!("{long} {year}"),
        DateForm::ShortMonthYear => format!("{short} {year}"),
        DateForm::Numeric => format!("{day}/{}/{year}", date.month()),
    };
    digits.apply(&text)
}

/// Reads a date in any of the forms of real documents.
///
/// Understood are full and short month names with or without dots and spaces, their usual misspellings, Thai
/// and ASCII digits, the words วันที่ เดือน พ.ศ. ค.ศ., names of weekdays, `1/10/2568`, and `2025-10-01`.
/// A span such as `1-31 ตุลาคม 2568` is refused with [`DateError::IsPeriod`].
///
/// # Errors
/// [`DateError`] says which part is missing, impossible or unknown.
///
/// ```
/// use jiff::civil::date;
/// use thai::dates::{DateError, read};
/// for text in ["๑ ตุลาคม ๒๕๖๘", "1 ต.ค. 68", "วันที่ 1 เดือน ตุลาคม พ.ศ. 2568", "1/10/2568", "2025-10-01"] {
///     assert_eq!(read(text)?.date, date(2025, 10, 1));
/// }
/// let error = read("30 ก.พ. 2568").unwrap_err();
/// assert_eq!(error.to_string(), "there is no day 30 in 2/2568, which has 28 days");
/// # Ok::<(), DateError>(())
/// ```
pub fn read(text: &str) -> Result<DateReading, DateError> {
    let tokens = crate::lex::lex(text);
    let mut cursor = point::Cursor::new(text, &tokens);
    if cursor.is_done() {
        return Err(DateError::Empty);
    }
    let point = cursor.point()?;
    if cursor.at_to() {
        return Err(DateError::IsPeriod);
    }
    cursor.finish()?;
    let day = point.day.ok_or(DateError::MissingDay)?;
    let month = point.month.ok_or(DateError::MissingMonth)?;
    let year = point.year.ok_or(DateError::MissingYear)?;
    let date = point::date(year.common_era(month)?, month, day)?;
    Ok(DateReading { date, era: year.era(), digits: digits_of(text) })
}

/// The digits a whole text uses; ASCII when it has none.
pub(crate) fn digits_of(text: &str) -> Digits {
    let thai = text.chars().any(digits::is_thai_digit);
    let ascii = text.chars().any(|c| c.is_ascii_digit());
    match (thai, ascii) {
        (true, true) => Digits::Mixed,
        (true, false) => Digits::Thai,
        (false, _) => Digits::Ascii,
    }
}

#[cfg(test)]
mod tests;
