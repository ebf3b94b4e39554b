//! Layouts: which sections stand in which order with which columns, headings, texts and thresholds, as data.
//!
//! The language is described in `docs/guides/add-a-report.md`.

pub(crate) mod block;
mod file;
mod places;
mod problem;
mod read;
mod templates;

use std::collections::BTreeMap;

use domain::Text;

pub(crate) use block::{BlockLayout, Placed};
pub(crate) use file::ThresholdChanges;
pub use problem::LayoutProblem;
pub(crate) use problem::unknown_name;
pub use templates::Templates;

use crate::model::{Orientation, PageSetup};
use crate::rows::plan::Span;
use crate::texts::Engine;

/// A layout after checking.
#[derive(Debug)]
pub struct Layout {
    /// Name within its kind: `by-instrument`.
    pub name: String,
    /// What it is, for a list of reports.
    pub title: Text,
    /// The file it was read from, from the template folder.
    pub file: String,
    pub(crate) file_stem: String,
    pub(crate) document_title: String,
    pub(crate) needs_results: bool,
    pub(crate) needs_decided_plan: bool,
    /// What `span` in texts tells about, in follow-up reports.
    pub(crate) span: Option<Span>,
    pub(crate) thresholds: ThresholdChanges,
    pub(crate) page: PageSetup,
    pub(crate) sections: Vec<SectionLayout>,
    /// Texts of its kind by name, those of the agency over those of the program; tidied.
    pub(crate) texts: BTreeMap<String, String>,
    pub(crate) engine: Engine,
}

/// Pages of one orientation.
#[derive(Debug)]
pub(crate) struct SectionLayout {
    pub key: String,
    pub orientation: Orientation,
    pub numbered: bool,
    pub running_head: Option<String>,
    pub when: Option<String>,
    pub blocks: Vec<Placed>,
}
