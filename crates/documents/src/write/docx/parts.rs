//! Which parts a document has, and how they hang together.

use super::flow::Flow;
use super::package::{Part, Relation, relations};
use super::section::Margins;
use super::{emblem, properties, styles};
use crate::emblem::{Emblem, EmblemFormat};
use crate::model::Document;
use crate::write::WriteOptions;

macro_rules! office {
    ($name:literal) => {
        concat!("application/vnd.openxmlformats-officedocument.wordprocessingml.", $name, "+xml")
    };
}
macro_rules! relation {
    ($name:literal) => {
        concat!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/", $name)
    };
}

/// All files of the package.
pub(super) fn all(
    document: &Document,
    options: &WriteOptions<'_>,
    flow: Flow<'_>,
    margins: &Margins,
) -> Vec<Part> {
    let mut links: Vec<Relation> = [
        ("rIdStyles", relation!("styles"), "styles.xml"),
        ("rIdSettings", relation!("settings"), "settings.xml"),
        ("rIdNumbering", relation!("numbering"), "numbering.xml"),
        ("rIdFonts", relation!("fontTable"), "fontTable.xml"),
    ]
    .map(|(id, kind, target)| (id.to_owned(), kind, target.to_owned()))
    .into();
    let numbering = flow.numbering.part(&document.page, document.digits);
    let mut parts = vec![
        Part::new("word/document.xml", office!("document.main"), flow.xml.finish()),
        Part::new("word/styles.xml", office!("styles"), styles::part(document)),
        Part::new("word/settings.xml", office!("settings"), properties::settings()),
        Part::new("word/numbering.xml", office!("numbering"), numbering),
        Part::new("word/fontTable.xml", office!("fontTable"), properties::fonts()),
    ];
    for (number, margin) in (1..).zip(margins.parts()) {
        let name = Margins::name(number, margin.head);
        let (kind, media_type) = if margin.head {
            (relation!("header"), office!("header"))
        } else {
            (relation!("footer"), office!("footer"))
        };
        links.push((Margins::relation(number), kind, name.clone()));
        parts.push(Part::new(format!("word/{name}"), media_type, margin.text.clone()));
    }
    if let Some(emblem) = options.emblem {
        pictures(emblem, &mut parts, &mut links);
    }
    parts.push(relations("word/_rels/document.xml.rels", &links));
    let core_type = "application/vnd.openxmlformats-package.core-properties+xml";
    parts.push(Part::new("docProps/core.xml", core_type, properties::core(document)));
    let app_type = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    parts.push(Part::new("docProps/app.xml", app_type, properties::app()));
    let core_kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    parts.push(relations(
        "_rels/.rels",
        &[
            ("rIdDocument".to_owned(), relation!("officeDocument"), "word/document.xml".to_owned()),
            ("rIdCore".to_owned(), core_kind, "docProps/core.xml".to_owned()),
            ("rIdApp".to_owned(), relation!("extended-properties"), "docProps/app.xml".to_owned()),
        ],
    ));
    parts
}

/// The picture. Readers without vector graphics get a blank one in the place of an SVG.
fn pictures(emblem: &Emblem, parts: &mut Vec<Part>, relations: &mut Vec<Relation>) {
    let name = format!("media/emblem.{}", emblem.format().extension());
    let mut picture = |name: &str, bytes: &[u8]| {
        parts.push(Part { path: format!("word/{name}"), media_type: None, bytes: bytes.to_owned() });
    };
    picture(&name, emblem.bytes());
    let shown = if emblem.format() == EmblemFormat::Svg {
        relations.push((emblem::VECTOR.to_owned(), relation!("image"), name));
        let blank = "media/blank.png";
        picture(blank, emblem::BLANK);
        blank.to_owned()
    } else {
        name
    };
    relations.push((emblem::PICTURE.to_owned(), relation!("image"), shown));
}
