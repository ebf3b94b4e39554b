//! `prongsai plan suggest`

use std::path::PathBuf;

use clap::Args;
use domain::analysis::Thresholds;
use domain::measures::Library;
use domain::plan::{SuggestOptions, suggest};
use domain::{Score, Text};
use thai::FiscalYear;

use super::App;
use super::file::{self, PlanFormat};
use super::show;
use crate::commands::shared;
use crate::output::json::plan as rows;
use crate::output::{Failure, Kind, Outcome};

/// Arguments of `plan suggest`.
#[derive(Debug, Args)]
pub struct SuggestArgs {
    /// Assessment file (JSON, TOML) or score sheet (XLSX, CSV); - is standard input.
    #[arg(value_name = "ASSESSMENT")]
    pub file: PathBuf,
    /// Fiscal year in which the plan is carried out; the one after the scores when left out.
    #[arg(long, value_name = "YEAR")]
    pub round: Option<String>,
    /// Most issues, the weakest first.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub max_issues: Option<u16>,
    /// Most measures of an issue.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=20))]
    pub measures_per_issue: u8,
    /// What lies below this needs a measure.
    #[arg(long, value_name = "SCORE", default_value = "85")]
    pub threshold: String,
    /// Form of the plan; by the name of the file when left out.
    #[arg(long, value_enum)]
    pub format: Option<PlanFormat>,
    /// Write the plan here; without it and without --format it is shown in words.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over a file that exists.
    #[arg(long)]
    pub force: bool,
}

/// Proposes a plan for a result.
///
/// # Errors
/// When the result cannot be read, an option is wrong, or the plan cannot be written.
pub fn run(app: &App, args: &SuggestArgs) -> Result<Outcome, Failure> {
    let format = file::format(args.out.as_ref(), args.format)?;
    let thresholds = thresholds(&args.threshold)?;
    let round = args.round.as_deref().map(year).transpose()?;
    let assessment = shared::load(app, &args.file)?.assessment;
    let tree = assessment.score();
    if let Some(round) = round.filter(|round| *round <= assessment.framework.fiscal_year()) {
        let scores = assessment.framework.fiscal_year();
        let message = Text::new(
            format!("รอบปี {round} ต้องอยู่หลังปีของคะแนน {scores}"),
            format!("the round of {round} has to come after the scores of {scores}"),
        );
        let next = scores.next().unwrap_or(scores);
        let remedy = Text::new(format!("เช่น --round {next}"), format!("such as --round {next}"));
        return Err(shared::bad_option("--round", message, remedy));
    }
    if !shared::has_indicators(&tree) {
        return Err(nothing_known().in_file(&args.file));
    }
    let options = SuggestOptions {
        round,
        max_issues: args.max_issues.map(usize::from),
        measures_per_issue: usize::from(args.measures_per_issue),
    };
    let plan = suggest(&assessment.agency, &tree, library()?, &thresholds, &options);
    let filled = rows::plan(&plan);
    match format {
        Some(format) => file::hand_out(app, &plan, filled, args.out.as_ref(), format, args.force),
        None => Ok(Outcome::new(show::page(&app.console, &plan), filled)),
    }
}

/// Without the figures below the overall nobody can tell what is weak.
fn nothing_known() -> Failure {
    Failure::new(
        Kind::Invalid,
        "no-indicators",
        Text::new("ยังเสนอแผนไม่ได้", "no plan can be suggested yet"),
        Text::new(
            "ไฟล์ไม่มีคะแนนตัวชี้วัดหรือรายข้อ จึงบอกไม่ได้ว่าข้อใดอ่อน",
            "the file has no scores of indicators or items, so what is weak cannot be told",
        ),
        Text::new(
            "กรอกคะแนนในแบบจาก prongsai template score-sheet",
            "fill in the sheet that `prongsai template score-sheet` makes",
        ),
    )
}

/// What counts as weak.
pub(super) fn thresholds(written: &str) -> Result<Thresholds, Failure> {
    let score = thai::digits::to_ascii(written.trim()).parse::<Score>();
    let weakness_below =
        score.map_err(|error| shared::bad_option("--threshold", error.advice(), Text::default()))?;
    Ok(Thresholds { weakness_below, ..Thresholds::default() })
}

fn year(written: &str) -> Result<FiscalYear, Failure> {
    thai::digits::to_ascii(written.trim()).parse::<FiscalYear>().map_err(|_| {
        let message = Text::new(
            format!("“{written}” ไม่ใช่ปีงบประมาณ พ.ศ."),
            format!("“{written}” is not a fiscal year of the Buddhist era"),
        );
        shared::bad_option("--round", message, Text::new("เช่น --round 2569", "such as --round 2569"))
    })
}

pub(in crate::commands) fn library() -> Result<&'static Library, Failure> {
    Library::embedded().map_err(|problems| {
        let first = problems.first().map_or_else(Text::default, |problem| problem.kind.text());
        Failure::new(
            Kind::Failure,
            "measures",
            Text::new("อ่านคลังมาตรการไม่ได้", "the library of measures cannot be read"),
            first,
            Text::new("ติดตั้งโปรแกรมใหม่", "install the program again"),
        )
    })
}
