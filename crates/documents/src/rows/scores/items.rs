//! What stands below the indicators: sub-indicators, parts, questions and items of disclosure.

use domain::analysis;
use domain::framework::{Granularity, NodeIndex, NodeRef};

use super::{LOST, SCORE, answers, causes, measures, points, result, score_cell, word};
use crate::facts::Facts;
use crate::model::{Cell, Figure};
use crate::rows::{ColumnKind, Record, Source, marks, place};

const COLUMNS: &[ColumnKind] = &[
    ColumnKind::centered("number", "ที่"),
    ColumnKind::centered("code", "ข้อ"),
    ColumnKind::text("title", "ประเด็นการประเมิน"),
    ColumnKind::text("label", "หัวข้อการประเมิน"),
    ColumnKind::centered("level", "ระดับของข้อมูล"),
    ColumnKind::centered("instrument", "เครื่องมือ"),
    ColumnKind::centered("indicator_number", "ตัวชี้วัดที่"),
    ColumnKind::text("indicator", "ตัวชี้วัด"),
    ColumnKind::text("sub_indicator", "ตัวชี้วัดย่อย"),
    ColumnKind::text("part", "ส่วน"),
    SCORE,
    ColumnKind::centered("result", "ผลการประเมิน"),
    ColumnKind::centered("urgency", "ข้อสรุป"),
    LOST,
    ColumnKind::text("cause", "สาเหตุ"),
    ColumnKind::text("measures", "วิธีการพัฒนา"),
];

pub(super) static SUB_INDICATORS: Source = Source {
    name: "sub_indicators",
    describes: "one sub-indicator",
    columns: COLUMNS,
    records: |facts| all(facts, Granularity::SubIndicators),
};

pub(super) static PARTS: Source = Source {
    name: "parts",
    describes: "one part of a questionnaire within an indicator",
    columns: COLUMNS,
    records: |facts| all(facts, Granularity::Parts),
};

pub(super) static ITEMS: Source = Source {
    name: "items",
    describes: "one question or item of disclosure; one for each part in which it was asked",
    columns: COLUMNS,
    records: |facts| all(facts, Granularity::Items),
};

pub(super) static ISSUES_FOUND: Source = Source {
    name: "issues_found",
    describes: "one thing below the mark of issues at the finest level that is known, the most pressing first",
    columns: COLUMNS,
    records: |facts| {
        let issues = analysis::issues(facts.tree, &facts.thresholds);
        // A parent says nothing that its children below the mark do not say.
        let nodes: Vec<_> = issues.iter().map(|issue| issue.node).collect();
        let skeleton = facts.tree.skeleton();
        let finest = nodes.iter().filter(|&&node| {
            let below = skeleton.below(node);
            !nodes.iter().any(|other| below.contains(other))
        });
        finest.enumerate().map(|(at, &node)| record(facts, at, node)).collect()
    },
};

fn all(facts: &Facts<'_>, granularity: Granularity) -> Vec<Record> {
    facts.tree.skeleton().of(granularity).enumerate().map(|(at, node)| record(facts, at, node)).collect()
}

fn record(facts: &Facts<'_>, at: usize, node: NodeIndex) -> Record {
    let tree = facts.tree;
    let framework = tree.framework;
    let score = tree.at(node).score;
    let within = place(framework, node);
    let (code, level) = match tree.skeleton().nodes[node].at {
        NodeRef::Item(item, _) => {
            let item = &framework.items[item];
            (
                item.code.clone(),
                if item.is_disclosure() {
                    "ข้อเปิดเผย"
                } else {
                    "ข้อคำถาม"
                },
            )
        }
        NodeRef::SubIndicator(_) => (framework.path(node), "ตัวชี้วัดย่อย"),
        NodeRef::Part(indicator, _) => (framework.indicators[indicator].number.to_string(), "ส่วน"),
        _ => (framework.path(node), "ตัวชี้วัด"),
    };
    let title = match tree.skeleton().nodes[node].at {
        NodeRef::Item(item, _) => framework.items[item].title_th.clone(),
        NodeRef::Part(indicator, _) => framework.indicators[indicator].name_th.clone(),
        _ => framework.title(node).th,
    };
    let indicator = within.indicator.map(|indicator| &framework.indicators[indicator]);
    let named = |at: Option<usize>| {
        at.map_or(String::new(), |at| {
            let sub = &framework.sub_indicators[at];
            format!("{} {}", sub.code, sub.name_th)
        })
    };
    let answers = answers(facts, &[node]);
    Record {
        within,
        cells: vec![
            Cell::figure(i64::try_from(at + 1).ok().map(Figure::count)),
            Cell::text(&code),
            Cell::text(&title),
            Cell::text(format!("({code}) {title}")),
            Cell::text(level),
            Cell::text(within.instrument.map_or("", |at| &framework.instruments[at].code)),
            Cell::figure(indicator.map(|indicator| Figure::count(i64::from(indicator.number)))),
            Cell::text(indicator.map_or(String::new(), |indicator| {
                format!("ตัวชี้วัดที่ {} {}", indicator.number, indicator.name_th)
            })),
            Cell::text(named(within.sub_indicator)),
            Cell::text(within.part.map_or("", |part| &framework.parts[part].name_th)),
            score_cell(score),
            result(facts, score),
            word(facts, score),
            Cell::figure(marks::lost(facts, node)),
            Cell::text(causes(&answers).join(" ")),
            points(measures(&answers)),
        ],
        strong: false,
    }
}
