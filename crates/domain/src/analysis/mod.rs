//! What a result means: strengths, weaknesses, issues by urgency, change since last year,
//! and how far the next level is.

mod distance;
mod issues;
mod trend;

pub use distance::{Distance, distances};
pub use issues::{Issue, Thresholds, Urgency, issues, lost_points, strengths, weaknesses};
pub use trend::{YearChange, year_on_year};
