//! The shape of a file of measures, exactly as it is written in TOML. Nothing here is trusted:
//! [`super::read`] turns it into checked measures.

use serde::Deserialize;

use super::model::{Repeats, Theme};

/// A whole file: the measures of one subject.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuresFile {
    /// `prongsai-measures/1`.
    pub schema: String,
    /// Name of the file without `.toml`.
    pub subject: String,
    /// Thai name of the subject.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// The measures, in the order in which they are proposed.
    pub measures: Vec<MeasureEntry>,
}

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureEntry {
    /// Never changed and never used again.
    pub id: String,
    /// What will be done.
    pub title_th: String,
    /// The same in English.
    pub title_en: String,
    /// Numbers of the indicators, the same in all years.
    pub indicators: Vec<u8>,
    /// Whether it is proposed when only the score of the indicator is known.
    #[serde(default)]
    pub general: bool,
    /// One of the seven themes.
    pub theme: Theme,
    /// Frameworks and codes it serves.
    pub r#for: Vec<ReferenceEntry>,
    /// The cause.
    pub why_th: String,
    /// Steps in order.
    pub steps: Vec<StepEntry>,
    /// The unit in charge.
    pub lead_unit_th: String,
    /// Units that help.
    pub supporting_units_th: Vec<String>,
    /// Who does it outside local government.
    pub units_other_th: String,
    /// When.
    pub period: PeriodEntry,
    /// The office that follows it up.
    pub checked_by_th: String,
    /// The sign that it worked.
    pub sign_th: String,
    /// 1 to 5.
    pub effort: u8,
    /// Whether ten staff can do it without a budget.
    pub fits_small_agency: bool,
}

/// A framework and a code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceEntry {
    /// `nacc/2568`
    pub framework: String,
    /// `I7`, `E1`, `O25`, or the number of an indicator.
    pub code: String,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepEntry {
    /// What is done.
    pub step_th: String,
    /// What proves it.
    pub evidence_th: String,
}

/// The time of the year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodEntry {
    /// As it is printed.
    pub text_th: String,
    /// First day, `MM-DD`.
    pub from: String,
    /// Last day, `MM-DD`.
    pub to: String,
    /// How often.
    pub repeats: Repeats,
}
