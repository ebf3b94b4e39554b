//! From evidence to scores: the one pure function that every part of the product uses.

use super::evidence::{Evidence, Tally, Unlisted};
use super::tree::{Basis, Doubts, NodeScore, ScoreTree};
use crate::framework::file::{Confidence, RuleKind};
use crate::framework::{Framework, Granularity, Node, NodeIndex, NodeRef, Skeleton, is_doubtful};
use crate::ratio::Ratio;
use crate::score::{Score, round_half_up};

/// Scores an agency.
///
/// At each node the finest known level is used: the node is computed from its children when all of
/// them have a value, and otherwise takes the figure given for it. Where the weights of the children
/// are unresolved it is the other way round: the figure given is used, and what the children would
/// make only explains it.
///
/// ```
/// use domain::framework::Catalogue;
/// use domain::scoring::{Evidence, score};
///
/// let catalogue = Catalogue::embedded();
/// let framework = catalogue.find("nacc/2564").unwrap();
/// let mut evidence = Evidence::new(framework);
/// // Means over the agencies of one province, published for FY2564.
/// let published = ["93.55", "87.72", "91.01", "87.93", "89.52", "90.55", "88.68", "88.58", "72.89", "65.56"];
/// for (indicator, figure) in published.iter().enumerate() {
///     evidence.give(framework.skeleton().indicator(indicator), figure.parse().unwrap());
/// }
/// let tree = score(framework, &evidence);
/// assert_eq!(tree.overall().unwrap().to_string(), "81.45");
/// ```
pub fn score<'f>(framework: &'f Framework, evidence: &Evidence) -> ScoreTree<'f> {
    let skeleton = framework.skeleton();
    let named = named_indicators(framework, evidence);
    let mut nodes: Vec<NodeScore> = Vec::with_capacity(skeleton.nodes.len());
    for (index, node) in skeleton.nodes.iter().enumerate() {
        let result = node_score(framework, evidence, &named, &nodes, index, node);
        nodes.push(result);
    }
    ScoreTree { framework, nodes }
}

/// For each indicator, whether the evidence names at least one of its items.
fn named_indicators(framework: &Framework, evidence: &Evidence) -> Vec<bool> {
    let mut named = vec![false; framework.indicators.len()];
    if evidence.unlisted == Unlisted::Unknown {
        return named;
    }
    let skeleton = framework.skeleton();
    for node in 0..skeleton.of(Granularity::Items).end {
        let item = match skeleton.nodes[node].at {
            NodeRef::Row(row, _) => framework.rows[row].item,
            NodeRef::Item(item, _) => item,
            _ => continue,
        };
        if let Some(indicator) = framework.items[item].indicator
            && evidence.names(framework, node)
        {
            named[indicator] = true;
        }
    }
    named
}

fn node_score(
    framework: &Framework,
    evidence: &Evidence,
    named: &[bool],
    done: &[NodeScore],
    index: NodeIndex,
    node: &Node,
) -> NodeScore {
    let skeleton = framework.skeleton();
    if let NodeRef::Row(row, _) = node.at {
        let exact =
            evidence.tally_of(index).and_then(|tally| mean_of_answers(tally, &framework.rows[row].points));
        return match exact {
            Some(exact) => found(Basis::Tally, exact, None, rule_doubts(node.confidence), Doubts::NONE),
            None => NodeScore::default(),
        };
    }
    if let Some(verdict) = evidence.verdict_of(skeleton, index) {
        let exact = exactly(verdict.score());
        return found(Basis::Verdict, exact, None, rule_doubts(node.confidence), Doubts::NONE);
    }
    let children = skeleton.children_of(index);
    let by_rule = combine(skeleton, index, |child| value_for_parent(&skeleton.nodes[child], &done[child]));
    let given = evidence.given(index);
    let (given, given_basis) = match (given, node.at) {
        (Some(score), _) => (Some(exactly(score)), Basis::Given),
        (None, NodeRef::Instrument(instrument)) => {
            let weight = i64::from(framework.instruments[instrument].weight);
            let points = evidence.points_of(instrument);
            let as_score = points.and_then(|p| Ratio::new(i64::from(p.0), 1).checked_scale(100, weight));
            (as_score, Basis::GivenPoints)
        }
        _ => (None, Basis::Missing),
    };
    let shown_by_rule = by_rule.map(round_half_up);
    match (by_rule, given) {
        (Some(exact), None) => {
            let own = rule_doubts(node.confidence).and(if node.assumed_weights {
                Doubts::ASSUMED_WEIGHTS
            } else {
                Doubts::NONE
            });
            computed(exact, shown_by_rule, own, children, done)
        }
        (Some(exact), Some(_)) if !node.assumed_weights => {
            computed(exact, shown_by_rule, rule_doubts(node.confidence), children, done)
        }
        (by_rule, Some(exact)) => {
            let mut result = found(given_basis, exact, None, Doubts::NONE, Doubts::NONE);
            result.by_rule = by_rule.map(round_half_up);
            result
        }
        (None, None) => match node.at {
            // A question with answers in some of its rows is named, only not complete.
            NodeRef::Item(item, _)
                if framework.items[item].indicator.is_some_and(|i| named[i])
                    && children.iter().all(|&row| evidence.tally_of(row).is_none()) =>
            {
                let full = exactly(Score::FULL);
                found(Basis::UnlistedFull, full, None, Doubts::UNLISTED_AS_FULL, Doubts::NONE)
            }
            _ => NodeScore::default(),
        },
    }
}

