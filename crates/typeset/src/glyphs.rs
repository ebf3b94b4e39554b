//! Gives every glyph of the finished pages the character that it draws.
//!
//! The typesetter knows of a Thai syllable which glyphs it has, but not which glyph is which character, and it
//! breaks a line of text in pieces wherever a mark stands higher than others, each piece with the whole syllable
//! as its text. Written like this, a syllable comes out of the PDF two times, or its marks come out as letters.
//! So the pieces are put together again, and the characters of a syllable are dealt to its glyphs one by one:
//! shaping draws a glyph for each, with ำ as a ring and an า. The marks for line breaks are dropped on the way.

use typst::foundations::Smart;
use typst::layout::{Abs, Em, Frame, FrameItem, GroupItem, Point};
use typst::model::Document as _;
use typst::text::{FontInstance, Glyph, Lang, Locale, Region, TextItem};
use typst::utils::Numeric as _;
use typst_layout::{Page, PagedDocument};

use crate::data::text::{BREAK, JOINER};

const RING: char = '\u{E4D}';
const AA: char = '\u{E32}';
const AM: char = '\u{E33}';

/// The same pages with their text spelled out, in Thai.
pub(crate) fn spelled(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages().iter().map(|page| Page { frame: frame(&page.frame), ..page.clone() });
    let mut info = document.info().clone();
    info.locale = Smart::Custom(Locale::new(Lang::THAI, region()));
    PagedDocument::new(pages.collect(), info)
}

fn region() -> Option<Region> {
    "TH".parse().ok()
}

fn frame(from: &Frame) -> Frame {
    let mut to = Frame::new(from.size(), from.kind());
    if from.has_baseline() {
        to.set_baseline(from.baseline());
    }
    let mut line: Option<Line> = None;
    for (at, item) in from.items() {
        if let FrameItem::Text(text) = item {
            match &mut line {
                Some(line) if line.continues(*at, text) => line.push(*at, text),
                _ => {
                    finish(&mut to, &mut line);
                    line = Some(Line::new(*at, text));
                }
            }
            continue;
        }
        finish(&mut to, &mut line);
        let item = match item {
            FrameItem::Group(group) => {
                FrameItem::Group(GroupItem { frame: frame(&group.frame), ..group.clone() })
            }
            other => other.clone(),
        };
        to.push(*at, item);
    }
    finish(&mut to, &mut line);
    to
}

fn finish(frame: &mut Frame, line: &mut Option<Line>) {
    if let Some(line) = line.take() {
        let at = line.at;
        let item = line.spelled();
        if !item.glyphs.is_empty() {
            frame.push(at, FrameItem::Text(item));
        }
    }
}

/// Pieces of text that stand on one line, one behind the other.
struct Line {
    at: Point,
    end: Abs,
    item: TextItem,
    /// The glyphs, each with the text of its syllable; glyphs of one syllable have the same place in the source.
    glyphs: Vec<(Glyph, String)>,
}

impl Line {
    fn new(at: Point, item: &TextItem) -> Line {
        let mut line =
            Line { at, end: at.x, item: TextItem { glyphs: Vec::new(), ..item.clone() }, glyphs: Vec::new() };
        line.push(at, item);
        line
    }

    /// Whether a piece goes on where this line ends, in the same type.
    fn continues(&self, at: Point, item: &TextItem) -> bool {
        let near = Abs::pt(0.01);
        let own = &self.item;
        (at.x - self.end).abs() < near
            && (at.y - self.at.y).abs() < own.size
            && own.size == item.size
            && own.font == item.font
            && own.fill == item.fill
            && own.stroke == item.stroke
            // Offsets into the text of an item are 16 bits wide.
            && self.glyphs.len() < 8000
    }

    fn push(&mut self, at: Point, item: &TextItem) {
        // Up is positive for glyphs, down for pages.
        let rise = Em::from_abs(self.at.y - at.y, item.size);
        for glyph in &item.glyphs {
            let text = item.text.get(glyph.range()).unwrap_or_default().to_owned();
            self.glyphs.push((Glyph { y_offset: glyph.y_offset + rise, ..glyph.clone() }, text));
        }
        self.end = at.x + item.width();
    }

