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
    write(&mut page, console, &assessment, &report, true);
    shared::notes(&mut page, console, &notes);
    page.framework(assessment.framework);
    let json = json!({
        "framework": assessment.framework.id().to_string(),
        "framework_digest": assessment.framework.digest(),
        "provisional": assessment.framework.is_provisional(),
        "findings": report.findings.iter().map(finding_row).collect::<Vec<_>>(),
        "notes": notes,
    });
    let flagged = !report.findings.is_empty() || !assessment.score().certain();
    Ok(Outcome { flagged, ..Outcome::new(page.finish(), json) })
}

/// A finding as it leaves the program.
pub fn finding_row(finding: &Finding) -> Value {
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

/// Findings with what is printed, what follows, and where a slip would explain it; `full` adds the
/// figures that a total was made of.
pub fn write(
    page: &mut Page<'_>,
    console: &Console,
    assessment: &Assessment<'_>,
    report: &Report,
    full: bool,
) {
    if report.findings.is_empty() && !assessment.has_published_figures() {
        page.point(
            "·",
            Tone::Warn,
            console.t("ไม่มีตัวเลขที่ประกาศให้เทียบ", "there are no published figures to compare"),
        );
        return;
    }
    if report.findings.is_empty() {
        page.point(
            "✓",
            Tone::Good,
            console.t("ตัวเลขที่ประกาศสอดคล้องกันทั้งหมด", "the published figures agree with each other"),
        );
        return;
    }
    for finding in &report.findings {
        let Some(recomputed) = &finding.recomputed else {
            page.point("✗", Tone::Bad, console.text(&finding.message));
            continue;
        };
        let mut line = Line::toned(Tone::Strong, name(console, assessment, &finding.key))
            .add(Tone::Dim, console.t("  ประกาศ ", "  printed "))
            .add(Tone::Bad, &*finding.published)
            .add(Tone::Dim, console.t("  แต่คำนวณได้ ", "  but follows "))
            .add(Tone::Good, &**recomputed);
        if let Some(difference) = &finding.difference {
            line = line.add(Tone::Dim, format!("  {} {difference}", console.t("ต่าง", "difference")));
        }
        page.point("✗", Tone::Bad, line);
        if full {
            page.wrap(4, 4, Line::toned(Tone::Dim, console.text(&finding.message)));
        }
        candidates(page, console, assessment, &finding.candidates, if full { SHOWN } else { 2 });
    }
}

/// What a key names, in words.
fn name(console: &Console, assessment: &Assessment<'_>, key: &str) -> String {
    let path = path_of(key);
    match assessment.framework.node(path) {
        Some(node) => shared::spoken(console, assessment.framework, node),
        None => path.to_owned(),
    }
}

fn path_of(key: &str) -> &str {
    let groups = ["indicators.", "items.", "parts.", "sub_indicators.", "instruments.", "points."];
    let key = key.strip_prefix("published.").or_else(|| key.strip_prefix("tallies.")).unwrap_or(key);
    let key = key.strip_prefix("verdicts.").unwrap_or(key);
    groups.iter().find_map(|group| key.strip_prefix(group)).unwrap_or(key)
}

fn candidates(
    page: &mut Page<'_>,
    console: &Console,
    assessment: &Assessment<'_>,
    candidates: &[Candidate],
    most: usize,
) {
    if candidates.is_empty() {
        return;
    }
    let lead = console
        .t("อาจพิมพ์ผิดที่ (เรียงตามความน่าจะเป็น ไม่แก้ให้)", "a slip may be at (likeliest first, never applied)");
    page.line(Line::from("    ").add(Tone::Dim, lead));
    for (at, candidate) in candidates.iter().take(most).enumerate() {
        let path = path_of(&candidate.key);
        let title =
            assessment.framework.node(path).map(|node| shared::title(console, assessment.framework, node));
        let kind = match candidate.kind {
            CandidateKind::Swap => console.t("สลับเลขสองตัว", "two digits swapped"),
            CandidateKind::Digit => console.t("ผิดหนึ่งตัว", "one digit"),
            CandidateKind::Fit => console.t("ค่าที่ลงตัว", "the value that fits"),
        };
        let line = Line::toned(Tone::Strong, name(console, assessment, &candidate.key))
            .plain(format!("  {} → ", candidate.from))
            .add(Tone::Good, &*candidate.to)
            .add(Tone::Dim, format!("  {kind}  {}", title.unwrap_or_default()));
        page.wrap_after(Line::from(format!("    {}. ", at + 1)), 7, line);
    }
    if most < candidates.len() {
        let more = candidates.len() - most;
        let text = match console.language {
            domain::Language::Thai => format!("อีก {more} แห่ง ดูด้วย --json"),
            domain::Language::English => format!("{more} more with --json"),
        };
        page.line(Line::from("       ").add(Tone::Dim, text));
    }
}
