//! Reads plan files (JSON, TOML) and plan sheets (XLSX) the way assessment files are read: one tree with places,
//! read once, and everything that is wrong is told.

mod faults;
mod fields;
mod measure;
mod places;
mod sheet;
mod top;

use std::path::Path;

use domain::plan::Plan;

pub use places::Places;

use super::problem::{ReadError, Remark};
use super::report::Report;
use super::tree::At;
use super::{Format, json, limits, read_bounded, text, toml_text};

/// What a plan file says.
#[derive(Debug, Clone)]
pub struct LoadedPlan {
    /// The plan.
    pub plan: Plan,
    /// What is worth telling though it is no error.
    pub remarks: Vec<Remark>,
    /// Where in the file everything stands.
    pub places: Places,
}

/// Reads a plan file; its form follows from the ending, and `-` is JSON on standard input.
///
/// # Errors
/// Everything that is wrong with the file, each with place and remedy.
pub fn load(path: &Path) -> Result<LoadedPlan, ReadError> {
    if path == Path::new("-") {
        let bytes = read_bounded(std::io::stdin().lock(), path)?;
        return parse("-", Format::Json, &bytes);
    }
    let name = path.display().to_string();
    let whole = |fault| {
        let mut report = Report::new(&name);
        report.add(&At::default(), "", fault);
        ReadError::Invalid(report.problems)
    };
    if path.is_dir() {
        return Err(whole(super::faults::is_a_folder()));
    }
    let file = std::fs::File::open(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => ReadError::NotFound { path: path.to_owned() },
        _ => ReadError::Unreadable { path: path.to_owned(), source },
    })?;
    let Some(format) = Format::of(path).filter(|format| *format != Format::Csv) else {
        let ending = path.extension().map_or(name.clone(), |ending| format!(".{}", ending.to_string_lossy()));
        return Err(whole(faults::unknown_format(&ending)));
    };
    let bytes = read_bounded(file, path)?;
    parse(&name, format, &bytes)
}

/// Reads the content of a plan file; `name` stands in problems.
///
/// # Errors
/// Everything that is wrong with the content, each with place and remedy.
///
/// ```
/// use files::input::{Format, plan::parse};
/// let text = r#"{"score_year": 2568, "round_year": "๒๕๖๙", "framework": "nacc/2568"}"#;
/// assert_eq!(parse("a.json", Format::Json, text.as_bytes()).unwrap().plan.round_year.number(), 2569);
/// let text = r#"{"score_year": 2025, "round_yaer": 2569}"#;
/// let problems = parse("b.json", Format::Json, text.as_bytes()).unwrap_err().problems();
/// let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
/// assert_eq!(codes, ["unknown-key", "wrong-year", "missing-key", "missing-key"]);
/// ```
pub fn parse(name: &str, format: Format, bytes: &[u8]) -> Result<LoadedPlan, ReadError> {
    if limits::BYTES < bytes.len() as u64 {
        return Err(ReadError::TooLarge { file: name.to_owned(), limit: limits::BYTES });
    }
    let mut report = Report::new(name);
    let root = match format {
        Format::Json => text::data(bytes).map(|text| json::read(text, &mut report)),
        Format::Toml => text::data(bytes).map(|text| toml_text::read(text, &mut report)),
        Format::Xlsx if bytes.is_empty() => Err(Box::new((At::default(), super::faults::empty_file()))),
        Format::Xlsx => Ok(sheet::read(bytes, &mut report)),
        Format::Csv => Err(Box::new((At::default(), faults::unknown_format(".csv")))),
    };
    let root = root.unwrap_or_else(|misread| {
        let (at, fault) = *misread;
        report.add(&at, "", fault);
        None
    });
    // What the sheet could not make sense of is told together with what the tree says.
    let read = root.and_then(|root| top::read(&root, &mut report));
    match read {
        Some((plan, places)) if report.problems.is_empty() => {
            Ok(LoadedPlan { plan, remarks: report.remarks, places })
        }
        _ => Err(ReadError::Invalid(report.problems.into_iter().map(faults::retold).collect())),
    }
}
