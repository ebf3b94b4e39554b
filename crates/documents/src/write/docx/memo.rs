//! The head of a memo, places to sign, and opinions up the chain.

use super::emblem::{self, Stand};
use super::flow::{Face, Flow, Format, Tab};
use super::length::twips;
use super::table::{self, Frame, Look};
use crate::model::{Align, MemoHead, Opinion, Signature};
use crate::write::text::room;

/// Height of the emblem's upper edge on the paper, in tenths of a millimetre.
const EMBLEM_BELOW: u32 = 150;
/// Space to sign in, in twips.
const TO_SIGN: u32 = 480;
/// The same in a box, where the page has to hold several.
const TO_SIGN_IN_BOX: u32 = 160;
/// Letters of an opinion that stand beside its signature; a longer one has the width of the page.
const BESIDE: usize = 110;
/// Dots to sign on, and where a name will be written.
const DOTS: &str = "..................................................";

/// Writes the head of a memo.
pub(super) fn head(flow: &mut Flow<'_>, head: &MemoHead) {
    let page = flow.document.page;
    let width = flow.width;
    title(flow, head.urgency.as_deref());
    let right = Tab { kind: "right", dots: true, at: width };
    let middle = Tab { kind: "left", dots: true, at: width / 2 };
    let field = Format { tabs: vec![right], ..Format::style("MemoField") };
    flow.paragraph(&field, |flow| labelled(flow, "ส่วนราชการ", head.unit.as_deref()));
    let two = Format { tabs: vec![middle, right], ..field.clone() };
    flow.paragraph(&two, |flow| {
        labelled(flow, "ที่", head.reference.as_deref());
        labelled(flow, "วันที่", head.date.as_deref());
    });
    let last = Format { rule_below: page.memo_rule, ..field };
    flow.paragraph(&last, |flow| labelled(flow, "เรื่อง", head.subject.as_deref()));
    let to = Format { tabs: vec![right], ..Format::style("MemoTo") };
    flow.paragraph(&to, |flow| {
        flow.run("เรียน  ", Face::PLAIN);
        match head.to.as_deref() {
            Some(to) => flow.run(to, Face::PLAIN),
            None => flow.tab(),
        }
    });
}

/// The word บันทึกข้อความ in the middle, the emblem at the left, a stamp of urgency between them.
fn title(flow: &mut Flow<'_>, urgency: Option<&str>) {
    let page = flow.document.page;
    let height = u32::from(page.memo_emblem);
    let middle = Tab { kind: "center", dots: false, at: flow.width / 2 };
    let beside = twips(height + 30);
    let format = match urgency {
        Some(_) => Format {
            tabs: vec![middle],
            indents: Some((beside, 0)),
            align: Some(Align::Left),
            ..Format::style("MemoTitle")
        },
        None => Format::style("MemoTitle"),
    };
    flow.paragraph(&format, |flow| {
        emblem::write(flow, height, Stand::Left(EMBLEM_BELOW));
        if let Some(urgency) = urgency {
            let size = page.text_size + 8;
            flow.run(urgency, Face { size: Some(size), colour: Some("C00000"), bold: true, ..Face::PLAIN });
            flow.tab();
        }
        flow.run("บันทึกข้อความ", Face::PLAIN);
    });
}

/// A label, its value, and dots to the next tab.
fn labelled(flow: &mut Flow<'_>, label: &str, value: Option<&str>) {
    flow.run(label, Face { style: Some("MemoLabel"), ..Face::PLAIN });
    flow.run("  ", Face::PLAIN);
    flow.run(value.unwrap_or_default(), Face::PLAIN);
    flow.tab();
}

/// Writes a place to sign in the right half.
pub(super) fn signature(flow: &mut Flow<'_>, signature: &Signature) {
    signed(flow, signature, flow.width / 2, TO_SIGN);
}

/// The lines to sign on, so far from the left.
fn signed(flow: &mut Flow<'_>, signature: &Signature, left: u32, space: u32) {
    let name = signature.name.as_deref().unwrap_or(DOTS);
    let mut lines = vec![DOTS.to_owned(), format!("({name})")];
    lines.extend(signature.position.iter().cloned());
    lines.extend(signature.date.iter().cloned());
    let count = lines.len();
    for (at, line) in lines.iter().enumerate() {
        let format = Format {
            indents: Some((left, 0)),
            before: (at == 0).then_some(space),
            keep_next: at + 1 < count,
            ..Format::style("Signature")
        };
        flow.line(&format, line);
    }
}

/// Writes the framed opinion of one office: what it says, and beside or below it the place to sign.
pub(super) fn opinion(flow: &mut Flow<'_>, opinion: &Opinion) {
    let page = flow.width;
    let padding = twips(20);
    let beside = opinion.text.as_deref().is_none_or(|said| room(said) <= BESIDE);
    let widths = if beside { vec![page / 2, page - page / 2] } else { vec![page] };
    flow.paragraph(&Format { before: Some(40), ..Format::style("Gap") }, |_| ());
    flow.table(|flow| {
        let look = Look { border: "single", inside: false, padding, ..Look::default() };
        table::open(&mut flow.xml, &widths, look);
        row(flow, &[(page, widths.len())], |flow, _| {
            flow.line(&Format::style("OpinionHeading"), &opinion.heading);
        });
        let cells: Vec<(u32, usize)> = widths.iter().map(|width| (*width, 1)).collect();
        row(flow, &cells, |flow, at| {
            flow.width = flow.width.saturating_sub(2 * padding);
            if at == 0 {
                said(flow, opinion);
            }
            if at + 1 == cells.len() {
                let left = if beside { 0 } else { flow.width / 2 };
                signed(flow, &opinion.signature, left, TO_SIGN_IN_BOX);
            }
        });
    });
    flow.width = page;
}

/// A row that stays on one page, of cells with their widths and the columns that they cover.
fn row<'a>(flow: &mut Flow<'a>, cells: &[(u32, usize)], inside: impl Fn(&mut Flow<'a>, usize)) {
    flow.xml.open("w:tr", &[]);
    flow.xml.element("w:trPr", &[], |xml| xml.flag("w:cantSplit", true));
    for (at, &(width, span)) in cells.iter().enumerate() {
        flow.xml.open("w:tc", &[]);
        table::frame(&mut flow.xml, Frame { span, width, ..Frame::default() });
        flow.width = width;
        inside(flow, at);
        flow.xml.close();
    }
    flow.xml.close();
}

/// What the office says, or dots to write it on.
fn said(flow: &mut Flow<'_>, opinion: &Opinion) {
    let text = Format { keep_next: true, ..Format::style("OpinionText") };
    if let Some(said) = &opinion.text {
        return flow.line(&text, said);
    }
    let right = Tab { kind: "right", dots: true, at: flow.width };
    let dotted = Format { tabs: vec![right], ..Format::style("FlushText") };
    for _ in 0..2 {
        flow.paragraph(&dotted, Flow::tab);
    }
}
