//! Buddhist years and the fiscal year of the Thai state.
//!
//! The fiscal year 2568 runs from 1 October 2024 to 30 September 2025: it carries the Buddhist year in which
//! it ends (Budget Procedures Act B.E. 2561, section 4).

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use thiserror::Error;

use crate::digits;

/// Buddhist year minus common-era year, for dates since 1 January 2484 BE (1941 CE), when the year began to
/// turn in January.
pub const ERA_OFFSET: i16 = 543;

/// Why a number or a text is not a year.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum YearError {
    /// The year lies outside the range this program works with.
    #[error("year {year} is not between {first} and {last}")]
    OutOfRange {
        /// The year that was given.
        year: i64,
        /// First year accepted.
        first: i16,
        /// Last year accepted.
        last: i16,
    },
    /// The text is not a whole number.
    #[error("not a year: {text:?}")]
    NotANumber {
        /// The text that was given.
        text: String,
    },
}

/// A year of the Buddhist era (พ.ศ.), 1 January to 31 December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BuddhistYear(i16);

impl BuddhistYear {
    /// First year accepted, 1 CE.
    pub const MIN: Self = Self(1 + ERA_OFFSET);
    /// Last year accepted, 9000 CE.
    pub const MAX: Self = Self(9000 + ERA_OFFSET);

    /// Takes a Buddhist year.
    ///
    /// # Errors
    /// [`YearError::OutOfRange`] outside 544 to 9543.
    ///
    /// ```
    /// use thai::BuddhistYear;
    /// assert_eq!(BuddhistYear::new(2568)?.common_era(), 2025);
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub fn new(year: i16) -> Result<Self, YearError> {
        let (Self(first), Self(last)) = (Self::MIN, Self::MAX);
        if (first..=last).contains(&year) {
            Ok(Self(year))
        } else {
            Err(YearError::OutOfRange { year: i64::from(year), first, last })
        }
    }

    /// The Buddhist year of a year of the common era (ค.ศ.).
    ///
    /// # Errors
    /// [`YearError::OutOfRange`] outside 1 to 9000.
    ///
    /// ```
    /// use thai::BuddhistYear;
    /// assert_eq!(BuddhistYear::from_common_era(2025)?.number(), 2568);
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub fn from_common_era(year: i16) -> Result<Self, YearError> {
        let range = YearError::OutOfRange { year: i64::from(year), first: 1, last: 9000 };
        year.checked_add(ERA_OFFSET).and_then(|shifted| Self::new(shifted).ok()).ok_or(range)
    }

    /// The number of the year, such as 2568.
    pub const fn number(self) -> i16 {
        self.0
    }

    /// The year of the common era (ค.ศ.), such as 2025.
    pub const fn common_era(self) -> i16 {
        self.0 - ERA_OFFSET
    }
}

