//! Columns about an issue.

use domain::Score;
use domain::framework::{Framework, NodeIndex, NodeRef};

use super::column::{At, Col, line, lines, maybe, of, text};
use crate::model::{Cell, Content, Figure};

/// Columns that every row about a plan has.
pub(super) const ISSUE: &[Col] = &[
    Col::middle("number", "ที่", |at| Cell::figure(count(at.issue_at + 1))),
    Col::middle("codes", "รหัสข้อ", |at| text(&codes(at).join(", "))),
    Col::text("title", "ประเด็น", |at| text(&at.issue.title)),
    Col::text("issue", "ประเด็น", |at| of(Content::Text, vec![named(at)])),
    Col::text("cause", "สาเหตุ", |at| maybe(at.issue.cause.as_deref())),
    Col::text("issue_cause", "ประเด็น", |at| {
        let cause = at.issue.cause.as_deref().map(lines).unwrap_or_default();
        of(Content::Text, [vec![named(at)], cause].concat())
    }),
    Col::text("finding", "ประเด็น", |at| {
        text(at.issue.cause.as_deref().filter(|cause| !cause.trim().is_empty()).unwrap_or(&at.issue.title))
    }),
    Col::middle("indicator_number", "ที่", |at| {
        Cell::figure(
            at.place
                .within
                .indicator
                .map(|found| Figure::count(i64::from(at.facts.tree.framework.indicators[found].number))),
        )
    }),
    Col::text("indicator", "ตัวชี้วัด", |at| of(Content::Text, indicators(at, false))),
    Col::text("indicator_numbered", "ตัวชี้วัด", |at| {
        of(Content::Text, indicators(at, true))
    }),
    Col::middle("indicator_score", "คะแนน (ร้อยละ)", |at| {
        Cell::figure(indicator_score(at).map(Figure::from))
    }),
    Col::middle("instrument", "เครื่องมือ", |at| {
        let codes = at.place.instruments.iter();
        let codes = codes.map(|&found| at.facts.tree.framework.instruments[found].code.clone());
        text(&codes.collect::<Vec<_>>().join(", "))
    }),
    Col::text("instrument_name", "เครื่องมือการประเมิน", |at| {
        let names = at.place.instruments.iter();
        of(
            Content::Text,
            names.map(|&found| at.facts.tree.framework.instruments[found].name_th.clone()).collect(),
        )
    }),
    Col::text("part", "ส่วน", |at| {
        maybe(at.place.within.part.map(|found| at.facts.tree.framework.parts[found].name_th.as_str()))
    }),
    Col::text("sub_indicator", "ตัวชี้วัดย่อย", |at| {
        let sub = at.place.within.sub_indicator.map(|found| &at.facts.tree.framework.sub_indicators[found]);
        text(&sub.map(|sub| format!("{} {}", sub.code, sub.name_th)).unwrap_or_default())
    }),
    Col::middle("score", "คะแนน", |at| Cell::figure(score(at).map(Figure::from))),
    Col::text("urgency", "ความเร่งด่วน", |at| maybe(rank(at, score(at)).map(word))),
    Col::middle("urgency_rank", "ลำดับความเร่งด่วน", |at| {
        Cell::figure(rank(at, score(at)).and_then(count))
    }),
    Col::middle(
        "indicator_urgency_rank",
        "ลำดับความเร่งด่วนของตัวชี้วัด",
        |at| Cell::figure(rank(at, indicator_score(at).or_else(|| score(at))).and_then(count)),
    ),
    Col::text("measures", "มาตรการ", |at| {
        let titles = at.issue.measures.iter().map(|measure| line(&measure.title));
        super::column::several(Content::Points, titles.filter(|title| !title.is_empty()).collect())
    }),
    Col::middle("measure_count", "จำนวนมาตรการ", |at| {
        Cell::figure(count(at.issue.measures.len()))
    }),
];

/// A count as a figure.
pub(super) fn count(count: usize) -> Option<Figure> {
    i64::try_from(count).ok().map(Figure::count)
}

/// The issue's codes as they are printed.
fn codes(at: &At<'_>) -> Vec<String> {
    let framework = at.facts.tree.framework;
    if at.place.nodes.is_empty() {
        return at.issue.codes.iter().map(|code| line(code)).filter(|code| !code.is_empty()).collect();
    }
    let mut found: Vec<String> = Vec::new();
    for &node in &at.place.nodes {
        let code = code(framework, node);
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

/// A node's code: `E8 (EIT Survey)`, `ตัวชี้วัดที่ 10`.
fn code(framework: &Framework, node: NodeIndex) -> String {
    let indicator = |number: u8| format!("ตัวชี้วัดที่ {number}");
    let part = |part: usize| format!(" ({})", short(&framework.parts[part].name_th));
    match framework.skeleton().nodes[node].at {
        NodeRef::Row(row, of) => framework.rows[row].code.clone() + &of.map(part).unwrap_or_default(),
        NodeRef::Item(item, of) => framework.items[item].code.clone() + &of.map(part).unwrap_or_default(),
        NodeRef::Part(found, of) => indicator(framework.indicators[found].number) + &part(of),
        NodeRef::SubIndicator(sub) => format!("ตัวชี้วัดย่อยที่ {}", framework.sub_indicators[sub].code),
        NodeRef::Indicator(found) => indicator(framework.indicators[found].number),
        NodeRef::Instrument(found) => framework.instruments[found].code.clone(),
        NodeRef::Overall => "คะแนนรวม".to_owned(),
    }
}

/// The short name that the official name of a part ends with: `EIT Public` of `ส่วนที่ 1 … (EIT Public)`.
fn short(name: &str) -> &str {
    let last = name.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    last.filter(|inner| !inner.is_empty()).unwrap_or(name)
}

/// Codes and title; the title alone where it says the same.
fn named(at: &At<'_>) -> String {
    let (codes, title) = (codes(at).join(", "), line(&at.issue.title));
    match (codes.is_empty(), title.is_empty()) {
        (true, _) => title,
        (false, true) => codes,
        (false, false) if title.contains(&codes) => title,
        (false, false) => format!("{codes} {title}"),
    }
}

fn indicators(at: &At<'_>, numbered: bool) -> Vec<String> {
    let found = at.place.indicators.iter().map(|&found| &at.facts.tree.framework.indicators[found]);
    found
        .map(|found| match numbered {
            true => format!("{}. {}", found.number, found.name_th),
            false => found.name_th.clone(),
        })
        .collect()
}

fn indicator_score(at: &At<'_>) -> Option<Score> {
    at.facts.tree.indicator(at.place.within.indicator?)
}

/// The score that shows the issue: as the plan says, else the lowest of what it names.
pub(super) fn score(at: &At<'_>) -> Option<Score> {
    let lowest = || at.place.nodes.iter().filter_map(|&node| at.facts.tree.at(node).score).min();
    at.issue.score.or_else(lowest)
}

/// 1 urgent, 2 important, 3 the rest, by the thresholds of the document.
fn rank(at: &At<'_>, score: Option<Score>) -> Option<usize> {
    let thresholds = &at.facts.thresholds;
    Some(match score? {
        score if score <= thresholds.urgent_to => 1,
        score if score < thresholds.important_below => 2,
        _ => 3,
    })
}

fn word(rank: usize) -> &'static str {
    match rank {
        1 => "ต้องแก้ไขโดยเร่งด่วน",
        2 => "ต้องปรับปรุง",
        _ => "พัฒนาต่อยอด",
    }
}
