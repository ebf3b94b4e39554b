//! What a plan has to answer.

use std::collections::BTreeMap;

use crate::analysis::Thresholds;
use crate::framework::{Granularity, IndicatorIndex, ItemIndex, NodeIndex, NodeRef};
use crate::score::Score;
use crate::scoring::{Basis, ScoreTree};

/// An item below the mark, or an indicator of which nothing finer is known to be below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weakness {
    /// The item, where it is one.
    pub item: Option<ItemIndex>,
    /// The indicator it lies in, where the rules say.
    pub indicator: Option<IndicatorIndex>,
    /// Where it shows: an item may stand in two parts, an indicator may show in its sub-indicators only.
    pub nodes: Vec<NodeIndex>,
    /// The lowest score of these.
    pub score: Score,
}

/// Everything below the mark ([`Thresholds::weakness_below`]) at the finest level that is known, the lowest
/// score first, then in the order of the rules.
///
/// An indicator below the mark is left out when something finer in it is below the mark: the plan answers that.
pub fn weaknesses(tree: &ScoreTree<'_>, thresholds: &Thresholds) -> Vec<Weakness> {
    let skeleton = tree.skeleton();
    let first = skeleton.of(Granularity::Items).start;
    let last = skeleton.of(Granularity::Indicators).end;
    let mut weak_below = vec![false; skeleton.nodes.len()];
    let mut found: BTreeMap<(Option<ItemIndex>, Option<IndicatorIndex>), Weakness> = BTreeMap::new();
    // Children stand before their parents.
    for node in first..last {
        let weak = |score: &Score| *score < thresholds.weakness_below;
        let score = tree.at(node).score.filter(weak).filter(|_| tree.at(node).basis != Basis::UnlistedFull);
        if let Some(parent) = skeleton.nodes[node].parent.filter(|_| weak_below[node] || score.is_some()) {
            weak_below[parent] = true;
        }
        let Some(score) = score.filter(|_| !weak_below[node]) else { continue };
        let (item, indicator) = place(tree, node);
        let weakness =
            found.entry((item, indicator)).or_insert(Weakness { item, indicator, nodes: Vec::new(), score });
        weakness.nodes.push(node);
        weakness.score = weakness.score.min(score);
    }
    let mut found: Vec<_> = found.into_values().collect();
    found.sort_by_key(|weakness| (weakness.score, weakness.nodes.clone()));
    found
}

fn place(tree: &ScoreTree<'_>, node: NodeIndex) -> (Option<ItemIndex>, Option<IndicatorIndex>) {
    match tree.skeleton().nodes[node].at {
        NodeRef::Item(item, _) => (Some(item), tree.framework.items[item].indicator),
        NodeRef::Part(indicator, _) | NodeRef::Indicator(indicator) => (None, Some(indicator)),
        NodeRef::SubIndicator(sub) => (None, Some(tree.framework.sub_indicators[sub].indicator)),
        _ => (None, None),
    }
}
