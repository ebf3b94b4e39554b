//! The days that a report tells about.

use jiff::civil::Date;
use serde::Deserialize;
use thai::{DateForm, DigitStyle, FiscalYear, Period, PeriodForm, dates};

use crate::facts::Facts;

/// What a follow-up report covers, in the year in which the plan is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// October to March.
    SixMonths,
    /// The whole fiscal year.
    TwelveMonths,
    /// One quarter: the last of the year that ended by the day of the document, else the first.
    Quarter,
}

impl Span {
    /// All spans.
    pub const ALL: [Span; 3] = [Span::SixMonths, Span::TwelveMonths, Span::Quarter];

    /// First and last day.
    pub fn days(self, year: FiscalYear, today: Date) -> (Date, Date) {
        let quarter = |number| year.quarter_days(number).unwrap_or((year.first_day(), year.last_day()));
        match self {
            Span::SixMonths => (year.first_day(), quarter(2).1),
            Span::TwelveMonths => (year.first_day(), year.last_day()),
            Span::Quarter => quarter(Span::quarter(year, today)),
        }
    }

    /// Number of the quarter that [`Span::Quarter`] is about, 1 to 4.
    pub fn quarter(year: FiscalYear, today: Date) -> u8 {
        let ended = |number: &u8| year.quarter_days(*number).is_some_and(|(_, end)| end <= today);
        (1..=4).rev().find(ended).unwrap_or(1)
    }

    /// What it is called: `รอบ 6 เดือน (1 ต.ค. 2568 - 31 มี.ค. 2569)`.
    pub fn title(self, year: FiscalYear, today: Date) -> String {
        let (from, to) = self.days(year, today);
        let days = Period::new(from, to).map(|days| days.write(PeriodForm::Short, DigitStyle::Ascii));
        let days = days.unwrap_or_else(|_| dates::write(to, DateForm::Short, DigitStyle::Ascii));
        match self {
            Span::SixMonths => format!("รอบ 6 เดือน ({days})"),
            Span::TwelveMonths => format!("รอบ 12 เดือน ({days})"),
            Span::Quarter => format!("ไตรมาสที่ {} ({days})", Span::quarter(year, today)),
        }
    }
}

/// The notes that count, and the day by which everything is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Notes before this day are not told.
    pub from: Option<Date>,
    /// Notes after this day are not told; periods that ended before it are over.
    pub day: Date,
    /// Whether promises after the window are still to come.
    pub end: Option<Date>,
}

impl Window {
    /// Everything up to the day of the document.
    pub fn whole(facts: &Facts<'_>) -> Window {
        Window { from: None, day: facts.today, end: None }
    }

    /// A span of the year in which the plan is carried out, up to the day of the document.
    pub fn of(span: Span, facts: &Facts<'_>) -> Window {
        let (from, to) = span.days(facts.plan.round_year, facts.today);
        Window { from: Some(from), day: to.min(facts.today), end: Some(to) }
    }

    /// Whether a note of this day is told.
    pub fn tells(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && date <= self.day
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_quarter_is_the_last_that_ended() {
        let year = FiscalYear::new(2569).unwrap();
        for (today, quarter) in [
            (date(2025, 9, 1), 1),
            (date(2025, 10, 1), 1),
            (date(2025, 12, 31), 1),
            (date(2026, 3, 30), 1),
            (date(2026, 3, 31), 2),
            (date(2026, 7, 15), 3),
            (date(2026, 9, 30), 4),
            (date(2027, 1, 1), 4),
        ] {
            assert_eq!(Span::quarter(year, today), quarter, "{today}");
        }
        let today = date(2026, 7, 15);
        assert_eq!(Span::Quarter.days(year, today), (date(2026, 4, 1), date(2026, 6, 30)));
        assert_eq!(Span::SixMonths.title(year, today), "รอบ 6 เดือน (1 ต.ค. 2568 - 31 มี.ค. 2569)");
        assert_eq!(Span::TwelveMonths.days(year, today), (date(2025, 10, 1), date(2026, 9, 30)));
    }
}
