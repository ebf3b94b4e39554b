//! What a document says about the order of its scores: the highest, the lowest, how many lie above a mark, ranks.

use domain::{Score, Text};
use thai::FiscalYear;

use super::model::{Candidate, Code, Finding, Kind, Severity};
use super::passages;
use super::work::{Piece, Work};
use crate::claims::Relation;
use crate::claims::scan::Text as Scan;
use crate::claims::years::in_text;
use crate::layout::{Role, Table};

/// Fewest indicators that must be known before anything is said about all of them.
const ENOUGH: usize = 8;

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    if ENOUGH <= work.published.indicators.len() {
        for piece in work.running() {
            extremes(work, piece, findings);
            count(work, piece, findings);
        }
    }
    ranks(work, findings);
}

/// "คะแนนต่ำสุด คือ ตัวชี้วัดที่ …" against the scores.
fn extremes(work: &Work<'_>, piece: &Piece<'_>, findings: &mut Vec<Finding>) {
    const WORDS: [(&str, bool); 6] = [
        ("ต่ำที่สุด", false),
        ("ต่ำสุด", false),
        ("น้อยที่สุด", false),
        ("สูงที่สุด", true),
        ("สูงสุด", true),
        ("มากที่สุด", true),
    ];
    for (word, highest) in WORDS {
        for (at, _) in piece.text.match_indices(word) {
            let end = at + word.len();
            let behind = piece.text.get(end..).unwrap_or_default();
            let head: String = behind.chars().take(40).collect();
            let told = ["คือ", "ได้แก่", ":"].iter().any(|lead| head.trim_start().starts_with(lead));
            let Some(from) = head.find("ตัวชี้วัด").filter(|_| told) else { continue };
            let Some(hit) = work.lookup.names.indicator(behind.get(from..).unwrap_or_default()) else {
                continue;
            };
            let Some(score) = work.published.indicators.get(&hit.number).copied().filter(|_| hit.named)
            else {
                continue;
            };
            // Of all, or of its own instrument: a report may speak of either.
            let beats = |other: Score| if highest { score < other } else { other < score };
            let own = work.lookup.instrument_of(hit.number);
            let rivals = |same: bool| {
                work.published
                    .indicators
                    .iter()
                    .filter(move |(number, _)| !same || work.lookup.instrument_of(**number) == own)
                    .filter(|(_, other)| beats(**other))
            };
            if rivals(true).next().is_none() {
                continue;
            }
            let best = if highest {
                rivals(false).max_by_key(|(_, score)| **score)
            } else {
                rivals(false).min_by_key(|(_, score)| **score)
            };
            let Some((number, best)) = best else { continue };
            let (th, en) = if highest {
                ("สูงกว่า", "higher")
            } else {
                ("ต่ำกว่า", "lower")
            };
            let start = end + from;
            let length: usize =
                behind.get(from..).unwrap_or_default().chars().take(40).map(char::len_utf8).sum();
            let mut shown = vec![passages::cut(piece.place, piece.text, at..start + length)];
            let key = format!("indicators.{number}");
            shown.extend(work.claim_of(&key).map(|claim| work.score(claim)));
            findings.push(Finding {
                code: Code::ExtremeMismatch,
                severity: Severity::Warning,
                key: format!("published.{key}"),
                passages: shown,
                published: format!("{word}: {}", hit.number),
                recomputed: Some(number.to_string()),
                difference: None,
                candidates: vec![Candidate {
                    key: format!("published.{key}"),
                    place: Some(piece.place),
                    from: hit.number.to_string(),
                    to: number.to_string(),
                    kind: Kind::Computed,
                    range: None,
                }],
                message: Text::new(
                    format!(
                        "ข้อความว่าตัวชี้วัดที่ {} ({score}) {word} แต่ตัวชี้วัดที่ {number} ได้ {best} ซึ่ง{th} โปรดตรวจชื่อตัวชี้วัดหรือคะแนน",
                        hit.number
                    ),
                    format!(
                        "The text singles out indicator {} ({score}), but indicator {number} has {best}, which is {en}. \
                         Check which indicator is meant, or the scores.",
                        hit.number
                    ),
                ),
            });
        }
    }
}

