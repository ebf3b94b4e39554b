//! The mark ร่าง that lies across the pages of a draft: a drawing, so that it is no text to be copied or heard.

use std::fmt::Write as _;

use typst::text::FontInstance;

/// Between a letter and the tone mark over it, in units of the font.
const GAP: i32 = 70;

/// The letters of the word with where each stands, as SVG.
pub(crate) fn mark(bold: &FontInstance) -> String {
    let face = bold.ttf();
    let mut pen = Pen::default();
    let mut x: i32 = 0;
    let mut top = None;
    // The tone mark has no width and hangs to the left, over the letter before.
    for c in "ร่าง".chars() {
        let Some(glyph) = face.glyph_index(c) else { continue };
        let bounds = face.glyph_bounding_box(glyph);
        // Fonts draw tone marks high, for a vowel to fit below; here none does.
        let lowered = match (thai::script::is_mark(c), top, bounds) {
            (true, Some(top), Some(bounds)) => top + GAP - i32::from(bounds.y_min),
            _ => 0,
        };
        let _ = write!(pen.path, "<path transform=\"translate({x} {lowered})\" d=\"");
        face.outline_glyph(glyph, &mut pen);
        top = bounds.map(|bounds| i32::from(bounds.y_max));
        pen.path.push_str("\"/>");
        x += i32::from(face.glyph_hor_advance(glyph).unwrap_or_default());
    }
    let (rise, fall) = (i32::from(face.ascender()), i32::from(face.descender()));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {x} {height}\">\
         <g fill=\"#f0f0f0\" transform=\"translate(0 {rise}) scale(1 -1)\">{paths}</g></svg>",
        x = x.max(1),
        height = (rise - fall).max(1),
        paths = pen.path,
    )
}

/// Writes the outline of a glyph as path data.
#[derive(Default)]
struct Pen {
    path: String,
}

impl ttf_parser::OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.path, "M{x} {y}");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.path, "L{x} {y}");
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let _ = write!(self.path, "Q{x1} {y1} {x} {y}");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let _ = write!(self.path, "C{x1} {y1} {x2} {y2} {x} {y}");
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}
