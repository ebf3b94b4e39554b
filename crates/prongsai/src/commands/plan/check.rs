//! `prongsai plan check`

use std::path::PathBuf;

use clap::Args;
use domain::approval::Chain;
use domain::plan::{Plan, PlanFinding, check, check_alone};
use domain::{Assessment, Text};
use serde_json::json;
use thai::{Date, DateForm, DigitStyle, dates};

use super::{App, file, show, suggest, today};
use crate::commands::shared;
use crate::input::plan::Places;
use crate::output::json::NoteRow;
use crate::output::json::plan::finding;
use crate::output::{Console, Failure, Line, Outcome, Page, Tone};

/// Arguments of `plan check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Plan file (JSON, TOML) or plan sheet (XLSX); - is standard input.
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    /// The assessment that the plan answers.
    #[arg(long, value_name = "FILE")]
    pub assessment: Option<PathBuf>,
    /// The day to check for; today when left out.
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// With --assessment: what lies below this needs a measure.
    #[arg(long, value_name = "SCORE", default_value = "85")]
    pub threshold: String,
}

/// Checks a plan.
///
/// # Errors
/// When a file cannot be read or an option is wrong.
pub fn run(app: &App, args: &CheckArgs) -> Result<Outcome, Failure> {
    let console = &app.console;
    let today = today::today(args.today.as_deref())?;
    let thresholds = suggest::thresholds(&args.threshold)?;
    let loaded = file::read(&args.plan)?;
    let plan = &loaded.plan;
    let mut notes: Vec<NoteRow> = loaded.remarks.iter().map(NoteRow::from).collect();
    let findings = match &args.assessment {
        Some(path) => {
            let assessment = shared::load(app, path)?.assessment;
            check(plan, &assessment.score(), &thresholds, today)
        }
        None => {
            let text = Text::new(
                "ไม่ได้เทียบกับคะแนน ระบุผลการประเมินด้วย --assessment",
                "not held against the scores: name the assessment with --assessment",
            );
            notes.push(NoteRow::new("without-assessment", "", &text));
            match app.catalogue.find(&plan.framework) {
                // Without figures: codes are looked up, and nothing is weak.
                Ok(framework) => check(plan, &Assessment::new(framework).score(), &thresholds, today),
                Err(_) => check_alone(plan, today),
            }
        }
    };
    let next = Chain::new(&plan.endorsements).next();
    let mut page = Page::new(console);
    show::head(&mut page, console, plan);
    page.blank();
    write(&mut page, console, &findings, &loaded.places, today);
    awaited(&mut page, console, plan, next);
    shared::notes(&mut page, console, &notes);
    let json = json!({
        "framework": plan.framework,
        "score_year": plan.score_year.number(),
        "round_year": plan.round_year.number(),
        "today": today.to_string(),
        "findings": findings.iter().map(|found| finding(found, &loaded.places)).collect::<Vec<_>>(),
        "next_office": next.and_then(|at| plan.endorsements.get(at)).map(|one| &one.office),
        "notes": notes,
    });
    Ok(Outcome { flagged: !findings.is_empty(), ..Outcome::new(page.finish(), json) })
}

fn write(page: &mut Page<'_>, console: &Console, findings: &[PlanFinding], places: &Places, today: Date) {
    let day = dates::write(today, DateForm::Short, DigitStyle::Ascii);
    if findings.is_empty() {
        let text = format!("{} {day}", console.t("ไม่พบข้อที่ต้องแก้ ณ วันที่", "nothing to mend as of"));
        page.point("✓", Tone::Good, text);
        return;
    }
    let count = findings.len();
    let lead = console.t("ข้อที่ต้องแก้", "To mend");
    page.section(&format!("{lead} {count}"), &format!("{} {day}", console.t("ณ วันที่", "as of")));
    for finding in findings {
        page.point("✗", Tone::Bad, console.text(&finding.message));
        let (line, cell) = places.of(&finding.place);
        let mut place = Vec::new();
        place.extend(line.map(|line| format!("{} {line}", console.t("บรรทัด", "line"))));
        place.extend(cell.map(|cell| format!("{} {cell}", console.t("ช่อง", "cell"))));
        place.push(finding.place.clone());
        page.wrap(4, 4, Line::new().verbatim(Tone::Dim, place.join(" · ")));
        page.wrap_after(Line::from("    ").add(Tone::Good, "→ "), 6, console.text(&finding.remedy));
    }
}

/// Who is to sign next.
fn awaited(page: &mut Page<'_>, console: &Console, plan: &Plan, next: Option<usize>) {
    let Some(office) = next.and_then(|at| plan.endorsements.get(at)) else { return };
    page.blank();
    let line = Line::toned(Tone::Dim, console.t("ผู้ลงนามลำดับถัดไป ", "Next to sign: ")).plain(&*office.office);
    page.wrap(0, 2, line);
}
