//! A plan as it is written: the shape of a plan file, in JSON and in TOML.
//!
//! What is empty is left out. Dates are ISO dates and figures are text, so that nothing passes through a float.

use domain::approval::Endorsement;
use domain::plan::{
    Evidence, MemoHead, Outcome, Plan, PlanFinding, PlanIssue, PlanMeasure, PlanPeriod, PlanStep,
    ProgressNote,
};
use serde::Serialize;
use serde_json::{Value, json};
use thai::Date;

use crate::input::plan::Places;

/// A plan file.
#[derive(Debug, Clone, Serialize)]
pub struct PlanRow {
    /// Year of the scores.
    pub score_year: i16,
    /// Year of the round.
    pub round_year: i16,
    /// `nacc/2568`.
    pub framework: String,
    /// Whose plan it is.
    #[serde(skip_serializing_if = "AgencyRow::is_empty")]
    pub agency: AgencyRow,
    /// What is to improve.
    pub issues: Vec<IssueRow>,
    /// Opinions up the chain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub endorsements: Vec<EndorsementRow>,
    /// What the memorandum says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memo: Option<MemoRow>,
}

/// The agency, without what is not told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AgencyRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    province: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    district: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ministry: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    website: Option<String>,
}

impl AgencyRow {
    fn is_empty(&self) -> bool {
        *self == AgencyRow::default()
    }
}

/// An issue.
#[derive(Debug, Clone, Serialize)]
pub struct IssueRow {
    framework: String,
    codes: Vec<String>,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<String>,
    measures: Vec<MeasureRow>,
}

/// A measure.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    library_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<&'static str>,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepRow>,
    lead_unit: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    supporting_units: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<PeriodRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follow_ups: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    progress: Vec<ProgressRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<OutcomeRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceRow>,
}

/// A step: a text, or with what is to prove it.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum StepRow {
    /// The text alone.
    Text(String),
    /// With what is to prove it.
    Proven {
        /// What is done.
        text: String,
        /// What is to prove it.
        evidence_expected: String,
    },
}

/// A period: words, or words with their days.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum PeriodRow {
    /// Words that name no days.
    Text(String),
    /// With days.
    Days {
        /// As printed.
        #[serde(skip_serializing_if = "String::is_empty")]
        text: String,
        /// First day.
        from: String,
        /// Last day.
        to: String,
    },
}

/// A note of progress.
#[derive(Debug, Clone, Serialize)]
pub struct ProgressRow {
    date: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<u8>,
}

/// An effect.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeRow {
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<FigureRow>,
}

/// A figure with its unit.
#[derive(Debug, Clone, Serialize)]
pub struct FigureRow {
    value: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    unit: String,
}

/// Evidence.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceRow {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// An opinion.
#[derive(Debug, Clone, Serialize)]
pub struct EndorsementRow {
    office: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    opinion: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acting_for: Option<String>,
}

/// A memorandum.
#[derive(Debug, Clone, Serialize)]
pub struct MemoRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "WriterRow::is_empty")]
    writer: WriterRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    background: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<String>,
}

/// Who writes a memorandum.
#[derive(Debug, Clone, Serialize)]
pub struct WriterRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<String>,
}

impl WriterRow {
    fn is_empty(&self) -> bool {
        self.name.is_none() && self.position.is_none()
    }
}

fn day(date: Date) -> String {
    date.to_string()
}

impl From<&Plan> for PlanRow {
    fn from(plan: &Plan) -> PlanRow {
        let agency = &plan.agency;
        PlanRow {
            score_year: plan.score_year.number(),
            round_year: plan.round_year.number(),
            framework: plan.framework.clone(),
            agency: AgencyRow {
                name: agency.name.clone(),
                kind: agency.kind.as_ref().map(|kind| kind.code().to_owned()),
                province: agency.province.clone(),
                district: agency.district.clone(),
                ministry: agency.ministry.clone(),
                code: agency.code.clone(),
                website: agency.website.clone(),
            },
            issues: plan.issues.iter().map(IssueRow::from).collect(),
            endorsements: plan.endorsements.iter().map(EndorsementRow::from).collect(),
            memo: plan.memo.as_ref().map(MemoRow::from),
        }
    }
}

impl From<&PlanIssue> for IssueRow {
    fn from(issue: &PlanIssue) -> IssueRow {
        IssueRow {
            framework: issue.framework.clone(),
            codes: issue.codes.clone(),
            title: issue.title.clone(),
            score: issue.score.map(|score| score.to_string()),
            cause: issue.cause.clone(),
            measures: issue.measures.iter().map(MeasureRow::from).collect(),
        }
    }
}

