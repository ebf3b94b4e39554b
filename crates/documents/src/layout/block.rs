//! Blocks of a layout, as data. Fields named template are texts for minijinja.

use serde::Deserialize;

use crate::model::{Align, ParagraphStyle};
use crate::rows::plan::ChainLength;

/// A block at its place in the file.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// Key in the file, entries counted from 1: `sections[1].blocks[2]`.
    pub key: String,
    /// Left out when this expression is false.
    pub when: Option<String>,
    /// The block.
    pub block: BlockLayout,
}

/// What a block is.
#[derive(Debug, Clone)]
pub(crate) enum BlockLayout {
    Cover(CoverLayout),
    Contents(ContentsLayout),
    Heading(HeadingLayout),
    Text(TextLayout),
    Table(TableLayout),
    Chart(ChartLayout),
    List(ListLayout),
    MemoHead(MemoHeadLayout),
    Signature(SignatureLayout),
    Opinions(OpinionsLayout),
    PageBreak,
    Each(EachLayout),
}

/// Words that `block = ` may have.
pub(crate) const BLOCKS: &[&str] = &[
    "cover",
    "contents",
    "heading",
    "text",
    "table",
    "chart",
    "list",
    "memo_head",
    "signature",
    "opinions",
    "page_break",
    "each",
];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CoverLayout {
    /// Templates; lines that come out empty are left out.
    pub title: Vec<String>,
    /// Templates.
    #[serde(default)]
    pub foot: Vec<String>,
    #[serde(default = "yes")]
    pub emblem: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContentsLayout {
    /// Template.
    pub heading: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadingLayout {
    /// 1 to 4.
    pub level: u8,
    /// Template; left out when it comes out empty.
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TextLayout {
    /// Name of the file beside the layout, without `.txt`.
    pub name: String,
    #[serde(default)]
    pub style: ParagraphStyle,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableLayout {
    /// Source of rows.
    pub of: String,
    /// Template; made unique in the document.
    pub name: String,
    /// Template.
    pub caption: Option<String>,
    pub columns: Vec<ColumnLayout>,
    /// Groups above the headings, from the left; what they do not cover stands over both rows.
    #[serde(default)]
    pub head: Vec<HeadGroup>,
    /// Keys, the first most important; `-` before a key turns it round.
    pub order: Option<String>,
    pub limit: Option<usize>,
    /// Expression over the keys of the record.
    #[serde(rename = "where")]
    pub filter: Option<String>,
    /// Template, printed instead of a table without rows; without it such a table is left out.
    pub empty: Option<String>,
    #[serde(default)]
    pub foot_rows: Vec<FootRow>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnLayout {
    pub key: String,
    /// Template; the source's heading when left out.
    pub heading: Option<String>,
    /// Share of the width.
    pub width: Option<u16>,
    pub align: Option<Align>,
    /// Whether equal cells of following rows become one, within equal cells of merged columns to the left.
    #[serde(default)]
    pub merge: bool,
    /// `false` leaves the column out when it has no value in any row.
    #[serde(default = "yes")]
    pub keep_empty: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadGroup {
    /// Template; empty text leaves the columns without a group.
    pub text: String,
    /// How many columns it covers.
    pub columns: u16,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FootRow {
    /// Template; a row whose text comes out empty is left out.
    pub text: String,
    /// How many columns it covers; all when left out.
    pub columns: Option<u16>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChartLayout {
    pub of: ChartOf,
    /// Template.
    pub title: String,
    /// Template: what it shows, for those who do not see it.
    pub alternative: String,
    #[serde(default)]
    pub line: ChartMark,
}

/// What the bars stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChartOf {
    /// One bar for each indicator.
    Indicators,
    /// One bar for each instrument.
    Instruments,
    /// Indicators of the year before and of this year; nothing when the year before is not known.
    Years,
}

/// The line over the bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChartMark {
    /// The least overall score that passes by the rules of the year.
    #[default]
    Pass,
    /// The mark from which an indicator is called a strength.
    Strength,
    /// No line.
    None,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListLayout {
    pub of: String,
    #[serde(default)]
    pub ordered: bool,
    /// Template over the keys of the record.
    pub text: String,
    #[serde(rename = "where")]
    pub filter: Option<String>,
    pub order: Option<String>,
    pub limit: Option<usize>,
    /// Template, printed instead of a list without entries.
    pub empty: Option<String>,
}

/// Templates for what the plan's memo does not say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemoHeadLayout {
    pub unit: Option<String>,
    pub reference: Option<String>,
    pub date: Option<String>,
    pub subject: Option<String>,
    pub to: Option<String>,
    pub urgency: Option<String>,
    pub secrecy: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignatureLayout {
    /// `writer`, or a template of the position.
    pub of: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpinionsLayout {
    /// Templates: the chain when the plan has none.
    #[serde(default)]
    pub offices: Vec<String>,
    /// Which of the usual chains of the kind of agency stands there when `offices` has none either.
    #[serde(default)]
    pub chain: ChainLength,
    /// Template of the heading over `office`.
    pub heading: Option<String>,
}

/// Nested blocks, once for each thing.
#[derive(Debug, Clone)]
pub(crate) struct EachLayout {
    pub of: EachOf,
    pub filter: Option<String>,
    pub order: Option<String>,
    pub blocks: Vec<Placed>,
}

/// What nested blocks may be repeated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EachOf {
    Instruments,
    Parts,
    Indicators,
    SubIndicators,
    Themes,
    Issues,
}

fn yes() -> bool {
    true
}
