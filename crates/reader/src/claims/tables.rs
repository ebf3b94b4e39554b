//! Scores in tables, and lists of what is to improve.

use std::borrow::Cow;

use domain::Score;
use thai::FiscalYear;

use super::Claims;
use super::codes;
use super::context::{Lookup, Section};
use super::model::{
    CodeReading, Confidence, IssueClaim, LevelClaim, Origin, PointsClaim, ScoreClaim, Subject, Witness,
};
use super::names;
use crate::layout::{Cell, Role, Row, Table, role_of};

/// Reads the scores of a table, and what it lists as weak.
pub(crate) fn read(table: &Table, section: &Section, lookup: &Lookup<'_>, claims: &mut Claims) {
    let mut section = section.clone();
    let columns = scored_columns(table, lookup);
    let scored: Vec<usize> = columns.iter().map(|(column, _)| *column).collect();
    for row in table.rows.iter().flat_map(|row| apart(row, &scored)) {
        let row = row.as_ref();
        rows_section(table, row, &mut section, lookup);
        for &(column, year) in &columns {
            score(table, row, column, year, &section, lookup, claims);
        }
        if columns.is_empty() && table.column(Role::Measure).is_none() {
            issues(table, row, &section, lookup, claims);
        }
    }
}

/// The rows that were taken for one: as many figures under each other in a column of scores as names.
fn apart<'r>(row: &'r Row, scored: &[usize]) -> Vec<Cow<'r, Row>> {
    let lines = |text: &str| text.lines().count();
    let figures =
        |cell: &&Cell| 1 < lines(&cell.text) && cell.text.lines().all(|line| figure(line).is_some());
    let of_scores = row.cells.iter().filter(|cell| scored.contains(&cell.column));
    let Some(count) = of_scores.filter(figures).map(|cell| lines(&cell.text)).max() else {
        return vec![Cow::Borrowed(row)];
    };
    let named = |cell: &Cell| lines(&cell.text) == count && !scored.contains(&cell.column);
    if !row.cells.iter().any(named) {
        return vec![Cow::Borrowed(row)];
    }
    let one = |at: usize| {
        let cells = row.cells.iter().map(|cell| {
            let all: Vec<&str> = cell.text.lines().collect();
            // A cell with fewer lines is that of the first row, but for a name that goes over all of them.
            let line = if all.len() == count { all.get(at) } else { all.get(at).filter(|_| at == 0) };
            Cell { text: line.map(|line| (*line).to_owned()).unwrap_or_default(), ..cell.clone() }
        });
        Cow::Owned(Row { cells: cells.collect(), ..row.clone() })
    };
    (0..count).map(one).collect()
}

/// Columns of scores with the year that their heading names. A table without headings has one where most
/// rows hold an indicator's name and a figure.
fn scored_columns(table: &Table, lookup: &Lookup<'_>) -> Vec<(usize, Option<FiscalYear>)> {
    let by_role: Vec<(usize, Option<FiscalYear>)> = (0..table.columns)
        .filter(|column| {
            let heading = || table.headings.first().and_then(|heading| heading.get(*column));
            // Where too few headings are known for roles, the word for score is enough.
            let bare = table.roles.iter().all(|role| *role == Role::Other);
            table.roles.get(*column) == Some(&Role::Score)
                || (bare && heading().is_some_and(|heading| role_of(heading) == Role::Score))
        })
        .map(|column| {
            let heading = table.headings.first().and_then(|heading| heading.get(column));
            (column, heading.and_then(|heading| super::years::in_text(heading).first().copied()))
        })
        .collect();
    if !by_role.is_empty() {
        return by_role;
    }
    let by_year = columns_of_years(table);
    let hits = |column: usize| {
        let rows = table.rows.iter().filter(|row| {
            let named = row.cells.iter().any(|cell| {
                cell.column != column && lookup.names.indicator(&cell.text).is_some_and(|hit| hit.named)
            });
            named && figure(row.own_text(column)).is_some_and(|_| row.own_text(column).contains('.'))
        });
        rows.count()
    };
    // A name with several figures, as the bars of two years have them: nothing tells which one is meant.
    let distinct = |column: usize| {
        let rows = table.rows.iter().filter(|row| figure(row.own_text(column)).is_some());
        let hit = |row: &Row| {
            row.cells.iter().find_map(|cell| lookup.names.indicator(&cell.text).filter(|hit| hit.named))
        };
        rows.filter_map(hit).map(|hit| hit.number).collect::<std::collections::BTreeSet<u8>>().len()
    };
    if !by_year.is_empty() && by_year.iter().all(|(column, _)| 3 <= hits(*column)) {
        return by_year;
    }
    let best = (0..table.columns.min(12))
        .rev()
        .filter(|column| !is_mark(table, *column))
        .max_by_key(|column| hits(*column))
        .filter(|column| 3 <= hits(*column) && hits(*column) <= distinct(*column) + 1);
    best.map(|column| vec![(column, None)]).unwrap_or_default()
}

