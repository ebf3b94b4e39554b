//! `prongsai template`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use domain::framework::{Granularity, NodeRef};
use domain::{Framework, Text};
use serde_json::{Map, Value, json};

use super::{App, shared};
use crate::output::console::json_text;
use crate::output::{Failure, Outcome};
use crate::sheet::{SheetFormat, write_template};

/// Kinds of template.
#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// A score sheet to fill in (XLSX, CSV); CSV on standard output without --out.
    ScoreSheet(TemplateArgs),
    /// The skeleton of an assessment file (JSON).
    Assessment(TemplateArgs),
}

/// Arguments of the templates.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// The rules, such as nacc/2568.
    #[arg(long, value_name = "OWNER/YEAR")]
    pub framework: String,
    /// Write here instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over a file that exists.
    #[arg(long)]
    pub force: bool,
}

/// Makes a template.
///
/// # Errors
/// When the framework is not there or the file cannot be written.
pub fn run(app: &App, command: &TemplateCommand) -> Result<Outcome, Failure> {
    match command {
        TemplateCommand::ScoreSheet(args) => score_sheet(app, args),
        TemplateCommand::Assessment(args) => assessment(app, args),
    }
}

fn score_sheet(app: &App, args: &TemplateArgs) -> Result<Outcome, Failure> {
    let framework = shared::framework(app, &args.framework)?;
    let format = match &args.out {
        Some(out) => shared::sheet_format(out)?,
        None => SheetFormat::Csv,
    };
    let place = args.out.as_deref().unwrap_or(Path::new("-"));
    let mut content = Vec::new();
    write_template(framework, format, &mut content).map_err(|error| shared::sheet_failure(place, &error))?;
    let mut row = json!({
        "framework": framework.id().to_string(),
        "provisional": framework.is_provisional(),
        "format": match format { SheetFormat::Xlsx => "xlsx", SheetFormat::Csv => "csv" },
        "file": args.out.as_ref().map(|out| out.display().to_string()),
    });
    match &args.out {
        Some(out) => {
            save(out, &content, args.force)?;
            let mut outcome = Outcome::new(String::new(), row);
            outcome.notices = notices(app, framework, out);
            Ok(outcome)
        }
        None => {
            let text = String::from_utf8_lossy(&content).into_owned();
            row["content"] = Value::String(text.trim_start_matches('\u{feff}').to_owned());
            Ok(Outcome::new(text, row))
        }
    }
}

fn assessment(app: &App, args: &TemplateArgs) -> Result<Outcome, Failure> {
    let framework = shared::framework(app, &args.framework)?;
    let skeleton = skeleton(framework);
    let text = json_text(&skeleton);
    let Some(out) = &args.out else { return Ok(Outcome::new(text, skeleton)) };
    save(out, text.as_bytes(), args.force)?;
    let row = json!({
        "framework": framework.id().to_string(),
        "provisional": framework.is_provisional(),
        "format": "json",
        "file": out.display().to_string(),
    });
    let mut outcome = Outcome::new(String::new(), row);
    outcome.notices = notices(app, framework, out);
    Ok(outcome)
}

fn save(out: &Path, content: &[u8], force: bool) -> Result<(), Failure> {
    shared::keep_existing(out, force)?;
    shared::write_file(out, content)
}

fn notices(app: &App, framework: &Framework, out: &Path) -> Vec<String> {
    let mut notices = vec![format!("{} {}", app.console.t("เขียนแล้ว", "wrote"), out.display())];
    if framework.is_provisional() {
        let mark = Text::new(
            "▲ ฉบับชั่วคราว / provisional: หลักเกณฑ์สมมติตามปีอื่น",
            "▲ provisional / ฉบับชั่วคราว: rules taken over from another year",
        );
        notices.push(app.console.text(&mark).to_owned());
    }
    notices
}

/// An assessment file with every figure of the year empty.
fn skeleton(framework: &Framework) -> Value {
    let nodes = framework.skeleton();
    let named = |granularity: Granularity| -> Map<String, Value> {
        nodes.of(granularity).map(|node| (framework.path(node), Value::Null)).collect()
    };
    let instruments: Map<String, Value> =
        framework.instruments.iter().map(|instrument| (instrument.code.clone(), Value::Null)).collect();
    let verdicts: Map<String, Value> = framework
        .items
        .iter()
        .filter(|item| item.is_disclosure())
        .map(|item| (item.code.clone(), Value::Null))
        .collect();
    let tallies: Map<String, Value> = nodes
        .of(Granularity::Rows)
        .filter_map(|node| match nodes.nodes[node].at {
            NodeRef::Row(row, part) => {
                let part = part.map_or(String::new(), |part| format!("{}/", framework.parts[part].code));
                Some((format!("{part}{}", framework.rows[row].code), Value::Null))
            }
            _ => None,
        })
        .collect();
    json!({
        "agency": {
            "name": null, "kind": null, "province": null, "district": null,
            "ministry": null, "code": null, "website": null,
        },
        "scope": "agency",
        "framework": framework.id().to_string(),
        "unlisted_items": "unknown",
        "published": {
            "overall": null,
            "level": null,
            "instruments": instruments.clone(),
            "points": instruments,
            "indicators": named(Granularity::Indicators),
            "parts": named(Granularity::Parts),
            "sub_indicators": named(Granularity::SubIndicators),
            "items": named(Granularity::Items),
        },
        "verdicts": verdicts,
        "tallies": tallies,
    })
}
