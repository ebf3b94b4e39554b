//! All sets of one effort that meet a goal: branch and bound over the classes.
//!
//! The bound lets the rest of the effort buy fractions of levers, each at its share of the overall score and
//! without rounding. What rounding may add on the way up is granted beforehand, so nothing is cut off that
//! could meet the goal; whether it does is decided by rescoring.

use crate::framework::{Granularity, NodeIndex};
use crate::ratio::Ratio;
use crate::score::Score;
use crate::scoring::ScoreTree;

use super::classes::{Class, Pick};
use super::target::Goal;
use super::what_if::Simulator;

/// Bounds are counted in whole parts of this many to a point, gains rounded up and needs down.
const PARTS: i128 = 1_000_000_000_000;

/// Stands for a gain that does not fit; large enough never to cut anything off.
const BOUNDLESS: i128 = i128::MAX / (1 << 40);

/// All sets of exactly this effort that meet the goal, as counts per class, and whether these are all.
pub(super) fn enumerate(
    tree: &ScoreTree<'_>,
    classes: &[Class],
    goal: &Goal<'_>,
    effort: u64,
    most: usize,
    steps: &mut u64,
) -> (Vec<Vec<Pick>>, bool) {
    let mut terms: Vec<Term> = (0..classes.len()).map(|class| Term::new(tree, classes, class)).collect();
    // The most gain per effort first; the same order serves the overall score and every gate.
    terms.sort_by(|a, b| {
        let (left, right) =
            (a.overall.saturating_mul(i128::from(b.effort)), b.overall.saturating_mul(i128::from(a.effort)));
        right.cmp(&left).then(a.class.cmp(&b.class))
    });
    let needs = needs(tree, classes, goal);
    let mut walk = Walk {
        tree,
        classes,
        goal,
        terms,
        simulator: Simulator::new(tree),
        counts: vec![0; classes.len()],
        changes: Vec::new(),
        found: Vec::new(),
        most,
        steps,
        complete: true,
    };
    walk.go(0, effort, &needs);
    (walk.found, walk.complete)
}

/// What one lever of a class brings, not counting roundings.
#[derive(Debug, Clone)]
struct Term {
    class: usize,
    effort: u64,
    count: u64,
    /// To the overall score.
    overall: i128,
    /// The instrument that it belongs to.
    instrument: usize,
    /// To that instrument.
    gated: i128,
}

impl Term {
    fn new(tree: &ScoreTree<'_>, classes: &[Class], index: usize) -> Term {
        let class = &classes[index];
        let skeleton = tree.skeleton();
        let instruments = skeleton.of(Granularity::Instruments);
        let lever = class.members[0];
        let instrument = std::iter::successors(Some(lever), |&at| skeleton.nodes[at].parent)
            .find(|at| instruments.contains(at))
            .unwrap_or(instruments.start);
        let part = |above: NodeIndex| {
            share(tree, lever, above).map_or(BOUNDLESS, |share| parts_up(class.gap, share))
        };
        Term {
            class: index,
            effort: u64::from(class.effort),
            count: class.members.len() as u64,
            overall: part(skeleton.overall()),
            instrument: instrument - instruments.start,
            gated: part(instrument),
        }
    }

    /// The most that this much effort buys here, and fractions are allowed.
    fn bought(&self, effort: u64, gain: i128) -> i128 {
        let bought = gain.saturating_mul(i128::from(effort));
        (bought + i128::from(self.effort) - 1) / i128::from(self.effort)
    }
}

/// What is still lacking for the overall score, then for the gate of each instrument.
#[derive(Debug, Clone)]
struct Needs {
    overall: i128,
    gates: Vec<i128>,
}

