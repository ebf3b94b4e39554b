//! One record for each indicator.

use domain::framework::{NodeIndex, NodeRef};
use domain::score::Score;

use super::{
    CHANGE, LOST, NUMBER, SCORE, answers, causes, measures, points, result, score_cell, strength, word,
};
use crate::facts::Facts;
use crate::model::{Cell, Figure};
use crate::rows::{ColumnKind, Record, Source, marks, place};

const COLUMNS: &[ColumnKind] = &[
    NUMBER,
    ColumnKind::text("name", "ตัวชี้วัด"),
    ColumnKind::text("numbered", "ตัวชี้วัด"),
    ColumnKind::text("label", "ตัวชี้วัด"),
    ColumnKind::centered("instrument", "เครื่องมือการประเมิน"),
    ColumnKind::text("instrument_name", "เครื่องมือการประเมิน"),
    SCORE,
    ColumnKind::centered("rank", "อันดับ"),
    ColumnKind::centered("result", "ผลการประเมิน"),
    ColumnKind::centered("strength", "จุดแข็ง/จุดอ่อน"),
    ColumnKind::centered("urgency", "ข้อสรุป"),
    LOST,
    ColumnKind::centered("previous", "คะแนนปีก่อน"),
    CHANGE,
    ColumnKind::text("issues", "ประเด็นการประเมินที่ต้องพัฒนา"),
    ColumnKind::text("causes", "สาเหตุ"),
    ColumnKind::text("measures", "วิธีการพัฒนา"),
    ColumnKind::centered("unknown_items", "ข้อที่ไม่มีข้อมูล"),
];

pub(super) static INDICATORS: Source = Source {
    name: "indicators",
    describes: "one indicator, in the order of the rules",
    columns: COLUMNS,
    records: |facts| records(facts, (0..facts.tree.framework.indicators.len()).collect()),
};

pub(super) static STRENGTHS: Source = Source {
    name: "strengths",
    describes: "one indicator at or above the mark of strengths, the best first",
    columns: COLUMNS,
    records: |facts| records(facts, marks::strengths(facts, &facts.thresholds)),
};

pub(super) static WEAKNESSES: Source = Source {
    name: "weaknesses",
    describes: "one indicator below the mark of weaknesses, the worst first",
    columns: COLUMNS,
    records: |facts| records(facts, marks::weaknesses(facts, &facts.thresholds)),
};

fn records(facts: &Facts<'_>, chosen: Vec<usize>) -> Vec<Record> {
    let changes = marks::changes(facts);
    let scores = (0..facts.tree.framework.indicators.len()).map(|at| (at, facts.tree.indicator(at)));
    let places = domain::scoring::rank(scores);
    let record = |at: usize| {
        let tree = facts.tree;
        let indicator = &tree.framework.indicators[at];
        let instrument = &tree.framework.instruments[indicator.instrument];
        let node = tree.skeleton().indicator(at);
        let score = tree.indicator(at);
        let change = changes.iter().find(|change| change.after == node);
        let rank = places.iter().find(|place| place.key == at).and_then(|place| place.rank);
        let whole = |number: usize| i64::try_from(number).ok().map(Figure::count);
        let nodes = with_items(facts, node);
        let answers = answers(facts, &nodes);
        let unknown = nodes.iter().filter(|&&below| below != node && tree.at(below).score.is_none()).count();
        Record {
            within: place(tree.framework, node),
            cells: vec![
                Cell::figure(Some(Figure::count(i64::from(indicator.number)))),
                Cell::text(&indicator.name_th),
                Cell::text(format!("{}. {}", indicator.number, indicator.name_th)),
                Cell::text(format!("ตัวชี้วัดที่ {} {}", indicator.number, indicator.name_th)),
                Cell::text(&instrument.code),
                Cell::text(&instrument.name_th),
                score_cell(score),
                Cell::figure(rank.and_then(whole)),
                result(facts, score),
                strength(facts, score),
                word(facts, score),
                Cell::figure(marks::lost(facts, node)),
                score_cell(change.map(|change| change.score_before)),
                Cell::figure(change.map(|change| Figure::change(i64::from(change.change)))),
                points(issues(facts, &nodes, node)),
                points(causes(&answers)),
                points(measures(&answers)),
                Cell::figure(Some(unknown).filter(|&unknown| 0 < unknown).and_then(whole)),
            ],
            strong: false,
        }
    };
    chosen.into_iter().map(record).collect()
}

/// An indicator with its items.
fn with_items(facts: &Facts<'_>, indicator: NodeIndex) -> Vec<NodeIndex> {
    let skeleton = facts.tree.skeleton();
    let below = skeleton.below(indicator).into_iter();
    let mut nodes: Vec<_> =
        below.filter(|&node| matches!(skeleton.nodes[node].at, NodeRef::Item(..))).collect();
    nodes.push(indicator);
    nodes
}

/// Items below the mark with code, title and score. A question that is below it in two parts is named once, with
/// both scores. Items without a known score that the plan names are told without one: who planned knew them.
fn issues(facts: &Facts<'_>, nodes: &[NodeIndex], indicator: NodeIndex) -> Vec<String> {
    let framework = facts.tree.framework;
    let mut found: Vec<(usize, Vec<Score>)> = Vec::new();
    for &node in nodes.iter().filter(|&&node| node != indicator) {
        let NodeRef::Item(item, _) = facts.tree.skeleton().nodes[node].at else { continue };
        let score = facts.tree.at(node).score;
        let is_issue = match score {
            Some(score) => score < facts.thresholds.issue_below,
            None => !answers(facts, &[node]).is_empty(),
        };
        if !is_issue {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == item) {
            Some((_, scores)) => scores.extend(score),
            None => found.push((item, score.into_iter().collect())),
        }
    }
    let text = |(item, scores): &(usize, Vec<Score>)| {
        let item = &framework.items[*item];
        let named = format!("({}) {}", item.code, item.title_th);
        let scores: Vec<_> = scores.iter().map(ToString::to_string).collect();
        if scores.is_empty() {
            named
        } else {
            format!("{named} ได้ {} คะแนน", scores.join(" และ "))
        }
    };
    found.iter().map(text).collect()
}
