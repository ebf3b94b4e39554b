//! The score of an agency with everything that led to it.

use crate::framework::{Framework, Granularity, IndicatorIndex, InstrumentIndex, Level, NodeIndex, Skeleton};
use crate::ratio::Ratio;
use crate::score::Score;

use super::level::{LevelOutcome, level_of};

/// Where the score of a node comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Basis {
    /// Nothing to compute from, and no figure given.
    #[default]
    Missing,
    /// Computed by the node's rule from its children.
    Computed,
    /// Counted from answers.
    Tally,
    /// From an assessor's verdict.
    Verdict,
    /// A figure that was given for the node itself.
    Given,
    /// Points out of the instrument's weight that were given.
    GivenPoints,
    /// Not named, and taken as full because the evidence says so.
    UnlistedFull,
}

/// Reasons why a figure is not certain, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Doubts(u8);

impl Doubts {
    /// No reason to doubt.
    pub const NONE: Doubts = Doubts(0);
    /// Weights are a hypothesis.
    pub const ASSUMED_WEIGHTS: Doubts = Doubts(1);
    /// Items that are not named were taken as full.
    pub const UNLISTED_AS_FULL: Doubts = Doubts(2);
    /// A rule is recalled, assumed or unknown.
    pub const WEAK_RULE: Doubts = Doubts(4);

    /// Both sets together.
    #[must_use]
    pub const fn and(self, other: Doubts) -> Doubts {
        Doubts(self.0 | other.0)
    }

    /// Whether a reason is in the set.
    pub const fn has(self, other: Doubts) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is no reason.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The result at one node.
#[derive(Debug, Clone, Copy, Default)]
pub struct NodeScore {
    /// Where it comes from.
    pub basis: Basis,
    /// The exact value in points of 100, before rounding.
    pub exact: Option<Ratio>,
    /// The value rounded half up to two places; what is shown.
    pub score: Option<Score>,
    /// What the node's rule gives from its children, also where the figure given was used instead.
    pub by_rule: Option<Score>,
    /// Reasons for doubt that arise at this node.
    pub own_doubts: Doubts,
    /// Reasons for doubt at this node and all nodes that it rests on.
    pub doubts: Doubts,
}

/// The score of an agency: one [`NodeScore`] beside each node of the framework.
#[derive(Debug, Clone)]
pub struct ScoreTree<'f> {
    /// The rules.
    pub framework: &'f Framework,
    pub(crate) nodes: Vec<NodeScore>,
}

impl ScoreTree<'_> {
    /// The nodes' layout.
    pub fn skeleton(&self) -> &Skeleton {
        self.framework.skeleton()
    }

    /// The result at a node.
    pub fn at(&self, node: NodeIndex) -> &NodeScore {
        &self.nodes[node]
    }

    /// The overall score.
    pub fn overall(&self) -> Option<Score> {
        self.nodes[self.skeleton().overall()].score
    }

    /// The score of an indicator.
    pub fn indicator(&self, indicator: IndicatorIndex) -> Option<Score> {
        self.nodes[self.skeleton().indicator(indicator)].score
    }

    /// The score of an instrument, rounded as it is shown and gated.
    pub fn instrument(&self, instrument: InstrumentIndex) -> Option<Score> {
        self.nodes[self.skeleton().instrument(instrument)].score
    }

    /// Points of an instrument out of its weight, rounded.
    pub fn points(&self, instrument: InstrumentIndex) -> Option<super::Points> {
        let exact = self.nodes[self.skeleton().instrument(instrument)].exact?;
        let share = exact.checked_scale(i64::from(self.framework.instruments[instrument].weight), 10_000)?;
        u32::try_from(share.hundredths_half_up()).ok().map(super::Points)
    }

    /// Scores of all instruments.
    pub fn instruments(&self) -> Vec<Option<Score>> {
        (0..self.framework.instruments.len()).map(|i| self.instrument(i)).collect()
    }

    /// The level, with the gates that decided it.
    pub fn level(&self) -> LevelOutcome<'_> {
        level_of(self.framework, self.overall(), &self.instruments())
    }

    /// The level, where it can be told.
    pub fn level_reached(&self) -> Option<&Level> {
        match self.level() {
            LevelOutcome::Reached { level, .. } => Some(level),
            _ => None,
        }
    }

    /// Whether the overall score rests only on certain figures and rules; where there is none, whether
    /// all figures that could be told do.
    pub fn certain(&self) -> bool {
        let overall = &self.nodes[self.skeleton().overall()];
        match overall.score {
            Some(_) => overall.doubts.is_empty(),
            None => self.nodes.iter().all(|node| node.own_doubts.is_empty()),
        }
    }

    /// Children of a node that have no score, so that the node cannot be computed from them.
    pub fn missing_below(&self, node: NodeIndex) -> Vec<NodeIndex> {
        let without = |child: &NodeIndex| self.nodes[*child].score.is_none();
        self.skeleton().children_of(node).iter().copied().filter(without).collect()
    }

    /// Indicators that have no score.
    pub fn missing_indicators(&self) -> Vec<NodeIndex> {
        self.skeleton().of(Granularity::Indicators).filter(|&n| self.nodes[n].score.is_none()).collect()
    }
}
