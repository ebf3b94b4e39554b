//! One document: what was read, an overview, each finding with its passages.

use documents::model::{Block, List, ParagraphStyle, Run};
use reader::audit::{Candidate, Finding, Passage};

use super::super::Audited;
use super::super::words::{clean, key, kind, severity, told};
use super::tables;
use crate::output::Console;

/// Passages and candidates on paper; JSON has them all.
const PASSAGES: usize = 6;
const CANDIDATES: usize = 5;

/// Adds the blocks of one document.
pub(super) fn blocks(console: &Console, one: &Audited, number: usize, blocks: &mut Vec<Block>) {
    let agency = one.agency.as_deref().unwrap_or(console.t("ไม่พบชื่อหน่วยงาน", "Agency not found"));
    blocks.push(Block::heading(2, agency));
    blocks.push(Block::Table(tables::facts(console, one, number)));
    if one.findings.is_empty() {
        blocks.push(Block::paragraph(ParagraphStyle::Body, clean(console, one)));
    } else {
        blocks.push(Block::Table(tables::findings(console, one, number)));
        blocks.push(Block::heading(3, console.t("รายละเอียด", "In detail")));
    }
    for (at, found) in one.findings.iter().enumerate() {
        finding(console, found, at + 1, blocks);
    }
    let notes: Vec<Vec<Run>> = one.remarks().map(|text| vec![Run::plain(console.text(text))]).collect();
    if !notes.is_empty() {
        blocks.push(Block::heading(3, console.t("หมายเหตุ", "Notes")));
        blocks.push(Block::List(List { ordered: false, items: notes }));
    }
}

fn finding(console: &Console, finding: &Finding, number: usize, blocks: &mut Vec<Block>) {
    let title = finding.code.title();
    let title = format!("{number}. {} ({})", console.text(&title), severity(console, finding.severity));
    blocks.push(Block::heading(4, title));
    blocks.push(Block::paragraph(ParagraphStyle::Flush, console.text(&finding.message)));
    let passages = finding.passages.iter().take(PASSAGES).map(|passage| self::passage(console, passage));
    let passages: Vec<Vec<Run>> = passages.collect();
    if !passages.is_empty() {
        blocks.push(Block::List(List { ordered: false, items: passages }));
    }
    if finding.candidates.is_empty() {
        return;
    }
    let lead = console
        .t("อาจเป็นดังนี้ เรียงตามความน่าจะเป็น โปรแกรมไม่แก้ให้", "May be, the likeliest first; nothing is changed:");
    blocks.push(Block::paragraph(ParagraphStyle::Flush, lead));
    let items = finding.candidates.iter().take(CANDIDATES).map(|one| candidate(console, one)).collect();
    blocks.push(Block::List(List { ordered: true, items }));
}

/// The place, and the words with what should be looked at between signs: a copy in black and white shows it too.
fn passage(console: &Console, passage: &Passage) -> Vec<Run> {
    let (before, mark, behind) = passage.parts();
    let mut runs = vec![Run::plain(format!("{}: ", told(console, passage.place)))];
    let words = [(before.to_owned(), false), (format!("»{mark}«"), true), (behind.to_owned(), false)];
    for (text, bold) in words {
        // As printed: Thai and Western digits stay what they are.
        if !text.is_empty() && text != "»«" {
            runs.push(Run { bold, ..Run::verbatim(text) });
        }
    }
    runs
}

fn candidate(console: &Console, candidate: &Candidate) -> Vec<Run> {
    let what = key(console, &candidate.key);
    let lead = if what.is_empty() { String::new() } else { format!("{what}: ") };
    vec![
        Run::plain(format!("{lead}{} → ", candidate.from)),
        Run::bold(&*candidate.to),
        Run::plain(format!(" ({})", kind(console, candidate.kind))),
    ]
}
