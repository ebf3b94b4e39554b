//! `prongsai analyse`

use std::path::PathBuf;

use clap::Args;
use domain::analysis::{
    Distance, Issue, Thresholds, Urgency, distances, issues, strengths, weaknesses, year_on_year,
};
use domain::framework::NodeIndex;
use domain::framework::file::Comparable;
use domain::scoring::ScoreTree;
use domain::simulation::{Gain, gains};
use domain::{Score, Text};

use super::{App, score, shared};
use crate::output::json::agency::AgencyRow;
use crate::output::json::analysis::{
    AnalysisRow, ChangeRow, DistanceRow, GainRow, IssueRow, MarkRow, ThresholdRow, signed,
};
use crate::output::json::{self, NoteRow};
use crate::output::{Column, Console, Failure, Line, Outcome, Page, Table, Tone, pass_mark, tone_of};

/// Issues of one urgency that a person is shown; JSON has them all.
const SHOWN: usize = 12;
/// Gains that a person is shown.
const BEST: usize = 6;

/// Arguments of `analyse`.
#[derive(Debug, Args)]
pub struct AnalyseArgs {
    /// Assessment file (JSON, TOML) or score sheet (XLSX, CSV); - is standard input.
    pub file: PathBuf,
    /// The result of an earlier year, to compare with.
    #[arg(long, value_name = "FILE")]
    pub previous: Option<PathBuf>,
    /// An indicator from here on is a strength.
    #[arg(long, value_name = "SCORE", default_value = "85")]
    pub strength_from: String,
    /// An indicator below this is a weakness.
    #[arg(long, value_name = "SCORE", default_value = "85")]
    pub weakness_below: String,
    /// Everything below this is an issue.
    #[arg(long, value_name = "SCORE", default_value = "100")]
    pub issue_below: String,
    /// An issue below this is important.
    #[arg(long, value_name = "SCORE", default_value = "85")]
    pub important_below: String,
    /// An issue up to this is urgent.
    #[arg(long, value_name = "SCORE", default_value = "50")]
    pub urgent_to: String,
}

/// Analyses a result.
///
/// # Errors
/// When a file cannot be read or a threshold is no score.
pub fn run(app: &App, args: &AnalyseArgs) -> Result<Outcome, Failure> {
    let console = &app.console;
    let thresholds = Thresholds {
        strength_from: threshold("--strength-from", &args.strength_from)?,
        weakness_below: threshold("--weakness-below", &args.weakness_below)?,
        issue_below: threshold("--issue-below", &args.issue_below)?,
        important_below: threshold("--important-below", &args.important_below)?,
        urgent_to: threshold("--urgent-to", &args.urgent_to)?,
    };
    let loaded = shared::load(app, &args.file)?;
    let assessment = loaded.assessment;
    let tree = assessment.score();
    let previous = match &args.previous {
        Some(path) => Some(shared::load_previous(app, path, &assessment)?),
        None => None,
    };
    let before = previous.as_ref().map(|loaded| loaded.assessment.score());
    let notes: Vec<NoteRow> = loaded.remarks.iter().map(NoteRow::from).collect();

    let mut page = Page::new(console);
    shared::headline(&mut page, console, &assessment);
    page.blank();
    score::totals(&mut page, console, &tree, &assessment);
    write(&mut page, console, &tree, &thresholds);
    if let Some(before) = &before {
        changes(&mut page, console, before, &tree);
    }
    score::certainty(&mut page, console, &tree);
    shared::notes(&mut page, console, &notes);
    page.framework(assessment.framework);
    if let Some(before) = &before {
        page.framework(before.framework);
    }

    let framework = tree.framework;
    let row = AnalysisRow {
        framework: framework.id().to_string(),
        provisional: framework.is_provisional(),
        agency: AgencyRow::from(&assessment.agency),
        overall: tree.overall().map(|score| score.to_string()),
        level: tree.level_reached().map(|level| level.name.clone()),
        certain: tree.certain(),
        thresholds: ThresholdRow::from(&thresholds),
        strengths: marks(&tree, &strengths(&tree, &thresholds)),
        weaknesses: marks(&tree, &weaknesses(&tree, &thresholds)),
        issues: issues(&tree, &thresholds).iter().map(|issue| IssueRow::new(framework, issue)).collect(),
        distances: distances(&tree).iter().map(|distance| DistanceRow::new(framework, distance)).collect(),
        gains: gains(&tree).iter().filter_map(|gain| gain_row(&tree, gain)).collect(),
        year_on_year: before.as_ref().map(|before| {
            year_on_year(before, &tree).iter().map(|change| ChangeRow::new(before, &tree, change)).collect()
        }),
        notes,
    };
    Ok(Outcome { flagged: !tree.certain(), ..Outcome::new(page.finish(), json::value(&row)) })
}

