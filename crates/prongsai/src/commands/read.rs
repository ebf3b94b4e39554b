//! `prongsai read`

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use domain::Text;
use reader::claims::{Claims, Confidence};
use reader::layout::Source;
use reader::{Limits, ReadProblem, claims, formats};
use serde_json::{Value, json};

use super::{App, shared};
use crate::output::console::json_text;
use crate::output::json::{read as rows, read_files};
use crate::output::{Console, Failure, Kind, Line, Outcome, Page, Tone};

/// Measures that are shown to a person; JSON has them all.
const SHOWN: usize = 12;

/// What a document becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// An assessment file, for score, check, analyse.
    Assessment,
    /// A plan file.
    Plan,
}

/// Arguments of `read`.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// Published reports: PDF, DOCX, XLSX, CSV, HTML, text, Markdown.
    #[arg(required = true, value_name = "FILE")]
    pub documents: Vec<PathBuf>,
    /// Write an assessment file or a plan file.
    #[arg(long = "as", value_enum, value_name = "assessment|plan", hide_possible_values = true)]
    pub form: Option<As>,
    /// Write here instead of standard output.
    #[arg(long, value_name = "FILE", requires = "form")]
    pub out: Option<PathBuf>,
    /// Write over a file that exists.
    #[arg(long)]
    pub force: bool,
}

/// A document that was read.
pub(super) struct Document {
    pub path: PathBuf,
    pub source: Source,
    pub claims: Claims,
}

/// Reads published reports.
///
/// # Errors
/// When a document cannot be read or a file cannot be written.
pub fn run(app: &App, args: &ReadArgs) -> Result<Outcome, Failure> {
    let documents: Vec<Document> =
        args.documents.iter().map(|path| load(app, path)).collect::<Result<_, _>>()?;
    if let Some(form) = args.form {
        return convert(app, args, form, &documents);
    }
    let mut page = Page::new(&app.console);
    for (at, document) in documents.iter().enumerate() {
        if 0 < at {
            page.blank();
        }
        show(&mut page, &app.console, document);
    }
    let mut values: Vec<Value> = documents
        .iter()
        .map(|document| {
            let mut value = rows::document(&document.source, &document.claims);
            if 1 < documents.len()
                && let Value::Object(map) = &mut value
            {
                map.insert("file".to_owned(), json!(document.path.display().to_string()));
            }
            value
        })
        .collect();
    let json = if values.len() == 1 { values.swap_remove(0) } else { json!({ "documents": values }) };
    let flagged = documents.iter().any(|document| is_doubtful(&document.claims));
    Ok(Outcome { flagged, ..Outcome::new(page.finish(), json) })
}

/// Whether a person should look before the result is used.
fn is_doubtful(claims: &Claims) -> bool {
    let unsure = claims.scores.iter().any(|claim| claim.origin.confidence == Confidence::Doubtful);
    unsure
        || !claims.other_values().is_empty()
        || claims.score_year.is_none()
        || claims.unplaced().next().is_some()
}

