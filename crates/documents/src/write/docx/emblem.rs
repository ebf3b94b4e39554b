//! The emblem, or the empty place for it, in its exact size.

use super::flow::Flow;
use super::length::emu;
use super::names;
use super::xml::Xml;
use crate::emblem::{Emblem, EmblemFormat};

/// Relationship of the picture that is shown.
pub(super) const PICTURE: &str = "rIdEmblem";
/// Relationship of the vector graphics that newer readers show in its place.
pub(super) const VECTOR: &str = "rIdEmblemVector";

/// What readers without vector graphics show for an SVG: one transparent pixel.
pub(super) const BLANK: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0,
    1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 11, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x60, 0,
    2, 0, 0, 5, 0, 1, 0x7a, 0x5e, 0xab, 0x3f, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

/// The picture in the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pixels: (u32, u32),
    vector: bool,
}

impl Placed {
    pub(super) fn of(emblem: &Emblem) -> Placed {
        Placed { pixels: emblem.pixels(), vector: emblem.format() == EmblemFormat::Svg }
    }

    /// Width of the picture at a height, in any unit.
    fn width(self, height: u32) -> u32 {
        let (width, of) = self.pixels;
        let scaled = u64::from(height) * u64::from(width) / u64::from(of.max(1));
        // A banner stays on the page.
        u32::try_from(scaled).unwrap_or(u32::MAX).clamp(1, height.saturating_mul(4).max(1))
    }
}

/// Where a drawing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// In its line, like a letter.
    InLine,
    /// At the left margin, this far below the paper's upper edge, in tenths of a millimetre.
    Left(u32),
}

/// Writes a run with the emblem, `height` tenths of a millimetre high. Without a picture a dashed frame keeps its
/// place.
pub(super) fn write(flow: &mut Flow<'_>, height: u32, stand: Stand) {
    let id = flow.next_drawing();
    let tall = emu(height);
    let wide = flow.emblem.map_or(tall, |placed| placed.width(tall));
    let placed = flow.emblem;
    let xml = &mut flow.xml;
    xml.open("w:r", &[]);
    if placed.is_some() {
        drawing(xml, id, (wide, tall), stand, |xml| picture(xml, id, (wide, tall), placed));
    } else {
        xml.element("mc:AlternateContent", &[], |xml| {
            xml.element("mc:Choice", &[("Requires", &"wps")], |xml| {
                drawing(xml, id, (wide, tall), stand, |xml| slot(xml, (wide, tall)));
            });
        });
    }
    xml.close();
}

fn drawing(xml: &mut Xml, id: u32, size: (u32, u32), stand: Stand, graphic: impl FnOnce(&mut Xml)) {
    xml.open("w:drawing", &[]);
    match stand {
        Stand::InLine => xml.open("wp:inline", &[("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)]),
        Stand::Left(below) => {
            xml.open(
                "wp:anchor",
                &[
                    ("distT", &0),
                    ("distB", &0),
                    ("distL", &0),
                    ("distR", &0),
                    ("simplePos", &0),
                    ("relativeHeight", &id),
                    ("behindDoc", &1),
                    ("locked", &0),
                    ("layoutInCell", &1),
                    ("allowOverlap", &1),
                ],
            );
            xml.empty("wp:simplePos", &[("x", &0), ("y", &0)]);
            xml.element("wp:positionH", &[("relativeFrom", &"margin")], |xml| offset(xml, 0));
            xml.element("wp:positionV", &[("relativeFrom", &"page")], |xml| offset(xml, emu(below)));
        }
    }
    xml.empty("wp:extent", &[("cx", &size.0), ("cy", &size.1)]);
    xml.empty("wp:effectExtent", &[("l", &0), ("t", &0), ("r", &0), ("b", &0)]);
    if stand != Stand::InLine {
        xml.empty("wp:wrapNone", &[]);
    }
    xml.empty("wp:docPr", &[("id", &id), ("name", &format_args!("Emblem {id}")), ("descr", &"ตราสัญลักษณ์")]);
    xml.empty("wp:cNvGraphicFramePr", &[]);
    xml.open("a:graphic", &[]);
    graphic(xml);
    xml.close();
    xml.close();
    xml.close();
}

fn offset(xml: &mut Xml, by: u32) {
    xml.element("wp:posOffset", &[], |xml| xml.text(&by.to_string()));
}

fn picture(xml: &mut Xml, id: u32, size: (u32, u32), placed: Option<Placed>) {
    let vector = placed.is_some_and(|placed| placed.vector);
    xml.element("a:graphicData", &[("uri", &names::PICTURE)], |xml| {
        xml.open("pic:pic", &[]);
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", &[("id", &id), ("name", &"Emblem")]);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.element("a:blip", &[("r:embed", &PICTURE)], |xml| {
                if vector {
                    xml.open("a:extLst", &[]);
                    xml.open("a:ext", &[("uri", &"{96DAC541-7B7A-43D3-8B79-37D633B846F1}")]);
                    xml.empty(
                        "asvg:svgBlip",
                        &[
                            ("xmlns:asvg", &"http://schemas.microsoft.com/office/drawing/2016/SVG/main"),
                            ("r:embed", &VECTOR),
                        ],
                    );
                    xml.close();
                    xml.close();
                }
            });
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| shape(xml, size));
        xml.close();
    });
}

fn slot(xml: &mut Xml, size: (u32, u32)) {
    xml.element("a:graphicData", &[("uri", &names::SHAPE)], |xml| {
        xml.element("wps:wsp", &[], |xml| {
            xml.empty("wps:cNvSpPr", &[]);
            xml.element("wps:spPr", &[], |xml| {
                shape(xml, size);
                xml.empty("a:noFill", &[]);
                xml.element("a:ln", &[("w", &6350)], |xml| {
                    xml.element("a:solidFill", &[], |xml| xml.empty("a:srgbClr", &[("val", &"7F7F7F")]));
                    xml.empty("a:prstDash", &[("val", &"dash")]);
                });
            });
            xml.empty("wps:bodyPr", &[]);
        });
    });
}

fn shape(xml: &mut Xml, size: (u32, u32)) {
    xml.element("a:xfrm", &[], |xml| {
        xml.empty("a:off", &[("x", &0), ("y", &0)]);
        xml.empty("a:ext", &[("cx", &size.0), ("cy", &size.1)]);
    });
    xml.element("a:prstGeom", &[("prst", &"rect")], |xml| xml.empty("a:avLst", &[]));
}