fn threshold(option: &str, written: &str) -> Result<Score, Failure> {
    let folded = thai::digits::to_ascii(written);
    folded.parse::<Score>().map_err(|error| shared::bad_option(option, error.advice(), Text::default()))
}

fn marks(tree: &ScoreTree<'_>, found: &[(NodeIndex, Score)]) -> Vec<MarkRow> {
    found.iter().map(|&(node, score)| MarkRow::new(tree.framework, node, score)).collect()
}

/// A gain as it leaves the program, where it reaches the overall score.
pub fn gain_row(tree: &ScoreTree<'_>, gain: &Gain) -> Option<GainRow> {
    let overall = i64::from(tree.overall()?.hundredths()) + i64::from(gain.overall?);
    Some(GainRow {
        mark: MarkRow::new(tree.framework, gain.node, gain.score),
        gain: Score::clamped(i64::from(gain.overall?)).to_string(),
        overall: Score::clamped(overall).to_string(),
    })
}

/// Strengths, weaknesses, issues, distances and gains.
pub fn write(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>, thresholds: &Thresholds) {
    let from = format!("{} {}", console.t("ตั้งแต่", "from"), thresholds.strength_from);
    page.section(console.t("จุดแข็ง", "Strengths"), &from);
    listed(page, console, tree, &strengths(tree, thresholds));
    let below = format!("{} {}", console.t("ต่ำกว่า", "below"), thresholds.weakness_below);
    page.section(console.t("จุดอ่อน", "Weaknesses"), &below);
    listed(page, console, tree, &weaknesses(tree, thresholds));
    all_issues(page, console, tree, thresholds);
    ahead(page, console, tree, &distances(tree));
    best_gains(page, console, tree);
}

fn listed(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>, found: &[(NodeIndex, Score)]) {
    if found.is_empty() {
        let words = if shared::has_indicators(tree) {
            console.t("ไม่มี", "none")
        } else {
            console.t("ยังบอกไม่ได้ เพราะไม่มีคะแนนตัวชี้วัด", "cannot be told: there are no scores of indicators")
        };
        page.line(Line::from("  ").add(Tone::Dim, words));
        return;
    }
    let mut table = Table::new(&[Column::Right, Column::Right, Column::Flex]);
    for &(node, score) in found {
        table.row([
            Line::toned(tone_of(score, pass_mark(tree.framework)), score.to_string()),
            Line::toned(Tone::Strong, tree.framework.path(node)),
            Line::from(shared::title(console, tree.framework, node)),
        ]);
    }
    page.table(&table);
}

fn all_issues(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>, thresholds: &Thresholds) {
    let found = issues(tree, thresholds);
    let groups = [
        (
            Urgency::Urgent,
            Tone::Bad,
            console.t("ประเด็นเร่งด่วน", "Urgent issues"),
            format!("≤ {}", thresholds.urgent_to),
        ),
        (
            Urgency::Important,
            Tone::Warn,
            console.t("ประเด็นสำคัญ", "Important issues"),
            format!("< {}", thresholds.important_below),
        ),
        (
            Urgency::Minor,
            Tone::Plain,
            console.t("ประเด็นย่อย", "Minor issues"),
            format!("< {}", thresholds.issue_below),
        ),
    ];
    for (urgency, tone, title, threshold) in groups {
        let of: Vec<&Issue> = found.iter().filter(|issue| issue.urgency == urgency).collect();
        if of.is_empty() {
            continue;
        }
        let lost = console.t("คอลัมน์ที่สอง: คะแนนรวมที่เสียไป", "second column: points of the overall lost");
        page.section(
            title,
            &format!("{threshold} · {} {} · {lost}", of.len(), console.t("รายการ", "in all")),
        );
        let mut table = Table::new(&[Column::Right, Column::Right, Column::Left, Column::Flex]);
        for issue in of.iter().take(SHOWN) {
            table.row([
                Line::toned(tone, issue.score.to_string()),
                Line::toned(
                    Tone::Dim,
                    issue.lost.map_or("–".to_owned(), |lost| format!("−{}", domain::round_half_up(lost))),
                ),
                Line::toned(Tone::Strong, tree.framework.path(issue.node)),
                Line::from(shared::title(console, tree.framework, issue.node)),
            ]);
        }
        page.table(&table);
        if SHOWN < of.len() {
            let text =
                format!("  … {} {}", of.len() - SHOWN, console.t("รายการ ดูด้วย --json", "more with --json"));
            page.line(Line::toned(Tone::Dim, text));
        }
    }
}

