//! Texts that try to be more than text, in every place of a document.

use documents::model::{Block, Content, Document, Run, Signature};
use documents::samples;

/// Texts that were markup, formulas, commands or too much somewhere.
pub const TEXTS: [&str; 12] = [
    "</style></title><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='x",
    "]]>&amp;&#60;!--",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+cmd",
    "-2+3",
    "#eval(\"x\") $x$ _x0041_ \\def",
    "\u{202E}สวัสดี שלום 🙂👨‍👩‍👧",
    "\u{0}\u{1}\u{B}\u{1B}[31m\u{FFFE}\t\r\n",
    "{{ title }} {% for x in y %} & \\000022",
];

/// The sample with every text replaced by what `text` answers for it.
pub fn with(text: impl Fn() -> String) -> Document {
    let mut document = samples::everything(3);
    let put = |place: &mut String| *place = text();
    put(&mut document.title);
    put(&mut document.agency);
    for section in &mut document.sections {
        section.running_head.iter_mut().for_each(put);
        section.blocks.iter_mut().for_each(|block| in_block(block, &put));
    }
    document
}

fn in_block(block: &mut Block, put: &impl Fn(&mut String)) {
    let runs = |runs: &mut Vec<Run>| runs.iter_mut().for_each(|run| put(&mut run.text));
    let signed = |signature: &mut Signature| {
        let Signature { name, position, date } = signature;
        name.iter_mut().chain(position).chain(date).for_each(put);
    };
    match block {
        Block::Cover(cover) => cover.title.iter_mut().chain(&mut cover.foot).for_each(put),
        Block::Contents { heading: text } | Block::Heading { text, .. } => put(text),
        Block::Paragraph { runs: list, .. } => runs(list),
        Block::List(list) => list.items.iter_mut().for_each(runs),
        Block::Table(table) => {
            table.caption.iter_mut().for_each(put);
            put(&mut table.name);
            for cell in table.head.iter_mut().chain(&mut table.body).flat_map(|row| &mut row.cells) {
                match &mut cell.content {
                    Content::Text(lines)
                    | Content::Steps(lines)
                    | Content::Points(lines)
                    | Content::Verbatim(lines) => lines.iter_mut().for_each(put),
                    Content::Empty | Content::Figure(_) => {}
                }
            }
        }
        Block::Chart(chart) => {
            put(&mut chart.title);
            put(&mut chart.alternative);
            chart.series.iter_mut().for_each(put);
            chart.groups.iter_mut().for_each(|group| put(&mut group.label));
            chart.line.iter_mut().for_each(|line| put(&mut line.label));
        }
        Block::MemoHead(head) => {
            for field in [
                &mut head.unit,
                &mut head.reference,
                &mut head.date,
                &mut head.subject,
                &mut head.to,
                &mut head.urgency,
                &mut head.secrecy,
            ] {
                *field = Some(String::new());
                field.iter_mut().for_each(put);
            }
        }
        Block::Signature(signature) => signed(signature),
        Block::Opinion(opinion) => {
            put(&mut opinion.heading);
            opinion.text.iter_mut().for_each(put);
            signed(&mut opinion.signature);
        }
        Block::PageBreak => {}
    }
}
