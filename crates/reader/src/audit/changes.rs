//! Changes against the two scores they are told between: "จาก ๘๐.๐๐ เป็น ๘๕.๕๐ เพิ่มขึ้น ๖.๕๐".

use std::ops::Range;

use domain::{Score, Text};

use super::model::{Candidate, Code, Finding, Kind, Passage, Severity};
use super::passages;
use super::work::{Piece, Work};
use crate::layout::{Content, Role, Table};

/// Words of a change, and whether it goes up.
const VERBS: [(&str, bool); 6] =
    [("เพิ่มขึ้น", true), ("สูงขึ้น", true), ("ลดลง", false), ("ต่ำลง", false), ("เพิ่ม", true), ("ลด", false)];

/// Words between the verb and its figure.
const FILLERS: [&str; 12] =
    ["ร้อยละ", "คิดเป็น", "เท่ากับ", "จำนวน", "คะแนน", "อยู่", "ถึง", "จาก", "ปี", "เดิม", "ก่อน", ":"];

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    for piece in work.running() {
        told(piece, findings);
    }
    for block in &work.source.blocks {
        if let Content::Table(table) = &block.content {
            columns(table, findings);
        }
    }
}

/// A figure with two decimals and where it stands.
struct Figure {
    score: Score,
    start: usize,
    end: usize,
}

fn told(piece: &Piece<'_>, findings: &mut Vec<Finding>) {
    let text = piece.text;
    let mut taken = 0;
    let mut verbs: Vec<(usize, &str, bool)> = VERBS
        .iter()
        .flat_map(|(verb, up)| text.match_indices(verb).map(|(at, verb)| (at, verb, *up)))
        .collect();
    verbs.sort_by_key(|(at, verb, _)| (*at, std::cmp::Reverse(verb.len())));
    for (at, verb, up) in verbs {
        if at < taken {
            continue;
        }
        let end = at + verb.len();
        taken = end;
        let behind = text.get(end..).unwrap_or_default();
        let newer = nearest_before(text, at);
        let head: String = behind.chars().take(60).collect();
        let told = figures(&head).into_iter().next();
        let gap = told.as_ref().and_then(|told| head.get(..told.start)).unwrap_or_default().trim();
        // "เพิ่มขึ้นจากปีที่ผ่านมา 5.75": after a year alone comes the change.
        let since = is_from(behind)
            && gap.contains("ปี")
            && !gap.contains("ได้")
            && !gap.contains("คะแนน")
            && !gap.ends_with('(');
        if is_from(behind) && !since {
            from_to(piece, at, end, up, newer, findings);
            continue;
        }
        let change = if since { told } else { lead_figure(behind) };
        let Some(change) = change else { continue };
        let change = Figure { start: change.start + end, end: change.end + end, ..change };
        // "… เพิ่มขึ้น 3.25 คะแนน จากปี 2566 ที่ได้ 86.10"
        let tail: String = text.get(change.end..).unwrap_or_default().chars().take(60).collect();
        let from =
            tail.find("จาก").filter(|from| tail.get(..*from).is_some_and(|gap| gap.chars().count() <= 16));
        let older = from.and_then(|from| figures(&tail).into_iter().find(|figure| from < figure.start));
        if let (Some(older), Some(newer)) = (older, newer) {
            let older = Figure { start: older.start + change.end, end: older.end + change.end, ..older };
            judge(piece, &older, &newer, &change, up, newer.start..older.end, findings);
            continue;
        }
        let before = figures(text.get(..at).unwrap_or_default());
        // The two scores nearest before it, in the same sentence.
        let [.., first, second] = before.as_slice() else { continue };
        let gap = text.get(first.end..at).unwrap_or_default();
        let between = text.get(first.end..second.start).unwrap_or_default();
        let paired = ["เป็น", "และปี", "ปี", "ได้คะแนน", "ได้"].iter().any(|word| between.contains(word));
        if 140 < gap.chars().count() || !paired || 90 < between.chars().count() {
            continue;
        }
        judge(piece, first, second, &change, up, first.start..change.end, findings);
    }
}

/// Whether the verb goes on with what the score was before: "เพิ่มขึ้นจาก…", "เพิ่มขึ้น จากปีก่อน…".
fn is_from(behind: &str) -> bool {
    behind.trim_start().starts_with("จาก")
}