impl From<&PlanMeasure> for MeasureRow {
    fn from(measure: &PlanMeasure) -> MeasureRow {
        MeasureRow {
            library_id: measure.library_id.clone(),
            theme: measure.theme.map(domain::measures::Theme::as_str),
            title: measure.title.clone(),
            steps: measure.steps.iter().map(StepRow::from).collect(),
            lead_unit: measure.lead_unit.clone(),
            supporting_units: measure.supporting_units.clone(),
            period: period(&measure.period),
            checked_by: measure.checked_by.clone(),
            sign: measure.sign.clone(),
            follow_ups: measure.follow_ups.iter().copied().map(day).collect(),
            progress: measure.progress.iter().map(ProgressRow::from).collect(),
            result: measure.result.clone(),
            outcome: measure.outcome.as_ref().map(OutcomeRow::from),
            suggestion: measure.suggestion.clone(),
            evidence: measure.evidence.iter().map(EvidenceRow::from).collect(),
        }
    }
}

impl From<&PlanStep> for StepRow {
    fn from(step: &PlanStep) -> StepRow {
        match &step.evidence_expected {
            None => StepRow::Text(step.text.clone()),
            Some(expected) => {
                StepRow::Proven { text: step.text.clone(), evidence_expected: expected.clone() }
            }
        }
    }
}

fn period(period: &PlanPeriod) -> Option<PeriodRow> {
    let text = period.text.clone();
    match period.days {
        Some(days) => Some(PeriodRow::Days { text, from: day(days.first_day()), to: day(days.last_day()) }),
        None if text.is_empty() => None,
        None => Some(PeriodRow::Text(text)),
    }
}

impl From<&ProgressNote> for ProgressRow {
    fn from(note: &ProgressNote) -> ProgressRow {
        let percent = note.percent.map(domain::plan::Percent::get);
        ProgressRow { date: day(note.date), text: note.text.clone(), percent }
    }
}

impl From<&Outcome> for OutcomeRow {
    fn from(outcome: &Outcome) -> OutcomeRow {
        let figure = outcome.figure.as_ref();
        OutcomeRow {
            text: outcome.text.clone(),
            figure: figure
                .map(|figure| FigureRow { value: figure.value.to_string(), unit: figure.unit.clone() }),
        }
    }
}

impl From<&Evidence> for EvidenceRow {
    fn from(evidence: &Evidence) -> EvidenceRow {
        let hex = |digest: [u8; 32]| digest.iter().map(|byte| format!("{byte:02x}")).collect();
        EvidenceRow {
            name: evidence.name.clone(),
            sha256: evidence.sha256.map(hex),
            link: evidence.link.clone(),
        }
    }
}

impl From<&Endorsement> for EndorsementRow {
    fn from(endorsement: &Endorsement) -> EndorsementRow {
        EndorsementRow {
            office: endorsement.office.clone(),
            opinion: endorsement.opinion.clone(),
            name: endorsement.name.clone(),
            date: endorsement.date.map(day),
            acting_for: endorsement.acting_for.clone(),
        }
    }
}

impl From<&MemoHead> for MemoRow {
    fn from(memo: &MemoHead) -> MemoRow {
        MemoRow {
            unit: memo.unit.clone(),
            reference: memo.reference.clone(),
            date: memo.date.map(day),
            subject: memo.subject.clone(),
            to: memo.to.clone(),
            writer: WriterRow { name: memo.writer.name.clone(), position: memo.writer.position.clone() },
            background: memo.background.clone(),
            facts: memo.facts.clone(),
            proposal: memo.proposal.clone(),
        }
    }
}

/// The plan file as a JSON value.
pub fn plan(plan: &Plan) -> Value {
    super::value(&PlanRow::from(plan))
}

/// The plan file as TOML.
///
/// # Errors
/// When the writer of TOML refuses a value, which rows of text, numbers and groups do not give it reason for.
pub fn toml(plan: &Plan) -> Result<String, toml::ser::Error> {
    toml::to_string_pretty(&PlanRow::from(plan))
}

/// A finding as it leaves the program, with its place in the file where there is one.
pub fn finding(finding: &PlanFinding, places: &Places) -> Value {
    let (line, cell) = places.of(&finding.place);
    json!({
        "code": finding.code.as_str(),
        "place": { "path": finding.place, "line": line, "cell": cell },
        "message_th": finding.message.th,
        "message_en": finding.message.en,
        "remedy_th": finding.remedy.th,
        "remedy_en": finding.remedy.en,
    })
}
