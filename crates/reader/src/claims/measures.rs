//! Rows of tables of measures.

use thai::{Date, periods};

use super::Claims;
use super::codes;
use super::context::{Lookup, Section};
use super::model::{CodeReading, Confidence, IssueClaim, MeasureClaim, Origin, PeriodClaim, Units};
use super::steps::steps_of;
use super::tables;
use crate::layout::{Cell, Role, Row, Table, footer_role};

/// Whether a table is one of measures: what is done, and how, by whom, when or with what result.
pub(crate) fn is_of_measures(table: &Table) -> bool {
    let carried = [Role::Steps, Role::Responsible, Role::Period, Role::FollowUp, Role::Result, Role::Outcome];
    table.column(Role::Measure).is_some() && carried.iter().any(|role| table.column(*role).is_some())
        || (table.column(Role::Steps).or(table.column(Role::Advice)).is_some()
            && table.column(Role::Responsible).is_some()
            && (table.column(Role::Period).is_some() || table.column(Role::Result).is_some()))
}

/// Reads a table of measures, one claim for each row.
pub(crate) fn read(table: &Table, at: usize, section: &Section, lookup: &Lookup<'_>, claims: &mut Claims) {
    if !is_of_measures(table) {
        return;
    }
    let mut section = section.clone();
    let first = claims.measures.len();
    for row in &table.rows {
        if let Some(role) = footer_role(row) {
            let text =
                row.only().and_then(|cell| cell.text.split_once(':')).map_or("", |(_, text)| text.trim());
            for claim in claims.measures.iter_mut().skip(first) {
                footer(claim, role, text);
            }
            continue;
        }
        if let Some(cell) = row.only().filter(|cell| !is_bare_measure(table, cell, &section, lookup)) {
            // A title across the table, such as an indicator or a theme.
            if !section.line(&cell.text, lookup) {
                section.heading = cell.text.replace('\n', " ");
            }
            continue;
        }
        let claim = measure(table, at, row, &mut section, lookup);
        if let Some(code) = claim.codes.first() {
            claims.issues.push(IssueClaim {
                indicator: claim.indicator,
                part: claim.part.clone(),
                code: Some(code.clone()),
                text: claim.issue.clone(),
                origin: claim.origin.clone(),
            });
        }
        claims.measures.push(claim);
    }
}

/// Whether the only text of a row is a measure of which nothing else is told, and no title across the table.
fn is_bare_measure(table: &Table, cell: &Cell, section: &Section, lookup: &Lookup<'_>) -> bool {
    let mut others = table.rows.iter().filter(|row| row.only().is_none());
    let numbered = crate::claims::steps::numbers(&cell.text).first().is_some_and(|number| number.start == 0);
    cell.columns == 1
        && table.column(Role::Measure) == Some(cell.column)
        && [Role::Result, Role::Outcome].iter().any(|role| table.column(*role).is_some())
        // Where a title names the measures below it, rows leave the column empty.
        && others.all(|row| !row.own_text(cell.column).is_empty())
        && !numbered
        && theme(&cell.text).is_empty()
        && !section.clone().line(&cell.text, lookup)
}

fn footer(claim: &mut MeasureClaim, role: Role, text: &str) {
    match role {
        Role::Period if claim.period.text.is_empty() => claim.period = period(text),
        Role::FollowUp if claim.follow_up.is_empty() => {
            claim.follow_up = text.to_owned();
            claim.follow_up_dates = dates(text);
        }
        Role::Responsible if claim.responsible.text.is_empty() => claim.responsible = units(text, ""),
        Role::Suggestion if claim.suggestion.is_empty() => claim.suggestion = text.to_owned(),
        Role::Budget if claim.budget.is_empty() => claim.budget = text.to_owned(),
        _ => {}
    }
}

