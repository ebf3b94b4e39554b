//! `prongsai report KIND`

use std::path::{Path, PathBuf};

use documents::ComposeError;
use documents::facts::Facts;
use domain::Text;
use domain::analysis::Thresholds;
use serde_json::{Value, json};

use super::{Common, OneArgs, Press, inputs, save};
use crate::commands::{App, shared};
use crate::output::{Failure, Kind, Line, Outcome, Page, Tone};

/// A document that was made.
#[derive(Debug)]
pub struct Made {
    /// Kind.
    pub kind: String,
    /// Layout.
    pub layout: String,
    /// Title.
    pub title: String,
    /// Whether it is marked ร่าง.
    pub draft: bool,
    /// Where its files are.
    pub files: Vec<PathBuf>,
    /// Earlier files that were kept under another name.
    pub kept: Vec<PathBuf>,
}

/// What documents are to be made, from which files, into which folder.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// Names of kinds.
    pub kinds: &'a [&'a str],
    /// Layout; the kind's own when left out.
    pub layout: Option<&'a str>,
    /// File with the result.
    pub assessment: &'a Path,
    /// File with the plan.
    pub plan: Option<&'a Path>,
    /// File with the result of the year before.
    pub previous: Option<&'a Path>,
    /// Folder.
    pub out: &'a Path,
}

/// Makes one document, or each kind once.
///
/// # Errors
/// When an input is wrong or a file cannot be written.
pub fn run(app: &App, args: &OneArgs) -> Result<Outcome, Failure> {
    let (Some(kind), Some(assessment)) = (&args.kind, &args.assessment) else {
        let message = Text::new("ระบุชนิดเอกสารและ --assessment", "name a kind and --assessment");
        return Err(shared::bad_option("KIND", message, Text::default()));
    };
    let kinds = kinds(kind, args.layout.is_some())?;
    let press = Press::new(&args.common)?;
    let order = Order {
        kinds: &kinds,
        layout: args.layout.as_deref(),
        assessment,
        plan: args.plan.as_deref(),
        previous: args.previous.as_deref(),
        out: &args.common.out,
    };
    let made = make(app, &press, &args.common, order)?;
    let mut page = Page::new(&app.console);
    for document in &made {
        write(&mut page, app, document);
    }
    let rows: Vec<_> = made.iter().map(row).collect();
    Ok(Outcome::new(page.finish(), json!({ "documents": rows })))
}

/// The kinds of a name.
///
/// # Errors
/// When there is no such kind.
pub fn kinds(name: &str, one_layout: bool) -> Result<Vec<&'static str>, Failure> {
    let all: Vec<_> = documents::kinds().iter().map(|kind| kind.name).collect();
    if name == "all" && !one_layout {
        return Ok(all);
    }
    let found = all.iter().copied().find(|kind| *kind == name);
    found.map(|kind| vec![kind]).ok_or_else(|| {
        let names = all.join(", ");
        Failure::new(
            Kind::NotFound,
            "kind-not-found",
            Text::new("ไม่มีเอกสารชนิดนี้", "no such kind of document"),
            Text::new(format!("ไม่รู้จัก \"{name}\""), format!("\"{name}\" is not known")),
            Text::new(format!("เลือกจาก {names} หรือ all"), format!("choose from {names}, or all")),
        )
        .at(name)
    })
}

