//! `prongsai report`

mod batch;
mod inputs;
mod list;
mod one;
mod press;
mod save;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use thai::DigitStyle;

use super::App;
use crate::output::{Failure, Outcome};

pub use one::{Made, Order, make, row};
pub use press::Press;

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct ReportArgs {
    /// `list` or `batch`.
    #[command(subcommand)]
    pub command: Option<ReportCommand>,
    /// One document.
    #[command(flatten)]
    pub one: OneArgs,
}

/// What else `report` does.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Kinds of documents, and their layouts.
    List,
    /// Documents of every assessment file in a folder.
    Batch(Box<batch::BatchArgs>),
}

/// Arguments of one document.
#[derive(Debug, Args)]
pub struct OneArgs {
    /// Kind of document, as `report list` names it; `all` makes each kind once.
    #[arg(required = true, value_name = "KIND")]
    pub kind: Option<String>,
    /// The result (JSON, TOML, XLSX, CSV).
    #[arg(long, required = true, value_name = "FILE")]
    pub assessment: Option<PathBuf>,
    /// The plan with what came of it; without, one is suggested and the document is a draft.
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// The result of the year before.
    #[arg(long, value_name = "FILE")]
    pub previous: Option<PathBuf>,
    /// Columns, headings and sections, as `report list` names them, or of an agency's folder.
    #[arg(long, value_name = "NAME")]
    pub layout: Option<String>,
    /// For all documents.
    #[command(flatten)]
    pub common: Common,
}

/// What one document and a batch have in common.
#[derive(Debug, Args)]
pub struct Common {
    /// Formats, separated by commas: pdf, docx, xlsx, html, json, csv.
    #[arg(long = "format", value_delimiter = ',', value_name = "FORMATS", default_value = "pdf,docx")]
    pub formats: Vec<String>,
    /// Folder for the files; made where it is missing.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
    /// Year of the round in which the document is disclosed; the year after the scores when left out.
    #[arg(long, value_name = "YEAR")]
    pub round: Option<String>,
    /// Day of the document; today when left out.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// Arabic digits; official documents have Thai digits.
    #[arg(long, conflicts_with = "thai_digits")]
    pub arabic_digits: bool,
    /// Folder with fonts that are tried before Sarabun: TH Sarabun New, Laksaman.
    #[arg(long, value_name = "DIR")]
    pub font_dir: Option<PathBuf>,
    /// Picture of the emblem (PNG, JPEG, SVG).
    #[arg(long, value_name = "FILE")]
    pub emblem: Option<PathBuf>,
    /// Folder with an agency's own layouts and texts.
    #[arg(long, value_name = "DIR", env = "PRONGSAI_TEMPLATES", hide_env_values = true)]
    pub templates: Option<PathBuf>,
    /// Kind of document that a memo carries.
    #[arg(long, value_name = "KIND")]
    pub carries: Option<String>,
    /// Place among others, such as `12/150 จังหวัดกาฬสินธุ์`.
    #[arg(long, value_name = "PLACE/OF GROUP")]
    pub rank: Option<String>,
    /// Write over files that exist; otherwise they are kept beside under another name.
    #[arg(long)]
    pub force: bool,
}

impl Common {
    /// All formats that people open, into a folder of which every file may be written anew.
    pub(super) fn for_demo(out: &Path) -> Common {
        let formats = ["pdf", "docx", "xlsx", "html", "json"];
        Common {
            formats: formats.map(str::to_owned).into(),
            out: out.to_owned(),
            round: None,
            date: None,
            arabic_digits: false,
            font_dir: None,
            emblem: None,
            carries: None,
            rank: None,
            templates: None,
            force: true,
        }
    }

    fn digits(&self) -> DigitStyle {
        if self.arabic_digits { DigitStyle::Ascii } else { DigitStyle::Thai }
    }
}

/// Makes documents.
///
/// # Errors
/// When an input is wrong or a file cannot be written.
pub fn run(app: &App, args: &ReportArgs) -> Result<Outcome, Failure> {
    match &args.command {
        Some(ReportCommand::List) => Ok(list::run(app)),
        Some(ReportCommand::Batch(batch)) => batch::run(app, batch),
        None => one::run(app, &args.one),
    }
}
