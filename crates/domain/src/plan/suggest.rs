//! A plan from the weaknesses of a result and the library of measures.

use std::collections::BTreeSet;

use jiff::civil::Date;
use thai::{FiscalYear, Period};

use super::model::{Plan, PlanIssue, PlanMeasure, PlanStep};
use super::period::PlanPeriod;
use super::weakness::{Weakness, weaknesses};
use crate::agency::{Agency, AgencyKind};
use crate::analysis::Thresholds;
use crate::measures::{Library, Measure, Repeats, Units};
use crate::scoring::ScoreTree;

/// What may be chosen about a suggested plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuggestOptions {
    /// Year of the round; the one after the scores when left out.
    pub round: Option<FiscalYear>,
    /// Most issues, the weakest first; all when left out.
    pub max_issues: Option<usize>,
    /// Most measures of an issue, at least one.
    pub measures_per_issue: usize,
}

impl Default for SuggestOptions {
    /// The year after the scores, all issues, one measure each.
    fn default() -> SuggestOptions {
        SuggestOptions { round: None, max_issues: None, measures_per_issue: 1 }
    }
}

/// Proposes a plan: one issue for each weakness, the lowest score first, with measures of the library.
///
/// Nothing is invented: causes, steps and signs are those of the library, units those of the kind of agency
/// ([`Units`]), results stay empty. A measure
/// that an earlier issue has is taken again only when there is no other. Follow-ups are the ends of the
/// quarters for what goes on over the year, and the last day of the period.
pub fn suggest(
    agency: &Agency,
    tree: &ScoreTree<'_>,
    library: &Library,
    thresholds: &Thresholds,
    options: &SuggestOptions,
) -> Plan {
    let score_year = tree.framework.fiscal_year();
    let round_year = options.round.or(score_year.next()).unwrap_or(score_year);
    let mut used = BTreeSet::new();
    let found = weaknesses(tree, thresholds);
    let issues = found.iter().take(options.max_issues.unwrap_or(usize::MAX)).map(|weakness| {
        let measures = choose(tree, library, weakness, options.measures_per_issue.max(1), &mut used);
        issue(tree, weakness, &measures, round_year, agency.kind.as_ref())
    });
    Plan {
        score_year,
        round_year,
        framework: tree.framework.id().series(),
        agency: agency.clone(),
        issues: issues.collect(),
        endorsements: Vec::new(),
        memo: None,
    }
}

fn choose<'l>(
    tree: &ScoreTree<'_>,
    library: &'l Library,
    weakness: &Weakness,
    count: usize,
    used: &mut BTreeSet<&'l str>,
) -> Vec<&'l Measure> {
    let series = tree.framework.id().series();
    let by_item = weakness.item.map(|item| library.for_code(&series, &tree.framework.items[item].code));
    let by_indicator = || {
        let number = weakness.indicator.map(|indicator| tree.framework.indicators[indicator].number);
        number.map_or_else(Vec::new, |number| library.for_indicator(&series, number))
    };
    let mut candidates = by_item.filter(|found| !found.is_empty()).unwrap_or_else(by_indicator);
    candidates.sort_by_key(|measure| used.contains(measure.id.as_str()));
    candidates.truncate(count);
    used.extend(candidates.iter().map(|measure| measure.id.as_str()));
    candidates
}

fn issue(
    tree: &ScoreTree<'_>,
    weakness: &Weakness,
    measures: &[&Measure],
    round: FiscalYear,
    kind: Option<&AgencyKind>,
) -> PlanIssue {
    let framework = tree.framework;
    let title = match (weakness.item, weakness.indicator) {
        (Some(item), _) => framework.items[item].title_th.clone(),
        (None, Some(indicator)) => framework.indicators[indicator].name_th.clone(),
        (None, None) => String::new(),
    };
    PlanIssue {
        framework: framework.id().series(),
        codes: weakness.nodes.iter().map(|&node| framework.path(node)).collect(),
        title,
        score: Some(weakness.score),
        cause: measures.first().map(|measure| sentence(&measure.why, kind)),
        measures: measures.iter().map(|measure| planned(measure, round, kind)).collect(),
    }
}

/// A measure of the library, set into a year and into a kind of agency.
fn planned(measure: &Measure, round: FiscalYear, kind: Option<&AgencyKind>) -> PlanMeasure {
    let days = measure.period.in_year(round);
    let unit = |local: &str| Units::embedded().map_or(local, |units| units.name(local, kind)).to_owned();
    let lead_unit = unit(&measure.lead_unit);
    let mut supporting_units: Vec<String> = Vec::new();
    for name in measure.supporting_units.iter().map(|local| unit(local)) {
        // Two local units may be one elsewhere.
        if name != lead_unit && !supporting_units.contains(&name) {
            supporting_units.push(name);
        }
    }
    let said = |text: &str| sentence(text, kind);
    let step = |step: &crate::measures::MeasureStep| PlanStep {
        text: said(&step.text),
        evidence_expected: Some(said(&step.evidence)),
    };
    PlanMeasure {
        library_id: Some(measure.id.clone()),
        theme: Some(measure.theme),
        title: said(&measure.title.th),
        steps: measure.steps.iter().map(step).collect(),
        lead_unit,
        supporting_units,
        period: PlanPeriod {
            text: format!("{} ปีงบประมาณ พ.ศ. {round}", measure.period.text), days
        },
        checked_by: Some(unit(&measure.checked_by)),
        sign: Some(said(&measure.sign)),
        follow_ups: days.map_or_else(Vec::new, |days| follow_ups(days, round, measure.period.repeats)),
        ..PlanMeasure::default()
    }
}

/// A sentence of the library in the words of a kind of agency.
fn sentence(text: &str, kind: Option<&AgencyKind>) -> String {
    Units::embedded().map_or_else(|| text.to_owned(), |units| units.in_text(text, kind))
}

fn follow_ups(days: Period, round: FiscalYear, repeats: Repeats) -> Vec<Date> {
    let quarters: &[u8] = match repeats {
        Repeats::Once | Repeats::Yearly => &[],
        Repeats::HalfYearly => &[2],
        Repeats::Always | Repeats::EachTime | Repeats::Monthly | Repeats::Quarterly => &[1, 2, 3, 4],
    };
    let ends = quarters.iter().filter_map(|&quarter| round.quarter_days(quarter)).map(|(_, end)| end);
    let mut dates: Vec<_> = ends.filter(|&end| days.contains(end)).collect();
    if dates.last() != Some(&days.last_day()) {
        dates.push(days.last_day());
    }
    dates
}
