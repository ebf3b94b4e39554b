//! Tables with fixed columns, heads that come back on each page, and merged cells.

use super::flow::{Face, Flow, Format};
use super::length::{divide, twips};
use super::numbering::{self, Numbering, Place};
use super::xml::Xml;
use crate::model::{Align, Cell, Content, Row, Table};
use crate::write::column_widths;
use crate::write::grid::placed;
use crate::write::text::room;

/// Space between a cell's border and its text, left and right, in twips.
const PADDING: u32 = 85;
/// Grey behind heads.
const HEAD: &str = "D9D9D9";
/// Grey behind rows that stand out.
const STRONG: &str = "F2F2F2";
/// Rows up to this height stand on one page, in tenths of a millimetre.
const WHOLE: u32 = 1500;
/// Height of a line in twips for each half point of the letters' size, as in the faces that stand in for a missing one:
/// a row held together that is higher than the page would be cut off.
const LINE: u32 = 17;

/// Writes a table with its caption.
pub(super) fn write(flow: &mut Flow<'_>, table: &Table) {
    if let Some(caption) = &table.caption {
        flow.line(&Format::style("Caption"), caption);
    }
    // Lengths of a page fit; the cast is there for the type alone.
    let wanted = column_widths(table, flow.width * 254 / 1440, flow.document.page.table_size);
    let shares: Vec<u16> = wanted.iter().map(|width| u16::try_from(*width).unwrap_or(u16::MAX)).collect();
    let widths = divide(flow.width, &shares);
    if widths.is_empty() {
        return;
    }
    let page = flow.width;
    flow.table(|flow| {
        open(&mut flow.xml, &widths, Look { border: "single", padding: PADDING, ..Look::default() });
        let (head, body) = (heights(flow, &widths, &table.head), heights(flow, &widths, &table.body));
        let high = |rows: &[u32]| rows.iter().copied().fold(0, u32::saturating_add);
        let whole = high(&head).saturating_add(high(&body)) <= flow.height * 2 / 5;
        let room = (flow.height * 85 / 100).min(twips(WHOLE)).saturating_sub(high(&head));
        let first_kept = if whole { 0 } else { table.body.len().saturating_sub(1 + trailing(table)) };
        let keep = |at: usize| Keep {
            whole: body.get(at).is_none_or(|high| *high <= room),
            next: first_kept <= at && at + 1 < table.body.len(),
        };
        rows(flow, table, &widths, &table.head, &|_| Keep { whole: true, next: true });
        rows(flow, table, &widths, &table.body, &keep);
    });
    flow.width = page;
}

/// The look of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    /// Kind of all its borders: `single`, `nil`.
    pub(super) border: &'static str,
    /// Whether lines stand between cells too.
    pub(super) inside: bool,
    /// Space left and right of the text of cells, in twips.
    pub(super) padding: u32,
    /// What it shows, for those who do not see it.
    pub(super) alternative: Option<&'a str>,
}

impl Default for Look<'_> {
    fn default() -> Self {
        Look { border: "nil", inside: true, padding: 0, alternative: None }
    }
}

/// Writes the properties and columns of a table.
pub(super) fn open(xml: &mut Xml, widths: &[u32], look: Look<'_>) {
    let total: u32 = widths.iter().sum();
    xml.element("w:tblPr", &[], |xml| {
        if look.border != "nil" {
            xml.value("w:tblStyle", "TableGrid");
        }
        xml.empty("w:tblW", &[("w:w", &total), ("w:type", &"dxa")]);
        xml.empty("w:tblInd", &[("w:w", &0), ("w:type", &"dxa")]);
        borders(xml, look.border, look.inside);
        xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
        xml.element("w:tblCellMar", &[], |xml| {
            // Letters with marks below would touch the border.
            let high = look.padding / 2;
            for (side, width) in
                [("w:top", high), ("w:left", look.padding), ("w:bottom", high), ("w:right", look.padding)]
            {
                xml.empty(side, &[("w:w", &width), ("w:type", &"dxa")]);
            }
        });
        if let Some(alternative) = look.alternative {
            xml.value("w:tblDescription", alternative);
        }
    });
    xml.element("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", width)]);
        }
    });
}

