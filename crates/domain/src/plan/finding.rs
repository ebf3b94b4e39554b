//! What an examiner would find in a plan.

use crate::text::Text;

/// One thing to mend in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFinding {
    /// What kind of finding it is.
    pub code: FindingCode,
    /// Where in the plan, counted from 0: `issues[0].measures[1].period`; the code of a weakness that the plan
    /// does not name stands as `weaknesses.O12`.
    pub place: String,
    /// What is wrong and what to do.
    pub message: Text,
}

/// Kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingCode {
    /// The plan answers the scores of another year or framework.
    OtherAssessment,
    /// The round does not come after the scores.
    RoundNotLater,
    /// A code that the framework does not have.
    UnknownCode,
    /// The score in the plan is not that of the assessment.
    ScoreDiffers,
    /// A weakness without a measure.
    WithoutMeasure,
    /// A measure without steps.
    WithoutSteps,
    /// A measure without a unit in charge.
    WithoutUnit,
    /// A measure without a period.
    WithoutPeriod,
    /// A period whose days could not be told.
    PeriodUnclear,
    /// A period that lies outside the fiscal year of the round.
    PeriodOutsideYear,
    /// A promised date that passed without a note.
    PromiseWithoutNote,
    /// The period is over and no result is recorded.
    WithoutResult,
    /// A result without evidence.
    WithoutEvidence,
    /// A signature before that of an office below it.
    EndorsementOutOfOrder,
}

impl FindingCode {
    /// The code in machine-readable output; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            FindingCode::OtherAssessment => "other_assessment",
            FindingCode::RoundNotLater => "round_not_later",
            FindingCode::UnknownCode => "unknown_code",
            FindingCode::ScoreDiffers => "score_differs",
            FindingCode::WithoutMeasure => "without_measure",
            FindingCode::WithoutSteps => "without_steps",
            FindingCode::WithoutUnit => "without_unit",
            FindingCode::WithoutPeriod => "without_period",
            FindingCode::PeriodUnclear => "period_unclear",
            FindingCode::PeriodOutsideYear => "period_outside_year",
            FindingCode::PromiseWithoutNote => "promise_without_note",
            FindingCode::WithoutResult => "without_result",
            FindingCode::WithoutEvidence => "without_evidence",
            FindingCode::EndorsementOutOfOrder => "endorsement_out_of_order",
        }
    }

    /// Whether it comes up only because time passed and nothing was recorded; a new plan has none of the others.
    pub fn is_about_progress(self) -> bool {
        matches!(self, FindingCode::PromiseWithoutNote | FindingCode::WithoutResult)
    }
}
