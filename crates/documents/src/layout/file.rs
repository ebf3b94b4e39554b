//! The outer shape of a layout file.

use domain::analysis::Thresholds;
use domain::score::{Score, ScoreError};
use serde::Deserialize;

use super::block::EachOf;
use crate::model::{Orientation, PageSetup};
use crate::rows::plan::Span;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LayoutFile {
    pub name: String,
    pub title_th: String,
    pub title_en: String,
    pub file_stem: String,
    pub document_title: String,
    #[serde(default)]
    pub needs_results: bool,
    pub needs_decided_plan: Option<bool>,
    pub span: Option<Span>,
    #[serde(default)]
    pub thresholds: ThresholdsFile,
    #[serde(default)]
    pub page: PageFile,
    pub sections: Vec<SectionFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionFile {
    #[serde(default)]
    pub orientation: Orientation,
    #[serde(default)]
    pub numbered: bool,
    pub running_head: Option<String>,
    pub when: Option<String>,
    pub blocks: Vec<toml::Table>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EachFile {
    pub of: EachOf,
    #[serde(rename = "where")]
    pub filter: Option<String>,
    pub order: Option<String>,
    pub blocks: Vec<toml::Table>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThresholdsFile {
    strength_from: Option<String>,
    weakness_below: Option<String>,
    issue_below: Option<String>,
    important_below: Option<String>,
    urgent_to: Option<String>,
}

/// Marks that a layout sets; the others stay those of the facts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ThresholdChanges {
    strength_from: Option<Score>,
    weakness_below: Option<Score>,
    issue_below: Option<Score>,
    important_below: Option<Score>,
    urgent_to: Option<Score>,
}

impl ThresholdsFile {
    /// The marks, or the key whose value is no score.
    pub fn read(&self) -> Result<ThresholdChanges, (&'static str, ScoreError)> {
        fn score(
            key: &'static str,
            text: Option<&String>,
        ) -> Result<Option<Score>, (&'static str, ScoreError)> {
            text.map(|text| text.parse().map_err(|error| (key, error))).transpose()
        }
        Ok(ThresholdChanges {
            strength_from: score("strength_from", self.strength_from.as_ref())?,
            weakness_below: score("weakness_below", self.weakness_below.as_ref())?,
            issue_below: score("issue_below", self.issue_below.as_ref())?,
            important_below: score("important_below", self.important_below.as_ref())?,
            urgent_to: score("urgent_to", self.urgent_to.as_ref())?,
        })
    }
}

impl ThresholdChanges {
    /// The marks of the facts with those of the layout.
    pub fn over(&self, marks: Thresholds) -> Thresholds {
        Thresholds {
            strength_from: self.strength_from.unwrap_or(marks.strength_from),
            weakness_below: self.weakness_below.unwrap_or(marks.weakness_below),
            issue_below: self.issue_below.unwrap_or(marks.issue_below),
            important_below: self.important_below.unwrap_or(marks.important_below),
            urgent_to: self.urgent_to.unwrap_or(marks.urgent_to),
        }
    }
}

/// Measures of the page; those that are left out stay those of official letters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageFile {
    left: Option<u16>,
    right: Option<u16>,
    top: Option<u16>,
    bottom: Option<u16>,
    indent: Option<u16>,
    text_size: Option<u16>,
    table_size: Option<u16>,
    memo_title_size: Option<u16>,
    memo_label_size: Option<u16>,
    memo_emblem: Option<u16>,
    cover_emblem: Option<u16>,
    memo_rule: Option<bool>,
}

impl PageFile {
    /// Lengths in tenths of a millimetre below this leave room for text on the page.
    const MAX: u16 = 1000;

    /// The page, or the key whose value is out of bounds.
    pub fn setup(&self) -> Result<PageSetup, &'static str> {
        let page = PageSetup::default();
        let within = |key, value: Option<u16>, usual: u16, least: u16| match value {
            None => Ok(usual),
            Some(value) if (least..PageFile::MAX).contains(&value) => Ok(value),
            Some(_) => Err(key),
        };
        Ok(PageSetup {
            left: within("left", self.left, page.left, 0)?,
            right: within("right", self.right, page.right, 0)?,
            top: within("top", self.top, page.top, 0)?,
            bottom: within("bottom", self.bottom, page.bottom, 0)?,
            indent: within("indent", self.indent, page.indent, 0)?,
            text_size: within("text_size", self.text_size, page.text_size, 8)?,
            table_size: within("table_size", self.table_size, page.table_size, 8)?,
            memo_title_size: within("memo_title_size", self.memo_title_size, page.memo_title_size, 8)?,
            memo_label_size: within("memo_label_size", self.memo_label_size, page.memo_label_size, 8)?,
            memo_emblem: within("memo_emblem", self.memo_emblem, page.memo_emblem, 0)?,
            cover_emblem: within("cover_emblem", self.cover_emblem, page.cover_emblem, 0)?,
            memo_rule: self.memo_rule.unwrap_or(page.memo_rule),
        })
    }
}
