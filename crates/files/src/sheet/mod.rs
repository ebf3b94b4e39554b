//! Writes score sheets: templates to fill in, and results.
//!
//! Nothing that is written is ever a formula, whatever an agency is called.

pub(crate) mod layout;
pub(crate) mod plain_text;
pub(crate) mod plan_layout;
mod plan_sheet;
mod results;
mod results_workbook;
mod style;
mod template;
mod template_workbook;

use std::io::Write;

use domain::Assessment;
use domain::framework::Framework;
use domain::plan::Plan;
use domain::scoring::ScoreTree;

/// A form of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    /// Excel workbook.
    Xlsx,
    /// Comma-separated text in UTF-8 with a byte-order mark, so that Excel shows Thai.
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
///
/// ```
/// use domain::framework::Catalogue;
/// use files::sheet::{SheetFormat, write_template};
/// let catalogue = Catalogue::embedded();
/// let mut bytes = Vec::new();
/// write_template(catalogue.find("nacc/2568").unwrap(), SheetFormat::Csv, &mut bytes).unwrap();
/// assert!(String::from_utf8(bytes).unwrap().contains("public/E5"));
/// ```
pub fn write_template(
    framework: &Framework,
    format: SheetFormat,
    out: &mut impl Write,
) -> Result<(), WriteError> {
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
    match format {
        SheetFormat::Xlsx => Ok(out.write_all(&template_workbook::workbook(assessment)?)?),
        SheetFormat::Csv => template::write_csv(assessment, out),
    }
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
    match format {
        SheetFormat::Xlsx => Ok(out.write_all(&results_workbook::workbook(tree, assessment)?)?),
        SheetFormat::Csv => results::write_csv(tree, assessment, out),
    }
}

/// Writes a plan as a workbook: one sheet for head and memorandum, one of measures, one of endorsements.
///
/// # Errors
/// When a text is longer than a cell can hold, or `out` fails.
pub fn write_plan(plan: &Plan, out: &mut impl Write) -> Result<(), WriteError> {
    Ok(out.write_all(&plan_sheet::workbook(plan)?)?)
}

/// A CSV writer whose text Excel opens as UTF-8, and whose cells are never formulas.
struct CsvOut<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> CsvOut<W> {
    fn new(mut out: W) -> Result<CsvOut<W>, WriteError> {
        out.write_all(b"\xEF\xBB\xBF")?;
        let writer =
            csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(out);
        Ok(CsvOut { writer })
    }

    fn row<'t>(&mut self, cells: impl IntoIterator<Item = &'t str>) -> Result<(), WriteError> {
        Ok(self.writer.write_record(cells.into_iter().map(plain_text::guarded))?)
    }

    fn finish(mut self) -> Result<(), WriteError> {
        Ok(self.writer.flush()?)
    }
}
