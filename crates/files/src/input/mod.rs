//! Reads assessment files (JSON, TOML) and score sheets (XLSX, CSV).
//!
//! Every form is turned into one small tree of names and values with places, and the tree is read
//! once. Everything that is wrong is told, not only the first thing.

mod assessment;
mod codes;
mod faults;
mod figure_faults;
mod figures;
mod json;
mod limits;
pub mod os;
pub mod plan;
mod problem;
mod published;
mod report;
mod separated;
mod sheet_faults;
mod table;
mod tallies;
mod text;
mod toml_text;
mod tree;
mod workbook;

use std::io::Read as _;
use std::path::Path;

use domain::Assessment;
use domain::framework::Catalogue;

pub use problem::{Problem, ReadError, Remark};
use report::Report;
use tree::{At, Node};

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Assessment file in JSON.
    Json,
    /// Assessment file in TOML.
    Toml,
    /// Score sheet as an Excel workbook.
    Xlsx,
    /// Score sheet as separated text.
    Csv,
}

impl Format {
    /// The form that a file's ending stands for.
    ///
    /// ```
    /// use std::path::Path;
    /// use files::input::Format;
    /// assert_eq!(Format::of(Path::new("result.XLSX")), Some(Format::Xlsx));
    /// assert_eq!(Format::of(Path::new("result.doc")), None);
    /// ```
    pub fn of(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Format::Json),
            "toml" => Some(Format::Toml),
            "xlsx" => Some(Format::Xlsx),
            "csv" | "tsv" => Some(Format::Csv),
            _ => None,
        }
    }
}

/// What a file says.
#[derive(Debug, Clone)]
pub struct Loaded<'f> {
    /// The assessment.
    pub assessment: Assessment<'f>,
    /// What is worth telling though it is no error.
    pub remarks: Vec<Remark>,
}

/// Reads a file; its form follows from the ending, and `-` is JSON on standard input.
///
/// # Errors
/// Everything that is wrong with the file, each with place and remedy.
pub fn load<'f>(path: &Path, catalogue: &'f Catalogue) -> Result<Loaded<'f>, ReadError> {
    if path == Path::new("-") {
        let bytes = read_bounded(std::io::stdin().lock(), path)?;
        return parse("-", Format::Json, &bytes, catalogue);
    }
    let name = path.display().to_string();
    if path.is_dir() {
        let mut report = Report::new(&name);
        report.add(&At::default(), "", faults::is_a_folder());
        return Err(ReadError::Invalid(report.problems));
    }
    let file = std::fs::File::open(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => ReadError::NotFound { path: path.to_owned() },
        _ => ReadError::Unreadable { path: path.to_owned(), source },
    })?;
    let Some(format) = Format::of(path) else {
        let ending = path.extension().map_or(name.clone(), |ending| format!(".{}", ending.to_string_lossy()));
        let mut report = Report::new(&name);
        report.add(&At::default(), "", faults::unknown_format(&ending));
        return Err(ReadError::Invalid(report.problems));
    };
    let bytes = read_bounded(file, path)?;
    parse(&name, format, &bytes, catalogue)
}

fn read_bounded(source: impl std::io::Read, path: &Path) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let limited = source.take(limits::BYTES + 1).read_to_end(&mut bytes);
    limited.map_err(|source| ReadError::Unreadable { path: path.to_owned(), source })?;
    Ok(bytes)
}

/// Reads the content of a file; `name` stands in problems.
///
/// # Errors
/// Everything that is wrong with the content, each with place and remedy.
///
/// ```
/// use domain::framework::Catalogue;
/// use files::input::{Format, parse};
/// let catalogue = Catalogue::embedded();
/// let text = r#"{"framework": "nacc/2568", "published": {"indicators": {"1": "๑๐๐"}}}"#;
/// assert!(parse("a.json", Format::Json, text.as_bytes(), &catalogue).is_ok());
/// let text = r#"{"framework": "nacc/2568", "published": {"items": {"05": 101}}}"#;
/// let problems = parse("b.json", Format::Json, text.as_bytes(), &catalogue).unwrap_err().problems();
/// assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["out-of-range", "unknown-code"]);
/// ```
pub fn parse<'f>(
    name: &str,
    format: Format,
    bytes: &[u8],
    catalogue: &'f Catalogue,
) -> Result<Loaded<'f>, ReadError> {
    if limits::BYTES < bytes.len() as u64 {
        return Err(ReadError::TooLarge { file: name.to_owned(), limit: limits::BYTES });
    }
    let mut report = Report::new(name);
    let root = match format {
        Format::Json => text::data(bytes).map(|text| json::read(text, &mut report)),
        Format::Toml => text::data(bytes).map(|text| toml_text::read(text, &mut report)),
        Format::Csv => text::utf8_or_windows_874(bytes).map(|text| separated::read(&text, &mut report)),
        Format::Xlsx if bytes.is_empty() => Err(Box::new((At::default(), faults::empty_file()))),
        Format::Xlsx => Ok(workbook::read(bytes, &mut report)),
    };
    let root: Option<Node> = match root {
        Ok(root) => root,
        Err(misread) => {
            let (at, fault) = *misread;
            report.add(&at, "", fault);
            None
        }
    };
    match root {
        Some(root) => assessment::read(&root, catalogue, report),
        None => Err(ReadError::Invalid(report.problems)),
    }
}
