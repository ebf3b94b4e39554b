//! Tables: real heads, spans, and a region of their own to scroll in when the screen is narrow.

use super::super::grid::placed;
use super::super::text::room;
use super::Page;
use super::escape::{attribute, held, text};
use crate::model::{Align, Cell, Column, Content, Row, Table};

/// Longest term held together in the head of a column.
const HELD: usize = 9;
/// A column of running text is readable from here, in places of a line.
const READABLE: usize = 12;
/// Width of the text of an upright sheet, in tenths of an em.
const SHEET: u64 = 440;
/// No figure claims more of the screen than this.
const MOST: usize = 22;

impl Page<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.tables += 1;
        let name = table.caption.as_deref().unwrap_or(&self.last_heading);
        let name = if name.is_empty() { &self.document.title } else { name };
        let need = need(table);
        let narrow: u64 = need.iter().sum();
        let mut markup = format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"ตาราง {}\">\n\
             <table style=\"--narrow: {}\">\n",
            attribute(name),
            ems(narrow)
        );
        if let Some(caption) = &table.caption {
            markup += &format!("<caption>{}</caption>\n", held(caption, 22));
        }
        markup += "<colgroup>";
        for (share, need) in shares(table, &need).into_iter().zip(&need) {
            markup += &format!(
                "<col style=\"width: {}.{:02}%; --need: {}\"/>",
                share / 100,
                share % 100,
                ems(*need)
            );
        }
        markup += "</colgroup>\n<thead>\n";
        markup += &self.rows(&table.head, &table.columns, true);
        markup += "</thead>\n<tbody>\n";
        markup += &self.rows(&table.body, &table.columns, false);
        markup += "</tbody>\n</table>\n</div>\n";
        self.push(&markup);
    }

    fn rows(&self, rows: &[Row], columns: &[Column], is_head: bool) -> String {
        let places = placed(rows);
        let mut markup = String::new();
        for (number, row) in rows.iter().enumerate() {
            markup += if row.strong && !is_head { "<tr class=\"strong\">" } else { "<tr>" };
            for at in places.iter().filter(|at| at.row == number) {
                let own = columns.get(at.column).map(|column| column.align).unwrap_or_default();
                let align = if is_head { Align::Center } else { own };
                let heads_row = row.strong && at.column == 0 && at.cell.content != Content::Empty;
                let spans = Spans { columns: at.columns, rows: at.rows };
                markup += &self.cell(at.cell, align, spans, (is_head, heads_row));
            }
            markup += "</tr>\n";
        }
        markup
    }

    fn cell(&self, cell: &Cell, align: Align, spans: Spans, (is_head, heads_row): (bool, bool)) -> String {
        let tag = if (is_head && cell.content != Content::Empty) || heads_row { "th" } else { "td" };
        let mut attributes = String::new();
        if tag == "th" {
            let scope = match (is_head, 1 < spans.columns) {
                (true, true) => "colgroup",
                (true, false) => "col",
                (false, _) => "row",
            };
            attributes += &format!(" scope=\"{scope}\"");
        }
        if 1 < spans.columns {
            attributes += &format!(" colspan=\"{}\"", spans.columns);
        }
        if 1 < spans.rows {
            attributes += &format!(" rowspan=\"{}\"", spans.rows);
        }
        let class = match cell.align.unwrap_or(align) {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        let figure = if matches!(cell.content, Content::Figure(_)) { " figure" } else { "" };
        format!("<{tag}{attributes} class=\"{class}{figure}\">{}</{tag}>", self.content(&cell.content))
    }

    fn content(&self, content: &Content) -> String {
        let is_verbatim = matches!(content, Content::Verbatim(_));
        let shown = |line: &String| if is_verbatim { text(line) } else { held(line, HELD) };
        let items = |lines: &[String]| -> String {
            lines.iter().map(|line| format!("<li>{}</li>", shown(line))).collect()
        };
        match content {
            Content::Empty => String::new(),
            Content::Text(lines) | Content::Verbatim(lines) => match lines.as_slice() {
                [only] => shown(only),
                several => several.iter().map(|line| format!("<p>{}</p>", shown(line))).collect(),
            },
            Content::Steps(steps) => {
                let class = if self.thai_digits() { " class=\"thai\"" } else { "" };
                format!("<ol{class}>{}</ol>", items(steps))
            }
            Content::Points(points) => format!("<ul>{}</ul>", items(points)),
            Content::Figure(figure) => self.document.show(figure),
        }
    }
}

