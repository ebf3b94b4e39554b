//! One record for each instrument, and one for the overall score.

use super::{CHANGE, LOST, SCORE, result, score_cell, strength, word};
use crate::facts::Facts;
use crate::model::{Cell, Figure};
use crate::rows::{ColumnKind, Record, Source, Within, marks};

pub(super) static INSTRUMENTS: Source = Source {
    name: "instruments",
    describes: "one instrument; at the end the overall score, whose `code` is empty",
    columns: &[
        ColumnKind::centered("code", "เครื่องมือ"),
        ColumnKind::text("name", "เครื่องมือการประเมิน"),
        ColumnKind::centered("weight", "น้ำหนัก (ร้อยละ)"),
        SCORE,
        ColumnKind::centered("points", "คะแนนถ่วงน้ำหนัก"),
        LOST,
        CHANGE,
        ColumnKind::centered("previous", "คะแนนปีก่อน"),
        ColumnKind::centered("result", "ผลการประเมิน"),
        ColumnKind::centered("strength", "จุดแข็ง/จุดอ่อน"),
        ColumnKind::centered("urgency", "ข้อสรุป"),
    ],
    records,
};

fn records(facts: &Facts<'_>) -> Vec<Record> {
    let tree = facts.tree;
    let framework = tree.framework;
    let mut found = Vec::new();
    for (at, instrument) in framework.instruments.iter().enumerate() {
        let score = tree.instrument(at);
        // Instruments have no identity over the years but their code.
        let before = facts.previous.and_then(|before| {
            let same = before.framework.instrument(&instrument.code)?;
            before.instrument(same)
        });
        found.push(Record {
            within: Within { instrument: Some(at), ..Within::default() },
            cells: vec![
                Cell::text(&instrument.code),
                Cell::text(&instrument.name_th),
                Cell::figure(Some(marks::percent(instrument.weight))),
                score_cell(score),
                Cell::figure(tree.points(at).map(|points| Figure::hundredths(i64::from(points.0)))),
                Cell::figure(marks::lost(facts, tree.skeleton().instrument(at))),
                Cell::figure(marks::change(before, score)),
                score_cell(before),
                result(facts, score),
                strength(facts, score),
                word(facts, score),
            ],
            strong: false,
        });
    }
    found.push(overall(facts));
    found
}

fn overall(facts: &Facts<'_>) -> Record {
    let tree = facts.tree;
    let score = tree.overall();
    let before = facts.previous.and_then(|before| before.overall());
    let weight = tree.framework.instruments.iter().map(|instrument| instrument.weight).sum();
    let lost = score.map(|score| Figure::hundredths(10_000 - i64::from(score.hundredths())));
    let level = tree.level_reached().map_or(String::new(), |level| level.name.clone());
    Record {
        within: Within::default(),
        cells: vec![
            Cell::text(""),
            Cell::text("คะแนนรวม"),
            Cell::figure(Some(marks::percent(weight))),
            score_cell(score),
            score_cell(score),
            Cell::figure(lost),
            Cell::figure(marks::change(before, score)),
            score_cell(before),
            Cell::text(level),
            Cell::text(""),
            Cell::text(""),
        ],
        strong: true,
    }
}
