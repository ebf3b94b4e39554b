//! From counts, verdicts and published figures to exact scores that explain themselves.

mod evaluate;
mod evidence;
mod level;
mod rank;
mod tree;

pub use evaluate::score;
pub(crate) use evaluate::{combine, exactly, value_for_parent};
pub use evidence::{Evidence, MAX_ANSWERS, Points, Tally, Unlisted, Verdict};
pub use level::{HeldBack, LevelOutcome, level_of};
pub use rank::{Place, rank};
pub use tree::{Basis, Doubts, NodeScore, ScoreTree};
