//! `prongsai audit`

mod document;
mod files;
mod html;
mod page;
mod run;
mod sample;
mod save;
mod words;

use std::path::{Path, PathBuf};

use clap::Args;
use domain::Text;
use domain::consistency::Note;
use reader::audit::{Finding, Severity};
use reader::layout::Format;
use serde_json::json;

pub(crate) use page::{brief, by_code};
pub(crate) use sample::sample;

use super::App;
use super::read::ReadOptions;
use crate::output::json::audit as rows;
use crate::output::{Failure, Line, Outcome, Page, Tone};

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Published reports, or folders of them: PDF, DOCX, XLSX, CSV, HTML, text, Markdown.
    #[arg(required = true, value_name = "FILE")]
    pub reports: Vec<PathBuf>,
    /// Other reports, or folders of them, whose text must not be the same.
    #[arg(long, value_name = "FILE")]
    pub against: Vec<PathBuf>,
    /// Write the findings as a page that stands alone: a file or folder; named after the report when left out.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub html: Option<Option<PathBuf>>,
    /// Write the findings as a PDF document: a file or folder, as with --html.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub pdf: Option<Option<PathBuf>>,
    /// Write the findings as a Word document: a file or folder, as with --html.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub docx: Option<Option<PathBuf>>,
    /// Day that stands on the documents; today when left out.
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// Write over a file that exists.
    #[arg(long)]
    pub force: bool,
    /// How they are read.
    #[command(flatten)]
    pub options: ReadOptions,
}

/// How much was read from a document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Stated scores.
    pub scores: usize,
    /// Rows of tables of measures.
    pub measures: usize,
    /// Tables.
    pub tables: usize,
    /// Headings and paragraphs.
    pub paragraphs: usize,
}

/// One document after its audit; the text itself is not kept.
#[derive(Debug)]
pub(crate) struct Audited {
    pub path: PathBuf,
    pub format: Format,
    pub pages: u32,
    pub counts: Counts,
    pub agency: Option<String>,
    pub score_year: Option<i16>,
    pub round_year: Option<i16>,
    /// Name of the framework that the scores were read by, its digest, whether it is provisional.
    pub framework: Option<(String, String, bool)>,
    pub findings: Vec<Finding>,
    pub notes: Vec<Note>,
    pub remarks: Vec<reader::layout::Remark>,
}

impl Audited {
    /// The path as it was given.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// What a person should know beside the findings.
    pub fn remarks(&self) -> impl Iterator<Item = &Text> {
        let notes = self.notes.iter().map(|note| &note.message);
        notes.chain(self.remarks.iter().map(|remark| &remark.message))
    }

    /// Whether neither a score nor a measure was read: that nothing was found then says nothing.
    pub fn has_nothing(&self) -> bool {
        self.counts.scores == 0 && self.counts.measures == 0 && self.findings.is_empty()
    }

    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// A document that could not be read, and why.
#[derive(Debug)]
pub(crate) struct Unread {
    pub path: PathBuf,
    pub failure: Failure,
}

/// Audits published reports.
///
/// # Errors
/// When the only document cannot be read, none of several can, or a file cannot be written.
pub fn run(app: &App, args: &AuditArgs) -> Result<Outcome, Failure> {
    let reading = args.options.reading()?;
    let (mut reports, several) = files::of(&args.reports)?;
    let targets = save::targets(args, &reports, several)?;
    // The answer of an earlier run may lie in the folder; it is no report.
    reports.retain(|report| !save::is_target(&targets, report));
    let others = files::shingles(app, &args.against, &reading)?;
    let (done, mut unread) = run::all(app, &reports, &others, &reading, several);
    if done.is_empty() && !unread.is_empty() {
        return Err(unread.swap_remove(0).failure);
    }
    let mut text = Page::new(&app.console);
    match done.as_slice() {
        [one] if !several => page::document(&mut text, &app.console, one),
        all => page::folder(&mut text, &app.console, all, &unread),
    }
    let mut json = match done.as_slice() {
        [one] if !several => rows::document(one),
        all => rows::folder(all, &unread),
    };
    let written = save::write(&app.console, args, &targets, &done, &unread)?;
    if !written.is_empty() {
        text.blank();
    }
    for name in &written {
        let line = Line::toned(Tone::Good, "✓ ").plain(app.console.t("เขียนแล้ว ", "written: "));
        text.wrap(0, 2, line.verbatim(Tone::Accent, &**name));
    }
    if let Some(map) = json.as_object_mut().filter(|_| !written.is_empty()) {
        map.insert("out".to_owned(), json!(written.first()));
        map.insert("files".to_owned(), json!(written));
    }
    let flagged = done.iter().any(|one| !one.findings.is_empty()) || !unread.is_empty();
    Ok(Outcome { flagged, ..Outcome::new(text.finish(), json) })
}

/// Nothing to audit.
fn empty(folder: &Path) -> Failure {
    Failure::new(
        crate::output::Kind::NotFound,
        "no-reports",
        Text::new("ไม่มีรายงานในโฟลเดอร์", "the folder holds no reports"),
        Text::new(
            "ไม่พบไฟล์ PDF, DOCX, XLSX, CSV, HTML, TXT หรือ Markdown",
            "there is no PDF, DOCX, XLSX, CSV, HTML, TXT or Markdown file",
        ),
        Text::new("ตรวจชื่อโฟลเดอร์ หรือระบุชื่อไฟล์โดยตรง", "check the folder, or name the files themselves"),
    )
    .in_file(folder)
}
