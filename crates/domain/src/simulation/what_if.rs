//! The score of an agency with some figures set to others.

use crate::framework::{Granularity, NodeIndex, Skeleton, is_doubtful};
use crate::ratio::Ratio;
use crate::score::{Score, round_half_up};
use crate::scoring::{
    Basis, Doubts, LevelOutcome, NodeScore, ScoreTree, combine, exactly, level_of, value_for_parent,
};

/// A result under changed figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<'f> {
    /// The overall score.
    pub overall: Option<Score>,
    /// The overall score before rounding.
    pub exact: Option<Ratio>,
    /// Scores of the instruments, rounded as they are shown and gated.
    pub instruments: Vec<Option<Score>>,
    /// The level.
    pub level: LevelOutcome<'f>,
    /// Whether the overall score rests only on certain figures and rules; the changed figures count as certain.
    pub certain: bool,
    /// Whether every change goes all the way up into the overall score.
    pub reaches_overall: bool,
    /// Nodes above a change that kept their figure: it was given, and what it is made of is not complete,
    /// or it was itself changed.
    pub held: Vec<NodeIndex>,
}

/// Scores an agency with some nodes set to other scores.
///
/// A changed node keeps the score that it was set to. Above it:
/// - a node computed from its children is computed anew;
/// - a node whose given figure was used because its weights are unresolved moves by what the hypothetical
///   weights make of the change, within 0 to 100, and the result is not certain;
/// - a node whose given figure was used because its children are incomplete stays, and with it everything
///   above; only when the changes complete the children is it computed.
///
/// Nodes that do not exist are ignored; of two changes to one node the last counts.
///
/// ```
/// use domain::framework::Catalogue;
/// use domain::scoring::{Evidence, score};
/// use domain::{Score, simulation::rescore};
///
/// let catalogue = Catalogue::embedded();
/// let framework = catalogue.find("nacc/2564").unwrap();
/// let skeleton = framework.skeleton();
/// let mut evidence = Evidence::new(framework);
/// for indicator in 0..10 {
///     evidence.give(skeleton.indicator(indicator), Score::clamped(8000));
/// }
/// let tree = score(framework, &evidence);
/// // Indicator 9 is half of OIT, which is 40 % of the whole: 20 points more there are 4 more overall.
/// let outcome = rescore(&tree, &[(skeleton.indicator(8), Score::FULL)]);
/// assert_eq!(outcome.overall.unwrap().to_string(), "84.00");
/// ```
pub fn rescore<'f>(tree: &ScoreTree<'f>, changes: &[(NodeIndex, Score)]) -> Outcome<'f> {
    let mut simulator = Simulator::new(tree);
    simulator.set(changes);
    simulator.outcome()
}

/// Rescores one result again and again, computing only what lies above the changes.
#[derive(Debug, Clone)]
pub struct Simulator<'t, 'f> {
    tree: &'t ScoreTree<'f>,
    nodes: Vec<NodeScore>,
    /// Nodes that differ from the tree, so that the next run can restore them.
    touched: Vec<NodeIndex>,
    /// The changed nodes themselves; always the first of `touched`.
    changed: usize,
    fixed: Vec<bool>,
    held: Vec<NodeIndex>,
    /// Nodes to compute anew, one bit each: taken from the lowest up, children come before parents.
    open: Vec<u64>,
}

impl<'t, 'f> Simulator<'t, 'f> {
    /// A simulator that stands at the result itself.
    pub fn new(tree: &'t ScoreTree<'f>) -> Simulator<'t, 'f> {
        let count = tree.nodes.len();
        Simulator {
            tree,
            nodes: tree.nodes.clone(),
            touched: Vec::new(),
            changed: 0,
            fixed: vec![false; count],
            held: Vec::new(),
            open: vec![0; count.div_ceil(64)],
        }
    }

    /// Applies changes to the result as it was; earlier changes are taken back first.
    pub fn set(&mut self, changes: &[(NodeIndex, Score)]) {
        self.reset();
        for &(node, score) in changes.iter().filter(|(node, _)| *node < self.tree.nodes.len()) {
            if !self.fixed[node] {
                self.fixed[node] = true;
                self.touched.push(node);
            }
            let exact = Some(exactly(score));
            self.nodes[node] =
                NodeScore { basis: Basis::Given, exact, score: Some(score), ..NodeScore::default() };
            self.open_parent(node);
        }
        self.changed = self.touched.len();
        for word in 0..self.open.len() {
            while self.open[word] != 0 {
                let bit = self.open[word].trailing_zeros() as usize;
                self.open[word] &= self.open[word] - 1;
                self.renew(word * 64 + bit);
            }
        }
    }

    /// The result at a node under the changes.
    pub fn at(&self, node: NodeIndex) -> &NodeScore {
        &self.nodes[node]
    }

    /// The overall score under the changes.
    pub fn overall(&self) -> Option<Score> {
        self.nodes[self.skeleton().overall()].score
    }

