//! Where something stands in a document.

use std::fmt;

/// A place in a document. Pages, lines, rows and columns count from 1, blocks from 0.
///
/// What a format does not tell is `None`: a web page has no pages, a Word file no lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Page.
    pub page: Option<u32>,
    /// Line of the file, in text and Markdown.
    pub line: Option<u32>,
    /// Position in [`Source::blocks`](super::Source::blocks).
    pub block: usize,
    /// Row of a table, heading rows included, counted from its first page.
    pub row: Option<usize>,
    /// Column of a table.
    pub column: Option<usize>,
}

impl Place {
    /// The place of a row of the same table.
    #[must_use]
    pub fn at_row(self, row: usize) -> Place {
        Place { row: Some(row), ..self }
    }

    /// The place of a column of the same row.
    #[must_use]
    pub fn at_column(self, column: usize) -> Place {
        Place { column: Some(column), ..self }
    }
}

/// `p.3 l.120 r.2 c.4`: what is known, shortly.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        parts.extend(self.page.map(|page| format!("p.{page}")));
        parts.extend(self.line.map(|line| format!("l.{line}")));
        parts.extend(self.row.map(|row| format!("r.{row}")));
        parts.extend(self.column.map(|column| format!("c.{column}")));
        if parts.is_empty() {
            parts.push(format!("b.{}", self.block));
        }
        f.write_str(&parts.join(" "))
    }
}
