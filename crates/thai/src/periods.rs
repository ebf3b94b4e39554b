//! Periods: spans of days as plans and reports name them.
//!
//! A reading carries the days, the words they came from, how exactly they were given, and every
//! [`Assumption`] the reader had to make, so that a screen can ask the officer about it.
//!
//! # Rules that decide what the text leaves open
//! * A year without the word ปฏิทิน is a **fiscal year**: "ตลอดปี ๖๖" is 1 October 2565 to 30 September 2566,
//!   because measures, budgets and assessments all follow it. The result says so
//!   ([`Assumption::YearIsFiscal`]).
//! * A year left out of the first half comes from the second: the first half lies in the same calendar year
//!   when that keeps the order, otherwise in the year before ("ต.ค. - ก.ย. 68" begins in October 2567).
//! * A year named as ปีงบประมาณ puts October to December into the calendar year before.
//! * "ภายใน 31 มีนาคม 2568" names only the last day; the period begins with its fiscal year.
//!   "ภายในเดือนมีนาคม 2568" is the month.
//! * Quarters, half years and rounds of 6 or 12 months (รอบ) are parts of the fiscal year.

use std::ops::Range;

use jiff::civil::Date;
use thiserror::Error;

use crate::dates::DateError;
use crate::dates::point::Cursor;
use crate::fiscal_year::FiscalYear;
use crate::lex::{self, Kind, Token};

mod grammar;
mod span;
mod write;

pub use write::PeriodForm;

/// A span of days, both ends included, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// The span from one day to another.
    ///
    /// # Errors
    /// [`PeriodError::Reversed`] when the last day lies before the first.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use thai::Period;
    /// assert!(Period::new(date(2024, 10, 1), date(2024, 10, 1)).is_ok());
    /// assert!(Period::new(date(2024, 10, 2), date(2024, 10, 1)).is_err());
    /// ```
    pub fn new(from: Date, to: Date) -> Result<Self, PeriodError> {
        if to < from { Err(PeriodError::Reversed { from, to }) } else { Ok(Self { from, to }) }
    }

    /// First day.
    pub const fn first_day(self) -> Date {
        self.from
    }

    /// Last day.
    pub const fn last_day(self) -> Date {
        self.to
    }

    /// Whether a day lies in the span.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let period = thai::periods::read("1-31 ตุลาคม 2568")?.period;
    /// assert!(period.contains(date(2025, 10, 31)) && !period.contains(date(2025, 11, 1)));
    /// # Ok::<(), thai::PeriodError>(())
    /// ```
    pub fn contains(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The fiscal year that holds the whole span, if one does.
    ///
    /// ```
    /// let period = thai::periods::read("ม.ค. - ก.ย. ๖๖")?.period;
    /// assert_eq!(period.fiscal_year(), thai::FiscalYear::new(2566).ok());
    /// # Ok::<(), thai::PeriodError>(())
    /// ```
    pub fn fiscal_year(self) -> Option<FiscalYear> {
        FiscalYear::of(self.from).ok().filter(|year| year.contains(self.to))
    }
}

impl From<FiscalYear> for Period {
    fn from(year: FiscalYear) -> Self {
        Self { from: year.first_day(), to: year.last_day() }
    }
}

/// The smallest unit in which a period was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Days: 1 ต.ค. 2567 - 30 ก.ย. 2568.
    Day,
    /// Months: ต.ค. 67 - มี.ค. 68.
    Month,
    /// Quarters of the fiscal year.
    Quarter,
    /// Half years, as in a round of six months.
    HalfYear,
    /// Years.
    Year,
}

/// What the words say about the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodKind {
    /// Both ends, or the unit as a whole, are meant.
    Span,
    /// Something is due in this period (ภายใน…); the last day is what counts.
    Deadline,
}

/// Something the text did not say and the reader decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Assumption {
    /// A plain year was taken as a fiscal year.
    YearIsFiscal,
    /// The year of the first half was worked out from the second.
    YearOfFirstHalf,
    /// The year of the second half was worked out from the first.
    YearOfSecondHalf,
    /// Only the last day is written; the first is that of its fiscal year.
    StartOfFiscalYear,
    /// A year in two digits was taken as 25xx.
    CenturyOfYear,
}