/// The columns of a table without known headings that years stand over, as the figures of a chart have them.
fn columns_of_years(table: &Table) -> Vec<(usize, Option<FiscalYear>)> {
    let head: Vec<&str> = match (table.headings.first(), table.rows.first()) {
        (Some(heading), _) => heading.iter().map(String::as_str).collect(),
        (None, Some(row)) => (0..table.columns).map(|column| row.own_text(column)).collect(),
        (None, None) => return Vec::new(),
    };
    let year = |text: &str| {
        let years = super::years::in_text(text);
        let word = || thai::fold_for_match(text).chars().filter(|c| !c.is_ascii_digit()).count() <= 14;
        years.first().copied().filter(|_| years.len() == 1 && word())
    };
    let all = head.into_iter().enumerate().filter_map(|(column, text)| Some((column, Some(year(text)?))));
    all.collect()
}

/// Whether a column has one figure all the way down, as the line of a mark in a chart.
fn is_mark(table: &Table, column: usize) -> bool {
    let mut figures = table.rows.iter().filter_map(|row| figure(row.own_text(column)));
    let first = figures.next();
    let mut others = figures.peekable();
    others.peek().is_some() && others.all(|other| Some(other) == first)
}

/// A cell that is nothing but a score.
fn figure(text: &str) -> Option<Score> {
    let folded = thai::digits::to_ascii(text.trim());
    let plain =
        folded.trim_start_matches("ร้อยละ").trim_end_matches("คะแนน").trim().trim_end_matches('%').trim();
    plain.parse().ok()
}

/// What the row itself says about its section.
fn rows_section(table: &Table, row: &Row, section: &mut Section, lookup: &Lookup<'_>) {
    if let Some(cell) = row.only() {
        section.line(&cell.text, lookup);
        return;
    }
    if let Some(hit) = indicator(table, row, lookup) {
        if section.indicator != Some(hit) {
            section.part = None;
        }
        section.indicator = Some(hit);
        section.instrument = lookup.instrument_of(hit).map(str::to_owned);
    }
    for (column, _) in table.roles.iter().enumerate().filter(|(_, role)| **role == Role::Instrument) {
        if let Some(code) = names::instrument(row.text(column)) {
            section.instrument = Some(code.to_owned());
        }
    }
}

/// The indicator that a row names: by a name, else by a number in the indicator's column.
pub(crate) fn indicator(table: &Table, row: &Row, lookup: &Lookup<'_>) -> Option<u8> {
    let of_role = |role: Role| (0..table.columns).filter(move |c| table.roles.get(*c) == Some(&role));
    let mut named = of_role(Role::Indicator).chain(of_role(Role::Item)).chain(of_role(Role::Issue));
    let named = named.find_map(|column| {
        lookup.names.indicator(row.text(column)).filter(|hit| hit.named || is_title(row.text(column)))
    });
    if let Some(hit) = named {
        return Some(hit.number);
    }
    if table.roles.is_empty()
        || !table
            .roles
            .iter()
            .any(|role| matches!(role, Role::Indicator | Role::Item | Role::Issue | Role::Measure))
    {
        let cells = row.cells.iter().filter_map(|cell| lookup.names.indicator(&cell.text));
        return cells.filter(|hit| hit.named).map(|hit| hit.number).next();
    }
    let bare = of_role(Role::Indicator).find_map(|column| {
        let folded = thai::digits::to_ascii(row.text(column).trim());
        folded.trim_start_matches("ตัวชี้วัดที่").trim().trim_end_matches('.').parse::<u8>().ok()
    });
    bare.filter(|number| lookup.framework.indicator(*number).is_some())
}

fn is_title(text: &str) -> bool {
    text.trim_start().starts_with("ตัวชี้วัด") && text.chars().count() < 60
}

