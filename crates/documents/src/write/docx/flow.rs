//! Paragraphs and runs, in the order that the format demands of their properties.

use super::names;
use super::numbering::Numbering;
use super::xml::Xml;
use crate::model::{Align, Document};

/// The body under construction, and what its parts need of each other.
#[derive(Debug)]
pub(super) struct Flow<'a> {
    pub(super) xml: Xml,
    /// The document in the digits that are read.
    pub(super) document: &'a Document,
    pub(super) numbering: Numbering,
    /// Width of the page or cell that is being filled, in twips.
    pub(super) width: u32,
    /// Height of the page's text area, in twips.
    pub(super) height: u32,
    /// Emblem in the package, with width and height in its own units.
    pub(super) emblem: Option<super::emblem::Placed>,
    /// Drawings and bookmarks so far; their numbers are unique in the document.
    pub(super) drawings: u32,
    pub(super) bookmarks: u32,
    /// Depth of tables around.
    depth: u32,
    /// Whether the next paragraph begins a page.
    page_break: bool,
    /// Where more properties of the last paragraph can be put, unless a table came after it.
    properties_end: Option<usize>,
}

/// Space below a table, in twips.
const BELOW_TABLE: u32 = 100;

/// A tab stop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tab {
    /// `left`, `center` or `right`.
    pub(super) kind: &'static str,
    /// Whether dots lead to it.
    pub(super) dots: bool,
    /// In twips, from the left.
    pub(super) at: u32,
}

/// The indents of a paragraph that begins with a number of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hanging {
    /// Indent of all lines but the first, and the tab behind the number.
    pub(super) left: u32,
    /// How far left of them the number begins.
    pub(super) by: u32,
}

/// A paragraph's own properties beside its style.
#[derive(Debug, Clone, Default)]
pub(super) struct Format {
    pub(super) style: &'static str,
    pub(super) keep_next: bool,
    /// Stands at the foot of the page, this wide.
    pub(super) foot: Option<u32>,
    /// Definition of a list.
    pub(super) list: Option<u32>,
    pub(super) rule_below: bool,
    pub(super) shade: Option<&'static str>,
    pub(super) tabs: Vec<Tab>,
    /// Space before, in twips.
    pub(super) before: Option<u32>,
    /// Indents from both sides, in twips.
    pub(super) indents: Option<(u32, u32)>,
    /// A first line that begins so far left of the others, which start at this indent; in twips.
    pub(super) hanging: Option<Hanging>,
    pub(super) align: Option<Align>,
}

impl Format {
    /// A paragraph in a style.
    pub(super) fn style(style: &'static str) -> Format {
        Format { style, ..Format::default() }
    }
}

/// How a run differs from its paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Face {
    pub(super) bold: bool,
    /// Addresses and names of files: no spelling is checked.
    pub(super) verbatim: bool,
    /// A style of characters.
    pub(super) style: Option<&'static str>,
    /// Half points.
    pub(super) size: Option<u16>,
    /// Six hexadecimal digits.
    pub(super) colour: Option<&'static str>,
    /// Behind the letters, six hexadecimal digits.
    pub(super) shade: Option<&'static str>,
}

impl Face {
    pub(super) const PLAIN: Face =
        Face { bold: false, verbatim: false, style: None, size: None, colour: None, shade: None };
}

