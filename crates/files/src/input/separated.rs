//! CSV score sheets.

use std::collections::BTreeMap;

use super::report::Report;
use super::table::{self, Cell, Grid, Row, Tree};
use super::tree::{At, Node};
use super::{faults, limits, sheet_faults};
use crate::sheet::layout::HEADINGS;
use crate::sheet::plain_text;

/// Reads a score sheet from text separated by commas, semicolons or tabs.
pub(crate) fn read(text: &str, report: &mut Report) -> Option<Node> {
    if table::lost_its_thai(text) {
        report.add(&At::default(), "", faults::lost_encoding());
        return None;
    }
    let grid = grid(text, report)?;
    if let Some(row) = grid.rows.iter().find(|row| table::heads_results(row)) {
        let at = At { line: row.line, ..At::default() };
        report.add(&at, "", sheet_faults::result_sheet());
        return None;
    }
    let mut tree = Tree::default();
    let mut in_table = false;
    for row in &grid.rows {
        let first = match row.cells.get(&0) {
            Some(Cell::Text(text)) => text.as_str(),
            _ => "",
        };
        if in_table {
            tree.row(&grid, row, report);
        } else if let Some(name) = first.strip_prefix('#') {
            tree.head(&grid, row, name, report);
        } else if table::headings_hold(&grid, row, &HEADINGS, report) {
            table::remark_on_extra_columns(&grid, row, report);
            in_table = true;
        } else {
            return None;
        }
    }
    if in_table {
        return Some(tree.finish());
    }
    let last = grid.rows.last().map_or(0, |row| row.number);
    let row = Row { number: last + 1, line: Some(last + 1), cells: BTreeMap::new() };
    table::headings_hold(&grid, &row, &HEADINGS, report);
    None
}

fn grid(text: &str, report: &mut Report) -> Option<Grid> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let mut cells = 0_usize;
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Some(grid),
            Err(error) => {
                let line = error.position().map(|position| position_line(position.line()));
                let at = At { line, ..At::default() };
                report.add(&at, "", sheet_faults::broken_row(&error.to_string()));
                return None;
            }
        }
        let line = position_line(record.position().map_or(1, csv::Position::line));
        let held = record.iter().enumerate().filter(|(_, text)| !text.trim().is_empty());
        let row = Row {
            number: line,
            line: Some(line),
            cells: held.map(|(at, text)| (at, Cell::Text(plain_text::unguarded(text).to_owned()))).collect(),
        };
        cells += row.cells.len();
        if limits::CELLS < cells {
            report.add(&At { line: Some(line), ..At::default() }, "", sheet_faults::too_many_cells());
            return None;
        }
        if !row.cells.is_empty() {
            grid.rows.push(row);
        }
    }
}

fn position_line(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

/// The separator that splits some line into most of the headings; a comma when none does.
fn separator(text: &str) -> u8 {
    let headings_in = |line: &str, separator: char| {
        let cells = line.split(separator).map(|cell| cell.trim().trim_matches('"'));
        cells.filter(|cell| HEADINGS.contains(cell)).count()
    };
    let best = |separator: char| text.lines().take(100).map(|line| headings_in(line, separator)).max();
    [(',', b','), (';', b';'), ('\t', b'\t')]
        .into_iter()
        .rev()
        .max_by_key(|(separator, _)| best(*separator))
        .map_or(b',', |(_, byte)| byte)
}
