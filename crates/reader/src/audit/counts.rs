//! Percentages against the counts that they are told of: "๓๐ คน จาก ๔๐ คน คิดเป็นร้อยละ ๗๐".

use std::ops::Range;

use domain::Text;

use super::model::{Candidate, Code, Finding, Kind, Passage, Severity};
use super::passages;
use super::work::{Piece, Work};
use crate::layout::Content;

/// Words that lead to a percentage of counts.
const LEADS: [&str; 4] = ["คิดเป็นร้อยละ", "คิดเป็น ร้อยละ", "คิดเป็น", "ร้อยละ"];
/// Words of a total before or behind its number.
const TOTALS: [&str; 12] = [
    "จากทั้งหมด",
    "ทั้งหมด",
    "ทั้งสิ้น",
    "จากจำนวน",
    "จาก",
    "ในจำนวน",
    "เป้าหมาย",
    "รวม",
    "ของ",
    "กลุ่มตัวอย่าง",
    "ผู้ตอบแบบ",
    "ผู้เข้าร่วม",
];
/// What is counted.
const UNITS: [&str; 22] = [
    "คน",
    "ราย",
    "ข้อ",
    "เรื่อง",
    "ครั้ง",
    "โครงการ",
    "กิจกรรม",
    "ตัวชี้วัด",
    "มาตรการ",
    "หน่วย",
    "ฉบับ",
    "ชุด",
    "แห่ง",
    "บาท",
    "รายการ",
    "หมู่บ้าน",
    "ครัวเรือน",
    "ตำแหน่ง",
    "กลุ่ม",
    "งาน",
    "เครื่อง",
    "ประเด็น",
];
/// Characters before the percentage in which its counts must stand.
const WINDOW: usize = 130;

/// A number as printed: its whole value in units of its last decimal.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    range: Range<usize>,
    text: String,
    value: i64,
    decimals: u32,
}

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    for piece in &work.pieces {
        told(piece, findings);
    }
    for block in &work.source.blocks {
        if let Content::Table(table) = &block.content {
            columns(table, findings);
        }
    }
}

fn told(piece: &Piece<'_>, findings: &mut Vec<Finding>) {
    let text = piece.text;
    let mut seen = 0;
    let mut leads: Vec<(usize, usize)> = LEADS
        .iter()
        .flat_map(|lead| text.match_indices(lead).map(|(at, lead)| (at, at + lead.len())))
        .collect();
    leads.sort_unstable_by_key(|(at, end)| (*at, std::cmp::Reverse(*end)));
    for (at, end) in leads {
        if at < seen {
            continue;
        }
        let Some(percent) =
            numbers(text.get(end..end + window(text, end, 14)).unwrap_or_default()).into_iter().next()
        else {
            continue;
        };
        let percent = Number { range: percent.range.start + end..percent.range.end + end, ..percent };
        let behind = text.get(percent.range.end..).unwrap_or_default().trim_start();
        let worded = text.get(at..end).unwrap_or_default().contains("ร้อยละ");
        let gap = text.get(end..percent.range.start).unwrap_or_default();
        if (!worded && !behind.starts_with('%') && !gap.contains("ร้อยละ")) || gap.trim().chars().count() > 7
        {
            continue;
        }
        // Without "คิดเป็น", the count must stand right before it.
        let bare = text.get(at..end) == Some("ร้อยละ");
        let head = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\n', '(', ',']);
        if bare && !UNITS.iter().any(|unit| head.ends_with(unit)) {
            continue;
        }
        seen = percent.range.end;
        let start = back(text, at, WINDOW);
        let stretch = text.get(start..at).unwrap_or_default();
        let counts: Vec<Number> = numbers(stretch)
            .into_iter()
            .filter(|number| number.decimals == 0 && is_count(stretch, number))
            .map(|number| Number { range: number.range.start + start..number.range.end + start, ..number })
            .collect();
        let Some((part, total)) = pair(text, &counts) else { continue };
        // Where any two of the counts give it, the words only told more than was needed.
        let fits =
            |a: &Number, b: &Number| 0 < b.value && a.value <= b.value && follows(a.value, b.value, &percent);
        let any = counts.iter().any(|a| counts.iter().any(|b| a.range != b.range && fits(a, b)));
        if total.value <= 0 || any {
            continue;
        }
        let passage =
            passages::cut(piece.place, text, part.range.start.min(total.range.start)..percent.range.end);
        findings.push(finding(part.value, total.value, &percent, passage));
    }
}

/// The part and the total among the counts before a percentage: the last two, else the last and the nearest
/// total before it.
fn pair<'n>(text: &str, counts: &'n [Number]) -> Option<(&'n Number, &'n Number)> {
    let (last, rest) = counts.split_last()?;
    let nearest = rest.last()?;
    roles(text, nearest, last).or_else(|| {
        rest.iter().rev().skip(1).find_map(|other| {
            let (part, total) = roles(text, other, last)?;
            (part.range == last.range).then_some((part, total))
        })
    })
}

