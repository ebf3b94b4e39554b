//! Words in the content of a page.

use std::collections::HashMap;
use std::ops::Range;

use super::cmap::CharacterMap;
use super::tokens::{Kind, Token, hex, tokens, unescaped};

const RING: char = '\u{E4D}';
const AA: char = '\u{E32}';
const AM: char = '\u{E33}';

/// The content with every word that needs it named.
pub(super) fn named_words(source: &[u8], fonts: &HashMap<&[u8], &CharacterMap>) -> Vec<u8> {
    let mut out = Vec::with_capacity(source.len() * 3 / 2);
    let mut copied = 0;
    let mut reader = Reader { fonts, font: None, named: Vec::new(), name: None, text: None };
    let mut operands: Vec<Token> = Vec::new();
    for token in tokens(source) {
        if token.kind != Kind::Operator {
            operands.push(token);
            continue;
        }
        let end = token.range.end;
        let start = operands.first().map_or(token.range.start, |first| first.range.start);
        let operator = source.get(token.range).unwrap_or_default();
        if operator == b"BT" {
            out.extend(source.get(copied..end).unwrap_or_default());
            copied = end;
            reader.text = Some(Vec::new());
        } else if operator == b"ET" {
            if let Some(parts) = reader.text.take() {
                write(source, &parts, &mut out);
                copied = start;
            }
        } else {
            reader.operator(source, operator, &operands, start..end);
        }
        operands.clear();
    }
    out.extend(source.get(copied..).unwrap_or_default());
    out
}

/// A part of a text object.
enum Part {
    /// Operators to be left as they are.
    Other(Range<usize>),
    /// Glyphs and the shifts between them.
    Show(Vec<Shown>),
}

/// What one operator shows.
enum Shown {
    /// `given` when the text is not the one that the font's map gives.
    Glyph { code: [u8; 2], text: String, given: bool },
    Shift(Range<usize>),
}

struct Reader<'a> {
    fonts: &'a HashMap<&'a [u8], &'a CharacterMap>,
    font: Option<&'a CharacterMap>,
    /// For each open stretch of marked content in a text object, whether it names its text.
    named: Vec<bool>,
    /// The name that the next glyph takes, the others of the stretch none.
    name: Option<String>,
    /// The parts of the open text object.
    text: Option<Vec<Part>>,
}

impl Reader<'_> {
    fn operator(&mut self, source: &[u8], operator: &[u8], operands: &[Token], range: Range<usize>) {
        let raw = |token: &Token| source.get(token.range.clone()).unwrap_or_default();
        if operator == b"Tf" {
            let name = operands.first().map(|token| raw(token).strip_prefix(b"/").unwrap_or_default());
            self.font = name.and_then(|name| self.fonts.get(name).copied());
        }
        let Some(parts) = &mut self.text else { return };
        match (operator, self.font) {
            (b"BDC", _) if operands.iter().any(|token| raw(token) == b"/ActualText") => {
                // A glyph that stands for another character here than elsewhere: its word is named as a whole.
                let name = operands.iter().rev().find(|token| matches!(token.kind, Kind::Hex | Kind::Literal));
                self.name = name.map(|token| named(token.kind, raw(token)));
                self.named.push(true);
                return;
            }
            (b"BDC" | b"BMC", _) => self.named.push(false),
            (b"EMC", _) => {
                if self.named.pop() == Some(true) {
                    return;
                }
            }
            (b"Tj" | b"TJ", Some(font)) => {
                let mut shown = shown(source, operands, font);
                if self.named.contains(&true) {
                    for item in &mut shown {
                        if let Shown::Glyph { text, given, .. } = item {
                            *text = self.name.take().unwrap_or_default();
                            *given = true;
                        }
                    }
                }
                parts.push(Part::Show(shown));
                return;
            }
            _ => {}
        }
        parts.push(Part::Other(range));
    }
}

/// The text of a name.
fn named(kind: Kind, raw: &[u8]) -> String {
    let bytes = if kind == Kind::Hex { hex(raw) } else { unescaped(raw) };
    let Some(wide) = bytes.strip_prefix(b"\xFE\xFF") else {
        return bytes.into_iter().map(char::from).collect();
    };
    let units: Vec<u16> =
        wide.chunks_exact(2).filter_map(|pair| Some(u16::from_be_bytes(pair.try_into().ok()?))).collect();
    String::from_utf16_lossy(&units)
}

fn shown(source: &[u8], operands: &[Token], font: &CharacterMap) -> Vec<Shown> {
    let mut out = Vec::new();
    for token in operands {
        let raw = source.get(token.range.clone()).unwrap_or_default();
        let bytes = match token.kind {
            Kind::Literal => unescaped(raw),
            Kind::Hex => hex(raw),
            Kind::Number => {
                out.push(Shown::Shift(token.range.clone()));
                continue;
            }
            _ => continue,
        };
        out.extend(bytes.chunks_exact(2).filter_map(|code| {
            let code: [u8; 2] = code.try_into().ok()?;
            let text = font.text(u16::from_be_bytes(code)).to_owned();
            Some(Shown::Glyph { code, text, given: false })
        }));
    }
    out
}

