//! `prongsai score`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::consistency::check;
use domain::framework::Granularity;
use domain::scoring::{LevelOutcome, ScoreTree};
use domain::{Assessment, Score};

use super::{App, shared};
use crate::output::json::score::{MissingRow, score_row};
use crate::output::json::{self, NoteRow};
use crate::output::{Column, Console, Failure, Line, Outcome, Page, Table, Tone, bar, pass_mark, tone_of};
use crate::sheet;

/// Arguments of `score`.
#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// Assessment file (JSON, TOML) or score sheet (XLSX, CSV); - is standard input.
    pub file: PathBuf,
    /// Begin at this level and ignore what is finer.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub from: Option<From>,
    /// Also write the results as a sheet: FILE.xlsx or FILE.csv.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Where to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum From {
    /// Questions and disclosure items.
    Items,
    /// Sub-indicators.
    SubIndicators,
    /// Parts of EIT.
    Parts,
    /// Indicators.
    Indicators,
    /// Instruments.
    Instruments,
}

impl From {
    /// The level in the framework's terms.
    pub fn granularity(self) -> Granularity {
        match self {
            From::Items => Granularity::Items,
            From::SubIndicators => Granularity::SubIndicators,
            From::Parts => Granularity::Parts,
            From::Indicators => Granularity::Indicators,
            From::Instruments => Granularity::Instruments,
        }
    }
}

/// Scores a file.
///
/// # Errors
/// When the file cannot be read or the sheet cannot be written.
pub fn run(app: &App, args: &ScoreArgs) -> Result<Outcome, Failure> {
    let loaded = shared::load(app, &args.file)?;
    let mut assessment = loaded.assessment;
    if let Some(from) = args.from {
        assessment.evidence = assessment.evidence.from_level(assessment.framework, from.granularity());
    }
    let tree = assessment.score();
    let missing = shared::missing(&tree);
    let mut notes: Vec<NoteRow> = loaded.remarks.iter().map(NoteRow::from).collect();
    notes.extend(shared::partial_notes(&tree, &assessment));
    let mut page = Page::new(&app.console);
    write(&mut page, &app.console, &tree, &assessment, &missing);
    shared::notes(&mut page, &app.console, &notes);
    page.framework(assessment.framework);

    let mut notices = Vec::new();
    if let Some(out) = &args.out {
        let format = shared::sheet_format(out)?;
        let mut content = Vec::new();
        sheet::write_score_sheet(&tree, &assessment, format, &mut content)
            .map_err(|error| shared::sheet_failure(out, &error))?;
        shared::write_file(out, &content)?;
        notices.push(format!("{} {}", app.console.t("เขียนแล้ว", "wrote"), out.display()));
    }
    let flagged = !tree.certain() || !check(&assessment, &app.catalogue).findings.is_empty();
    let json = json::value(&score_row(&tree, &assessment, missing, notes));
    Ok(Outcome { flagged, notices, ..Outcome::new(page.finish(), json) })
}

fn write(
    page: &mut Page<'_>,
    console: &Console,
    tree: &ScoreTree<'_>,
    assessment: &Assessment<'_>,
    missing: &[MissingRow],
) {
    shared::headline(page, console, assessment);
    page.blank();
    totals(page, console, tree, assessment);
    instruments(page, console, tree);
    indicators(page, console, tree);
    if !missing.is_empty() {
        page.section(console.t("ยังคำนวณไม่ได้", "Not computable yet"), "");
        for row in missing {
            let line = Line::toned(Tone::Strong, format!("{}  ", row.path))
                .plain(console.t(&row.reason_th, &row.reason_en).to_owned());
            page.point("·", Tone::Warn, line);
        }
    }
    certainty(page, console, tree);
}

/// The overall score and the level, beside what was published.
pub fn totals(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>, assessment: &Assessment<'_>) {
    let mark = pass_mark(tree.framework);
    let overall = tree.overall();
    let tone = overall.map_or(Tone::Warn, |score| tone_of(score, mark));
    let shown = overall
        .map_or(console.t("คำนวณไม่ได้", "not computable").to_owned(), |score| {
            score.to_string()
        });
    let level = shared::level_words(console, tree);
    let mut line = Line::from("  ")
        .add(Tone::Strong, console.t("คะแนนรวม", "Overall"))
        .plain("  ")
        .add(if tone == Tone::Good { Tone::Good } else { tone }, shown);
    line = line.plain("  ").add(shared::level_tone(tree), level);
    page.wrap(0, 4, line);
    published(page, console, tree, assessment);
    if let LevelOutcome::Reached { held_back: Some(held), .. } = tree.level() {
        let names: Vec<_> =
            held.instruments.iter().map(|&i| tree.framework.instruments[i].code.as_str()).collect();
        let name = shared::level_name(console, tree.framework, &held.level.name);
        let (names, gate) = (names.join(", "), held.gate);
        let text = match console.language {
            domain::Language::Thai => {
                format!("คะแนนรวมถึงระดับ{name} แต่ {names} ต่ำกว่าเกณฑ์ {gate} ของแต่ละเครื่องมือ")
            }
            domain::Language::English => {
                format!(
                    "the overall reaches {name}, but {names} is below {gate}, which each instrument needs"
                )
            }
        };
        page.point("▲", Tone::Warn, text);
    }
}

