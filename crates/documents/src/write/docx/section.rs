//! Sections: paper, page numbers, and what stands at the head and foot of each page.

use super::flow::{Face, run_properties, run_text};
use super::length::{Paper, twips};
use super::names;
use super::numbering::number_format;
use super::xml::Xml;
use crate::model::{Block, Document, Section};

/// Distance of heads and feet from the edge of the paper, in tenths of a millimetre.
const EDGE: u32 = 125;
/// The mark of a document that reports what is not recorded yet.
const DRAFT: &str = "ร่าง";

/// Heads and feet of the whole document; equal ones are one part.
#[derive(Debug, Default)]
pub(super) struct Margins {
    parts: Vec<Margin>,
}

/// A head or a foot.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Margin {
    /// Whether it is a head.
    pub(super) head: bool,
    /// The part's text.
    pub(super) text: String,
}

impl Margins {
    /// The parts, from number 1.
    pub(super) fn parts(&self) -> &[Margin] {
        &self.parts
    }

    /// Name of the part of this number, without folder: `header1.xml`.
    pub(super) fn name(number: usize, head: bool) -> String {
        format!("{}{number}.xml", if head { "header" } else { "footer" })
    }

    /// The relationship to the part of this number.
    pub(super) fn relation(number: usize) -> String {
        format!("rIdMargin{number}")
    }

    fn relation_to(&mut self, margin: Margin) -> String {
        let found = self.parts.iter().position(|part| *part == margin);
        let at = found.unwrap_or_else(|| {
            self.parts.push(margin);
            self.parts.len() - 1
        });
        Margins::relation(at + 1)
    }
}

/// The properties of a section, for its last paragraph or the end of the body.
pub(super) fn properties(document: &Document, section: &Section, first: bool, margins: &mut Margins) -> Xml {
    let page = &document.page;
    let paper = Paper::of(page, section.orientation);
    let secrecy = section.blocks.iter().find_map(|block| match block {
        Block::MemoHead(head) => head.secrecy.as_deref(),
        _ => None,
    });
    let head = |running: Option<&str>| Margin {
        head: true,
        text: head_part(document, section, Stamps { running, secrecy }, paper),
    };
    let running = section.running_head.as_deref();
    // Each section names all of its heads and feet: what it leaves out it would inherit from the one before.
    let every = margins.relation_to(head(running));
    let opening = running.map(|_| margins.relation_to(head(None)));
    let foot = margins.relation_to(Margin { head: false, text: foot_part(secrecy) });

    let mut xml = Xml::fragment();
    xml.open("w:sectPr", &[]);
    xml.empty("w:headerReference", &[("w:type", &"default"), ("r:id", &every)]);
    if let Some(opening) = &opening {
        xml.empty("w:headerReference", &[("w:type", &"first"), ("r:id", opening)]);
    }
    xml.empty("w:footerReference", &[("w:type", &"default"), ("r:id", &foot)]);
    if opening.is_some() {
        xml.empty("w:footerReference", &[("w:type", &"first"), ("r:id", &foot)]);
    }
    xml.value("w:type", "nextPage");
    let lies = if paper.width > paper.height { "landscape" } else { "portrait" };
    xml.empty("w:pgSz", &[("w:w", &paper.width), ("w:h", &paper.height), ("w:orient", &lies)]);
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &twips(page.top.into())),
            ("w:right", &twips(page.right.into())),
            ("w:bottom", &twips(page.bottom.into())),
            ("w:left", &twips(page.left.into())),
            ("w:header", &twips(EDGE)),
            ("w:footer", &twips(EDGE)),
            ("w:gutter", &0),
        ],
    );
    let format = number_format(document.digits);
    if section.numbered && first {
        xml.empty("w:pgNumType", &[("w:fmt", &format), ("w:start", &1)]);
    } else {
        xml.empty("w:pgNumType", &[("w:fmt", &format)]);
    }
    xml.empty("w:cols", &[("w:space", &720)]);
    xml.flag("w:titlePg", opening.is_some());
    xml
}

/// What is printed over a page.
#[derive(Clone, Copy)]
struct Stamps<'a> {
    running: Option<&'a str>,
    secrecy: Option<&'a str>,
}

