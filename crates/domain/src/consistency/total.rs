//! A printed total, the printed figures that it is made of, and how it would read if one of them were another.

use super::printed::{Estimate, Origin, Printed};
use crate::framework::{InstrumentIndex, NodeIndex, NodeRef};
use crate::ratio::Ratio;
use crate::score::{Score, round_half_up};
use crate::scoring::{Points, combine, exactly};

/// A printed figure: a score, or points out of a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    /// The node that it says something about.
    pub node: NodeIndex,
    /// The instrument, when it is points.
    pub points_of: Option<InstrumentIndex>,
    /// In hundredths.
    pub hundredths: u32,
}

impl Figure {
    pub fn score(node: NodeIndex, score: Score) -> Figure {
        Figure { node, points_of: None, hundredths: u32::from(score.hundredths()) }
    }

    pub fn points(node: NodeIndex, instrument: InstrumentIndex, points: Points) -> Figure {
        Figure { node, points_of: Some(instrument), hundredths: points.0 }
    }

    /// Greatest value it can have, in hundredths.
    pub fn limit(self, printed: &Printed<'_>) -> u32 {
        self.points_of.map_or(10_000, |instrument| printed.weight(instrument))
    }

    /// Where it stands in an assessment file.
    pub fn key(self, printed: &Printed<'_>) -> String {
        match self.points_of {
            Some(_) => format!("published.points.{}", printed.framework().path(self.node)),
            None => printed.framework().key(self.node),
        }
    }

    /// An exact score of the node as it would be printed here, in hundredths.
    pub fn shown(self, printed: &Printed<'_>, exact: Ratio) -> u32 {
        let Some(instrument) = self.points_of else { return u32::from(round_half_up(exact).hundredths()) };
        let points = exact.checked_scale(i64::from(printed.weight(instrument)), 10_000);
        points.and_then(|points| u32::try_from(points.hundredths_half_up()).ok()).unwrap_or(u32::MAX)
    }

    /// The score of the node if these hundredths were printed here.
    fn exact(self, printed: &Printed<'_>, hundredths: u32) -> Option<Ratio> {
        let figure = Ratio::new(i64::from(hundredths), 100);
        match self.points_of {
            Some(instrument) => figure.checked_scale(10_000, i64::from(printed.weight(instrument))),
            None => Some(figure),
        }
    }

    /// What follows from the figures below. Points follow from the score printed beside them.
    pub fn estimate<'p>(self, printed: &'p Printed<'_>) -> &'p Estimate {
        match self.points_of {
            Some(_) if printed.origin(self.node) == Origin::Score => printed.passed(self.node),
            _ => printed.by_rule(self.node),
        }
    }

    /// The printed figures that the total was recomputed from, in the order of the framework.
    pub fn inputs(self, printed: &Printed<'_>) -> Vec<Figure> {
        let mut found = Vec::new();
        if self.points_of.is_some()
            && let Some(score) = printed.score_of(self.node)
        {
            found.push(Figure::score(self.node, score));
        } else {
            collect(printed, self.node, &mut found);
        }
        found
    }

    /// The total as it would be recomputed if `input` read `hundredths`.
    pub fn with(self, printed: &Printed<'_>, input: Figure, hundredths: u32) -> Option<u32> {
        let skeleton = printed.skeleton();
        let mut at = input.node;
        let mut value = input.exact(printed, hundredths)?;
        while at != self.node {
            let parent = skeleton.nodes[at].parent?;
            let other = |child: NodeIndex| printed.passed(child).value;
            value = combine(skeleton, parent, |child| if child == at { Some(value) } else { other(child) })?;
            if parent != self.node && skeleton.nodes[parent].rounds {
                value = exactly(round_half_up(value));
            }
            at = parent;
        }
        Some(self.shown(printed, value))
    }
}

fn collect(printed: &Printed<'_>, node: NodeIndex, found: &mut Vec<Figure>) {
    for &child in printed.skeleton().children_of(node) {
        match (printed.origin(child), printed.skeleton().nodes[child].at) {
            (Origin::Score, _) => {
                found.extend(printed.score_of(child).map(|score| Figure::score(child, score)))
            }
            (Origin::Points, NodeRef::Instrument(instrument)) => {
                let points = printed.assessment.evidence.points_of(instrument);
                found.extend(points.map(|points| Figure::points(child, instrument, points)));
            }
            _ => collect(printed, child, found),
        }
    }
}

/// Hundredths as a decimal: `64.92`.
pub(super) fn decimal(hundredths: u32) -> String {
    Points(hundredths).to_string()
}
