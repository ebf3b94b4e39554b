//! Columns about what lies below a measure: steps, notes, promises, proofs.

use domain::plan::{Evidence, PlanStep, ProgressNote};
use jiff::civil::Date;

use super::column::{At, Col, Detail, maybe, text};
use super::issue::count;
use super::measure::{day, iso};
use super::status::Promise;
use crate::model::{Cell, Content, Figure};

pub(super) const STEP: &[Col] = &[
    Col::middle("step_number", "ขั้นที่", |at| {
        Cell::figure(step(at).and_then(|(number, _)| count(number)))
    }),
    Col::text("step", "ขั้นตอน", |at| maybe(step(at).map(|(_, step)| step.text.as_str()))),
    Col::text("step_evidence", "หลักฐานที่ต้องมี", |at| {
        maybe(step(at).and_then(|(_, step)| step.evidence_expected.as_deref()))
    }),
];

pub(super) const NOTE: &[Col] = &[
    Col::middle("date", "วันที่", |at| day(note(at).map(|note| note.date))),
    Col::middle("date_iso", "วันที่", |at| iso(note(at).map(|note| note.date))),
    Col::text("note", "สิ่งที่ดำเนินการแล้ว", |at| {
        maybe(note(at).map(|note| note.text.as_str()))
    }),
    Col::middle("note_percent", "ร้อยละ", |at| {
        let percent = note(at).and_then(|note| note.percent);
        Cell::figure(percent.map(|percent| Figure::count(i64::from(percent.get()))))
    }),
];

pub(super) const FOLLOW_UP: &[Col] = &[
    Col::middle("date", "กำหนดติดตาม", |at| day(promised(at))),
    Col::middle("date_iso", "กำหนดติดตาม", |at| iso(promised(at))),
    Col::middle("promise", "การติดตาม", |at| {
        text(promise(at).map(Promise::word).unwrap_or_default())
    }),
    Col::middle("promise_open", "ค้าง", |at| {
        Cell::figure(promise(at).map(|promise| Figure::count(i64::from(promise == Promise::Open))))
    }),
    Col::middle("promise_ahead", "รอ", |at| {
        Cell::figure(promise(at).map(|promise| Figure::count(i64::from(promise == Promise::Ahead))))
    }),
];

pub(super) const EVIDENCE: &[Col] = &[
    Col::text("proof", "หลักฐาน", |at| maybe(proof(at).map(|proof| proof.name.as_str()))),
    Col::text("link", "ที่เผยแพร่", |at| {
        verbatim(proof(at).and_then(|proof| proof.link.clone()))
    }),
    Col::text("sha256", "ลายนิ้วมือแฟ้ม (SHA-256)", |at| {
        let hash = proof(at).and_then(|proof| proof.sha256);
        verbatim(hash.map(|hash| hash.iter().map(|byte| format!("{byte:02x}")).collect()))
    }),
];

fn step<'a>(at: &At<'a>) -> Option<(usize, &'a PlanStep)> {
    if let Detail::Step(number, step) = at.detail { Some((number, step)) } else { None }
}

fn note<'a>(at: &At<'a>) -> Option<&'a ProgressNote> {
    if let Detail::Note(note) = at.detail { Some(note) } else { None }
}

fn promised(at: &At<'_>) -> Option<Date> {
    if let Detail::FollowUp(date) = at.detail { Some(date) } else { None }
}

fn promise(at: &At<'_>) -> Option<Promise> {
    let ((_, measure), date) = (at.measure?, promised(at)?);
    Some(Promise::of(measure, date, at.window.day))
}

fn proof<'a>(at: &At<'a>) -> Option<&'a Evidence> {
    if let Detail::Evidence(proof) = at.detail { Some(proof) } else { None }
}

fn verbatim(text: Option<String>) -> Cell {
    let text = text.filter(|text| !text.trim().is_empty());
    Cell::new(text.map_or(Content::Empty, |text| Content::Verbatim(vec![text.trim().to_owned()])))
}
