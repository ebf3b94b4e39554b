//! Writing a period.

use jiff::civil::Date;

use super::Period;
use crate::dates::{self, DateForm};
use crate::digits::DigitStyle;

/// How a period is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodForm {
    /// 1 ตุลาคม 2567 - 30 กันยายน 2568; within one month 1 - 31 ตุลาคม 2567.
    Long,
    /// 1 ต.ค. 2567 - 30 ก.ย. 2568; within one month 1 - 31 ต.ค. 2567.
    Short,
    /// The shortest true name: ปีงบประมาณ พ.ศ. 2568, ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2568, ต.ค. 2567 - ม.ค. 2568,
    /// else as [`PeriodForm::Short`].
    Name,
}

impl Period {
    /// Writes the period; [`super::read`] reads each form back to the same days.
    ///
    /// ```
    /// use thai::{DigitStyle, FiscalYear, Period, PeriodForm};
    /// let period = Period::from(FiscalYear::new(2568)?);
    /// assert_eq!(period.write(PeriodForm::Short, DigitStyle::Thai), "๑ ต.ค. ๒๕๖๗ - ๓๐ ก.ย. ๒๕๖๘");
    /// assert_eq!(period.write(PeriodForm::Name, DigitStyle::Ascii), "ปีงบประมาณ พ.ศ. 2568");
    /// # Ok::<(), thai::YearError>(())
    /// ```
    #[must_use]
    pub fn write(self, form: PeriodForm, digits: DigitStyle) -> String {
        let text = match form {
            PeriodForm::Long => between(self, DateForm::Long),
            PeriodForm::Short => between(self, DateForm::Short),
            PeriodForm::Name => self.name(),
        };
        digits.apply(&text)
    }

    fn name(self) -> String {
        if let Some(year) = self.fiscal_year() {
            if (self.first_day(), self.last_day()) == (year.first_day(), year.last_day()) {
                return format!("ปีงบประมาณ พ.ศ. {year}");
            }
            let quarter = (1..=4)
                .find(|quarter| year.quarter_days(*quarter) == Some((self.first_day(), self.last_day())));
            if let Some(quarter) = quarter {
                return format!("ไตรมาสที่ {quarter} ปีงบประมาณ พ.ศ. {year}");
            }
        }
        let whole_months = self.first_day().day() == 1 && self.last_day() == self.last_day().last_of_month();
        if whole_months { between(self, DateForm::ShortMonthYear) } else { between(self, DateForm::Short) }
    }
}

/// Both ends with a dash, or one alone when they read the same.
fn between(period: Period, form: DateForm) -> String {
    let (from, to) = (period.first_day(), period.last_day());
    let last = plain(to, form);
    let month = |day: Date| (day.year(), day.month());
    if from != to && month(from) == month(to) && matches!(form, DateForm::Long | DateForm::Short) {
        return format!("{} - {last}", from.day());
    }
    let first = plain(from, form);
    if first == last { last } else { format!("{first} - {last}") }
}

fn plain(day: Date, form: DateForm) -> String {
    dates::write(day, form, DigitStyle::Ascii)
}
