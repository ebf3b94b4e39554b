//! What is known about one agency, in any mixture of levels.

use crate::framework::{Framework, Granularity, InstrumentIndex, MAX_CHOICES, NodeIndex, NodeRef};
use crate::score::Score;

/// Most answers that one row may count: more than Thailand has people, and small enough for
/// exact fractions of four rows to fit.
pub const MAX_ANSWERS: u32 = 100_000_000;

/// Counts of one row's choices, choice 1 first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    counts: [u32; MAX_CHOICES],
}

impl Tally {
    /// A tally from counts in the order of the choices; `None` when there are more than
    /// [`MAX_CHOICES`] of them or more than [`MAX_ANSWERS`] answers in all.
    pub fn new(counts: &[u32]) -> Option<Tally> {
        let mut tally = Tally::default();
        tally.counts.get_mut(..counts.len())?.copy_from_slice(counts);
        (tally.total() <= u64::from(MAX_ANSWERS)).then_some(tally)
    }

    /// Counts in the order of the choices, padded with zeros.
    pub fn counts(&self) -> &[u32; MAX_CHOICES] {
        &self.counts
    }

    /// How many answers there are.
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|&count| u64::from(count)).sum()
    }

    /// One more answer; `choice` counts from 1. Answers `false`, changing nothing, when the choice or the limit is exceeded.
    pub fn add(&mut self, choice: usize) -> bool {
        if u64::from(MAX_ANSWERS) <= self.total() {
            return false;
        }
        let Some(count) = choice.checked_sub(1).and_then(|at| self.counts.get_mut(at)) else { return false };
        *count += 1;
        true
    }

    /// Both tallies pooled, or `None` above the limit.
    pub fn merged(&self, other: &Tally) -> Option<Tally> {
        let mut sum = Tally::default();
        for (at, count) in sum.counts.iter_mut().enumerate() {
            *count = self.counts[at].checked_add(other.counts[at])?;
        }
        (sum.total() <= u64::from(MAX_ANSWERS)).then_some(sum)
    }
}

/// An assessor's finding on a disclosure item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Complete by the elements and criteria: full score.
    Pass,
    /// Not complete: zero.
    Fail,
}

impl Verdict {
    /// 100 or 0.
    pub fn score(self) -> Score {
        match self {
            Verdict::Pass => Score::FULL,
            Verdict::Fail => Score::ZERO,
        }
    }
}

/// Points of an instrument out of its weight (33.00 out of 40), in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(pub u32);

impl std::fmt::Display for Points {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

/// What items that are not named stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Unlisted {
    /// Nothing is known of them.
    #[default]
    Unknown,
    /// Where an indicator names at least one item, those not named had the full score:
    /// many reports list only what lost marks.
    Full,
}

/// What is known about one agency under one framework, node by node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    tallies: Vec<Option<Tally>>,
    given: Vec<Option<Score>>,
    verdicts: Vec<Option<Verdict>>,
    points: Vec<Option<Points>>,
    /// What items that are not named stand for.
    pub unlisted: Unlisted,
}

impl Evidence {
    /// Nothing known.
    pub fn new(framework: &Framework) -> Evidence {
        let skeleton = framework.skeleton();
        Evidence {
            tallies: vec![None; skeleton.of(Granularity::Rows).len()],
            given: vec![None; skeleton.nodes.len()],
            verdicts: vec![None; skeleton.of(Granularity::Items).len()],
            points: vec![None; framework.instruments.len()],
            unlisted: Unlisted::Unknown,
        }
    }

    /// Sets the score of a node from the outside. Rows have tallies instead.
    pub fn give(&mut self, node: NodeIndex, score: Score) {
        if let Some(slot) = self.given.get_mut(node) {
            *slot = Some(score);
        }
    }

    /// Sets the counts of a row.
    pub fn tally(&mut self, row: NodeIndex, tally: Tally) {
        if let Some(slot) = self.tallies.get_mut(row) {
            *slot = Some(tally);
        }
    }

    /// Sets the verdict on a disclosure item.
    pub fn verdict(&mut self, skeleton: &crate::framework::Skeleton, item: NodeIndex, verdict: Verdict) {
        let at = item.checked_sub(skeleton.of(Granularity::Items).start);
        if let Some(slot) = at.and_then(|at| self.verdicts.get_mut(at)) {
            *slot = Some(verdict);
        }
    }

    /// Sets the points of an instrument out of its weight.
    pub fn points(&mut self, instrument: InstrumentIndex, points: Points) {
        if let Some(slot) = self.points.get_mut(instrument) {
            *slot = Some(points);
        }
    }

    /// The score given for a node.
    pub fn given(&self, node: NodeIndex) -> Option<Score> {
        self.given.get(node).copied().flatten()
    }

    /// The counts given for a row.
    pub fn tally_of(&self, row: NodeIndex) -> Option<&Tally> {
        self.tallies.get(row)?.as_ref()
    }

    /// The verdict given on a disclosure item.
    pub fn verdict_of(&self, skeleton: &crate::framework::Skeleton, item: NodeIndex) -> Option<Verdict> {
        let at = item.checked_sub(skeleton.of(Granularity::Items).start)?;
        self.verdicts.get(at).copied().flatten()
    }

    /// The points given for an instrument.
    pub fn points_of(&self, instrument: InstrumentIndex) -> Option<Points> {
        self.points.get(instrument).copied().flatten()
    }

    /// Whether anything is known of the node itself.
    pub fn names(&self, framework: &Framework, node: NodeIndex) -> bool {
        let points = match framework.skeleton().nodes[node].at {
            NodeRef::Instrument(instrument) => self.points_of(instrument).is_some(),
            _ => false,
        };
        self.given(node).is_some()
            || self.tally_of(node).is_some()
            || self.verdict_of(framework.skeleton(), node).is_some()
            || points
    }

    /// The same evidence without anything finer than a level.
    #[must_use]
    pub fn from_level(&self, framework: &Framework, finest: Granularity) -> Evidence {
        let skeleton = framework.skeleton();
        let mut kept = self.clone();
        if Granularity::Rows < finest {
            kept.tallies.fill(None);
        }
        if Granularity::Items < finest {
            kept.verdicts.fill(None);
        }
        // Parts and sub-indicators stand at the same height in different instruments: neither is finer.
        let side_by_side = |a, b| a == Granularity::Parts && b == Granularity::SubIndicators;
        for (node, given) in kept.given.iter_mut().enumerate() {
            let granularity = skeleton.granularity(node);
            if granularity < finest && !side_by_side(granularity, finest) {
                *given = None;
            }
        }
        kept
    }

    /// Evidence of two agencies or channels pooled: tallies are added, everything else is taken
    /// from `self` where it has it. `None` when a count exceeds the limit.
    pub fn pooled(&self, other: &Evidence) -> Option<Evidence> {
        let mut pooled = self.clone();
        for (mine, theirs) in pooled.tallies.iter_mut().zip(&other.tallies) {
            *mine = match (*mine, theirs) {
                (Some(a), Some(b)) => Some(a.merged(b)?),
                (a, b) => a.or(*b),
            };
        }
        for (mine, theirs) in pooled.given.iter_mut().zip(&other.given) {
            *mine = mine.or(*theirs);
        }
        for (mine, theirs) in pooled.verdicts.iter_mut().zip(&other.verdicts) {
            *mine = mine.or(*theirs);
        }
        for (mine, theirs) in pooled.points.iter_mut().zip(&other.points) {
            *mine = mine.or(*theirs);
        }
        Some(pooled)
    }
}
