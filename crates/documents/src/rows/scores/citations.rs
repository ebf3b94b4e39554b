//! Documents that the rules of the year were taken from.

use domain::explanation::{Explanation, explain};
use domain::framework::file::Confidence;
use domain::scoring::Basis;

use crate::facts::Facts;
use crate::model::{Cell, Content};
use crate::rows::{ColumnKind, Record, Source, Within};
use crate::texts::names_apart;

pub(super) static CITATIONS: Source = Source {
    name: "citations",
    describes: "one document that a rule of the score tree rests on",
    columns: &[ColumnKind::centered("code", "รหัส"), ColumnKind::text("citation", "เอกสาร")],
    records,
};

fn records(facts: &Facts<'_>) -> Vec<Record> {
    let tree = facts.tree;
    let mut found: Vec<(String, String)> = Vec::new();
    for node in 0..tree.skeleton().nodes.len() {
        if !matches!(tree.at(node).basis, Basis::Computed | Basis::Tally | Basis::Verdict) {
            continue;
        }
        let explanation = explain(tree, &facts.assessment.evidence, node);
        for citation in explanation.map(|explanation| explanation.citations).unwrap_or_default() {
            if !found.contains(&citation) {
                found.push(citation);
            }
        }
    }
    // Ids are a letter and a number: S2 before S10.
    found.sort_by_key(|(id, _)| (id.len(), id.clone()));
    let record = |(id, citation): (String, String)| Record {
        within: Within::default(),
        cells: vec![Cell::new(Content::Verbatim(vec![id])), Cell::new(document(&citation))],
        strong: false,
    };
    found.into_iter().map(record).collect()
}

/// How a rule is known and the documents that show it, by their ids. The notes in the framework files are for those
/// who keep them; a reader of a document is told this much and finds the documents in the table of [`CITATIONS`].
pub(super) fn known_from(explanation: &Explanation) -> String {
    let ids: Vec<&str> = explanation.citations.iter().map(|(id, _)| id.as_str()).collect();
    let documents =
        if ids.is_empty() { String::new() } else { format!("เอกสาร {}", ids.join(", ")) };
    match (explanation.confidence, ids.is_empty()) {
        (Confidence::Seen, false) => format!("พบใน{documents}"),
        (Confidence::Seen, true) => "พบในผลที่ประกาศ".to_owned(),
        (Confidence::Inferred, false) => format!("อนุมานจาก{documents}"),
        (Confidence::Inferred, true) => "อนุมานจากผลที่ประกาศหรือปีใกล้เคียง".to_owned(),
        (Confidence::Recalled, _) => "ความรู้ทั่วไป ยังไม่พบเอกสาร".to_owned(),
        (Confidence::Assumed, _) => "ถือตามปีใกล้เคียงไปก่อน".to_owned(),
        (Confidence::Unknown, _) => "ยังไม่ทราบ".to_owned(),
    }
}

/// A source in Thai words: what kind of document it is, where it stands, and its page if one is named. Sources are
/// noted in English in the framework files.
fn document(citation: &str) -> Content {
    let year = fiscal_year(citation).map(|year| format!(" ปีงบประมาณ พ.ศ. {year}")).unwrap_or_default();
    if let Some(owner) = citation.strip_prefix("Published report of ") {
        let owner = owner.split(',').next().unwrap_or(owner);
        return Content::Text(vec![names_apart(&format!("รายงานที่เผยแพร่ของ{owner}{year}"))]);
    }
    let Some(address) = address(citation) else {
        return Content::Text(vec![format!("เอกสารอื่นที่ผู้จัดทำชุดข้อมูลหลักเกณฑ์ได้เห็น{year}")]);
    };
    let kind = if address.contains("github.com") {
        "โปรแกรมที่เผยแพร่"
    } else if address.contains("nacc.go.th") {
        "เว็บไซต์สำนักงาน ป.ป.ช."
    } else {
        "เว็บไซต์"
    };
    let page = page(citation).map(|page| format!(" หน้า {page}")).unwrap_or_default();
    Content::Verbatim(vec![format!("{kind} {address}{page}")])
}

/// The address with which a source begins, with or without `https://`.
fn address(citation: &str) -> Option<&str> {
    let first = citation.split([' ', ',']).next()?.trim_end_matches([':', '.']);
    let is_host = |text: &str| {
        let host = text.split('/').next().unwrap_or_default();
        host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
    };
    (first.starts_with("http") || is_host(first)).then_some(first)
}

/// The page in `printed p. 39`.
fn page(citation: &str) -> Option<&str> {
    let (_, after) = citation.split_once("p. ")?;
    let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    after.get(..end).filter(|page| !page.is_empty())
}

/// The year in `FY2568`, where the source states it.
fn fiscal_year(citation: &str) -> Option<&str> {
    let (_, after) = citation.split_once(", FY")?;
    after.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::model::Content;

    #[test]
    fn sources_are_named_in_thai() {
        let text = |text: &str| Content::Text(vec![text.to_owned()]);
        let verbatim = |text: &str| Content::Verbatim(vec![text.to_owned()]);
        let report = "Published report of อบต.ถ้ำรงค์, FY2568, whose title names O25";
        assert_eq!(document(report), text("รายงานที่เผยแพร่ของ อบต.ถ้ำรงค์ ปีงบประมาณ พ.ศ. 2568"));
        let other = "A school's site (item titles)";
        assert_eq!(document(other), text("เอกสารอื่นที่ผู้จัดทำชุดข้อมูลหลักเกณฑ์ได้เห็น"));
        for (citation, said) in [
            ("https://a.com/kgpc, printed p. 39, published 2024: notes", "เว็บไซต์ https://a.com/kgpc หน้า 39"),
            ("https://github.com/a/b: program", "โปรแกรมที่เผยแพร่ https://github.com/a/b"),
            ("itachon.com (guide FY2568, item o1)", "เว็บไซต์ itachon.com"),
            ("https://itas.nacc.go.th/342", "เว็บไซต์สำนักงาน ป.ป.ช. https://itas.nacc.go.th/342"),
        ] {
            assert_eq!(document(citation), verbatim(said));
        }
    }
}
