//! The kinds of documents: each a folder with its layouts and texts as data. How to add one is told in
//! `docs/guides/add-a-report.md`.

mod action_plan;
mod analysis_report;
mod follow_up_report;
mod implementation_report;
mod memo;
pub mod samples;
mod score_sheet;

use domain::Text;

/// A kind of document.
#[derive(Debug)]
pub struct Kind {
    /// Name on the command line and of its folder: `analysis-report`.
    pub name: &'static str,
    /// Title in Thai.
    pub title_th: &'static str,
    /// Title in English.
    pub title_en: &'static str,
    /// The layout that is used when none is named.
    pub default_layout: &'static str,
    /// Its layouts: name and text of the file.
    pub layouts: &'static [(&'static str, &'static str)],
    /// Its texts: name and text of the file.
    pub texts: &'static [(&'static str, &'static str)],
}

impl Kind {
    /// The title in both languages.
    pub fn title(&self) -> Text {
        Text::new(self.title_th, self.title_en)
    }
}

/// Embeds files of a kind: `files!("texts/", ".txt", "foreword", "result")`.
macro_rules! files {
    ($folder:literal, $extension:literal, $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!($folder, $name, $extension)))),*]
    };
}
use files;

static KINDS: &[Kind] = &[
    score_sheet::KIND,
    analysis_report::KIND,
    action_plan::KIND,
    implementation_report::KIND,
    follow_up_report::KIND,
    memo::KIND,
];

/// All kinds of documents.
pub fn kinds() -> &'static [Kind] {
    KINDS
}
