//! The cells of a score sheet into the tree of an assessment file.

use std::collections::BTreeMap;

use domain::agency::AgencyKind;
use domain::framework::nearest;

use super::report::{Fault, Report};
use super::tree::{At, Field, Node, Value};
use super::{faults, sheet_faults};
use crate::sheet::layout::{HEAD, HEADINGS, RowKind, SCOPES, UNLISTED, column};

/// What a cell holds.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Text(String),
    /// A number, as its shortest decimal text.
    Number(String),
    Bool(bool),
    /// A date as `2025-10-01`, where it is one.
    Date(Option<String>),
    Error(String),
    FormulaWithoutValue,
}

/// One row, with the cells that hold something by their column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// Counted from 1.
    pub number: usize,
    /// Line of a text file.
    pub line: Option<usize>,
    pub cells: BTreeMap<usize, Cell>,
}

/// A sheet of a workbook, or a CSV file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    pub sheet: Option<String>,
    pub rows: Vec<Row>,
}

impl Grid {
    pub fn at(&self, row: &Row, column: usize) -> At {
        let name = cell_name(column, row.number);
        let cell = match &self.sheet {
            Some(sheet) => format!("{sheet}!{name}"),
            None => name,
        };
        At { line: row.line, column: None, cell: Some(cell) }
    }
}

