//! Printed-first values: the printed figure of a node, otherwise what its rule makes of the nodes below.

use crate::agency::Scope;
use crate::assessment::Assessment;
use crate::framework::{Framework, InstrumentIndex, Node, NodeIndex, NodeRef, Skeleton, is_doubtful};
use crate::ratio::Ratio;
use crate::score::{Score, round_half_up};
use crate::scoring::{Basis, Doubts, Points, combine, exactly};

/// What can be said of a node's exact score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Estimate {
    /// The value, unless something that it is made of is missing.
    pub value: Option<Ratio>,
    /// Least possible value: missing figures at 0, printed ones as low as rounding allows.
    pub low: Ratio,
    /// Greatest possible value: missing figures at 100, printed ones as high as rounding allows.
    pub high: Ratio,
    /// Reasons to doubt the value; a printed figure has none.
    pub doubts: Doubts,
    /// Whether it rests on counted answers or verdicts, which cannot be averaged over agencies.
    pub counted: bool,
}

impl Estimate {
    const UNKNOWN: Estimate = Estimate {
        value: None,
        low: Ratio::ZERO,
        high: Ratio::new(100, 1),
        doubts: Doubts::NONE,
        counted: false,
    };

    fn says_something(&self) -> bool {
        self.value.is_some() || Estimate::UNKNOWN.low < self.low || self.high < Estimate::UNKNOWN.high
    }

    fn exact(value: Ratio) -> Estimate {
        Estimate { value: Some(value), low: value, high: value, ..Estimate::UNKNOWN }
    }

    /// A printed score; where the exact value goes on into the parent it lies half a hundredth around.
    fn printed(score: Score, rounds: bool) -> Estimate {
        let exact = Estimate::exact(exactly(score));
        if rounds {
            return exact;
        }
        let twice = 2 * i64::from(score.hundredths());
        let low = Ratio::new((twice - 1).max(0), 200);
        Estimate { low, high: Ratio::new((twice + 1).min(20_000), 200), ..exact }
    }

    /// Points out of a weight, which are rounded too.
    fn points(points: Points, weight: i64) -> Option<Estimate> {
        let twice = 2 * i64::from(points.0);
        let score = |twice: i64| Ratio::new(twice, 2).checked_scale(100, weight);
        let (low, high) = (score((twice - 1).max(0))?, score(twice + 1)?);
        Some(Estimate { low, high, ..Estimate::exact(score(twice)?) })
    }

    /// What goes into the parent: rounded where the year's rules round.
    fn passed(self, rounds: bool) -> Estimate {
        if !rounds {
            return self;
        }
        let round = |value: Ratio| exactly(round_half_up(value));
        Estimate { value: self.value.map(round), low: round(self.low), high: round(self.high), ..self }
    }
}

/// Where the printed-first value of a node comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The score printed for it.
    Score,
    /// The points printed for it.
    Points,
    /// Anything else.
    Derived,
}

/// All printed-first values of one assessment.
pub(super) struct Printed<'a> {
    pub assessment: &'a Assessment<'a>,
    /// By the rule from the nodes below, whatever is printed for the node itself.
    by_rule: Vec<Estimate>,
    /// As they go into the parents.
    passed: Vec<Estimate>,
    origins: Vec<Origin>,
}

