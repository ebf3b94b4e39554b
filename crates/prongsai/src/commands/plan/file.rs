//! Plan files as the commands read and write them.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use domain::Text;
use domain::plan::Plan;
use serde_json::{Value, json};

use super::App;
use crate::commands::shared;
use crate::input::plan::{LoadedPlan, load};
use crate::output::console::json_text;
use crate::output::json::plan as rows;
use crate::output::{Failure, Kind, Outcome};
use crate::sheet::write_plan;

/// A form of plan file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// Plan file in JSON.
    Json,
    /// Plan file in TOML.
    Toml,
    /// Workbook to fill in.
    Xlsx,
}

impl PlanFormat {
    fn name(self) -> &'static str {
        match self {
            PlanFormat::Json => "json",
            PlanFormat::Toml => "toml",
            PlanFormat::Xlsx => "xlsx",
        }
    }

    /// The form that the ending of a name stands for.
    fn of(path: &Path) -> Option<PlanFormat> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        [PlanFormat::Json, PlanFormat::Toml, PlanFormat::Xlsx].into_iter().find(|form| form.name() == ending)
    }
}

/// Reads a plan, or says why not.
pub(super) fn read(path: &Path) -> Result<LoadedPlan, Failure> {
    load(path).map_err(|error| {
        let mut failure = Failure::read(path, &error);
        if failure.kind == Kind::NotFound {
            for trouble in &mut failure.troubles {
                trouble.remedy = Text::new(
                    "ตรวจชื่อไฟล์ หรือเริ่มจาก prongsai plan suggest หรือ prongsai plan template",
                    "check the name, or begin with `prongsai plan suggest` or `prongsai plan template`",
                );
            }
        }
        failure
    })
}

/// The form that was asked for, or that the name of the file stands for; none where neither is told.
pub(super) fn format(
    out: Option<&PathBuf>,
    given: Option<PlanFormat>,
) -> Result<Option<PlanFormat>, Failure> {
    let of_name = out.and_then(|out| PlanFormat::of(out));
    match (out, given, of_name) {
        (Some(out), Some(given), Some(of_name)) if given != of_name => {
            let (given, ending) = (given.name(), of_name.name());
            let message = Text::new(
                format!("--format {given} แต่ชื่อไฟล์ลงท้ายด้วย .{ending}"),
                format!("--format {given}, but the name ends in .{ending}"),
            );
            let remedy = Text::new("ใช้ให้ตรงกัน หรือไม่ต้องใส่ --format", "make them agree, or leave out --format");
            Err(shared::bad_option("--format", message, remedy).in_file(out))
        }
        (Some(out), None, None) => {
            let message = Text::new(
                "ชื่อไฟล์ต้องลงท้ายด้วย .json .toml หรือ .xlsx",
                "the name must end in .json, .toml or .xlsx",
            );
            let remedy = Text::new("เช่น --out plan.xlsx", "such as --out plan.xlsx");
            Err(shared::bad_option("--out", message, remedy).in_file(out))
        }
        (None, Some(PlanFormat::Xlsx), _) => {
            let message = Text::new("สมุดงานเขียนออกหน้าจอไม่ได้", "a workbook cannot be written to the screen");
            let remedy = Text::new("ระบุชื่อไฟล์ เช่น --out plan.xlsx", "name a file, such as --out plan.xlsx");
            Err(shared::bad_option("--format", message, remedy))
        }
        (_, given, of_name) => Ok(given.or(of_name)),
    }
}

/// What a plan is written as; `filled` is the JSON of it.
pub(super) fn content(plan: &Plan, filled: &Value, format: PlanFormat) -> Result<Vec<u8>, Failure> {
    match format {
        PlanFormat::Json => Ok(json_text(filled).into_bytes()),
        PlanFormat::Toml => rows::toml(plan).map(String::into_bytes).map_err(|error| {
            let text = error.to_string();
            Failure::new(
                Kind::Failure,
                "toml",
                Text::new("เขียนแผนเป็น TOML ไม่ได้", "the plan could not be written as TOML"),
                Text::new(text.clone(), text),
                Text::new("ใช้ --format json", "use --format json"),
            )
        }),
        PlanFormat::Xlsx => {
            let mut bytes = Vec::new();
            write_plan(plan, &mut bytes).map_err(|error| {
                let mut failure = shared::sheet_failure(Path::new("-"), &error);
                for trouble in &mut failure.troubles {
                    trouble.remedy = Text::new(
                        "หนึ่งช่องของ Excel รับได้ 32,767 อักขระ ให้ย่อข้อความ หรือใช้ --format json",
                        "a cell of Excel holds 32,767 characters: shorten the texts, or use --format json",
                    );
                }
                failure
            })?;
            Ok(bytes)
        }
    }
}

/// Writes a plan into a file, or into standard output.
pub(super) fn hand_out(
    app: &App,
    plan: &Plan,
    filled: Value,
    out: Option<&PathBuf>,
    format: PlanFormat,
    force: bool,
) -> Result<Outcome, Failure> {
    let content = content(plan, &filled, format)?;
    let Some(out) = out else {
        return Ok(Outcome::new(String::from_utf8_lossy(&content).into_owned(), filled));
    };
    shared::keep_existing(out, force)?;
    shared::write_file(out, &content)?;
    let row =
        json!({ "format": format.name(), "file": out.display().to_string(), "issues": plan.issues.len() });
    let mut outcome = Outcome::new(String::new(), row);
    outcome.notices.push(format!("{} {}", app.console.t("เขียนแล้ว", "wrote"), out.display()));
    Ok(outcome)
}
