//! What can be moved: the finest figures that are known and not full.

use std::collections::BTreeSet;

use crate::framework::{Granularity, NodeIndex, NodeRef};
use crate::score::Score;
use crate::scoring::{Basis, ScoreTree};

use super::what_if::Simulator;

/// Which levers may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Among {
    /// Disclosure items only.
    Disclosure,
    /// Questions only.
    Questions,
    /// Disclosure items and questions.
    #[default]
    Items,
    /// The finest known figures, also whole parts, sub-indicators and indicators where nothing finer is known.
    Finest,
}

impl Among {
    fn allows(self, tree: &ScoreTree<'_>, node: NodeIndex) -> bool {
        let disclosure = match tree.skeleton().nodes[node].at {
            NodeRef::Item(item, _) => Some(tree.framework.items[item].is_disclosure()),
            _ => None,
        };
        match self {
            Among::Disclosure => disclosure == Some(true),
            Among::Questions => disclosure == Some(false),
            Among::Items => disclosure.is_some(),
            Among::Finest => true,
        }
    }
}

/// In each indicator the finest known nodes below full, in the order of the nodes. Where a node holds a figure
/// that nothing below it can move, the node itself is a lever beside them.
pub(super) fn levers(tree: &ScoreTree<'_>) -> Vec<NodeIndex> {
    let mut found = BTreeSet::new();
    for indicator in tree.skeleton().of(Granularity::Indicators) {
        collect(tree, indicator, &mut found);
    }
    // Items of a year that does not say where they belong are known all the same.
    let items = tree.skeleton().of(Granularity::Items);
    found.extend(items.filter(|&item| tree.skeleton().nodes[item].parent.is_none() && is_open(tree, item)));
    found.into_iter().collect()
}

/// The levers whose move reaches the overall score, of the kind that is allowed.
pub(super) fn effective(tree: &ScoreTree<'_>, among: Among) -> Vec<NodeIndex> {
    let mut simulator = Simulator::new(tree);
    let overall = tree.skeleton().overall();
    let mut found = levers(tree);
    found.retain(|&lever| {
        simulator.set(&[(lever, Score::FULL)]);
        among.allows(tree, lever) && simulator.overall().is_some() && simulator.reaches(lever, overall)
    });
    found
}

/// Whether a node has a score of its own below full.
fn is_open(tree: &ScoreTree<'_>, node: NodeIndex) -> bool {
    let here = tree.at(node);
    here.basis != Basis::UnlistedFull && here.score.is_some_and(|score| score < Score::FULL)
}

/// Collects the levers at and below a node; answers whether anything is known there.
fn collect(tree: &ScoreTree<'_>, node: NodeIndex, found: &mut BTreeSet<NodeIndex>) -> bool {
    let skeleton = tree.skeleton();
    let here = tree.at(node);
    let is_item = skeleton.granularity(node) == Granularity::Items;
    let mut known_below = false;
    if !is_item {
        for &child in skeleton.children_of(node) {
            known_below |= collect(tree, child, found);
        }
    }
    let moved_from_below = here.basis == Basis::Computed || here.by_rule.is_some();
    if is_open(tree, node) && (is_item || !known_below || !moved_from_below) {
        found.insert(node);
    }
    known_below || here.score.is_some()
}
