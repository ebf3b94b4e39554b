//! The cells of a plan sheet into the tree of a plan file.

use domain::agency::AgencyKind;
use domain::framework::nearest;

use crate::input::report::Report;
use crate::input::table::{self, Cell, Grid, Row};
use crate::input::tree::{At, Field, Node, Value};
use crate::input::{faults as common, sheet_faults, workbook};
use crate::sheet::plan_layout::{
    CHAIN_HEADINGS, CHAIN_KEYS, CHAIN_SHEET, Column, HEAD, HEAD_HEADINGS, HEAD_SHEET, PLAN_SHEET,
};

/// Reads a plan from a workbook.
pub(super) fn read(bytes: &[u8], report: &mut Report) -> Option<Node> {
    let nowhere = At::default();
    let sheets = workbook::sheets(bytes, &[HEAD_SHEET, PLAN_SHEET], &[CHAIN_SHEET]);
    let sheets = report.take(&nowhere, "", sheets)?;
    let [head, measures, chain] = sheets.as_slice() else { return None };
    let headings = Column::ALL.map(Column::heading);
    let mut well = headed(head, &HEAD_HEADINGS, report);
    well &= headed(measures, &headings, report);
    well &= chain.rows.is_empty() || headed(chain, &CHAIN_HEADINGS, report);
    if !well {
        return None;
    }
    let mut top = self::head(head, report);
    top.push(Field::new("issues", nowhere.clone(), list(issues(measures, report))));
    top.push(Field::new("endorsements", nowhere, list(endorsements(chain, report))));
    Some(node(At::default(), Value::Table(top)))
}

fn node(at: At, value: Value) -> Node {
    Node { at, value }
}

fn list(nodes: Vec<Node>) -> Node {
    node(nodes.first().map(|first| first.at.clone()).unwrap_or_default(), Value::List(nodes))
}

fn headed(grid: &Grid, expected: &[&str], report: &mut Report) -> bool {
    let missing = Row { number: 1, ..Row::default() };
    let first = grid.rows.first().filter(|row| row.number == 1).unwrap_or(&missing);
    table::headings_hold(grid, first, expected, report)
}

fn body(grid: &Grid) -> impl Iterator<Item = &Row> {
    grid.rows.iter().filter(|row| 1 < row.number)
}

/// Text of a cell; numbers are the text that Excel shows, dates stay dates.
fn text(grid: &Grid, row: &Row, column: usize, key: &str, report: &mut Report) -> Option<Node> {
    let at = grid.at(row, column);
    let value = match row.cells.get(&column)? {
        Cell::Text(text) => Value::Text(text.replace("\r\n", "\n").replace('\r', "\n")),
        Cell::Number(text) => Value::Text(text.clone()),
        Cell::Date(Some(date)) => Value::Date(date_of_cell(date)),
        Cell::Date(None) => {
            report.add(&at, key, sheet_faults::date_cell());
            return None;
        }
        Cell::Bool(value) => Value::Bool(*value),
        Cell::Error(shown) => {
            report.add(&at, key, sheet_faults::cell_error(shown));
            return None;
        }
        Cell::FormulaWithoutValue => {
            report.add(&at, key, sheet_faults::formula_without_value());
            return None;
        }
    };
    Some(node(at, value))
}

/// Where somebody typed 1/10/2568, a sheet without the Thai calendar keeps the year 2568 of the common era.
fn date_of_cell(date: &str) -> String {
    let year = date.get(..4).and_then(|year| year.parse::<i32>().ok()).filter(|year| 2400 < *year);
    match (year, date.get(4..)) {
        (Some(year), Some(rest)) => format!("{:04}{rest}", year - 543),
        _ => date.to_owned(),
    }
}

fn head(grid: &Grid, report: &mut Report) -> Vec<Field> {
    let (mut top, mut agency, mut memo, mut writer) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in body(grid) {
        let Some(Cell::Text(name)) = row.cells.get(&0) else { continue };
        let name = name.trim();
        let at = grid.at(row, 0);
        let Some(line) = HEAD.iter().find(|line| line.name == name) else {
            let known: Vec<_> = HEAD.iter().map(|line| line.name).collect();
            let near = if name.len() <= 120 { nearest(name, known.iter().copied()) } else { None };
            report.add(&at, name, common::unknown_key(name, near, &known));
            continue;
        };
        let Some(mut value) = text(grid, row, 1, line.key, report) else { continue };
        if let (("agency", "kind"), Value::Text(written)) = ((line.group, line.key), &value.value) {
            let same = |code: &&str| AgencyKind::from_code(code).name_th() == written.trim();
            let code = AgencyKind::codes().find(same).map_or_else(|| written.clone(), str::to_owned);
            value.value = Value::Text(code);
        }
        let field = Field::new(line.key, at, value);
        match line.group {
            "" => top.push(field),
            "agency" => agency.push(field),
            "writer" => writer.push(field),
            _ => memo.push(field),
        }
    }
    let group =
        |name: &str, fields| Field::new(name, At::default(), node(At::default(), Value::Table(fields)));
    memo.push(group("writer", writer));
    top.push(group("agency", agency));
    top.push(group("memo", memo));
    top
}

