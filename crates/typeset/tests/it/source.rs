//! What a document says, as lines of text.

use documents::model::{Block, Content, Document, Opinion, Row, Run, Signature};

/// Every text of a document as it is shown, one a line.
pub fn lines(document: &Document) -> String {
    let shown = document.printed();
    let mut lines = Vec::new();
    for block in shown.sections.iter().flat_map(|section| &section.blocks) {
        of_block(&shown, block, &mut lines);
    }
    lines.join("\n")
}

fn of_block(document: &Document, block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Cover(cover) => lines.extend(cover.title.iter().chain(&cover.foot).cloned()),
        Block::Contents { heading: text } | Block::Heading { text, .. } => lines.push(text.clone()),
        Block::Paragraph { runs, .. } => lines.push(joined(runs)),
        Block::List(list) => lines.extend(list.items.iter().map(|runs| joined(runs))),
        Block::Table(table) => {
            lines.extend(table.caption.clone());
            table.head.iter().chain(&table.body).for_each(|row| of_row(document, row, lines));
        }
        Block::Chart(chart) => {
            lines.push(chart.title.clone());
            if 1 < chart.series.len() {
                lines.extend(chart.series.iter().cloned());
            }
            lines.extend(chart.line.as_ref().map(|line| line.label.clone()));
            for group in &chart.groups {
                lines.push(group.label.clone());
                lines.extend(group.values.iter().flatten().map(|value| document.show(value)));
            }
        }
        Block::MemoHead(head) => {
            let fields = [
                &head.unit,
                &head.reference,
                &head.date,
                &head.subject,
                &head.to,
                &head.urgency,
                &head.secrecy,
            ];
            lines.extend(fields.into_iter().flatten().cloned());
        }
        Block::Signature(signature) => of_signature(signature, lines),
        Block::Opinion(Opinion { heading, text, signature }) => {
            lines.push(heading.clone());
            lines.extend(text.clone());
            of_signature(signature, lines);
        }
        Block::PageBreak => {}
    }
}

fn joined(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn of_row(document: &Document, row: &Row, lines: &mut Vec<String>) {
    for cell in &row.cells {
        match &cell.content {
            Content::Empty => {}
            Content::Text(texts)
            | Content::Steps(texts)
            | Content::Points(texts)
            | Content::Verbatim(texts) => {
                lines.extend(texts.iter().cloned());
            }
            Content::Figure(figure) => lines.push(document.show(figure)),
        }
    }
}

fn of_signature(signature: &Signature, lines: &mut Vec<String>) {
    lines.extend(signature.name.clone());
    lines.extend(signature.position.iter().cloned());
    lines.extend(signature.date.clone());
}
