//! The best that each effort can buy, exactly.
//!
//! A score never falls when something below it rises, and what goes into a node comes from separate
//! children. So the best score of a node for a given effort follows from the best scores of its children,
//! roundings included, and the least effort that meets a target is read off at the top: no search is needed
//! to know it, and none to prove it.

use std::cmp::Reverse;

use crate::framework::{Granularity, NodeIndex};
use crate::ratio::Ratio;
use crate::score::round_half_up;
use crate::scoring::{Basis, ScoreTree, exactly, value_for_parent};

use super::classes::{Class, Pick};
use super::target::Goal;
use super::what_if::moved;

/// The best value of a node for an effort. A list of points is a frontier: more effort, more value.
#[derive(Debug, Clone, Copy)]
struct Point {
    effort: u64,
    value: Ratio,
    link: usize,
}

/// How a point came about, as positions in the list of links.
#[derive(Debug, Clone, Copy)]
enum Link {
    Nothing,
    Picked(Pick),
    Both(usize, usize),
}

/// The search ran out of steps, or out of exact arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutOfSteps;

/// Effort and picks of one set.
pub(super) type Best = (u64, Vec<Pick>);

/// A set of least effort that meets the goal, or `None` when not even all levers do.
pub(super) fn best(
    tree: &ScoreTree<'_>,
    classes: &[Class],
    goal: &Goal<'_>,
    steps: &mut u64,
) -> Result<Option<Best>, OutOfSteps> {
    let mut varies = vec![false; tree.skeleton().nodes.len()];
    for class in classes {
        let mut at = Some(class.parent);
        while let Some(node) = at {
            varies[node] = true;
            at = tree.skeleton().nodes[node].parent;
        }
    }
    let stuck = tree
        .skeleton()
        .of(Granularity::Instruments)
        .find(|&instrument| !varies[instrument] && !goal.passes(tree.at(instrument).score));
    if stuck.is_some() || classes.is_empty() {
        return Ok(None);
    }
    let mut frontiers = Frontiers { tree, classes, goal, varies, links: vec![Link::Nothing], steps };
    let points = frontiers.of(tree.skeleton().overall())?;
    let found = points.iter().find(|point| goal.overall <= round_half_up(point.value));
    Ok(found.map(|point| (point.effort, frontiers.picks(point.link))))
}

struct Frontiers<'a, 't, 'f> {
    tree: &'a ScoreTree<'t>,
    classes: &'a [Class],
    goal: &'a Goal<'f>,
    varies: Vec<bool>,
    links: Vec<Link>,
    steps: &'a mut u64,
}

impl Frontiers<'_, '_, '_> {
    fn of(&mut self, node: NodeIndex) -> Result<Vec<Point>, OutOfSteps> {
        let skeleton = self.tree.skeleton();
        let equal = skeleton.nodes[node].equal_weights;
        let weight = |child: NodeIndex| if equal { 1 } else { i64::from(skeleton.nodes[child].weight) };
        let children = skeleton.children_of(node);
        let total: i64 = children.iter().map(|&child| weight(child)).sum();

        let mut still = Ratio::ZERO;
        let mut points = vec![Point { effort: 0, value: Ratio::ZERO, link: 0 }];
        for &child in children {
            if self.varies[child] {
                let options = self.of(child)?;
                let scaled: Option<Vec<_>> = options
                    .into_iter()
                    .map(|point| Some(Point { value: point.value.checked_scale(weight(child), 1)?, ..point }))
                    .collect();
                points = self.merged(&points, &scaled.ok_or(OutOfSteps)?)?;
            } else {
                let value = value_for_parent(&skeleton.nodes[child], self.tree.at(child));
                let value = value.and_then(|value| value.checked_scale(weight(child), 1));
                still = value.and_then(|value| still.checked_add(value)).ok_or(OutOfSteps)?;
            }
        }
        for (index, class) in self.classes.iter().enumerate().filter(|(_, class)| class.parent == node) {
            let options = self.options(index, class, weight(class.members[0]))?;
            points = self.merged(&points, &options)?;
        }
        let mut done = Vec::with_capacity(points.len());
        for point in points {
            let sum = point.value.checked_add(still).ok_or(OutOfSteps)?;
            let by_rule = sum.checked_scale(1, total).ok_or(OutOfSteps)?;
            if let Some(value) = self.value(node, by_rule)? {
                done.push(Point { value, ..point });
            }
        }
        Ok(best_of(done))
    }

    /// What a node passes on for what its rule gives; `None` for an instrument below the gate.
    fn value(&self, node: NodeIndex, by_rule: Ratio) -> Result<Option<Ratio>, OutOfSteps> {
        let skeleton = self.tree.skeleton();
        let old = self.tree.at(node);
        let exact =
            if old.basis == Basis::Computed { by_rule } else { moved(old, by_rule).ok_or(OutOfSteps)? };
        let score = round_half_up(exact);
        let gated = skeleton.granularity(node) == Granularity::Instruments;
        if gated && !self.goal.passes(Some(score)) {
            return Ok(None);
        }
        Ok(Some(if skeleton.nodes[node].rounds { exactly(score) } else { exact }))
    }

    /// No lever of a class, one, two, and so on up to all of them.
    fn options(&mut self, index: usize, class: &Class, weight: i64) -> Result<Vec<Point>, OutOfSteps> {
        let mut options = vec![Point { effort: 0, value: Ratio::ZERO, link: 0 }];
        for count in 1..=class.members.len() {
            let times = i64::try_from(count).ok().and_then(|count| count.checked_mul(weight));
            let value = times.and_then(|times| class.gap.checked_scale(times, 1)).ok_or(OutOfSteps)?;
            self.links.push(Link::Picked(Pick { class: index, count }));
            let effort = u64::from(class.effort) * count as u64;
            options.push(Point { effort, value, link: self.links.len() - 1 });
        }
        Ok(options)
    }

    /// Every point of one list with every point of another, the best kept.
    fn merged(&mut self, left: &[Point], right: &[Point]) -> Result<Vec<Point>, OutOfSteps> {
        *self.steps = self.steps.checked_sub((left.len() * right.len()) as u64).ok_or(OutOfSteps)?;
        let mut sums = Vec::with_capacity(left.len() * right.len());
        for (a, one) in left.iter().enumerate() {
            for (b, other) in right.iter().enumerate() {
                let value = one.value.checked_add(other.value).ok_or(OutOfSteps)?;
                // The pair stands in for a link until it is known which points stay.
                sums.push(Point { effort: one.effort + other.effort, value, link: a * right.len() + b });
            }
        }
        let mut kept = best_of(sums);
        for point in &mut kept {
            let (a, b) = (left[point.link / right.len()].link, right[point.link % right.len()].link);
            point.link = match (a, b) {
                (0, only) | (only, 0) => only,
                _ => {
                    self.links.push(Link::Both(a, b));
                    self.links.len() - 1
                }
            };
        }
        Ok(kept)
    }

    fn picks(&self, link: usize) -> Vec<Pick> {
        let mut picks = Vec::new();
        let mut open = vec![link];
        while let Some(link) = open.pop() {
            match self.links[link] {
                Link::Nothing => {}
                Link::Picked(pick) => picks.push(pick),
                Link::Both(a, b) => open.extend([a, b]),
            }
        }
        picks.sort_unstable();
        picks
    }
}

/// The points that no other point beats with the same or less effort, by effort.
fn best_of(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by_key(|point| (point.effort, Reverse(point.value)));
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last().is_none_or(|last| last.value < point.value) {
            kept.push(point);
        }
    }
    kept
}