fn score(
    table: &Table,
    row: &Row,
    column: usize,
    year: Option<FiscalYear>,
    section: &Section,
    lookup: &Lookup<'_>,
    claims: &mut Claims,
) {
    let Some(score) = figure(row.own_text(column)) else { return };
    let place = row.place.at_column(column + 1);
    let words: Vec<&str> =
        row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
    let short =
        words.iter().map(|word| word.chars().take(80).collect::<String>()).collect::<Vec<_>>().join(" | ");
    let origin = |confidence| Origin { place, words: short.clone(), confidence };
    let witness =
        if table.column(Role::Measure).is_some() { Witness::MeasureTable } else { Witness::ScoreTable };
    let mut claim = |subject, part: Option<String>, code: Option<CodeReading>, confidence| {
        let within = section.indicator;
        claims.scores.push(ScoreClaim {
            subject,
            part,
            within,
            score,
            year,
            witness,
            code,
            origin: origin(confidence),
        });
    };
    let texts = || row.cells.iter().filter(|cell| cell.column != column).map(|cell| cell.text.as_str());
    if let Some(code) = sub_indicator(row, lookup) {
        claim(Subject::SubIndicator(code), None, None, Confidence::Certain);
        return;
    }
    // A figure beside both parts of a question is that of neither.
    if row.cells.iter().any(|cell| names::parts_of_cell(&cell.text, lookup.framework) > 1) {
        return;
    }
    if let Some((reading, _)) = item(table, row, section, lookup) {
        let instrument =
            lookup.items.instrument_of(&reading.code).and_then(|code| lookup.framework.instrument(code));
        let parts = instrument
            .and_then(|at| lookup.framework.instruments.get(at))
            .is_some_and(|i| !i.parts.is_empty());
        let part = told_part(row, lookup).or_else(|| section.part.clone()).filter(|_| parts);
        let confidence = reading.confidence;
        claim(Subject::Item(reading.code.clone()), part, Some(reading), confidence);
        return;
    }
    if let Some(number) = indicator(table, row, lookup) {
        let with_parts = lookup.instrument_of(number).and_then(|code| lookup.framework.instrument(code));
        let with_parts = with_parts.and_then(|at| lookup.framework.instruments.get(at));
        let part = told_part(row, lookup).filter(|_| with_parts.is_some_and(|one| !one.parts.is_empty()));
        claim(Subject::Indicator(number), part, None, Confidence::Certain);
        return;
    }
    let total = ["คะแนนรวม", "ภาพรวม", "รวม", "ผลการประเมิน", "คะแนนเฉลี่ย", "เฉลี่ยรวม", "คะแนน ITA", "คะแนนITA"];
    let label = texts().map(thai::fold_for_match).find(|text| {
        // A bare total may be that of any table; so it counts in one of scores alone.
        let whose = *text != thai::fold_for_match("รวม") || of_scores(table, lookup);
        whose
            && text.chars().count() < 40
            && total.iter().any(|total| text.starts_with(&thai::fold_for_match(total)))
    });
    if label.is_some() {
        claim(Subject::Overall, None, None, Confidence::Certain);
        let names = super::levels::names(lookup);
        for cell in row.cells.iter().filter(|cell| table.roles.get(cell.column) == Some(&Role::Level)) {
            let text = super::scan::Text::new(&cell.text);
            let level = super::levels::at(&text, 0, &names).map(|(level, ..)| level);
            let level = level.or_else(|| super::levels::unknown_cell(&text));
            let origin = origin(Confidence::Certain);
            claims.levels.extend(level.map(|level| LevelClaim { subject: Subject::Overall, level, origin }));
        }
        return;
    }
    // The name of a part holds that of its instrument.
    let whole =
        |text: &&str| text.chars().count() < 120 && names::part_of_cell(text, lookup.framework).is_none();
    let Some(instrument) = texts().filter(whole).find_map(names::instrument) else {
        return;
    };
    let heading = table.headings.iter().filter_map(|heading| heading.get(column)).any(|heading| {
        heading.contains("ถ่วงน้ำหนัก")
            || thai::fold_for_match(heading).contains("เต็ม30")
            || heading.contains("น้ำหนัก")
    });
    if heading {
        let origin = origin(Confidence::Certain);
        claims.points.push(PointsClaim { instrument: instrument.to_owned(), points: score, origin });
    } else {
        claim(Subject::Instrument(instrument.to_owned()), None, None, Confidence::Certain);
    }
}

/// Whether a table has indicators, instruments or items, so that its total is one of scores.
fn of_scores(table: &Table, lookup: &Lookup<'_>) -> bool {
    let told =
        [Role::Indicator, Role::Instrument, Role::Item].iter().any(|role| table.column(*role).is_some());
    let named = |text: &str| {
        names::instrument(text).is_some() || lookup.names.indicator(text).is_some_and(|hit| hit.named)
    };
    told || table.rows.iter().flat_map(|row| &row.cells).any(|cell| named(&cell.text))
}

