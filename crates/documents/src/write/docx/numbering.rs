//! Numbered and dashed lists.

use thai::DigitStyle;

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

/// Name of the number format of these digits.
pub(super) fn number_format(digits: DigitStyle) -> &'static str {
    match digits {
        DigitStyle::Thai => "thaiNumbers",
        DigitStyle::Ascii => "decimal",
    }
}

fn define(xml: &mut Xml, id: u32, place: Place, page: &PageSetup, format: &'static str, text: &'static str) {
    let hanging = match place {
        Place::Text => twips(70),
        // Cells are narrow; a two-figure number still fits.
        Place::Cell => twips(u32::from(page.table_size) * 2),
    };
    let left = match place {
        Place::Text => twips(page.indent.into()) + hanging,
        Place::Cell => hanging,
    };
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
