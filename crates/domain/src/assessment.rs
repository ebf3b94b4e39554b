//! One result of one agency or group, as it was handed in: who, by which rules, what is known, what was published.

use crate::agency::{Agency, Scope};
use crate::framework::Framework;
use crate::score::Score;
use crate::scoring::{Evidence, ScoreTree, score};

/// An assessment: evidence to score from, and the published totals to compare with.
#[derive(Debug, Clone)]
pub struct Assessment<'f> {
    /// The rules.
    pub framework: &'f Framework,
    /// Who was assessed.
    pub agency: Agency,
    /// One agency, or a mean over several.
    pub scope: Scope,
    /// Published overall score; compared with, never computed from.
    pub overall: Option<Score>,
    /// Published level, as printed.
    pub level: Option<String>,
    /// Everything below the overall score that is known.
    pub evidence: Evidence,
}

impl<'f> Assessment<'f> {
    /// An assessment of which nothing is known yet.
    pub fn new(framework: &'f Framework) -> Assessment<'f> {
        Assessment {
            framework,
            agency: Agency::default(),
            scope: Scope::Agency,
            overall: None,
            level: None,
            evidence: Evidence::new(framework),
        }
    }

    /// Whether any figure is a published one: without, there is nothing to hold against each other.
    pub fn has_published_figures(&self) -> bool {
        let given =
            (0..self.framework.skeleton().nodes.len()).any(|node| self.evidence.given(node).is_some());
        let points = (0..self.framework.instruments.len()).any(|i| self.evidence.points_of(i).is_some());
        self.overall.is_some() || self.level.is_some() || given || points
    }

    /// The score by the finest evidence.
    pub fn score(&self) -> ScoreTree<'f> {
        score(self.framework, &self.evidence)
    }
}
