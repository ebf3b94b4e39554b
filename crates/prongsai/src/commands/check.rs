//! `prongsai check`

use std::path::PathBuf;

use clap::Args;
use domain::Assessment;
use domain::consistency::{Candidate, CandidateKind, Finding, Report, check};
use serde_json::{Value, json};

use super::{App, shared};
use crate::output::json::NoteRow;
use crate::output::{Console, Failure, Line, Outcome, Page, Tone};

/// Candidates that are shown to a person; JSON has them all.
const SHOWN: usize = 5;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Assessment file (JSON, TOML) or score sheet (XLSX, CSV); - is standard input.
    pub file: PathBuf,
}

/// Holds the published figures of a file against each other.
///
/// # Errors
/// When the file cannot be read.
pub fn run(app: &App, args: &CheckArgs) -> Result<Outcome, Failure> {
    let console = &app.console;
    let loaded = shared::load(app, &args.file)?;
    let assessment = loaded.assessment;
    let report = check(&assessment, &app.catalogue);
    let mut notes: Vec<NoteRow> = loaded.remarks.iter().map(NoteRow::from).collect();
    notes.extend(report.notes.iter().map(|note| NoteRow::new(note.code.as_str(), &note.key, &note.message)));
    let mut page = Page::new(console);
    shared::headline(&mut page, console, &assessment);
    page.blank();
    write(&mut page, console, &assessment, &report);
    shared::notes(&mut page, console, &notes);
    page.framework(assessment.framework);
    let json = json!({
        "framework": assessment.framework.id().to_string(),
        "framework_digest": assessment.framework.digest(),
        "provisional": assessment.framework.is_provisional(),
        "findings": report.findings.iter().map(finding_row).collect::<Vec<_>>(),
        "notes": notes,
    });
    Ok(Outcome { text: page.finish(), json, flagged: !report.findings.is_empty(), notices: Vec::new() })
}

fn finding_row(finding: &Finding) -> Value {
    let candidate = |candidate: &Candidate| {
        json!({
            "path": candidate.key,
            "from": candidate.from,
            "to": candidate.to,
            "kind": candidate.kind.as_str(),
            "range": candidate.range.map(|(least, most)| [least.to_string(), most.to_string()]),
        })
    };
    json!({
        "code": finding.code.as_str(),
        "place": { "path": finding.key },
        "published": finding.published,
        "recomputed": finding.recomputed,
        "difference": finding.difference,
        "candidates": finding.candidates.iter().map(candidate).collect::<Vec<_>>(),
        "message_th": finding.message.th,
        "message_en": finding.message.en,
    })
}

/// Findings with what is printed, what follows, and where a slip would explain it.
pub fn write(page: &mut Page<'_>, console: &Console, assessment: &Assessment<'_>, report: &Report) {
    if report.findings.is_empty() {
        page.point(
            "✓",
            Tone::Good,
            console.t("ตัวเลขที่ประกาศสอดคล้องกันทั้งหมด", "the published figures agree with each other"),
        );
        return;
    }
    for finding in &report.findings {
        page.point("✗", Tone::Bad, console.text(&finding.message));
        let figures = Line::from("    ")
            .add(Tone::Dim, console.t("ประกาศ ", "printed "))
            .add(Tone::Strong, &*finding.published);
        let follows = match &finding.recomputed {
            Some(recomputed) => {
                figures.add(Tone::Dim, console.t("  คำนวณได้ ", "  follows ")).add(Tone::Strong, &**recomputed)
            }
            None => figures,
        };
        let difference = finding
            .difference
            .as_deref()
            .map_or(String::new(), |difference| format!("  {} {difference}", console.t("ต่าง", "difference")));
        page.line(follows.add(Tone::Warn, difference));
        candidates(page, console, assessment, &finding.candidates);
    }
}

fn candidates(page: &mut Page<'_>, console: &Console, assessment: &Assessment<'_>, candidates: &[Candidate]) {
    if candidates.is_empty() {
        return;
    }
    let lead = console
        .t("อาจพิมพ์ผิดที่ (เรียงตามความน่าจะเป็น ไม่แก้ให้)", "a slip may be at (likeliest first, never applied)");
    page.line(Line::from("    ").add(Tone::Dim, lead));
    for (at, candidate) in candidates.iter().take(SHOWN).enumerate() {
        let name = candidate.key.rsplit('.').next().unwrap_or_default();
        let path = [
            "published.indicators.",
            "published.items.",
            "published.parts.",
            "published.sub_indicators.",
            "published.instruments.",
            "published.points.",
            "published.",
        ]
        .iter()
        .find_map(|group| candidate.key.strip_prefix(group))
        .unwrap_or(name);
        let title =
            assessment.framework.node(path).map(|node| shared::title(console, assessment.framework, node));
        let kind = match candidate.kind {
            CandidateKind::Swap => console.t("สลับเลขสองตัว", "two digits swapped"),
            CandidateKind::Digit => console.t("ผิดหนึ่งตัว", "one digit"),
            CandidateKind::Fit => console.t("ค่าที่ลงตัว", "the value that fits"),
        };
        let line = Line::toned(Tone::Strong, path)
            .plain(format!("  {} → ", candidate.from))
            .add(Tone::Good, &*candidate.to)
            .add(Tone::Dim, format!("  {kind}  {}", title.unwrap_or_default()));
        page.wrap_after(Line::from(format!("    {}. ", at + 1)), 7, line);
    }
    if SHOWN < candidates.len() {
        let more = candidates.len() - SHOWN;
        let text = match console.language {
            domain::Language::Thai => format!("อีก {more} แห่ง ดูด้วย --json"),
            domain::Language::English => format!("{more} more with --json"),
        };
        page.line(Line::from("       ").add(Tone::Dim, text));
    }
}
