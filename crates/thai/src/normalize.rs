//! Repair of Thai text that came out of a PDF, an old font or character recognition.
//!
//! The rules, in this order:
//!
//! 1. drop U+200B, U+FEFF and U+00AD;
//! 2. replace the private-use characters U+F700 to U+F71A of old fonts by the letters they draw;
//! 3. two เ in a row become แ;
//! 4. nikhahit and sara aa become sara am, the tone before it, also with a space between or in another order;
//! 5. a tone before a vowel mark goes behind it;
//! 6. spaces before a mark (or sara am) that belongs to a Thai letter go;
//! 7. a cluster written twice is written once when no Thai word has it twice;
//! 8. consonant, space, sara aa is reported: a sara am may have been lost, which only a reader can tell.
//!
//! They are applied again until nothing changes, so that normalising twice is the same as once. Unicode's own
//! forms do not help: NFC repairs almost none of these, and NFKC takes ำ apart.

use crate::digits;
use crate::script::{is_consonant, is_mark};

mod doubled;
mod order;
mod sound;

/// A text after repair, and what was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalized {
    /// The repaired text.
    pub text: String,
    /// Rules that changed something, in their order, then places to look at, left to right.
    pub notes: Vec<Note>,
}

/// One remark on a normalised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Note {
    /// A rule changed the text.
    Repaired {
        /// The rule.
        rule: Rule,
        /// How many characters or places it changed.
        count: usize,
    },
    /// Consonant, space, sara aa: perhaps a lost sara am ("ค าน า" for "คำนำ").
    LostSaraAm {
        /// Byte offset of the consonant in the repaired text.
        byte: usize,
    },
    /// A cluster stands twice, which can be right (ที่ที่) or a fault of extraction.
    DoubledCluster {
        /// Byte offset of the first of the two in the repaired text.
        byte: usize,
    },
}

/// The rules that change text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Invisible characters dropped.
    Invisible,
    /// Private-use characters replaced.
    PrivateUse,
    /// Two เ made one แ.
    SaraAe,
    /// Sara am put together, or its tone put before it.
    SaraAm,
    /// Tone and vowel mark put in order.
    ToneOrder,
    /// Spaces before a mark deleted.
    SpaceBeforeMark,
    /// A doubled cluster written once.
    DoubledCluster,
}

type Step = fn(&[char]) -> (Vec<char>, usize);

const STEPS: [(Rule, Step); 7] = [
    (Rule::Invisible, invisible),
    (Rule::PrivateUse, private_use),
    (Rule::SaraAe, order::sara_ae),
    (Rule::SaraAm, order::sara_am),
    (Rule::ToneOrder, order::tone_order),
    (Rule::SpaceBeforeMark, order::space_before_mark),
    (Rule::DoubledCluster, doubled::collapse),
];

/// Repairs a text by the rules of this module.
///
/// ```
/// use thai::normalize::{Note, normalize};
/// // เเ for แ, a decomposed sara am with its tone in the wrong place, a stray space before a mark.
/// assert_eq!(normalize("เเผน น\u{E4D}\u{E49}า ถ ึง").text, "แผน น้ำ ถึง");
/// assert_eq!(normalize("ท้องถิ่ถิ่น").text, "ท้องถิ่น");
/// assert_eq!(normalize("ค านา").notes, [Note::LostSaraAm { byte: 0 }]);
/// ```
#[must_use]
pub fn normalize(text: &str) -> Normalized {
    if sound::is_sound(text) {
        return Normalized { text: text.to_owned(), notes: Vec::new() };
    }
    by_rules(text)
}

fn by_rules(text: &str) -> Normalized {
    let mut chars: Vec<char> = text.chars().collect();
    let mut counts = [0; STEPS.len()];
    loop {
        let before = counts;
        for ((_, step), total) in STEPS.iter().zip(&mut counts) {
            let (changed, count) = step(&chars);
            // Every step that counts something makes the text shorter, replaces a character for good, or
            // moves a tone to the right, so that the loop ends.
            if count != 0 {
                chars = changed;
                *total += count;
            }
        }
        if counts == before {
            break;
        }
    }
    let repaired = STEPS.iter().zip(counts).filter(|(_, count)| 0 < *count);
    let mut notes: Vec<Note> =
        repaired.map(|((rule, _), count)| Note::Repaired { rule: *rule, count }).collect();
    notes.extend(suspicions(&chars));
    Normalized { text: chars.into_iter().collect(), notes }
}

