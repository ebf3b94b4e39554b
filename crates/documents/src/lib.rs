//! Official Thai documents from one view model.
//!
//! A document is made in three steps. [`facts`] are everything that a document may say: the scores, the plan, the
//! dates. A *layout* is data: which sections stand in which order, with which columns, headings, texts and
//! thresholds. Both give a [`model::Document`]: sections of blocks that say what is there, not how it looks. A
//! *writer* turns these blocks into a file; it adds and drops nothing, so that all formats say the same. PDF is
//! written by the crate `typeset`, because it needs a typesetter that takes minutes to build.

mod compose;
mod emblem;
pub mod facts;
pub mod figures_in;
pub mod kinds;
pub mod layout;
pub mod model;
pub mod rows;
pub mod samples;
mod texts;
pub mod write;

pub use compose::{ComposeError, compose};
pub use emblem::{Emblem, EmblemError, EmblemFormat};
pub use kinds::{Kind, kinds};
pub use layout::{LayoutProblem, Templates};
