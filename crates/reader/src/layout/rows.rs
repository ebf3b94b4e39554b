//! From the rows of a format to a table: merged cells spread, headings found, shifted cells put back.

use thai::fold_for_match;

use super::builder::{RawCell, RawRow};
use super::header::{Role, is_figure, role_of, roles_of};
use super::{Cell, Cut, Place, Row, Table};

/// The table of raw rows; `None` when no cell has text.
pub(super) fn table(raw: Vec<RawRow>, place: Place) -> Option<Table> {
    let mut headings: Vec<Vec<String>> = Vec::new();
    let mut roles: Vec<Role> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut marked = Vec::new();
    // What a page cut goes on below the headings that are repeated.
    let cut = raw.first().map(|row| row.cut.clone()).unwrap_or_default();
    for (number, (row, heading)) in spread(raw, place).into_iter().enumerate() {
        if row.cells.iter().all(|cell| is_rule(&cell.text)) {
            continue;
        }
        let mut row = Row { place: row.place.at_row(number + 1), ..row };
        let texts = texts(&row);
        if refines(&row, &rows, &headings) {
            for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                if let Some(role) = roles.get_mut(column) {
                    *role = role_of(text);
                }
            }
            continue;
        }
        if let Some(found) = roles_of(texts.iter().map(String::as_str)) {
            if roles.is_empty() || roles == found {
                remember(&mut headings, texts);
                roles = found;
                continue;
            }
            // Another table follows without a gap; its rows are kept under the first one's columns only when
            // there is nothing better, so the headings are kept as a row.
        } else if heading && rows.is_empty() {
            marked.push(texts);
            continue;
        }
        row.heading = headings.len().saturating_sub(1);
        rows.push(row);
    }
    if headings.is_empty() && !marked.is_empty() {
        roles = marked.iter().flatten().map(|_| Role::Other).collect();
        headings = marked;
        roles.truncate(headings.first().map_or(0, Vec::len));
    }
    if let Some(first) = rows.first_mut() {
        first.cut = cut;
    }
    let widest = |row: &Row| row.cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
    let columns = rows.iter().map(widest).chain(headings.iter().map(Vec::len)).max()?;
    roles.resize(if roles.is_empty() { 0 } else { columns }, Role::Other);
    let mut table = Table { columns, roles, headings, rows };
    settle(&mut table);
    Some(table)
}

/// Puts cells back that stand in a wrong column; called again when a table got headings from its first page.
pub(super) fn settle(table: &mut Table) {
    let Some(score) = table.column(Role::Score) else { return };
    let columns = table.columns;
    for row in &mut table.rows {
        let figure = row.cells.iter().find(|cell| is_figure(&cell.text) || is_zero(&cell.text));
        // A weight stands where it should, also where the score beside it is not known.
        let weight = |column: usize| {
            let own = table.headings.iter().filter_map(|heading| heading.get(column));
            own.into_iter().any(|heading| heading.contains("น้ำหนัก") || heading.contains("เต็ม"))
        };
        let Some(at) = figure.map(|cell| cell.column).filter(|at| !weight(*at)) else { continue };
        let last = row.cells.iter().filter(|cell| !cell.text.is_empty()).map(|cell| cell.column).max();
        let shift = score.saturating_sub(at);
        let free = last.is_some_and(|last| last + shift < columns);
        if shift == 0 || !row.own_text(score).is_empty() || !free {
            continue;
        }
        row.cells.retain(|cell| !cell.text.is_empty());
        for cell in &mut row.cells {
            cell.column += shift;
        }
    }
}

fn is_zero(text: &str) -> bool {
    matches!(thai::digits::to_ascii(text.trim()).as_str(), "0")
}

fn texts(row: &Row) -> Vec<String> {
    let columns = row.cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
    (0..columns).map(|column| row.text(column).to_owned()).collect()
}

/// Keeps a heading row unless it repeats one.
fn remember(headings: &mut Vec<Vec<String>>, row: Vec<String>) {
    let fold = |row: &Vec<String>| fold_for_match(&row.join("|"));
    if headings.last().map(fold) != Some(fold(&row)) {
        headings.push(row);
    }
}

/// Whether a row under the headings only divides one of them: main and supporting units.
fn refines(row: &Row, rows: &[Row], headings: &[Vec<String>]) -> bool {
    let words = ["หลัก", "สนับสนุน", "หน่วยงานหลัก", "หน่วยงานสนับสนุน", "ร่วม"];
    let mut own = row.cells.iter().filter(|cell| !cell.text.is_empty() && !cell.from_above).peekable();
    rows.is_empty()
        && !headings.is_empty()
        && own.peek().is_some()
        && own.all(|cell| words.contains(&fold_for_match(&cell.text).as_str()))
}

/// A cell that is empty or drawn.
fn is_rule(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '—' | '–' | '_' | '=' | ':' | '|'))
}

/// Every cell at its column, with cells that reach down repeated below.
fn spread(raw: Vec<RawRow>, place: Place) -> Vec<(Row, bool)> {
    let mut reaching: Vec<(Cell, usize)> = Vec::new();
    let mut out: Vec<(Row, bool)> = Vec::new();
    for row in raw {
        let mut cells: Vec<Cell> = Vec::new();
        let mut next = Vec::new();
        let mut column = 0;
        let mut above = std::mem::take(&mut reaching);
        above.sort_by_key(|(cell, _)| cell.column);
        let mut above = above.into_iter().peekable();
        let mut take_above = |column: &mut usize, cells: &mut Vec<Cell>, next: &mut Vec<(Cell, usize)>| {
            while let Some((cell, left)) = above.next_if(|(cell, _)| cell.column <= *column) {
                *column = (*column).max(cell.column + cell.columns);
                if 1 < left {
                    next.push((cell.clone(), left - 1));
                }
                cells.push(cell);
            }
        };
        for RawCell { text, columns, rows, from_above } in row.cells {
            take_above(&mut column, &mut cells, &mut next);
            let text = match out.last() {
                Some((last, _)) if from_above => last.own_text(column).to_owned(),
                _ => text,
            };
            let cell = Cell { text, column, columns, from_above };
            if 1 < rows {
                next.push((Cell { from_above: true, ..cell.clone() }, rows - 1));
            }
            column += columns;
            cells.push(cell);
        }
        take_above(&mut usize::MAX.clone(), &mut cells, &mut next);
        reaching = next;
        let place = Place { line: row.line.or(place.line), ..place };
        out.push((Row { place, heading: 0, cut: Cut::Unknown, cells }, row.heading));
    }
    out
}

/// Whether a text is a heading by its look: one or two short lines that are numbered or begin as headings do.
pub(super) fn is_heading(text: &str) -> bool {
    const BEGINNINGS: [&str; 12] = [
        "ตัวชี้วัดที่",
        "ส่วนที่",
        "ประเด็นที่",
        "บทที่",
        "คำนำ",
        "บทนำ",
        "สารบัญ",
        "ภาคผนวก",
        "มิติที่",
        "ด้านที่",
        "ข้อ O",
        "บันทึกข้อความ",
    ];
    let length = text.chars().count();
    if 160 < length || 2 < text.lines().count() {
        return false;
    }
    let numbered = {
        let rest = text
            .trim_start_matches(|c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c) || c == '.');
        let mark = &text[..text.len() - rest.len()];
        mark.contains('.') && !mark.starts_with('.') && length <= 120
    };
    let figure =
        text.contains("คะแนน") && text.chars().any(|c| c.is_ascii_digit() || thai::digits::is_thai_digit(c));
    (numbered || BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))) && !(figure && 60 < length)
}
