//! What the public sees: decisions to publish, and an agency's result of a year with all its reasons.

mod data;
mod decide;
mod public;
mod watch;
mod withdrawn;

pub use data::OpenData;
pub use decide::{Decision, Doubt};
pub use public::{PublicAgency, PublicNode, PublicYear, Recompute, YearLine};
pub use withdrawn::WithdrawnYear;

pub(crate) use public::years;
