//! What is assumed: every reason for doubt, once for all numbers that share it.

use domain::explanation::explain;

use super::tree;
use crate::facts::Facts;
use crate::model::{Cell, Figure};
use crate::rows::{ColumnKind, Record, Source, Within};

pub(super) static DOUBTS: Source = Source {
    name: "doubts",
    describes: "one reason why numbers are not certain, with the numbers where it arises",
    columns: &[
        ColumnKind::centered("number", "ที่"),
        ColumnKind::text("doubt", "ข้อสมมติ"),
        ColumnKind::text("level", "ระดับของข้อมูล"),
        ColumnKind::text("codes", "รหัส"),
        ColumnKind::centered("count", "จำนวน"),
    ],
    records,
};

fn records(facts: &Facts<'_>) -> Vec<Record> {
    let tree = facts.tree;
    let mut found: Vec<(String, &'static str, Vec<String>)> = Vec::new();
    for node in (0..tree.skeleton().nodes.len()).rev() {
        let result = tree.at(node);
        if result.own_doubts.is_empty() || result.score.is_none() {
            continue;
        }
        let Some(explanation) = explain(tree, &facts.assessment.evidence, node) else { continue };
        let level = tree::level(facts, node);
        for doubt in explanation.doubts {
            let code =
                if node == tree.skeleton().overall() { String::new() } else { tree::code(facts, node) };
            match found.iter_mut().find(|(known, of, _)| *known == doubt.th && *of == level) {
                Some((_, _, codes)) if codes.contains(&code) => {}
                Some((_, _, codes)) => codes.push(code),
                None => found.push((doubt.th, level, vec![code])),
            }
        }
    }
    let record = |(at, (doubt, level, mut codes)): (usize, (String, &'static str, Vec<String>))| {
        codes.reverse();
        Record {
            within: Within::default(),
            cells: vec![
                Cell::figure(i64::try_from(at + 1).ok().map(Figure::count)),
                Cell::text(doubt),
                Cell::text(level),
                Cell::text(codes.join(", ")),
                Cell::figure(i64::try_from(codes.len()).ok().map(Figure::count)),
            ],
            strong: false,
        }
    };
    found.into_iter().enumerate().map(record).collect()
}