fn measure(table: &Table, at: usize, row: &Row, section: &mut Section, lookup: &Lookup<'_>) -> MeasureClaim {
    let text = |role: Role| table.column(role).map_or("", |column| row.text(column));
    let line = |role: Role| text(role).replace('\n', " ");
    if let Some(number) = tables::indicator(table, row, lookup) {
        section.indicator = Some(number);
        section.instrument = lookup.instrument_of(number).map(str::to_owned);
    }
    let printed_issue = text(Role::Issue);
    let (codes, wording) = issue(printed_issue, section, lookup);
    if let Some(code) = codes.first() {
        follow(code, section, lookup);
    }
    let heading = section.heading.as_str();
    let issue = [wording.as_str(), text(Role::Item), text(Role::Indicator), printed_issue]
        .into_iter()
        .find(|text| !text.trim().is_empty());
    let issue = issue.map_or_else(|| theme(heading).to_owned(), |issue| issue.replace('\n', " "));
    let indicator =
        codes.first().and_then(|code| lookup.items.indicator_of(&code.code)).or(section.indicator);
    let doing =
        [Role::Measure, Role::Advice].into_iter().map(text).find(|text| !text.is_empty()).unwrap_or_default();
    let words = if doing.is_empty() { text(Role::Steps) } else { doing };
    let score = table.column(Role::Score).and_then(|column| {
        thai::digits::to_ascii(row.own_text(column).trim().trim_end_matches('%')).parse().ok()
    });
    let urgency = table.column(Role::Issue).and_then(|column| table.headings.get(row.heading)?.get(column));
    MeasureClaim {
        table: at,
        indicator,
        part: section.part.clone(),
        codes,
        score,
        issue,
        urgency: urgency.map(|heading| heading.replace('\n', " ")).unwrap_or_default(),
        cause: line(Role::Cause),
        measure: doing.replace('\n', " "),
        steps: steps_of(text(Role::Steps)),
        responsible: units(text(Role::Responsible), text(Role::Supporting)),
        period: period(text(Role::Period)),
        follow_up: line(Role::FollowUp),
        follow_up_dates: dates(text(Role::FollowUp)),
        budget: line(Role::Budget),
        sign: line(Role::Sign),
        result: line(Role::Result),
        outcome: line(Role::Outcome),
        suggestion: line(Role::Suggestion),
        evidence: line(Role::Evidence),
        origin: Origin {
            place: row.place,
            words: words.chars().take(160).collect(),
            confidence: Confidence::Certain,
        },
    }
}

/// A code tells the section as well as a title does.
fn follow(code: &CodeReading, section: &mut Section, lookup: &Lookup<'_>) {
    let instrument = lookup.items.instrument_of(&code.code);
    if code.confidence != Confidence::Doubtful
        && instrument.is_some()
        && section.instrument.as_deref() != instrument
    {
        section.part = None;
        section.indicator = None;
        section.instrument = instrument.map(str::to_owned);
    }
}

/// A heading that names what is to improve.
fn theme(heading: &str) -> &str {
    let folded = heading.trim_start_matches(|c: char| {
        c.is_ascii_digit() || thai::digits::is_thai_digit(c) || ".() -".contains(c)
    });
    let words = ["ประเด็น", "ด้าน", "มิติ", "ตัวชี้วัด", "ข้อ"];
    if words.iter().any(|word| folded.starts_with(word)) { heading } else { "" }
}

/// The items that a cell names, and what it says beside section titles and codes.
fn issue(text: &str, section: &mut Section, lookup: &Lookup<'_>) -> (Vec<CodeReading>, String) {
    let mut found = Vec::new();
    let mut said = String::new();
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let whole = lines.get(at..).unwrap_or_default().join("\n");
        let (listed, end) = codes::list(whole.get(item_label(line)..).unwrap_or_default());
        if 1 < listed.len() {
            // What is said behind several codes is the wording of none of them.
            found.extend(listed.iter().filter_map(|code| lookup.items.read(code, section.around(), "")));
            let (codes, rest) = whole.split_at_checked(item_label(line) + end).unwrap_or_default();
            said.push_str(rest.lines().next().unwrap_or_default());
            said.push('\n');
            at += 1 + codes.matches('\n').count();
            continue;
        }
        at += 1;
        let (head, tail) = split_title(line);
        // The word for item alone is no text: what stands behind it is the item's.
        let (head, tail) = if item_label(line) == 0 { (head, tail) } else { (*line, "") };
        if codes::token(head, false).is_none() && section_title(head, lines.get(at).copied(), section, lookup)
        {
            if tail.is_empty() {
                continue;
            }
        } else if !tail.is_empty() {
            said.push_str(head);
            said.push('\n');
        }
        let rest = if tail.is_empty() { head } else { tail };
        let whole = format!("{rest}\n{}", lines.get(at..).unwrap_or_default().join("\n"));
        // A bare number is a code only where nothing was said before it.
        let label = item_label(rest);
        let coded = rest.get(label..).unwrap_or_default();
        let loose = 0 < label || (found.is_empty() && said.is_empty());
        if let Some((printed, behind)) = codes::token(coded, loose) {
            let behind = label + behind;
            let wording = whole.get(behind..).unwrap_or_default();
            if let Some(reading) = lookup.items.read(&printed, section.around(), wording) {
                found.push(reading);
                said.push_str(rest.get(behind..).unwrap_or_default());
                said.push('\n');
                continue;
            }
        }
        said.push_str(rest);
        said.push('\n');
    }
    (found, said.trim().to_owned())
}

/// Bytes of the word for item before a code: "ข้อ O5", "ข้อคำถามที่ I7".
fn item_label(line: &str) -> usize {
    const LABELS: [&str; 6] = ["ข้อคำถามที่", "ข้อคำถาม", "คำถามที่", "คำถาม", "ข้อที่", "ข้อ"];
    let rest = line.trim_start_matches([' ', '-', '•', '(']);
    let Some(behind) = LABELS.iter().find_map(|label| rest.strip_prefix(label)) else { return 0 };
    let behind = behind.trim_start();
    // Without a code behind it, the word begins a sentence.
    if codes::token(behind, true).is_some() { line.len() - behind.len() } else { 0 }
}

