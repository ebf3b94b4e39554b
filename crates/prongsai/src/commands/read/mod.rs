//! `prongsai read`

mod load;
mod show;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use domain::Text;
use reader::claims::{Claims, Confidence};
use serde_json::{Value, json};

pub(super) use load::{Document, ReadOptions, Reading, load};

use super::{App, shared};
use crate::output::console::json_text;
use crate::output::json::{read as rows, read_files};
use crate::output::{Console, Failure, Kind, Line, Outcome, Page, Tone};

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
    /// Published reports: PDF, DOCX, XLSX, CSV, HTML, JSON of `report`, text, Markdown.
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
    /// How they are read.
    #[command(flatten)]
    pub options: ReadOptions,
}

/// Reads published reports. Of several, one that cannot be read does not stop the others.
///
/// # Errors
/// When no document can be read, or a file cannot be written.
pub fn run(app: &App, args: &ReadArgs) -> Result<Outcome, Failure> {
    let reading = args.options.reading()?;
    if let Some(out) = &args.out {
        shared::not_an_input("--out", out, &args.documents)?;
        shared::keep_existing(out, args.force)?;
    }
    let several = 1 < args.documents.len();
    if let Some(form) = args.form {
        let [path] = args.documents.as_slice() else { return Err(one_at_a_time()) };
        return convert(app, args, form, &load(app, path, &reading)?);
    }
    let mut page = Page::new(&app.console);
    let mut values = Vec::new();
    let mut unread: Vec<(&Path, Failure)> = Vec::new();
    let mut flagged = false;
    for path in &args.documents {
        match load(app, path, &reading) {
            Ok(document) => {
                if !values.is_empty() {
                    page.blank();
                }
                show::show(&mut page, &app.console, &document);
                flagged |= is_doubtful(&document.claims);
                values.push(row(&document, several));
            }
            Err(failure) if !several => return Err(failure),
            Err(failure) => unread.push((path, failure)),
        }
    }
    if values.is_empty()
        && let Some((_, failure)) = unread.pop()
    {
        return Err(failure);
    }
    let notices = unread.iter().map(|(_, failure)| failure.page(&app.console)).collect();
    let json = match values.pop() {
        Some(value) if !several => value,
        last => {
            values.extend(last);
            let unreadable = unread.iter().map(|(path, failure)| failure.json_of(path));
            json!({ "documents": values, "unreadable": unreadable.collect::<Vec<_>>() })
        }
    };
    flagged |= !unread.is_empty();
    Ok(Outcome { flagged, notices, ..Outcome::new(page.finish(), json) })
}

fn row(document: &Document, several: bool) -> Value {
    let mut value = rows::document(&document.source, &document.claims);
    if several && let Some(map) = value.as_object_mut() {
        map.insert("file".to_owned(), json!(document.path.display().to_string()));
    }
    value
}

/// Whether a person should look before the result is used.
fn is_doubtful(claims: &Claims) -> bool {
    let unsure = claims.scores.iter().any(|claim| claim.origin.confidence == Confidence::Doubtful);
    unsure
        || !claims.other_values().is_empty()
        || claims.score_year.is_none()
        || claims.unplaced().next().is_some()
}

fn one_at_a_time() -> Failure {
    shared::bad_option(
        "--as",
        Text::new("แปลงได้ครั้งละหนึ่งเอกสาร", "one document at a time can be turned into a file"),
        Text::new("เรียกคำสั่งแยกกันสำหรับแต่ละเอกสาร", "run the command once for each document"),
    )
}

fn convert(app: &App, args: &ReadArgs, form: As, document: &Document) -> Result<Outcome, Failure> {
    let made = match form {
        As::Assessment => read_files::assessment(&document.claims),
        As::Plan => read_files::plan(&document.claims),
    };
    let file = made.ok_or_else(|| without_year(&document.path))?;
    let notes = rows::notes(&document.source, &document.claims);
    let lacks = read_files::lacks(&document.claims, form);
    let mut notices: Vec<String> = notes.iter().map(|note| show::told(&app.console, note)).collect();
    notices.extend(lacks.iter().map(|text| app.console.text(text).to_owned()));
    let flagged = is_doubtful(&document.claims) || !lacks.is_empty();
    let Some(out) = &args.out else {
        return Ok(Outcome { flagged, notices, ..Outcome::new(json_text(&file), file) });
    };
    shared::write_file(out, json_text(&file).as_bytes())?;
    let name = out.display().to_string();
    let mut page = Page::new(&app.console);
    let line = Line::toned(Tone::Good, "✓ ")
        .plain(app.console.t("เขียนแล้ว ", "written: "))
        .verbatim(Tone::Accent, &*name);
    page.wrap(0, 2, line);
    page.wrap(2, 2, contents(&app.console, form, &document.claims));
    let json = json!({ "out": name, "notes": notes });
    Ok(Outcome { flagged, notices, ..Outcome::new(page.finish(), json) })
}

/// How much the file holds, so that an officer sees at once whether something is missing.
fn contents(console: &Console, form: As, claims: &Claims) -> String {
    let published = claims.published();
    match form {
        As::Assessment => {
            let overall = published.overall.map_or("-".to_owned(), |score| score.to_string());
            let (indicators, items) = (published.indicators.len(), published.items.len());
            match console.language {
                domain::Language::Thai => {
                    format!("คะแนนรวม {overall} · ตัวชี้วัด {indicators} · รายข้อ {items}")
                }
                domain::Language::English => {
                    format!("overall {overall} · {indicators} indicators · {items} items")
                }
            }
        }
        As::Plan => {
            let rows = claims.joined_measures();
            let count =
                |has: fn(&reader::claims::MeasureClaim) -> bool| rows.iter().filter(|row| has(row)).count();
            let (all, periods) = (rows.len(), count(|row| row.period.period.is_some()));
            let (units, results) =
                (count(|row| !row.responsible.text.is_empty()), count(|row| !row.result.is_empty()));
            match console.language {
                domain::Language::Thai => format!(
                    "มาตรการ {all} · มีผู้รับผิดชอบ {units} · มีระยะเวลา {periods} · มีผลการดำเนินการ {results}"
                ),
                domain::Language::English => {
                    format!(
                        "{all} measures · {units} with units · {periods} with periods · {results} with results"
                    )
                }
            }
        }
    }
}

fn without_year(path: &Path) -> Failure {
    Failure::new(
        Kind::Invalid,
        "year-unknown",
        Text::new("แปลงเอกสารไม่ได้", "the document cannot be turned into a file"),
        Text::new("เอกสารไม่บอกปีงบประมาณของคะแนน", "the document does not tell the fiscal year of its scores"),
        Text::new(
            "ถ้าทราบปี ให้ระบุเอง เช่น --score-year 2568 ถ้าไม่ทราบ ตรวจว่าเป็นรายงานผล ITA",
            "name the year if you know it, as in --score-year 2568; else check that it is a report on ITA",
        ),
    )
    .in_file(path)
}
