//! Excel workbooks: every sheet, with merged cells.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Dimensions, Reader as _, Xlsx};
use thai::{DateForm, DigitStyle, dates};

use super::grid;
use super::packed::Packed;
use crate::layout::{Builder, RawCell};
use crate::limits::Limits;
use crate::problem::ReadProblem;

/// Most columns of a sheet that are read.
const COLUMNS: u32 = 200;

/// Most rows that a merged cell is followed over.
const MERGED: u32 = 500;

type Cells = BTreeMap<u32, BTreeMap<u32, String>>;
type Sheets = Vec<(String, Cells, Vec<Dimensions>)>;

/// Reads a workbook; each sheet begins a page.
///
/// # Errors
/// When it is damaged or a limit is passed.
pub(super) fn read(bytes: &[u8], limits: &Limits, builder: &mut Builder) -> Result<(), ReadProblem> {
    if Packed::open(bytes, "XLSX", limits)?.survey(announces_too_many_strings)? {
        return Err(ReadProblem::too_large("จำนวนข้อความในสมุดงาน", "number of strings in the workbook"));
    }
    // The library may trip over a crafted file; one bad file must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes, limits, builder)));
    let sheets = read.unwrap_or_else(|_| Err(ReadProblem::broken("XLSX", "XML")))?;
    for (name, cells, merged) in sheets {
        if cells.is_empty() {
            continue;
        }
        builder.page()?;
        builder.heading(None, &name)?;
        grid::read(rows(cells, &merged, builder)?, builder)?;
    }
    Ok(())
}

/// Memory is set aside for as many strings as a workbook announces, so the number is looked at first.
fn announces_too_many_strings(part: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    let after = part.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME);
    after.filter_map(|(at, _)| part.get(at + NAME.len()..)).any(|rest| {
        let digits = rest.iter().skip_while(|byte| byte.is_ascii_whitespace() || b"=\"'".contains(byte));
        digits.take_while(|byte| byte.is_ascii_digit()).take(20).count() > 6
    })
}

fn sheets(bytes: &[u8], limits: &Limits, builder: &Builder) -> Result<Sheets, ReadProblem> {
    let broken = |error: calamine::XlsxError| ReadProblem::broken("XLSX", &error.to_string());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut sheets = Vec::new();
    let mut count = 0_usize;
    for name in book.sheet_names() {
        builder.in_time()?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        // A sheet that is a chart has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut cells = Cells::new();
        while let Some(found) = reader.next_cell().map_err(broken)? {
            builder.in_time()?;
            let Some(text) = text(found.get_value()) else { continue };
            count += 1;
            if limits.cells < count {
                return Err(ReadProblem::too_large("จำนวนช่องของตาราง", "number of table cells").at(name));
            }
            let (row, column) = found.get_position();
            if column < COLUMNS {
                cells.entry(row).or_default().insert(column, text);
            }
        }
        sheets.push((name, cells, merged));
    }
    Ok(sheets)
}

/// A cell as it is shown: figures with at most two decimals, dates in Thai.
fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty | DataRef::Error(_) => return None,
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => {
            let text = number.to_string();
            let places = text.split_once('.').map_or(0, |(_, places)| places.len());
            if 2 < places { format!("{number:.2}") } else { text }
        }
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            let fit =
                || Some((i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?));
            let (year, month, day) = fit()?;
            let date = thai::Date::new(year, month, day).ok()?;
            dates::write(date, DateForm::Long, DigitStyle::Ascii)
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

fn rows(
    mut cells: Cells,
    merged: &[Dimensions],
    builder: &Builder,
) -> Result<Vec<(u32, Vec<RawCell>)>, ReadProblem> {
    let mut rows = Vec::new();
    let mut last = None;
    let numbers: Vec<u32> = cells.keys().copied().collect();
    for number in numbers {
        builder.in_time()?;
        // A gap parts tables, however wide it is. Rows that a merged cell covers are none.
        let covered =
            |row: u32| merged.iter().any(|m| m.start.0 < m.end.0 && m.start.0 <= row && row <= m.end.0);
        let apart = |last: u32| MERGED < number - last || !(last + 1..number).all(covered);
        if last.is_some_and(apart) {
            rows.push((0, Vec::new()));
        }
        last = Some(number);
        let mut texts = cells.remove(&number).unwrap_or_default();
        let width = texts.keys().last().map_or(0, |column| column + 1);
        let reach = merged.iter().filter(|m| m.start.0 <= number && number <= m.end.0).map(|m| m.end.1 + 1);
        let width = reach.max().unwrap_or(0).max(width).min(COLUMNS);
        let mut row = Vec::new();
        let mut column = 0;
        while column < width {
            let within = |m: &&Dimensions| {
                m.start.0 <= number && number <= m.end.0 && m.start.1 <= column && column <= m.end.1
            };
            let text = texts.remove(&column).unwrap_or_default();
            let cell = match merged.iter().find(within) {
                Some(m) => RawCell {
                    text,
                    columns: (m.end.1.min(width - 1) + 1 - column) as usize,
                    rows: 1,
                    from_above: m.start.0 < number,
                },
                None => RawCell::of(text),
            };
            column += u32::try_from(cell.columns).unwrap_or(1).max(1);
            row.push(cell);
        }
        rows.push((number + 1, row));
    }
    Ok(rows)
}