/// Which of two counts is the part and which the total, where the words tell it.
fn roles<'n>(text: &str, first: &'n Number, second: &'n Number) -> Option<(&'n Number, &'n Number)> {
    let between = text.get(first.range.end..second.range.start).unwrap_or_default();
    let before: String = {
        let start = back(text, first.range.start, 24);
        let before = text.get(start..first.range.start).unwrap_or_default();
        // Words before another number are that number's.
        let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
        before.rsplit(is_digit).next().unwrap_or_default().to_owned()
    };
    let is_total = |words: &str| TOTALS.iter().any(|word| words.contains(word));
    let from = between.contains("จาก") && first.value <= second.value;
    if from || between.trim() == "/" || (is_total(between) && !is_total(&before)) {
        Some((first, second))
    } else if is_total(&before) && second.value <= first.value {
        Some((second, first))
    } else {
        None
    }
}

/// A number of people or things: a unit stands behind it, and it is no date, year or number of a list.
fn is_count(text: &str, number: &Number) -> bool {
    let behind = text.get(number.range.end..).unwrap_or_default().trim_start();
    UNITS.iter().any(|unit| behind.starts_with(unit)) || behind.starts_with('/') || {
        let before = text.get(..number.range.start).unwrap_or_default().trim_end();
        before.ends_with('/') || before.ends_with("จำนวน")
    }
}

/// Whether a printed percentage is the share, at its own number of decimals, cut or rounded.
fn follows(part: i64, total: i64, percent: &Number) -> bool {
    let scale = 10_i64.pow(percent.decimals.min(6));
    let Some(share) = part.checked_mul(100).and_then(|share| share.checked_mul(scale)) else { return true };
    let down = share.div_euclid(total);
    let rounded = (2 * share + total).div_euclid(2 * total);
    percent.value == down || percent.value == rounded
}

fn finding(part: i64, total: i64, percent: &Number, passage: Passage) -> Finding {
    let hundredths = (2 * part.saturating_mul(10_000) + total).div_euclid(2 * total);
    let right = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let printed = percent.text.clone();
    let place = Some(passage.place);
    // A count that would give the printed percentage.
    let scale = 10_i64.pow(percent.decimals.min(6)) * 100;
    let count = (2 * percent.value.saturating_mul(total) + scale).div_euclid(2 * scale);
    let mut candidates = vec![Candidate {
        key: String::new(),
        place,
        from: printed.clone(),
        to: right.clone(),
        kind: Kind::Computed,
        range: None,
    }];
    if count != part && count <= total && follows(count, total, percent) {
        candidates.push(Candidate {
            key: String::new(),
            place,
            from: part.to_string(),
            to: count.to_string(),
            kind: Kind::Computed,
            range: None,
        });
    }
    Finding {
        code: Code::PercentageMismatch,
        severity: Severity::Error,
        key: String::new(),
        passages: vec![passage],
        published: printed.clone(),
        recomputed: Some(right.clone()),
        difference: None,
        candidates,
        message: Text::new(
            format!("พิมพ์ร้อยละ {printed} แต่ {part} จาก {total} คิดเป็นร้อยละ {right} โปรดตรวจจำนวนและร้อยละ"),
            format!(
                "{printed} per cent is printed, but {part} of {total} is {right} per cent. Check counts and percentage."
            ),
        ),
    }
}

/// Tables with a column of counts, one of percentages and a row of the total.
fn columns(table: &crate::layout::Table, findings: &mut Vec<Finding>) {
    // Headings that name nothing of this assessment stand as the first row.
    let heading = |column: usize| {
        let own = table.headings.iter().filter_map(|heading| heading.get(column)).map(String::as_str).next();
        let first = || table.rows.first().map_or("", |row| row.own_text(column));
        thai::fold_for_match(own.unwrap_or_else(first))
    };
    let is_percent = |heading: &str| {
        (heading.starts_with("ร้อยละ") || heading.ends_with("(ร้อยละ)") || heading == "%")
            && !heading.contains("คะแนน")
    };
    let counts = (0..table.columns).find(|column| heading(*column).starts_with("จำนวน"));
    let percents = (0..table.columns).find(|column| is_percent(&heading(*column)));
    let (Some(counts), Some(percents)) = (counts, percents) else { return };
    let only = |text: &str| {
        let all = numbers(text);
        all.into_iter().next().filter(|number| text.trim().len() <= number.range.end - number.range.start + 8)
    };
    let total = table
        .rows
        .iter()
        .rev()
        .find(|row| row.cells.iter().any(|cell| thai::fold_for_match(&cell.text).starts_with("รวม")));
    let Some(total) =
        total.and_then(|row| only(row.own_text(counts))).filter(|n| n.decimals == 0 && 0 < n.value)
    else {
        return;
    };
    for row in &table.rows {
        let (Some(part), Some(percent)) = (only(row.own_text(counts)), only(row.own_text(percents))) else {
            continue;
        };
        if part.decimals == 0 && part.value <= total.value && !follows(part.value, total.value, &percent) {
            let passage = passages::row(row, row.place.at_column(percents + 1), Some(percents));
            findings.push(finding(part.value, total.value, &percent, passage));
        }
    }
}

