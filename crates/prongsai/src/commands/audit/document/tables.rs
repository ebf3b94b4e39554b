//! Tables of the paper: documents, totals, what was read, findings at a glance.

use documents::model::{Align, Cell, Column, Content, Figure, Row, Table};
use reader::audit::Severity;

use super::super::page::by_code;
use super::super::words::{counts, severity, told, year};
use super::super::{Audited, Unread};
use crate::output::Console;

/// A column: key, Thai and English heading, width, alignment.
type Head = (&'static str, &'static str, &'static str, u16, Align);

fn table(console: &Console, name: String, caption: Option<&str>, heads: &[Head], body: Vec<Row>) -> Table {
    let columns = heads.iter().map(|(key, _, _, width, align)| Column {
        key: (*key).to_owned(),
        width: *width,
        align: *align,
    });
    let head =
        heads.iter().map(|(_, th, en, ..)| Cell::text(console.t(th, en)).aligned(Align::Center)).collect();
    let caption = caption.map(str::to_owned);
    Table { caption, name, columns: columns.collect(), head: vec![Row::strong(head)], body }
}

fn count(number: usize) -> Cell {
    Cell::figure(i64::try_from(number).ok().map(Figure::count))
}

fn verbatim(text: String) -> Cell {
    Cell::new(Content::Verbatim(vec![text]))
}

/// One row for each document.
pub(super) fn documents(console: &Console, done: &[Audited]) -> Table {
    let heads: [Head; 7] = [
        ("number", "ที่", "No.", 1, Align::Center),
        ("file", "ไฟล์", "File", 5, Align::Left),
        ("agency", "หน่วยงาน", "Agency", 5, Align::Left),
        ("score_year", "ปีของคะแนน", "Year", 2, Align::Center),
        ("errors", "ขัดแย้ง", "Contra\u{AD}dictions", 2, Align::Center),
        ("warnings", "น่าจะผิด", "Slips", 2, Align::Center),
        ("infos", "ควรดู", "To look at", 2, Align::Center),
    ];
    let rows = done.iter().enumerate().map(|(at, one)| {
        let name =
            one.path.file_name().map_or_else(|| one.name(), |name| name.to_string_lossy().into_owned());
        Row::new(vec![
            count(at + 1),
            verbatim(name),
            Cell::text(one.agency.clone().unwrap_or_default()),
            Cell::text(one.score_year.map_or_else(String::new, |year| year.to_string())),
            count(one.count(Severity::Error)),
            count(one.count(Severity::Warning)),
            count(one.count(Severity::Info)),
        ])
    });
    let caption = console.t("เอกสารที่ตรวจ", "Documents");
    table(console, "documents".to_owned(), Some(caption), &heads, rows.collect())
}

/// What could not be read, and what to do.
pub(super) fn unread(console: &Console, unread: &[Unread]) -> Table {
    let heads: [Head; 3] = [
        ("file", "ไฟล์", "File", 4, Align::Left),
        ("reason", "เหตุที่อ่านไม่ได้", "Why it was not read", 5, Align::Left),
        ("remedy", "สิ่งที่ทำได้", "What to do", 5, Align::Left),
    ];
    let rows = unread.iter().map(|one| {
        let trouble = one.failure.troubles.first();
        let text = |text: Option<&domain::Text>| text.map_or("", |text| console.text(text)).to_owned();
        Row::new(vec![
            verbatim(one.path.display().to_string()),
            Cell::text(text(trouble.map(|trouble| &trouble.message))),
            Cell::text(text(trouble.map(|trouble| &trouble.remedy))),
        ])
    });
    let caption = console.t("เอกสารที่อ่านไม่ได้", "Documents that could not be read");
    table(console, "unread".to_owned(), Some(caption), &heads, rows.collect())
}

/// Findings of each kind.
pub(super) fn totals(console: &Console, done: &[Audited]) -> Table {
    let heads: [Head; 3] = [
        ("kind", "เรื่อง", "Kind", 8, Align::Left),
        ("findings", "จำนวนข้อ", "Findings", 2, Align::Center),
        ("documents", "จำนวนเอกสาร", "Documents", 2, Align::Center),
    ];
    let rows = by_code(done).into_iter().map(|(code, (findings, documents))| {
        Row::new(vec![Cell::text(console.text(&code.title())), count(findings), count(documents)])
    });
    table(console, "totals".to_owned(), Some(console.t("รวมทุกเอกสาร", "Totals")), &heads, rows.collect())
}

/// What the document is and how much of it was read.
pub(super) fn facts(console: &Console, one: &Audited, number: usize) -> Table {
    let heads: [Head; 2] =
        [("name", "เรื่อง", "Matter", 3, Align::Left), ("value", "ที่อ่านได้", "As read", 9, Align::Left)];
    let unknown = || console.t("ไม่พบในเอกสาร", "not found in the document").to_owned();
    let form = match one.pages {
        0 => one.format.as_str().to_uppercase(),
        pages => format!("{} {pages} {}", one.format.as_str().to_uppercase(), console.t("หน้า", "page(s)")),
    };
    let rows = [
        (console.t("ไฟล์", "File"), verbatim(format!("{} ({form})", one.name()))),
        (console.t("หน่วยงาน", "Agency"), Cell::text(one.agency.clone().unwrap_or_else(unknown))),
        (console.t("คะแนนของ", "Scores of"), Cell::text(year(console, one).unwrap_or_else(unknown))),
        (
            console.t("มาตรการของ", "Measures of"),
            Cell::text(one.round_year.map_or_else(unknown, |year| {
                format!("{} {year}", console.t("ปีงบประมาณ พ.ศ.", "fiscal year"))
            })),
        ),
        (
            console.t("หลักเกณฑ์", "Framework"),
            verbatim(one.framework.as_ref().map_or_else(unknown, |(name, digest, _)| {
                format!("{name} ({})", digest.chars().take(12).collect::<String>())
            })),
        ),
        (console.t("ปริมาณ", "Amount"), Cell::text(counts(console, one))),
    ];
    let rows = rows.into_iter().map(|(name, value)| Row::new(vec![Cell::text(name), value]));
    table(console, format!("facts-{number}"), None, &heads, rows.collect())
}

/// The findings at a glance.
pub(super) fn findings(console: &Console, one: &Audited, number: usize) -> Table {
    let heads: [Head; 6] = [
        ("number", "ที่", "No.", 1, Align::Center),
        ("kind", "เรื่อง", "Kind", 5, Align::Left),
        ("severity", "ความสำคัญ", "Severity", 2, Align::Center),
        ("place", "ตำแหน่ง", "Place", 3, Align::Left),
        ("printed", "ที่พิมพ์ไว้", "Printed", 3, Align::Left),
        ("fits", "ที่น่าจะเป็น", "May be", 3, Align::Left),
    ];
    let short = |text: &str| {
        let head: String = text.chars().take(40).collect();
        if head.len() < text.len() { format!("{head}…") } else { head }
    };
    let rows = one.findings.iter().enumerate().map(|(at, finding)| {
        let fits =
            finding.candidates.first().map(|first| first.to.as_str()).or(finding.recomputed.as_deref());
        let printed = finding.candidates.first().map_or(finding.published.as_str(), |first| &first.from);
        Row::new(vec![
            count(at + 1),
            Cell::text(console.text(&finding.code.title())),
            Cell::text(severity(console, finding.severity)),
            Cell::text(finding.place().map_or_else(String::new, |place| told(console, place))),
            Cell::text(short(printed)),
            Cell::text(short(fits.unwrap_or_default())),
        ])
    });
    table(console, format!("findings-{number}"), None, &heads, rows.collect())
}
