//! Texts on their way to the typesetter: cleaned, with the places where lines may break.
//!
//! The typesetter would find Thai words by a neural model, which knows no terms of the field and takes most of the
//! time of a page. `thai::words` does both better, so its breaks are put into the text as U+200B, and the model is
//! left out. The marks are taken out of the finished pages again (`glyphs`).

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;
use thai::script;

use crate::fonts::Fonts;

/// Where a line may break; not part of any document, because [`clean`] drops it from texts.
pub(crate) const BREAK: char = '\u{200B}';

/// Where a line may not break although it could; as little part of any document.
pub(crate) const JOINER: char = '\u{2060}';

/// Stands for a letter that no font has.
const MISSING: char = '\u{25A1}';

/// How much room a text has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// Width in tenths of a millimetre.
    pub(crate) width: u32,
    /// Size of type in half points.
    pub(crate) size: u32,
}

impl Room {
    /// Whether letters of so many thousandths of the nominal size fit; a little is kept back for bold type.
    fn holds(self, thousandths: u32) -> bool {
        // Half points to tenths of a millimetre: 1 pt is 3.528 of them.
        let needed = u64::from(thousandths) * u64::from(self.size) * 3528 / 2_000_000;
        needed * 108 / 100 <= u64::from(self.width)
    }
}

/// A text as the templates take it: a string, or pieces with what is drawn between them: boxes to tick (`true`
/// when ticked), and frames (null) for letters that no font has.
pub(crate) fn prepare(fonts: &Fonts, text: &str, room: Room) -> Value {
    let clean = clean(fonts, text);
    if !clean.contains(|c| is_drawn(fonts, c)) {
        return Value::String(marked(fonts, &clean, room));
    }
    let mut pieces = Vec::new();
    for piece in clean.split_inclusive(|c| is_drawn(fonts, c)) {
        let words = piece.trim_end_matches(|c| is_drawn(fonts, c));
        if !words.is_empty() {
            pieces.push(Value::String(marked(fonts, words, room)));
        }
        let drawn = piece.chars().next_back().filter(|c| is_drawn(fonts, *c));
        pieces.extend(drawn.map(|c| ticked(c).map_or(Value::Null, Value::Bool)));
    }
    Value::Array(pieces)
}

fn is_drawn(fonts: &Fonts, c: char) -> bool {
    ticked(c).is_some() || (c == MISSING && !fonts.has(c))
}

/// Boxes are drawn, because no Thai font of the regulation has them.
fn ticked(c: char) -> Option<bool> {
    match c {
        '\u{2610}' => Some(false),
        '\u{2611}' | '\u{2612}' | '\u{2713}' | '\u{2714}' => Some(true),
        _ => None,
    }
}

/// The text without what is not seen (controls, marks of direction, breaks of zero width), with one kind of line
/// end, and with a sign in place of each letter that no font has.
pub(crate) fn clean(fonts: &Fonts, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            c if is_unseen(c) => {}
            c if ticked(c).is_some() => out.push(c),
            c if !is_private(c) && fonts.has(c) => out.push(c),
            c if c.is_whitespace() => out.push(' '),
            _ => out.push(MISSING),
        }
    }
    out
}

/// Whether a text has letters that no font has, and which.
pub(crate) fn missing(fonts: &Fonts, text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| {
        !c.is_whitespace() && !is_unseen(c) && ticked(c).is_none() && (is_private(c) || !fonts.has(c))
    })
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}')
        || matches!(c, '\u{E0000}'..='\u{E0FFF}')
}

/// Letters without a meaning that others know; an archive must not hold them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// The text with marks where a line may break, and with hard spaces where it may not.
fn marked(fonts: &Fonts, text: &str, room: Room) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut ends = thai::words::breaks(text);
    ends.push(text.len());
    let mut start = 0;
    for end in ends {
        let piece = start..end;
        start = end;
        let Some(part) = text.get(piece.clone()) else { continue };
        let rest = text.get(end..).unwrap_or_default();
        let held = is_label(part) && starts_with_code(rest);
        push_piece(fonts, &mut out, part, room, held || end == text.len());
        if end < text.len() && !held && !part.ends_with([' ', '\n']) {
            out.push(BREAK);
        }
    }
    out
}

