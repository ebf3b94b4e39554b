//! Three real results on the terminal, with their score sheets and documents.

use std::path::{Path, PathBuf};

use domain::analysis::{Thresholds, distances, weaknesses};
use domain::consistency::{Report, check};
use domain::framework::Granularity;
use domain::scoring::ScoreTree;
use domain::simulation::gains;
use domain::{Assessment, Score};
use serde_json::{Value, json};

use super::super::report::{self, Common, Made, Order, Press};
use super::super::{App, analyse, audit, check as findings, explain, score, shared};
use crate::input::{Format, parse};
use crate::output::json::audit::document as audit_rows;
use crate::output::{Console, Failure, Line, Outcome, Page, Tone, pass_mark, tone_of};
use crate::sheet::{SheetFormat, write_score_sheet};

/// Embeds an example: its name, the result, the plan.
macro_rules! example {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../../../examples/", $name, ".json")),
            include_str!(concat!("../../../../../examples/", $name, "-plan.json")),
        )
    };
}

/// Name, result and plan of each example.
pub(super) const EXAMPLES: [(&str, &str, &str); 3] =
    [example!("tham-rong-2568"), example!("ban-lao-2567"), example!("kham-muang-2562")];

/// An invented report with known faults.
const FAULTY: (&str, &str) = ("faulty-report.md", include_str!("../../../../../examples/faulty-report.md"));

/// Shows three real results.
///
/// # Errors
/// When the sheets cannot be written.
pub(super) fn show(app: &App, out: &Path) -> Result<Outcome, Failure> {
    let console = &app.console;
    let mut page = Page::new(console);
    page.wrap(
        0,
        2,
        Line::toned(Tone::Strong, "prongsai").add(
            Tone::Dim,
            console.t(
                "  ผลการประเมิน ITA จริงสามหน่วยงาน คำนวณใหม่จากหลักเกณฑ์ของแต่ละปี",
                "  three real ITA results, recomputed by the rules of their years",
            ),
        ),
    );
    let mut results = Vec::new();
    let mut written = Vec::new();
    let mut documents = Vec::new();
    let common = Common::for_demo(out);
    let press = Press::new(&common)?;
    for (number, (name, text, plan)) in EXAMPLES.into_iter().enumerate() {
        let loaded = parse(name, Format::Json, text.as_bytes(), &app.catalogue)
            .map_err(|error| Failure::read(Path::new(name), &error))?;
        let assessment = loaded.assessment;
        let mut coarse = assessment.clone();
        coarse.evidence = assessment.evidence.from_level(assessment.framework, Granularity::Indicators);
        let (fine, tree) = (assessment.score(), coarse.score());
        let report = check(&assessment, &app.catalogue);
        page.blank();
        page.line(Line::toned(Tone::Dim, "─".repeat(console.width.min(78))));
        shared::headline(&mut page, console, &assessment);
        score::totals(&mut page, console, &tree, &coarse);
        if fine.overall() != tree.overall() {
            finer(&mut page, console, &tree, &fine);
        }
        if number == 0 {
            score::instruments(&mut page, console, &tree);
        }
        score::indicators(&mut page, console, &tree);
        if number == 0 {
            page.section(
                console.t("ที่มาของตัวเลข", "Where a number comes from"),
                console.t("ตัวชี้วัด 3 จากรายข้อ", "indicator 3 from its items"),
            );
            if let Some(node) = assessment.framework.node("3") {
                explain::write(&mut page, console, &fine, &assessment, node, 0);
            }
        }
        ahead(&mut page, console, &tree, &fine);
        slips(&mut page, console, &assessment, &report);
        page.framework(assessment.framework);
        let source = out.join(format!("{name}.json"));
        shared::write_file(&source, text.as_bytes())?;
        written.extend(sheets(out, name, &fine, &assessment)?);
        let plan_file = out.join(format!("{name}-plan.json"));
        shared::write_file(&plan_file, plan.as_bytes())?;
        documents.extend(full_set(app, &press, &common, &source, &plan_file)?);
        results.push(row(&assessment, &tree, &fine, &report));
    }
    let audited = audit::sample(app, out, FAULTY)?;
    page.blank();
    page.line(Line::toned(Tone::Dim, "─".repeat(console.width.min(78))));
    audit::brief(&mut page, console, &audited);
    ending(&mut page, console, out, &written, &documents);
    let files: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
    let documents: Vec<Value> = documents.iter().map(report::row).collect();
    Ok(Outcome::new(
        page.finish(),
        json!({ "results": results, "audit": audit_rows(&audited), "files": files, "documents": documents }),
    ))
}