/// A word: the glyphs it begins and ends with, counted over the text object, and its name.
struct Word {
    glyphs: Range<usize>,
    name: String,
}

fn write(source: &[u8], parts: &[Part], out: &mut Vec<u8>) {
    let words = words(parts);
    let mut words = words.iter().peekable();
    let mut glyph = 0;
    for part in parts {
        let shown = match part {
            Part::Other(range) => {
                out.push(b' ');
                out.extend(source.get(range.clone()).unwrap_or_default());
                continue;
            }
            Part::Show(shown) => shown,
        };
        let mut run = Run::default();
        for item in shown {
            match item {
                Shown::Shift(range) => run.shift(source.get(range.clone()).unwrap_or_default()),
                Shown::Glyph { code, .. } => {
                    if let Some(word) = words.peek().filter(|word| word.glyphs.start == glyph) {
                        run.finish(out);
                        open(&word.name, out);
                    }
                    run.glyph(*code);
                    glyph += 1;
                    if words.next_if(|word| word.glyphs.end == glyph).is_some() {
                        run.finish(out);
                        out.extend(b"EMC");
                    }
                }
            }
        }
        run.finish(out);
    }
    out.push(b'\n');
}

/// The words that must be named: those in which glyphs are not letters one behind the other.
fn words(parts: &[Part]) -> Vec<Word> {
    let mut text = Composed::default();
    // Where the text of each glyph ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut given: Vec<bool> = Vec::new();
    let shown = parts.iter().filter_map(|part| if let Part::Show(shown) = part { Some(shown) } else { None });
    for item in shown.flatten() {
        if let Shown::Glyph { text: own, given: own_given, .. } = item {
            given.push(*own_given);
            own.chars().for_each(|c| text.push(c));
            ends.push(text.out.len());
        }
    }
    let text = text.out;
    let boundaries = thai::words::boundaries(&text);
    let mut found = Vec::new();
    let mut first = 0;
    for pair in boundaries.windows(2) {
        let &[start, end] = pair else { continue };
        let word = text.get(start..end).unwrap_or_default();
        // The first glyph whose text ends behind the start, and the last that ends at the end or before.
        let begin = first + ends.get(first..).unwrap_or_default().partition_point(|at| *at <= start);
        let finish = begin + ends.get(begin..).unwrap_or_default().partition_point(|at| *at <= end);
        first = finish;
        let marked = word.chars().any(|c| thai::script::is_mark(c) || c == AM);
        let given = given.get(begin..finish).unwrap_or_default().contains(&true);
        if (marked || given) && begin < finish {
            found.push(Word { glyphs: begin..finish, name: word.to_owned() });
        }
    }
    found
}

/// Text in which ring and า are one letter again, behind the tone mark.
#[derive(Default)]
struct Composed {
    out: String,
    /// Where a ring belongs that may be half of ำ.
    ring: Option<usize>,
}

impl Composed {
    fn push(&mut self, c: char) {
        match (c, self.ring) {
            (RING, None) => self.ring = Some(self.out.len()),
            (AA, Some(_)) => {
                self.out.push(AM);
                self.ring = None;
            }
            (c, Some(at)) if !thai::script::is_mark(c) => {
                // A ring of its own, as in Sanskrit.
                self.out.insert(at, RING);
                self.out.push(c);
                self.ring = None;
            }
            (c, _) => self.out.push(c),
        }
    }
}

fn open(name: &str, out: &mut Vec<u8>) {
    out.extend(b"/Span<</ActualText<FEFF");
    for unit in name.encode_utf16() {
        out.extend(format!("{unit:04X}").as_bytes());
    }
    out.extend(b">>>BDC");
}

/// Glyphs to be shown by one operator.
#[derive(Default)]
struct Run {
    body: Vec<u8>,
    open: bool,
}

impl Run {
    fn glyph(&mut self, code: [u8; 2]) {
        if !self.open {
            self.body.push(b'<');
            self.open = true;
        }
        for byte in code {
            self.body.extend(format!("{byte:02X}").as_bytes());
        }
    }

    fn shift(&mut self, by: &[u8]) {
        self.close();
        self.body.extend(by);
        self.body.push(b' ');
    }

    fn close(&mut self) {
        if self.open {
            self.body.push(b'>');
            self.open = false;
        }
    }

    fn finish(&mut self, out: &mut Vec<u8>) {
        self.close();
        if !self.body.is_empty() {
            out.push(b'[');
            out.append(&mut self.body);
            out.extend(b"]TJ ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Composed;

    #[test]
    fn sara_am_is_one_letter_again() {
        let composed = |word: &str| {
            let mut text = Composed::default();
            word.chars().for_each(|c| text.push(c));
            text.out
        };
        assert_eq!(composed("น\u{E4D}\u{E49}\u{E32}"), "น้ำ");
        assert_eq!(composed("ท\u{E4D}\u{E32}"), "ทำ");
        assert_eq!(composed("ส\u{E4D}ก"), "ส\u{E4D}ก");
    }
}