fn published(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>, assessment: &Assessment<'_>) {
    if assessment.overall.is_none() && assessment.level.is_none() {
        return;
    }
    let sign = |same: Option<bool>| match same {
        Some(true) => Line::toned(Tone::Good, "✓"),
        Some(false) => Line::toned(Tone::Bad, "✗"),
        None => Line::toned(Tone::Dim, "?"),
    };
    let mut line = Line::from("  ").add(Tone::Dim, console.t("ประกาศไว้", "published"));
    if let Some(score) = assessment.overall {
        line =
            line.plain(format!("  {score} ")).join(sign(tree.overall().map(|own| own.distance(score) <= 1)));
        if let Some(own) = tree.overall().filter(|own| *own != score) {
            let change = i32::from(own.hundredths()) - i32::from(score.hundredths());
            let words = console.t(" ผลคำนวณต่าง ", " computed differs by ");
            // A hundredth is what rounding of printed figures may leave.
            let tone = if own.distance(score) <= 1 { Tone::Dim } else { Tone::Bad };
            line = line.add(tone, format!("{words}{}", json::analysis::signed(change)));
        }
    }
    if let Some(level) = &assessment.level {
        let same = tree.level_reached().map(|own| own.name == level.trim());
        line = line
            .plain(format!("  {} ", shared::level_name(console, tree.framework, level.trim())))
            .join(sign(same));
    }
    page.wrap(0, 4, line);
}

/// Instruments with bars and gates.
pub fn instruments(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>) {
    let framework = tree.framework;
    let gate = framework.levels.iter().filter_map(|level| level.gate).min();
    let aside = match gate {
        Some(gate) => format!(
            "{} {gate}",
            console.t("ระดับที่มีเงื่อนไขต้องการทุกเครื่องมืออย่างน้อย", "gated levels need at least")
        ),
        None => String::new(),
    };
    page.section(console.t("เครื่องมือ", "Instruments"), &aside);
    let mut table = columns(console);
    for (at, instrument) in framework.instruments.iter().enumerate() {
        let weight = format!("{}%", instrument.weight / 100);
        let points = tree.points(at).map_or("–".to_owned(), |points| points.to_string());
        let score = tree.instrument(at);
        let passes = match (gate, score) {
            (Some(gate), Some(score)) if gate <= score => Line::toned(Tone::Good, "✓"),
            (Some(_), Some(_)) => Line::toned(Tone::Bad, "✗"),
            _ => Line::new(),
        };
        let name = console.t(&instrument.name_th, &instrument.name_en).to_owned();
        let points = format!("{points}/{}", weight.trim_end_matches('%'));
        row(
            console,
            &mut table,
            framework,
            &instrument.code,
            name,
            score,
            passes.add(Tone::Dim, format!(" {points}")),
        );
    }
    page.table(&table);
}

/// Indicators with bars against the pass line.
pub fn indicators(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>) {
    let framework = tree.framework;
    let mark = pass_mark(framework);
    let aside = format!("│ = {} {mark}", console.t("เกณฑ์ผ่าน", "pass line"));
    page.section(console.t("ตัวชี้วัด", "Indicators"), &aside);
    let mut table = columns(console);
    for (at, indicator) in framework.indicators.iter().enumerate() {
        let name = console.t(&indicator.name_th, &indicator.name_en).to_owned();
        let instrument = framework.instruments[indicator.instrument].code.clone();
        let number = indicator.number.to_string();
        row(
            console,
            &mut table,
            framework,
            &number,
            name,
            tree.indicator(at),
            Line::toned(Tone::Dim, instrument),
        );
    }
    page.table(&table);
}

fn columns(console: &Console) -> Table {
    if console.is_narrow() {
        Table::new(&[Column::Right, Column::Flex, Column::Right, Column::Left])
    } else {
        Table::new(&[Column::Right, Column::Flex, Column::Right, Column::Left, Column::Left])
    }
}

fn row(
    console: &Console,
    table: &mut Table,
    framework: &domain::Framework,
    code: &str,
    name: String,
    score: Option<Score>,
    last: Line,
) {
    let mark = pass_mark(framework);
    let tone = score.map_or(Tone::Dim, |score| tone_of(score, mark));
    let shown = Line::toned(tone, score.map_or("–".to_owned(), |score| score.to_string()));
    let code = Line::toned(Tone::Strong, code);
    if console.is_narrow() {
        table.row([code, Line::from(name), shown, last]);
    } else {
        let cells = if 90 < console.width { 24 } else { 20 };
        table.row([code, Line::from(name), shown, bar(score, mark, cells), last]);
    }
}

/// Whether the result is certain, and why not.
pub fn certainty(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>) {
    if tree.overall().is_none() {
        return;
    }
    page.blank();
    if tree.certain() {
        let text = console.t(
            "แน่นอน: ทุกตัวเลขมาจากข้อมูลที่ให้และหลักเกณฑ์ที่มีหลักฐาน",
            "certain: all figures rest on what was given and on rules with a source",
        );
        page.point("✓", Tone::Good, text);
        return;
    }
    page.point("▲", Tone::Warn, console.t("ไม่แน่นอน เพราะ", "not certain, because"));
    for reason in shared::doubt_reasons(tree) {
        page.wrap_after(Line::from("    · "), 6, console.text(&reason));
    }
}
