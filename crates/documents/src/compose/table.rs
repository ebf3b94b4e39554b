//! Tables: columns chosen, heads in one or two rows, equal cells merged, rows that span at the foot.

use super::{ComposeError, Composer, Frame, ascii_name};
use crate::layout::block::{ColumnLayout, TableLayout};
use crate::model::{Align, Block, Cell, Column, Content, Row, Table};
use crate::rows::{ColumnKind, Record, source};

/// A column of the table, with its place in the source.
struct Chosen<'l> {
    at: usize,
    kind: &'static ColumnKind,
    layout: &'l ColumnLayout,
    heading: String,
}

impl Composer<'_, '_> {
    pub(super) fn table(
        &mut self,
        key: &str,
        table: &TableLayout,
        frame: &Frame,
    ) -> Result<Option<Block>, ComposeError> {
        let Some(source) = source(&table.of) else { return Ok(None) };
        let (filter, order) = (table.filter.as_deref(), table.order.as_deref());
        let records = self.records(key, source, filter, order, table.limit, frame)?;
        if records.is_empty() {
            return self.instead(key, table.empty.as_ref(), frame);
        }
        let mut columns = Vec::new();
        for (number, layout) in table.columns.iter().enumerate() {
            let found = source.columns.iter().enumerate().find(|(_, kind)| kind.key == layout.key);
            let Some((at, kind)) = found else { continue };
            if !layout.keep_empty && records.iter().all(|record| is_empty(record, at)) {
                continue;
            }
            let heading = match &layout.heading {
                Some(heading) => {
                    self.line(&format!("{key}.columns[{}].heading", number + 1), heading, frame)?
                }
                None => kind.heading.to_owned(),
            };
            columns.push((number, Chosen { at, kind, layout, heading }));
        }
        if columns.is_empty() {
            return self.instead(key, table.empty.as_ref(), frame);
        }
        let groups = self.groups(key, table, frame, &columns)?;
        let columns: Vec<_> = columns.into_iter().map(|(_, chosen)| chosen).collect();
        let mut body = merged(&columns, &records);
        self.foot(key, table, frame, columns.len(), &mut body)?;
        let caption = match &table.caption {
            Some(caption) => {
                Some(self.line(&format!("{key}.caption"), caption, frame)?).filter(|text| !text.is_empty())
            }
            None => None,
        };
        let name = self.line(&format!("{key}.name"), &table.name, frame)?;
        Ok(Some(Block::Table(Table {
            caption,
            name: self.unique_name(&ascii_name(&name, &table.of)),
            columns: columns.iter().map(Chosen::column).collect(),
            head: head(&groups, &columns),
            body,
        })))
    }

    /// The text over each column that stands in a group.
    fn groups(
        &self,
        key: &str,
        table: &TableLayout,
        frame: &Frame,
        columns: &[(usize, Chosen<'_>)],
    ) -> Result<Vec<Option<(usize, String)>>, ComposeError> {
        let mut groups = vec![None; columns.len()];
        let mut start = 0;
        for (number, group) in table.head.iter().enumerate() {
            let text = self.line(&format!("{key}.head[{}].text", number + 1), &group.text, frame)?;
            let covered = start..start + usize::from(group.columns);
            start = covered.end;
            if text.is_empty() {
                continue;
            }
            for (place, (at, _)) in columns.iter().enumerate() {
                if covered.contains(at) {
                    groups[place] = Some((number, text.clone()));
                }
            }
        }
        Ok(groups)
    }

    fn foot(
        &self,
        key: &str,
        table: &TableLayout,
        frame: &Frame,
        total: usize,
        body: &mut Vec<Row>,
    ) -> Result<(), ComposeError> {
        for (number, row) in table.foot_rows.iter().enumerate() {
            let text = self.line(&format!("{key}.foot_rows[{}].text", number + 1), &row.text, frame)?;
            if text.is_empty() {
                continue;
            }
            let covers = row.columns.map_or(total, usize::from).clamp(1, total);
            let mut cells = vec![Cell::text(text).across(count(covers)).aligned(Align::Left)];
            cells.extend((covers..total).map(|_| Cell::new(Content::Empty)));
            body.push(Row::new(cells));
        }
        Ok(())
    }

    /// A name that no table of the document has yet.
    fn unique_name(&mut self, wanted: &str) -> String {
        // Sheets of a workbook have at most 31 characters.
        let wanted: String = wanted.chars().take(31).collect();
        let mut name = wanted.clone();
        let mut number = 2;
        while self.table_names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            let tail = format!("-{number}");
            name = wanted.chars().take(31 - tail.len()).collect::<String>() + &tail;
            number += 1;
        }
        self.table_names.push(name.clone());
        name
    }
}

impl Chosen<'_> {
    fn column(&self) -> Column {
        Column {
            key: self.kind.key.to_owned(),
            width: self.layout.width.unwrap_or(2).max(1),
            align: self.layout.align.unwrap_or(self.kind.align),
        }
    }
}

fn count(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

fn is_empty(record: &Record, at: usize) -> bool {
    record.cells.get(at).is_none_or(|cell| cell.content == Content::Empty)
}

/// One row of headings, or two where some columns stand under a common heading.
fn head(groups: &[Option<(usize, String)>], columns: &[Chosen<'_>]) -> Vec<Row> {
    let heading = |chosen: &Chosen<'_>| Cell::text(chosen.heading.clone()).aligned(Align::Center);
    if groups.iter().all(Option::is_none) {
        return vec![Row::strong(columns.iter().map(heading).collect())];
    }
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < columns.len() {
        let Some((group, text)) = &groups[at] else {
            upper.push(heading(&columns[at]).down(2));
            at += 1;
            continue;
        };
        let same =
            |other: &Option<(usize, String)>| other.as_ref().is_some_and(|(number, _)| number == group);
        let width = groups[at..].iter().take_while(|other| same(other)).count();
        upper.push(Cell::text(text.clone()).across(count(width)).aligned(Align::Center));
        lower.extend(columns[at..at + width].iter().map(heading));
        at += width;
    }
    vec![Row::strong(upper), Row::strong(lower)]
}

/// Rows of the records. In a merged column a cell goes on from the row above when both are equal and so are those
/// of all merged columns to its left; empty cells go on only beside such a column.
fn merged(columns: &[Chosen<'_>], records: &[Record]) -> Vec<Row> {
    let cell = |row: usize, column: &Chosen<'_>| {
        records[row].cells.get(column.at).cloned().unwrap_or_else(|| Cell::new(Content::Empty))
    };
    let mut continues = vec![vec![false; columns.len()]; records.len()];
    for row in 1..records.len() {
        let mut left = true;
        let mut first = true;
        for (place, column) in columns.iter().enumerate().filter(|(_, column)| column.layout.merge) {
            let (above, here) = (cell(row - 1, column), cell(row, column));
            left &= above.content == here.content && !(first && here.content == Content::Empty);
            first = false;
            continues[row][place] = left;
        }
    }
    let mut rows = Vec::new();
    for (row, record) in records.iter().enumerate() {
        let mut cells = Vec::new();
        for (place, column) in columns.iter().enumerate() {
            if continues[row][place] {
                continue;
            }
            let below = continues[row + 1..].iter().take_while(|row| row[place]).count();
            let mut cell = cell(row, column).down(count(below + 1));
            cell.columns = 1;
            cells.push(cell);
        }
        rows.push(Row { cells, strong: record.strong });
    }
    rows
}
