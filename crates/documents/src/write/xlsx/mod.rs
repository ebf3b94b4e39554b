//! XLSX: the whole text on a first sheet, then a sheet for each table and each chart.
//!
//! Figures in tables are numbers with a format that shows them as the document does; everything else is text and
//! never a formula. The bytes depend on the document alone.

mod chart;
mod long;
mod names;
mod sheet;
mod style;
mod table;
mod words;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::style::Style;
use super::text::clean;
use super::{WriteError, WriteOptions};
use crate::model::{Block, Document, Section};

/// Name of the sheet that holds the text.
const TEXT_SHEET: &str = "เอกสาร";

/// A table or a chart with the sheet it stands on.
struct Part<'a> {
    sheet: String,
    section: &'a Section,
    block: &'a Block,
}

/// Writes the document as a workbook. An SVG emblem is left out: workbooks hold no SVG.
///
/// # Errors
/// When the document has more rows than a sheet, or the workbook cannot be made.
pub fn write(document: &Document, options: &WriteOptions<'_>) -> Result<Vec<u8>, WriteError> {
    let shown = document.shown();
    let style = Style::new(&shown);
    let parts = parts(&shown);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&shown)?);
    let mut text = words::Words::new(&shown, &style, options.emblem, &parts);
    text.write()?;
    workbook.push_worksheet(text.finish());
    for part in &parts {
        let sheet = match part.block {
            Block::Table(table) => table::sheet(&shown, &style, part, table)?,
            Block::Chart(chart) => chart::sheet(&shown, &style, part, chart)?,
            _ => continue,
        };
        workbook.push_worksheet(sheet);
    }
    Ok(workbook.save_to_buffer()?)
}

fn parts(document: &Document) -> Vec<Part<'_>> {
    let mut names = names::Names::new(TEXT_SHEET);
    let mut heading = String::new();
    let mut parts = Vec::new();
    for section in &document.sections {
        for block in &section.blocks {
            let wanted = match block {
                Block::Heading { text, .. } => {
                    heading.clone_from(text);
                    continue;
                }
                Block::Table(table) => {
                    let named = table.caption.as_ref().or(Some(&heading).filter(|text| !text.is_empty()));
                    named.unwrap_or(&table.name)
                }
                Block::Chart(chart) => &format!("แผนภูมิ {}", chart.title),
                _ => continue,
            };
            parts.push(Part { sheet: names.take(wanted), section, block });
        }
    }
    parts
}

fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let year = u16::try_from(document.date.year()).unwrap_or(1900).max(1900);
    let month = u8::try_from(document.date.month()).unwrap_or(1);
    let created = ExcelDateTime::from_ymd(year, month, u8::try_from(document.date.day()).unwrap_or(1))?;
    let properties = DocProperties::new()
        .set_title(clean(&document.title))
        .set_author(clean(&document.agency))
        .set_creation_datetime(&created);
    Ok(if document.draft { properties.set_status("ร่าง") } else { properties })
}
