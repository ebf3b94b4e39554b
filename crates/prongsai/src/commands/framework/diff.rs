//! `prongsai framework diff`

use domain::Framework;
use domain::framework::file::Comparable;
use domain::framework::{ChangeKind, Diff, Granularity, Trend, diff};

use super::App;
use crate::commands::shared;
use crate::output::json::{self, framework::diff_row};
use crate::output::{Console, Failure, Line, Outcome, Page, Tone};

/// Compares two years.
///
/// # Errors
/// When one of them is not there.
pub fn run(app: &App, before: &str, after: &str) -> Result<Outcome, Failure> {
    let console = &app.console;
    let (before, after) = (shared::framework(app, before)?, shared::framework(app, after)?);
    let found = diff(before, after);
    let mut page = Page::new(console);
    page.line(Line::new().verbatim(Tone::Accent, format!("{} → {}", before.id(), after.id())));
    page.provisional(before);
    page.provisional(after);
    changes(&mut page, console, &found);
    for (granularity, th, en) in [
        (Granularity::Indicators, "เส้นแนวโน้มของตัวชี้วัด", "Trend lines of indicators"),
        (Granularity::SubIndicators, "เส้นแนวโน้มของตัวชี้วัดย่อย", "Trend lines of sub-indicators"),
        (Granularity::Items, "เส้นแนวโน้มของข้อ", "Trend lines of items"),
    ] {
        let of = |trend: &&Trend| {
            let at = |framework: &Framework, node| framework.skeleton().granularity(node) == granularity;
            trend.after.map(|node| at(after, node)).or(trend.before.map(|node| at(before, node)))
                == Some(true)
        };
        let trends: Vec<&Trend> = found.trends.iter().filter(of).collect();
        if !trends.is_empty() {
            page.section(console.t(th, en), "");
            lines(&mut page, console, before, after, &trends);
        }
    }
    Ok(Outcome::new(page.finish(), json::value(&diff_row(before, after, &found))))
}

fn changes(page: &mut Page<'_>, console: &Console, found: &Diff) {
    page.section(console.t("สิ่งที่เปลี่ยน", "What changed"), "");
    if found.changes.is_empty() {
        page.line(Line::from("  ").add(Tone::Dim, console.t("ไม่มี", "nothing")));
    }
    for change in &found.changes {
        let (sign, tone, words) = match change.kind {
            ChangeKind::Levels => ("~", Tone::Warn, console.t("ระดับผล", "levels")),
            ChangeKind::Weight => ("~", Tone::Warn, console.t("น้ำหนัก", "weight")),
            ChangeKind::Rule => ("~", Tone::Warn, console.t("วิธีคำนวณ", "rule")),
            ChangeKind::Count => ("~", Tone::Warn, console.t("จำนวนข้อ", "number of items")),
            ChangeKind::Added => ("+", Tone::Good, console.t("ใหม่", "new")),
            ChangeKind::Removed => ("−", Tone::Bad, console.t("เลิก", "gone")),
            ChangeKind::Renamed => ("~", Tone::Warn, console.t("เปลี่ยนชื่อ", "renamed")),
            ChangeKind::Renumbered => ("~", Tone::Warn, console.t("เปลี่ยนเลขข้อ", "renumbered")),
            ChangeKind::Scale => ("~", Tone::Warn, console.t("เปลี่ยนตัวเลือก", "other choices")),
        };
        let (old, new) = (console.text(&change.before), console.text(&change.after));
        let text = match (old.is_empty(), new.is_empty()) {
            (true, _) => new.to_owned(),
            (_, true) => old.to_owned(),
            _ => format!("{old} → {new}"),
        };
        let path =
            if change.kind == ChangeKind::Levels { String::new() } else { format!("{}  ", change.path) };
        let line = Line::toned(Tone::Strong, path).add(Tone::Dim, format!("{words}  ")).plain(text);
        page.point(sign, tone, line);
    }
}

fn lines(page: &mut Page<'_>, console: &Console, before: &Framework, after: &Framework, trends: &[&Trend]) {
    let name = |trend: &Trend| {
        let old = trend.before.map(|node| before.path(node));
        let new = trend.after.map(|node| after.path(node));
        match (old, new) {
            (Some(old), Some(new)) if old == new => new,
            (Some(old), Some(new)) => format!("{old}→{new}"),
            (old, new) => old.or(new).unwrap_or_default(),
        }
    };
    let group = |wanted: Option<Comparable>| trends.iter().filter(move |trend| trend.comparable == wanted);
    let full: Vec<String> = group(Some(Comparable::Full)).map(|trend| name(trend)).collect();
    if !full.is_empty() {
        let words = console.t("ลากต่อได้", "honest");
        page.point(
            "━",
            Tone::Good,
            Line::toned(Tone::Good, format!("{words} ({})  ", full.len())).plain(full.join(", ")),
        );
    }
    // Trends that share a reservation are told together.
    for (comparable, sign, tone, words) in [
        (Some(Comparable::Limited), "┅", Tone::Warn, console.t("จำกัด", "limited")),
        (None, "╳", Tone::Bad, console.t("ขาดตอน", "broken")),
    ] {
        let mut notes: Vec<(&str, Vec<String>)> = Vec::new();
        for trend in group(comparable) {
            let note = console.text(&trend.note);
            match notes.iter_mut().find(|(known, _)| *known == note) {
                Some((_, names)) => names.push(name(trend)),
                None => notes.push((note, vec![name(trend)])),
            }
        }
        for (note, names) in notes {
            let line = Line::toned(tone, format!("{words} ({})  ", names.len()))
                .plain(names.join(", "))
                .add(Tone::Dim, if note.is_empty() { String::new() } else { format!("  {note}") });
            page.point(sign, tone, line);
        }
    }
}
