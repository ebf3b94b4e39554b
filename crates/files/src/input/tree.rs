//! What a file says, whatever its form: names and values, each with its place.
//!
//! JSON, TOML and sheets are all turned into this tree, and only the tree is read.

/// Where something stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct At {
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    pub column: Option<usize>,
    /// Cell of a sheet.
    pub cell: Option<String>,
}

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub at: At,
    pub value: Value,
}

/// A value; figures keep the text that they were written with.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    /// Nothing in an assessment is a list; plans have many.
    List(Vec<Node>),
    Table(Vec<Field>),
    /// A date as TOML and sheets have it: `2025-10-01`, perhaps with a time. No assessment has dates.
    Date(String),
    /// A value that was not read.
    Other,
}

/// A named value.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub name: String,
    pub at: At,
    pub value: Node,
    /// The indicator that the name was written under, where the file says so.
    pub indicator: Option<String>,
}

impl Field {
    pub fn new(name: impl Into<String>, at: At, value: Node) -> Field {
        Field { name: name.into(), at, value, indicator: None }
    }
}

/// Turns byte offsets into lines and columns.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub fn new(text: &'t str) -> Lines<'t> {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Lines { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    pub fn at(&self, offset: usize) -> At {
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        // A place in a very long line is told by its line alone: counting its characters for every
        // value of a file on one line would take quadratic time.
        let column = if offset.saturating_sub(start) <= 10_000 {
            self.text.get(start..offset).map(|before| before.chars().count() + 1)
        } else {
            None
        };
        At { line: Some(line), column, cell: None }
    }
}