    /// The line as one item in which every glyph has a text of its own.
    fn spelled(self) -> TextItem {
        let mut text = String::new();
        let mut glyphs: Vec<Glyph> = Vec::new();
        let mut rest = self.glyphs.as_slice();
        while let Some((first, syllable)) = rest.first() {
            let size =
                rest.iter().take_while(|(glyph, text)| glyph.span == first.span && text == syllable).count();
            let (own, others) = rest.split_at(size);
            rest = others;
            if syllable.chars().all(is_break) {
                continue;
            }
            for (glyph, own) in dealt(&drawn(syllable), own, &self.item.font) {
                let start = text.len();
                text.extend(own);
                glyphs.push(Glyph { range: bound(start)..bound(text.len()), ..glyph.clone() });
            }
        }
        TextItem { text: text.into(), glyphs, lang: Lang::THAI, region: region(), ..self.item }
    }
}

/// Deals the characters of a syllable to its glyphs. A glyph that the font has for a character gets that one;
/// those of other shapes get the others in order, the last all that are left: two marks can be one glyph. A glyph
/// too many, a dotted ring for instance, gets none. Marks come out in the order of writing, which some fonts turn
/// round to place them.
fn dealt<'a>(
    characters: &[char],
    glyphs: &'a [(Glyph, String)],
    font: &FontInstance,
) -> Vec<(&'a Glyph, Vec<char>)> {
    if let ([only], _) = (glyphs, characters) {
        return vec![(&only.0, characters.to_vec())];
    }
    let index = |c: char| font.ttf().glyph_index(c).map(|glyph| glyph.0);
    let mut left: Vec<(usize, u16, char)> =
        characters.iter().enumerate().map(|(n, c)| (n, index(*c).unwrap_or_default(), *c)).collect();
    let mut take = |wanted: &dyn Fn(u16) -> bool| {
        let at = left.iter().position(|(_, glyph, _)| wanted(*glyph))?;
        let (n, _, c) = left.remove(at);
        Some((n, c))
    };
    let mut dealt: Vec<Vec<(usize, char)>> =
        glyphs.iter().map(|(glyph, _)| take(&|own| own == glyph.id).into_iter().collect()).collect();
    for own in dealt.iter_mut().filter(|own| own.is_empty()) {
        own.extend(take(&|_| true));
    }
    let last = dealt.len().saturating_sub(1);
    let other = (0..dealt.len()).rev().find(|n| {
        let own = dealt.get(*n).and_then(|own| own.first()).map(|(_, c)| index(*c));
        own != Some(glyphs.get(*n).map(|(glyph, _)| glyph.id))
    });
    if let Some(own) = dealt.get_mut(other.unwrap_or(last)) {
        own.extend(left.into_iter().map(|(n, _, c)| (n, c)));
    }
    let mut out: Vec<(&Glyph, Vec<(usize, char)>)> =
        glyphs.iter().map(|(glyph, _)| glyph).zip(dealt).collect();
    // Marks have no width, so their order does not move them.
    for run in out.chunk_by_mut(|(one, _), (two, _)| one.x_advance.is_zero() && two.x_advance.is_zero()) {
        run.sort_by_key(|(_, own)| own.first().map_or(usize::MAX, |(n, _)| *n));
    }
    out.into_iter().map(|(glyph, own)| (glyph, own.into_iter().map(|(_, c)| c).collect())).collect()
}

fn bound(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// The characters of a syllable as they are drawn: ำ as ring and า, the ring before the tone mark.
fn drawn(syllable: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for c in syllable.chars().filter(|c| !is_break(*c)).map(plain) {
        if c == AM {
            let marks = out.iter().rev().take_while(|c| thai::script::is_mark(**c)).count();
            out.insert(out.len() - marks, RING);
            out.push(AA);
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether the character only steers line breaks: ours, and the one that the typesetter puts into contents.
fn is_break(c: char) -> bool {
    c == BREAK || c == JOINER
}

/// A hard space was one only for the line breaks.
fn plain(c: char) -> char {
    if c == '\u{A0}' { ' ' } else { c }
}
