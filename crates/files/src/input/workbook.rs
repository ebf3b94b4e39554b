//! Excel score sheets.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx};

use super::report::{Fault, Report};
use super::table::{self, Cell, Grid, Row, Tree};
use super::tree::{At, Node};
use super::{limits, sheet_faults};
use crate::sheet::layout::{HEAD_HEADINGS, HEAD_SHEET, HEADINGS, SCORE_SHEET};

/// Name of the sheet in the results that the program writes.
const RESULT_SHEET: &str = "ผลคะแนน";

/// Reads a score sheet from a workbook.
pub(crate) fn read(bytes: &[u8], report: &mut Report) -> Option<Node> {
    let nowhere = At::default();
    report.take(&nowhere, "", survey(bytes))?;
    // The workbook's own XML is read by a library that may trip over a crafted file; one bad file
    // must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| grids(bytes)));
    let grids = read.unwrap_or_else(|_| Err(sheet_faults::not_a_workbook("XML")));
    let (head, scores) = report.take(&nowhere, "", grids)?;

    let mut tree = Tree::default();
    let mut well = true;
    let mut rows =
        |grid: &Grid, headings: &[&str], report: &mut Report, each: &mut dyn FnMut(&Row, &mut Report)| {
            let missing = Row { number: 1, ..Row::default() };
            let first = grid.rows.first().filter(|row| row.number == 1).unwrap_or(&missing);
            if !table::headings_hold(grid, first, headings, report) {
                well = false;
                return;
            }
            for row in grid.rows.iter().filter(|row| 1 < row.number) {
                each(row, report);
            }
        };
    rows(&head, &HEAD_HEADINGS, report, &mut |row, report| {
        if let Some(Cell::Text(name)) = row.cells.get(&0) {
            tree.head(&head, row, name, report);
        }
    });
    rows(&scores, &HEADINGS, report, &mut |row, report| tree.row(&scores, row, report));
    if let Some(first) = scores.rows.first().filter(|_| well) {
        table::remark_on_extra_columns(&scores, first, report);
    }
    well.then(|| tree.finish())
}

/// The cells of sheets, those that must be there first; a sheet of the others that is not there is empty.
pub(super) fn sheets(bytes: &[u8], needed: &[&str], others: &[&str]) -> Result<Vec<Grid>, Fault> {
    survey(bytes)?;
    let read = || {
        let broken = |error: calamine::XlsxError| sheet_faults::not_a_workbook(&error.to_string());
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
        let names = book.sheet_names();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        if let Some(missing) = needed.iter().find(|needed| !has(needed)) {
            return Err(sheet_faults::sheet_missing(missing, &names));
        }
        let all = needed.iter().chain(others);
        all.map(|name| {
            let empty = Grid { sheet: Some((*name).to_owned()), rows: Vec::new() };
            if has(name) { grid(&mut book, name) } else { Ok(empty) }
        })
        .collect()
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(sheet_faults::not_a_workbook("XML")))
}

/// Unpacks every part once and throws it away, since the sizes that a zip file announces may lie.
fn survey(bytes: &[u8]) -> Result<(), Fault> {
    let broken = |error: &dyn std::fmt::Display| sheet_faults::not_a_workbook(&error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if limits::PARTS < archive.len() {
        return Err(sheet_faults::unpacks_too_large());
    }
    let mut left = limits::UNPACKED;
    let mut part = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| broken(&error))?;
        part.clear();
        file.take(left + 1).read_to_end(&mut part).map_err(|error| broken(&error))?;
        left = left.checked_sub(part.len() as u64).ok_or_else(sheet_faults::unpacks_too_large)?;
        if announces_too_many_strings(&part) {
            return Err(sheet_faults::unpacks_too_large());
        }
    }
    Ok(())
}

/// Memory is set aside for as many strings as a workbook announces, so the number is looked at first.
fn announces_too_many_strings(part: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    let after = part.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
    after.map(|(at, _)| &part[at + NAME.len()..]).any(|rest| {
        let digits = rest.iter().skip_while(|byte| byte.is_ascii_whitespace() || b"=\"'".contains(byte));
        let number = digits.take_while(|byte| byte.is_ascii_digit()).take(20);
        let number =
            number.fold(0_u64, |sum, byte| sum.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
        limits::SHARED_STRINGS as u64 <= number
    })
}

fn grids(bytes: &[u8]) -> Result<(Grid, Grid), Fault> {
    let broken = |error: calamine::XlsxError| sheet_faults::not_a_workbook(&error.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    if names.iter().any(|name| name == RESULT_SHEET) {
        return Err(sheet_faults::result_sheet());
    }
    for expected in [HEAD_SHEET, SCORE_SHEET] {
        if !names.iter().any(|name| name == expected) {
            return Err(sheet_faults::sheet_missing(expected, &names));
        }
    }
    Ok((grid(&mut book, HEAD_SHEET)?, grid(&mut book, SCORE_SHEET)?))
}

/// Reads cells one by one: a sheet with one cell in its last corner takes no room for the others.
fn grid(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, Fault> {
    let broken = |error: calamine::XlsxError| sheet_faults::not_a_workbook(&error.to_string());
    let mut grid = Grid { sheet: Some(name.to_owned()), rows: Vec::new() };
    let mut rows: std::collections::BTreeMap<usize, Row> = std::collections::BTreeMap::new();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut count = 0_usize;
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        count += 1;
        if limits::CELLS < count {
            return Err(sheet_faults::too_many_cells());
        }
        let Some(cell) = cell(&found.value, found.formula.is_some()) else { continue };
        let (number, column) = (found.pos.0 as usize + 1, found.pos.1 as usize);
        let row = rows.entry(number).or_insert_with(|| Row { number, ..Row::default() });
        row.cells.insert(column, cell);
    }
    grid.rows = rows.into_values().collect();
    Ok(grid)
}

fn cell(value: &DataRef<'_>, formula: bool) -> Option<Cell> {
    let text = |text: &str| Some(Cell::Text(text.to_owned())).filter(|_| !text.trim().is_empty());
    match value {
        DataRef::Empty if formula => Some(Cell::FormulaWithoutValue),
        DataRef::Empty => None,
        DataRef::String(content) => text(content),
        DataRef::SharedString(content) => text(content),
        // The shortest decimal text that stands for the very number; the figure is then read from text.
        DataRef::Float(number) => Some(Cell::Number(number.to_string())),
        DataRef::Int(number) => Some(Cell::Number(number.to_string())),
        DataRef::Bool(value) => Some(Cell::Bool(*value)),
        DataRef::Error(error) => Some(Cell::Error(error.to_string())),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Some(Cell::Date(Some(format!("{year:04}-{month:02}-{day:02}")).filter(|_| date.is_datetime())))
        }
        DataRef::DateTimeIso(text) => Some(Cell::Date(Some(text.clone()))),
        DataRef::DurationIso(_) => Some(Cell::Date(None)),
    }
}