fn computed(
    exact: Ratio,
    by_rule: Option<Score>,
    own: Doubts,
    children: &[NodeIndex],
    done: &[NodeScore],
) -> NodeScore {
    let inherited = children.iter().fold(Doubts::NONE, |all, &child| all.and(done[child].doubts));
    found(Basis::Computed, exact, by_rule, own, inherited)
}

fn found(
    basis: Basis,
    exact: Ratio,
    by_rule: Option<Score>,
    own_doubts: Doubts,
    inherited: Doubts,
) -> NodeScore {
    let score = Some(round_half_up(exact));
    NodeScore { basis, exact: Some(exact), score, by_rule, own_doubts, doubts: own_doubts.and(inherited) }
}

fn rule_doubts(confidence: Confidence) -> Doubts {
    if is_doubtful(confidence) { Doubts::WEAK_RULE } else { Doubts::NONE }
}

/// A score as an exact fraction in points of 100.
pub(crate) fn exactly(score: Score) -> Ratio {
    Ratio::new(i64::from(score.hundredths()), 100)
}

/// What a child passes on: its rounded score where the year's rules round, its exact value elsewhere.
pub(crate) fn value_for_parent(node: &Node, result: &NodeScore) -> Option<Ratio> {
    if node.rounds { result.score.map(exactly) } else { result.exact }
}

/// Sum of points times counts over the number of answers; `None` without answers.
fn mean_of_answers(tally: &Tally, points: &[u8]) -> Option<Ratio> {
    let total = tally.total();
    if total == 0 {
        return None;
    }
    let sum: u64 = tally.counts().iter().zip(points).map(|(&n, &p)| u64::from(n) * u64::from(p)).sum();
    // Both stay below 10^10: counts are limited, points are at most 100.
    Some(Ratio::new(i64::try_from(sum).ok()?, i64::try_from(total).ok()?))
}

/// A node's value by its rule, from the values of its children; `None` when one of them is missing.
pub(crate) fn combine(
    skeleton: &Skeleton,
    index: NodeIndex,
    value: impl Fn(NodeIndex) -> Option<Ratio>,
) -> Option<Ratio> {
    let node = &skeleton.nodes[index];
    let children = skeleton.children_of(index);
    if children.is_empty() || node.kind == RuleKind::Unknown {
        return None;
    }
    let mut sum = Ratio::ZERO;
    if node.equal_weights {
        for &child in children {
            let value = value(child)?;
            sum = if sum == Ratio::ZERO { value } else { sum.checked_add(value)? };
        }
        return sum.checked_scale(1, i64::try_from(children.len()).ok()?);
    }
    let mut total = 0_i64;
    for &child in children {
        let weight = i64::from(skeleton.nodes[child].weight);
        total += weight;
        sum = sum.checked_add(value(child)?.checked_scale(weight, 1)?)?;
    }
    sum.checked_scale(1, total)
}