/// An issue that rows are still added to.
struct Open {
    at: At,
    fields: Vec<Field>,
    measures: Vec<Node>,
    /// Codes and title as written, by which a row that repeats them is known.
    name: [String; 2],
}

impl Open {
    fn close(mut self) -> Node {
        self.fields.push(Field::new("measures", self.at.clone(), list(self.measures)));
        node(self.at, Value::Table(self.fields))
    }
}

/// Rows become measures; a row that names no issue, or the same as above, goes on with it.
fn issues(grid: &Grid, report: &mut Report) -> Vec<Node> {
    let mut issues = Vec::new();
    let mut open: Option<Open> = None;
    for row in body(grid) {
        let holds = |of_issue: bool| {
            let columns = Column::ALL.into_iter().enumerate();
            columns
                .filter(|(_, column)| column.is_of_issue() == of_issue)
                .any(|(at, _)| row.cells.contains_key(&at))
        };
        let name = [Column::Codes, Column::Issue].map(|column| written(row, column));
        let again = name.iter().all(String::is_empty) || open.as_ref().is_some_and(|open| open.name == name);
        if !again {
            issues.extend(open.take().map(Open::close));
            let key = format!("issues[{}]", issues.len());
            let fields = issue(grid, row, &key, report);
            open = Some(Open { at: grid.at(row, 0), fields, measures: Vec::new(), name });
        }
        if !holds(false) {
            continue;
        }
        let Some(open) = &mut open else {
            report.add(&grid.at(row, 0), "issues", super::faults::no_issue());
            continue;
        };
        let key = format!("issues[{}].measures[{}]", issues.len(), open.measures.len());
        open.measures
            .push(node(grid.at(row, at(Column::Measure)), Value::Table(measure(grid, row, &key, report))));
    }
    issues.extend(open.map(Open::close));
    issues
}

fn at(column: Column) -> usize {
    Column::ALL.iter().position(|known| *known == column).unwrap_or(usize::MAX)
}

fn written(row: &Row, column: Column) -> String {
    match row.cells.get(&at(column)) {
        Some(Cell::Text(text) | Cell::Number(text)) => text.trim().to_owned(),
        // Told when the cell is read.
        Some(_) => "?".to_owned(),
        None => String::new(),
    }
}

fn issue(grid: &Grid, row: &Row, key: &str, report: &mut Report) -> Vec<Field> {
    let mut fields = Vec::new();
    for (column, name) in [
        (Column::Codes, "codes"),
        (Column::Issue, "title"),
        (Column::Score, "score"),
        (Column::Cause, "cause"),
        (Column::Framework, "framework"),
    ] {
        let Some(value) = text(grid, row, at(column), &format!("{key}.{name}"), report) else { continue };
        let value = if column == Column::Codes { split(value, &[',', ';', '\n', ' ']) } else { value };
        fields.push(Field::new(name, value.at.clone(), value));
    }
    fields
}

