//! Findings for a person: the passages with their marks.

use std::collections::BTreeMap;

use reader::audit::{Candidate, Code, Finding, Passage, Severity};

use super::words::{clean, counts, key, kind, severity, told};
use super::{Audited, Unread};
use crate::output::{Column, Console, Line, Page, Table, Tone};

/// Passages and candidates that are shown; JSON has them all.
const SHOWN: usize = 4;

/// One document with everything that was found.
pub(super) fn document(page: &mut Page<'_>, console: &Console, one: &Audited) {
    let agency = one.agency.as_deref().unwrap_or(console.t("(ไม่พบชื่อหน่วยงาน)", "(agency not found)"));
    let year = one.score_year.map_or_else(String::new, |year| {
        format!("  {} {year}", console.t("คะแนนปีงบประมาณ พ.ศ.", "scores of fiscal year"))
    });
    page.wrap(0, 2, Line::toned(Tone::Accent, agency).add(Tone::Dim, year));
    page.wrap(
        0,
        2,
        Line::new().verbatim(Tone::Dim, one.name()).add(Tone::Dim, format!("  {}", counts(console, one))),
    );
    page.blank();
    if one.findings.is_empty() {
        let (sign, tone) = if one.has_nothing() { ("!", Tone::Warn) } else { ("✓", Tone::Good) };
        page.point(sign, tone, clean(console, one));
    }
    for (at, finding) in one.findings.iter().enumerate() {
        if 0 < at {
            page.blank();
        }
        self::finding(page, console, finding);
    }
    let mut remarks = one.remarks().peekable();
    if remarks.peek().is_some() {
        page.section(console.t("หมายเหตุ", "Notes"), "");
        for text in remarks {
            page.point("·", Tone::Dim, console.text(text));
        }
    }
}

/// One line for each finding.
pub(crate) fn brief(page: &mut Page<'_>, console: &Console, one: &Audited) {
    let title = console.t("ตรวจรายงานที่เผยแพร่", "A published report, audited");
    page.section(title, console.t("ตัวอย่างสมมติ", "an invented example"));
    for finding in &one.findings {
        let (sign, tone) = sign(finding.severity);
        let mut line = Line::toned(Tone::Strong, console.text(&finding.code.title()));
        if let Some(place) = finding.place() {
            line = line.add(Tone::Dim, format!("  {}", told(console, place)));
        }
        if let Some(first) = finding.candidates.first() {
            line = line.plain("  ");
            line = line.plain(format!("{} → ", first.from)).add(Tone::Good, &*first.to);
        }
        page.point(sign, tone, line);
    }
}

fn finding(page: &mut Page<'_>, console: &Console, finding: &Finding) {
    let (sign, tone) = sign(finding.severity);
    let mut title = Line::toned(Tone::Strong, console.text(&finding.code.title()))
        .add(tone, format!("  {}", severity(console, finding.severity)));
    if let Some(place) = finding.place() {
        title = title.add(Tone::Dim, format!("  {}", told(console, place)));
    }
    page.point(sign, tone, title);
    page.wrap(4, 4, Line::from(console.text(&finding.message)));
    for passage in finding.passages.iter().take(SHOWN) {
        let place = told(console, passage.place);
        page.wrap_after(Line::toned(Tone::Dim, format!("    {place}  ")), 6, marked(console, passage));
    }
    let more = finding.passages.len().saturating_sub(SHOWN);
    if 0 < more {
        page.line(Line::toned(Tone::Dim, format!("    {} {more}", console.t("อีก", "more:"))));
    }
    if finding.candidates.is_empty() {
        return;
    }
    let lead = console.t("อาจเป็น (เรียงตามความน่าจะเป็น ไม่แก้ให้)", "may be (likeliest first, never applied)");
    page.line(Line::toned(Tone::Dim, format!("    {lead}")));
    for (at, candidate) in finding.candidates.iter().take(SHOWN).enumerate() {
        page.wrap_after(Line::from(format!("    {}. ", at + 1)), 7, self::candidate(console, candidate));
    }
}

fn candidate(console: &Console, candidate: &Candidate) -> Line {
    let what = key(console, &candidate.key);
    let mut line = Line::new();
    if !what.is_empty() {
        line = line.add(Tone::Strong, format!("{what}  "));
    }
    line.plain(format!("{} → ", candidate.from))
        .add(Tone::Good, &*candidate.to)
        .add(Tone::Dim, format!("  {}", kind(console, candidate.kind)))
}

