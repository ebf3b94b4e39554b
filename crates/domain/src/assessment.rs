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

    /// The score by the finest evidence.
    pub fn score(&self) -> ScoreTree<'f> {
        score(self.framework, &self.evidence)
    }
}