/// Writes borders of one kind all around and inside.
pub(super) fn borders(xml: &mut Xml, kind: &'static str, between: bool) {
    xml.element("w:tblBorders", &[], |xml| {
        for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            let kind = if side.starts_with("w:inside") && !between { "nil" } else { kind };
            xml.empty(side, &[("w:val", &kind), ("w:sz", &4), ("w:space", &0), ("w:color", &"auto")]);
        }
    });
}

/// A cell's properties.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Frame {
    /// Columns covered.
    pub(super) span: usize,
    /// Width in twips.
    pub(super) width: u32,
    /// Begins (`true`) or goes on (`false`) with a cell over several rows.
    pub(super) merge: Option<bool>,
    /// A dashed line at its right side.
    pub(super) line_right: bool,
    /// Colour behind.
    pub(super) shade: Option<&'static str>,
    /// Stands in the middle of its height.
    pub(super) middle: bool,
}

/// Writes the properties of a cell that has just been opened.
pub(super) fn frame(xml: &mut Xml, frame: Frame) {
    xml.element("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &frame.width), ("w:type", &"dxa")]);
        if frame.span > 1 {
            xml.value("w:gridSpan", frame.span);
        }
        match frame.merge {
            Some(true) => xml.value("w:vMerge", "restart"),
            Some(false) => xml.value("w:vMerge", "continue"),
            None => {}
        }
        if frame.line_right {
            xml.element("w:tcBorders", &[], |xml| {
                xml.empty(
                    "w:right",
                    &[("w:val", &"dashed"), ("w:sz", &8), ("w:space", &0), ("w:color", &"C00000")],
                );
            });
        }
        if let Some(shade) = frame.shade {
            xml.empty("w:shd", &[("w:val", &"clear"), ("w:color", &"auto"), ("w:fill", &shade)]);
        }
        if frame.middle {
            xml.value("w:vAlign", "center");
        }
    });
}

/// A cell that covers rows below its own.
#[derive(Debug, Clone, Copy)]
struct Above {
    column: usize,
    span: usize,
    rows: u16,
}

/// What a row stays together with.
#[derive(Debug, Clone, Copy)]
struct Keep {
    /// It stands on one page.
    whole: bool,
    /// It stands on the page of the row below it.
    next: bool,
}

fn rows(flow: &mut Flow<'_>, table: &Table, widths: &[u32], rows: &[Row], keep: &dyn Fn(usize) -> Keep) {
    let head = std::ptr::eq(rows, table.head.as_slice());
    let mut above: Vec<Above> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let keep = keep(at);
        flow.xml.open("w:tr", &[]);
        flow.xml.open("w:trPr", &[]);
        flow.xml.flag("w:cantSplit", keep.whole);
        flow.xml.flag("w:tblHeader", head);
        flow.xml.close();
        let mut below = Vec::new();
        let mut cells = row.cells.iter();
        let mut column = 0;
        while column < widths.len() {
            if let Some(covered) = above.iter().find(|covered| covered.column == column).copied() {
                let shade = shade(head, row);
                cell(
                    flow,
                    widths,
                    column,
                    Frame { span: covered.span, merge: Some(false), shade, ..Frame::default() },
                    |flow| {
                        flow.line(&Format { keep_next: keep.next, ..Format::style("TableText") }, "");
                    },
                );
                if covered.rows > 1 {
                    below.push(Above { rows: covered.rows - 1, ..covered });
                }
                column += covered.span;
                continue;
            }
            let free = above.iter().map(|covered| covered.column).filter(|&start| start > column).min();
            let free = free.unwrap_or(widths.len()) - column;
            let next = cells.next();
            let span = next.map_or(1, |next| usize::from(next.columns)).clamp(1, free.max(1));
            let down = next.map_or(1, |next| next.rows);
            let own = Frame {
                span,
                merge: (down > 1).then_some(true),
                shade: shade(head, row),
                middle: head,
                ..Frame::default()
            };
            let align = next.and_then(|next| next.align).or_else(|| {
                let of_column = table.columns.get(column).map(|column| column.align);
                if head { Some(Align::Center) } else { of_column }
            });
            cell(flow, widths, column, own, |flow| {
                let content = next.map_or(&Content::Empty, |next| &next.content);
                fill(flow, content, Setting { align, strong: row.strong, head, keep_next: keep.next });
            });
            if down > 1 {
                below.push(Above { column, span, rows: down - 1 });
            }
            column += span;
        }
        flow.xml.close();
        above = below;
    }
}

