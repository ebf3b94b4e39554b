//! Paper, margins, running lines and heights of rows, alike on all sheets.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::WriteError;
use super::super::text::{clean, room};
use crate::model::{Document, Orientation, Section};

const A4: u8 = 9;
/// Rows of a sheet.
const MOST_ROWS: usize = 1_048_576;
/// Points that a row may be high.
pub(super) const MOST_HEIGHT: usize = 409;

/// A sheet that prints on A4, one page wide.
pub(super) fn new(
    document: &Document,
    name: &str,
    section: Option<&Section>,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    if section.is_some_and(|section| section.orientation == Orientation::Landscape) {
        sheet.set_landscape();
    }
    let page = &document.page;
    let [left, right, top, bottom] = [page.left, page.right, page.top, page.bottom].map(inches);
    sheet.set_margins(left, right, top, bottom, inches(100), inches(100));
    let head = section.and_then(|section| section.running_head.as_deref()).unwrap_or_default();
    let draft = if document.draft { "&Rร่าง" } else { "" };
    let header = format!("&L{}{draft}", running(head));
    if header != "&L" {
        sheet.set_header(header);
    }
    sheet.set_footer("&C&P / &N");
    Ok(sheet)
}

/// Tenths of a millimetre in inches, to a thousandth: what the file format wants.
fn inches(tenths: u16) -> f64 {
    let thousandths = u32::from(tenths) * 1000 / 254;
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000).parse().unwrap_or(1.0)
}

/// Text in a running line, where `&` begins a command and a figure after the font size would change it.
fn running(text: &str) -> String {
    let line: String = clean(text).replace(['\n', '\t'], " ").chars().take(180).collect();
    line.replace('&', "&&")
}

/// A row or column of a sheet.
///
/// # Errors
/// When the sheet has no such row.
pub(super) fn row(index: usize) -> Result<u32, WriteError> {
    let too_large = || WriteError::TooLarge { what: format!("{index} rows on one sheet") };
    if MOST_ROWS <= index { Err(too_large()) } else { u32::try_from(index).map_err(|_| too_large()) }
}

/// A column of a sheet.
///
/// # Errors
/// When the sheet has no such column.
pub(super) fn column(index: usize) -> Result<u16, WriteError> {
    let too_large = || WriteError::TooLarge { what: format!("{index} columns in one table") };
    if 16_384 <= index { Err(too_large()) } else { u16::try_from(index).map_err(|_| too_large()) }
}

/// The height that a text needs in a column of `width` letters, in points. Programs measure neither merged cells
/// nor, some of them, any row when they open a file, so this is estimated, rather too high than too low: a text
/// that is cut is lost on paper, and another font than TH Sarabun New is larger. What is higher than
/// [`MOST_HEIGHT`] needs several rows.
pub(super) fn height(text: &str, width: usize, size: u16) -> usize {
    let width = width.saturating_sub(2).max(3);
    let lines: usize = text.split('\n').map(|line| (room(line) * 6 / 5).div_ceil(width).max(1)).sum();
    lines * usize::from(size) * 8 / 5 + 6
}

/// A height as a row can have it.
pub(super) fn points(height: usize) -> u32 {
    u32::try_from(height.min(MOST_HEIGHT)).unwrap_or(409)
}