/// Adds what stands between two breaks. Spaces inside do not break; the last does, unless it is held.
fn push_piece(fonts: &Fonts, out: &mut String, part: &str, room: Room, held: bool) {
    let trimmed = part.trim_end_matches(' ');
    let spaces = part.len() - trimmed.len();
    let cuts = if room.holds(width(fonts, trimmed)) { Vec::new() } else { emergency(fonts, trimmed, room) };
    for (at, c) in trimmed.char_indices() {
        if cuts.binary_search(&at).is_ok() {
            out.push(BREAK);
        }
        out.push(if c == ' ' { '\u{A0}' } else { c });
        let end = at + c.len_utf8();
        let goes_on = trimmed
            .get(end..)
            .is_some_and(|rest| rest.starts_with(|c: char| c == '\u{A0}' || c == ' ' || c.is_alphanumeric()));
        // The typesetter itself would break behind a dash, also before a no-break space.
        if matches!(c, '-' | '–') && goes_on && cuts.binary_search(&end).is_err() {
            out.push(JOINER);
        }
    }
    for space in 0..spaces {
        out.push(if held && space + 1 == spaces { '\u{A0}' } else { ' ' });
    }
}

/// Where a word too long for its line is cut: where ordinary words end in it and behind the signs of an address;
/// what is still too long, between any two syllable signs. Ascending.
fn emergency(fonts: &Fonts, word: &str, room: Room) -> Vec<usize> {
    let signs = word
        .char_indices()
        .filter(|(at, c)| 0 < *at && matches!(c, '/' | '.' | '-' | '_' | '?' | '&' | '=' | ',' | '\u{A0}'))
        .map(|(at, c)| at + c.len_utf8())
        .filter(|at| *at < word.len());
    let mut ends: BTreeSet<usize> = signs.collect();
    ends.extend(thai::words::breaks_in_need(word));
    ends.insert(word.len());
    let mut cuts = Vec::new();
    let mut start = 0;
    for end in ends {
        if 0 < start && !parts_pair(word, start) {
            cuts.push(start);
        }
        let piece = word.get(start..end).unwrap_or_default();
        if !room.holds(width(fonts, piece)) {
            let inside = clusters(piece).into_iter().skip(1).map(|cluster| start + cluster.start);
            cuts.extend(inside.filter(|at| !parts_pair(word, *at)));
        }
        start = end;
    }
    cuts
}

/// Whether a cut would leave a bracket alone at the end or at the beginning of a line, or a dash between spaces at the
/// end, where it would be taken for a hyphen.
fn parts_pair(word: &str, at: usize) -> bool {
    let (before, after) = word.split_at_checked(at).unwrap_or_default();
    let dash = before.trim_end_matches('\u{A0}').strip_suffix(['-', '–']);
    let alone = dash.is_some_and(|before| before.is_empty() || before.ends_with(['\u{A0}', ' ']));
    let spaced = before.ends_with('\u{A0}') || after.starts_with('\u{A0}');
    before.ends_with(['(', '“', '"']) || after.starts_with([')', '”', '"']) || (alone && spaced)
}

/// How many lines a text needs at most, taking a line for one word short of full.
pub(crate) fn lines(fonts: &Fonts, text: &str, room: Room) -> u32 {
    let of = |line: &str| {
        let wide = u64::from(width(fonts, line)) * u64::from(room.size) * 3528 / 2_000_000;
        u32::try_from(wide.saturating_mul(5) / (u64::from(room.width).max(1) * 4))
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    };
    text.lines().map(of).fold(0, u32::saturating_add).max(1)
}

/// Width in thousandths of the nominal size.
fn width(fonts: &Fonts, text: &str) -> u32 {
    text.chars().filter(|c| !script::is_mark(*c)).map(|c| fonts.advance(c)).sum()
}

/// The pieces of a word that cannot be cut: a letter with its marks, a leading vowel with its consonant, a
/// following vowel with what it follows.
fn clusters(word: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        let end = at + c.len_utf8();
        let joins = script::is_mark(c) || script::is_following_vowel(c) || script::is_leading_vowel(before);
        match found.last_mut() {
            // No letter carries more; what does is not a word, and must not grow past its line.
            Some(last) if joins && last.len() < 30 => last.end = end,
            _ => found.push(at..end),
        }
        before = c;
    }
    found
}

/// Whether the words end in one that a number or code belongs to: ข้อ, ที่.
fn is_label(part: &str) -> bool {
    let word = part.trim_end_matches(' ');
    word.len() < part.len() && (word.ends_with("ข้อ") || word.ends_with("ที่"))
}

/// Whether the text begins with a number or a code like O25.
fn starts_with_code(rest: &str) -> bool {
    let number = rest.strip_prefix(['I', 'E', 'O']).unwrap_or(rest);
    number.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '๐'..='๙'))
}