impl<'a> Flow<'a> {
    pub(super) fn new(document: &'a Document, emblem: Option<super::emblem::Placed>) -> Flow<'a> {
        let mut xml = Xml::part();
        xml.open(
            "w:document",
            &[
                ("xmlns:w", &names::WORD),
                ("xmlns:r", &names::RELATIONS),
                ("xmlns:wp", &names::PLACED),
                ("xmlns:a", &names::DRAWING),
                ("xmlns:pic", &names::PICTURE),
                ("xmlns:mc", &names::CHOICE),
                ("xmlns:wps", &names::SHAPE),
            ],
        );
        xml.open("w:body", &[]);
        Flow {
            xml,
            document,
            numbering: Numbering::default(),
            width: 0,
            height: 0,
            emblem,
            drawings: 0,
            bookmarks: 0,
            depth: 0,
            page_break: false,
            properties_end: None,
        }
    }

    /// A paragraph with what `inside` writes.
    pub(super) fn paragraph(&mut self, format: &Format, inside: impl FnOnce(&mut Flow<'a>)) {
        let breaks = self.depth == 0 && std::mem::take(&mut self.page_break);
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        properties(&mut self.xml, format, breaks);
        if self.depth == 0 {
            // A framed paragraph must not end a section.
            self.properties_end = format.foot.is_none().then(|| self.xml.position());
        }
        self.xml.close();
        inside(self);
        self.xml.close();
    }

    /// A paragraph of plain text.
    pub(super) fn line(&mut self, format: &Format, text: &str) {
        self.paragraph(format, |flow| flow.run(text, Face::PLAIN));
    }

    /// A paragraph that is as good as invisible.
    pub(super) fn gap(&mut self) {
        self.paragraph(&Format::style("Gap"), |_| ());
    }

    /// A run. Line ends and tabs become what they are in this format.
    pub(super) fn run(&mut self, text: &str, face: Face) {
        if text.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        run_properties(&mut self.xml, face, text.chars().any(is_thai));
        run_text(&mut self.xml, text);
        self.xml.close();
    }

    /// A tab in a run of its own.
    pub(super) fn tab(&mut self) {
        self.run("\t", Face::PLAIN);
    }

    /// A table; paragraphs inside belong to its cells.
    pub(super) fn table(&mut self, inside: impl FnOnce(&mut Flow<'a>)) {
        if self.depth == 0 && self.page_break {
            self.gap();
        }
        self.xml.open("w:tbl", &[]);
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.xml.close();
        if self.depth == 0 {
            self.properties_end = None;
            // Two tables in a row would melt into one, and a section cannot end with a table.
            self.paragraph(&Format { before: Some(BELOW_TABLE), ..Format::style("Gap") }, |_| ());
        }
    }

    /// What was written last is no place for the properties of a section.
    pub(super) fn leave_block(&mut self) {
        self.properties_end = None;
    }

    /// The next paragraph or table begins a page.
    pub(super) fn break_page(&mut self) {
        self.page_break = true;
    }

    /// Ends a section: its properties go to its last paragraph.
    pub(super) fn end_section(&mut self, properties: Xml) {
        // What comes next begins a page by itself.
        self.page_break = false;
        if self.properties_end.is_none() {
            self.gap();
        }
        if let Some(position) = self.properties_end.take() {
            self.xml.insert(position, properties);
        }
    }

    /// Ends the last section: its properties close the body.
    pub(super) fn end_body(&mut self, properties: Xml) {
        let end = self.xml.position();
        self.xml.insert(end, properties);
    }

    /// The number of a new drawing.
    pub(super) fn next_drawing(&mut self) -> u32 {
        self.drawings += 1;
        self.drawings
    }
}

/// Writes the text of a run.
pub(super) fn run_text(xml: &mut Xml, text: &str) {
    let text = text.replace("\r\n", "\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let end = rest.find(['\t', '\n', '\r']).unwrap_or(rest.len());
        let (now, after) = rest.split_at(end);
        if !now.is_empty() {
            xml.element("w:t", &[("xml:space", &"preserve")], |xml| xml.text(now));
        }
        let mut characters = after.chars();
        match characters.next() {
            Some('\t') => xml.empty("w:tab", &[]),
            Some(_) => xml.empty("w:br", &[]),
            None => {}
        }
        rest = characters.as_str();
    }
}

/// Writes the properties of a run.
pub(super) fn run_properties(xml: &mut Xml, face: Face, thai: bool) {
    let Face { bold, verbatim, style, size, colour, shade } = face;
    let looks = [style, colour, shade].iter().any(Option::is_some) || size.is_some();
    if !(bold || verbatim || thai || looks) {
        return;
    }
    xml.element("w:rPr", &[], |xml| {
        if let Some(style) = style {
            xml.value("w:rStyle", style);
        }
        xml.flag("w:b", bold);
        xml.flag("w:bCs", bold);
        xml.flag("w:noProof", verbatim);
        if let Some(colour) = colour {
            xml.value("w:color", colour);
        }
        if let Some(size) = size {
            xml.value("w:sz", size);
            xml.value("w:szCs", size);
        }
        if let Some(shade) = shade {
            xml.empty("w:shd", &[("w:val", &"clear"), ("w:color", &"auto"), ("w:fill", &shade)]);
        }
        // The whole run, so that a code such as E๔ is not torn apart.
        xml.flag("w:cs", thai);
    });
}

fn is_thai(character: char) -> bool {
    ('\u{0e00}'..='\u{0e7f}').contains(&character)
}

fn properties(xml: &mut Xml, format: &Format, page_break: bool) {
    xml.value("w:pStyle", format.style);
    xml.flag("w:keepNext", format.keep_next);
    xml.flag("w:pageBreakBefore", page_break);
    if let Some(width) = format.foot {
        xml.empty(
            "w:framePr",
            &[
                ("w:w", &width),
                ("w:wrap", &"notBeside"),
                ("w:vAnchor", &"margin"),
                ("w:hAnchor", &"margin"),
                ("w:xAlign", &"center"),
                ("w:yAlign", &"bottom"),
            ],
        );
    }
    if let Some(list) = format.list {
        xml.element("w:numPr", &[], |xml| {
            xml.value("w:ilvl", 0);
            xml.value("w:numId", list);
        });
    }
    if format.rule_below {
        xml.element("w:pBdr", &[], |xml| {
            xml.empty(
                "w:bottom",
                &[("w:val", &"single"), ("w:sz", &6), ("w:space", &4), ("w:color", &"auto")],
            );
        });
    }
    if let Some(shade) = format.shade {
        xml.empty("w:shd", &[("w:val", &"clear"), ("w:color", &"auto"), ("w:fill", &shade)]);
    }
    if !format.tabs.is_empty() || format.hanging.is_some() {
        xml.element("w:tabs", &[], |xml| {
            if let Some(hanging) = format.hanging {
                xml.empty("w:tab", &[("w:val", &"left"), ("w:leader", &"none"), ("w:pos", &hanging.left)]);
            }
            for tab in &format.tabs {
                let leader = if tab.dots { "dot" } else { "none" };
                xml.empty("w:tab", &[("w:val", &tab.kind), ("w:leader", &leader), ("w:pos", &tab.at)]);
            }
        });
    }
    if let Some(before) = format.before {
        xml.empty("w:spacing", &[("w:before", &before)]);
    }
    if let Some((left, right)) = format.indents {
        xml.empty("w:ind", &[("w:left", &left), ("w:right", &right)]);
    }
    if let Some(Hanging { left, by }) = format.hanging {
        xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &by)]);
    }
    if let Some(align) = format.align {
        let align = match align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        };
        xml.value("w:jc", align);
    }
}

#[cfg(test)]
mod tests {
    use super::run_text;
    use crate::write::docx::xml::Xml;

    #[test]
    fn line_ends_and_tabs_are_elements() {
        let mut xml = Xml::fragment();
        run_text(&mut xml, "ก\r\nข\tค\n");
        let text = xml.finish().replace(" xml:space=\"preserve\"", "");
        assert_eq!(text, "<w:t>ก</w:t><w:br/><w:t>ข</w:t><w:tab/><w:t>ค</w:t><w:br/>");
    }
}
