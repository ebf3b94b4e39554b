//! From stored digits to the digits that are read.

use thai::DigitStyle;

use super::block::{Block, Run};
use super::chart::Chart;
use super::document::Document;
use super::memo::{MemoHead, Opinion, Signature};
use super::table::{Content, Table};

impl Document {
    /// The same document with every text in the document's digits, but for what is verbatim. Figures are left:
    /// writers show them by [`Document::show`] or as numbers.
    #[must_use]
    pub fn shown(&self) -> Document {
        let mut shown = self.clone();
        if self.digits == DigitStyle::Ascii {
            return shown;
        }
        let change = |text: &mut String| *text = thai::digits::to_thai(text);
        change(&mut shown.title);
        change(&mut shown.agency);
        for section in &mut shown.sections {
            section.running_head.iter_mut().for_each(change);
            section.blocks.iter_mut().for_each(|block| in_block(block, &change));
        }
        shown
    }

    /// As [`Document::shown`], with no-break spaces between what belongs together on a line: a number and its unit, a
    /// day and its month. For formats that are read as pages; cells of spreadsheets have no lines to break.
    #[must_use]
    pub fn printed(&self) -> Document {
        let mut printed = self.shown();
        let change = |text: &mut String| *text = thai::ties::tied(text);
        for section in &mut printed.sections {
            section.running_head.iter_mut().for_each(change);
            section.blocks.iter_mut().for_each(|block| in_block(block, &change));
        }
        printed
    }

    /// A figure (or any text with digits) in the document's digits.
    pub fn show(&self, value: &impl std::fmt::Display) -> String {
        match self.digits {
            DigitStyle::Ascii => value.to_string(),
            DigitStyle::Thai => thai::digits::to_thai(&value.to_string()),
        }
    }
}

fn in_block(block: &mut Block, change: &impl Fn(&mut String)) {
    match block {
        Block::Cover(cover) => cover.title.iter_mut().chain(&mut cover.foot).for_each(change),
        Block::Contents { heading: text } | Block::Heading { text, .. } => change(text),
        Block::Paragraph { runs, .. } => in_runs(runs, change),
        Block::List(list) => list.items.iter_mut().for_each(|runs| in_runs(runs, change)),
        Block::Table(table) => in_table(table, change),
        Block::Chart(chart) => in_chart(chart, change),
        Block::MemoHead(head) => in_head(head, change),
        Block::Signature(signature) => in_signature(signature, change),
        Block::Opinion(opinion) => in_opinion(opinion, change),
        Block::PageBreak => {}
    }
}

fn in_runs(runs: &mut [Run], change: &impl Fn(&mut String)) {
    runs.iter_mut().filter(|run| !run.verbatim).for_each(|run| change(&mut run.text));
}

fn in_table(table: &mut Table, change: &impl Fn(&mut String)) {
    table.caption.iter_mut().for_each(change);
    let rows = table.head.iter_mut().chain(&mut table.body);
    for cell in rows.flat_map(|row| &mut row.cells) {
        match &mut cell.content {
            Content::Text(lines) | Content::Steps(lines) | Content::Points(lines) => {
                lines.iter_mut().for_each(change);
            }
            Content::Empty | Content::Verbatim(_) | Content::Figure(_) => {}
        }
    }
}

fn in_chart(chart: &mut Chart, change: &impl Fn(&mut String)) {
    change(&mut chart.title);
    change(&mut chart.alternative);
    chart.series.iter_mut().for_each(change);
    chart.groups.iter_mut().for_each(|group| change(&mut group.label));
    chart.line.iter_mut().for_each(|line| change(&mut line.label));
}

fn in_head(head: &mut MemoHead, change: &impl Fn(&mut String)) {
    let MemoHead { unit, reference, date, subject, to, urgency, secrecy } = head;
    let fields = [unit, reference, date, subject, to, urgency, secrecy];
    fields.into_iter().flatten().for_each(change);
}

fn in_signature(signature: &mut Signature, change: &impl Fn(&mut String)) {
    let Signature { name, position, date } = signature;
    name.iter_mut().chain(position).chain(date).for_each(change);
}

fn in_opinion(opinion: &mut Opinion, change: &impl Fn(&mut String)) {
    change(&mut opinion.heading);
    opinion.text.iter_mut().for_each(change);
    in_signature(&mut opinion.signature, change);
}
