//! What the public sees: decisions to publish, and an agency's result of a year with all its reasons.

mod data;
mod decide;
mod public;
mod watch;

pub use data::OpenData;
pub use decide::{Decision, Doubt};
pub use public::{PublicAgency, PublicNode, PublicYear, Recompute, YearLine};

pub(crate) use public::years;
