//! Rules on the order of characters within a syllable.

use crate::script::{is_letter, is_mark, is_mark_vowel, is_tone};

const NIKHAHIT: char = '\u{E4D}';
const SARA_AM: char = 'ำ';
const SARA_AA: char = 'า';

/// `เเ` to `แ`.
pub(super) fn sara_ae(chars: &[char]) -> (Vec<char>, usize) {
    rewrite(chars, |rest| match rest {
        ['เ', 'เ', ..] => Some((2, &['แ'])),
        _ => None,
    })
}

/// Nikhahit, tone and sara aa in any order, a space before the aa allowed, to tone and sara am; and a tone
/// typed behind sara am to its place before it.
pub(super) fn sara_am(chars: &[char]) -> (Vec<char>, usize) {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let (mut at, mut count) = (0, 0);
    while let Some(c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or_default();
        let (taken, tone) = match rest {
            [NIKHAHIT, SARA_AA, ..] => (2, None),
            [NIKHAHIT, ' ', SARA_AA, ..] => (3, None),
            [NIKHAHIT, tone, SARA_AA, ..] if is_tone(*tone) => (3, Some(*tone)),
            [NIKHAHIT, tone, ' ', SARA_AA, ..] if is_tone(*tone) => (4, Some(*tone)),
            _ => {
                out.push(*c);
                at += 1;
                continue;
            }
        };
        out.extend(tone);
        out.push(SARA_AM);
        at += taken;
        count += 1;
    }
    let moved = tones_before_sara_am(&mut out);
    (out, count + moved)
}

/// Moves tones typed behind sara am before it, a whole run of both at once.
fn tones_before_sara_am(chars: &mut [char]) -> usize {
    let mut count = 0;
    // Where the sara am stand that the next tone has to pass.
    let mut waiting: std::ops::Range<usize> = 0..0;
    for at in 0..chars.len() {
        match chars.get(at) {
            Some(&SARA_AM) if waiting.end == at => waiting.end = at + 1,
            Some(&SARA_AM) => waiting = at..at + 1,
            Some(c) if is_tone(*c) && waiting.end == at && !waiting.is_empty() => {
                // All between are sara am, so that exchanging the ends moves the tone before every one.
                chars.swap(waiting.start, at);
                waiting = waiting.start + 1..at + 1;
                count += 1;
            }
            _ => {}
        }
    }
    count
}

/// Vowel marks before tones, each kind in the order it was typed.
pub(super) fn tone_order(chars: &[char]) -> (Vec<char>, usize) {
    let mut out = Vec::with_capacity(chars.len());
    let mut count = 0;
    let mut tones: Vec<char> = Vec::new();
    for c in chars {
        if is_tone(*c) {
            tones.push(*c);
            continue;
        }
        if is_mark_vowel(*c) {
            count += usize::from(!tones.is_empty());
        } else {
            out.append(&mut tones);
        }
        out.push(*c);
    }
    out.append(&mut tones);
    (out, count)
}

/// Spaces between a Thai letter and a mark or sara am go. Without a letter before them the mark stands alone
/// on purpose, as where a text speaks of it. Tabs and line ends separate cells and stay.
pub(super) fn space_before_mark(chars: &[char]) -> (Vec<char>, usize) {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut count = 0;
    for c in chars {
        if is_mark(*c) || *c == SARA_AM {
            let spaces = out.iter().rev().take_while(|c| matches!(c, ' ' | '\u{A0}')).count();
            let letters = out.len() - spaces;
            if 0 < spaces
                && letters.checked_sub(1).and_then(|last| out.get(last)).is_some_and(|c| is_letter(*c))
            {
                out.truncate(letters);
                count += 1;
            }
        }
        out.push(*c);
    }
    (out, count)
}

/// Replaces what `rule` recognises at the start of the rest by what it gives.
fn rewrite(chars: &[char], rule: impl Fn(&[char]) -> Option<(usize, &'static [char])>) -> (Vec<char>, usize) {
    let mut out = Vec::with_capacity(chars.len());
    let (mut at, mut count) = (0, 0);
    while let Some(c) = chars.get(at) {
        match chars.get(at..).and_then(&rule) {
            Some((taken, replacement)) => {
                out.extend_from_slice(replacement);
                at += taken;
                count += 1;
            }
            None => {
                out.push(*c);
                at += 1;
            }
        }
    }
    (out, count)
}
