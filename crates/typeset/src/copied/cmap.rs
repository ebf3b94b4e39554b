//! From the glyphs of a font to characters: the `ToUnicode` map.

use std::collections::HashMap;

use super::tokens::{Kind, hex, tokens};

/// Characters by glyph.
#[derive(Debug, Default)]
pub(super) struct CharacterMap(HashMap<u16, String>);

impl CharacterMap {
    /// Reads the pairs and ranges of a map; what it does not know it leaves out.
    pub(super) fn read(source: &[u8]) -> CharacterMap {
        let mut map = HashMap::new();
        let mut operands: Vec<&[u8]> = Vec::new();
        for token in tokens(source) {
            let raw = source.get(token.range.clone()).unwrap_or_default();
            match token.kind {
                Kind::Hex => operands.push(raw),
                Kind::Operator => {
                    match raw {
                        b"endbfchar" => pairs(&operands, &mut map),
                        b"endbfrange" => ranges(&operands, &mut map),
                        _ => {}
                    }
                    operands.clear();
                }
                _ => {}
            }
        }
        CharacterMap(map)
    }

    /// What a glyph stands for; empty when that is not known.
    pub(super) fn text(&self, glyph: u16) -> &str {
        self.0.get(&glyph).map_or("", String::as_str)
    }
}

fn pairs(operands: &[&[u8]], map: &mut HashMap<u16, String>) {
    for pair in operands.chunks_exact(2) {
        if let [glyph, text] = pair
            && let Some(glyph) = number(glyph)
        {
            map.insert(glyph, characters(text));
        }
    }
}

/// `<first> <last> <character of the first>`; the form with a list is not written by the typesetter.
fn ranges(operands: &[&[u8]], map: &mut HashMap<u16, String>) {
    for triple in operands.chunks_exact(3) {
        let [first, last, text] = triple else { continue };
        let (Some(first), Some(last)) = (number(first), number(last)) else { continue };
        let mut units: Vec<u16> = utf16(text);
        for glyph in first..=last {
            map.insert(glyph, String::from_utf16_lossy(&units));
            if let Some(unit) = units.last_mut() {
                *unit = unit.saturating_add(1);
            }
        }
    }
}

fn number(raw: &[u8]) -> Option<u16> {
    utf16(raw).first().copied()
}

fn utf16(raw: &[u8]) -> Vec<u16> {
    let bytes = hex(raw);
    bytes.chunks_exact(2).filter_map(|pair| Some(u16::from_be_bytes(pair.try_into().ok()?))).collect()
}

fn characters(raw: &[u8]) -> String {
    String::from_utf16_lossy(&utf16(raw))
}
