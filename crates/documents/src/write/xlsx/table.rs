//! A table on its own sheet: caption, head, rows.

use rust_xlsxwriter::{Format, Worksheet};

use super::super::WriteError;
use super::super::grid::{Placed, placed};
use super::super::text::{clean, lines};
use super::style::Style;
use super::{Part, long, sheet};
use crate::model::{Align, Content, Document, Figure, Orientation, Row, Table};

/// Makes the sheet.
pub(super) fn sheet(
    document: &Document,
    style: &Style,
    part: &Part<'_>,
    table: &Table,
) -> Result<Worksheet, WriteError> {
    let mut sheet = sheet::new(document, &part.sheet, Some(part.section))?;
    let widths = widths(table, part.section.orientation);
    for (index, width) in widths.iter().enumerate() {
        sheet.set_column_width(sheet::column(index)?, u32::try_from(*width).unwrap_or(10))?;
    }
    let mut top = 0;
    if let Some(caption) = &table.caption {
        let caption = clean(caption);
        let format = style.heading(3);
        write_text(&mut sheet, (0, 0), (1, widths.len().max(1)), &caption, &format)?;
        let width: usize = widths.iter().sum();
        sheet.set_row_height(0, sheet::points(sheet::height(&caption, width, style.text_size())))?;
        top = 1;
    }
    let mut rows = Rows { document, style, table, widths: &widths, sheet: &mut sheet };
    let body = rows.write(&table.head, top, true)?;
    rows.write(&table.body, body, false)?;
    if top < body {
        let first = sheet::row(top)?;
        sheet.set_repeat_rows(first, sheet::row(body - 1)?)?;
        // A head that fills the window would leave no room to scroll.
        if body <= 12 {
            sheet.set_freeze_panes(sheet::row(body)?, 0)?;
        }
    }
    Ok(sheet)
}

/// Widths of columns in letters, together as wide as the page.
fn widths(table: &Table, orientation: Orientation) -> Vec<usize> {
    let page = match orientation {
        Orientation::Portrait => 88,
        Orientation::Landscape => 136,
    };
    let total: usize = table.columns.iter().map(|column| usize::from(column.width.max(1))).sum();
    let width = |share: u16| (page * usize::from(share.max(1)) / total.max(1)).clamp(7, 200);
    table.columns.iter().map(|column| width(column.width)).collect()
}

/// Writes text as text, over as many rows and columns as given.
fn write_text(
    sheet: &mut Worksheet,
    (row, column): (usize, usize),
    (rows, columns): (usize, usize),
    text: &str,
    format: &Format,
) -> Result<(), WriteError> {
    let (first_row, first_column) = (sheet::row(row)?, sheet::column(column)?);
    if 1 < rows * columns {
        let last = (sheet::row(row + rows - 1)?, sheet::column(column + columns - 1)?);
        sheet.merge_range(first_row, first_column, last.0, last.1, "", format)?;
    }
    if text.is_empty() {
        sheet.write_blank(first_row, first_column, format)?;
    } else {
        sheet.write_string_with_format(first_row, first_column, text, format)?;
    }
    Ok(())
}

struct Rows<'a> {
    document: &'a Document,
    style: &'a Style,
    table: &'a Table,
    widths: &'a [usize],
    sheet: &'a mut Worksheet,
}

