//! What scores mean by the thresholds of a document: shared by the sources of tables and by the texts.

use domain::Framework;
use domain::analysis::{self, Thresholds, Urgency, YearChange};
use domain::framework::{NodeIndex, NodeRef, Weight};
use domain::score::Score;

use crate::facts::Facts;
use crate::model::Figure;

/// Indicators by score, the best first; those without a score left out.
pub(crate) fn by_score(facts: &Facts<'_>) -> Vec<usize> {
    let tree = facts.tree;
    let mut found: Vec<_> =
        (0..tree.framework.indicators.len()).filter_map(|at| Some((tree.indicator(at)?, at))).collect();
    found.sort_by_key(|&(score, at)| (std::cmp::Reverse(score), at));
    found.into_iter().map(|(_, at)| at).collect()
}

/// Indicators at or above the mark, the best first.
pub(crate) fn strengths(facts: &Facts<'_>, marks: &Thresholds) -> Vec<usize> {
    indicators_at(facts, analysis::strengths(facts.tree, marks))
}

/// Indicators below the mark, the worst first.
pub(crate) fn weaknesses(facts: &Facts<'_>, marks: &Thresholds) -> Vec<usize> {
    indicators_at(facts, analysis::weaknesses(facts.tree, marks))
}

/// Indicators that are neither, the best first: only where the two marks are not the same.
pub(crate) fn between(facts: &Facts<'_>, marks: &Thresholds) -> Vec<usize> {
    let neither = |score: Score| score < marks.strength_from && marks.weakness_below <= score;
    by_score(facts).into_iter().filter(|&at| facts.tree.indicator(at).is_some_and(neither)).collect()
}

/// Indicators without a score.
pub(crate) fn unknown(facts: &Facts<'_>) -> Vec<usize> {
    let all = 0..facts.tree.framework.indicators.len();
    all.filter(|&at| facts.tree.indicator(at).is_none()).collect()
}

fn indicators_at(facts: &Facts<'_>, found: Vec<(NodeIndex, Score)>) -> Vec<usize> {
    let at = |(node, _): (NodeIndex, Score)| match facts.tree.skeleton().nodes[node].at {
        NodeRef::Indicator(indicator) => Some(indicator),
        _ => None,
    };
    found.into_iter().filter_map(at).collect()
}

/// How pressing a score is; none where it is not below the mark of issues.
pub(crate) fn urgency(score: Score, marks: &Thresholds) -> Option<Urgency> {
    match score {
        s if marks.issue_below <= s => None,
        s if s <= marks.urgent_to => Some(Urgency::Urgent),
        s if s < marks.important_below => Some(Urgency::Important),
        _ => Some(Urgency::Minor),
    }
}

/// The least overall score that passes by the rules of the year.
pub(crate) fn pass_mark(framework: &Framework) -> Option<Score> {
    framework.levels.iter().filter(|level| level.passes).map(|level| level.overall_min).min()
}

/// A weight in percent, with decimals only where it has them.
pub(crate) fn percent(weight: Weight) -> Figure {
    match weight % 100 {
        0 => Figure::count(i64::from(weight / 100)),
        _ => Figure::hundredths(i64::from(weight)),
    }
}

/// Change between two scores.
pub(crate) fn change(before: Option<Score>, after: Option<Score>) -> Option<Figure> {
    let (before, after) = (before?, after?);
    Some(Figure::change(i64::from(after.hundredths()) - i64::from(before.hundredths())))
}

/// Changes since the year before, for what continues.
pub(crate) fn changes(facts: &Facts<'_>) -> Vec<YearChange> {
    facts.previous.map_or_else(Vec::new, |before| analysis::year_on_year(before, facts.tree))
}

/// Points of the overall score that a node loses, rounded half up; none where its place is not known.
pub(crate) fn lost(facts: &Facts<'_>, node: NodeIndex) -> Option<Figure> {
    analysis::lost_points(facts.tree, node).map(|lost| Figure::from(domain::round_half_up(lost)))
}