fn head_part(document: &Document, section: &Section, stamps: Stamps<'_>, paper: Paper) -> String {
    let mut xml = open("w:hdr");
    if let Some(secrecy) = stamps.secrecy {
        stamp(&mut xml, secrecy);
    }
    xml.open("w:p", &[]);
    xml.element("w:pPr", &[], |xml| {
        xml.value("w:pStyle", "Header");
        xml.element("w:tabs", &[], |xml| {
            xml.empty("w:tab", &[("w:val", &"right"), ("w:pos", &paper.text)]);
        });
    });
    // The word stands in letters too: the one across the page is a drawing, which no search finds.
    if document.draft {
        if stamps.running.is_none() && !section.numbered {
            // The left corner is the emblem's on a memo.
            run(&mut xml, "\t", Face::PLAIN);
        }
        run(&mut xml, DRAFT, Face { bold: true, ..Face::PLAIN });
    }
    if let Some(running) = stamps.running {
        if document.draft {
            run(&mut xml, " · ", Face::PLAIN);
        }
        run(&mut xml, running, Face::PLAIN);
    }
    if section.numbered {
        run(&mut xml, "\t", Face::PLAIN);
        let thai = number_format(document.digits) == "thaiNumbers";
        // The section's format says how it is shown. LibreOffice 7.4 takes Thai numbers for Arabic there, but the
        // switch of the field that names Thai digits it takes for Thai letters, which is worse.
        xml.element("w:fldSimple", &[("w:instr", &" PAGE ")], |xml| {
            xml.open("w:r", &[]);
            run_properties(xml, Face::PLAIN, thai);
            run_text(xml, &document.show(&1));
            xml.close();
        });
    }
    if document.draft {
        watermark(&mut xml);
    }
    xml.close();
    xml.finish()
}

fn foot_part(secrecy: Option<&str>) -> String {
    let mut xml = open("w:ftr");
    match secrecy {
        Some(secrecy) => stamp(&mut xml, secrecy),
        None => xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", "Footer"));
        }),
    }
    xml.finish()
}

fn open(root: &'static str) -> Xml {
    let mut xml = Xml::part();
    xml.open(
        root,
        &[
            ("xmlns:w", &names::WORD),
            ("xmlns:r", &names::RELATIONS),
            ("xmlns:v", &names::VML),
            ("xmlns:o", &names::OFFICE),
        ],
    );
    xml
}

fn stamp(xml: &mut Xml, text: &str) {
    xml.open("w:p", &[]);
    xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", "Stamp"));
    run(xml, text, Face::PLAIN);
    xml.close();
}

fn run(xml: &mut Xml, text: &str, face: Face) {
    xml.open("w:r", &[]);
    run_properties(xml, face, true);
    run_text(xml, text);
    xml.close();
}

/// The mark of a draft across the page, behind the text. Only the older drawing language knows such words.
fn watermark(xml: &mut Xml) {
    xml.open("w:r", &[]);
    xml.open("w:pict", &[]);
    xml.element(
        "v:shapetype",
        &[
            ("id", &"_x0000_t136"),
            ("coordsize", &"21600,21600"),
            ("o:spt", &"136"),
            ("adj", &"10800"),
            ("path", &"m@7,l@8,m@5,21600l@6,21600e"),
        ],
        |xml| {
            xml.element("v:formulas", &[], |xml| {
                for formula in [
                    "sum #0 0 10800",
                    "prod #0 2 1",
                    "sum 21600 0 @1",
                    "sum 0 0 @2",
                    "sum 21600 0 @3",
                    "if @0 @3 0",
                    "if @0 21600 @1",
                    "if @0 0 @2",
                    "if @0 @4 21600",
                    "mid @5 @6",
                    "mid @8 @5",
                    "mid @7 @8",
                    "mid @6 @7",
                    "sum @6 0 @5",
                ] {
                    xml.empty("v:f", &[("eqn", &formula)]);
                }
            });
            xml.empty(
                "v:path",
                &[
                    ("textpathok", &"t"),
                    ("o:connecttype", &"custom"),
                    ("o:connectlocs", &"@9,0;@10,10800;@11,21600;@12,10800"),
                    ("o:connectangles", &"270,180,90,0"),
                ],
            );
            xml.empty("v:textpath", &[("on", &"t"), ("fitshape", &"t")]);
        },
    );
    let place = "position:absolute;margin-left:0;margin-top:0;width:260pt;height:150pt;rotation:315;\
        z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
        mso-position-vertical:center;mso-position-vertical-relative:margin";
    xml.element(
        "v:shape",
        &[
            ("id", &"PowerPlusWaterMarkObject1"),
            ("o:spid", &"_x0000_s2049"),
            ("type", &"#_x0000_t136"),
            ("alt", &DRAFT),
            ("style", &place),
            ("o:allowincell", &"f"),
            ("fillcolor", &"silver"),
            ("stroked", &"f"),
        ],
        |xml| {
            xml.empty("v:fill", &[("opacity", &".35")]);
            let font = format!("font-family:\"{}\";font-size:1pt", names::FONT);
            xml.empty("v:textpath", &[("style", &font), ("string", &DRAFT)]);
        },
    );
    xml.close();
    xml.close();
}
