//! Blocks as data for the templates.

use documents::model::{
    Align, Block, Cell, Chart, Content, Cover, Document, Figure, List, MemoHead, Opinion, ParagraphStyle,
    Row, Run, Signature, Table,
};
use documents::write::column_widths;
use serde_json::{Value, json};

use super::text::{Room, clean, lines, prepare};
use crate::fonts::Fonts;

/// Width of the number or dash before a step or a point, in tenths of a millimetre.
const MARKER: u32 = 70;

/// Padding above and below the text of a row, in tenths of a millimetre.
const ROW_INSET: u32 = 16;

/// Rows up to this height stand on one page, in tenths of a millimetre; upright pages with higher ones would have too
/// much left empty.
const WHOLE: u32 = 1500;

/// Signatures and opinions of more letters go over pages; those of a real office have some hundred.
const LONG: usize = 800;

/// Turns the blocks of a section into data.
pub(super) struct Blocks<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) document: &'a Document,
    /// Of the text area, in tenths of a millimetre.
    pub(super) width: u32,
    /// Height of the text area.
    pub(super) height: u32,
    /// Padding at each side of a cell.
    pub(super) inset: u32,
}

impl Blocks<'_> {
    /// `level` is the depth of the heading before; readers that listen must not meet a level without the one
    /// above it.
    pub(super) fn block(&self, block: &Block, level: &mut u8) -> Value {
        match block {
            Block::Cover(cover) => self.cover(cover),
            Block::Contents { heading } => {
                let named = has_words(self.fonts, heading);
                *level = (*level).max(u8::from(named));
                json!({ "block": "contents", "heading": named.then(|| self.text(heading)) })
            }
            // A heading that says nothing would be announced to those who listen, and archival PDF bounds the
            // strings that name one.
            Block::Heading { text, .. }
                if !has_words(self.fonts, text) || super::MOST_IN_PROPERTY < text.chars().count() =>
            {
                self.paragraph(ParagraphStyle::Flush, &[Run::bold(text.as_str())])
            }
            Block::Heading { level: wanted, text } => {
                *level = (*wanted).clamp(1, level.saturating_add(1));
                json!({ "block": "heading", "level": wanted, "structure": *level, "text": self.text(text) })
            }
            Block::Paragraph { style, runs } => self.paragraph(*style, runs),
            Block::List(List { ordered, items }) => {
                let items: Vec<Value> = items.iter().map(|runs| self.runs(runs, self.body_room())).collect();
                json!({ "block": "list", "ordered": ordered, "items": items })
            }
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::MemoHead(head) => self.memo_head(head),
            Block::Signature(signature) => self.signature(signature),
            Block::Opinion(opinion) => self.opinion(opinion),
            Block::PageBreak => json!({ "block": "page_break" }),
        }
    }

    fn body_room(&self) -> Room {
        Room { width: self.width, size: u32::from(self.document.page.text_size) }
    }

    fn text(&self, text: &str) -> Value {
        prepare(self.fonts, text, self.body_room())
    }

    fn texts(&self, texts: &[String], room: Room) -> Value {
        texts.iter().map(|text| prepare(self.fonts, text, room)).collect()
    }

    fn runs(&self, runs: &[Run], room: Room) -> Value {
        runs.iter()
            .map(|run| json!({ "text": prepare(self.fonts, &run.text, room), "bold": run.bold }))
            .collect()
    }

    fn paragraph(&self, style: ParagraphStyle, runs: &[Run]) -> Value {
        json!({ "block": "paragraph", "style": style, "runs": self.runs(runs, self.body_room()) })
    }

    fn cover(&self, cover: &Cover) -> Value {
        let room = Room { size: u32::from(self.document.page.text_size) + 24, ..self.body_room() };
        json!({
            "block": "cover",
            "title": self.texts(&cover.title, room),
            "foot": self.texts(&cover.foot, room),
            "emblem": cover.emblem,
        })
    }

    fn memo_head(&self, head: &MemoHead) -> Value {
        // Labels stand before the values, and two fields share a line.
        let room = Room { width: self.width * 35 / 100, ..self.body_room() };
        let field = |value: &Option<String>| value.as_ref().map(|text| prepare(self.fonts, text, room));
        json!({
            "block": "memo_head",
            "unit": field(&head.unit),
            "reference": field(&head.reference),
            "date": field(&head.date),
            "subject": field(&head.subject),
            "to": field(&head.to),
            "urgency": field(&head.urgency),
            "secrecy": field(&head.secrecy),
        })
    }

    fn signature(&self, signature: &Signature) -> Value {
        let room = Room { width: self.width * 45 / 100, ..self.body_room() };
        let field = |value: &Option<String>| value.as_ref().map(|text| prepare(self.fonts, text, room));
        json!({
            "block": "signature",
            "name": field(&signature.name),
            "position": self.texts(&signature.position, room),
            "date": field(&signature.date),
            "long": LONG < letters(signature.name.iter().chain(&signature.position)),
        })
    }

    fn opinion(&self, opinion: &Opinion) -> Value {
        let signature = &opinion.signature;
        let said =
            signature.name.iter().chain(&signature.position).chain(&opinion.text).chain([&opinion.heading]);
        json!({
            "block": "opinion",
            "long": LONG < letters(said),
            "heading": self.text(&opinion.heading),
            // It may stand beside the signature.
            "text": opinion.text.as_ref().map(|text| prepare(self.fonts, text, Room { width: self.width * 45 / 100, ..self.body_room() })),
            "signature": self.signature(&opinion.signature),
        })
    }

    fn chart(&self, chart: &Chart) -> Value {
        let room = Room { width: self.width / 3, size: u32::from(self.document.page.table_size) };
        let bar = |figure: &Figure| json!({ "at": figure.plain(), "shown": self.document.show(figure) });
        let groups: Vec<Value> = chart
            .groups
            .iter()
            .map(|group| {
                let values: Vec<Value> =
                    group.values.iter().map(|value| value.as_ref().map_or(Value::Null, bar)).collect();
                json!({ "label": prepare(self.fonts, &group.label, room), "values": values })
            })
            .collect();
        let line = chart
            .line
            .as_ref()
            .map(|line| json!({ "at": line.at.plain(), "label": prepare(self.fonts, &line.label, room) }));
        json!({
            "block": "chart",
            "title": self.text(&chart.title),
            "alternative": alternative(self.fonts, chart),
            "series": self.texts(&chart.series, room),
            "groups": groups,
            "line": line,
        })
    }

    fn table(&self, table: &Table) -> Value {
        let widths = column_widths(table, self.width, self.document.page.table_size);
        let (mut head, _) = self.rows(&widths, table, &table.head);
        let (mut body, merged) = self.rows(&widths, table, &table.body);
        let high = |rows: &[Laid]| rows.iter().map(|row| row.high).fold(0, u32::saturating_add);
        // Below a repeated head, a caption and the heading before it.
        let room = (self.height * 85 / 100).min(WHOLE).saturating_sub(high(&head));
        head.iter_mut().chain(&mut body).for_each(|row| row.whole = row.high <= room);
        let total = high(&head).saturating_add(high(&body)).saturating_add(merged);
        let last = 1 + trailing(table);
        let kept = body.get(body.len().saturating_sub(last)..).unwrap_or_default();
        let kept = if 1 < last && last <= body.len() && high(kept) <= room { last } else { 0 };
        json!({
            "block": "table",
            "caption": table.caption.as_ref().map(|text| self.text(text)),
            "columns": widths,
            "head": head.iter().map(Laid::value).collect::<Vec<_>>(),
            "body": body.iter().map(Laid::value).collect::<Vec<_>>(),
            // A small table is read in one piece.
            "whole": total <= self.height * 2 / 5,
            "kept": kept,
        })
    }

    /// Rows with the column of each cell worked out: cells covered from above are not in the row. Beside them the
    /// height of the highest cell over several rows, which no row tells.
    fn rows(&self, widths: &[u32], table: &Table, rows: &[Row]) -> (Vec<Laid>, u32) {
        let mut covered = vec![0_u16; table.columns.len()];
        let mut out: Vec<Laid> = Vec::new();
        let mut spans = Vec::new();
        let mut merged = 0;
        for row in rows {
            let mut at = 0;
            let mut cells = Vec::new();
            let mut high = 0;
            for cell in &row.cells {
                while covered.get(at).is_some_and(|rows| 0 < *rows) {
                    at += 1;
                }
                let end = (at + usize::from(cell.columns.max(1))).min(covered.len());
                let room = self.cell_room(widths, at, end);
                cells.push(self.cell(table, cell, room, (at, end)));
                let own = self.high(cell, room);
                let tallest = if cell.rows <= 1 { &mut high } else { &mut merged };
                *tallest = (*tallest).max(own);
                if 1 < cell.rows {
                    spans.push(Span {
                        row: out.len(),
                        cell: cells.len() - 1,
                        rows: cell.rows.into(),
                        high: own,
                    });
                }
                covered.iter_mut().take(end).skip(at).for_each(|rows| *rows = cell.rows.max(1));
                at = end;
            }
            covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            out.push(Laid { cells, strong: row.strong, high: high.saturating_add(ROW_INSET), whole: false });
        }
        keep_together(&mut out, &spans, self.height / 3);
        (out, merged)
    }

    /// The room in a cell from one column up to another.
    fn cell_room(&self, widths: &[u32], start: usize, end: usize) -> Room {
        let width: u32 = widths.iter().take(end).skip(start).sum();
        Room { width: width.saturating_sub(2 * self.inset), size: u32::from(self.document.page.table_size) }
    }

    /// About how high the text of a cell becomes, in tenths of a millimetre; rather too much than too little.
    fn high(&self, cell: &Cell, room: Room) -> u32 {
        let after_marker = Room { width: room.width.saturating_sub(MARKER), ..room };
        let (texts, room) = match &cell.content {
            Content::Empty | Content::Figure(_) => return room.size.saturating_mul(23) / 10,
            Content::Text(texts) | Content::Verbatim(texts) => (texts, room),
            Content::Steps(texts) | Content::Points(texts) => (texts, after_marker),
        };
        let count = texts.iter().map(|text| lines(self.fonts, text, room)).fold(0, u32::saturating_add);
        // A line is 1.3 of the size, which comes in half points.
        count.saturating_mul(room.size).saturating_mul(23) / 10
    }

    fn cell(&self, table: &Table, cell: &Cell, room: Room, (start, end): (usize, usize)) -> Value {
        let after_marker = Room { width: room.width.saturating_sub(MARKER), ..room };
        let (content, value) = match &cell.content {
            Content::Empty => ("empty", Value::Null),
            Content::Text(lines) => ("text", self.texts(lines, room)),
            Content::Steps(lines) => ("steps", self.texts(lines, after_marker)),
            Content::Points(lines) => ("points", self.texts(lines, after_marker)),
            Content::Verbatim(lines) => ("verbatim", self.texts(lines, room)),
            Content::Figure(figure) => ("figure", Value::String(self.document.show(figure))),
        };
        let align = cell.align.or_else(|| Some(table.columns.get(start)?.align)).unwrap_or(Align::Left);
        json!({
            "content": content,
            "value": value,
            "columns": end.saturating_sub(start).max(1),
            "rows": cell.rows.max(1),
            "kept": false,
            "align": align,
        })
    }
}