/// Makes documents: everything is composed and printed before the first file is written.
///
/// # Errors
/// When an input is wrong or a file cannot be written.
pub fn make(app: &App, press: &Press, common: &Common, order: Order<'_>) -> Result<Vec<Made>, Failure> {
    let assessment = shared::load(app, order.assessment)?.assessment;
    let tree = assessment.score();
    let previous = order.previous.map(|path| shared::load_previous(app, path, &assessment)).transpose()?;
    let previous_tree = previous.as_ref().map(|loaded| loaded.assessment.score());
    let round = inputs::round(common)?;
    let planned = inputs::plan(order.plan, &assessment, &tree, round)?;
    let year_of_round = format!("nacc/{}", planned.plan.round_year);
    let rank = inputs::rank(common)?;
    let facts = Facts {
        assessment: &assessment,
        tree: &tree,
        previous: previous_tree.as_ref(),
        plan: &planned.plan,
        plan_is_suggested: planned.suggested,
        thresholds: Thresholds::default(),
        round: planned.plan.round_year,
        round_framework: app.catalogue.find(&year_of_round).ok(),
        rank: rank.as_ref(),
        attached: None,
        today: inputs::day(common)?,
        digits: common.digits(),
    };
    let carried = carried(common, &facts, press)?;
    let facts = Facts { attached: carried.as_deref(), ..facts };
    let mut printed = Vec::new();
    for kind in order.kinds {
        let document = documents::compose(kind, order.layout, &facts, &press.templates)
            .map_err(|error| of_layout(kind, &error))?;
        let files = press.print(&document)?;
        printed.push((document, files));
    }
    let mut made = Vec::new();
    for (document, files) in printed {
        let mut written = Vec::new();
        let mut kept = Vec::new();
        for (name, content) in files {
            let path = order.out.join(name);
            kept.extend(save::save(&path, &content, common.force)?);
            written.push(path);
        }
        let documents::model::Document { kind, layout, title, draft, .. } = document;
        made.push(Made { kind, layout, title, draft, files: written, kept });
    }
    Ok(made)
}

/// Title of the document that a memo carries.
fn carried(common: &Common, facts: &Facts<'_>, press: &Press) -> Result<Option<String>, Failure> {
    let Some(name) = &common.carries else { return Ok(None) };
    let kind = kinds(name, true)?.remove(0);
    let document = documents::compose(kind, None, facts, &press.templates);
    document.map(|document| Some(document.title)).map_err(|error| of_layout(kind, &error))
}

fn of_layout(kind: &str, error: &ComposeError) -> Failure {
    let title = Text::new("จัดทำเอกสารไม่ได้", "the document cannot be made");
    match error {
        ComposeError::Layouts(problems) => inputs::of_layouts(problems),
        ComposeError::Text(problem) => inputs::of_layouts(std::slice::from_ref(problem)),
        ComposeError::UnknownKind { .. } | ComposeError::UnknownLayout { .. } => {
            let text = error.texts().into_iter().next().unwrap_or_default();
            let remedy = Text::new("ดู prongsai report list", "see `prongsai report list`");
            Failure::new(Kind::NotFound, "layout-not-found", title, text, remedy).at(kind)
        }
    }
}

fn write(page: &mut Page<'_>, app: &App, document: &Made) {
    let console = &app.console;
    let mut line = Line::toned(Tone::Strong, document.title.clone());
    if document.draft {
        line = line.add(Tone::Warn, console.t("  ร่าง", "  draft"));
    }
    page.wrap(0, 2, line);
    for file in &document.files {
        page.wrap(2, 4, Line::new().verbatim(Tone::Accent, file.display().to_string()));
    }
    if document.files.is_empty() {
        let words = console.t("ไม่มีตาราง จึงไม่มีไฟล์ CSV", "it has no tables, so there is no CSV file");
        page.wrap(2, 4, Line::toned(Tone::Warn, words));
    }
    for file in &document.kept {
        let words = console.t("ไฟล์เดิมเก็บไว้ที่ ", "the earlier file is kept as ");
        page.wrap(2, 4, Line::toned(Tone::Dim, words).verbatim(Tone::Dim, file.display().to_string()));
    }
}

/// A document in JSON.
pub fn row(document: &Made) -> Value {
    let names = |files: &[PathBuf]| files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>();
    json!({
        "kind": document.kind,
        "layout": document.layout,
        "title": document.title,
        "draft": document.draft,
        "files": names(&document.files),
        "kept": names(&document.kept),
    })
}
