//! The value of one figure with which a total would follow.

use std::ops::RangeInclusive;

use super::printed::Printed;
use super::respondents::{Step, people};
use super::total::Figure;
use crate::framework::NodeRef;

/// Which values a figure can have at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Possible {
    /// Any, as far as is known.
    Any,
    /// Complete or not.
    Verdict,
    /// What so many people can give.
    Answers(Step, u64),
}

impl Possible {
    pub fn of(printed: &Printed<'_>, figure: Figure) -> Possible {
        // Means over agencies are bound to neither verdicts nor a number of people.
        let NodeRef::Item(item, _) = printed.skeleton().nodes[figure.node].at else { return Possible::Any };
        if !printed.is_agency() {
            return Possible::Any;
        }
        if printed.framework().items[item].is_disclosure() {
            return Possible::Verdict;
        }
        people(printed, figure.node).map_or(Possible::Any, |(step, people)| Possible::Answers(step, people))
    }

    pub fn allows(self, hundredths: u32) -> bool {
        match self {
            Possible::Any => true,
            Possible::Verdict => matches!(hundredths, 0 | 10_000),
            Possible::Answers(step, people) => step.reaches(people, hundredths),
        }
    }
}

/// How well a value fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quality {
    /// It is one of the few values that the figure can have.
    Reachable,
    /// It is printed for a neighbour, so that it may have slipped a line.
    Neighbour,
    /// Nothing speaks for it but that it fits.
    Middle,
    /// So many people as answered cannot give it.
    Unreachable,
}

/// One value that fits, and all that would.
pub(super) struct Fit {
    pub figure: Figure,
    pub to: u32,
    pub range: RangeInclusive<u32>,
    pub quality: Quality,
}

/// The value that fits best in place of one input.
pub(super) fn fit(printed: &Printed<'_>, total: Figure, input: Figure, possible: Possible) -> Option<Fit> {
    let range = range(printed, total, input)?;
    // Rounding half up takes in the lower end and leaves out the upper, so the exact solution stands above the middle.
    let middle = (range.start() + range.end()).div_ceil(2);
    let allowed = |value: &u32| possible.allows(*value);
    let reachable: Vec<u32> = range.clone().filter(allowed).collect();
    let neighbours = neighbours(printed, input);
    let neighbour = |values: &[u32]| neighbours.iter().copied().find(|value| values.contains(value));
    let (to, quality) = match possible {
        Possible::Any => match neighbours.iter().copied().find(|value| range.contains(value)) {
            Some(value) => (value, Quality::Neighbour),
            None => (middle, Quality::Middle),
        },
        _ if !reachable.is_empty() => {
            let central = reachable.get(reachable.len() / 2).copied().unwrap_or(middle);
            (neighbour(&reachable).unwrap_or(central), Quality::Reachable)
        }
        Possible::Verdict => return None,
        Possible::Answers(..) => (middle, Quality::Unreachable),
    };
    Some(Fit { figure: input, to, range, quality })
}

/// All hundredths of an input with which the total follows exactly. A total never falls when an input
/// rises, so that they are one range and halving finds its ends.
fn range(printed: &Printed<'_>, total: Figure, input: Figure) -> Option<RangeInclusive<u32>> {
    let first = |reached: &dyn Fn(u32) -> bool| {
        let (mut low, mut high) = (0, input.limit(printed) + 1);
        while low < high {
            let middle = low.midpoint(high);
            let sum = total.with(printed, input, middle)?;
            if reached(sum) { high = middle } else { low = middle + 1 }
        }
        Some(low)
    };
    let start = first(&|sum| total.hundredths <= sum)?;
    let end = first(&|sum| total.hundredths < sum)?;
    (start < end).then(|| start..=end - 1)
}

/// Figures printed beside an input.
fn neighbours(printed: &Printed<'_>, input: Figure) -> Vec<u32> {
    let skeleton = printed.skeleton();
    let Some(parent) = skeleton.nodes[input.node].parent.filter(|_| input.points_of.is_none()) else {
        return Vec::new();
    };
    let others = skeleton.children_of(parent).iter().filter(|&&child| child != input.node);
    others.filter_map(|&child| printed.score_of(child)).map(|score| u32::from(score.hundredths())).collect()
}
