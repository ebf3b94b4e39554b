//! The ITA cycle as pure values and functions: the rules of each fiscal year, exact scores that
//! explain themselves, analysis, simulation, and checks of published figures.
//!
//! Nothing here reads files, the clock or the network, and no score passes through a binary float.

pub mod agency;
pub mod analysis;
pub mod approval;
pub mod assessment;
pub mod consistency;
pub mod explanation;
pub mod framework;
pub mod measures;
pub mod plan;
mod ratio;
pub mod score;
pub mod scoring;
pub mod simulation;
pub mod text;

pub use assessment::Assessment;
pub use framework::Framework;
pub use ratio::Ratio;
pub use score::{Score, ScoreError, round_half_up};
pub use text::{Language, Text};
