//! The styles, so that an officer changes all headings or all tables at once.

use super::length::{Paper, twips};
use super::names::{FONT, WORD};
use super::xml::Xml;
use crate::model::{Document, PageSetup};

/// Red of the stamps of urgency and secrecy.
const RED: &str = "C00000";

/// A style of paragraphs.
struct Style {
    id: &'static str,
    name: &'static str,
    next: &'static str,
    /// Half points.
    size: u16,
    bold: bool,
    colour: Option<&'static str>,
    align: Option<&'static str>,
    /// Space before and after, in twips.
    space: (u32, u32),
    /// Exact height of a line, in twips.
    line: Option<u32>,
    /// Indent of the first line, in twips.
    first: u32,
    keep_next: bool,
    /// Level in the navigation, from 0.
    outline: Option<u8>,
    /// Whether a dotted leader runs to a tab at the right margin, as in a table of contents.
    leader: bool,
    /// Indent of all lines, in twips.
    left: u32,
}

impl Style {
    fn new(id: &'static str, name: &'static str, size: u16) -> Style {
        Style {
            id,
            name,
            next: id,
            size,
            bold: false,
            colour: None,
            align: None,
            space: (0, 0),
            line: None,
            first: 0,
            keep_next: false,
            outline: None,
            leader: false,
            left: 0,
        }
    }

    fn heading(id: &'static str, name: &'static str, size: u16, outline: u8) -> Style {
        let space = [(240, 120), (180, 60), (120, 40), (80, 20)];
        Style {
            bold: true,
            keep_next: true,
            outline: Some(outline),
            space: space.get(usize::from(outline)).copied().unwrap_or_default(),
            next: "BodyText",
            ..Style::new(id, name, size)
        }
    }
}

/// The part with all styles of a document.
pub(super) fn part(document: &Document) -> String {
    let mut xml = Xml::part();
    xml.open("w:styles", &[("xmlns:w", &WORD)]);
    defaults(&mut xml, document.page.text_size);
    xml.element("w:style", &[("w:type", &"paragraph"), ("w:default", &1), ("w:styleId", &"Normal")], |xml| {
        xml.value("w:name", "Normal");
        xml.flag("w:qFormat", true);
        characters(xml, document.page.text_size, false, None);
    });
    xml.element(
        "w:style",
        &[("w:type", &"character"), ("w:default", &1), ("w:styleId", &"DefaultParagraphFont")],
        |xml| xml.value("w:name", "Default Paragraph Font"),
    );
    for style in all(&document.page) {
        write(&mut xml, &style, Paper::portrait(document).text);
    }
    xml.element(
        "w:style",
        &[("w:type", &"character"), ("w:customStyle", &1), ("w:styleId", &"MemoLabel")],
        |xml| {
            xml.value("w:name", "Memo Label");
            characters(xml, document.page.memo_label_size, true, None);
        },
    );
    tables(&mut xml);
    xml.finish()
}

fn all(page: &PageSetup) -> Vec<Style> {
    let text = page.text_size;
    let small = text.saturating_sub(4).max(2);
    let full = Some("thaiDistribute");
    let centred = |id, name, size| Style { align: Some("center"), ..Style::new(id, name, size) };
    let list_entry =
        |id, name, left| Style { leader: true, left, space: (40, 0), ..Style::new(id, name, text) };
    vec![
        Style::heading("Heading1", "heading 1", text + 4, 0),
        Style::heading("Heading2", "heading 2", text + 2, 1),
        Style::heading("Heading3", "heading 3", text, 2),
        Style { left: twips(u32::from(page.indent) / 2), ..Style::heading("Heading4", "heading 4", text, 3) },
        Style { align: full, first: twips(page.indent.into()), ..Style::new("BodyText", "Body Text", text) },
        Style { align: full, ..Style::new("FlushText", "Flush Text", text) },
        centred("CenteredText", "Centered Text", text),
        Style { space: (60, 60), ..Style::new("NoteText", "Note Text", small) },
        Style { align: full, ..Style::new("ListParagraph", "List Paragraph", text) },
        Style { bold: true, keep_next: true, space: (120, 60), ..Style::new("Caption", "caption", text) },
        Style::new("TableText", "Table Text", page.table_size),
        Style { bold: true, ..centred("TableHead", "Table Head", page.table_size) },
        Style::new("Header", "header", small),
        Style::new("Footer", "footer", small),
        Style { bold: true, space: (0, 120), ..centred("ContentsHeading", "Contents Heading", text + 4) },
        list_entry("TOC1", "toc 1", 0),
        list_entry("TOC2", "toc 2", twips(70)),
        Style { bold: true, ..centred("Title", "Title", text + 24) },
        Style { bold: true, ..centred("Subtitle", "Subtitle", text + 10) },
        Style { bold: true, ..centred("CoverFoot", "Cover Foot", text + 6) },
        Style {
            bold: true,
            // 35 points for letters of 29, in proportion for others.
            line: Some((u32::from(page.memo_title_size) * 12).next_multiple_of(10)),
            ..centred("MemoTitle", "Memo Title", page.memo_title_size)
        },
        Style::new("MemoField", "Memo Field", text),
        Style { space: (120, 60), ..Style::new("MemoTo", "Memo To", text) },
        Style { bold: true, colour: Some(RED), ..centred("Stamp", "Stamp", text + 8) },
        centred("Signature", "Signature", text),
        Style { bold: true, keep_next: true, ..Style::new("OpinionHeading", "Opinion Heading", text) },
        Style {
            first: twips(u32::from(page.indent) * 2 / 5),
            ..Style::new("OpinionText", "Opinion Text", text)
        },
        Style { line: Some(220), ..Style::new("Bar", "Bar", 2) },
        // Between tables, and where a section needs a last paragraph: as good as invisible.
        Style { line: Some(20), ..Style::new("Gap", "Gap", 2) },
    ]
}

