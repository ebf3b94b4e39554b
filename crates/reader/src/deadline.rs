//! Until when a document must be read.

use std::time::{Duration, Instant};

use crate::problem::ReadProblem;

/// The end of the time that one document is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deadline {
    /// `None` when it is too far away to be told.
    end: Option<Instant>,
    whole: Duration,
}

impl Deadline {
    /// So long from now.
    pub(crate) fn after(whole: Duration) -> Deadline {
        Deadline { end: now().checked_add(whole), whole }
    }

    /// What is left of it; nothing once it is over.
    pub(crate) fn left(self) -> Duration {
        self.end.map_or(self.whole, |end| end.saturating_duration_since(now()))
    }

    /// Asked in every loop over what a file holds.
    ///
    /// # Errors
    /// When the time is over.
    pub(crate) fn check(self) -> Result<(), ReadProblem> {
        if self.left().is_zero() { Err(self.passed()) } else { Ok(()) }
    }

    /// The problem to tell when it has passed.
    pub(crate) fn passed(self) -> ReadProblem {
        ReadProblem::too_slow(self.whole)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a bound on time needs a clock; what is read does not depend on it, only whether it is read to its end"
)]
fn now() -> Instant {
    Instant::now()
}
