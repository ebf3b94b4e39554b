//! Levels with what is missing for each, and changes since the year before.

use domain::analysis::distances;
use domain::framework::{Granularity, NodeRef};

use super::{score_cell, tree};
use crate::facts::Facts;
use crate::model::{Cell, Figure};
use crate::rows::{ColumnKind, Record, Source, Within, marks, place};

pub(super) static LEVELS: Source = Source {
    name: "levels",
    describes: "one level of the result, the best first",
    columns: &[
        ColumnKind::centered("level", "ระดับ"),
        ColumnKind::centered("from", "คะแนนรวมตั้งแต่"),
        ColumnKind::centered("to", "ถึง"),
        ColumnKind::centered("gate", "ทุกเครื่องมือต้องได้ตั้งแต่"),
        ColumnKind::centered("passes", "ผ่านเกณฑ์"),
        ColumnKind::centered("reached", "ระดับที่ได้"),
        ColumnKind::text("missing", "สิ่งที่ยังขาด"),
    ],
    records: levels,
};

fn levels(facts: &Facts<'_>) -> Vec<Record> {
    let tree = facts.tree;
    let reached = tree.level_reached().map(|level| level.name.as_str());
    let distances = distances(tree);
    let record = |level: &domain::framework::Level| {
        let distance = distances.iter().find(|distance| distance.level.name == level.name);
        let missing = distance.map_or(String::new(), |distance| {
            let mut parts = Vec::new();
            if 0 < distance.overall {
                parts.push(format!("คะแนนรวม {}", points(distance.overall)));
            }
            for (instrument, lacks) in &distance.gates {
                parts.push(format!("{} {}", tree.framework.instruments[*instrument].code, points(*lacks)));
            }
            parts.join(", ")
        });
        let is_reached = reached == Some(level.name.as_str());
        Record {
            within: Within::default(),
            cells: vec![
                Cell::text(&level.name),
                score_cell(Some(level.overall_min)),
                score_cell(Some(level.overall_max)),
                score_cell(level.gate),
                Cell::text(if level.passes { "ผ่าน" } else { "ไม่ผ่าน" }),
                Cell::text(if is_reached { "ระดับที่ได้" } else { "" }),
                Cell::text(missing),
            ],
            strong: is_reached,
        }
    };
    tree.framework.levels.iter().map(record).collect()
}

fn points(hundredths: u16) -> Figure {
    Figure::hundredths(i64::from(hundredths))
}

pub(super) static CHANGES: Source = Source {
    name: "changes",
    describes: "one thing that continues from the year before, with both scores",
    columns: &[
        ColumnKind::centered("code", "รหัส"),
        ColumnKind::text("level", "ระดับของข้อมูล"),
        ColumnKind::text("title", "ชื่อ"),
        ColumnKind::centered("before", "คะแนนปีก่อน"),
        ColumnKind::centered("score", "คะแนน"),
        ColumnKind::centered("change", "เปลี่ยนแปลง"),
        ColumnKind::text("note", "ข้อสังเกต"),
    ],
    records: changes,
};

fn changes(facts: &Facts<'_>) -> Vec<Record> {
    let framework = facts.tree.framework;
    let mut found = marks::changes(facts);
    let skeleton = framework.skeleton();
    // From the indicators down, each in the order of the rules.
    found.sort_by_key(|change| (std::cmp::Reverse(skeleton.granularity(change.after)), change.after));
    let record = |change: &domain::analysis::YearChange| Record {
        within: place(framework, change.after),
        cells: vec![
            Cell::text(tree::code(facts, change.after)),
            Cell::text(tree::level(facts, change.after)),
            Cell::text(framework.title(change.after).th),
            score_cell(Some(change.score_before)),
            score_cell(Some(change.score_after)),
            Cell::figure(Some(Figure::change(i64::from(change.change)))),
            Cell::text(&change.note.th),
        ],
        strong: skeleton.granularity(change.after) == Granularity::Indicators
            && matches!(skeleton.nodes[change.after].at, NodeRef::Indicator(_)),
    };
    found.iter().map(record).collect()
}