fn defaults(xml: &mut Xml, size: u16) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                fonts(xml);
                sizes(xml, size);
                xml.empty("w:lang", &[("w:val", &"en-US"), ("w:eastAsia", &"en-US"), ("w:bidi", &"th-TH")]);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                let spacing: [(&str, &dyn std::fmt::Display); 4] =
                    [("w:before", &0), ("w:after", &0), ("w:line", &240), ("w:lineRule", &"auto")];
                xml.empty("w:spacing", &spacing);
            });
        });
    });
}

fn write(xml: &mut Xml, style: &Style, width: u32) {
    let built_in = style.name.chars().next().is_some_and(char::is_lowercase)
        || ["Body Text", "List Paragraph", "Title", "Subtitle", "Signature"].contains(&style.name);
    let id: (&'static str, &dyn std::fmt::Display) = ("w:styleId", &style.id);
    if built_in {
        xml.open("w:style", &[("w:type", &"paragraph"), id]);
    } else {
        xml.open("w:style", &[("w:type", &"paragraph"), ("w:customStyle", &1), id]);
    }
    xml.value("w:name", style.name);
    xml.value("w:basedOn", "Normal");
    if style.next != style.id {
        xml.value("w:next", style.next);
    }
    if style.leader {
        xml.value("w:uiPriority", 39);
    }
    xml.flag("w:qFormat", true);
    xml.element("w:pPr", &[], |xml| {
        xml.flag("w:keepNext", style.keep_next);
        xml.flag("w:keepLines", style.keep_next);
        if style.leader {
            xml.element("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", &"right"), ("w:leader", &"dot"), ("w:pos", &width)]);
            });
        }
        let (before, after) = style.space;
        let (line, rule) = style.line.map_or((240, "auto"), |line| (line, "exact"));
        xml.empty(
            "w:spacing",
            &[("w:before", &before), ("w:after", &after), ("w:line", &line), ("w:lineRule", &rule)],
        );
        if style.first > 0 || style.left > 0 {
            xml.empty("w:ind", &[("w:left", &style.left), ("w:firstLine", &style.first)]);
        }
        if let Some(align) = style.align {
            xml.value("w:jc", align);
        }
        if let Some(level) = style.outline {
            xml.value("w:outlineLvl", level);
        }
    });
    characters(xml, style.size, style.bold, style.colour);
    xml.close();
}

/// The look of letters: each property once for Latin and once for complex scripts, which is what Thai is.
fn characters(xml: &mut Xml, size: u16, bold: bool, colour: Option<&str>) {
    xml.element("w:rPr", &[], |xml| {
        fonts(xml);
        xml.flag("w:b", bold);
        xml.flag("w:bCs", bold);
        if let Some(colour) = colour {
            xml.value("w:color", colour);
        }
        sizes(xml, size);
        xml.empty("w:lang", &[("w:val", &"en-US"), ("w:bidi", &"th-TH")]);
    });
}

fn fonts(xml: &mut Xml) {
    xml.empty("w:rFonts", &[("w:ascii", &FONT), ("w:hAnsi", &FONT), ("w:eastAsia", &FONT), ("w:cs", &FONT)]);
}

fn sizes(xml: &mut Xml, size: u16) {
    xml.value("w:sz", size);
    xml.value("w:szCs", size);
}

fn tables(xml: &mut Xml) {
    xml.element(
        "w:style",
        &[("w:type", &"table"), ("w:default", &1), ("w:styleId", &"TableNormal")],
        |xml| {
            xml.value("w:name", "Normal Table");
            xml.element("w:tblPr", &[], |xml| {
                xml.empty("w:tblInd", &[("w:w", &0), ("w:type", &"dxa")]);
            });
        },
    );
    xml.element("w:style", &[("w:type", &"table"), ("w:styleId", &"TableGrid")], |xml| {
        xml.value("w:name", "Table Grid");
        xml.value("w:basedOn", "TableNormal");
        xml.element("w:tblPr", &[], |xml| super::table::borders(xml, "single", true));
    });
}

#[cfg(test)]
mod tests {
    use super::all;
    use crate::model::PageSetup;

    #[test]
    fn styles_have_ids_of_their_own() {
        let mut ids: Vec<_> = all(&PageSetup::default()).iter().map(|style| style.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
