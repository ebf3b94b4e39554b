//! Measures after checking.

use jiff::civil::Date;
use serde::Deserialize;
use thai::{FiscalYear, Period};

use crate::text::Text;

/// What an agency can do about a weak score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Never changed and never used again; plans refer to it.
    pub id: String,
    /// What will be done.
    pub title: Text,
    /// Numbers of the indicators it belongs to, the same in all years.
    pub indicators: Vec<u8>,
    /// Whether it is proposed when only the score of the indicator is known.
    pub general: bool,
    /// One of the seven themes of a report by theme.
    pub theme: Theme,
    /// Frameworks and codes it serves.
    pub references: Vec<Reference>,
    /// The cause of the weak score, in Thai.
    pub why: String,
    /// Steps in order.
    pub steps: Vec<MeasureStep>,
    /// The unit in charge in a local government.
    pub lead_unit: String,
    /// Units that help.
    pub supporting_units: Vec<String>,
    /// Who does it in an agency that is not a local government, as a sentence.
    pub units_other: String,
    /// The time of the year.
    pub period: YearlyPeriod,
    /// The office that follows it up.
    pub checked_by: String,
    /// The sign that it worked, with a figure.
    pub sign: String,
    /// 1 an afternoon to 5 a project.
    pub effort: u8,
    /// Whether ten staff can do it without a budget.
    pub fits_small_agency: bool,
}

impl Measure {
    /// Whether it serves a code of a framework, named by its series such as `nacc/2568`.
    pub fn serves(&self, series: &str, code: &str) -> bool {
        self.references.iter().any(|reference| reference.framework == series && reference.code == code)
    }
}

/// A framework (series, without revision) and a code in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// `nacc/2568`
    pub framework: String,
    /// A question, a disclosure item, or the number of an indicator.
    pub code: String,
}

/// One step of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureStep {
    /// What is done; begins with a verb.
    pub text: String,
    /// The file, link or picture that proves it.
    pub evidence: String,
}

/// A span of days that comes back every fiscal year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearlyPeriod {
    /// As it is printed, without a year.
    pub text: String,
    /// First day.
    pub from: DayOfYear,
    /// Last day, not before the first within the fiscal year.
    pub to: DayOfYear,
    /// How often the measure is done in it.
    pub repeats: Repeats,
}

impl YearlyPeriod {
    /// The days in one fiscal year.
    ///
    /// ```
    /// use domain::measures::{DayOfYear, Repeats, YearlyPeriod};
    /// use jiff::civil::date;
    ///
    /// let day = |month, day| DayOfYear::new(month, day).unwrap();
    /// let (from, to) = (day(12, 1), day(1, 31));
    /// let period = YearlyPeriod { text: "ธ.ค. - ม.ค.".into(), from, to, repeats: Repeats::Once };
    /// let days = period.in_year(thai::FiscalYear::new(2569).unwrap()).unwrap();
    /// assert_eq!((days.first_day(), days.last_day()), (date(2025, 12, 1), date(2026, 1, 31)));
    /// ```
    pub fn in_year(&self, year: FiscalYear) -> Option<Period> {
        Period::new(self.from.in_year(year)?, self.to.in_year(year)?).ok()
    }
}

/// A day that every fiscal year has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

impl DayOfYear {
    /// A month from 1 to 12 and a day that it has in every year, so not 29 February.
    pub fn new(month: i8, day: i8) -> Option<DayOfYear> {
        Date::new(2001, month, day).ok().map(|_| DayOfYear { month, day })
    }

    /// The date in a fiscal year; October to December lie in the calendar year before.
    pub fn in_year(self, year: FiscalYear) -> Option<Date> {
        let calendar = if self.month < 10 { year.last_day() } else { year.first_day() };
        Date::new(calendar.year(), self.month, self.day).ok()
    }

    /// Position in the fiscal year, for comparing.
    pub(super) fn order(self) -> (i8, i8) {
        ((self.month + 2) % 12, self.day)
    }
}

/// How often a measure is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repeats {
    /// Once in the period.
    Once,
    /// Daily or weekly routine.
    Always,
    /// Whenever the case occurs.
    EachTime,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Twice a year.
    HalfYearly,
    /// Once a year.
    Yearly,
}

/// The seven themes under which measures are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ
    WorkProcesses,
    /// การให้บริการและระบบ E-Service
    Services,
    /// ช่องทางและรูปแบบการประชาสัมพันธ์
    PublicRelations,
    /// การกำกับดูแลการใช้ทรัพย์สินของราชการ
    StateAssets,
    /// ความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง
    BudgetProcurement,
    /// การควบคุมการใช้อำนาจและการบริหารงานบุคคล
    PowerPersonnel,
    /// กลไกและมาตรการแก้ไขและป้องกันการทุจริต
    AntiCorruption,
}

impl Theme {
    /// All themes, in the order of a report.
    pub const ALL: [Theme; 7] = [
        Theme::WorkProcesses,
        Theme::Services,
        Theme::PublicRelations,
        Theme::StateAssets,
        Theme::BudgetProcurement,
        Theme::PowerPersonnel,
        Theme::AntiCorruption,
    ];

    /// The word in files; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::WorkProcesses => "work-processes",
            Theme::Services => "services",
            Theme::PublicRelations => "public-relations",
            Theme::StateAssets => "state-assets",
            Theme::BudgetProcurement => "budget-procurement",
            Theme::PowerPersonnel => "power-personnel",
            Theme::AntiCorruption => "anti-corruption",
        }
    }

    /// The name in a report.
    pub fn name(self) -> Text {
        let (th, en) = match self {
            Theme::WorkProcesses => {
                ("กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", "Transparent and efficient work processes")
            }
            Theme::Services => ("การให้บริการและระบบ E-Service", "Services and e-service"),
            Theme::PublicRelations => {
                ("ช่องทางและรูปแบบการประชาสัมพันธ์", "Channels and forms of public relations")
            }
            Theme::StateAssets => ("การกำกับดูแลการใช้ทรัพย์สินของราชการ", "Oversight of the use of state assets"),
            Theme::BudgetProcurement => (
                "ความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
                "Transparency in the use of the budget and in procurement",
            ),
            Theme::PowerPersonnel => (
                "การควบคุมการใช้อำนาจและการบริหารงานบุคคล",
                "Control of the use of power and personnel management",
            ),
            Theme::AntiCorruption => {
                ("กลไกและมาตรการแก้ไขและป้องกันการทุจริต", "Mechanisms to solve and prevent corruption")
            }
        };
        Text::new(th, en)
    }
}