/// `E7`; columns count from 0, rows from 1.
pub(crate) fn cell_name(column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while 0 < rest {
        letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().map(|&letter| char::from(letter)).collect();
    format!("{letters}{row}")
}

/// Whether a row heads the results that the program wrote, which are no score sheet.
pub(crate) fn heads_results(row: &Row) -> bool {
    let has = |heading: &str| row.cells.values().any(|cell| plain(Some(cell)) == heading);
    has("คะแนนที่คำนวณได้") && has("คะแนนที่ใช้")
}

/// Whether the Thai letters of a score sheet became question marks.
pub(crate) fn lost_its_thai(text: &str) -> bool {
    let thai = text.chars().any(|c| ('\u{0E00}'..'\u{0E80}').contains(&c));
    !thai && (text.contains("???") || text.contains("\u{FFFD}\u{FFFD}\u{FFFD}"))
}

/// Checks one row of headings; each that is not where it belongs is a problem.
pub(crate) fn headings_hold(grid: &Grid, row: &Row, expected: &[&str], report: &mut Report) -> bool {
    let text = |at: usize| match row.cells.get(&at) {
        Some(Cell::Text(text)) => text.trim(),
        _ => "",
    };
    let mut hold = true;
    for (at, heading) in expected.iter().enumerate() {
        let found = text(at);
        if found == *heading {
            continue;
        }
        hold = false;
        let cell = cell_name(at, row.number);
        let elsewhere = row.cells.keys().find(|&&other| text(other) == *heading);
        let fault = match elsewhere {
            Some(&other) => sheet_faults::heading_moved(heading, &cell, &cell_name(other, row.number)),
            None => sheet_faults::heading_missing(heading, &cell, found),
        };
        report.add(&grid.at(row, at), "", fault);
    }
    hold
}

/// Collects the groups of an assessment file while rows go by.
#[derive(Default)]
pub(crate) struct Tree {
    top: Vec<Field>,
    agency: Vec<Field>,
    published: Vec<Field>,
    groups: BTreeMap<&'static str, Vec<Field>>,
    verdicts: Vec<Field>,
}

impl Tree {
    /// One line of the head.
    pub fn head(&mut self, grid: &Grid, row: &Row, name: &str, report: &mut Report) {
        let at = grid.at(row, 0);
        let name = name.trim();
        let Some(line) = HEAD.iter().find(|line| line.name == name || line.key == name) else {
            let known: Vec<_> = HEAD.iter().map(|line| line.name).collect();
            let near = if name.len() <= 120 { nearest(name, known.iter().copied()) } else { None };
            report.add(&at, name, faults::unknown_key(name, near, &known));
            return;
        };
        let Some(node) = value(grid, row, 1, line.key, report) else { return };
        let node = Node { at: node.at, value: in_file_words(line.key, node.value) };
        let field = Field::new(line.key, at, node);
        match line.key {
            "framework" | "scope" | "unlisted_items" => self.top.push(field),
            _ => self.agency.push(field),
        }
    }

    /// One row of the table; a row without score and verdict says nothing.
    pub fn row(&mut self, grid: &Grid, row: &Row, report: &mut Report) {
        let filled = [column::SCORE, column::VERDICT].iter().any(|at| row.cells.contains_key(at));
        if !filled {
            return;
        }
        let word = plain(row.cells.get(&column::KIND));
        let Some(kind) = RowKind::named(&word) else {
            let known = RowKind::ALL.map(RowKind::name);
            report.add(&grid.at(row, column::KIND), "", sheet_faults::unknown_row(&word, &known));
            return;
        };
        let group = kind.group();
        let code = plain(row.cells.get(&column::CODE));
        let single = matches!(kind, RowKind::Overall | RowKind::Level);
        let key = if single { format!("published.{group}") } else { format!("published.{group}.{code}") };
        let indicator = Some(plain(row.cells.get(&column::INDICATOR))).filter(|text| !text.is_empty());
        let at = grid.at(row, column::CODE);
        let field =
            |node| Field { name: code.clone(), at: at.clone(), value: node, indicator: indicator.clone() };
        if row.cells.contains_key(&column::SCORE)
            && let Some(mut node) = value(grid, row, column::SCORE, &key, report)
        {
            if let (RowKind::Level, Value::Number(text)) = (kind, &node.value) {
                node.value = Value::Text(text.clone());
            } else if let (true, Value::Number(text)) = (grid.sheet.is_some(), &node.value)
                && let Some(percent) = super::figures::as_percent(text)
            {
                let cell = node.at.cell.as_deref().unwrap_or_default();
                let text = domain::Text::new(
                    format!("{cell}: ดูเหมือนช่องร้อยละ {text} อาจหมายถึง {percent}"),
                    format!("{cell}: looks like a percent cell: {text} may mean {percent}"),
                );
                report.remark("looks-like-percent", key.as_str(), text);
            }
            if single {
                self.published.push(Field::new(group, grid.at(row, column::KIND), node));
            } else {
                self.groups.entry(group).or_default().push(field(node));
            }
        }
        if row.cells.contains_key(&column::VERDICT) {
            if kind != RowKind::Item {
                report.add(&grid.at(row, column::VERDICT), key, sheet_faults::no_verdict_here());
            } else if let Some(mut node) = value(grid, row, column::VERDICT, &key, report) {
                if let Value::Text(text) = &node.value {
                    node.value = Value::Text(text.trim().to_ascii_lowercase());
                }
                self.verdicts.push(field(node));
            }
        }
    }

    /// The tree of an assessment file.
    pub fn finish(self) -> Node {
        let table = |fields| Node { at: At::default(), value: Value::Table(fields) };
        let group = |name: &str, fields| Field::new(name, At::default(), table(fields));
        let mut published = self.published;
        published.extend(self.groups.into_iter().map(|(name, fields)| group(name, fields)));
        let mut top = self.top;
        top.push(group("agency", self.agency));
        top.push(group("published", published));
        top.push(group("verdicts", self.verdicts));
        table(top)
    }
}

/// Text of a cell that names something; Excel turns `9.1` into a number.
fn plain(cell: Option<&Cell>) -> String {
    match cell {
        Some(Cell::Text(text) | Cell::Number(text)) => text.trim().to_owned(),
        _ => String::new(),
    }
}

fn value(grid: &Grid, row: &Row, column: usize, key: &str, report: &mut Report) -> Option<Node> {
    let at = grid.at(row, column);
    let mut refuse = |fault: Fault| {
        report.add(&at, key, fault);
        None
    };
    let value = match row.cells.get(&column)? {
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Number(text) => Value::Number(text.clone()),
        Cell::Bool(value) => Value::Bool(*value),
        Cell::Date(_) => return refuse(sheet_faults::date_cell()),
        Cell::Error(shown) => return refuse(sheet_faults::cell_error(shown)),
        Cell::FormulaWithoutValue => return refuse(sheet_faults::formula_without_value()),
    };
    Some(Node { at, value })
}

/// The head is written in Thai words, an assessment file in codes.
fn in_file_words(key: &str, value: Value) -> Value {
    let text = match &value {
        Value::Text(text) => text.trim(),
        // Excel turns a code of digits into a number.
        Value::Number(text) if key != "framework" => text,
        _ => return value,
    };
    let of = |words: &[(&str, &str)]| {
        words.iter().find(|(thai, _)| *thai == text).map_or(text, |(_, word)| word).to_owned()
    };
    Value::Text(match key {
        "scope" => of(&SCOPES),
        "unlisted_items" => of(&UNLISTED),
        "kind" => {
            let codes = AgencyKind::codes();
            let same = |code: &&str| AgencyKind::from_code(code).name_th() == text;
            codes.into_iter().find(same).unwrap_or(text).to_owned()
        }
        _ => text.to_owned(),
    })
}

/// Columns to the right of the table are not read, and that is told.
pub(crate) fn remark_on_extra_columns(grid: &Grid, row: &Row, report: &mut Report) {
    for (at, cell) in row.cells.range(HEADINGS.len()..) {
        let name = cell_name(*at, row.number);
        let shown = faults::quoted(&plain(Some(cell)));
        let sheet = grid.sheet.as_deref().unwrap_or_default();
        let text = domain::Text::new(
            format!("ไม่ได้อ่านคอลัมน์ {shown} ({name})"),
            format!("the column {shown} ({name}) was not read"),
        );
        report.remark("column-not-read", format!("{sheet}!{name}").trim_start_matches('!'), text);
    }
}