/// "คะแนนมากกว่าร้อยละ ๘๐ จำนวน ๒ ตัวชี้วัด" against the scores.
fn count(work: &Work<'_>, piece: &Piece<'_>, findings: &mut Vec<Finding>) {
    let scan = Scan::new(piece.text);
    let marks: Vec<_> =
        work.claims.thresholds.iter().filter(|mark| mark.origin.place == piece.place).collect();
    let [mark] = marks.as_slice() else { return };
    for at in scan.find_all("จำนวน") {
        let Some((stated, end)) = scan.whole_after(at + "จำนวน".chars().count()) else { continue };
        let unit = scan.folded(end, end + 14);
        let words = scan.folded(0, at);
        let of_items = words.contains("ประเด็นที่มี") || words.contains("ข้อที่");
        if !unit.trim_start().starts_with("ตัวชี้วัด") || unit.contains("ย่อย") || of_items
        {
            continue;
        }
        let is_in = |score: Score| match mark.relation {
            Relation::Below => score < mark.score,
            Relation::Above => mark.score < score,
            Relation::AtLeast => mark.score <= score,
            Relation::Equal => mark.score == score,
        };
        let inside: Vec<String> = work
            .published
            .indicators
            .iter()
            .filter(|(_, score)| is_in(**score))
            .map(|(number, _)| number.to_string())
            .collect();
        let found = inside.len();
        if found == stated as usize || work.published.indicators.len() < work.framework.indicators.len() {
            continue;
        }
        let bytes = |chars: usize| piece.text.chars().take(chars).map(char::len_utf8).sum::<usize>();
        let list = inside.join(", ");
        findings.push(Finding {
            code: Code::CountMismatch,
            severity: Severity::Warning,
            key: String::new(),
            passages: vec![passages::cut(piece.place, piece.text, bytes(at)..bytes(end + 10))],
            published: stated.to_string(),
            recomputed: Some(found.to_string()),
            difference: None,
            candidates: vec![Candidate {
                key: String::new(),
                place: Some(piece.place),
                from: stated.to_string(),
                to: found.to_string(),
                kind: Kind::Computed,
                range: None,
            }],
            message: Text::new(
                format!("ข้อความว่ามี {stated} ตัวชี้วัด แต่ตามคะแนนที่พิมพ์ไว้มี {found} ตัวชี้วัด ({list}) โปรดนับใหม่หรือตรวจคะแนน"),
                format!(
                    "The text counts {stated} indicators, but by the printed scores there are {found} ({list}). Count \
                     again, or check the scores."
                ),
            ),
        });
    }
}

/// A table with ranks whose scores go up where they should go down.
fn ranks(work: &Work<'_>, findings: &mut Vec<Finding>) {
    for (_, table) in work.source.tables() {
        let heading = |column: usize| {
            table.headings.first().and_then(|heading| heading.get(column)).is_some_and(|h| h.contains("อันดับ"))
        };
        let rank = (0..table.columns)
            .find(|column| table.roles.get(*column) == Some(&Role::Number) && heading(*column));
        let (Some(rank), Some(score)) = (rank, ranked(table, work.claims.score_year)) else { continue };
        let number = |text: &str| thai::digits::to_ascii(text.trim()).parse::<Score>().ok();
        let mut above: Option<(Score, Score)> = None;
        for row in &table.rows {
            let (Some(place), Some(figure)) = (number(row.own_text(rank)), number(row.own_text(score)))
            else {
                above = None;
                continue;
            };
            if let Some((_, better)) = above.filter(|(p, s)| *p < place && *s < figure) {
                findings.push(Finding {
                    code: Code::OrderMismatch,
                    severity: Severity::Warning,
                    key: String::new(),
                    passages: vec![passages::row(row, row.place.at_column(score + 1), Some(score))],
                    published: figure.to_string(),
                    recomputed: None,
                    difference: None,
                    candidates: Vec::new(),
                    message: Text::new(
                        format!("แถวนี้ได้ {figure} สูงกว่าอันดับก่อนหน้าที่ได้ {better} โปรดตรวจอันดับและคะแนนของทั้งสองแถว"),
                        format!(
                            "This row has {figure}, more than the rank above it with {better}. Check ranks and scores \
                             of both rows."
                        ),
                    ),
                });
            }
            above = Some((place, figure));
        }
    }
}

/// The column of scores that ranks go by: the only one, else that of the scores' year.
fn ranked(table: &Table, year: Option<FiscalYear>) -> Option<usize> {
    let mut columns = (0..table.columns).filter(|column| table.roles.get(*column) == Some(&Role::Score));
    let first = columns.next()?;
    let more: Vec<usize> = columns.collect();
    if more.is_empty() {
        return Some(first);
    }
    let of_year = |column: &usize| {
        let heading = table.headings.first().and_then(|heading| heading.get(*column));
        year.is_some() && heading.and_then(|heading| in_text(heading).first().copied()) == year
    };
    std::iter::once(first).chain(more).find(of_year)
}
