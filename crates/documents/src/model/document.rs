//! The document as a whole.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thai::DigitStyle;

use super::block::Block;

/// A document, ready to be written in any format.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// Name of the kind: `action-plan`.
    pub kind: String,
    /// Name of the layout that made it.
    pub layout: String,
    /// Name for files, in ASCII without extension: `action-plan-2569`.
    pub file_stem: String,
    /// Title, as in a list of documents and in the file's properties.
    pub title: String,
    /// Whose document it is; also the author in the file's properties.
    pub agency: String,
    /// Day of the document; the file's properties need one.
    #[serde(serialize_with = "iso")]
    pub date: Date,
    /// Digits of texts. Cells of spreadsheets stay numbers and get the digits by their format.
    #[serde(skip)]
    pub digits: DigitStyle,
    /// Whether it is marked ร่าง on every page, because what it reports is not recorded yet.
    pub draft: bool,
    /// Measures of the page and sizes of type.
    pub page: PageSetup,
    /// The parts in order; a section starts on a new page.
    pub sections: Vec<Section>,
}

fn iso<S: serde::Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// Pages of one orientation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// How the paper lies.
    pub orientation: Orientation,
    /// Whether its pages are numbered. Covers and memos are not.
    pub numbered: bool,
    /// Head of each page after the section's first.
    pub running_head: Option<String>,
    /// What stands there, in order.
    pub blocks: Vec<Block>,
}

/// How the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// 210 x 297 mm.
    #[default]
    Portrait,
    /// 297 x 210 mm, for tables of many columns.
    Landscape,
}

/// Page and type of a document on A4. Lengths are tenths of a millimetre, sizes of type are half points of
/// TH Sarabun New; writers scale them for another font so that the layout stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PageSetup {
    /// Left margin.
    pub left: u16,
    /// Right margin.
    pub right: u16,
    /// Top margin.
    pub top: u16,
    /// Bottom margin.
    pub bottom: u16,
    /// First line of a paragraph.
    pub indent: u16,
    /// Running text.
    pub text_size: u16,
    /// Text in tables.
    pub table_size: u16,
    /// The word บันทึกข้อความ.
    pub memo_title_size: u16,
    /// The labels of a memo's head.
    pub memo_label_size: u16,
    /// Height of the emblem on a memo.
    pub memo_emblem: u16,
    /// Height of the emblem on a cover.
    pub cover_emblem: u16,
    /// Whether a rule stands under the head of a memo. The regulation's form has none; some agencies draw one.
    pub memo_rule: bool,
}

impl Default for PageSetup {
    /// The measures of official letters: 3 cm left, 2 cm right, 16 point, paragraphs from 2.5 cm.
    fn default() -> PageSetup {
        PageSetup {
            left: 300,
            right: 200,
            top: 250,
            bottom: 200,
            indent: 250,
            text_size: 32,
            table_size: 28,
            memo_title_size: 58,
            memo_label_size: 40,
            memo_emblem: 150,
            cover_emblem: 300,
            memo_rule: false,
        }
    }
}