fn shade(head: bool, row: &Row) -> Option<&'static str> {
    if head { Some(HEAD) } else { row.strong.then_some(STRONG) }
}

fn cell<'a>(
    flow: &mut Flow<'a>,
    widths: &[u32],
    column: usize,
    own: Frame,
    inside: impl FnOnce(&mut Flow<'a>),
) {
    let width = widths.iter().skip(column).take(own.span).sum();
    flow.xml.open("w:tc", &[]);
    frame(&mut flow.xml, Frame { width, ..own });
    inside(flow);
    flow.xml.close();
}

/// How the paragraphs of a cell are set.
#[derive(Debug, Clone, Copy)]
struct Setting {
    align: Option<Align>,
    strong: bool,
    head: bool,
    keep_next: bool,
}

fn fill(flow: &mut Flow<'_>, content: &Content, setting: Setting) {
    let format = Format {
        style: if setting.head { "TableHead" } else { "TableText" },
        keep_next: setting.keep_next,
        align: setting.align.filter(|&align| setting.head || align != Align::Left),
        ..Format::default()
    };
    let face = Face { bold: setting.strong && !setting.head, ..Face::PLAIN };
    match content {
        Content::Empty => lines(flow, &[], &format, face),
        Content::Text(texts) => lines(flow, texts, &format, face),
        Content::Verbatim(texts) => lines(flow, texts, &format, Face { verbatim: true, ..face }),
        Content::Steps(texts) => {
            if texts.is_empty() {
                return lines(flow, texts, &format, face);
            }
            let (format, written) = numbering::numbered(flow, Place::Cell, &format);
            for (number, text) in (1_usize..).zip(texts) {
                flow.paragraph(&format, |flow| {
                    numbering::number(flow, written, number);
                    flow.run(text, face);
                });
            }
        }
        Content::Points(texts) => {
            let list = (!texts.is_empty()).then(|| Numbering::dashes(Place::Cell));
            lines(flow, texts, &Format { list, ..format }, face);
        }
        Content::Figure(figure) => lines(flow, &[flow.document.show(figure)], &format, face),
    }
}

fn lines(flow: &mut Flow<'_>, texts: &[String], format: &Format, face: Face) {
    if texts.is_empty() {
        // A cell ends with a paragraph, always.
        flow.line(format, "");
    }
    for text in texts {
        flow.paragraph(format, |flow| flow.run(text, face));
    }
}

/// How many rows at the end tell something of all above them: their first cell covers several columns.
fn trailing(table: &Table) -> usize {
    let tells = |row: &&Row| row.cells.first().is_some_and(|cell| 1 < cell.columns);
    table.body.iter().rev().take_while(tells).count()
}

/// About how high rows become, in twips, by a guess at the width of letters; cells over several rows count nowhere.
fn heights(flow: &Flow<'_>, widths: &[u32], rows: &[Row]) -> Vec<u32> {
    let size = u32::from(flow.document.page.table_size).max(1);
    // Half the size is what a letter takes at most.
    let letter = size * 5;
    let mut lines = vec![1_u32; rows.len()];
    for at in placed(rows).into_iter().filter(|at| at.rows == 1) {
        let width: u32 = widths.iter().skip(at.column).take(at.columns).sum();
        let in_line = (width.saturating_sub(2 * PADDING) / letter).max(1);
        if let Some(most) = lines.get_mut(at.row) {
            *most = (*most).max(lines_of(at.cell, in_line));
        }
    }
    lines.into_iter().map(|lines| lines.saturating_mul(size * LINE).saturating_add(PADDING)).collect()
}

/// Lines that a cell takes where so many letters stand on one.
fn lines_of(cell: &Cell, in_line: u32) -> u32 {
    let texts = match &cell.content {
        Content::Empty | Content::Figure(_) => return 1,
        Content::Text(texts) | Content::Steps(texts) | Content::Points(texts) | Content::Verbatim(texts) => {
            texts
        }
    };
    let needed =
        texts.iter().map(|text| u32::try_from(room(text)).unwrap_or(u32::MAX).div_ceil(in_line).max(1));
    needed.fold(0, u32::saturating_add)
}
