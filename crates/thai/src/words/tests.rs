use super::*;

#[test]
fn the_lexicon_is_in_order() {
    let all: Vec<_> = terms().collect();
    assert!(250 <= all.len(), "{} terms", all.len());
    let distinct: BTreeSet<_> = all.iter().collect();
    let mut seen = BTreeSet::new();
    let twice: Vec<_> = all.iter().filter(|term| !seen.insert(**term)).collect();
    assert_eq!(distinct.len(), all.len(), "listed twice: {twice:?}");
    for term in all {
        // A longer term would leave a narrow column without a place to break.
        assert!((2..=36).contains(&term.chars().count()), "{term}");
        assert_eq!(crate::normalize::normalize(term).text, term);
    }
}

#[test]
fn each_term_is_one_word_and_never_breaks() {
    for term in terms() {
        for text in [term.to_owned(), format!("ทราบ {term} แล้ว"), format!("({term})")] {
            assert!(words(&text).contains(&term), "{:?}", words(&text));
            let start = text.find(term).unwrap();
            let inside = start + 1..start + term.len();
            assert!(!breaks(&text).iter().any(|at| inside.contains(at)), "{text}");
        }
    }
}

#[test]
fn a_short_term_does_not_cut_a_longer_word() {
    assert!(!words("กองทัพบก").contains(&"กอง"));
    assert!(words("รับความพึงพอใจ").contains(&"ความพึงพอใจ"));
}

#[test]
fn sentences() {
    let cases: [(&str, &[&str]); 6] = [
        // A long term goes before the word พระคุณ, into which it reaches.
        ("พระคุณธรรมและความโปร่งใส", &["พระ", "คุณธรรมและความโปร่งใส"]),
        // The dictionary alone cuts this as ผลก|า|รสำ|รวจ.
        ("ขอรายงานผลการสำรวจ", &["ขอ", "รายงานผล", "การ", "สำรวจ"]),
        ("หน่วยงานภาครัฐ", &["หน่วยงานภาครัฐ"]),
        ("ประกาศประมวลจริยธรรมแล้ว", &["ประกาศ", "ประมวลจริยธรรม", "แล้ว"]),
        ("งานต่าง ๆ ฯลฯ", &["งาน", "ต่าง", " ", "ๆ", " ", "ฯลฯ"]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn breaks_keep_together_what_belongs_together() {
    assert!(breaks("ต่าง ๆ").is_empty());
    assert!(breaks("พ.ศ. ๒๕๖๘").is_empty());
    assert_eq!(breaks("พ.ศ. หน้า").len(), 1);
    assert!(breaks("E-Service").is_empty() && breaks_in_need("(e-Bidding)").is_empty());
    assert_eq!(breaks("One-Stop"), ["One-".len()]);
    assert_eq!(breaks("ก.ย. -\u{A0}30"), ["ก.ย. ".len()]);
    assert!(breaks("ก.ย.\u{A0}–\u{A0}30").is_empty());
    assert_eq!(breaks("บรรทัด\nใหม่"), ["บรรทัด\n".len()]);
}
