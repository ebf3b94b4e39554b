//! CSV: one file for each table, for other programs to read.
//!
//! UTF-8 with a byte-order mark, so that Excel shows Thai; lines end in CR LF. The first row holds the headings,
//! rows of the head joined by ` / `. A value that covers several rows is repeated in each, so that every row
//! says everything; one that covers several columns stands in the first. Figures are plain numbers in ASCII
//! digits, without grouping.

use super::grid::placed;
use super::text::lines;
use super::{Format, WriteError};
use crate::model::{Block, Content, Document, Table};

/// Writes every table of the document; answers names of files and their bytes, in the order of the document.
///
/// # Errors
/// Only when the CSV text cannot be made.
pub fn write_all(document: &Document) -> Result<Vec<(String, Vec<u8>)>, WriteError> {
    let shown = document.shown();
    let blocks = shown.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for table in tables {
        let stem = format!("{}-{}", shown.file_stem, safe(&table.name));
        let is_taken = |name: &String| files.iter().any(|(taken, _)| taken == name);
        let names = (1_usize..).map(|number| match number {
            1 => format!("{stem}.{}", Format::Csv.extension()),
            _ => format!("{stem}-{number}.{}", Format::Csv.extension()),
        });
        let name = names.into_iter().find(|name| !is_taken(name)).unwrap_or_default();
        files.push((name, one(&shown, table)?));
    }
    Ok(files)
}

/// The name with nothing that a file system could object to.
fn safe(name: &str) -> String {
    let kept =
        |c: char| if c.is_alphanumeric() || thai::script::is_mark(c) || "-_".contains(c) { c } else { '-' };
    name.chars().take(60).map(kept).collect()
}

fn one(document: &Document, table: &Table) -> Result<Vec<u8>, WriteError> {
    let body = placed(&table.body);
    let head = placed(&table.head);
    let width = head.iter().chain(&body).map(|at| at.column + at.columns).max().unwrap_or(0);
    let mut headings: Vec<Vec<String>> = vec![Vec::new(); width];
    for at in &head {
        let text = lines(document, &at.cell.content).join(" ");
        let under = headings.iter_mut().skip(at.column).take(at.columns);
        under.filter(|_| !text.is_empty()).for_each(|parts| parts.push(text.clone()));
    }
    let mut rows = vec![vec![String::new(); width]; table.body.len()];
    for at in &body {
        let value = value(document, &at.cell.content);
        for row in rows.iter_mut().skip(at.row).take(at.rows) {
            if let Some(cell) = row.get_mut(at.column) {
                cell.clone_from(&value);
            }
        }
    }
    let mut out = b"\xEF\xBB\xBF".to_vec();
    let mut writer =
        ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(true).from_writer(&mut out);
    writer.write_record(headings.iter().map(|parts| guarded(&parts.join(" / "))))?;
    for row in &rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(out)
}

fn value(document: &Document, content: &Content) -> String {
    match content {
        Content::Figure(figure) => figure.plain(),
        other => guarded(&lines(document, other).join("\n")),
    }
}

/// An apostrophe before text that a spreadsheet program would take for a formula.
fn guarded(text: &str) -> String {
    let begins = text.trim_start_matches([' ', '\'']);
    let full_width = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if begins.starts_with(full_width) { format!("'{text}") } else { text.to_owned() }
}