/// The score told last before a verb, within a sentence's length.
fn nearest_before(text: &str, at: usize) -> Option<Figure> {
    let found = figures(text.get(..at)?).pop()?;
    let gap = text.get(found.end..at).unwrap_or_default();
    (gap.chars().count() <= 60 && !gap.contains('\n')).then_some(found)
}

/// "เพิ่มขึ้นจาก 80.00 เป็น 85.50 คิดเป็น 5.50", or "85.50 เพิ่มขึ้นจาก 80.00 คิดเป็น 5.50".
fn from_to(
    piece: &Piece<'_>,
    at: usize,
    end: usize,
    up: bool,
    before: Option<Figure>,
    findings: &mut Vec<Finding>,
) {
    let head: String = piece.text.get(end..).unwrap_or_default().chars().take(120).collect();
    let shifted = |figure: Figure| Figure { start: figure.start + end, end: figure.end + end, ..figure };
    let word = |from: usize, to: usize| head.get(from..to).unwrap_or_default();
    let of_change = |from: usize, next: &Figure| {
        let between = word(from, next.start);
        let leads = ["คิดเป็น", "ร้อยละ", "จำนวน", "เท่ากับ", "เพิ่มขึ้น", "ลดลง"];
        leads.iter().any(|lead| between.contains(lead)) && between.chars().count() <= 40
    };
    let becomes = |from: usize, next: &Figure| {
        let between = word(from, next.start).replace("คิดเป็น", "");
        between.contains("เป็น") && between.chars().count() <= 40
    };
    let mut told = figures(&head).into_iter();
    let Some(older) = told.next() else { return };
    let next = told.next();
    let (newer, change) = match next {
        Some(newer) if becomes(older.end, &newer) => {
            let change = told.next().filter(|change| of_change(newer.end, change));
            (Some(shifted(newer)), change)
        }
        next => (before, next.filter(|next| of_change(older.end, next))),
    };
    let (Some(newer), older) = (newer, shifted(older)) else { return };
    let change = change.map(shifted);
    let last = change.as_ref().map_or(older.end.max(newer.end), |change| change.end);
    let mark = at.min(newer.start)..last;
    match change {
        Some(change) => judge(piece, &older, &newer, &change, up, mark, findings),
        None if older.score != newer.score && (older.score < newer.score) != up => {
            let passage = passages::cut(piece.place, piece.text, mark);
            findings.push(finding(older.score, newer.score, None, up, passage));
        }
        None => {}
    }
}

fn judge(
    piece: &Piece<'_>,
    first: &Figure,
    second: &Figure,
    change: &Figure,
    up: bool,
    mark: Range<usize>,
    findings: &mut Vec<Finding>,
) {
    let (older, newer) = (first.score, second.score);
    let distance = older.distance(newer);
    let share = share(older, newer);
    let printed = change.score.hundredths();
    let sized = printed == distance || share == Some(printed);
    let turned = older != newer && (older < newer) != up;
    if sized && !turned {
        return;
    }
    // Scores told newest first: then the direction is read the other way round.
    let between = piece.text.get(first.end..second.start).unwrap_or_default();
    if sized && ["ปีก่อน", "เดิม", "ที่ผ่านมา"].iter().any(|word| between.contains(word))
    {
        return;
    }
    let passage = passages::cut(piece.place, piece.text, mark);
    findings.push(finding(older, newer, Some(change.score), up, passage));
}

/// The change as a share of the older score, in hundredths of a per cent.
fn share(older: Score, newer: Score) -> Option<u16> {
    let (distance, base) = (i64::from(older.distance(newer)), i64::from(older.hundredths()));
    let share = (2 * distance * 10_000 + base).checked_div(2 * base)?;
    u16::try_from(share).ok()
}

