//! The chain of offices that endorse a document, apart from what the document says.

mod chain;
mod problem;

pub use chain::{Chain, Endorsement};
pub use problem::{ChainProblem, ChainProblemKind};