/// The words with the mark between signs, so that it is seen without colour too.
fn marked(console: &Console, passage: &Passage) -> Line {
    let (before, mark, behind) = passage.parts();
    if mark.is_empty() {
        return Line::toned(Tone::Dim, &*passage.text);
    }
    let (open, close) = if console.colour { ("", "") } else { ("»", "«") };
    Line::toned(Tone::Dim, before).add(Tone::Bad, format!("{open}{mark}{close}")).add(Tone::Dim, behind)
}

fn sign(severity: Severity) -> (&'static str, Tone) {
    match severity {
        Severity::Error => ("✗", Tone::Bad),
        Severity::Warning => ("▲", Tone::Warn),
        Severity::Info => ("·", Tone::Accent),
    }
}

/// One line for each document, and what was found in all of them.
pub(super) fn folder(page: &mut Page<'_>, console: &Console, all: &[Audited], unread: &[Unread]) {
    let mut table =
        Table::new(&[Column::Left, Column::Flex, Column::Left, Column::Right, Column::Right, Column::Right]);
    let head = |th: &'static str, en: &'static str| Line::toned(Tone::Dim, console.t(th, en));
    table.row([
        Line::new(),
        head("เอกสาร", "document"),
        head("ปี", "year"),
        head("ขัดแย้ง", "contradictions"),
        head("น่าจะผิด", "slips"),
        head("ควรดู", "to look at"),
    ]);
    for one in all {
        let worst = one.findings.iter().map(|finding| finding.severity).max();
        let (sign, tone) = match worst {
            Some(worst) => sign(worst),
            None if one.has_nothing() => ("!", Tone::Warn),
            None => ("✓", Tone::Good),
        };
        let figure = |severity, tone| match one.count(severity) {
            0 => Line::toned(Tone::Dim, "0"),
            count => Line::toned(tone, count.to_string()),
        };
        let agency = one.agency.as_deref().map_or_else(String::new, |agency| format!("  {agency}"));
        table.row([
            Line::toned(tone, sign),
            Line::new().verbatim(Tone::Plain, one.name()).add(Tone::Dim, agency),
            Line::from(one.score_year.map_or_else(|| "-".to_owned(), |year| year.to_string())),
            figure(Severity::Error, Tone::Bad),
            figure(Severity::Warning, Tone::Warn),
            figure(Severity::Info, Tone::Plain),
        ]);
    }
    page.table(&table);
    for one in unread {
        let line = Line::new().verbatim(Tone::Plain, one.path.display().to_string());
        let why = one.failure.troubles.first().map(|trouble| console.text(&trouble.message).to_owned());
        page.point("✗", Tone::Bad, line.add(Tone::Bad, format!("  {}", why.unwrap_or_default())));
    }
    page.section(console.t("รวม", "Totals"), "");
    let nothing = all.iter().filter(|one| one.has_nothing()).count();
    let clean = all.iter().filter(|one| one.findings.is_empty()).count() - nothing;
    let count: usize = all.iter().map(|one| one.findings.len()).sum();
    let line = match console.language {
        domain::Language::Thai => format!(
            "{} เอกสาร  ไม่พบข้อขัดแย้ง {clean}  ไม่มีสิ่งที่จะตรวจ {nothing}  ข้อค้นพบ {count}  อ่านไม่ได้ {}",
            all.len() + unread.len(),
            unread.len()
        ),
        domain::Language::English => format!(
            "{} documents  clean {clean}  nothing to audit {nothing}  findings {count}  unreadable {}",
            all.len() + unread.len(),
            unread.len()
        ),
    };
    page.wrap(2, 2, line);
    let mut totals = Table::new(&[Column::Flex, Column::Right, Column::Right]).indented(2);
    totals.row([Line::new(), head("ข้อค้นพบ", "findings"), head("เอกสาร", "documents")]);
    for (code, (findings, documents)) in by_code(all) {
        totals.row([
            Line::from(console.text(&code.title())),
            Line::from(findings.to_string()),
            Line::from(documents.to_string()),
        ]);
    }
    if 0 < count {
        page.blank();
        page.table(&totals);
    }
}

/// Findings of each code, and in how many documents.
pub(crate) fn by_code(all: &[Audited]) -> BTreeMap<Code, (usize, usize)> {
    let mut totals: BTreeMap<Code, (usize, usize)> = BTreeMap::new();
    for one in all {
        let mut seen: Vec<Code> = Vec::new();
        for finding in &one.findings {
            let slot = totals.entry(finding.code).or_default();
            slot.0 += 1;
            if !seen.contains(&finding.code) {
                seen.push(finding.code);
                slot.1 += 1;
            }
        }
    }
    totals
}
