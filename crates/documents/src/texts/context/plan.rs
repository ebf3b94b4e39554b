//! The plan in texts.

use domain::plan::{Plan, PlanMeasure};
use serde::Serialize;
use thai::{DateForm, DigitStyle};

use crate::facts::Facts;

/// The plan as a whole.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PlanText {
    /// Year in which it is carried out.
    round_year: String,
    /// Whether it is only proposed by the program.
    suggested: bool,
    /// How many.
    issues: usize,
    /// How many.
    measures: usize,
    /// How many steps all measures have.
    steps: usize,
    /// How many have a recorded result.
    measures_done: usize,
    /// How many have none.
    measures_open: usize,
    /// Whether every measure has a recorded result.
    with_results: bool,
    /// Units in charge, each once, in the order of the plan.
    units: Vec<String>,
    /// Periods of measures, each once.
    periods: Vec<String>,
    /// Dates promised for looking after measures, ISO, each once, in order.
    follow_ups: Vec<String>,
    chain: Vec<ChainText>,
    memo: MemoText,
}

#[derive(Debug, Clone, Serialize)]
struct ChainText {
    office: String,
    name: String,
    opinion: String,
    date: Option<String>,
    acting_for: Option<String>,
}

/// The memo's fields; what is not given is none.
#[derive(Debug, Clone, Default, Serialize)]
struct MemoText {
    unit: Option<String>,
    /// Whether the unit is given with the name of its agency, which then need not be printed again.
    unit_names_agency: bool,
    reference: Option<String>,
    date: Option<String>,
    subject: Option<String>,
    to: Option<String>,
    background: Option<String>,
    facts: Option<String>,
    proposal: Option<String>,
    writer_name: Option<String>,
    writer_position: Option<String>,
}

/// One issue of the plan.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct IssueText {
    title: String,
    codes: Vec<String>,
    score: Option<String>,
    cause: Option<String>,
    indicator: Option<u8>,
    indicator_name: Option<String>,
    instrument: Option<String>,
    measures: usize,
    periods: Vec<String>,
    follow_ups: Vec<String>,
}

impl PlanText {
    pub fn new(facts: &Facts<'_>) -> PlanText {
        let plan = facts.plan;
        let measures = || plan.issues.iter().flat_map(|issue| &issue.measures);
        let done = measures().filter(|measure| is_done(measure)).count();
        let count = measures().count();
        let (periods, follow_ups) = periods_of(measures());
        PlanText {
            round_year: plan.round_year.to_string(),
            suggested: facts.plan_is_suggested,
            issues: plan.issues.len(),
            measures: count,
            steps: measures().map(|measure| measure.steps.len()).sum(),
            measures_done: done,
            measures_open: count - done,
            with_results: 0 < count && done == count,
            units: each_once(measures().map(|measure| measure.lead_unit.clone())),
            periods,
            follow_ups,
            chain: chain(plan),
            memo: memo(facts),
        }
    }
}

impl IssueText {
    /// The issue at a position of the plan.
    pub fn new(facts: &Facts<'_>, at: usize, issue: &domain::plan::PlanIssue) -> IssueText {
        let framework = facts.tree.framework;
        let within = crate::rows::plan_place(facts, at, issue);
        let indicator = within.indicator.map(|at| &framework.indicators[at]);
        let (periods, follow_ups) = periods_of(issue.measures.iter());
        IssueText {
            title: issue.title.clone(),
            codes: issue.codes.clone(),
            score: issue.score.map(|score| score.to_string()),
            cause: issue.cause.clone().filter(|cause| !cause.trim().is_empty()),
            indicator: indicator.map(|indicator| indicator.number),
            indicator_name: indicator.map(|indicator| indicator.name_th.clone()),
            instrument: within.instrument.map(|at| framework.instruments[at].code.clone()),
            measures: issue.measures.len(),
            periods,
            follow_ups,
        }
    }
}

/// Whether a result is recorded.
fn is_done(measure: &PlanMeasure) -> bool {
    measure.result.as_deref().is_some_and(|result| !result.trim().is_empty())
}

/// Periods as printed and ISO dates of follow-ups, each once.
pub(crate) fn periods_of<'p>(
    measures: impl Iterator<Item = &'p PlanMeasure> + Clone,
) -> (Vec<String>, Vec<String>) {
    let periods = each_once(measures.clone().map(|measure| measure.period.text.clone()));
    let mut dates: Vec<_> = measures.flat_map(|measure| measure.follow_ups.iter().copied()).collect();
    dates.sort_unstable();
    dates.dedup();
    (periods, dates.iter().map(ToString::to_string).collect())
}

fn each_once(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        if !text.trim().is_empty() && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn chain(plan: &Plan) -> Vec<ChainText> {
    let endorsements = plan.endorsements.iter();
    let text = |endorsement: &domain::approval::Endorsement| ChainText {
        office: endorsement.office.clone(),
        name: endorsement.name.clone(),
        opinion: endorsement.opinion.clone(),
        date: endorsement.date.map(|date| date.to_string()),
        acting_for: endorsement.acting_for.clone(),
    };
    endorsements.map(text).collect()
}

fn memo(facts: &Facts<'_>) -> MemoText {
    let Some(memo) = &facts.plan.memo else { return MemoText::default() };
    let long = |date| thai::dates::write(date, DateForm::Long, DigitStyle::Ascii);
    MemoText {
        unit: memo.unit.clone(),
        unit_names_agency: memo.unit.as_deref().is_some_and(|unit| names(unit, facts)),
        reference: memo.reference.clone(),
        date: memo.date.map(long),
        subject: memo.subject.clone(),
        to: memo.to.clone(),
        background: memo.background.clone(),
        facts: memo.facts.clone(),
        proposal: memo.proposal.clone(),
        writer_name: memo.writer.name.clone(),
        writer_position: memo.writer.position.clone(),
    }
}

/// Whether a unit's name holds that of the agency, be the kind of agency written out or not (อบต.ถ้ำรงค์,
/// องค์การบริหารส่วนตำบลถ้ำรงค์).
fn names(unit: &str, facts: &Facts<'_>) -> bool {
    let agency = &facts.assessment.agency;
    let Some(name) = agency.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
        return false;
    };
    let kind = agency.kind.as_ref();
    let short = kind.and_then(|kind| name.strip_prefix(super::agency::short_kind(kind)));
    let full = kind
        .and_then(|kind| Some((kind, short?.trim())))
        .map(|(kind, own)| format!("{}{own}", kind.name_th()));
    unit.contains(name) || full.is_some_and(|full| unit.contains(&full))
}
