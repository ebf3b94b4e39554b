//! The quick look that tells a text with nothing to repair, as nearly every text is.

use crate::script::{is_consonant, is_mark, is_mark_vowel, is_tone};

const NIKHAHIT: char = '\u{E4D}';
const SARA_AM: char = 'ำ';

/// Whether no rule changes the text and none has a remark on it. In doubt the answer is no: then the rules decide.
pub(super) fn is_sound(text: &str) -> bool {
    let mut last = '\0';
    // Where the consonant stands that the marks before the next character are on, and whether a tone is among them.
    let mut cluster: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices() {
        let spaced = matches!(last, ' ' | '\u{A0}') && (is_mark(c) || matches!(c, SARA_AM | 'า'));
        let turned = is_tone(last) && is_mark_vowel(c) || last == SARA_AM && is_tone(c);
        let repeats = |from| {
            text.get(from..at)
                .is_some_and(|before| text.get(at..).is_some_and(|rest| rest.starts_with(before)))
        };
        let doubled = is_consonant(c) && cluster.is_some_and(|(from, toned)| toned && repeats(from));
        if spaced || turned || doubled || (last, c) == ('เ', 'เ') || is_always_wrong(c) {
            return false;
        }
        cluster = match cluster {
            Some((from, toned)) if is_mark(c) => Some((from, toned || is_tone(c))),
            _ => is_consonant(c).then_some((at, false)),
        };
        last = c;
    }
    true
}

fn is_always_wrong(c: char) -> bool {
    matches!(c, NIKHAHIT | '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\u{F700}'..='\u{F71A}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Normalized, by_rules, fold_for_match, fold_repaired};
    use super::is_sound;

    /// Few characters that meet often, in every way that a rule looks for.
    const SIGNS: &str = "กดทรยเแไะาำิีุู่้์็ๆ .a-๑\u{E4D}\u{E4E}\u{A0}\u{200B}\u{AD}\u{F70A}\u{F71A}\u{F71B}\t";

    fn texts() -> impl Strategy<Value = String> {
        let signs: Vec<char> = SIGNS.chars().collect();
        prop::collection::vec(prop::sample::select(signs), 0..14)
            .prop_map(|chars| chars.into_iter().collect())
    }

    fn folded_by_rules(text: &str) -> String {
        let mut folded = fold_repaired(&by_rules(text).text);
        loop {
            let again = fold_repaired(&by_rules(&folded).text);
            if again == folded {
                return folded;
            }
            folded = again;
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn rules_leave_sound_texts_alone(text in texts()) {
            if is_sound(&text) {
                prop_assert_eq!(by_rules(&text), Normalized { text: text.clone(), notes: Vec::new() });
            }
            prop_assert_eq!(fold_for_match(&text), folded_by_rules(&text));
        }
    }

    #[test]
    fn ordinary_sentences_are_sound() {
        for text in ["รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "น้ำใจที่ดีต่อกัน ไม่มีข้อร้องเรียน", "E9 = 99.52"]
        {
            assert!(is_sound(text), "{text}");
        }
    }
}
