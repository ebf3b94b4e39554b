//! Looking into composed documents.

use std::sync::LazyLock;

use documents::facts::Facts;
use documents::model::{Block, Document, Opinion, Row, Table};
use documents::{Templates, compose};

use crate::plan_rows_fixture::said;

static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);

/// A document of a kind and layout.
#[track_caller]
pub fn made(kind: &str, layout: &str, facts: &Facts<'_>) -> Document {
    let document = compose(kind, Some(layout), facts, &TEMPLATES);
    document.unwrap_or_else(|error| panic!("{kind}/{layout}: {error}"))
}

/// All blocks in order.
pub fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.sections.iter().flat_map(|section| &section.blocks)
}

/// The tables in order.
pub fn tables(document: &Document) -> Vec<&Table> {
    blocks(document)
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect()
}

/// The table with this name.
#[track_caller]
pub fn table<'d>(document: &'d Document, name: &str) -> &'d Table {
    let names: Vec<_> = tables(document).iter().map(|table| table.name.clone()).collect();
    tables(document)
        .into_iter()
        .find(|table| table.name == name)
        .unwrap_or_else(|| panic!("{name} in {names:?}"))
}

/// The headings of its columns.
pub fn headings(table: &Table) -> Vec<String> {
    table.head.last().map(words).unwrap_or_default()
}

/// The cells of a row.
pub fn words(row: &Row) -> Vec<String> {
    row.cells.iter().map(said).collect()
}

/// The headings of the document.
pub fn outline(document: &Document) -> Vec<&str> {
    blocks(document)
        .filter_map(|block| if let Block::Heading { text, .. } = block { Some(text.as_str()) } else { None })
        .collect()
}

/// The opinions in order.
pub fn opinions(document: &Document) -> Vec<&Opinion> {
    blocks(document)
        .filter_map(|block| if let Block::Opinion(opinion) = block { Some(opinion) } else { None })
        .collect()
}

/// Every paragraph and entry of a list.
pub fn paragraphs(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut add =
        |runs: &[documents::model::Run]| found.push(runs.iter().map(|run| run.text.as_str()).collect());
    for block in blocks(document) {
        match block {
            Block::Paragraph { runs, .. } => add(runs),
            Block::List(list) => list.items.iter().for_each(|runs| add(runs)),
            _ => {}
        }
    }
    found
}

/// What must hold for every document whatever the facts.
#[track_caller]
pub fn sound(document: &Document) {
    let place = format!("{}/{}", document.kind, document.layout);
    assert!(!document.title.is_empty() && document.file_stem.is_ascii(), "{place}");
    assert!(outline(document).iter().all(|heading| !heading.trim().is_empty()), "{place}");
    let texts = serde_json::to_string(document).unwrap();
    for word in ["undefined", "None)", "Some(", "{{", "{%"] {
        assert!(!texts.contains(word), "{place}: {word}");
    }
    let mut names: Vec<_> = tables(document).iter().map(|table| table.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), tables(document).len(), "{place}: names of tables");
    for table in tables(document) {
        for (part, rows) in [("head", &table.head), ("body", &table.body)] {
            assert!(covers(rows, table.columns.len()), "{place}: {} of {}", part, table.name);
        }
        assert!(!table.body.is_empty(), "{place}: {} has rows", table.name);
    }
}

/// Whether the cells of every row, with those that reach down from above, fill the columns.
fn covers(rows: &[Row], columns: usize) -> bool {
    let mut down = vec![0_u16; columns];
    for row in rows {
        let mut at = 0;
        for cell in &row.cells {
            while down.get(at).is_some_and(|left| 0 < *left) {
                at += 1;
            }
            for _ in 0..cell.columns {
                let Some(left) = down.get_mut(at) else { return false };
                *left = cell.rows;
                at += 1;
            }
        }
        while down.get(at).is_some_and(|left| 0 < *left) {
            at += 1;
        }
        if at != columns {
            return false;
        }
        down.iter_mut().for_each(|left| *left -= 1);
    }
    down.iter().all(|left| *left == 0)
}
