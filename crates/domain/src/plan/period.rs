//! When a measure is done: the words of the plan, and the days they mean.

use thai::{DigitStyle, FiscalYear, Period, PeriodForm, periods};

/// A period as printed, with its days where they could be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanPeriod {
    /// As it is printed.
    pub text: String,
    /// First and last day.
    pub days: Option<Period>,
}

impl PlanPeriod {
    /// Reads the words of a plan. Where they name no year, that of the round is meant.
    ///
    /// ```
    /// use domain::plan::PlanPeriod;
    /// use jiff::civil::date;
    ///
    /// let round = thai::FiscalYear::new(2569).unwrap();
    /// let days = PlanPeriod::read("ต.ค. - ธ.ค.", round).days.unwrap();
    /// assert_eq!((days.first_day(), days.last_day()), (date(2025, 10, 1), date(2025, 12, 31)));
    /// assert_eq!(PlanPeriod::read("เมื่อมีเวลา", round).days, None);
    /// assert_eq!(PlanPeriod::read(" ", round), PlanPeriod::default());
    /// ```
    pub fn read(text: &str, round: FiscalYear) -> PlanPeriod {
        if text.trim().is_empty() {
            return PlanPeriod::default();
        }
        let with_year = || periods::read(&format!("{text} ปีงบประมาณ พ.ศ. {round}"));
        let reading = periods::read(text).or_else(|_| with_year());
        PlanPeriod { text: text.trim().to_owned(), days: reading.ok().map(|reading| reading.period) }
    }
}

impl From<Period> for PlanPeriod {
    /// Written as plans write it: `1 ต.ค. 2568 - 30 ก.ย. 2569`.
    fn from(days: Period) -> PlanPeriod {
        PlanPeriod { text: days.write(PeriodForm::Short, DigitStyle::Ascii), days: Some(days) }
    }
}