/// A row on its way to the templates.
struct Laid {
    cells: Vec<Value>,
    strong: bool,
    /// About how high it becomes, in tenths of a millimetre; rather too much than too little.
    high: u32,
    /// Whether it stands on one page.
    whole: bool,
}

/// A cell over several rows.
struct Span {
    row: usize,
    /// Its place in its row.
    cell: usize,
    rows: usize,
    /// Height of its text.
    high: u32,
}

/// Marks the cells over several rows that stand on one page with their rows. Cells that share rows are kept together
/// up to a height, so that no page is left nearly empty.
fn keep_together(rows: &mut [Laid], spans: &[Span], most: u32) {
    let mut group = (0, 0);
    for span in spans {
        let end = span.row + span.rows;
        let (start, stop) = if span.row < group.1 { (group.0, group.1.max(end)) } else { (span.row, end) };
        let spanned = rows.get(start..stop).unwrap_or_default();
        let high = spanned.iter().map(|row| row.high).fold(0, u32::saturating_add).max(span.high);
        if most < high {
            continue;
        }
        group = (start, stop);
        let cell = rows.get_mut(span.row).and_then(|row| row.cells.get_mut(span.cell));
        if let Some(Value::Object(cell)) = cell {
            cell.insert("kept".to_owned(), Value::Bool(true));
        }
    }
}

impl Laid {
    fn value(&self) -> Value {
        json!({ "cells": self.cells, "strong": self.strong, "whole": self.whole })
    }
}

fn letters<'t>(texts: impl Iterator<Item = &'t String>) -> usize {
    texts.map(|text| text.chars().count()).sum()
}

/// How many rows at the end of a table tell something of all above them: their first cell covers several columns.
fn trailing(table: &Table) -> usize {
    let tells = |row: &&Row| row.cells.first().is_some_and(|cell| 1 < cell.columns);
    table.body.iter().rev().take_while(tells).count()
}

/// Whether something is read where the text stands.
fn has_words(fonts: &Fonts, text: &str) -> bool {
    clean(fonts, text).chars().any(|c| fonts.has(c) && !c.is_whitespace())
}

/// What is said of a chart; a picture must not be silent.
fn alternative(fonts: &Fonts, chart: &Chart) -> String {
    let texts = [chart.alternative.as_str(), chart.title.as_str(), "แผนภูมิแท่ง"];
    let said = texts.into_iter().find(|text| has_words(fonts, text));
    clean(fonts, said.unwrap_or_default()).chars().take(super::MOST_IN_PROPERTY).collect()
}
