//! What raises the score most.

use std::cmp::Reverse;

use crate::framework::{Granularity, NodeIndex};
use crate::ratio::Ratio;
use crate::score::Score;
use crate::scoring::{Doubts, ScoreTree};

use super::levers::levers;
use super::what_if::Simulator;

/// What it brings to raise one node to full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gain {
    /// The node.
    pub node: NodeIndex,
    /// Its score now.
    pub score: Score,
    /// What the overall score gains, in hundredths of the rounded figure. `None` where there is no overall
    /// score, or where a given figure in between does not follow.
    pub overall: Option<u16>,
    /// What the overall score gains before it is rounded.
    pub exact: Option<Ratio>,
    /// What its indicator gains, in hundredths.
    pub indicator: Option<u16>,
    /// What its instrument gains, in hundredths.
    pub instrument: Option<u16>,
    /// Reasons why the gain is not certain: its own score, or a rule or weight on its way up.
    pub doubts: Doubts,
}

impl Gain {
    /// Whether the gain rests only on certain figures and rules.
    pub fn certain(&self) -> bool {
        self.doubts.is_empty()
    }
}

/// The gain from each of the finest known nodes below full, the best for the overall score first; where
/// that cannot be told, the best for the instrument, then the indicator. Equal gains keep the order of the nodes.
pub fn gains(tree: &ScoreTree<'_>) -> Vec<Gain> {
    let mut simulator = Simulator::new(tree);
    let mut found: Vec<Gain> =
        levers(tree).into_iter().filter_map(|node| gain(&mut simulator, tree, node)).collect();
    found.sort_by_key(|gain| {
        let nearer = if gain.exact.is_none() { (gain.instrument, gain.indicator) } else { (None, None) };
        (Reverse(gain.exact), Reverse(nearer), gain.node)
    });
    found
}

fn gain(simulator: &mut Simulator<'_, '_>, tree: &ScoreTree<'_>, node: NodeIndex) -> Option<Gain> {
    let score = tree.at(node).score?;
    simulator.set(&[(node, Score::FULL)]);
    let above = ancestors(tree, node);
    let at = |granularity: Granularity| {
        let here = |&&at: &&NodeIndex| tree.skeleton().granularity(at) == granularity;
        above.iter().find(here).copied().filter(|&at| simulator.reaches(node, at))
    };
    let hundredths = |at: NodeIndex| {
        let (before, after) = (tree.at(at).score?, simulator.at(at).score?);
        Some(after.hundredths().saturating_sub(before.hundredths()))
    };
    let exactly = |at: NodeIndex| simulator.at(at).exact?.checked_sub(tree.at(at).exact?).map(Ratio::reduced);
    let on_the_way = above.iter().map(|&at| simulator.at(at).own_doubts);
    let doubts = on_the_way.skip(1).fold(tree.at(node).doubts, Doubts::and);
    let overall = at(Granularity::Overall);
    Some(Gain {
        node,
        score,
        overall: overall.and_then(hundredths),
        exact: overall.and_then(exactly),
        indicator: at(Granularity::Indicators).and_then(hundredths),
        instrument: at(Granularity::Instruments).and_then(hundredths),
        doubts,
    })
}

/// A node and everything that it goes into, from the node up.
fn ancestors(tree: &ScoreTree<'_>, node: NodeIndex) -> Vec<NodeIndex> {
    std::iter::successors(Some(node), |&at| tree.skeleton().nodes[at].parent).collect()
}