#[derive(Clone, Copy)]
struct Spans {
    columns: usize,
    rows: usize,
}

/// Tenths of an em.
fn ems(tenths: u64) -> String {
    format!("{}.{}em", tenths / 10, tenths % 10)
}

/// The widths at which no head is cut within a word and no text becomes a ladder, in tenths of an em. A table
/// scrolls where the screen is narrower.
fn need(table: &Table) -> Vec<u64> {
    let mut need = vec![0_usize; table.columns.len()];
    let heads = placed(&table.head).into_iter().map(|at| (at, true));
    for (at, is_head) in heads.chain(placed(&table.body).into_iter().map(|at| (at, false))) {
        let places = match &at.cell.content {
            Content::Figure(figure) => room(&figure.to_string()).min(MOST),
            Content::Empty => 0,
            Content::Text(lines)
            | Content::Steps(lines)
            | Content::Points(lines)
            | Content::Verbatim(lines) => {
                let widest = |line: &String| {
                    if is_head { longest_piece(line).min(HELD + 1) } else { room(line).min(READABLE) }
                };
                lines.iter().map(widest).max().unwrap_or(0)
            }
        };
        if let (1, Some(most)) = (at.columns, need.get_mut(at.column)) {
            *most = (*most).max(places);
        }
    }
    // A place takes 0.6 em, the padding of a cell 1.1 em.
    need.iter().map(|places| u64::try_from(*places).unwrap_or(0) * 6 + 11).collect()
}

/// The columns' shares of the table in hundredths of a percent: those of the layout, except that no column gets less
/// than it needs on a sheet.
fn shares(table: &Table, need: &[u64]) -> Vec<u64> {
    let wanted: Vec<u64> = table.columns.iter().map(|column| u64::from(column.width.max(1))).collect();
    let sheet = need.iter().sum::<u64>().max(SHEET);
    let mut held = vec![false; wanted.len()];
    // Each round holds at least one more column to its need, or is the last.
    loop {
        let free = |at: &usize| !held.get(*at).copied().unwrap_or(true);
        let taken: u64 = need.iter().enumerate().filter(|(at, _)| !free(at)).map(|(_, need)| need).sum();
        let parts: u64 = wanted.iter().enumerate().filter(|(at, _)| free(at)).map(|(_, part)| part).sum();
        let room = sheet.saturating_sub(taken);
        let share = |part: u64| part * room / parts.max(1);
        let short = wanted.iter().zip(need).enumerate();
        let short: Vec<usize> =
            short.filter(|(at, (part, need))| free(at) && share(**part) < **need).map(|(at, _)| at).collect();
        if short.is_empty() {
            let widths = wanted.iter().zip(need).enumerate();
            let width =
                |(at, (part, need)): (usize, (&u64, &u64))| if free(&at) { share(*part) } else { *need };
            return widths.map(|of| width(of) * 10_000 / sheet).collect();
        }
        for at in short {
            if let Some(held) = held.get_mut(at) {
                *held = true;
            }
        }
    }
}

fn longest_piece(line: &str) -> usize {
    let mut ends = thai::words::breaks(line);
    ends.push(line.len());
    let mut from = 0;
    let pieces = ends.into_iter().map(|end| {
        let piece = line.get(from..end).unwrap_or_default();
        from = end;
        room(piece.trim_end())
    });
    pieces.max().unwrap_or(0)
}
