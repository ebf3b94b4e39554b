//! Levers that are interchangeable, and sets of them.

use crate::framework::NodeIndex;
use crate::ratio::Ratio;
use crate::score::Score;
use crate::scoring::{ScoreTree, exactly, value_for_parent};

use super::what_if::Outcome;

/// Levers that do the same: same parent, weight, missing score and effort. Any of them can stand for any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The node that all of them go into.
    pub parent: NodeIndex,
    /// What each lacks to full, in points of 100.
    pub gap: Ratio,
    /// Effort of each.
    pub effort: u32,
    /// The levers.
    pub members: Vec<NodeIndex>,
}

/// How many levers of a class a set takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pick {
    /// Position of the class in [`super::Sets::classes`].
    pub class: usize,
    /// How many of its members, no matter which; at least one.
    pub count: usize,
}

/// A set of levers, up to the exchange of members of a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeverSet<'f> {
    /// What it takes of each class, in the order of the classes.
    pub picks: Vec<Pick>,
    /// One such set: the first members of each class.
    pub nodes: Vec<NodeIndex>,
    /// How many sets of nodes this stands for, this one included.
    pub equivalent: u128,
    /// The result with the set brought to full.
    pub outcome: Outcome<'f>,
}

/// Sorts levers into classes, in the order of their first members.
pub(super) fn classes(
    tree: &ScoreTree<'_>,
    levers: &[NodeIndex],
    efforts: &dyn Fn(NodeIndex) -> u32,
) -> Vec<Class> {
    let skeleton = tree.skeleton();
    let mut classes: Vec<Class> = Vec::new();
    for &lever in levers {
        let node = &skeleton.nodes[lever];
        let value = value_for_parent(node, tree.at(lever));
        let gap = value.and_then(|value| exactly(Score::FULL).checked_sub(value));
        let (Some(parent), Some(gap)) = (node.parent, gap) else { continue };
        let effort = efforts(lever).max(1);
        let same = |class: &&mut Class| {
            let weight = skeleton.nodes[class.members[0]].weight;
            class.parent == parent && class.effort == effort && weight == node.weight && class.gap == gap
        };
        match classes.iter_mut().find(same) {
            Some(class) => class.members.push(lever),
            None => classes.push(Class { parent, gap, effort, members: vec![lever] }),
        }
    }
    classes
}

/// The first members of each class that is picked, in the order of the nodes.
pub(super) fn representative(classes: &[Class], picks: &[Pick]) -> Vec<NodeIndex> {
    let mut nodes: Vec<_> =
        picks.iter().flat_map(|pick| &classes[pick.class].members[..pick.count]).copied().collect();
    nodes.sort_unstable();
    nodes
}

/// How many sets of nodes a set of picks stands for; stays at the greatest number when it does not fit.
pub(super) fn equivalent(classes: &[Class], picks: &[Pick]) -> u128 {
    picks
        .iter()
        .fold(1, |all: u128, pick| all.saturating_mul(choose(classes[pick.class].members.len(), pick.count)))
}

fn choose(of: usize, count: usize) -> u128 {
    // Exact at every step: a product of consecutive numbers is divisible.
    let step = |ways: u128, taken: usize| Some(ways.checked_mul((of - taken) as u128)? / (taken as u128 + 1));
    (0..count.min(of)).try_fold(1, step).unwrap_or(u128::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_ways_to_choose() {
        assert_eq!([choose(7, 0), choose(7, 1), choose(7, 3), choose(7, 7)], [1, 7, 35, 1]);
        assert_eq!(choose(48, 24), 32_247_603_683_100);
    }
}
