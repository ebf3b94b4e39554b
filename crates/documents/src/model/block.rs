//! What can stand on a page.

use serde::{Deserialize, Serialize};

use super::chart::Chart;
use super::memo::{MemoHead, Opinion, Signature};
use super::table::Table;

/// One thing on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A title page; fills its section.
    Cover(Cover),
    /// A table of contents over the headings of levels 1 and 2 of the whole document.
    Contents {
        /// Its own heading, which it does not list.
        heading: String,
    },
    /// A heading.
    Heading {
        /// 1 is the highest; at most 4.
        level: u8,
        /// As printed, with its number if it has one.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// How it is set.
        style: ParagraphStyle,
        /// The text, in runs.
        runs: Vec<Run>,
    },
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A bar chart. Its figures stand in a table too, which follows.
    Chart(Chart),
    /// The head of a memo; opens its section.
    MemoHead(MemoHead),
    /// A place to sign, in the right half of the page.
    Signature(Signature),
    /// A framed place for the opinion of one office up the chain.
    Opinion(Opinion),
    /// A new page in the same section.
    PageBreak,
}

impl Block {
    /// A paragraph of plain text.
    pub fn paragraph(style: ParagraphStyle, text: impl Into<String>) -> Block {
        Block::Paragraph { style, runs: vec![Run::plain(text)] }
    }

    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Block {
        Block::Heading { level, text: text.into() }
    }
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphStyle {
    /// Running text whose first line is indented.
    #[default]
    Body,
    /// Running text from the left margin.
    Flush,
    /// Centred.
    Centered,
    /// Smaller, for sources and remarks.
    Note,
}

/// A stretch of text in one manner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether digits stay as they are: addresses, hashes, file names.
    pub verbatim: bool,
}

impl Run {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Run {
        Run { text: text.into(), bold: false, verbatim: false }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Run {
        Run { bold: true, ..Run::plain(text) }
    }

    /// Text whose digits stay.
    pub fn verbatim(text: impl Into<String>) -> Run {
        Run { verbatim: true, ..Run::plain(text) }
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// Whether its entries are numbered from 1.
    pub ordered: bool,
    /// The entries.
    pub items: Vec<Vec<Run>>,
}

/// A title page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// Title in lines, the first the largest.
    pub title: Vec<String>,
    /// Lines at the foot: unit, agency, district, province.
    pub foot: Vec<String>,
    /// Whether a place for the emblem stands above the title.
    pub emblem: bool,
}
