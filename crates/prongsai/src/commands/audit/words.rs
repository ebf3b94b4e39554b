//! Places, keys and kinds in words, for every form of the answer.

use domain::Language;
use domain::consistency::CandidateKind;
use reader::audit::{Kind, Severity};
use reader::layout::Place;

use super::Audited;
use crate::output::Console;

/// Why a candidate is one.
pub(super) fn kind(console: &Console, kind: Kind) -> &'static str {
    let (th, en) = match kind {
        Kind::Slip(CandidateKind::Swap) => ("สลับเลขสองตัว", "two digits swapped"),
        Kind::Slip(CandidateKind::Digit) => ("ผิดหนึ่งตัว", "one digit"),
        Kind::Slip(CandidateKind::Fit) => ("ค่าที่ลงตัว", "the value that fits"),
        Kind::OtherPassage => ("ตามที่อื่นในเอกสาร", "as elsewhere in the document"),
        Kind::Computed => ("คำนวณได้", "computed"),
        Kind::Wording => ("ตามถ้อยคำ", "by the wording"),
    };
    match console.language {
        Language::Thai => th,
        Language::English => en,
    }
}

/// How much a finding matters, in a word.
pub(super) fn severity(console: &Console, severity: Severity) -> &'static str {
    let (th, en) = match severity {
        Severity::Error => ("ขัดแย้ง", "contradiction"),
        Severity::Warning => ("น่าจะผิด", "probably a slip"),
        Severity::Info => ("ควรดู", "worth a look"),
    };
    match console.language {
        Language::Thai => th,
        Language::English => en,
    }
}

/// A place in words: page, line, row, column, as far as the form of the document tells.
pub(super) fn told(console: &Console, place: Place) -> String {
    let mut parts = Vec::new();
    let mut add = |th: &str, en: &str, number: Option<String>| {
        parts.extend(number.map(|number| format!("{} {number}", console.t(th, en))));
    };
    add("หน้า", "page", place.page.map(|page| page.to_string()));
    add("บรรทัด", "line", place.line.map(|line| line.to_string()));
    add("แถว", "row", place.row.map(|row| row.to_string()));
    add("คอลัมน์", "column", place.column.map(|column| column.to_string()));
    if place.page.is_none() && place.line.is_none() {
        add("ตอน", "passage", Some((place.block + 1).to_string()));
    }
    parts.join(" ")
}

/// What a key of an assessment file stands for: `published.indicators.2` is indicator 2.
pub(super) fn key(console: &Console, key: &str) -> String {
    let path = key.strip_prefix("published.").unwrap_or(key);
    let (group, name) = path.split_once('.').unwrap_or((path, ""));
    let (part, code) = name.split_once('/').map_or(("", name), |(part, code)| (part, code));
    let part = match part {
        "public" => console.t(" ส่วนที่ 1 (Public)", " part 1 (Public)"),
        "survey" => console.t(" ส่วนที่ 2 (Survey)", " part 2 (Survey)"),
        other => other,
    };
    let what = match group {
        "overall" => return console.t("คะแนนรวม", "overall score").to_owned(),
        "level" => return console.t("ระดับผล", "level").to_owned(),
        "agency" => return console.t("ชื่อหน่วยงาน", "name of the agency").to_owned(),
        "instruments" | "points" => console.t("เครื่องมือ", "instrument"),
        "indicators" | "parts" => console.t("ตัวชี้วัดที่", "indicator"),
        "sub_indicators" => console.t("ตัวชี้วัดย่อย", "sub-indicator"),
        "items" => console.t("ข้อ", "item"),
        _ => return path.to_owned(),
    };
    format!("{what} {code}{part}")
}

/// How much was read, so that an empty answer is not taken for a clean report.
pub(super) fn counts(console: &Console, one: &Audited) -> String {
    let counts = &one.counts;
    match console.language {
        Language::Thai => format!(
            "อ่านได้ คะแนน {} ค่า · มาตรการ {} แถว · ตาราง {} · ย่อหน้า {}",
            counts.scores, counts.measures, counts.tables, counts.paragraphs
        ),
        Language::English => format!(
            "read: {} scores · {} rows of measures · {} tables · {} paragraphs",
            counts.scores, counts.measures, counts.tables, counts.paragraphs
        ),
    }
}

/// What is said where nothing was found.
pub(super) fn clean(console: &Console, one: &Audited) -> &'static str {
    if one.has_nothing() {
        console.t(
            "ไม่พบคะแนนหรือมาตรการที่จะตรวจ เอกสารอาจไม่ใช่รายงาน ITA หรือตารางเป็นภาพที่อ่านไม่ได้ โปรดเปิดดูหรือใช้ไฟล์ต้นฉบับ",
            "no score and no measure to audit: this may be no ITA report, or its tables are pictures; look at it or take the \
             file that it was made from",
        )
    } else {
        console.t("ไม่พบข้อขัดแย้งในสิ่งที่โปรแกรมอ่านได้", "nothing that was read contradicts itself")
    }
}

/// The fiscal year of the scores, in words.
pub(super) fn year(console: &Console, one: &Audited) -> Option<String> {
    one.score_year.map(|year| format!("{} {year}", console.t("ปีงบประมาณ พ.ศ.", "fiscal year")))
}