fn measure(grid: &Grid, row: &Row, key: &str, report: &mut Report) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut cell = |column: Column, name: &str| text(grid, row, at(column), &format!("{key}.{name}"), report);
    for (column, name) in [
        (Column::Measure, "title"),
        (Column::Lead, "lead_unit"),
        (Column::CheckedBy, "checked_by"),
        (Column::Sign, "sign"),
        (Column::Result, "result"),
        (Column::Suggestion, "suggestion"),
        (Column::Theme, "theme"),
        (Column::LibraryId, "library_id"),
    ] {
        fields.extend(cell(column, name).map(|value| Field::new(name, value.at.clone(), value)));
    }
    for (column, name, separators) in [
        (Column::Supporting, "supporting_units", &['\n', ',', ';'][..]),
        (Column::FollowUps, "follow_ups", &['\n', ',', ';'][..]),
    ] {
        let value = cell(column, name).map(|value| split(value, separators));
        fields.extend(value.map(|value| Field::new(name, value.at.clone(), value)));
    }
    for (column, name, parts) in [
        (Column::Steps, "steps", &["text", "evidence_expected"][..]),
        (Column::Progress, "progress", &["date", "percent", "text"][..]),
        (Column::Evidence, "evidence", &["name", "link", "sha256"][..]),
    ] {
        let value = cell(column, name).map(|value| entries(value, column, parts));
        fields.extend(value.map(|value| Field::new(name, value.at.clone(), value)));
    }
    fields.extend(together(
        "period",
        [
            ("text", cell(Column::Period, "period")),
            ("from", cell(Column::From, "period.from")),
            ("to", cell(Column::To, "period.to")),
        ],
    ));
    let figure = together(
        "figure",
        [
            ("value", cell(Column::Figure, "outcome.figure.value")),
            ("unit", cell(Column::Unit, "outcome.figure.unit")),
        ],
    );
    let words = cell(Column::Outcome, "outcome.text");
    let mut outcome: Vec<_> =
        words.map(|value| Field::new("text", value.at.clone(), value)).into_iter().collect();
    outcome.extend(figure);
    if let Some(first) = outcome.first() {
        let at = first.at.clone();
        fields.push(Field::new("outcome", at.clone(), node(at, Value::Table(outcome))));
    }
    fields
}

/// A group of the cells that hold something.
fn together<const N: usize>(name: &str, cells: [(&str, Option<Node>); N]) -> Option<Field> {
    let held = cells.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let fields: Vec<_> = held.map(|(name, value)| Field::new(name, value.at.clone(), value)).collect();
    let at = fields.first()?.at.clone();
    Some(Field::new(name, at.clone(), node(at, Value::Table(fields))))
}

/// Parts of a cell, without those that are blank.
fn split(value: Node, separators: &[char]) -> Node {
    let Value::Text(text) = &value.value else {
        return node(value.at.clone(), Value::List(vec![value]));
    };
    let parts = text.split(separators).map(str::trim).filter(|part| !part.is_empty());
    let parts = parts.map(|part| node(value.at.clone(), Value::Text(part.to_owned()))).collect();
    node(value.at.clone(), Value::List(parts))
}

/// Lines of a cell, each a group of what stands between its bars.
fn entries(value: Node, column: Column, names: &[&str]) -> Node {
    let Value::Text(text) = &value.value else { return value };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let entry = |line: &str| {
        let line = if column == Column::Steps { without_number(line) } else { line };
        let parts: Vec<_> = line.splitn(names.len(), '|').map(str::trim).collect();
        // A note without a percentage may leave out its place.
        let names = match (column, parts.len()) {
            (Column::Progress, 2) => &["date", "text"][..],
            _ => names,
        };
        let held = names.iter().zip(parts).filter(|(_, part)| !part.is_empty());
        let text = |part: &str| node(value.at.clone(), Value::Text(part.to_owned()));
        let fields = held.map(|(name, part)| Field::new(*name, value.at.clone(), text(part))).collect();
        node(value.at.clone(), Value::Table(fields))
    };
    node(value.at.clone(), Value::List(lines.map(entry).collect()))
}

/// `1. ประชุม` and `๑) ประชุม` without the number, since steps are numbered where they are printed.
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c));
    let bare = rest.strip_prefix(['.', ')']).filter(|_| rest.len() < line.len());
    match bare.and_then(|bare| bare.strip_prefix(char::is_whitespace)) {
        Some(bare) => bare.trim_start(),
        None => line,
    }
}

fn endorsements(grid: &Grid, report: &mut Report) -> Vec<Node> {
    let mut chain: Vec<Node> = Vec::new();
    for row in body(grid) {
        let key = format!("endorsements[{}]", chain.len());
        let cells = CHAIN_KEYS.into_iter().enumerate().filter_map(|(column, name)| {
            let value = text(grid, row, column, &format!("{key}.{name}"), report)?;
            Some(Field::new(name, value.at.clone(), value))
        });
        let fields: Vec<_> = cells.collect();
        if !fields.is_empty() {
            chain.push(node(grid.at(row, 0), Value::Table(fields)));
        }
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_steps_and_years_of_dates() {
        assert_eq!(without_number("1. ประชุม"), "ประชุม");
        assert_eq!(without_number("๑๒) ประชุม"), "ประชุม");
        for text in ["1.5 ชั่วโมง", "2568 เริ่ม", ". ก", "ประชุม"] {
            assert_eq!(without_number(text), text);
        }
        assert_eq!(date_of_cell("2568-10-01"), "2025-10-01");
        assert_eq!(date_of_cell("2025-10-01T00:00:00"), "2025-10-01T00:00:00");
    }
}
