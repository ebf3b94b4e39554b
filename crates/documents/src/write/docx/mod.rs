//! DOCX, for officers who go on writing in a word processor.
//!
//! Thai is a complex script to this format: typeface, size and weight are said once for Latin and once for complex
//! scripts, everywhere, or Thai letters fall back to another face. What is a heading, a list or a table here is one
//! in the file too, so that navigation, numbering and repeated heads work.

mod chart;
mod emblem;
mod flow;
mod front;
mod length;
mod memo;
mod names;
mod numbering;
mod package;
mod parts;
mod properties;
mod section;
mod styles;
mod table;
mod xml;

use super::{WriteError, WriteOptions};
use crate::model::{Block, Document, List, ParagraphStyle, Run, Section};
use flow::{Face, Flow, Format};
use numbering::{Numbering, Place};
use section::Margins;

/// Writes a document. Equal documents and options give equal bytes.
///
/// # Errors
/// When the package cannot be made; texts of any content can be written.
pub fn write(document: &Document, options: &WriteOptions<'_>) -> Result<Vec<u8>, WriteError> {
    let shown = document.printed();
    let mut flow = Flow::new(&shown, options.emblem.map(emblem::Placed::of));
    let mut margins = Margins::default();
    let mut counted = false;
    for (at, part) in shown.sections.iter().enumerate() {
        let first_numbered = part.numbered && !counted;
        counted |= part.numbered;
        let last = at + 1 == shown.sections.len();
        section(&mut flow, part, at > 0);
        let properties = section::properties(&shown, part, first_numbered, &mut margins);
        if last {
            flow.end_body(properties);
        } else {
            flow.end_section(properties);
        }
    }
    package::pack(&parts::all(&shown, options, flow, &margins))
}

fn section(flow: &mut Flow<'_>, section: &Section, follows: bool) {
    let page = &flow.document.page;
    let paper = length::Paper::of(page, section.orientation);
    flow.width = paper.text;
    flow.height = paper.height.saturating_sub(length::twips(u32::from(page.top) + u32::from(page.bottom)));
    // LibreOffice loses a section break that is directly followed by a table.
    if follows && section.blocks.first().is_none_or(|block| matches!(block, Block::Table(_))) {
        flow.gap();
    }
    for block in &section.blocks {
        write_block(flow, block);
    }
}

fn write_block(flow: &mut Flow<'_>, block: &Block) {
    match block {
        Block::Cover(cover) => front::cover(flow, cover),
        Block::Contents { heading } => front::contents(flow, heading),
        Block::Heading { level, text } => heading(flow, *level, text),
        Block::Paragraph { style, runs } => {
            let style = match style {
                ParagraphStyle::Body => "BodyText",
                ParagraphStyle::Flush => "FlushText",
                ParagraphStyle::Centered => "CenteredText",
                ParagraphStyle::Note => "NoteText",
            };
            flow.paragraph(&Format::style(style), |flow| write_runs(flow, runs));
        }
        Block::List(list) => write_list(flow, list),
        Block::Table(table) => table::write(flow, table),
        Block::Chart(chart) => chart::write(flow, chart),
        Block::MemoHead(head) => memo::head(flow, head),
        Block::Signature(signature) => memo::signature(flow, signature),
        Block::Opinion(opinion) => memo::opinion(flow, opinion),
        Block::PageBreak => flow.break_page(),
    }
}

fn heading(flow: &mut Flow<'_>, level: u8, text: &str) {
    let style = match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    };
    flow.paragraph(&Format::style(style), |flow| {
        if !front::is_listed(level) {
            flow.run(text, Face::PLAIN);
            return;
        }
        flow.bookmarks += 1;
        let id = flow.bookmarks;
        flow.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &front::bookmark(id))]);
        flow.run(text, Face::PLAIN);
        flow.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    });
}

fn write_list(flow: &mut Flow<'_>, list: &List) {
    if list.items.is_empty() {
        return;
    }
    let format = Format::style("ListParagraph");
    let (format, numbers) = match list.ordered {
        true => numbering::numbered(flow, Place::Text, &format),
        false => (Format { list: Some(Numbering::dashes(Place::Text)), ..format }, None),
    };
    for (number, item) in (1_usize..).zip(&list.items) {
        flow.paragraph(&format, |flow| {
            numbering::number(flow, numbers, number);
            write_runs(flow, item);
        });
    }
}

fn write_runs(flow: &mut Flow<'_>, runs: &[Run]) {
    for run in runs {
        flow.run(&run.text, Face { bold: run.bold, verbatim: run.verbatim, ..Face::PLAIN });
    }
}