impl fmt::Display for BuddhistYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A fiscal year (ปีงบประมาณ), named by the Buddhist year in which it ends; 2400 to 2700.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// First fiscal year accepted.
    pub const MIN: Self = Self(2400);
    /// Last fiscal year accepted.
    pub const MAX: Self = Self(2700);

    /// Takes the Buddhist year by which the fiscal year is named.
    ///
    /// # Errors
    /// [`YearError::OutOfRange`] outside 2400 to 2700, so that a year of the common era is refused.
    ///
    /// ```
    /// use thai::FiscalYear;
    /// assert_eq!(FiscalYear::new(2568)?.to_string(), "2568");
    /// assert!(FiscalYear::new(2025).is_err());
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub fn new(year: i16) -> Result<Self, YearError> {
        let (Self(first), Self(last)) = (Self::MIN, Self::MAX);
        if (first..=last).contains(&year) {
            Ok(Self(year))
        } else {
            Err(YearError::OutOfRange { year: i64::from(year), first, last })
        }
    }

    /// The fiscal year in which a day falls.
    ///
    /// # Errors
    /// [`YearError::OutOfRange`] when that year is outside 2400 to 2700.
    ///
    /// ```
    /// use thai::FiscalYear;
    /// use jiff::civil::date;
    /// assert_eq!(FiscalYear::of(date(2024, 9, 30))?, FiscalYear::new(2567)?);
    /// assert_eq!(FiscalYear::of(date(2024, 10, 1))?, FiscalYear::new(2568)?);
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub fn of(date: Date) -> Result<Self, YearError> {
        Self::new(date.year() + ERA_OFFSET + i16::from(10 <= date.month()))
    }

    /// The number of the year, such as 2568.
    pub const fn number(self) -> i16 {
        self.0
    }

    /// 1 October of the year before.
    ///
    /// ```
    /// use jiff::civil::date;
    /// assert_eq!(thai::FiscalYear::new(2568)?.first_day(), date(2024, 10, 1));
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub const fn first_day(self) -> Date {
        Date::constant(self.0 - ERA_OFFSET - 1, 10, 1)
    }

    /// 30 September.
    ///
    /// ```
    /// use jiff::civil::date;
    /// assert_eq!(thai::FiscalYear::new(2568)?.last_day(), date(2025, 9, 30));
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub const fn last_day(self) -> Date {
        Date::constant(self.0 - ERA_OFFSET, 9, 30)
    }

    /// Whether a day lies in this fiscal year.
    ///
    /// ```
    /// use jiff::civil::date;
    /// assert!(thai::FiscalYear::new(2568)?.contains(date(2025, 1, 31)));
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub fn contains(self, date: Date) -> bool {
        (self.first_day()..=self.last_day()).contains(&date)
    }

    /// The quarter (ไตรมาส) of this fiscal year in which a day falls, 1 to 4; none when it lies outside.
    /// Quarter 1 is October to December.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let year = thai::FiscalYear::new(2568)?;
    /// assert_eq!(year.quarter(date(2024, 12, 31)), Some(1));
    /// assert_eq!(year.quarter(date(2025, 7, 1)), Some(4));
    /// assert_eq!(year.quarter(date(2025, 10, 1)), None);
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub fn quarter(self, date: Date) -> Option<u8> {
        let month = date.month().unsigned_abs();
        self.contains(date).then_some((month + 2) % 12 / 3 + 1)
    }

    /// First and last day of a quarter, 1 to 4; none for another number.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let year = thai::FiscalYear::new(2568)?;
    /// assert_eq!(year.quarter_days(2), Some((date(2025, 1, 1), date(2025, 3, 31))));
    /// # Ok::<(), thai::YearError>(())
    /// ```
    pub fn quarter_days(self, quarter: u8) -> Option<(Date, Date)> {
        let year = self.0 - ERA_OFFSET;
        Some(match quarter {
            1 => (self.first_day(), Date::new(year - 1, 12, 31).ok()?),
            2 => (Date::new(year, 1, 1).ok()?, Date::new(year, 3, 31).ok()?),
            3 => (Date::new(year, 4, 1).ok()?, Date::new(year, 6, 30).ok()?),
            4 => (Date::new(year, 7, 1).ok()?, self.last_day()),
            _ => return None,
        })
    }

    /// The following fiscal year; none after 2700.
    ///
    /// ```
    /// use thai::FiscalYear;
    /// assert_eq!(FiscalYear::new(2568)?.next(), FiscalYear::new(2569).ok());
    /// assert_eq!(FiscalYear::MAX.next(), None);
    /// # Ok::<(), thai::YearError>(())
    /// ```
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.0 + 1).ok()
    }

    /// The fiscal year before; none before 2400.
    ///
    /// ```
    /// use thai::FiscalYear;
    /// assert_eq!(FiscalYear::new(2568)?.previous(), FiscalYear::new(2567).ok());
    /// # Ok::<(), thai::YearError>(())
    /// ```
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::new(self.0 - 1).ok()
    }

    /// The year in Thai digits.
    ///
    /// ```
    /// assert_eq!(thai::FiscalYear::new(2568)?.to_thai(), "๒๕๖๘");
    /// # Ok::<(), thai::YearError>(())
    /// ```
    #[must_use]
    pub fn to_thai(self) -> String {
        digits::to_thai(&self.to_string())
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads a bare year in ASCII or Thai digits, as in a form field or an address.
///
/// ```
/// assert_eq!("๒๕๖๘".parse(), thai::FiscalYear::new(2568));
/// ```
impl FromStr for FiscalYear {
    type Err = YearError;

    fn from_str(text: &str) -> Result<Self, YearError> {
        let year: i64 = digits::to_ascii(text.trim())
            .parse()
            .map_err(|_| YearError::NotANumber { text: text.to_owned() })?;
        let (Self(first), Self(last)) = (Self::MIN, Self::MAX);
        let short = i16::try_from(year).map_err(|_| YearError::OutOfRange { year, first, last })?;
        Self::new(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_month_has_its_quarter() {
        let year = FiscalYear::new(2568).unwrap();
        let quarters: Vec<_> = (1..=12).map(|month| year.quarter(date(2025, month, 1))).collect();
        let of = Some;
        assert_eq!(&quarters[..9], [of(2), of(2), of(2), of(3), of(3), of(3), of(4), of(4), of(4)]);
        assert_eq!(quarters[9..], [None; 3]);
        for quarter in 1..=4 {
            let (first, last) = year.quarter_days(quarter).unwrap();
            assert_eq!((year.quarter(first), year.quarter(last)), (Some(quarter), Some(quarter)));
        }
        assert_eq!(year.quarter_days(5), None);
    }

    #[test]
    fn parse_refuses_what_is_no_year() {
        assert!(matches!("2025".parse::<FiscalYear>(), Err(YearError::OutOfRange { year: 2025, .. })));
        assert!(matches!("99999999".parse::<FiscalYear>(), Err(YearError::OutOfRange { .. })));
        assert!(matches!("ปี".parse::<FiscalYear>(), Err(YearError::NotANumber { .. })));
    }

    #[test]
    fn days_at_the_ends_of_the_calendar() {
        assert!(FiscalYear::of(Date::MAX).is_err());
        assert!(FiscalYear::of(Date::MIN).is_err());
        assert!(BuddhistYear::from_common_era(i16::MAX).is_err());
        assert!(BuddhistYear::from_common_era(0).is_err());
    }
}