/// A form of the text for comparing names: two spellings that a person would call the same give the same.
///
/// Repaired as by [`normalize`]; digits and dashes are ASCII, ASCII letters small, every kind of space is left
/// out, a repeated ๆ stands once, and full stops behind Thai letters go, so that "อ.บ.ต. ต่าง ๆ" and "อบต ต่างๆ"
/// agree. It is for comparing only, never for showing.
///
/// ```
/// use thai::fold_for_match;
/// assert_eq!(fold_for_match("ข้อ O๑๒ ต่าง ๆ"), fold_for_match("ข้อo12ต่างๆ"));
/// assert_eq!(fold_for_match("อบต. บ้านเหล่า"), fold_for_match("อบต.บ้านเหล่า "));
/// ```
#[must_use]
pub fn fold_for_match(text: &str) -> String {
    // What is left out lets characters meet that make a sequence to repair, so it is done until nothing
    // changes; each round makes the text shorter or better ordered. A sound text has nothing to repair, and what
    // was left out once is not there again.
    let mut folded = if sound::is_sound(text) { fold_repaired(text) } else { fold_by_rules(text) };
    while !sound::is_sound(&folded) {
        let again = fold_by_rules(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

fn fold_by_rules(text: &str) -> String {
    fold_repaired(&by_rules(text).text)
}

fn fold_repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()).map(digits::ascii_of) {
        let last = out.chars().next_back();
        match c {
            'ๆ' if last == Some('ๆ') => {}
            '.' if last.is_some_and(crate::script::is_letter) => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            _ => out.push(c.to_ascii_lowercase()),
        }
    }
    out
}

fn invisible(chars: &[char]) -> (Vec<char>, usize) {
    let kept: Vec<char> =
        chars.iter().copied().filter(|c| !matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}')).collect();
    let count = chars.len() - kept.len();
    (kept, count)
}

/// Shifted and shortened glyphs that fonts for Thai Windows keep in the private-use area.
fn private_use(chars: &[char]) -> (Vec<char>, usize) {
    const GLYPHS: [char; 27] = [
        '\u{E10}', '\u{E34}', '\u{E35}', '\u{E36}', '\u{E37}', '\u{E48}', '\u{E49}', '\u{E4A}', '\u{E4B}',
        '\u{E4C}', '\u{E48}', '\u{E49}', '\u{E4A}', '\u{E4B}', '\u{E4C}', '\u{E0D}', '\u{E31}', '\u{E4D}',
        '\u{E47}', '\u{E48}', '\u{E49}', '\u{E4A}', '\u{E4B}', '\u{E4C}', '\u{E38}', '\u{E39}', '\u{E3A}',
    ];
    let mut count = 0;
    let replaced = chars.iter().map(|c| {
        let glyph = u32::from(*c).checked_sub(0xF700).and_then(|index| GLYPHS.get(index as usize));
        count += usize::from(glyph.is_some());
        glyph.copied().unwrap_or(*c)
    });
    (replaced.collect(), count)
}

fn suspicions(chars: &[char]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut byte = 0;
    for (index, c) in chars.iter().enumerate() {
        let rest = chars.get(index..).unwrap_or_default();
        match rest {
            [first, ' ' | '\u{A0}', 'า', ..] if is_consonant(*first) => {
                notes.push(Note::LostSaraAm { byte })
            }
            [first, second, ..] if is_consonant(*first) && is_mark(*second) && doubled::is_doubled(rest) => {
                notes.push(Note::DoubledCluster { byte });
            }
            _ => {}
        }
        byte += c.len_utf8();
    }
    notes
}

#[cfg(test)]
mod tests;
