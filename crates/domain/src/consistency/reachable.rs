//! OIT scores that no set of complete and incomplete items gives.

use super::printed::Printed;
use super::report::{Note, NoteCode, Report};
use super::wording;
use crate::framework::file::RuleKind;
use crate::framework::{Granularity, NodeIndex, NodeRef, Skeleton};
use crate::ratio::Ratio;
use crate::score::{Score, round_half_up};

/// More sums than any known structure has; beyond it nothing is said.
const MOST: usize = 200_000;

pub(super) fn check(printed: &Printed<'_>, report: &mut Report) {
    if !printed.is_agency() {
        return;
    }
    let framework = printed.framework();
    let skeleton = printed.skeleton();
    let nodes = skeleton.of(Granularity::SubIndicators).start..skeleton.of(Granularity::Indicators).end;
    for node in nodes {
        let Some(score) = printed.score_of(node) else { continue };
        if printed.assumes_weights(&skeleton.nodes[node]) {
            continue;
        }
        let Some(scores) = scores(printed, node) else { continue };
        if let Err(at) = scores.binary_search(&score) {
            let below = at.checked_sub(1).and_then(|below| scores.get(below)).copied();
            let message = wording::unreachable(framework, node, score, below, scores.get(at).copied());
            report.notes.push(Note { code: NoteCode::UnreachableScore, key: framework.key(node), message });
        }
    }
}

/// All scores that items of 0 and 100 can give, ascending; `None` where the structure is not known or holds
/// anything but disclosure items.
fn scores(printed: &Printed<'_>, node: NodeIndex) -> Option<Vec<Score>> {
    let skeleton = printed.skeleton();
    let here = &skeleton.nodes[node];
    if let NodeRef::Item(item, _) = here.at {
        let disclosure = printed.framework().items[item].is_disclosure();
        return disclosure.then(|| vec![Score::ZERO, Score::FULL]);
    }
    let children = skeleton.children_of(node);
    if children.is_empty() || here.kind == RuleKind::Unknown || printed.assumes_weights(here) || !here.rounds
    {
        return None;
    }
    let weights = weights(skeleton, node)?;
    let mut sums = vec![0_i64];
    for (&child, weight) in children.iter().zip(&weights) {
        let below = scores(printed, child)?;
        let mut next = Vec::with_capacity(sums.len() * below.len());
        for sum in &sums {
            next.extend(below.iter().map(|score| sum + weight * i64::from(score.hundredths())));
        }
        next.sort_unstable();
        next.dedup();
        if MOST < next.len() {
            return None;
        }
        sums = next;
    }
    let total = weights.iter().sum::<i64>() * 100;
    let mut scores: Vec<_> = sums.into_iter().map(|sum| round_half_up(Ratio::new(sum, total))).collect();
    scores.dedup();
    Some(scores)
}

/// Weights of the children; `None` when they add up to nothing.
fn weights(skeleton: &Skeleton, node: NodeIndex) -> Option<Vec<i64>> {
    let children = skeleton.children_of(node);
    let weight = |child: &NodeIndex| i64::from(skeleton.nodes[*child].weight);
    let equal = skeleton.nodes[node].equal_weights;
    let weights: Vec<_> = children.iter().map(|child| if equal { 1 } else { weight(child) }).collect();
    weights.iter().any(|&weight| 0 < weight).then_some(weights)
}
