//! `prongsai plan show`

use std::path::PathBuf;

use clap::Args;
use domain::Language;
use domain::plan::{Plan, PlanIssue, PlanMeasure};
use thai::{Date, DateForm, DigitStyle, PeriodForm, dates};

use super::{App, file};
use crate::commands::shared;
use crate::output::json::NoteRow;
use crate::output::json::plan as rows;
use crate::output::{Console, Failure, Line, Outcome, Page, Tone};

/// Arguments of `plan show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Plan file (JSON, TOML) or plan sheet (XLSX); - is standard input.
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
}

/// Shows a plan.
///
/// # Errors
/// When the file cannot be read.
pub fn run(app: &App, args: &ShowArgs) -> Result<Outcome, Failure> {
    let loaded = file::read(&args.plan)?;
    let mut text = page(&app.console, &loaded.plan);
    let notes: Vec<NoteRow> = loaded.remarks.iter().map(NoteRow::from).collect();
    let mut page = Page::new(&app.console);
    shared::notes(&mut page, &app.console, &notes);
    text.push_str(&page.finish());
    Ok(Outcome::new(text, rows::plan(&loaded.plan)))
}

/// A plan for a person.
pub(super) fn page(console: &Console, plan: &Plan) -> String {
    let mut page = Page::new(console);
    head(&mut page, console, plan);
    if plan.issues.is_empty() {
        page.blank();
        page.point("·", Tone::Dim, console.t("ไม่มีประเด็นที่ต้องปรับปรุง", "no issues"));
    }
    for (at, one) in plan.issues.iter().enumerate() {
        issue(&mut page, console, at + 1, one);
    }
    endorsements(&mut page, console, plan);
    page.finish()
}

/// Whose plan it is, and for when.
pub(super) fn head(page: &mut Page<'_>, console: &Console, plan: &Plan) {
    let unnamed = console.t("(ไม่ระบุหน่วยงาน)", "(agency not named)");
    let name = plan.agency.name.as_deref().unwrap_or(unnamed);
    let (scores, round) = (plan.score_year, plan.round_year);
    let years = match console.language {
        Language::Thai => format!("  แผนปีงบประมาณ พ.ศ. {round} · ตอบคะแนนปี {scores}"),
        Language::English => format!("  plan for fiscal year {round} · answers the scores of {scores}"),
    };
    let line = Line::toned(Tone::Accent, name)
        .add(Tone::Dim, years)
        .verbatim(Tone::Dim, format!(" ({})", plan.framework));
    page.wrap(0, 2, line);
}

fn issue(page: &mut Page<'_>, console: &Console, number: usize, issue: &PlanIssue) {
    let score = issue.score.map_or_else(String::new, |score| score.to_string());
    page.section(&format!("{number}. {}  {}", issue.codes.join(", "), issue.title), &score);
    field(page, console.t("สาเหตุ", "Cause"), issue.cause.as_deref());
    if issue.measures.is_empty() {
        page.point("·", Tone::Warn, console.t("ยังไม่มีมาตรการ", "no measure yet"));
    }
    for one in &issue.measures {
        measure(page, console, one);
    }
}

fn measure(page: &mut Page<'_>, console: &Console, measure: &PlanMeasure) {
    page.point("■", Tone::Accent, Line::toned(Tone::Strong, &*measure.title));
    for (at, step) in measure.steps.iter().enumerate() {
        let mut line = Line::from(step.text.as_str());
        if let Some(expected) = &step.evidence_expected {
            line = line.add(Tone::Dim, format!("  [{expected}]"));
        }
        page.wrap_after(Line::from("    ").add(Tone::Dim, format!("{}. ", at + 1)), 7, line);
    }
    let mut units = vec![measure.lead_unit.clone()];
    units.extend(measure.supporting_units.iter().cloned());
    units.retain(|unit| !unit.is_empty());
    field(page, console.t("หน่วยงาน", "Units"), Some(&units.join(", ")));
    let days = measure.period.days.map(|days| days.write(PeriodForm::Short, DigitStyle::Ascii));
    let period = match days {
        Some(days) if !measure.period.text.is_empty() && measure.period.text != days => {
            format!("{} ({days})", measure.period.text)
        }
        Some(days) => days,
        None => measure.period.text.clone(),
    };
    field(page, console.t("ระยะเวลา", "Period"), Some(&period));
    let follow_ups: Vec<_> = measure.follow_ups.iter().copied().map(short).collect();
    field(page, console.t("ติดตาม", "Follow-ups"), Some(&follow_ups.join(", ")));
    field(page, console.t("ผู้กำกับติดตาม", "Followed up by"), measure.checked_by.as_deref());
    field(page, console.t("ความสำเร็จ", "Sign of success"), measure.sign.as_deref());
    for note in &measure.progress {
        let percent = note.percent.map_or_else(String::new, |percent| format!(" {}%", percent.get()));
        let text = format!("{}{percent}  {}", short(note.date), note.text);
        field(page, console.t("ความก้าวหน้า", "Progress"), Some(&text));
    }
    field(page, console.t("ผลการดำเนินการ", "Result"), measure.result.as_deref());
    if let Some(outcome) = &measure.outcome {
        let figure = outcome.figure.as_ref().map(|figure| format!("{} {}", figure.value, figure.unit));
        let text: Vec<_> = [Some(outcome.text.clone()), figure].into_iter().flatten().collect();
        field(page, console.t("ผลลัพธ์", "Outcome"), Some(text.join("  ").trim()));
    }
    for evidence in &measure.evidence {
        let label = console.t("หลักฐาน", "Evidence");
        let link = evidence.link.as_deref().filter(|link| *link != evidence.name).unwrap_or_default();
        let line = Line::toned(Tone::Dim, format!("{label}: "))
            .plain(format!("{}  ", evidence.name))
            .verbatim(Tone::Dim, link);
        page.wrap(4, 6, line);
    }
    field(page, console.t("ข้อเสนอแนะ", "Suggestion"), measure.suggestion.as_deref());
}

fn endorsements(page: &mut Page<'_>, console: &Console, plan: &Plan) {
    if plan.endorsements.is_empty() {
        return;
    }
    page.section(console.t("ความเห็น", "Endorsements"), "");
    for endorsement in &plan.endorsements {
        let (sign, tone) = if endorsement.date.is_some() { ("✓", Tone::Good) } else { ("·", Tone::Dim) };
        let mut line = Line::toned(Tone::Strong, &*endorsement.office);
        if let Some(post) = &endorsement.acting_for {
            line = line.plain(format!(" {} {post}", console.t("แทน", "for")));
        }
        let date = endorsement.date.map_or_else(String::new, short);
        line = line.plain(format!("  {}  ", endorsement.opinion)).add(Tone::Dim, date);
        page.point(sign, tone, line);
    }
}

fn short(date: Date) -> String {
    dates::write(date, DateForm::Short, DigitStyle::Ascii)
}

/// One line of what is known; nothing where nothing is.
fn field(page: &mut Page<'_>, label: &str, text: Option<&str>) {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return };
    // A page breaks lines itself.
    let text = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    page.wrap(4, 6, Line::toned(Tone::Dim, format!("{label}: ")).plain(text));
}
