//! Drafts as text, HTML and DOCX, not by the writers of the crate `documents`.

mod html;
mod text;
mod word;

use documents::model::{Block, Content, Document, Run, Table};
use thai::DigitStyle;

pub use html::html;
pub(super) use text::lines_of;
pub use text::{markdown, spaces, tabs};
pub use word::docx;

/// What stands on the paper.
pub(super) enum Flat {
    Heading(u8, String),
    Text(String),
    Table(FlatTable),
    Page,
}

pub(super) struct FlatTable {
    pub head: usize,
    pub rows: Vec<Vec<FlatCell>>,
    pub width: usize,
}

#[derive(Clone)]
pub(super) struct FlatCell {
    pub lines: Vec<String>,
    pub across: usize,
    pub down: usize,
}

/// A document as what stands on its paper, in its digits.
pub(super) fn flat(document: &Document) -> Vec<Flat> {
    let mut all = Vec::new();
    let digits = |text: &str| match document.digits {
        DigitStyle::Thai => thai::digits::to_thai(text),
        DigitStyle::Ascii => text.to_owned(),
    };
    let runs = |runs: &[Run]| -> String {
        runs.iter().map(|run| if run.verbatim { run.text.clone() } else { digits(&run.text) }).collect()
    };
    for (at, section) in document.sections.iter().enumerate() {
        if 0 < at {
            all.push(Flat::Page);
        }
        for block in &section.blocks {
            match block {
                Block::Cover(cover) => {
                    all.extend(cover.title.iter().chain(&cover.foot).map(|line| Flat::Text(digits(line))));
                }
                Block::Heading { level, text } => all.push(Flat::Heading(*level, digits(text))),
                Block::Paragraph { runs: text, .. } => all.push(Flat::Text(runs(text))),
                Block::List(list) => {
                    for (number, entry) in list.items.iter().enumerate() {
                        let mark = if list.ordered { format!("{}.", number + 1) } else { "-".to_owned() };
                        all.push(Flat::Text(format!("{} {}", digits(&mark), runs(entry))));
                    }
                }
                Block::Table(table) => {
                    all.extend(table.caption.iter().map(|caption| Flat::Text(digits(caption))));
                    all.push(Flat::Table(flat_table(table, &digits)));
                }
                Block::MemoHead(head) => {
                    all.push(Flat::Heading(1, "บันทึกข้อความ".to_owned()));
                    let field = |label: &str, value: &Option<String>| {
                        value.as_ref().map(|value| Flat::Text(digits(&format!("{label} {value}"))))
                    };
                    all.extend(field("ส่วนราชการ", &head.unit));
                    let reference = head.reference.clone().unwrap_or_default();
                    let date = head.date.clone().unwrap_or_default();
                    all.push(Flat::Text(digits(&format!("ที่ {reference} วันที่ {date}"))));
                    all.extend(field("เรื่อง", &head.subject));
                    all.extend(field("เรียน", &head.to));
                }
                Block::Signature(signature) => {
                    all.push(Flat::Text("(ลงชื่อ)....................................".to_owned()));
                    all.extend(signature.position.iter().map(|line| Flat::Text(digits(line))));
                }
                Block::Opinion(opinion) => {
                    all.push(Flat::Text(digits(&opinion.heading)));
                    let dots = "......................................................";
                    all.push(Flat::Text(digits(opinion.text.as_deref().unwrap_or(dots))));
                }
                Block::PageBreak => all.push(Flat::Page),
                Block::Contents { .. } | Block::Chart(_) => {}
            }
        }
    }
    all
}

fn flat_table(table: &Table, digits: &impl Fn(&str) -> String) -> FlatTable {
    let rows = table.head.iter().chain(&table.body);
    let rows = rows.map(|row| {
        let cells = row.cells.iter().map(|cell| FlatCell {
            lines: lines(&cell.content, digits),
            across: usize::from(cell.columns),
            down: usize::from(cell.rows),
        });
        cells.collect()
    });
    FlatTable { head: table.head.len(), rows: rows.collect(), width: table.columns.len() }
}

fn lines(content: &Content, digits: &impl Fn(&str) -> String) -> Vec<String> {
    let marked = |lines: &[String], mark: &dyn Fn(usize) -> String| {
        lines.iter().enumerate().map(|(at, line)| digits(&format!("{} {line}", mark(at)))).collect()
    };
    match content {
        Content::Empty => Vec::new(),
        Content::Text(lines) => lines.iter().map(|line| digits(line)).collect(),
        Content::Steps(lines) => marked(lines, &|at| format!("{}.", at + 1)),
        Content::Points(lines) => marked(lines, &|_| "-".to_owned()),
        Content::Verbatim(lines) => lines.clone(),
        Content::Figure(figure) => vec![digits(&figure.to_string())],
    }
}

impl FlatTable {
    /// Every row with a text for each column; what a merged cell covers is empty.
    pub(super) fn spread(&self) -> Vec<Vec<Vec<String>>> {
        let mut rows: Vec<Vec<Option<Vec<String>>>> = vec![vec![None; self.width]; self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            let mut column = 0;
            for cell in row {
                while column < self.width && rows[at][column].is_some() {
                    column += 1;
                }
                let end = (column + cell.across).min(self.width);
                for (below, covered) in rows.iter_mut().skip(at).take(cell.down).enumerate() {
                    for (beside, slot) in covered.iter_mut().take(end).skip(column).enumerate() {
                        *slot = Some(if below + beside == 0 { cell.lines.clone() } else { Vec::new() });
                    }
                }
                column = end;
            }
        }
        rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect()
    }
}
