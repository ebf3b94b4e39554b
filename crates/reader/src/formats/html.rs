//! HTML: headings, paragraphs, lists, tables with merged cells.

use super::markup::{self, Piece};
use crate::layout::{Builder, RawCell, RawRow};
use crate::problem::ReadProblem;

/// Reads a page.
///
/// # Errors
/// When a limit is passed.
pub(super) fn read(text: &str, builder: &mut Builder) -> Result<(), ReadProblem> {
    fragment(text, None, builder)
}

/// Reads a part of a page that begins at a line of a text.
///
/// # Errors
/// When a limit is passed.
pub(super) fn fragment(text: &str, line: Option<u32>, builder: &mut Builder) -> Result<(), ReadProblem> {
    let mut state = State { builder, line, text: String::new(), heading: false, tables: 0, rows: Vec::new() };
    for piece in markup::pieces(text) {
        state.builder.in_time()?;
        state.piece(piece)?;
    }
    state.end_table()?;
    state.end_text()
}

struct State<'b> {
    builder: &'b mut Builder,
    line: Option<u32>,
    text: String,
    heading: bool,
    /// How many tables are open; those within a cell are read as its text.
    tables: usize,
    rows: Vec<RawRow>,
}

impl State<'_> {
    fn piece(&mut self, piece: Piece<'_>) -> Result<(), ReadProblem> {
        match piece {
            Piece::Text(text) => self.say(&markup::entities(&text.replace(['\n', '\r'], " "))),
            Piece::Open(name, attributes) => self.open(&name, attributes)?,
            Piece::Close(name) => self.close(&name)?,
        }
        Ok(())
    }

    fn cell(&mut self) -> Option<&mut RawCell> {
        if self.tables == 0 { None } else { self.rows.last_mut()?.cells.last_mut() }
    }

    fn say(&mut self, text: &str) {
        let outside = self.tables == 0;
        match self.cell() {
            Some(cell) => cell.text.push_str(text),
            None if outside => self.text.push_str(text),
            // Text between the cells of a table stands nowhere.
            None => {}
        }
    }

    fn open(&mut self, name: &str, attributes: &str) -> Result<(), ReadProblem> {
        match name {
            "table" => {
                if self.tables == 0 {
                    self.end_text()?;
                }
                self.tables += 1;
            }
            "tr" if self.tables == 1 => self.rows.push(RawRow { line: self.line, ..RawRow::default() }),
            "td" | "th" if self.tables == 1 => {
                let span = |name| markup::number(attributes, name).unwrap_or(1).clamp(1, 1_000);
                let cell = RawCell { columns: span("colspan"), rows: span("rowspan"), ..RawCell::default() };
                if self.rows.is_empty() {
                    self.rows.push(RawRow { line: self.line, ..RawRow::default() });
                }
                if let Some(row) = self.rows.last_mut() {
                    row.heading = name == "th" && (row.heading || row.cells.is_empty());
                    row.cells.push(cell);
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.tables == 0 => {
                self.end_text()?;
                self.heading = true;
            }
            _ => self.edge(name)?,
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadProblem> {
        match name {
            "table" if self.tables == 1 => self.end_table(),
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                Ok(())
            }
            _ => self.edge(name),
        }
    }

    /// The edge of a block: a new line within a cell, a new paragraph elsewhere.
    fn edge(&mut self, name: &str) -> Result<(), ReadProblem> {
        if markup::is_inline(name) {
            return Ok(());
        }
        let outside = self.tables == 0;
        match self.cell() {
            Some(cell) => cell.text.push('\n'),
            None if name == "br" => self.text.push('\n'),
            None if outside => self.end_text()?,
            None => {}
        }
        Ok(())
    }

    fn end_text(&mut self) -> Result<(), ReadProblem> {
        let text = std::mem::take(&mut self.text);
        let heading = std::mem::take(&mut self.heading);
        if heading {
            self.builder.heading(self.line, &text)
        } else {
            self.builder.paragraph(self.line, &text)
        }
    }

    fn end_table(&mut self) -> Result<(), ReadProblem> {
        self.tables = 0;
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() { Ok(()) } else { self.builder.table(self.line, rows) }
    }
}