    /// Scores of all instruments under the changes.
    pub fn instruments(&self) -> impl Iterator<Item = Option<Score>> + '_ {
        self.nodes[self.skeleton().of(Granularity::Instruments)].iter().map(|node| node.score)
    }

    /// Whether a change at a node went on into a node above it.
    pub fn reaches(&self, node: NodeIndex, above: NodeIndex) -> bool {
        let mut at = node;
        while at != above {
            match self.skeleton().nodes[at].parent {
                Some(parent) if !self.held.contains(&parent) => at = parent,
                _ => return false,
            }
        }
        true
    }

    /// The whole result under the changes.
    pub fn outcome(&self) -> Outcome<'f> {
        let overall = self.skeleton().overall();
        let instruments: Vec<_> = self.instruments().collect();
        let top = &self.nodes[overall];
        Outcome {
            overall: top.score,
            exact: top.exact,
            level: level_of(self.tree.framework, top.score, &instruments),
            instruments,
            certain: top.doubts.is_empty(),
            reaches_overall: top.score.is_some()
                && self.touched[..self.changed].iter().all(|&node| self.reaches(node, overall)),
            held: self.held.clone(),
        }
    }

    fn skeleton(&self) -> &'f Skeleton {
        self.tree.framework.skeleton()
    }

    fn reset(&mut self) {
        for node in self.touched.drain(..) {
            self.nodes[node] = self.tree.nodes[node];
            self.fixed[node] = false;
        }
        self.held.clear();
    }

    fn open_parent(&mut self, node: NodeIndex) {
        if let Some(parent) = self.skeleton().nodes[node].parent {
            self.open[parent / 64] |= 1 << (parent % 64);
        }
    }

    fn renew(&mut self, node: NodeIndex) {
        if self.fixed[node] {
            self.held.push(node);
            return;
        }
        match self.renewed(node) {
            Some(result) => {
                self.nodes[node] = result;
                self.touched.push(node);
                self.open_parent(node);
            }
            None => self.held.push(node),
        }
    }

    /// The new result at a node; `None` where it keeps its figure.
    fn renewed(&self, node: NodeIndex) -> Option<NodeScore> {
        let skeleton = self.skeleton();
        let here = &skeleton.nodes[node];
        let old = &self.tree.nodes[node];
        let by_rule = combine(skeleton, node, |c| value_for_parent(&skeleton.nodes[c], &self.nodes[c]));
        let weak = if is_doubtful(here.confidence) { Doubts::WEAK_RULE } else { Doubts::NONE };
        let assumed = if here.assumed_weights { Doubts::ASSUMED_WEIGHTS } else { Doubts::NONE };
        let (basis, exact) = match (old.basis, by_rule) {
            (Basis::Given | Basis::GivenPoints, Some(by_rule)) if here.assumed_weights => {
                (old.basis, moved(old, by_rule)?)
            }
            (_, Some(by_rule)) => (Basis::Computed, by_rule),
            // Too large for exact arithmetic: no figure is better than a wrong one.
            (Basis::Computed, None) => return Some(NodeScore::default()),
            (_, None) => return None,
        };
        let own_doubts = weak.and(assumed);
        let children = skeleton.children_of(node).iter();
        let doubts = children.fold(own_doubts, |all, &child| all.and(self.nodes[child].doubts));
        let score = Some(round_half_up(exact));
        let by_rule = by_rule.map(round_half_up);
        Some(NodeScore { basis, exact: Some(exact), score, by_rule, own_doubts, doubts })
    }
}

/// A given figure moved by what its rule makes of a change, within 0 to 100. `None` where the rule gave
/// nothing before, so that there is no difference to speak of.
pub(super) fn moved(old: &NodeScore, by_rule: Ratio) -> Option<Ratio> {
    let (given, before, after) = (old.exact?, old.by_rule?, round_half_up(by_rule));
    let step = exactly(Score::clamped(i64::from(after.distance(before))));
    if before <= after {
        Some(given.checked_add(step)?.min(exactly(Score::FULL)))
    } else {
        Some(given.checked_sub(step).unwrap_or(Ratio::ZERO))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Catalogue;
    use crate::scoring::{Evidence, score};

    #[test]
    fn a_figure_given_over_unresolved_weights_moves_by_the_difference() {
        let old = NodeScore {
            basis: Basis::Given,
            exact: Some(Ratio::new(95, 1)),
            by_rule: Some(Score::clamped(8000)),
            ..NodeScore::default()
        };
        assert_eq!(moved(&old, Ratio::new(83, 1)), Some(Ratio::new(98, 1)));
        assert_eq!(moved(&old, Ratio::new(100, 1)), Some(Ratio::new(100, 1)));
        assert_eq!(moved(&old, Ratio::new(70, 1)), Some(Ratio::new(85, 1)));
        assert_eq!(moved(&NodeScore { by_rule: None, ..old }, Ratio::new(83, 1)), None);
    }

    #[test]
    fn a_second_run_starts_from_the_result_itself() {
        let catalogue = Catalogue::embedded();
        let framework = catalogue.find("nacc/2564").unwrap();
        let mut evidence = Evidence::new(framework);
        for indicator in 0..framework.indicators.len() {
            evidence.give(framework.skeleton().indicator(indicator), Score::clamped(5000));
        }
        let tree = score(framework, &evidence);
        let mut simulator = Simulator::new(&tree);
        simulator.set(&[(framework.skeleton().indicator(0), Score::FULL)]);
        assert_eq!(simulator.overall(), Some(Score::clamped(5300)));
        simulator.set(&[(usize::MAX, Score::FULL)]);
        assert_eq!(simulator.overall(), Some(Score::clamped(5000)));
        simulator.set(&[(framework.skeleton().instrument(0), Score::ZERO)]);
        assert_eq!(simulator.overall(), Some(Score::clamped(3500)));
    }
}
