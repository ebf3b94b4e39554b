//! The Thai twins of notes in framework files: complete, needed, and of the same facts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::framework::file::FrameworkFile;
use domain::framework::{thai_citation, thai_note};

use crate::common::catalogue;

/// Sources of rules and of questions, as pages show them, and citations.
fn shown() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut notes, mut citations) = (BTreeSet::new(), BTreeSet::new());
    for entry in catalogue().entries() {
        let framework = entry.framework().expect("reads");
        let file: &FrameworkFile = framework.file();
        let scoring = &file.scoring;
        for rule in [&scoring.overall, &scoring.instrument, &scoring.question, &scoring.disclosure_item] {
            notes.insert(rule.source.clone());
        }
        notes.extend(framework.indicators.iter().map(|one| one.rule.source.clone()));
        notes.extend(framework.sub_indicators.iter().map(|one| one.rule.source.clone()));
        notes.extend(framework.items.iter().filter(|one| !one.is_disclosure()).map(|one| one.source.clone()));
        citations.extend(file.sources.iter().map(|source| source.citation.clone()));
    }
    (notes, citations)
}

/// Words of three letters or more that are no part of an address or a name with signs in it.
fn has_prose(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| !word.contains(['.', '/', '_']));
    words.filter(|word| 3 <= word.bytes().filter(u8::is_ascii_lowercase).count()).count() > 0
}

/// Numbers, `96.45` as one.
fn numbers(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    let parts = parts.map(|part| part.trim_matches('.')).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

#[test]
fn every_note_that_is_shown_has_a_thai_twin() {
    let (notes, citations) = shown();
    let no_note: Vec<&String> =
        notes.iter().filter(|note| has_prose(note) && thai_note(note).is_none()).collect();
    assert!(no_note.is_empty(), "add to frameworks/notes.th.toml: {no_note:#?}");
    let is_left = |one: &&String| has_prose(one) && thai_citation(one).is_none();
    let no_citation: Vec<&String> = citations.iter().filter(is_left).collect();
    assert!(no_citation.is_empty(), "add to frameworks/notes.th.toml: {no_citation:#?}");
}

#[test]
fn a_twin_is_needed_thai_and_has_the_numbers_of_the_note() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frameworks/notes.th.toml");
    let file: toml::Table = std::fs::read_to_string(path).expect("file").parse().expect("TOML");
    let (notes, citations) = shown();
    let bare = |note: &String| match note.split_once(": ") {
        Some((range, rest)) if range.starts_with('O') && range.contains('-') => rest.to_owned(),
        _ => note.clone(),
    };
    let shown: BTreeMap<&str, BTreeSet<String>> =
        BTreeMap::from([("notes", notes.iter().map(bare).collect()), ("citations", citations)]);
    for (section, shown) in shown {
        for (english, thai) in file[section].as_table().expect("a table") {
            let thai = thai.as_str().expect("text");
            assert!(shown.contains(english), "nobody shows {english}");
            assert!(thai.chars().any(|c| ('ก'..='๛').contains(&c)), "{thai}");
            let (before, after) = (numbers(english), numbers(thai));
            assert!(before.is_subset(&after), "{english}: {:?}", before.difference(&after));
            assert!(!thai.contains(['"', '\u{0e4d}']), "a decomposed sign: {thai}");
        }
    }
}
