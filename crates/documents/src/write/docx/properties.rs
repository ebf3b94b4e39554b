//! What the file says of itself and how it wants to be opened.

use super::names::{FONT, WORD};
use super::xml::Xml;
use crate::model::Document;

/// Title, author and day. The day is the document's: it says nothing of when or where the file was made.
pub(super) fn core(document: &Document) -> String {
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
            ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.element("dc:title", &[], |xml| xml.text(&document.title));
    xml.element("dc:creator", &[], |xml| xml.text(&document.agency));
    xml.element("cp:lastModifiedBy", &[], |xml| xml.text(&document.agency));
    let day = format!("{}T00:00:00Z", document.date);
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.element(name, &[("xsi:type", &"dcterms:W3CDTF")], |xml| xml.text(&day));
    }
    xml.element("dc:language", &[], |xml| xml.text("th-TH"));
    xml.finish()
}

/// The program that the file is for, in the words of the format.
pub(super) fn app() -> String {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", &namespace)]);
    xml.element("Application", &[], |xml| xml.text("prongsai"));
    xml.finish()
}

/// Settings. Fields are not renewed on opening, because that asks the officer a question about other files.
pub(super) fn settings() -> String {
    let mut xml = Xml::part();
    xml.open("w:settings", &[("xmlns:w", &WORD)]);
    xml.empty("w:zoom", &[("w:percent", &100)]);
    xml.value("w:defaultTabStop", 720);
    xml.value("w:characterSpacingControl", "doNotCompress");
    xml.element("w:compat", &[], |xml| {
        // Table edges stand at the margin, as in documents of the present editions.
        for (name, value) in [("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1)] {
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", &name),
                    ("w:uri", &"http://schemas.microsoft.com/office/word"),
                    ("w:val", &value),
                ],
            );
        }
    });
    xml.empty("w:themeFontLang", &[("w:val", &"en-US"), ("w:bidi", &"th-TH")]);
    xml.value("w:decimalSymbol", ".");
    xml.value("w:listSeparator", ",");
    xml.finish()
}

/// The typeface, with the older edition of it that serves where the newer is missing.
pub(super) fn fonts() -> String {
    let mut xml = Xml::part();
    xml.open("w:fonts", &[("xmlns:w", &WORD)]);
    xml.element("w:font", &[("w:name", &FONT)], |xml| {
        xml.value("w:altName", "TH SarabunPSK");
        xml.value("w:charset", "DE");
        xml.value("w:family", "swiss");
        xml.value("w:pitch", "variable");
    });
    xml.finish()
}