fn needs(tree: &ScoreTree<'_>, classes: &[Class], goal: &Goal<'_>) -> Needs {
    let skeleton = tree.skeleton();
    let instruments = skeleton.of(Granularity::Instruments);
    let mut rounded: Vec<NodeIndex> = Vec::new();
    for class in classes {
        let above = std::iter::successors(Some(class.parent), |&at| skeleton.nodes[at].parent);
        rounded.extend(above.filter(|&at| skeleton.nodes[at].rounds || skeleton.nodes[at].assumed_weights));
    }
    rounded.sort_unstable();
    rounded.dedup();
    // Rounding half up may lift a node by almost one hundredth more than what goes in.
    let hundredth = Ratio::new(1, 100);
    let lacking = |above: NodeIndex, least: Score| {
        if least == Score::ZERO {
            return 0;
        }
        let granted: i128 = rounded
            .iter()
            .filter(|&&node| node != above)
            .filter_map(|&node| share(tree, node, above))
            .map(|share| parts_up(hundredth, share))
            .fold(0, i128::saturating_add);
        let now = tree.at(above).exact.map_or(0, |exact| parts_up(exact, (1, 1)));
        // Half a hundredth below is rounded up.
        let least = i128::from(least.hundredths()) * (PARTS / 100) - PARTS / 200;
        least.saturating_sub(now).saturating_sub(granted)
    };
    Needs {
        overall: lacking(skeleton.overall(), goal.overall),
        gates: instruments.map(|instrument| lacking(instrument, goal.gate)).collect(),
    }
}

/// The share of a node in one above it, as a fraction; 1 of itself, `None` where it does not lie below or
/// the fraction does not fit.
fn share(tree: &ScoreTree<'_>, node: NodeIndex, above: NodeIndex) -> Option<(i128, i128)> {
    let skeleton = tree.skeleton();
    let (mut num, mut den, mut at) = (1_i128, 1_i128, node);
    while at != above {
        let parent = skeleton.nodes[at].parent?;
        let equal = skeleton.nodes[parent].equal_weights;
        let weight = |child: NodeIndex| if equal { 1 } else { i128::from(skeleton.nodes[child].weight) };
        let total: i128 = skeleton.children_of(parent).iter().map(|&child| weight(child)).sum();
        (num, den) = (num.checked_mul(weight(at))?, den.checked_mul(total)?);
        at = parent;
    }
    (den != 0).then_some((num, den))
}

/// A share of a value in whole parts, rounded up.
fn parts_up(value: Ratio, (num, den): (i128, i128)) -> i128 {
    let value = value.reduced();
    let exact = || {
        let top = value.numerator().checked_mul(num)?.checked_mul(PARTS)?;
        let bottom = value.denominator().checked_mul(den)?;
        Some(top / bottom + i128::from(top % bottom != 0))
    };
    exact().unwrap_or(BOUNDLESS)
}

struct Walk<'a, 't, 'f, 'g> {
    tree: &'a ScoreTree<'t>,
    classes: &'a [Class],
    goal: &'g Goal<'f>,
    terms: Vec<Term>,
    simulator: Simulator<'a, 't>,
    /// What is taken of each term so far.
    counts: Vec<u64>,
    changes: Vec<(NodeIndex, Score)>,
    found: Vec<Vec<Pick>>,
    most: usize,
    steps: &'a mut u64,
    complete: bool,
}

impl Walk<'_, '_, '_, '_> {
    /// Tries every count of the term at `depth` and all after it, with this much effort left.
    fn go(&mut self, depth: usize, effort: u64, needs: &Needs) {
        let Some(steps) = self.steps.checked_sub(1) else {
            self.complete = false;
            return;
        };
        *self.steps = steps;
        if effort == 0 {
            self.judge();
            return;
        }
        let Some(term) = self.terms.get(depth).cloned() else { return };
        if !self.may_meet(depth, effort, needs) {
            return;
        }
        let most = term.count.min(effort / term.effort);
        for count in (0..=most).rev() {
            let mut rest = needs.clone();
            rest.overall -= term.overall.saturating_mul(i128::from(count));
            if let Some(gate) = rest.gates.get_mut(term.instrument) {
                *gate -= term.gated.saturating_mul(i128::from(count));
            }
            self.counts[depth] = count;
            self.go(depth + 1, effort - count * term.effort, &rest);
            self.counts[depth] = 0;
            if !self.complete {
                return;
            }
        }
    }