/// A period that was read, and how it had been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodReading {
    /// The days.
    pub period: Period,
    /// The unit in which they were named.
    pub precision: Precision,
    /// Whether the words name a span or a deadline.
    pub kind: PeriodKind,
    /// What had to be assumed, each at most once, in the order it came up.
    pub assumptions: Vec<Assumption>,
    /// The words the period was read from, as they stand in the text.
    pub words: String,
}

/// A period found in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was read.
    pub reading: PeriodReading,
    /// The bytes of the text it was read from.
    pub range: Range<usize>,
}

/// Why a text is not a period.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PeriodError {
    /// A date in it is incomplete, impossible or not understood.
    #[error(transparent)]
    Date(#[from] DateError),
    /// The last day lies before the first.
    #[error("the period ends on {to}, before it begins on {from}")]
    Reversed {
        /// First day as written.
        from: Date,
        /// Last day as written.
        to: Date,
    },
    /// A quarter outside 1 to 4.
    #[error("there is no quarter {quarter}")]
    NoSuchQuarter {
        /// The number that was written.
        quarter: u32,
    },
    /// A round (รอบ) of a length that is no part of the fiscal year.
    #[error("a round of {months} months is not 3, 6, 9 or 12 months of a fiscal year")]
    NoSuchRound {
        /// The length that was written, in months.
        months: u32,
    },
}

/// Reads a text that names one period and nothing else, such as a cell of the column ระยะเวลา.
///
/// Labels (ระยะเวลาดำเนินการ :), HTML tags, brackets and dotted leaders are passed over. A single date or month
/// is a period too.
///
/// # Errors
/// [`PeriodError`] says what is missing, impossible, or not understood and where.
///
/// ```
/// use jiff::civil::date;
/// use thai::periods::{Assumption, Precision, read};
///
/// let reading = read("ต.ค. - ก.ย. 68")?;
/// assert_eq!(reading.period.first_day(), date(2024, 10, 1));
/// assert_eq!(reading.period.last_day(), date(2025, 9, 30));
/// assert_eq!(reading.precision, Precision::Month);
///
/// let reading = read("ตลอดปี ๖๖")?;
/// assert_eq!(reading.period.first_day(), date(2022, 10, 1));
/// assert!(reading.assumptions.contains(&Assumption::YearIsFiscal));
/// # Ok::<(), thai::PeriodError>(())
/// ```
pub fn read(text: &str) -> Result<PeriodReading, PeriodError> {
    let tokens = lex::lex(text);
    let mut cursor = Cursor::new(text, &tokens);
    while cursor.accept(Kind::Open) || cursor.accept(Kind::To) {}
    let start = cursor.at;
    let draft = grammar::period(&mut cursor, true)?;
    let end = cursor.at;
    cursor.finish()?;
    Ok(draft.reading(text, words(&tokens, start, end)))
}

/// Finds every period named in running text, left to right, none overlapping.
///
/// What does not make a whole period is passed over, so numbers and stray months cost nothing.
///
/// ```
/// use jiff::civil::date;
/// let found = thai::periods::find("รายงานความคืบหน้า และสรุปผล ณ ๑ มีนาคม ๒๕๖๓ ต่อผู้บริหาร");
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].reading.period.last_day(), date(2020, 3, 1));
/// assert_eq!(found[0].reading.words, "๑ มีนาคม ๒๕๖๓");
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let tokens = lex::lex(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut cursor = Cursor::starting(text, &tokens, at);
        match grammar::period(&mut cursor, false) {
            Ok(draft) if at < cursor.at => {
                let range = words(&tokens, at, cursor.at);
                found.push(Found { reading: draft.reading(text, range.clone()), range });
                at = cursor.at;
            }
            _ => at += 1,
        }
    }
    found
}

/// The bytes from the first to the last of some tokens.
fn words(tokens: &[Token], start: usize, end: usize) -> Range<usize> {
    match tokens.get(start..end) {
        Some([first, .., last]) => first.start..last.end,
        Some([only]) => only.start..only.end,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests;
