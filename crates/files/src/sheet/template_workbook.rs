//! A score sheet to fill in, as an Excel workbook.

use domain::Assessment;
use domain::agency::AgencyKind;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, IgnoreError, ProtectionOptions, Worksheet,
    XlsxError,
};

use super::layout::{self, HEAD, HEAD_HEADINGS, HEAD_SHEET, HEADINGS, RowKind, SCORE_SHEET, column};
use super::style::{self, Style, write_figure};
use super::template::{Entry, entries, head_value};

/// Widths of the columns of the sheet of scores, in characters.
const WIDTHS: [u16; 6] = [20, 13, 11, 76, 12, 12];
/// Excel refuses lists of choices that are longer than this.
const LONGEST_LIST: usize = 255;

pub(super) fn workbook(assessment: &Assessment<'_>) -> Result<Vec<u8>, XlsxError> {
    let framework = assessment.framework;
    let style = Style::new();
    let mut workbook = style::workbook(framework, &format!("แบบกรอกคะแนน {}", framework.id().series()))?;
    head_sheet(workbook.add_worksheet(), assessment, &style)?;
    score_sheet(workbook.add_worksheet(), assessment, &style)?;
    workbook.save_to_buffer()
}

/// Headings and codes are locked, without a password: the lock is against slips, not against people.
fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
}

fn head_sheet(sheet: &mut Worksheet, assessment: &Assessment<'_>, style: &Style) -> Result<(), XlsxError> {
    sheet.set_name(HEAD_SHEET)?;
    for (at, heading) in (0..).zip(HEAD_HEADINGS) {
        sheet.write_string_with_format(0, at, heading, &style.heading)?;
    }
    sheet.write_string_with_format(0, 2, "คำอธิบาย", &style.heading)?;
    for (row, line) in (1..).zip(&HEAD) {
        let value = head_value(assessment, line);
        sheet.write_string_with_format(row, 0, line.name, &style.strong)?;
        let format = if line.key == "framework" { &style.label } else { &style.input_text };
        if value.is_empty() {
            sheet.write_blank(row, 1, format)?;
        } else {
            sheet.write_string_with_format(row, 1, &value, format)?;
        }
        sheet.write_string_with_format(row, 2, line.hint, &style.label)?;
        style::fit_row(sheet, row, [(value.as_str(), 44), (line.hint, 52)])?;
        let kinds: Vec<AgencyKind> = AgencyKind::codes().map(AgencyKind::from_code).collect();
        let (choices, strict): (Vec<&str>, bool) = match line.key {
            "kind" => (kinds.iter().map(AgencyKind::name_th).collect(), false),
            "scope" => (layout::SCOPES.iter().map(|(word, _)| *word).collect(), true),
            "unlisted_items" => (layout::UNLISTED.iter().map(|(word, _)| *word).collect(), true),
            _ => continue,
        };
        if let Some(list) = list(&choices, strict)? {
            sheet.add_data_validation(row, 1, row, 1, &list)?;
        }
    }
    sheet.set_column_width(0, 22)?.set_column_width(1, 44)?.set_column_width(2, 52)?;
    sheet.ignore_error_range(0, 0, 40, 2, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?;
    style::print_setup(sheet, 0)?;
    protect(sheet);
    Ok(())
}

fn score_sheet(sheet: &mut Worksheet, assessment: &Assessment<'_>, style: &Style) -> Result<(), XlsxError> {
    sheet.set_name(SCORE_SHEET)?;
    for (at, heading) in (0..).zip(HEADINGS) {
        sheet.write_string_with_format(0, at, heading, &style.heading)?;
    }
    let entries = entries(assessment);
    for (row, entry) in (1..).zip(&entries) {
        score_row(sheet, row, entry, assessment, style)?;
    }
    for (at, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    let last = u32::try_from(entries.len()).unwrap_or(1);
    sheet.ignore_error_range(0, 0, last, 5, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 0)?;
    style::print_setup(sheet, 0)?;
    protect(sheet);
    Ok(())
}

fn score_row(
    sheet: &mut Worksheet,
    row: u32,
    entry: &Entry,
    assessment: &Assessment<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    const SCORE: u16 = column::SCORE as u16;
    const VERDICT: u16 = column::VERDICT as u16;
    let coarse = !matches!(entry.kind, RowKind::Part | RowKind::SubIndicator | RowKind::Item);
    let label = if coarse { &style.strong } else { &style.label };
    for (at, text) in [
        (column::KIND, entry.kind.name()),
        (column::CODE, &entry.code),
        (column::INDICATOR, &entry.indicator),
        (column::TITLE, &entry.title),
    ] {
        sheet.write_string_with_format(row, at as u16, text, label)?;
    }
    style::fit_row(sheet, row, [(entry.title.as_str(), WIDTHS[column::TITLE])])?;
    let is_level = entry.kind == RowKind::Level;
    match (&entry.score, is_level) {
        (None, true) => {
            sheet.write_blank(row, SCORE, &style.input_text)?;
        }
        (None, false) => {
            sheet.write_blank(row, SCORE, &style.input_number)?;
        }
        (Some(level), true) => {
            sheet.write_string_with_format(row, SCORE, level, &style.input_text)?;
        }
        (Some(score), false) => write_figure(sheet, (row, SCORE), score, &style.input_number)?,
    }
    if is_level {
        let names: Vec<&str> = assessment.framework.levels.iter().map(|level| level.name.as_str()).collect();
        if let Some(list) = list(&names, false)? {
            sheet.add_data_validation(row, SCORE, row, SCORE, &list)?;
        }
    } else {
        sheet.add_data_validation(row, SCORE, row, SCORE, &score_bounds()?)?;
    }
    if !entry.is_disclosure {
        sheet.write_blank(row, VERDICT, label)?;
        return Ok(());
    }
    match entry.verdict {
        Some(verdict) => sheet.write_string_with_format(row, VERDICT, verdict, &style.input_text)?,
        None => sheet.write_blank(row, VERDICT, &style.input_text)?,
    };
    if let Some(list) = list(&layout::VERDICTS, true)? {
        sheet.add_data_validation(row, VERDICT, row, VERDICT, &list)?;
    }
    Ok(())
}

/// A warning and no more, since figures in Thai digits are text to Excel and still read well.
fn score_bounds() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(0.0, 100.0))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("โปรดตรวจคะแนน")?
        .set_error_message("คะแนนอยู่ระหว่าง 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง")
}

/// A list to choose from; `None` when Excel cannot show it.
pub(super) fn list(choices: &[&str], strict: bool) -> Result<Option<DataValidation>, XlsxError> {
    let length = choices.iter().map(|choice| choice.chars().count() + 1).sum::<usize>();
    if choices.is_empty() || LONGEST_LIST < length || choices.iter().any(|choice| choice.contains([',', '"']))
    {
        return Ok(None);
    }
    let list = DataValidation::new().allow_list_strings(choices)?.show_error_message(strict);
    list.set_error_title("โปรดเลือกจากรายการ")?.set_error_message("เลือกค่าจากรายการ หรือเว้นว่างไว้").map(Some)
}
