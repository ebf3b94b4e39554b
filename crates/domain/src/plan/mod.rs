//! The plan of an agency: what it will do about weak scores, by whom and when, and what came of it.
//!
//! A plan has two years: that of the scores, and that of the round in which plan and report are disclosed.

mod check;
mod figure;
mod finding;
mod memo;
mod model;
mod period;
mod suggest;
mod weakness;

pub use crate::approval::Endorsement;
pub use check::{check, check_alone};
pub use figure::{Decimal, DecimalError, OutcomeFigure};
pub use finding::{FindingCode, PlanFinding};
pub use memo::{MemoHead, MemoWriter};
pub use model::{Evidence, Outcome, Percent, Plan, PlanIssue, PlanMeasure, PlanStep, ProgressNote};
pub use period::PlanPeriod;
pub use suggest::{SuggestOptions, suggest};
pub use weakness::{Weakness, weaknesses};