/// Reads a document, `-` being standard input.
pub(super) fn load(app: &App, path: &Path) -> Result<Document, Failure> {
    let limits = Limits::default();
    let unreadable = |error: std::io::Error| Failure::io(path, &error, false);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(limits.bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let file = std::fs::File::open(path).map_err(unreadable)?;
        file.take(limits.bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let source = formats::read(&name, &bytes, &limits).map_err(|problem| failure(path, &problem))?;
    let claims = claims::read(&source, &app.catalogue);
    Ok(Document { path: path.to_owned(), source, claims })
}

fn failure(path: &Path, problem: &ReadProblem) -> Failure {
    let title = Text::new("อ่านเอกสารไม่ได้", "the document could not be read");
    let failure = Failure::new(
        Kind::Invalid,
        problem.code,
        title,
        (*problem.message).clone(),
        (*problem.remedy).clone(),
    );
    let failure = failure.in_file(path);
    match &problem.place {
        Some(place) => failure.at(place),
        None => failure,
    }
}

fn convert(app: &App, args: &ReadArgs, form: As, documents: &[Document]) -> Result<Outcome, Failure> {
    let [document] = documents else {
        return Err(shared::bad_option(
            "--as",
            Text::new("แปลงได้ครั้งละหนึ่งเอกสาร", "one document at a time can be turned into a file"),
            Text::new("เรียกคำสั่งแยกกันสำหรับแต่ละเอกสาร", "run the command once for each document"),
        ));
    };
    let made = match form {
        As::Assessment => read_files::assessment(&document.claims),
        As::Plan => read_files::plan(&document.claims),
    };
    let Some(file) = made else {
        return Err(Failure::new(
            Kind::Invalid,
            "year-unknown",
            Text::new("แปลงเอกสารไม่ได้", "the document cannot be turned into a file"),
            Text::new(
                "เอกสารไม่บอกปีงบประมาณของคะแนน",
                "the document does not tell the fiscal year of its scores",
            ),
            Text::new(
                "ตรวจว่าเป็นรายงานผล ITA และมีปีงบประมาณในข้อความ",
                "check that it is a report on ITA and names the fiscal year in its text",
            ),
        )
        .in_file(&document.path));
    };
    let notices = notices(&app.console, document);
    let flagged = is_doubtful(&document.claims);
    let Some(out) = &args.out else {
        return Ok(Outcome { flagged, notices, ..Outcome::new(json_text(&file), file) });
    };
    shared::keep_existing(out, args.force)?;
    shared::write_file(out, json_text(&file).as_bytes())?;
    let name = out.display().to_string();
    let mut page = Page::new(&app.console);
    let line = Line::toned(Tone::Good, "✓ ")
        .plain(app.console.t("เขียนแล้ว ", "written: "))
        .verbatim(Tone::Accent, &*name);
    page.wrap(0, 2, line);
    let json = json!({ "out": name, "notes": rows::notes(&document.source, &document.claims) });
    Ok(Outcome { flagged, notices, ..Outcome::new(page.finish(), json) })
}

/// What should be looked at, for a person who only gets a file.
fn notices(console: &Console, document: &Document) -> Vec<String> {
    let notes = rows::notes(&document.source, &document.claims);
    notes.iter().map(|note| told(console, note)).collect()
}

fn told(console: &Console, note: &Value) -> String {
    let word = |key: &str| note.get(key).and_then(Value::as_str).unwrap_or_default();
    let place = note.get("place").and_then(|place| place.get("text")).and_then(Value::as_str);
    let message = word(console.t("message_th", "message_en"));
    place.map_or_else(|| message.to_owned(), |place| format!("{place}: {message}"))
}

fn show(page: &mut Page<'_>, console: &Console, document: &Document) {
    let Document { path, source, claims } = document;
    let agency = claims
        .agency
        .as_ref()
        .map_or(console.t("(ไม่พบชื่อหน่วยงาน)", "(agency not found)"), |agency| &agency.name);
    let year = claims.score_year.map_or_else(String::new, |year| {
        format!("  {} {}", console.t("คะแนนปีงบประมาณ พ.ศ.", "scores of fiscal year"), year.number())
    });
    page.wrap(0, 2, Line::toned(Tone::Accent, agency).add(Tone::Dim, year));
    page.wrap(0, 2, Line::new().verbatim(Tone::Dim, path.display().to_string()));
    let published = claims.published();
    page.section(console.t("คะแนนที่ประกาศ", "Published scores"), "");
    if let Some(overall) = published.overall {
        let level = published.level.clone().unwrap_or_default();
        let line = Line::from(console.t("คะแนนรวม ", "overall ")).add(Tone::Strong, overall.to_string());
        page.wrap(2, 4, line.plain(format!("  {level}")));
    }
    let indicators: Vec<String> =
        published.indicators.iter().map(|(number, score)| format!("{number}: {score}")).collect();
    if !indicators.is_empty() {
        page.wrap(2, 4, Line::from(console.t("ตัวชี้วัด  ", "indicators  ")).plain(indicators.join("  ")));
    }
    let items: Vec<String> = published.items.iter().map(|(code, score)| format!("{code}: {score}")).collect();
    if !items.is_empty() {
        page.wrap(2, 4, Line::from(console.t("ข้อ  ", "items  ")).verbatim(Tone::Plain, items.join("  ")));
    }
    if !claims.measures.is_empty() {
        page.section(console.t("มาตรการ", "Measures"), &claims.measures.len().to_string());
        for row in claims.measures.iter().take(SHOWN) {
            let title = if row.measure.is_empty() { row.issue.as_str() } else { row.measure.as_str() };
            let short: String = title.chars().take(90).collect();
            page.point(
                "·",
                Tone::Dim,
                Line::from(short).add(Tone::Dim, format!("  {}", row.responsible.lead)),
            );
        }
        let more = claims.measures.len().saturating_sub(SHOWN);
        if 0 < more {
            page.point("…", Tone::Dim, format!("{} {more}", console.t("อีก", "more:")));
        }
    }
    let notes = rows::notes(source, claims);
    if !notes.is_empty() {
        page.section(console.t("หมายเหตุ", "Notes"), "");
        for note in &notes {
            page.point("·", Tone::Dim, told(console, note));
        }
    }
}