/// The part that a row of a table names in one of its cells.
fn told_part(row: &Row, lookup: &Lookup<'_>) -> Option<String> {
    row.cells.iter().find_map(|cell| names::part_of_cell(&cell.text, lookup.framework))
}

/// The sub-indicator whose number a row has in a cell: "9.1", "ตัวชี้วัดย่อยที่ 9.1 …".
fn sub_indicator(row: &Row, lookup: &Lookup<'_>) -> Option<String> {
    let marked = |text: &str| thai::fold_for_match(text).starts_with("ตัวชี้วัดย่อย");
    let any = row.cells.iter().any(|cell| marked(&cell.text));
    row.cells.iter().find_map(|cell| {
        let digits = thai::digits::to_ascii(cell.text.trim());
        let rest = digits.trim_start_matches("ตัวชี้วัดย่อย").trim_start().trim_start_matches("ที่").trim_start();
        let code: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let alone = code.len() == rest.len();
        let known = lookup.framework.sub_indicator(&code).is_some();
        (known && if alone { any } else { marked(&cell.text) }).then_some(code)
    })
}

/// The item that a row names, and the column it stands in.
fn item(table: &Table, row: &Row, section: &Section, lookup: &Lookup<'_>) -> Option<(CodeReading, usize)> {
    let labels = [Role::Item, Role::Issue, Role::Number, Role::Other, Role::Indicator];
    // Where a column of measures stands beside it, the score is that of the issue's indicator.
    let measures = table.column(Role::Measure).is_some();
    let cells = || row.cells.iter().filter(|cell| !cell.from_above && !cell.text.is_empty());
    let coded = cells().find_map(|cell| {
        let role = table.roles.get(cell.column).copied().unwrap_or(Role::Other);
        let may = labels.contains(&role) && !(measures && role == Role::Issue);
        let (printed, behind) = codes::token(&cell.text, role == Role::Item).filter(|_| may)?;
        let wording = cell.text.get(behind..).unwrap_or_default();
        let beside = if wording.trim().is_empty() { row.text(cell.column + 1) } else { wording };
        let reading = lookup.items.read(&printed, section.around(), beside)?;
        Some((reading, cell.column))
    });
    // A code whose letter was read as a digit, in a column of codes: the wording beside it tells.
    coded.or_else(|| {
        let named = cells().any(|cell| lookup.names.indicator(&cell.text).is_some_and(|hit| hit.named));
        let cell = cells().next().filter(|cell| !named && holds_codes(table, cell.column))?;
        let (printed, _) = codes::token(&cell.text, true).filter(|(_, end)| *end == cell.text.len())?;
        let beside: Vec<&str> =
            cells().map(|other| other.text.as_str()).filter(|text| *text != cell.text).collect();
        let reading = lookup.items.read(&printed, section.around(), &beside.join(" "))?;
        (reading.confidence != Confidence::Doubtful).then_some((reading, cell.column))
    })
}

/// Whether codes of items stand alone in cells of a column.
fn holds_codes(table: &Table, column: usize) -> bool {
    let is_code = |text: &str| {
        text.starts_with(['I', 'E', 'O'])
            && codes::token(text, false).is_some_and(|(_, behind)| behind == text.len())
    };
    1 < table.rows.iter().filter(|row| is_code(row.own_text(column))).take(2).count()
}

/// Items listed in a cell as weak: "(E1) … (E2) …".
fn issues(table: &Table, row: &Row, section: &Section, lookup: &Lookup<'_>, claims: &mut Claims) {
    let Some(column) = table.column(Role::Issue) else { return };
    let text = row.own_text(column);
    let mut starts: Vec<usize> = text
        .match_indices('(')
        .map(|(at, _)| at)
        .filter(|at| codes::token(text.get(*at..).unwrap_or_default(), false).is_some())
        .collect();
    starts.push(text.len());
    for pair in starts.windows(2) {
        let Some(passage) = pair.first().zip(pair.get(1)).and_then(|(from, to)| text.get(*from..*to)) else {
            continue;
        };
        let Some((printed, behind)) = codes::token(passage, false) else { continue };
        let wording = passage.get(behind..).unwrap_or_default().trim();
        let code = lookup.items.read(&printed, section.around(), wording);
        let confidence = code.as_ref().map_or(Confidence::Doubtful, |code| code.confidence);
        claims.issues.push(IssueClaim {
            indicator: section.indicator,
            part: section.part.clone(),
            code,
            text: wording.replace('\n', " "),
            origin: Origin {
                place: row.place.at_column(column + 1),
                words: passage.chars().take(160).collect(),
                confidence,
            },
        });
    }
}
