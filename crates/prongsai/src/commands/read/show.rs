//! What was read, for a person.

use serde_json::Value;

use super::Document;
use crate::output::json::read as rows;
use crate::output::{Console, Line, Page, Tone};

/// Measures that are shown to a person; JSON has them all.
const SHOWN: usize = 12;

/// A note with its place.
pub(super) fn told(console: &Console, note: &Value) -> String {
    let word = |key: &str| note.get(key).and_then(Value::as_str).unwrap_or_default();
    let place = note.get("place").and_then(|place| place.get("text")).and_then(Value::as_str);
    let message = word(console.t("message_th", "message_en"));
    place.map_or_else(|| message.to_owned(), |place| format!("{place}: {message}"))
}

/// One document.
pub(super) fn show(page: &mut Page<'_>, console: &Console, document: &Document) {
    let Document { path, source, claims } = document;
    let agency = claims
        .agency
        .as_ref()
        .map_or(console.t("(ไม่พบชื่อหน่วยงาน)", "(agency not found)"), |agency| &agency.name);
    let year = claims.score_year.map_or_else(String::new, |year| {
        format!("  {} {}", console.t("คะแนนปีงบประมาณ พ.ศ.", "scores of fiscal year"), year.number())
    });
    page.wrap(0, 2, Line::toned(Tone::Accent, agency).add(Tone::Dim, year));
    page.wrap(0, 2, Line::new().verbatim(Tone::Dim, path.display().to_string()));
    let published = claims.published();
    page.section(console.t("คะแนนที่ประกาศ", "Published scores"), "");
    if let Some(overall) = published.overall {
        let level = published.level.clone().unwrap_or_default();
        let line = Line::from(console.t("คะแนนรวม ", "overall ")).add(Tone::Strong, overall.to_string());
        page.wrap(2, 4, line.plain(format!("  {level}")));
    }
    let indicators: Vec<String> =
        published.indicators.iter().map(|(number, score)| format!("{number}: {score}")).collect();
    if !indicators.is_empty() {
        page.wrap(2, 4, Line::from(console.t("ตัวชี้วัด  ", "indicators  ")).plain(indicators.join("  ")));
    }
    let items: Vec<String> = published.items.iter().map(|(code, score)| format!("{code}: {score}")).collect();
    if !items.is_empty() {
        page.wrap(2, 4, Line::from(console.t("ข้อ  ", "items  ")).verbatim(Tone::Plain, items.join("  ")));
    }
    if !claims.measures.is_empty() {
        page.section(console.t("มาตรการ", "Measures"), &claims.measures.len().to_string());
        for row in claims.measures.iter().take(SHOWN) {
            let title = if row.measure.is_empty() { row.issue.as_str() } else { row.measure.as_str() };
            let short: String = title.chars().take(90).collect();
            page.point(
                "·",
                Tone::Dim,
                Line::from(short).add(Tone::Dim, format!("  {}", row.responsible.lead)),
            );
        }
        let more = claims.measures.len().saturating_sub(SHOWN);
        if 0 < more {
            page.point("…", Tone::Dim, format!("{} {more}", console.t("อีก", "more:")));
        }
    }
    let notes = rows::notes(source, claims);
    if !notes.is_empty() {
        page.section(console.t("หมายเหตุ", "Notes"), "");
        for note in &notes {
            page.point("·", Tone::Dim, told(console, note));
        }
    }
}
