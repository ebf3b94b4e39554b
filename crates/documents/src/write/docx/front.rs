//! Covers and tables of contents.

use super::emblem::{self, Stand};
use super::flow::{Face, Flow, Format};
use super::length::twips;
use crate::model::{Block, Cover, Document};

/// Deepest level of a heading that the contents list.
const LISTED: u8 = 2;

/// Writes a title page: emblem and title from the top, the rest at its foot.
pub(super) fn cover(flow: &mut Flow<'_>, cover: &Cover) {
    let mut before = Some(twips(250));
    if cover.emblem {
        let height = flow.document.page.cover_emblem.into();
        flow.paragraph(&Format::style("CenteredText"), |flow| emblem::write(flow, height, Stand::InLine));
    }
    for (at, line) in cover.title.iter().enumerate() {
        let style = if at == 0 { "Title" } else { "Subtitle" };
        flow.line(&Format { before: before.take(), ..Format::style(style) }, line);
    }
    let foot = Format { foot: Some(flow.width), ..Format::style("CoverFoot") };
    for line in &cover.foot {
        flow.line(&foot, line);
    }
    // The foot hangs on the paragraph after it, which has to stand on the same page.
    flow.gap();
}

/// Name of the bookmark at the heading of this place among the listed ones.
pub(super) fn bookmark(place: u32) -> String {
    format!("_Toc{:09}", 200_000_000 + place)
}

/// Whether the contents list a heading.
pub(super) fn is_listed(level: u8) -> bool {
    level <= LISTED
}

/// Writes the contents as a field that is marked to be renewed when the file is opened. Until then its headings stand
/// there without page numbers, because only a page that was set knows its number.
pub(super) fn contents(flow: &mut Flow<'_>, heading: &str) {
    flow.xml.open("w:sdt", &[]);
    flow.xml.element("w:sdtPr", &[], |xml| {
        xml.element("w:docPartObj", &[], |xml| {
            xml.value("w:docPartGallery", "Table of Contents");
            xml.flag("w:docPartUnique", true);
        });
    });
    flow.xml.open("w:sdtContent", &[]);
    flow.line(&Format::style("ContentsHeading"), heading);
    let entries = listed(flow.document);
    // The style leads dots to the number; a line without a number has none.
    let mut opened = false;
    for (place, (level, text)) in (1..).zip(&entries) {
        let style = if *level == 1 { "TOC1" } else { "TOC2" };
        flow.paragraph(&Format::style(style), |flow| {
            if !std::mem::replace(&mut opened, true) {
                begin(flow);
            }
            flow.xml.open("w:hyperlink", &[("w:anchor", &bookmark(place)), ("w:history", &1)]);
            flow.run(text, Face::PLAIN);
            flow.xml.close();
        });
    }
    flow.paragraph(&Format::style("Gap"), |flow| {
        if !opened {
            begin(flow);
        }
        mark(flow, "end", false);
    });
    flow.xml.close();
    flow.xml.close();
    flow.leave_block();
}

/// The headings that the contents list, in order.
fn listed(document: &Document) -> Vec<(u8, &str)> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            Block::Heading { level, text } if is_listed(*level) => Some((*level, text.as_str())),
            _ => None,
        })
        .collect()
}

/// Begins the field, up to where its result stands.
fn begin(flow: &mut Flow<'_>) {
    mark(flow, "begin", true);
    flow.xml.element("w:r", &[], |xml| {
        xml.element("w:instrText", &[("xml:space", &"preserve")], |xml| {
            xml.text(" TOC \\o \"1-2\" \\h \\z ");
        });
    });
    mark(flow, "separate", false);
}

fn mark(flow: &mut Flow<'_>, kind: &'static str, renew: bool) {
    flow.xml.element("w:r", &[], |xml| {
        if renew {
            xml.empty("w:fldChar", &[("w:fldCharType", &kind), ("w:dirty", &"true")]);
        } else {
            xml.empty("w:fldChar", &[("w:fldCharType", &kind)]);
        }
    });
}
