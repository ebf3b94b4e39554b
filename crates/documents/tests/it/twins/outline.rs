//! What stands in a document, one entry for each thing that an inventory can name.

use std::collections::BTreeMap;

use documents::model::{Block, Cell, Content, Document, Row, Run, Signature, Table};

/// One thing in a document.
#[derive(Debug, Default)]
pub struct Entry {
    /// Its kind, in the words of an inventory.
    pub is: &'static str,
    /// Everything that it says, figures as printed.
    pub says: String,
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// Rows of a table below its head, without spanning ones; entries of a list.
    pub rows: usize,
    /// Rows over the whole width that close a table.
    pub foot: usize,
    /// Cells with nothing in them.
    pub empty: usize,
    /// Figures in cells of their own.
    pub figures: Vec<String>,
    /// How many paragraphs, steps and points stand under each heading.
    pub lines: BTreeMap<String, usize>,
}

/// Everything in a document, in order. Charts are left out: their figures follow in a table.
pub fn of(document: &Document) -> Vec<Entry> {
    document.sections.iter().flat_map(|section| &section.blocks).filter_map(entry).collect()
}

fn entry(block: &Block) -> Option<Entry> {
    let said = |is, says: String| Some(Entry { is, says, ..Entry::default() });
    match block {
        Block::Cover(cover) => {
            let lines: Vec<_> = cover.title.iter().chain(&cover.foot).map(String::as_str).collect();
            said("cover", lines.join("\n"))
        }
        Block::Heading { text, .. } => said("heading", text.clone()),
        Block::Paragraph { runs, .. } => said("text", plain(runs)),
        Block::List(list) => {
            let items: Vec<_> = list.items.iter().map(|runs| plain(runs)).collect();
            Some(Entry { is: "list", says: items.join("\n"), rows: items.len(), ..Entry::default() })
        }
        Block::Table(table) => Some(of_table(table)),
        Block::MemoHead(head) => {
            let fields = [&head.unit, &head.reference, &head.date, &head.subject, &head.to];
            said("memo", fields.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n"))
        }
        Block::Signature(signature) => said("signature", signed(signature)),
        Block::Opinion(opinion) => {
            said("opinion", format!("{}\n{}", opinion.heading, signed(&opinion.signature)))
        }
        Block::Contents { .. } => said("contents", String::new()),
        Block::Chart(_) | Block::PageBreak => None,
    }
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn signed(signature: &Signature) -> String {
    signature.position.join("\n")
}

fn of_table(table: &Table) -> Entry {
    let columns = headings(table);
    let mut entry = Entry { is: "table", columns, ..Entry::default() };
    let mut covered = vec![0_u16; table.columns.len()];
    let mut says = Vec::new();
    for row in &table.body {
        if spans(row, table) {
            entry.foot += 1;
            says.extend(row.cells.iter().flat_map(texts));
            continue;
        }
        entry.rows += 1;
        let mut at = 0;
        for cell in &row.cells {
            while covered.get(at).is_some_and(|rows| *rows > 0) {
                covered[at] -= 1;
                at += 1;
            }
            let texts = texts(cell);
            entry.empty += usize::from(texts.is_empty());
            if let Content::Figure(figure) = &cell.content {
                entry.figures.push(figure.to_string());
            }
            *entry.lines.entry(entry.columns[at].clone()).or_default() += texts.len();
            says.extend(texts);
            for column in &mut covered[at..at + usize::from(cell.columns)] {
                *column = cell.rows - 1;
            }
            at += usize::from(cell.columns);
        }
        covered[at..].iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    entry.says = says.join("\n");
    entry
}

/// For each column, the lowest heading above it.
fn headings(table: &Table) -> Vec<String> {
    let mut headings = vec![String::new(); table.columns.len()];
    let mut covered = vec![0_u16; table.columns.len()];
    for row in &table.head {
        let mut cells = row.cells.iter();
        let mut at = 0;
        while at < headings.len() {
            if covered[at] > 0 {
                covered[at] -= 1;
                at += 1;
                continue;
            }
            let Some(cell) = cells.next() else { break };
            for column in at..at + usize::from(cell.columns) {
                headings[column] = texts(cell).concat();
                covered[column] = cell.rows - 1;
            }
            at += usize::from(cell.columns);
        }
    }
    headings
}

fn spans(row: &Row, table: &Table) -> bool {
    matches!(row.cells.as_slice(), [cell] if table.columns.len() > 1 && usize::from(cell.columns) == table.columns.len())
}

fn texts(cell: &Cell) -> Vec<String> {
    match &cell.content {
        Content::Empty => Vec::new(),
        Content::Text(texts) | Content::Steps(texts) | Content::Points(texts) | Content::Verbatim(texts) => {
            texts.clone()
        }
        Content::Figure(figure) => vec![figure.to_string()],
    }
}
