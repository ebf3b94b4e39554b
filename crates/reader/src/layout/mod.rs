//! One model for every format: blocks in reading order, tables with merged cells, places.
//!
//! Texts are repaired ([`thai::normalize`]) but otherwise as printed: Thai digits and misread characters stay,
//! since they are evidence. Lines within a cell or paragraph are separated by `\n`.

mod builder;
mod cut;
mod header;
mod join;
mod place;
mod rows;
mod seams;
mod shared;

use domain::Text;

pub use builder::{Builder, RawCell, RawRow};
pub use cut::Cut;
pub(crate) use header::headings;
pub use header::{Role, role_of, roles_of};
pub(crate) use join::{footer_role, is_page_mark};
pub use place::Place;
pub(crate) use seams::{begins_item, seam, splits_word};

/// The form in which a document came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text or Markdown, with bits of HTML.
    Text,
    /// HTML.
    Html,
    /// PDF.
    Pdf,
    /// Word file.
    Docx,
    /// Excel workbook.
    Xlsx,
    /// Separated text.
    Csv,
    /// A document of this program as data.
    Json,
}

impl Format {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }
}

/// A remark of the reader about the document or its own work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Stable name.
    pub code: &'static str,
    /// Where, when it concerns one place.
    pub place: Option<Place>,
    /// What.
    pub message: Text,
}

/// A document after reading, whatever its form was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The form.
    pub format: Format,
    /// How many pages are known.
    pub pages: u32,
    /// Headings, paragraphs and tables in reading order; tables that run over pages are one.
    pub blocks: Vec<Block>,
    /// What was noticed on the way.
    pub remarks: Vec<Remark>,
}

impl Source {
    /// The tables with their blocks' positions.
    pub fn tables(&self) -> impl Iterator<Item = (usize, &Table)> {
        self.blocks.iter().enumerate().filter_map(|(at, block)| match &block.content {
            Content::Table(table) => Some((at, table)),
            _ => None,
        })
    }

    /// Whether no letter was found at all.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// One heading, paragraph or table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub content: Content,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A heading: marked as one, or short and standing alone.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// A table.
    Table(Table),
}

impl Content {
    /// The text of a heading or paragraph.
    pub fn text(&self) -> Option<&str> {
        match self {
            Content::Heading(text) | Content::Paragraph(text) => Some(text),
            Content::Table(_) => None,
        }
    }
}

/// A table, joined over its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// How many columns there are.
    pub columns: usize,
    /// What each column holds, by the words of its heading; empty when there is no heading row.
    pub roles: Vec<Role>,
    /// Heading rows as printed, without those that only repeat an earlier one.
    pub headings: Vec<Vec<String>>,
    /// Rows below the headings.
    pub rows: Vec<Row>,
}

impl Table {
    /// The first column with this role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|&r| r == role)
    }
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it begins.
    pub place: Place,
    /// The heading it stands under: position in [`Table::headings`].
    pub heading: usize,
    /// Whether a page cut the row above and this is the rest of it.
    pub cut: Cut,
    /// Its cells; columns that a merged cell covers have none of their own.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The text at a column: of the cell that covers it, or nothing.
    pub fn text(&self, column: usize) -> &str {
        let covers = |cell: &&Cell| cell.column <= column && column < cell.column + cell.columns;
        self.cells.iter().find(covers).map_or("", |cell| cell.text.as_str())
    }

    /// The text of the cell that begins at a column.
    pub fn own_text(&self, column: usize) -> &str {
        self.cells.iter().find(|cell| cell.column == column).map_or("", |cell| cell.text.as_str())
    }

    /// The only cell with text, when there is just one.
    pub fn only(&self) -> Option<&Cell> {
        let mut full = self.cells.iter().filter(|cell| !cell.text.is_empty());
        full.next().filter(|_| full.next().is_none())
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text, lines separated by `\n`.
    pub text: String,
    /// First column it covers, from 0.
    pub column: usize,
    /// How many columns it covers, at least 1.
    pub columns: usize,
    /// Whether the text stands further up, in a cell that is merged downward over this one.
    pub from_above: bool,
}
