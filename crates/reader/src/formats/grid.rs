//! From the cells of a sheet to paragraphs and tables.

use crate::layout::{Builder, RawCell, RawRow};
use crate::problem::ReadProblem;

/// Reads rows, each with its number: blank rows part tables, and a row with one cell before a table is text.
///
/// # Errors
/// When a limit is passed.
pub(super) fn read(rows: Vec<(u32, Vec<RawCell>)>, builder: &mut Builder) -> Result<(), ReadProblem> {
    let mut table: Vec<RawRow> = Vec::new();
    for (number, cells) in rows {
        let full = cells.iter().filter(|cell| !cell.text.trim().is_empty()).count();
        if full == 0 {
            end(&mut table, builder)?;
        } else if full == 1 && table.is_empty() {
            let text = cells.iter().map(|cell| cell.text.as_str()).find(|text| !text.trim().is_empty());
            builder.paragraph(Some(number), text.unwrap_or_default())?;
        } else {
            table.push(RawRow { line: Some(number), heading: false, cells, ..RawRow::default() });
        }
    }
    end(&mut table, builder)
}

fn end(table: &mut Vec<RawRow>, builder: &mut Builder) -> Result<(), ReadProblem> {
    let mut rows = std::mem::take(table);
    let Some(line) = rows.first().and_then(|row| row.line) else { return Ok(()) };
    let blank =
        |cell: Option<&RawCell>| cell.is_none_or(|cell| cell.text.trim().is_empty() && cell.columns == 1);
    while rows.iter().all(|row| blank(row.cells.first())) && rows.iter().any(|row| !row.cells.is_empty()) {
        for row in &mut rows {
            if !row.cells.is_empty() {
                row.cells.remove(0);
            }
        }
    }
    while rows.iter().all(|row| row.cells.is_empty() || blank(row.cells.last()))
        && rows.iter().any(|row| 1 < row.cells.len())
    {
        let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for row in rows.iter_mut().filter(|row| row.cells.len() == widest) {
            row.cells.pop();
        }
    }
    builder.table(Some(line), rows)
}
