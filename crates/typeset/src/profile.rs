//! How large a font must be set to look like TH Sarabun New.

use typst::text::FontInstance;

/// The family that is part of the program.
pub(crate) const BUILT_IN: &str = "Sarabun";

/// Thousandths of the em that the letter ก is high in TH Sarabun New.
const KO_KAI: u32 = 400;

/// Families by name, with the size that looks like 1000 of TH Sarabun New. Sarabun and Laksaman are the same
/// drawing on another scale.
const KNOWN: [(&str, u32); 6] = [
    ("TH Sarabun New", 1000),
    ("TH SarabunPSK", 1000),
    ("TH Sarabun PSK", 1000),
    ("TH SarabunIT\u{E59}", 1000),
    ("Laksaman", 665),
    (BUILT_IN, 651),
];

/// A family and its size. Lines are as high as those of TH Sarabun New whatever the font, so a document breaks
/// into the same pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontProfile {
    /// Name of the family.
    pub name: String,
    /// Size of type that looks like TH Sarabun New at 1000.
    pub scale: u32,
    /// Height of a line in hundredths of the nominal size.
    pub leading: u32,
}

/// The scale of a family that is known by name.
pub(crate) fn known(name: &str) -> Option<u32> {
    KNOWN.iter().find(|(family, _)| family.eq_ignore_ascii_case(name)).map(|(_, scale)| *scale)
}

/// The profile of a family; one not known by name is scaled until its ก is as high.
pub(crate) fn of(name: &str, face: &FontInstance) -> FontProfile {
    let measured = || {
        let glyph = face.ttf().glyph_index('ก')?;
        let height = u32::from(face.ttf().glyph_bounding_box(glyph)?.y_max.unsigned_abs());
        (KO_KAI * u32::from(face.ttf().units_per_em())).checked_div(height)
    };
    // A drawing that is far off is set as it comes, within what can be read.
    let scale = known(name).or_else(measured).unwrap_or(1000).clamp(400, 1500);
    FontProfile { name: name.to_owned(), scale, leading: 130 }
}