/// Numbers of a text with their places in bytes; separators of thousands are passed over.
fn numbers(text: &str) -> Vec<Number> {
    let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&(start, first)) = signs.get(at) {
        if !is_digit(first) {
            at += 1;
            continue;
        }
        let mut end = at;
        while signs.get(end).is_some_and(|(_, c)| is_digit(*c))
            || (signs.get(end).is_some_and(|(_, c)| matches!(c, '.' | ','))
                && signs.get(end + 1).is_some_and(|(_, c)| is_digit(*c)))
        {
            end += 1;
        }
        let stop = signs.get(end).map_or(text.len(), |(at, _)| *at);
        let printed = text.get(start..stop).unwrap_or_default();
        let ascii = thai::digits::to_ascii(printed).replace(',', "");
        let (whole, decimals) = ascii.split_once('.').unwrap_or((ascii.as_str(), ""));
        if let Ok(value) = format!("{whole}{decimals}").parse()
            && decimals.len() <= 4
        {
            let decimals = u32::try_from(decimals.len()).unwrap_or(0);
            found.push(Number { range: start..stop, text: ascii.clone(), value, decimals });
        }
        at = end.max(at + 1);
    }
    found
}

/// Bytes of so many characters from a position.
fn window(text: &str, from: usize, chars: usize) -> usize {
    text.get(from..).unwrap_or_default().chars().take(chars).map(char::len_utf8).sum()
}

/// The position so many characters before another.
fn back(text: &str, at: usize, chars: usize) -> usize {
    text.get(..at)
        .unwrap_or_default()
        .char_indices()
        .rev()
        .nth(chars.saturating_sub(1))
        .map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn found(text: &str) -> Vec<String> {
        let piece = Piece {
            place: Place::default(),
            text,
            role: None,
            is_cell: false,
            section: crate::claims::context::Section::default(),
        };
        let mut findings = Vec::new();
        told(&piece, &mut findings);
        findings.into_iter().filter_map(|finding| finding.recomputed).collect()
    }

    #[test]
    fn shares_follow_from_counts() {
        assert_eq!(found("ผู้ตอบ ๓๐ คน จาก ๔๐ คน คิดเป็นร้อยละ ๗๐"), ["75.00"]);
        assert_eq!(found("ผู้ตอบ ๓๐ คน จาก ๔๐ คน คิดเป็นร้อยละ ๗๕"), [""; 0]);
        assert_eq!(found("บุคลากรทั้งหมด 31 คน ตอบ 28 คน คิดเป็นร้อยละ 90.32"), [""; 0]);
        assert_eq!(found("บุคลากรทั้งหมด 31 คน ตอบ 28 คน คิดเป็นร้อยละ 93.20"), ["90.32"]);
        assert_eq!(found("บุคลากรทั้งหมด 40 คน เป็นชาย 18 คน หญิง 22 คน (ร้อยละ 65)"), ["55.00"]);
        assert_eq!(found("บุคลากรทั้งหมด 40 คน เป็นชาย 18 คน หญิง 22 คน (ร้อยละ 55)"), [""; 0]);
        assert_eq!(found("กลุ่มตัวอย่าง 50 คน พึงพอใจมาก 42 คน ร้อยละ 86.00"), ["84.00"]);
        assert_eq!(found("ดำเนินการ 8/10 โครงการ คิดเป็น 90%"), ["80.00"]);
    }

    #[test]
    fn percentages_without_both_counts_are_left_alone() {
        assert_eq!(found("ประชาชน 30 คน คิดเป็นร้อยละ 70"), [""; 0]);
        assert_eq!(found("จัดอบรมวันที่ 12 มีนาคม 2567 มีผู้เข้าร่วม 30 คน คิดเป็นร้อยละ 70"), [""; 0]);
        assert_eq!(found("ชาย 12 คน หญิง 18 คน คิดเป็นร้อยละ 60"), [""; 0]);
    }
}
