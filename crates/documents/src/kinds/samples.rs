//! Made-up agencies for the tests of layouts and for looking at them: one of which everything is known, one of
//! which little is known, and one whose texts try to break things.

mod build;
mod hostile;

use std::sync::OnceLock;

use domain::Assessment;
use domain::Framework;
use domain::analysis::Thresholds;
use domain::framework::Catalogue;
use domain::plan::Plan;
use domain::scoring::ScoreTree;
use jiff::civil::Date;
use thai::DigitStyle;

use crate::facts::{Facts, Rank};

/// What facts borrow from.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Its name: `full`.
    pub name: &'static str,
    /// The result.
    pub assessment: Assessment<'static>,
    /// Its scores.
    pub tree: ScoreTree<'static>,
    /// Scores of the year before.
    pub previous: Option<ScoreTree<'static>>,
    /// The plan.
    pub plan: Plan,
    /// Whether nobody decided the plan yet.
    pub plan_is_suggested: bool,
    /// Place among others.
    pub rank: Option<Rank>,
    /// Day of its documents.
    pub today: Date,
}

impl Sample {
    /// The facts of its documents.
    pub fn facts(&self, digits: DigitStyle) -> Facts<'_> {
        Facts {
            assessment: &self.assessment,
            tree: &self.tree,
            previous: self.previous.as_ref(),
            plan: &self.plan,
            plan_is_suggested: self.plan_is_suggested,
            thresholds: Thresholds::default(),
            round: self.plan.round_year,
            round_framework: framework(self.plan.round_year.number()),
            rank: self.rank.as_ref(),
            attached: None,
            today: self.today,
            digits,
        }
    }
}

/// All samples.
pub fn all() -> Vec<Sample> {
    vec![full(), letters(), sparse(), nothing(), hostile()]
}

/// Everything known: two years, a plan with results, a memo with its chain.
pub fn full() -> Sample {
    build::full()
}

/// A year whose levels are letters, with weak scores and a plan without results.
pub fn letters() -> Sample {
    build::letters()
}

/// A few indicators known, a plan that is only suggested.
pub fn sparse() -> Sample {
    build::sparse()
}

/// Nothing known but the year.
pub fn nothing() -> Sample {
    build::nothing()
}

/// Texts with markup, formulas, control characters, right-to-left writing and words without end.
pub fn hostile() -> Sample {
    hostile::hostile()
}

/// The rules of a year.
fn framework(year: i16) -> Option<&'static Framework> {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(Catalogue::embedded).find(&format!("nacc/{year}")).ok()
}
