//! The plan as data. Texts are those of the agency and stay as they were written.

use jiff::civil::Date;
use thai::FiscalYear;

use super::figure::OutcomeFigure;
use super::memo::MemoHead;
use super::period::PlanPeriod;
use crate::agency::Agency;
use crate::approval::Endorsement;
use crate::measures::Theme;
use crate::score::Score;

/// All measures of an agency for one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Year of the scores that it answers.
    pub score_year: FiscalYear,
    /// Year in which it is carried out and disclosed; usually the one after the scores.
    pub round_year: FiscalYear,
    /// Series of the framework of the scores: `nacc/2568`.
    pub framework: String,
    /// Whose plan it is.
    pub agency: Agency,
    /// What is to improve, in the order of the plan.
    pub issues: Vec<PlanIssue>,
    /// Opinions up the chain, the writer's superior first; see [`crate::approval::Chain`].
    pub endorsements: Vec<Endorsement>,
    /// What the memorandum says that carries the plan or its report.
    pub memo: Option<MemoHead>,
}

/// Something to improve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanIssue {
    /// Series of the framework in which the codes are meant.
    pub framework: String,
    /// Items, parts or indicators, named as in assessment files: `O12`, `survey/E8`, `10`.
    pub codes: Vec<String>,
    /// What is to improve.
    pub title: String,
    /// The score that shows it; the lowest where there are several codes.
    pub score: Option<Score>,
    /// Why the score is weak.
    pub cause: Option<String>,
    /// What will be done.
    pub measures: Vec<PlanMeasure>,
}

/// What will be done about an issue, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanMeasure {
    /// Identifier in the library of measures, where it was taken from there.
    pub library_id: Option<String>,
    /// The theme under which it is reported.
    pub theme: Option<Theme>,
    /// What will be done.
    pub title: String,
    /// Steps in order.
    pub steps: Vec<PlanStep>,
    /// The unit in charge.
    pub lead_unit: String,
    /// Units that help.
    pub supporting_units: Vec<String>,
    /// When.
    pub period: PlanPeriod,
    /// The office that follows it up.
    pub checked_by: Option<String>,
    /// The sign by which it will be known that it worked.
    pub sign: Option<String>,
    /// Dates promised for looking after it.
    pub follow_ups: Vec<Date>,
    /// What was done so far, by date.
    pub progress: Vec<ProgressNote>,
    /// What was done in the end.
    pub result: Option<String>,
    /// The effect of it.
    pub outcome: Option<Outcome>,
    /// Proposal for the next round.
    pub suggestion: Option<String>,
    /// What proves the result.
    pub evidence: Vec<Evidence>,
}

/// One step of a measure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanStep {
    /// What is done.
    pub text: String,
    /// What is to prove it; not yet the evidence itself.
    pub evidence_expected: Option<String>,
}

/// What was done up to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressNote {
    /// The day.
    pub date: Date,
    /// What was done.
    pub text: String,
    /// How much of the measure is done.
    pub percent: Option<Percent>,
}

/// A share from 0 to 100 in whole percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u8);

impl Percent {
    /// A share, when it lies in 0..=100.
    pub const fn new(percent: u8) -> Option<Percent> {
        if percent <= 100 { Some(Percent(percent)) } else { None }
    }

    /// 0..=100.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// The effect of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// In words.
    pub text: String,
    /// The figure that shows it.
    pub figure: Option<OutcomeFigure>,
}

/// A file, picture or address that proves a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Name as it is printed.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: Option<[u8; 32]>,
    /// Where it is disclosed.
    pub link: Option<String>,
}
