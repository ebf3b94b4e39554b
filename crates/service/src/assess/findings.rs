//! Published figures held against each other, as a page shows it.

use domain::{Assessment, Text, consistency};

use super::catalogue;

/// A published figure that does not follow from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable name of the kind: `overall_mismatch`.
    pub code: &'static str,
    /// Where the figure stands in an assessment file.
    pub key: String,
    /// As printed.
    pub published: String,
    /// What follows from the other figures, where one value does.
    pub recomputed: Option<String>,
    /// What is printed, what follows, what to check.
    pub text: Text,
}

/// Something worth knowing that contradicts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Stable name of the kind: `small_difference`.
    pub code: &'static str,
    /// Where the figure stands in an assessment file.
    pub key: String,
    /// The note.
    pub text: Text,
}

pub(crate) fn of(assessment: &Assessment<'_>) -> (Vec<Finding>, Vec<Note>) {
    let report = consistency::check(assessment, catalogue());
    let finding = |one: consistency::Finding| Finding {
        code: one.code.as_str(),
        key: one.key,
        published: one.published,
        recomputed: one.recomputed,
        text: one.message,
    };
    let note = |one: consistency::Note| Note { code: one.code.as_str(), key: one.key, text: one.message };
    (report.findings.into_iter().map(finding).collect(), report.notes.into_iter().map(note).collect())
}