/// Every kind of document once, in a folder of the example's name.
fn full_set(
    app: &App,
    press: &Press,
    common: &Common,
    assessment: &Path,
    plan: &Path,
) -> Result<Vec<Made>, Failure> {
    let kinds: Vec<_> = documents::kinds().iter().map(|kind| kind.name).collect();
    let out = assessment.with_extension("");
    let order =
        Order { kinds: &kinds, layout: None, assessment, plan: Some(plan), previous: None, out: &out };
    report::make(app, press, common, order)
}

/// What the finer figures make, where it is not the same.
fn finer(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>, fine: &ScoreTree<'_>) {
    let Some(overall) = fine.overall() else { return };
    let changed: Vec<_> = tree
        .skeleton()
        .of(Granularity::Indicators)
        .filter(|&node| tree.at(node).score != fine.at(node).score)
        .map(|node| {
            let score = |score: Option<Score>| score.map_or("–".to_owned(), |score| score.to_string());
            format!(
                "{} {} → {}",
                tree.framework.path(node),
                score(tree.at(node).score),
                score(fine.at(node).score)
            )
        })
        .collect();
    let line = Line::from(console.t("จากรายข้อตามที่พิมพ์ได้ ", "the items as printed make "))
        .add(Tone::Warn, overall.to_string())
        .plain(console.t("  เพราะตัวชี้วัด ", "  because of indicator "))
        .plain(changed.join(", "));
    page.point("▲", Tone::Warn, line);
}

fn ahead(page: &mut Page<'_>, console: &Console, tree: &ScoreTree<'_>, fine: &ScoreTree<'_>) {
    page.section(console.t("อ่านผล", "What it means"), "");
    let thresholds = Thresholds::default();
    let weak = weaknesses(tree, &thresholds);
    let mark = pass_mark(tree.framework);
    let mut line = Line::toned(
        Tone::Dim,
        format!("{} < {}  ", console.t("จุดอ่อน", "weaknesses"), thresholds.weakness_below),
    );
    if weak.is_empty() {
        line = line.plain(console.t("ไม่มี", "none"));
    }
    for (at, &(node, score)) in weak.iter().enumerate() {
        let between = if at == 0 { "" } else { " · " };
        let indicator = shared::spoken(console, tree.framework, node).replace(' ', "\u{a0}");
        line = line.plain(format!("{between}{indicator}\u{a0}")).add(tone_of(score, mark), score.to_string());
    }
    page.point("·", Tone::Dim, line);
    if let Some(next) = distances(tree).first() {
        let name = shared::level_name(console, tree.framework, &next.level.name);
        let mut parts = Vec::new();
        if 0 < next.overall {
            parts.push(format!(
                "{} {}",
                console.t("คะแนนรวมขาด", "overall lacks"),
                Score::clamped(i64::from(next.overall))
            ));
        }
        for &(instrument, lacks) in &next.gates {
            let code = &tree.framework.instruments[instrument].code;
            parts.push(format!("{code} {} {}", console.t("ขาด", "lacks"), Score::clamped(i64::from(lacks))));
        }
        let mut line = Line::toned(Tone::Dim, console.t("ระดับถัดไป  ", "next level  "))
            .add(Tone::Strong, name)
            .plain(format!("  {}", parts.join(" · ")));
        if next.only_gates {
            line = line
                .add(Tone::Warn, console.t("  (คะแนนรวมพอแล้ว ติดเงื่อนไขเครื่องมือ)", "  (only the gate binds)"));
        }
        page.point("↑", Tone::Good, line);
    }
    let all = gains(fine);
    let best: Vec<_> =
        all.iter().filter_map(|gain| Some((gain, analyse::gain_row(fine, gain)?))).take(2).collect();
    for (gain, row) in best {
        let line = Line::toned(Tone::Good, format!("+{}", row.gain))
            .plain(console.t("  ถ้าทำเต็ม ", "  by bringing to full "))
            .add(Tone::Strong, shared::spoken(console, fine.framework, gain.node))
            .plain(format!("  {}", shared::title(console, fine.framework, gain.node)))
            .add(Tone::Warn, if gain.certain() { "" } else { " ▲" });
        page.point("·", Tone::Good, line);
    }
}