impl Rows<'_> {
    /// Writes rows from `top`; answers the row after the last.
    fn write(&mut self, rows: &[Row], top: usize, is_head: bool) -> Result<usize, WriteError> {
        let places = placed(rows);
        let texts: Vec<Vec<String>> = places.iter().map(|at| self.pieces(at)).collect();
        // A row with a text longer or higher than a cell can be takes several rows of the sheet.
        let mut tall = vec![1_usize; rows.len()];
        for (at, pieces) in places.iter().zip(&texts) {
            let need = match pieces.as_slice() {
                [only] => self.height(at, only).div_ceil(sheet::MOST_HEIGHT),
                several => several.len(),
            };
            let covered: usize = tall.iter().skip(at.row).take(at.rows).sum();
            if let (true, Some(last)) = (covered < need, tall.get_mut(at.row + at.rows - 1)) {
                *last += need - covered;
            }
        }
        let starts: Vec<usize> = tall
            .iter()
            .scan(top, |next, rows| {
                let start = *next;
                *next += rows;
                Some(start)
            })
            .collect();
        let end = top + tall.iter().sum::<usize>();
        let mut heights = vec![0_usize; end - top];
        for (at, pieces) in places.iter().zip(&texts) {
            let strong = rows.get(at.row).is_some_and(|row| row.strong);
            let first = starts.get(at.row).copied().unwrap_or(top);
            let covered: usize = tall.iter().skip(at.row).take(at.rows).sum();
            self.cell(at, pieces, (first, covered), (is_head, strong))?;
            for (nth, piece) in pieces.iter().enumerate() {
                let share = if pieces.len() == 1 { covered } else { 1 };
                let need = self.height(at, piece).div_ceil(share);
                let own = heights.iter_mut().skip(first - top + nth).take(share);
                own.for_each(|height| *height = (*height).max(need));
            }
        }
        for (offset, height) in heights.iter().enumerate() {
            self.sheet.set_row_height(sheet::row(top + offset)?, sheet::points(*height))?;
        }
        Ok(end)
    }

    fn height(&self, at: &Placed<'_>, text: &str) -> usize {
        let width = self.widths.iter().skip(at.column).take(at.columns).sum();
        sheet::height(text, width, self.style.table_size())
    }

    fn pieces(&self, at: &Placed<'_>) -> Vec<String> {
        match &at.cell.content {
            Content::Figure(figure) => vec![self.document.show(figure)],
            other => long::pieces(&lines(self.document, other).join("\n")),
        }
    }

    fn cell(
        &mut self,
        at: &Placed<'_>,
        pieces: &[String],
        (first, covered): (usize, usize),
        (is_head, strong): (bool, bool),
    ) -> Result<(), WriteError> {
        let own = self.table.columns.get(at.column).map(|column| column.align).unwrap_or_default();
        let align = at.cell.align.unwrap_or(own);
        let format = if is_head { self.style.head(at.cell.align) } else { self.style.cell(align, strong) };
        match (&at.cell.content, pieces) {
            (Content::Figure(figure), _) => {
                let format = if is_head {
                    format.set_num_format(self.style.number_format(figure))
                } else {
                    self.style.figure(align, strong, figure)
                };
                self.figure((first, at.column), (covered, at.columns), figure, &format)
            }
            (_, [only]) => write_text(self.sheet, (first, at.column), (covered, at.columns), only, &format),
            _ => {
                for row in 0..covered {
                    let piece = pieces.get(row).map(String::as_str).unwrap_or_default();
                    write_text(self.sheet, (first + row, at.column), (1, at.columns), piece, &format)?;
                }
                Ok(())
            }
        }
    }

    fn figure(
        &mut self,
        place: (usize, usize),
        size: (usize, usize),
        figure: &Figure,
        format: &Format,
    ) -> Result<(), WriteError> {
        write_text(self.sheet, place, size, "", format)?;
        write_number(self.sheet, place, figure, format)
    }
}

/// Writes a figure as a number.
pub(super) fn write_number(
    sheet: &mut Worksheet,
    (row, column): (usize, usize),
    figure: &Figure,
    format: &Format,
) -> Result<(), WriteError> {
    let (row, column) = (sheet::row(row)?, sheet::column(column)?);
    match figure.plain().parse::<f64>() {
        // Above 15 digits a spreadsheet's number is not exact.
        Ok(number) if figure.scaled.unsigned_abs() < 1_000_000_000_000_000 => {
            sheet.write_number_with_format(row, column, number, format)?;
        }
        _ => {
            sheet.write_string_with_format(row, column, figure.to_string(), format)?;
        }
    }
    Ok(())
}

/// How a column of figures stands.
pub(super) const FIGURES: Align = Align::Center;