impl<'a> Printed<'a> {
    pub fn new(assessment: &'a Assessment<'a>) -> Printed<'a> {
        let count = assessment.framework.skeleton().nodes.len();
        let mut printed = Printed {
            assessment,
            by_rule: Vec::with_capacity(count),
            passed: Vec::with_capacity(count),
            origins: Vec::with_capacity(count),
        };
        let tree = assessment.score();
        for node in 0..count {
            let here = &assessment.framework.skeleton().nodes[node];
            let by_rule = match here.at {
                NodeRef::Row(..) => Estimate {
                    counted: true,
                    ..tree.at(node).exact.map_or(Estimate::UNKNOWN, Estimate::exact)
                },
                _ => printed.estimate(node, here),
            };
            let full = tree.at(node).basis == Basis::UnlistedFull;
            let (estimate, origin) = printed.prefer_printed(node, here, by_rule, full);
            printed.by_rule.push(by_rule);
            printed.passed.push(estimate.passed(here.rounds));
            printed.origins.push(origin);
        }
        printed
    }

    fn estimate(&self, node: NodeIndex, here: &Node) -> Estimate {
        let skeleton = self.skeleton();
        if let Some(verdict) = self.assessment.evidence.verdict_of(skeleton, node) {
            return Estimate { counted: true, ..Estimate::exact(exactly(verdict.score())) };
        }
        let below =
            |pick: fn(&Estimate) -> Option<Ratio>| combine(skeleton, node, |child| pick(&self.passed[child]));
        let children = skeleton.children_of(node).iter().map(|&child| &self.passed[child]);
        let estimate = Estimate {
            value: below(|child| child.value),
            low: below(|child| Some(child.low)).unwrap_or(Estimate::UNKNOWN.low),
            high: below(|child| Some(child.high)).unwrap_or(Estimate::UNKNOWN.high),
            doubts: children.clone().fold(self.own_doubts(here), |all, child| all.and(child.doubts)),
            counted: children.clone().any(|child| child.counted),
        };
        // That a score lies between 0 and 100 rests on no rule that could be doubted.
        if estimate.says_something() { estimate } else { Estimate::UNKNOWN }
    }

    fn own_doubts(&self, here: &Node) -> Doubts {
        let weights = if self.assumes_weights(here) { Doubts::ASSUMED_WEIGHTS } else { Doubts::NONE };
        if is_doubtful(here.confidence) { weights.and(Doubts::WEAK_RULE) } else { weights }
    }

    /// Whether the weights of a node are a hypothesis. Those of the items in a sub-indicator are part of
    /// the same hypothesis as the weights of the sub-indicators, and so is the grouping itself.
    pub fn assumes_weights(&self, here: &Node) -> bool {
        let nodes = &self.skeleton().nodes;
        let sub_indicator = matches!(here.at, NodeRef::SubIndicator(_));
        here.assumed_weights
            || (sub_indicator && here.parent.is_some_and(|parent| nodes[parent].assumed_weights))
    }

    fn prefer_printed(
        &self,
        node: NodeIndex,
        here: &Node,
        by_rule: Estimate,
        full: bool,
    ) -> (Estimate, Origin) {
        if let Some(score) = self.score_of(node) {
            return (Estimate::printed(score, here.rounds), Origin::Score);
        }
        if by_rule.value.is_some() {
            return (by_rule, Origin::Derived);
        }
        if full {
            let full = Estimate::exact(exactly(Score::FULL));
            return (Estimate { doubts: Doubts::UNLISTED_AS_FULL, ..full }, Origin::Derived);
        }
        if let NodeRef::Instrument(instrument) = here.at
            && let Some(points) = self.assessment.evidence.points_of(instrument)
            && let Some(estimate) = Estimate::points(points, i64::from(self.weight(instrument)))
        {
            return (estimate, Origin::Points);
        }
        (by_rule, Origin::Derived)
    }

    pub fn framework(&self) -> &'a Framework {
        self.assessment.framework
    }

    pub fn skeleton(&self) -> &'a Skeleton {
        self.assessment.framework.skeleton()
    }

    pub fn is_agency(&self) -> bool {
        self.assessment.scope == Scope::Agency
    }

    pub fn weight(&self, instrument: InstrumentIndex) -> u32 {
        self.framework().instruments[instrument].weight
    }

    /// The score printed for a node; answered rows have none.
    pub fn score_of(&self, node: NodeIndex) -> Option<Score> {
        let given = self.assessment.evidence.given(node);
        match self.skeleton().nodes[node].at {
            NodeRef::Row(..) => None,
            NodeRef::Overall => self.assessment.overall.or(given),
            _ => given,
        }
    }

    /// By the rule from the nodes below.
    pub fn by_rule(&self, node: NodeIndex) -> &Estimate {
        &self.by_rule[node]
    }

    /// As it goes into the parent.
    pub fn passed(&self, node: NodeIndex) -> &Estimate {
        &self.passed[node]
    }

    /// Where the printed-first value comes from.
    pub fn origin(&self, node: NodeIndex) -> Origin {
        self.origins[node]
    }
}
