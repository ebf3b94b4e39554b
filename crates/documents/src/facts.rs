//! Everything that a document may say.

use domain::analysis::Thresholds;
use domain::assessment::Assessment;
use domain::framework::Framework;
use domain::plan::Plan;
use domain::scoring::ScoreTree;
use jiff::civil::Date;
use thai::{DigitStyle, FiscalYear};

/// What is known when a document is made. Nothing is looked up and no clock is read.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The result as it was handed in.
    pub assessment: &'a Assessment<'a>,
    /// The scores computed from it.
    pub tree: &'a ScoreTree<'a>,
    /// The result of the year before, for changes.
    pub previous: Option<&'a ScoreTree<'a>>,
    /// Measures, and what came of them.
    pub plan: &'a Plan,
    /// Whether the plan was proposed by the program and nobody decided it yet.
    pub plan_is_suggested: bool,
    /// Marks above and below which words such as strength and urgent are said.
    pub thresholds: Thresholds,
    /// Year of the round in which the document is disclosed.
    pub round: FiscalYear,
    /// Rules of that round, from which the codes of the items come that ask for the document.
    pub round_framework: Option<&'a Framework>,
    /// Place among others, where it is known.
    pub rank: Option<&'a Rank>,
    /// Title of the document that a memo carries.
    pub attached: Option<&'a str>,
    /// Day of the document.
    pub today: Date,
    /// Digits of texts.
    pub digits: DigitStyle,
}

/// A place among agencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// The place, 1 for the best.
    pub place: u32,
    /// How many were ranked.
    pub of: Option<u32>,
    /// Among whom, as printed: `จังหวัดกาฬสินธุ์`.
    pub group: String,
}

impl<'a> Facts<'a> {
    /// Facts with what is usual: nothing about the year before, the plan decided, the round and digits that
    /// the plan and Thai documents have, thresholds of the program.
    pub fn new(
        assessment: &'a Assessment<'a>,
        tree: &'a ScoreTree<'a>,
        plan: &'a Plan,
        today: Date,
    ) -> Facts<'a> {
        Facts {
            assessment,
            tree,
            previous: None,
            plan,
            plan_is_suggested: false,
            thresholds: Thresholds::default(),
            round: plan.round_year,
            round_framework: None,
            rank: None,
            attached: None,
            today,
            digits: DigitStyle::Thai,
        }
    }
}

impl Facts<'_> {
    /// Year of the scores.
    pub fn score_year(&self) -> FiscalYear {
        self.tree.framework.fiscal_year()
    }

    /// Name of the agency; empty when the assessment does not say.
    pub fn agency_name(&self) -> &str {
        self.assessment.agency.name.as_deref().unwrap_or_default()
    }
}
