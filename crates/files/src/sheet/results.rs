//! The results of an assessment as rows of text, and their CSV form.

use std::io::Write;

use domain::Assessment;
use domain::agency::Scope;
use domain::explanation::explain;
use domain::framework::{Granularity, NodeRef};
use domain::scoring::{Basis, ScoreTree};

use super::layout::{self, Line, RowKind};
use super::{CsvOut, WriteError};

/// Headings of the results.
pub(super) const HEADINGS: [&str; 10] = [
    "ระดับ",
    "รหัส",
    "ชื่อ",
    "คะแนนที่ประกาศ",
    "คะแนนที่คำนวณได้",
    "คะแนนที่ใช้",
    "ค่าก่อนปัดเศษ",
    "แน่นอน",
    "วิธีคิด",
    "ที่มาของหลักเกณฑ์",
];

/// Columns that hold figures.
pub(super) const FIGURES: std::ops::Range<usize> = 3..6;

/// One row of the results, one text per heading.
pub(super) struct ResultRow {
    pub kind: RowKind,
    pub cells: [String; 10],
}

/// Who, by which rules, and with which outcome.
pub(super) fn head(tree: &ScoreTree<'_>, assessment: &Assessment<'_>) -> Vec<(&'static str, String)> {
    let framework = assessment.framework;
    let agency = &assessment.agency;
    let places = [&agency.district, &agency.province, &agency.ministry];
    let place: Vec<&str> = places.into_iter().flatten().map(String::as_str).collect();
    let level = tree.level_reached().map_or_else(|| "ยังบอกไม่ได้".to_owned(), |level| level.name.clone());
    let status = if framework.is_provisional() { " (ฉบับชั่วคราว)" } else { "" };
    vec![
        ("หน่วยงาน", agency.name.clone().unwrap_or_else(|| "ไม่ระบุ".to_owned())),
        ("พื้นที่", if place.is_empty() { "ไม่ระบุ".to_owned() } else { place.join(" ") }),
        (
            "ขอบเขต",
            match assessment.scope {
                Scope::Agency => layout::SCOPES[0].0.to_owned(),
                Scope::Aggregate => layout::SCOPES[1].0.to_owned(),
            },
        ),
        ("หลักเกณฑ์", format!("{}{status}", framework.id())),
        ("SHA-256 ของหลักเกณฑ์", framework.digest().to_owned()),
        ("คะแนนรวม", tree.overall().map_or_else(|| "คำนวณไม่ได้".to_owned(), |score| score.to_string())),
        ("ระดับผลการประเมิน", level),
    ]
}

/// All rows: every node that is scored, and rows of questions where their answers are known.
pub(super) fn rows(tree: &ScoreTree<'_>, assessment: &Assessment<'_>) -> Vec<ResultRow> {
    let lines = layout::lines(assessment.framework, Granularity::Rows);
    let shown = |line: &Line| line.kind != RowKind::Row || tree.at(line.node).score.is_some();
    lines.into_iter().filter(shown).map(|line| row(tree, assessment, line)).collect()
}

fn row(tree: &ScoreTree<'_>, assessment: &Assessment<'_>, Line { kind, node }: Line) -> ResultRow {
    let framework = assessment.framework;
    let evidence = &assessment.evidence;
    let result = tree.at(node);
    let show = |score: Option<domain::Score>| score.map_or(String::new(), |score| score.to_string());
    let certain = match result.score {
        None => "",
        Some(_) if result.doubts.is_empty() => "ใช่",
        Some(_) => "ไม่",
    };
    let explanation = explain(tree, evidence, node);
    let (rule, source) = explanation.map_or_else(Default::default, |told| (told.rule.th, told.source));
    let mut cells = [
        kind.name().to_owned(),
        framework.path(node),
        framework.title(node).th,
        show(evidence.given(node)),
        show(recomputed(tree, node)),
        show(result.score),
        result.exact.map_or(String::new(), |exact| exact.to_string()),
        certain.to_owned(),
        rule,
        source,
    ];
    let blank = |cells: &mut [String; 10], at: &[usize]| at.iter().for_each(|&at| cells[at].clear());
    match (kind, framework.skeleton().nodes[node].at) {
        (RowKind::Overall, _) => {
            blank(&mut cells, &[1]);
            cells[3] = show(assessment.overall);
        }
        (RowKind::Level, _) => {
            let reached = tree.level_reached().map_or("", |level| level.name.as_str());
            blank(&mut cells, &[1, 2, 6, 9]);
            cells[3] = assessment.level.clone().unwrap_or_default();
            cells[4] = reached.to_owned();
            cells[5] = reached.to_owned();
            cells[8] = "ระดับแรกที่คะแนนรวมและคะแนนขั้นต่ำของทุกเครื่องมือถึงเกณฑ์".to_owned();
        }
        (RowKind::Points, NodeRef::Instrument(instrument)) => {
            let points = tree.points(instrument).map_or(String::new(), |points| points.to_string());
            let given = evidence.points_of(instrument);
            blank(&mut cells, &[6, 9]);
            cells[3] = given.map_or(String::new(), |points| points.to_string());
            cells[4] = points.clone();
            cells[5] = points;
            cells[8] = "คะแนนของเครื่องมือคูณน้ำหนัก".to_owned();
        }
        _ => {}
    }
    ResultRow { kind, cells }
}

/// What the rules make of the evidence below a node, whether or not that is the figure in use.
fn recomputed(tree: &ScoreTree<'_>, node: usize) -> Option<domain::Score> {
    let result = tree.at(node);
    match result.basis {
        Basis::Computed | Basis::Tally | Basis::Verdict => result.score,
        Basis::Missing | Basis::Given | Basis::GivenPoints | Basis::UnlistedFull => result.by_rule,
    }
}

/// The results as CSV: the head as lines `#name,value`, then the table.
pub(super) fn write_csv(
    tree: &ScoreTree<'_>,
    assessment: &Assessment<'_>,
    out: impl Write,
) -> Result<(), WriteError> {
    let mut csv = CsvOut::new(out)?;
    for (name, value) in head(tree, assessment) {
        csv.row([format!("#{name}").as_str(), &value])?;
    }
    csv.row(HEADINGS)?;
    for row in rows(tree, assessment) {
        csv.row(row.cells.iter().map(String::as_str))?;
    }
    csv.finish()
}
