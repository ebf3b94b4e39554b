//! Tables.

use serde::{Deserialize, Serialize};

use super::figure::Figure;

/// A table. In every row, cells cover as many columns as the table has, counting those covered from above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Caption above the table, without number.
    pub caption: Option<String>,
    /// Short name, unique in the document: the sheet of a workbook, the file of a CSV set.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// Rows that are repeated on each page.
    pub head: Vec<Row>,
    /// Rows below.
    pub body: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Name in machine-readable output: `lead_unit`.
    pub key: String,
    /// Share of the table's width, in relation to the others.
    pub width: u16,
    /// How cells of the body are set.
    pub align: Align,
}

/// Where text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// From the left.
    #[default]
    Left,
    /// In the middle: numbers of indicators, scores, periods.
    Center,
    /// From the right: amounts.
    Right,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Row {
    /// Cells, from the left, without those covered from above.
    pub cells: Vec<Cell>,
    /// Whether it stands out: totals, subheads.
    pub strong: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// How many columns it covers, at least 1.
    pub columns: u16,
    /// How many rows it covers, at least 1; head and body are counted apart.
    pub rows: u16,
    /// Another alignment than its column's.
    pub align: Option<Align>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(tag = "content", content = "value", rename_all = "snake_case")]
pub enum Content {
    /// Nothing: not known, or not recorded.
    #[default]
    Empty,
    /// Paragraphs, one under the other.
    Text(Vec<String>),
    /// Numbered steps, from 1.
    Steps(Vec<String>),
    /// Points with a dash before each.
    Points(Vec<String>),
    /// Addresses, hashes, names of files: digits stay as they are.
    Verbatim(Vec<String>),
    /// A number.
    Figure(Figure),
}

impl Cell {
    /// A cell of one column and row.
    pub fn new(content: Content) -> Cell {
        Cell { content, columns: 1, rows: 1, align: None }
    }

    /// One paragraph; empty text gives an empty cell.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell::new(if text.is_empty() { Content::Empty } else { Content::Text(vec![text]) })
    }

    /// A number, or nothing.
    pub fn figure(figure: Option<Figure>) -> Cell {
        Cell::new(figure.map_or(Content::Empty, Content::Figure))
    }

    /// The same cell over several columns.
    #[must_use]
    pub fn across(self, columns: u16) -> Cell {
        Cell { columns, ..self }
    }

    /// The same cell over several rows.
    #[must_use]
    pub fn down(self, rows: u16) -> Cell {
        Cell { rows, ..self }
    }

    /// The same cell, set otherwise than its column.
    #[must_use]
    pub fn aligned(self, align: Align) -> Cell {
        Cell { align: Some(align), ..self }
    }
}

impl Row {
    /// A row of the body.
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, strong: false }
    }

    /// A row that stands out.
    pub fn strong(cells: Vec<Cell>) -> Row {
        Row { cells, strong: true }
    }
}
