//! Clusters that extraction wrote twice.
//!
//! Fonts that shift the tone mark make a PDF carry the cluster under it twice: ขึ้ขึ้น, ถิ่ถิ่น. Thai itself
//! doubles clusters too, so a double is collapsed only when it cannot be Thai:
//!
//! * Without a tone (or thanthakhat) a double is left alone: the fault does not make it and many words have it
//!   (พิพิธภัณฑ์, ลิลิต, ติติง).
//! * Consonant and tone alone can be the end of one syllable and the start of the next only behind a leading
//!   vowel (แต่ต่อ, ได้ด้วย, ใกล้ล้ม); elsewhere such a double is a fault.
//! * Consonant, vowel mark and tone can be a word by itself only with the vowels ี and ู; the words are listed,
//!   and kept, since ที่ที่ is common.

use crate::script::{is_consonant, is_leading_vowel, is_mark, is_mark_vowel, is_tone};

/// Words of one consonant, ี or ู, and a tone, in the order of the alphabet.
const ONE_CLUSTER_WORDS: &[&str] = &[
    "กี่",
    "กี้",
    "กู่",
    "กู้",
    "ขี่",
    "ขี้",
    "ขู่",
    "คี่",
    "คี้",
    "คู่",
    "คู้",
    "จี่",
    "จี้",
    "จี๋",
    "จู่",
    "จู้",
    "ฉี่",
    "ชี้",
    "ชู้",
    "ซี่",
    "ซี้",
    "ซู่",
    "ซู้",
    "ดี้",
    "ตี่",
    "ตี๋",
    "ตู้",
    "ตู่",
    "ถี่",
    "ที่",
    "ทู่",
    "นี่",
    "นี้",
    "บี้",
    "บู่",
    "บู้",
    "ปี่",
    "ปี้",
    "ปี๋",
    "ปู่",
    "ปู้",
    "ผู้",
    "พี่",
    "พี้",
    "พู่",
    "ฟี่",
    "ฟู่",
    "มี่",
    "มู่",
    "ยี่",
    "ยู่",
    "รี่",
    "รู้",
    "ลี่",
    "ลี้",
    "ลู่",
    "สี่",
    "สู่",
    "สู้",
];

/// Length of the cluster at the start: a consonant and the marks on it.
fn cluster_len(chars: &[char]) -> usize {
    if !chars.first().is_some_and(|c| is_consonant(*c)) {
        return 0;
    }
    1 + chars.iter().skip(1).take_while(|c| is_mark(**c)).count()
}

/// Whether the text begins with a cluster with a tone, twice.
pub(super) fn is_doubled(chars: &[char]) -> bool {
    let len = cluster_len(chars);
    let (Some(cluster), Some(rest)) = (chars.get(..len), chars.get(len..)) else { return false };
    let vowel = cluster.iter().any(|c| is_mark_vowel(*c));
    // Consonant and tone alone are too common on a boundary of syllables to be worth a remark.
    vowel && cluster.iter().any(|c| is_tone(*c)) && cluster_len(rest) == len && rest.starts_with(cluster)
}

/// Writes once what cannot be Thai twice.
pub(super) fn collapse(chars: &[char]) -> (Vec<char>, usize) {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let (mut at, mut count) = (0, 0);
    while let Some(c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or_default();
        let len = cluster_len(rest);
        let repeated = repeats(rest, len);
        match rest.get(..len) {
            Some(cluster) if 1 < repeated && is_fault(cluster, &out) => {
                out.extend_from_slice(cluster);
                at += len * repeated;
                count += repeated - 1;
            }
            Some(cluster) if 0 < len => {
                // A toned consonant behind a leading vowel excuses one double (แต่ต่อ); the copies after it
                // are looked at again. Any other kind is right or wrong as a whole.
                let excused = if cluster.iter().any(|c| is_mark_vowel(*c)) { repeated.max(1) } else { 1 };
                for _ in 0..excused {
                    out.extend_from_slice(cluster);
                }
                at += len * excused;
            }
            _ => {
                out.push(*c);
                at += 1;
            }
        }
    }
    (out, count)
}

/// How many times the first `len` characters stand one behind the other.
fn repeats(chars: &[char], len: usize) -> usize {
    let Some(cluster) = chars.get(..len).filter(|_| 1 < len) else { return 0 };
    let same = chars.chunks(len).take_while(|chunk| *chunk == cluster).count();
    // The last of them must end there: ที่ is not doubled in ทที่ nor when more marks follow.
    let end = chars.get(same * len).is_some_and(|c| is_mark(*c));
    same - usize::from(end)
}

fn is_fault(cluster: &[char], before: &[char]) -> bool {
    if !cluster.iter().any(|c| is_tone(*c)) {
        return false;
    }
    if cluster.iter().any(|c| is_mark_vowel(*c)) {
        return !ONE_CLUSTER_WORDS.iter().any(|word| word.chars().eq(cluster.iter().copied()));
    }
    // A silent letter (ต์) never stands twice; a toned one does behind a leading vowel, one consonant of a
    // cluster (กล้, ปล่) allowed between.
    let mut back = before.iter().rev().copied();
    let previous = back.next();
    let leading = previous.is_some_and(is_leading_vowel)
        || (previous.is_some_and(is_consonant) && back.next().is_some_and(is_leading_vowel));
    !leading || cluster.contains(&'\u{E4C}')
}