fn slips(page: &mut Page<'_>, console: &Console, assessment: &Assessment<'_>, report: &Report) {
    page.section(console.t("ตรวจตัวเลขที่ประกาศ", "Published figures held against each other"), "");
    findings::write(page, console, assessment, report, false);
}

fn sheets(
    folder: &Path,
    name: &str,
    tree: &ScoreTree<'_>,
    assessment: &Assessment<'_>,
) -> Result<Vec<PathBuf>, Failure> {
    let mut written = Vec::new();
    for (format, ending) in [(SheetFormat::Xlsx, "xlsx"), (SheetFormat::Csv, "csv")] {
        let path = folder.join(format!("{name}.{ending}"));
        let mut content = Vec::new();
        write_score_sheet(tree, assessment, format, &mut content)
            .map_err(|error| shared::sheet_failure(&path, &error))?;
        shared::write_file(&path, &content)?;
        written.push(path);
    }
    Ok(written)
}

fn row(assessment: &Assessment<'_>, tree: &ScoreTree<'_>, fine: &ScoreTree<'_>, report: &Report) -> Value {
    json!({
        "agency": assessment.agency.name,
        "framework": assessment.framework.id().to_string(),
        "provisional": assessment.framework.is_provisional(),
        "published": assessment.overall.map(|score| score.to_string()),
        "overall": tree.overall().map(|score| score.to_string()),
        "overall_from_items": fine.overall().map(|score| score.to_string()),
        "level": tree.level_reached().map(|level| level.name.clone()),
        "certain": tree.certain(),
        "findings": report.findings.iter().map(findings::finding_row).collect::<Vec<_>>(),
    })
}

fn ending(page: &mut Page<'_>, console: &Console, folder: &Path, written: &[PathBuf], documents: &[Made]) {
    page.blank();
    page.line(Line::toned(Tone::Dim, "─".repeat(console.width.min(78))));
    let count = written.len();
    let words = match console.language {
        domain::Language::Thai => format!("แบบคะแนน {count} ไฟล์ (XLSX, CSV) และไฟล์ผลทั้งสาม (JSON) อยู่ที่ "),
        domain::Language::English => {
            format!("{count} score sheets (XLSX, CSV) and the three results (JSON) are in ")
        }
    };
    page.wrap(0, 2, Line::from(words).verbatim(Tone::Strong, folder.display().to_string()));
    let count = documents.len();
    let drafts = documents.iter().filter(|document| document.draft).count();
    let words = match console.language {
        domain::Language::Thai => {
            format!("เอกสารราชการ {count} ฉบับ (ร่าง {drafts}) เป็น PDF, DOCX, XLSX, HTML, JSON อยู่ที่ ")
        }
        domain::Language::English => {
            format!("{count} official documents ({drafts} drafts) as PDF, DOCX, XLSX, HTML, JSON are in ")
        }
    };
    let mut line = Line::from(words);
    for (at, (name, ..)) in EXAMPLES.into_iter().enumerate() {
        let between = if at == 0 { "" } else { ", " };
        line = line.plain(between).verbatim(Tone::Strong, folder.join(name).display().to_string());
    }
    page.wrap(0, 2, line);
    page.line(Line::toned(Tone::Dim, console.t("ลองต่อ", "Try next")));
    let file = |name: &str| folder.join(name).display().to_string();
    for command in [
        format!("prongsai simulate {} --only oit", file("tham-rong-2568.json")),
        format!("prongsai explain {} 8 --depth 2", file("tham-rong-2568.json")),
        format!("prongsai report memo --assessment {}", file("ban-lao-2567.json")),
        format!("prongsai audit {} --pdf", file(FAULTY.0)),
        "prongsai template score-sheet --framework nacc/2568 --out scores.xlsx".to_owned(),
    ] {
        page.line(Line::from("  ").verbatim(Tone::Accent, command));
    }
}