    /// Whether the terms from `depth` on may still meet the needs.
    fn may_meet(&self, depth: usize, effort: u64, needs: &Needs) -> bool {
        let open = &self.terms[depth..];
        let mut spare = effort;
        let mut forced = vec![0; needs.gates.len()];
        for (instrument, forced) in forced.iter_mut().enumerate() {
            let least = least_effort(open, instrument, needs.gates[instrument]);
            let Some(left) = least.and_then(|least| spare.checked_sub(least)) else { return false };
            *forced = spare - left;
            spare = left;
        }
        let mut lacking = needs.overall;
        for term in open {
            if lacking <= 0 {
                return true;
            }
            let room = term.count.saturating_mul(term.effort);
            let for_gate = forced.get(term.instrument).map_or(0, |&forced| room.min(forced));
            let besides = spare.min(room - for_gate);
            if let Some(forced) = forced.get_mut(term.instrument) {
                *forced -= for_gate;
            }
            spare -= besides;
            lacking -= term.bought(for_gate + besides, term.overall);
        }
        lacking <= 0
    }

    /// Rescores the set that stands and keeps it when it meets the goal.
    fn judge(&mut self) {
        self.changes.clear();
        for (term, &count) in self.terms.iter().zip(&self.counts) {
            let taken =
                self.classes[term.class].members.iter().take(usize::try_from(count).unwrap_or(usize::MAX));
            self.changes.extend(taken.map(|&node| (node, Score::FULL)));
        }
        self.simulator.set(&self.changes);
        if !self.goal.met(self.tree.framework, &self.simulator) {
            return;
        }
        if self.found.len() == self.most {
            self.complete = false;
            return;
        }
        let taken = self.terms.iter().zip(&self.counts).filter(|(_, count)| 0 < **count);
        let mut picks: Vec<_> = taken
            .map(|(term, &count)| Pick {
                class: term.class,
                count: usize::try_from(count).unwrap_or(usize::MAX),
            })
            .collect();
        picks.sort_unstable();
        self.found.push(picks);
    }
}

/// The least effort with which the open terms of an instrument may meet its gate.
fn least_effort(open: &[Term], instrument: usize, mut need: i128) -> Option<u64> {
    let mut effort = 0;
    for term in open.iter().filter(|term| term.instrument == instrument) {
        if need <= 0 {
            break;
        }
        let whole = term.gated.saturating_mul(i128::from(term.count));
        if need <= whole {
            let units = need.saturating_mul(i128::from(term.effort));
            let least = (units + term.gated - 1) / term.gated.max(1);
            return Some(effort + u64::try_from(least).unwrap_or(u64::MAX / 2));
        }
        need -= whole;
        effort += term.count * term.effort;
    }
    (need <= 0).then_some(effort)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_levers_bound_the_effort_of_a_gate() {
        let term =
            |effort, count, gated| Term { class: 0, effort, count, overall: gated, instrument: 0, gated };
        let open = [term(1, 2, 10), term(3, 1, 15)];
        assert_eq!(least_effort(&open, 0, 0), Some(0));
        assert_eq!(least_effort(&open, 0, 20), Some(2));
        assert_eq!(least_effort(&open, 0, 21), Some(3));
        assert_eq!(least_effort(&open, 0, 35), Some(5));
        assert_eq!(least_effort(&open, 0, 36), None);
        assert_eq!(least_effort(&open, 1, 1), None);
    }

    #[test]
    fn parts_are_rounded_up() {
        assert_eq!(parts_up(Ratio::new(1, 3), (1, 1)), PARTS / 3 + 1);
        assert_eq!(parts_up(Ratio::new(1, 2), (1, 5)), PARTS / 10);
    }
}
