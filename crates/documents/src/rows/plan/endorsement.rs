//! The chain of endorsements as a table.

use domain::approval::Endorsement;

use super::column::{line, maybe, text};
use super::issue::count;
use super::measure::day;
use crate::model::{Align, Cell};
use crate::rows::{ColumnKind, Record, Source, Within};

const fn column(key: &'static str, heading: &'static str, align: Align) -> ColumnKind {
    ColumnKind { key, heading, align }
}

pub(super) static ENDORSEMENTS: Source = Source {
    name: "endorsements",
    describes: "one row for each office of the chain",
    columns: &[
        column("number", "ลำดับ", Align::Center),
        column("office", "ตำแหน่ง", Align::Left),
        column("opinion", "ความเห็น", Align::Left),
        column("name", "ผู้ลงนาม", Align::Left),
        column("date", "วันที่", Align::Center),
        column("acting_for", "ปฏิบัติหน้าที่แทน", Align::Left),
        column("state", "สถานะ", Align::Center),
    ],
    records: |facts| {
        let chain = facts.plan.endorsements.iter().enumerate();
        chain
            .map(|(at, endorsement)| Record {
                within: Within::default(),
                cells: cells(at, endorsement),
                strong: false,
            })
            .collect()
    },
};

fn cells(at: usize, endorsement: &Endorsement) -> Vec<Cell> {
    let acting = endorsement.acting_for.as_deref().map(line).filter(|office| !office.is_empty());
    vec![
        Cell::figure(count(at + 1)),
        text(&endorsement.office),
        text(&endorsement.opinion),
        text(&endorsement.name),
        day(endorsement.date),
        maybe(acting.as_deref()),
        Cell::text(if endorsement.date.is_some() {
            "ลงนามแล้ว"
        } else {
            "รอลงนาม"
        }),
    ]
}
