//! Every layout of every kind with every sample.

use std::fmt::Write as _;

use documents::kinds::samples;
use documents::model::{Block, Document};
use documents::{Templates, compose, kinds};
use thai::DigitStyle;

use crate::layout_invariants::{faults, template_texts};

/// Every document of every kind, layout, sample and digit style.
fn documents(digits: DigitStyle) -> Vec<(String, Document)> {
    let templates = Templates::embedded();
    let mut found = Vec::new();
    for kind in kinds() {
        let layouts = templates.layouts(kind).unwrap_or_else(|problems| {
            let all: Vec<_> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", all.join("\n"))
        });
        assert_eq!(layouts.len(), kind.layouts.len(), "{}: two layouts have one name", kind.name);
        for layout in layouts {
            for sample in samples::all() {
                let what = format!("{} {} {}", kind.name, layout.name, sample.name);
                let made = compose(kind.name, Some(&layout.name), &sample.facts(digits), &templates);
                found.push((what.clone(), made.unwrap_or_else(|error| panic!("{what}: {error}"))));
            }
        }
    }
    found
}

#[test]
fn every_layout_makes_a_sound_document_of_every_sample() {
    let mut wrong = String::new();
    for (what, document) in documents(DigitStyle::Thai) {
        for fault in faults(&document) {
            // The hostile sample brings its own oddities into texts.
            if !what.ends_with("hostile") || !fault.starts_with("the text") {
                let _ = writeln!(wrong, "{what}: {fault}");
            }
        }
        assert!(document.file_stem.is_ascii() && !document.file_stem.is_empty(), "{what}");
        assert!(document.file_stem.contains(|c: char| c.is_ascii_digit()), "{what}: no year in the name");
        assert!(!document.title.is_empty(), "{what}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn digits_are_left_to_the_writers() {
    let ascii = documents(DigitStyle::Ascii);
    for ((what, ascii), (_, thai)) in ascii.iter().zip(documents(DigitStyle::Thai)) {
        assert_eq!(ascii.sections, thai.sections, "{what}");
        assert_eq!(ascii.shown().sections, ascii.sections, "{what}");
        let digits = |text: &String| text.chars().any(|c| c.is_ascii_digit());
        if !what.ends_with("hostile") {
            let left: Vec<_> = template_texts(&thai.shown()).into_iter().filter(digits).collect();
            assert!(left.is_empty(), "{what}: {left:?}");
        }
    }
}

#[test]
fn texts_of_an_agency_are_never_run_as_templates() {
    for (what, document) in documents(DigitStyle::Ascii) {
        if what.ends_with("hostile") {
            let all = format!("{document:?}");
            assert!(!all.contains("5332114"), "{what}: the text of a measure was run");
        }
    }
}

#[test]
fn every_text_and_title_is_used_and_told_in_both_languages() {
    let templates = Templates::embedded();
    for kind in kinds() {
        assert!(!kind.title_th.is_empty() && !kind.title_en.is_empty());
        let layouts = templates.layouts(kind).expect("read");
        assert_eq!(layouts[0].name, kind.default_layout);
        for layout in layouts {
            assert!(!layout.title.th.is_empty() && !layout.title.en.is_empty(), "{}", layout.file);
        }
        let all: String = kind.layouts.iter().map(|(_, source)| *source).collect();
        for (name, _) in kind.texts {
            assert!(all.contains(&format!("name = \"{name}\"")), "{}: {name}.txt is not used", kind.name);
        }
    }
}

#[test]
fn a_document_of_nothing_still_says_so() {
    let sample = samples::nothing();
    let templates = Templates::embedded();
    let document = compose("score-sheet", None, &sample.facts(DigitStyle::Thai), &templates).expect("made");
    let texts = template_texts(&document);
    assert!(texts.iter().any(|text| text.contains("ยังคำนวณคะแนนรวม")), "{texts:?}");
    let charts = document.sections.iter().flat_map(|section| &section.blocks);
    assert_eq!(charts.filter(|block| matches!(block, Block::Chart(_))).count(), 0);
}

#[test]
fn an_agency_may_bring_its_own_wording_and_layout() {
    let layout = r#"
        name = "short"
        title_th = "สั้น"
        title_en = "Short"
        file_stem = "short-{{ score_year }}"
        document_title = "สรุป {{ agency.name }}"
        [thresholds]
        strength_from = "90.00"
        [page]
        left = 250
        [[sections]]
        blocks = [
            { block = "text", name = "own", style = "centered" },
            { block = "list", of = "strengths", text = "{{ number }} {{ name }} {{ score }}", order = "-number", limit = 2 },
            { block = "heading", level = 1, text = "ไม่แสดง", when = "score_year == '2500'" },
        ]
    "#;
    let files = [
        ("score-sheet/mine.toml", layout),
        (
            "score-sheet/own.txt",
            "เกณฑ์ {{ thresholds.strength_from }}\nบรรทัดเดียวกัน\n\n{% if level %}\n- {{ level }}\n{% endif %}\n",
        ),
        ("score-sheet/assumed.txt", "ถ้อยคำของหน่วยงาน"),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let templates = Templates::from_files(files).unwrap_or_else(|problems| panic!("{}", problems[0]));
    let sample = samples::full();
    let facts = sample.facts(DigitStyle::Thai);
    let own = compose("score-sheet", Some("short"), &facts, &templates).expect("made");
    assert_eq!((own.page.left, own.page.right), (250, 200));
    assert_eq!(own.file_stem, "short-2568");
    let texts = template_texts(&own);
    assert_eq!(texts[1], "เกณฑ์ 90.00 บรรทัดเดียวกัน");
    assert_eq!(texts[2], sample.tree.level_reached().expect("a level").name);
    assert_eq!(texts.len(), 5, "{texts:?}");
    assert!(texts[3].starts_with(char::is_numeric) && texts[3] > texts[4], "{texts:?}");
    let standard = compose("score-sheet", None, &facts, &templates).expect("made");
    assert!(template_texts(&standard).contains(&"ถ้อยคำของหน่วยงาน".to_owned()));
}
