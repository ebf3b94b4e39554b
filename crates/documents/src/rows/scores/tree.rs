//! The whole score tree, from the overall score down to the questions, with what led to each number.

use domain::explanation::explain;
use domain::framework::{NodeIndex, NodeRef};
use domain::scoring::{Basis, Verdict};

use super::{LOST, SCORE, lines, score_cell};
use crate::facts::Facts;
use crate::model::{Cell, Content, Figure};
use crate::rows::{ColumnKind, Record, Source, marks, place};

pub(super) static SCORE_TREE: Source = Source {
    name: "score_tree",
    describes: "one number of the result, each above what it is made of, answered rows left out",
    columns: &[
        ColumnKind::centered("code", "รหัส"),
        ColumnKind::text("level", "ระดับของข้อมูล"),
        ColumnKind::centered("depth", "ชั้น"),
        ColumnKind::text("title", "ชื่อ"),
        ColumnKind::centered("weight", "น้ำหนัก (ร้อยละ)"),
        SCORE,
        ColumnKind::centered("points", "คะแนนถ่วงน้ำหนัก"),
        LOST,
        ColumnKind::text("basis", "ที่มาของคะแนน"),
        ColumnKind::centered("verdict", "ผลตรวจ"),
        ColumnKind::text("rule", "หลักเกณฑ์"),
        ColumnKind::text("calculation", "วิธีคำนวณ"),
        ColumnKind::centered("by_rule", "คะแนนตามหลักเกณฑ์"),
        ColumnKind::text("source", "เอกสารที่มา"),
        ColumnKind::text("doubts", "ข้อสมมติ"),
    ],
    records,
};

fn records(facts: &Facts<'_>) -> Vec<Record> {
    let mut found = Vec::new();
    descend(facts, facts.tree.skeleton().overall(), 0, &mut found);
    found
}

fn descend(facts: &Facts<'_>, node: NodeIndex, depth: i64, found: &mut Vec<Record>) {
    let skeleton = facts.tree.skeleton();
    found.push(record(facts, node, depth));
    for &child in skeleton.children_of(node) {
        if !matches!(skeleton.nodes[child].at, NodeRef::Row(..)) {
            descend(facts, child, depth + 1, found);
        }
    }
}

fn record(facts: &Facts<'_>, node: NodeIndex, depth: i64) -> Record {
    let tree = facts.tree;
    let framework = tree.framework;
    let skeleton = tree.skeleton();
    let here = &skeleton.nodes[node];
    let result = tree.at(node);
    let explanation = explain(tree, &facts.assessment.evidence, node);
    let explained = |part: fn(&domain::explanation::Explanation) -> String| {
        Cell::text(explanation.as_ref().map(part).unwrap_or_default())
    };
    let weighted = here.parent.is_some_and(|parent| !skeleton.nodes[parent].equal_weights);
    let points = match here.at {
        NodeRef::Instrument(at) => tree.points(at).map(|points| Figure::hundredths(i64::from(points.0))),
        NodeRef::Overall => result.score.map(Figure::from),
        _ => None,
    };
    let verdict = match facts.assessment.evidence.verdict_of(skeleton, node) {
        Some(Verdict::Pass) if matches!(here.at, NodeRef::Item(..)) => "ครบถ้วน",
        Some(Verdict::Fail) if matches!(here.at, NodeRef::Item(..)) => "ไม่ครบถ้วน",
        _ => "",
    };
    let doubts = explanation.as_ref().map_or_else(Vec::new, |explanation| {
        explanation.doubts.iter().map(|doubt| doubt.th.clone()).collect()
    });
    // A figure that was given rests on no rule of the year.
    let by_rule = matches!(result.basis, Basis::Computed | Basis::Tally | Basis::Verdict);
    let citation = explanation.as_ref().filter(|_| by_rule);
    let citation = citation.map(super::citations::known_from).unwrap_or_default();
    Record {
        within: place(framework, node),
        cells: vec![
            Cell::text(if here.at == NodeRef::Overall { String::new() } else { code(facts, node) }),
            Cell::text(level(facts, node)),
            Cell::figure(Some(Figure::count(depth))),
            Cell::text(framework.title(node).th),
            Cell::figure(weighted.then(|| marks::percent(here.weight))),
            score_cell(result.score),
            Cell::figure(points),
            Cell::figure(marks::lost(facts, node)),
            Cell::text(basis(result.basis)),
            Cell::text(verdict),
            explained(|explanation| explanation.rule.th.clone()),
            explained(|explanation| explanation.calculation.clone()),
            score_cell(explanation.as_ref().and_then(|explanation| explanation.by_rule)),
            Cell::new(if citation.is_empty() { Content::Empty } else { Content::Verbatim(vec![citation]) }),
            lines(doubts),
        ],
        strong: matches!(here.at, NodeRef::Overall | NodeRef::Instrument(_) | NodeRef::Indicator(_)),
    }
}

/// The code as printed: without the part, whose name stands in the title.
pub(super) fn code(facts: &Facts<'_>, node: NodeIndex) -> String {
    let path = facts.tree.framework.path(node);
    path.rsplit_once('/').map_or(path.clone(), |(_, code)| code.to_owned())
}

/// What kind of number a node is.
pub(super) fn level(facts: &Facts<'_>, node: NodeIndex) -> &'static str {
    match facts.tree.skeleton().nodes[node].at {
        NodeRef::Overall => "คะแนนรวม",
        NodeRef::Instrument(_) => "เครื่องมือ",
        NodeRef::Indicator(_) => "ตัวชี้วัด",
        NodeRef::SubIndicator(_) => "ตัวชี้วัดย่อย",
        NodeRef::Part(..) => "ส่วน",
        NodeRef::Item(item, _) if facts.tree.framework.items[item].is_disclosure() => "ข้อเปิดเผย",
        NodeRef::Item(..) => "ข้อคำถาม",
        NodeRef::Row(..) => "ข้อคำถามย่อย",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Missing => "ไม่มีข้อมูล",
        Basis::Computed => "คำนวณ",
        Basis::Tally => "นับจากคำตอบ",
        Basis::Verdict => "ผลตรวจ",
        Basis::Given => "คะแนนที่ให้มา",
        Basis::GivenPoints => "แปลงจากคะแนนถ่วงน้ำหนัก",
        Basis::UnlistedFull => "ไม่มีระบุ ถือว่าเต็ม",
    }
}