fn finding(older: Score, newer: Score, printed: Option<Score>, up: bool, passage: Passage) -> Finding {
    let distance = Score::clamped(i64::from(older.distance(newer)));
    let (is_th, is_en) =
        if older < newer { ("เพิ่มขึ้น", "rise") } else { ("ลดลง", "fall") };
    let (says_th, says_en) =
        if up { ("เพิ่มขึ้น", "rise") } else { ("ลดลง", "fall") };
    let size = printed.map_or_else(String::new, |printed| format!(" {printed}"));
    Finding {
        code: Code::ChangeMismatch,
        severity: Severity::Error,
        key: String::new(),
        published: format!("{says_th}{size}"),
        recomputed: Some(format!("{is_th} {distance}")),
        difference: printed.map(|printed| Score::clamped(i64::from(printed.distance(distance))).to_string()),
        candidates: vec![Candidate {
            key: String::new(),
            place: Some(passage.place),
            from: printed.map_or_else(|| says_th.to_owned(), |printed| printed.to_string()),
            to: if printed.is_some() { distance.to_string() } else { is_th.to_owned() },
            kind: Kind::Computed,
            range: None,
        }],
        passages: vec![passage],
        message: Text::new(
            format!(
                "ข้อความว่า{says_th}{size} แต่จาก {older} เป็น {newer} คือ{is_th} {distance} โปรดตรวจคะแนนสองปีและผลต่าง"
            ),
            format!(
                "A {says_en} of{size} is stated, but from {older} to {newer} it is a {is_en} of {distance}. Check both \
                 scores and the change."
            ),
        ),
    }
}

/// Tables with the scores of two years and the change between them.
fn columns(table: &Table, findings: &mut Vec<Finding>) {
    let of = |role: Role| (0..table.columns).filter(move |column| table.roles.get(*column) == Some(&role));
    let Some(change) = of(Role::Change).next() else { return };
    let year = |column: usize| {
        let headings = table.headings.iter().filter_map(|heading| heading.get(column));
        headings.flat_map(|heading| crate::claims::years::in_text(heading)).next()
    };
    let mut years: Vec<_> = of(Role::Score).filter_map(|column| Some((year(column)?, column))).collect();
    years.sort_unstable();
    let [.., (_, older), (_, newer)] = years.as_slice() else { return };
    for row in &table.rows {
        let figure =
            |column: usize| thai::digits::to_ascii(row.own_text(column).trim()).parse::<Score>().ok();
        let (Some(first), Some(second)) = (figure(*older), figure(*newer)) else { continue };
        let printed = thai::digits::to_ascii(row.own_text(change).trim());
        let bare = printed.trim_start_matches(['+', '-', '–', '−', '▲', '▼', '(', ' ']);
        let down = printed.starts_with(['-', '–', '−', '▼', '(']) || printed.contains("ลด");
        let bare: String = bare.chars().skip_while(|c| !c.is_ascii_digit()).collect();
        let bare = bare.trim_end_matches(|c: char| !c.is_ascii_digit());
        let Ok(size) = bare.parse::<Score>() else { continue };
        let right =
            size.hundredths() == first.distance(second) || share(first, second) == Some(size.hundredths());
        let turned = second < first && !down || first < second && down;
        if right && !turned {
            continue;
        }
        let passage = passages::row(row, row.place.at_column(change + 1), Some(change));
        findings.push(finding(first, second, Some(size), !down, passage));
    }
}

/// The figure that a text begins with, words of filling passed over.
fn lead_figure(text: &str) -> Option<Figure> {
    let mut at = 0;
    for _ in 0..6 {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = text.get(at..)?;
        match FILLERS.iter().find(|filler| rest.starts_with(**filler)) {
            Some(filler) => at += filler.len(),
            None => break,
        }
    }
    let found = figures(text.get(at..)?).into_iter().next().filter(|figure| figure.start == 0)?;
    Some(Figure { start: at, end: at + found.end, score: found.score })
}

/// Figures with decimals, as scores and changes are told.
fn figures(text: &str) -> Vec<Figure> {
    let is_part = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c) || c == '.';
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(from) = text.get(rest..).and_then(|tail| tail.find(is_part)).map(|at| at + rest) {
        let tail = text.get(from..).unwrap_or_default();
        let length = tail.find(|c| !is_part(c)).unwrap_or(tail.len());
        let printed = tail.get(..length).unwrap_or_default();
        rest = from + length.max(1);
        let trimmed = printed.trim_end_matches('.');
        if trimmed.contains('.')
            && let Ok(score) = thai::digits::to_ascii(trimmed).parse()
        {
            found.push(Figure { score, start: from, end: from + trimmed.len() });
        }
    }
    found
}