/// Parts a line at a code that follows a section's title: "ส่วนที่ ๒ … (EIT Survey) E๒ …".
fn split_title(line: &str) -> (&str, &str) {
    let codes = line.char_indices().skip(1).filter(|(at, c)| {
        let before = line.get(..*at).and_then(|before| before.chars().next_back());
        matches!(c, 'I' | 'E' | 'O' | '0') && before == Some(' ')
    });
    for (at, _) in codes {
        let rest = line.get(at..).unwrap_or_default();
        if codes::token(rest, false).is_some() {
            return (line.get(..at).unwrap_or_default().trim_end(), rest);
        }
    }
    (line, "")
}

/// Whether a line of an issue's cell is a title; the section follows it.
fn section_title(line: &str, next: Option<&str>, section: &mut Section, lookup: &Lookup<'_>) -> bool {
    let short = line.chars().count() < 120;
    let mut probe = section.clone();
    let joined = next.map(|next| format!("{line} {next}"));
    let known = probe.line(line, lookup)
        || joined
            .filter(|_| line.trim_start().starts_with("ส่วนที่"))
            .is_some_and(|both| probe.line(&both, lookup));
    // The line under "part 1" that says who answered.
    let who = section.part.is_some() && (line.contains("เข้าตอบด้วยตนเอง") || line.contains("ผู้ประเมิน"));
    if short && known {
        // An indicator may be named behind its instrument on one line.
        if let Some((_, tail)) = line.split_once("ตัวชี้วัด") {
            probe.line(&format!("ตัวชี้วัด{tail}"), lookup);
        }
        *section = probe;
        return true;
    }
    short && who
}

/// A period as printed, with its days where they can be read.
pub(crate) fn period(text: &str) -> PeriodClaim {
    let text = text.replace('\n', " ");
    let trimmed = text.trim();
    PeriodClaim {
        text: trimmed.to_owned(),
        period: periods::read(trimmed).ok().map(|reading| reading.period),
    }
}

/// Days that a text names: "สรุปผล ณ ๑ มีนาคม ๒๕๖๓".
pub(crate) fn dates(text: &str) -> Vec<Date> {
    let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    let flat = text.replace('\n', " ");
    let words: Vec<&str> = flat.split(' ').filter(|word| !word.is_empty()).collect();
    let starts = (0..words.len()).filter(|at| words.get(*at).is_some_and(|word| word.starts_with(is_digit)));
    let mut found: Vec<Date> = Vec::new();
    for at in starts {
        let of = |size: usize| words.get(at..at + size).map(|words| words.join(" "));
        let date = [4, 3, 2, 1].into_iter().filter_map(of).find_map(|text| thai::dates::read(&text).ok());
        found.extend(date.map(|reading| reading.date).filter(|date| !found.contains(date)));
    }
    found
}

/// Main and supporting units of a cell.
pub(crate) fn units(text: &str, supporting: &str) -> Units {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Recognition breaks these labels at any place.
    let find = |labels: &[&str]| {
        labels.iter().find_map(|label| {
            let chars: Vec<char> = label.chars().collect();
            find_spaced(&flat, &chars)
        })
    };
    let main = find(&["หน่วยงานรับผิดชอบหลัก", "ผู้รับผิดชอบหลัก", "หน่วยงานหลัก", "หลัก:"]);
    let helping = find(&["หน่วยงานสนับสนุน", "หน่วยงานร่วม", "สนับสนุน:"]);
    let slice = |from: usize, to: usize| {
        flat.get(from..to)
            .unwrap_or_default()
            .trim_matches(|c: char| c == ':' || c.is_whitespace())
            .to_owned()
    };
    let (lead, helpers) = match (main, helping) {
        (Some((_, from)), Some((end, after))) if from <= end => (slice(from, end), slice(after, flat.len())),
        (Some((_, from)), _) => (slice(from, flat.len()), String::new()),
        (None, Some((end, after))) => (slice(0, end), slice(after, flat.len())),
        (None, None) => {
            let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let lead = lines.next().unwrap_or_default().trim_start_matches(['-', '•', ' ']).to_owned();
            let rest =
                lines.map(|line| line.trim_start_matches(['-', '•', ' '])).collect::<Vec<_>>().join("\n");
            (lead, rest)
        }
    };
    let helpers = format!("{helpers}\n{supporting}");
    let supporting =
        helpers.split(['\n', ',']).map(str::trim).filter(|unit| !unit.is_empty()).map(str::to_owned);
    Units { supporting: supporting.collect(), lead, text: flat }
}

/// Where a label stands, spaces between its letters passed over: its beginning and end in bytes.
fn find_spaced(text: &str, label: &[char]) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(start, _)| {
        let mut rest = text.get(start..)?.char_indices();
        let mut end = start;
        for wanted in label {
            let (at, found) = rest.find(|(_, c)| *c != ' ')?;
            if found != *wanted {
                return None;
            }
            end = start + at + found.len_utf8();
        }
        Some((start, end))
    })
}