fn ahead(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>, found: &[Distance<'_>]) {
    page.section(console.t("ระยะห่างจากระดับถัดไป", "Distance to the next levels"), "");
    if found.is_empty() {
        let words = if tree.overall().is_some() {
            console.t("ไม่มีระดับที่สูงกว่านี้", "no level above")
        } else {
            console.t(
                "ยังบอกไม่ได้ เพราะยังคำนวณคะแนนรวมไม่ได้",
                "cannot be told: the overall score cannot be computed",
            )
        };
        page.line(Line::from("  ").add(Tone::Dim, words));
    }
    for distance in found {
        let name = shared::level_name(console, tree.framework, &distance.level.name);
        let mut parts = Vec::new();
        if 0 < distance.overall {
            let lacks = Score::clamped(i64::from(distance.overall));
            parts.push(format!("{} {lacks}", console.t("คะแนนรวมขาด", "the overall lacks")));
        }
        for &(instrument, lacks) in &distance.gates {
            let code = &tree.framework.instruments[instrument].code;
            let lacks = Score::clamped(i64::from(lacks));
            parts.push(format!("{code} {} {lacks}", console.t("ขาด", "lacks")));
        }
        let mut line = Line::toned(Tone::Strong, name).plain("  ").plain(parts.join(" · "));
        if distance.only_gates {
            line = line.add(
                Tone::Warn,
                console.t(
                    "  (คะแนนรวมพอแล้ว ติดเงื่อนไขรายเครื่องมือ)",
                    "  (the overall would do; only the gate binds)",
                ),
            );
        }
        page.point("↑", Tone::Good, line);
    }
}

/// What raises the overall score most when it is brought to full, one thing at a time.
pub fn best_gains(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>) {
    let all = gains(tree);
    let rows: Vec<_> =
        all.iter().filter_map(|gain| gain_row(tree, gain).map(|row| (gain, row))).take(BEST).collect();
    if rows.is_empty() {
        return;
    }
    page.section(
        console.t("ทำให้เต็มแล้วคะแนนรวมเพิ่มมากที่สุด", "What raises the overall most when brought to full"),
        "",
    );
    let mut table = Table::new(&[Column::Right, Column::Left, Column::Left, Column::Flex]);
    for (gain, row) in &rows {
        let doubt = if gain.certain() { "" } else { " ▲" };
        table.row([
            Line::toned(Tone::Good, format!("+{}", row.gain)),
            Line::toned(Tone::Dim, format!("→ {}", row.overall)).add(Tone::Warn, doubt),
            Line::toned(Tone::Strong, &*row.mark.path),
            Line::from(shared::title(console, tree.framework, gain.node)),
        ]);
    }
    page.table(&table);
    if rows.iter().any(|(gain, _)| !gain.certain()) {
        let text = console
            .t("  ▲ อาศัยน้ำหนักหรือหลักเกณฑ์ที่ยังไม่แน่นอน", "  ▲ rests on weights or rules that are not certain");
        page.line(Line::toned(Tone::Dim, text));
    }
}

fn changes(page: &mut Page<'_>, console: &Console, before: &ScoreTree<'_>, after: &ScoreTree<'_>) {
    let found = year_on_year(before, after);
    let years = format!("{} → {}", before.framework.id(), after.framework.id());
    page.section(console.t("เทียบกับปีก่อน", "Year on year"), &years);
    let mut table = Table::new(&[Column::Right, Column::Left, Column::Left, Column::Flex]);
    let mut notes: Vec<&Text> = Vec::new();
    for change in &found {
        let tone = match change.change {
            0 => Tone::Plain,
            up if 0 < up => Tone::Good,
            _ => Tone::Bad,
        };
        let mut mark = String::new();
        if change.comparable == Comparable::Limited {
            let known = notes.iter().position(|note| **note == change.note);
            let at = known.unwrap_or_else(|| {
                notes.push(&change.note);
                notes.len() - 1
            });
            mark = format!("~{}", at + 1);
        }
        table.row([
            Line::toned(tone, signed(change.change)).add(Tone::Warn, mark),
            Line::toned(Tone::Dim, format!("{} → {}", change.score_before, change.score_after)),
            Line::toned(Tone::Strong, after.framework.path(change.after)),
            Line::from(shared::title(console, after.framework, change.after)),
        ]);
    }
    page.table(&table);
    if found.is_empty() {
        page.line(Line::from("  ").add(Tone::Dim, console.t("ไม่มีสิ่งที่เทียบกันได้", "nothing continues")));
    }
    for (at, note) in notes.iter().enumerate() {
        let reserved = console.t("เทียบได้อย่างจำกัด", "comparable with a reservation");
        let text = format!("{reserved}: {}", console.text(note));
        page.wrap_after(Line::toned(Tone::Warn, format!("  ~{} ", at + 1)), 5, text);
    }
}
