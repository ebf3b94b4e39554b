//! Normalisation, words, line breaks and order.

use std::cmp::Ordering;

use proptest::prelude::*;
use proptest::sample::select;
use thai::normalize::{Note, normalize};
use thai::{Collator, collation, fold_for_match, words};

/// Thai of every kind, faults included: letters, marks, old private-use glyphs, spaces, terms of the field.
fn thai() -> impl Strategy<Value = String> {
    let terms: Vec<String> = words::terms().map(str::to_owned).collect();
    let piece = prop_oneof![
        4 => "[ก-ฮะ-ฺเ-๎]{1,6}",
        2 => "[\u{F700}-\u{F71A}\u{200B}\u{FEFF}\u{AD}\u{E4D}\u{E48}า เ]{1,4}",
        3 => select(terms),
        1 => select(vec!["ขึ้", "ที่", "ต่", "เ", " ", "\n", "\t", "ๆ", "ฯ", "๒๕๖๘", "พ.ศ. ", "O๑๒", "(", "–"]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn normalising_twice_is_normalising_once(text in thai()) {
        let once = normalize(&text);
        let twice = normalize(&once.text);
        prop_assert_eq!(&once.text, &twice.text);
        let repaired = twice.notes.iter().any(|note| matches!(note, Note::Repaired { .. }));
        prop_assert!(!repaired, "{:?}", twice.notes);
        let faults = ["\u{200B}", "\u{FEFF}", "\u{AD}", "\u{F70A}", "เเ", "\u{E4D}า"];
        prop_assert!(!faults.iter().any(|fault| once.text.contains(fault)));
    }

    #[test]
    fn nothing_repaired_means_nothing_changed(text in thai()) {
        let normalized = normalize(&text);
        let repaired = normalized.notes.iter().any(|note| matches!(note, Note::Repaired { .. }));
        prop_assert_eq!(repaired, normalized.text != text);
    }

    #[test]
    fn notes_point_at_characters(text in thai()) {
        let normalized = normalize(&text);
        for note in normalized.notes {
            if let Note::LostSaraAm { byte } | Note::DoubledCluster { byte } = note {
                prop_assert!(normalized.text[byte..].starts_with(thai::script::is_consonant));
            }
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in thai()) {
        let folded = fold_for_match(&text);
        prop_assert_eq!(fold_for_match(&folded), folded.clone());
        prop_assert!(!folded.contains(char::is_whitespace));
    }

    #[test]
    fn words_lose_nothing(text in thai()) {
        let pieces = words::words(&text);
        prop_assert_eq!(&pieces.concat(), &text);
        prop_assert!(pieces.iter().all(|word| !word.is_empty()));
    }

    #[test]
    fn no_line_breaks_inside_a_term(text in thai()) {
        let breaks = words::breaks(&text);
        prop_assert!(breaks.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(breaks.iter().all(|at| 0 < *at && *at < text.len() && text.is_char_boundary(*at)));
        for term in words::terms() {
            for (start, _) in text.match_indices(term) {
                let tail = text[start + term.len()..].chars().next();
                let head = text[..start].chars().next_back();
                let cuts_a_syllable = tail.is_some_and(|c| thai::script::is_mark(c) || thai::script::is_following_vowel(c))
                    || head.is_some_and(thai::script::is_leading_vowel);
                let broken = breaks.iter().any(|at| start < *at && *at < start + term.len());
                prop_assert!(cuts_a_syllable || !broken, "{} in {}", term, &text);
            }
        }
    }

    #[test]
    fn sort_keys_order_as_texts_do(a in thai(), b in thai()) {
        let collator = Collator::new();
        let order = collation::compare(&a, &b);
        prop_assert_eq!(collator.sort_key(&a).cmp(&collator.sort_key(&b)), order);
        prop_assert_eq!(collation::compare(&b, &a), order.reverse());
        prop_assert_eq!(order == Ordering::Equal, a == b);
    }
}

#[test]
fn long_faulty_text_is_repaired_in_reasonable_time() {
    let text = "ขึ้ขึ้นน\u{E4D} \u{E49}า ค าน า ก \u{E48}\u{E35} ".repeat(2_000);
    let normalized = normalize(&text);
    assert_eq!(normalized.text.matches("ขึ้นน้ำ").count(), 2_000);
}
