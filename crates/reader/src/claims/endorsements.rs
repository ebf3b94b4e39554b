//! Offices that have a place for their opinion. Names of persons are passed over.

use super::Claims;
use super::model::{Confidence, EndorsementClaim, Origin};
use crate::layout::Source;

/// Finds "ความเห็น…" with an office behind it, and what is written under it.
pub(crate) fn read(source: &Source, claims: &mut Claims) {
    let texts: Vec<_> =
        source.blocks.iter().map(|block| (block.content.text().unwrap_or_default(), block.place)).collect();
    for (at, (text, place)) in texts.iter().enumerate() {
        let mut lines = text.lines();
        let Some(first) = lines.next() else { continue };
        let Some(office) = first.trim().strip_prefix("ความเห็น").filter(|_| first.chars().count() < 90)
        else {
            continue;
        };
        let office = office.trim().trim_start_matches("ของ").trim_matches([' ', ':', '.', '…']);
        let titles = ["ปลัด", "นาย", "รอง", "หัวหน้า", "ผู้อำนวยการ", "อธิบดี", "คณบดี", "อธิการบดี", "ผู้ว่า"];
        if !titles.iter().any(|title| office.starts_with(title)) {
            continue;
        }
        let rest: String = lines.collect::<Vec<_>>().join(" ");
        let next = texts.get(at + 1).map_or("", |(text, _)| text);
        let written = [rest.as_str(), next].into_iter().map(opinion).find(|opinion| !opinion.is_empty());
        claims.endorsements.push(EndorsementClaim {
            office: office.to_owned(),
            opinion: written.unwrap_or_default(),
            origin: Origin { place: *place, words: first.trim().to_owned(), confidence: Confidence::Certain },
        });
    }
}

/// What is written on the dotted lines; a name in brackets is none.
fn opinion(text: &str) -> String {
    let plain = text.replace(['.', '…', '_'], " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = plain.starts_with('(') || plain.starts_with("ลงชื่อ");
    if name || plain.chars().count() < 5 { String::new() } else { plain }
}
