//! The answer as a paper: blocks that become PDF or a Word file like every other document.

mod one;
mod tables;

use documents::model::{Block, Document, Orientation, PageSetup, ParagraphStyle, Section};
use domain::Language;
use reader::audit::Severity;
use thai::{Date, DigitStyle};

use super::words::severity;
use super::{Audited, Unread};
use crate::output::Console;

/// Everything that was found, in the language of the console.
pub(super) fn of(console: &Console, date: Date, done: &[Audited], unread: &[Unread]) -> Document {
    let title = console.t("ผลการตรวจรายงาน ITA", "Audit of ITA reports").to_owned();
    let several = 1 < done.len() + unread.len();
    let mut blocks = vec![Block::heading(1, &*title)];
    blocks.push(Block::paragraph(ParagraphStyle::Body, summary(console, done, unread)));
    blocks.push(Block::paragraph(ParagraphStyle::Note, legend(console)));
    if several {
        blocks.push(Block::Table(tables::documents(console, done)));
        if !unread.is_empty() {
            blocks.push(Block::Table(tables::unread(console, unread)));
        }
        if done.iter().any(|one| !one.findings.is_empty()) {
            blocks.push(Block::Table(tables::totals(console, done)));
        }
    }
    for (at, document) in done.iter().enumerate() {
        if several {
            blocks.push(Block::PageBreak);
        }
        one::blocks(console, document, at + 1, &mut blocks);
    }
    let agency = match done {
        [one] if !several => one.agency.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let digits = match console.language {
        Language::Thai => DigitStyle::Thai,
        Language::English => DigitStyle::Ascii,
    };
    let section = Section {
        orientation: Orientation::Portrait,
        numbered: true,
        running_head: Some(title.clone()),
        blocks,
    };
    Document {
        kind: "audit".to_owned(),
        layout: "audit".to_owned(),
        file_stem: "audit".to_owned(),
        title,
        agency,
        date,
        digits,
        draft: false,
        page: PageSetup { indent: 150, ..PageSetup::default() },
        sections: vec![section],
    }
}

fn summary(console: &Console, done: &[Audited], unread: &[Unread]) -> String {
    let count = |severity: Severity| done.iter().map(|one| one.count(severity)).sum::<usize>();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let all = errors + warnings + infos;
    let (documents, lost) = (done.len(), unread.len());
    match console.language {
        Language::Thai => {
            let lost = if lost == 0 {
                String::new()
            } else {
                format!(" อ่านไม่ได้ {lost} ฉบับ")
            };
            format!(
                "ตรวจเอกสาร {documents} ฉบับ{lost} พบ {all} ข้อ เป็นข้อขัดแย้ง {errors} ข้อ น่าจะผิด {warnings} ข้อ และควรดู {infos} ข้อ"
            )
        }
        Language::English => {
            let lost = if lost == 0 { String::new() } else { format!(", {lost} could not be read") };
            format!(
                "{documents} document(s) audited{lost}; {all} finding(s): {errors} contradiction(s), {warnings} \
                 probable slip(s), {infos} worth a look."
            )
        }
    }
}

/// How to read the paper, and what it is not.
fn legend(console: &Console) -> String {
    let [error, warning, info] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|of| severity(console, of));
    match console.language {
        Language::Thai => format!(
            "“{error}” คือตัวเลขหรือวันที่ที่ถูกพร้อมกันไม่ได้ “{warning}” คือสิ่งที่มักเป็นการพิมพ์พลาด “{info}” คือสิ่งที่อาจตั้งใจ \
             คำที่ควรตรวจอยู่ใน » « โปรแกรมไม่ตัดสินว่าค่าใดถูก ไม่แก้เอกสาร และไม่กล่าวถึงบุคคล ผู้จัดทำรายงานเป็นผู้ตรวจกับต้นฉบับ"
        ),
        Language::English => format!(
            "“{error}”: figures or dates that cannot all be right. “{warning}”: what mostly is a slip of the pen. \
             “{info}”: what may be meant so. Words to look at stand in » «. Nothing here decides which value is \
             right, changes the report, or speaks of a person; its authors check against their sources."
        ),
    }
}
