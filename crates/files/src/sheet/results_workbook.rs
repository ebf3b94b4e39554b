//! The results of an assessment as an Excel workbook.

use domain::Assessment;
use domain::scoring::ScoreTree;
use rust_xlsxwriter::{IgnoreError, XlsxError};

use super::layout::RowKind;
use super::results::{FIGURES, HEADINGS, head, rows};
use super::style::{self, Style, write_figure};

/// Widths of the columns, in characters.
const WIDTHS: [u16; 10] = [20, 13, 58, 18, 18, 15, 16, 9, 44, 44];
/// The column that says whether a figure is certain.
const CERTAIN: usize = 7;
const EXACT: usize = 6;

pub(super) fn workbook(tree: &ScoreTree<'_>, assessment: &Assessment<'_>) -> Result<Vec<u8>, XlsxError> {
    let framework = assessment.framework;
    let year = framework.fiscal_year();
    let title = format!("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}");
    let style = Style::new();
    let mut workbook = style::workbook(framework, &title)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("ผลคะแนน")?;
    sheet.write_string_with_format(0, 0, &title, &style.title)?;
    let mut at = 1;
    for (name, value) in head(tree, assessment) {
        sheet.write_string_with_format(at, 0, name, &style.plain)?;
        sheet.write_string_with_format(at, 2, &value, &style.plain)?;
        style::fit_row(sheet, at, [])?;
        at += 1;
    }
    let head_row = at;
    for (column, (heading, width)) in (0..).zip(HEADINGS.into_iter().zip(WIDTHS)) {
        sheet.write_string_with_format(head_row, column, heading, &style.heading)?;
        sheet.set_column_width(column, width)?;
    }
    style::fit_row(sheet, head_row, HEADINGS.into_iter().zip(WIDTHS))?;
    let rows = rows(tree, assessment);
    for (row, result) in (head_row + 1..).zip(&rows) {
        let coarse =
            !matches!(result.kind, RowKind::Part | RowKind::SubIndicator | RowKind::Item | RowKind::Row);
        style::fit_row(sheet, row, result.cells.iter().map(String::as_str).zip(WIDTHS))?;
        let label = if coarse { &style.strong } else { &style.label };
        for (column, (at, text)) in (0..).zip(result.cells.iter().enumerate()) {
            let is_figure = FIGURES.contains(&at) && result.kind != RowKind::Level;
            match at {
                _ if is_figure && !text.is_empty() => {
                    write_figure(sheet, (row, column), text, &style.number)?;
                }
                EXACT | CERTAIN => {
                    sheet.write_string_with_format(row, column, text, &style.centred)?;
                }
                _ if FIGURES.contains(&at) => {
                    sheet.write_string_with_format(row, column, text, &style.centred)?;
                }
                _ => {
                    sheet.write_string_with_format(row, column, text, label)?;
                }
            }
        }
    }
    let last = head_row + u32::try_from(rows.len()).unwrap_or(1);
    sheet.ignore_error_range(0, 0, last, 9, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(head_row + 1, 2)?;
    style::print_setup(sheet, head_row)?;
    workbook.save_to_buffer()
}
