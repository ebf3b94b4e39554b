//! Numbered and dashed lists.

use thai::DigitStyle;

use super::flow::{Face, Flow, Format, Hanging};
use super::length::twips;
use super::names::{FONT, WORD};
use super::xml::Xml;
use crate::model::PageSetup;

/// Where a list stands: it decides how far it is indented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the running text.
    Text,
    /// In a cell of a table.
    Cell,
}

const PLACES: [Place; 2] = [Place::Text, Place::Cell];

/// Lists without order share two definitions; the numbered ones come after them.
const DASHES: u32 = 2;

/// The numbered lists of a document. Each counts from 1 by its own definition.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    ordered: Vec<Place>,
}

impl Numbering {
    /// The definition of a new numbered list.
    pub(super) fn ordered(&mut self, place: Place) -> u32 {
        self.ordered.push(place);
        DASHES + u32::try_from(self.ordered.len()).unwrap_or(u32::MAX - DASHES)
    }

    /// The definition of lists with dashes.
    pub(super) fn dashes(place: Place) -> u32 {
        1 + place as u32
    }

    /// The part that defines them.
    pub(super) fn part(&self, page: &PageSetup, digits: DigitStyle) -> String {
        let mut xml = Xml::part();
        xml.open("w:numbering", &[("xmlns:w", &WORD)]);
        for place in PLACES {
            define(&mut xml, place as u32, place, page, "bullet", "-");
        }
        let format = number_format(digits);
        for place in PLACES {
            define(&mut xml, DASHES + place as u32, place, page, format, "%1.");
        }
        for place in PLACES {
            let id = Numbering::dashes(place);
            xml.element("w:num", &[("w:numId", &id)], |xml| xml.value("w:abstractNumId", place as u32));
        }
        for (id, &place) in (DASHES + 1..).zip(&self.ordered) {
            xml.element("w:num", &[("w:numId", &id)], |xml| {
                xml.value("w:abstractNumId", DASHES + place as u32);
                xml.element("w:lvlOverride", &[("w:ilvl", &0)], |xml| xml.value("w:startOverride", 1));
            });
        }
        xml.finish()
    }
}

/// Numbers written into the text of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written;

/// How the entries of a new numbered list begin. Thai numerals are written into the text: the format knows them, but
/// LibreOffice shows ASCII digits in their place.
pub(super) fn numbered(flow: &mut Flow<'_>, place: Place, format: &Format) -> (Format, Option<Written>) {
    match flow.document.digits {
        DigitStyle::Ascii => (Format { list: Some(flow.numbering.ordered(place)), ..format.clone() }, None),
        DigitStyle::Thai => {
            let (left, by) = indents(place, &flow.document.page);
            (Format { hanging: Some(Hanging { left, by }), ..format.clone() }, Some(Written))
        }
    }
}

/// Writes the number of an entry where it stands in the text.
pub(super) fn number(flow: &mut Flow<'_>, written: Option<Written>, number: usize) {
    if written.is_some() {
        let number = flow.document.show(&number);
        flow.run(&format!("{number}.\t"), Face::PLAIN);
    }
}

/// Indent of the text of a list's entries, and how far before it their numbers begin; in twips.
fn indents(place: Place, page: &PageSetup) -> (u32, u32) {
    match place {
        Place::Text => (twips(page.indent.into()) + twips(70), twips(70)),
        // Cells are narrow; a two-figure number still fits.
        Place::Cell => (twips(u32::from(page.table_size) * 2), twips(u32::from(page.table_size) * 2)),
    }
}

/// Name of the number format of these digits.
pub(super) fn number_format(digits: DigitStyle) -> &'static str {
    match digits {
        DigitStyle::Thai => "thaiNumbers",
        DigitStyle::Ascii => "decimal",
    }
}

fn define(xml: &mut Xml, id: u32, place: Place, page: &PageSetup, format: &'static str, text: &'static str) {
    let (left, hanging) = indents(place, page);
    xml.element("w:abstractNum", &[("w:abstractNumId", &id)], |xml| {
        // Constant, so that lists pasted from one document into another keep their own definition.
        xml.value("w:nsid", format_args!("5A17{id:04X}"));
        xml.value("w:multiLevelType", "singleLevel");
        xml.element("w:lvl", &[("w:ilvl", &0)], |xml| {
            xml.value("w:start", 1);
            xml.value("w:numFmt", format);
            xml.value("w:lvlText", text);
            xml.value("w:lvlJc", "left");
            xml.element("w:pPr", &[], |xml| {
                xml.element("w:tabs", &[], |xml| {
                    xml.empty("w:tab", &[("w:val", &"num"), ("w:pos", &left)]);
                });
                xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
            });
            xml.element("w:rPr", &[], |xml| {
                xml.empty(
                    "w:rFonts",
                    &[("w:ascii", &FONT), ("w:hAnsi", &FONT), ("w:eastAsia", &FONT), ("w:cs", &FONT)],
                );
                xml.flag("w:cs", true);
            });
        });
    });
}
