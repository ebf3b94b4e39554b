//! The eight years: they read, they fit the committed schema, they do not change once released.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::framework::file::{Comparable, Confidence, FrameworkFile};
use domain::framework::{
    Catalogue, ChangeKind, Framework, LookupError, derive, diff, nearest, read, suggest_code,
};
use proptest::prelude::*;

use crate::common::{YEARS, cases, catalogue, framework};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frameworks")
}

fn text(year: i16) -> String {
    std::fs::read_to_string(folder().join(format!("nacc/fy{year}.toml"))).expect("framework file")
}

#[test]
fn every_file_of_the_folder_is_embedded_and_reads() {
    let catalogue = Catalogue::embedded();
    let files = std::fs::read_dir(folder().join("nacc")).expect("folder").count();
    assert_eq!(catalogue.entries().len(), files, "a file in frameworks/nacc is not embedded in catalogue.rs");
    for entry in catalogue.entries() {
        let framework = entry.framework().unwrap_or_else(|problems| panic!("{}: {problems:#?}", entry.id));
        assert_eq!(framework.id(), &entry.id);
    }
}

/// Results name the digest of their rules, so a released file never changes: a correction is a new revision.
#[test]
fn released_files_have_the_digests_that_were_released() {
    let recorded: BTreeMap<String, String> = std::fs::read_to_string(folder().join("digests.txt"))
        .expect("frameworks/digests.txt")
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(digest, id)| (id.to_owned(), digest.to_owned()))
        .collect();
    let catalogue = Catalogue::embedded();
    let actual: BTreeMap<_, _> = catalogue
        .entries()
        .iter()
        .map(|e| (e.id.to_string(), e.framework().expect("reads").digest().to_owned()))
        .collect();
    assert_eq!(
        recorded, actual,
        "add a revision instead of editing a released file; see docs/guides/add-a-year.md"
    );
}

#[test]
fn every_file_fits_the_schema_and_the_schema_refuses_what_the_reader_refuses() {
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder().join("schema.json")).expect("schema"))
            .expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    for year in YEARS {
        let value: serde_json::Value = toml::from_str(&text(year)).expect("TOML");
        let errors: Vec<_> =
            validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "fy{year}: {errors:#?}");
    }
    let mut value: serde_json::Value = toml::from_str(&text(2568)).expect("TOML");
    for (pointer, wrong) in [
        ("/status", serde_json::json!("final")),
        ("/instruments/0/weight", serde_json::json!(30)),
        ("/questions/0/sub_questions/0/polarity", serde_json::json!("up")),
        ("/levels/0/overall_min", serde_json::json!("95,00")),
    ] {
        let place = value.pointer_mut(pointer).expect(pointer);
        let right = std::mem::replace(place, wrong);
        assert!(!validator.is_valid(&value), "the schema accepts a wrong {pointer}");
        *value.pointer_mut(pointer).expect(pointer) = right;
    }
    value.as_object_mut().expect("object").insert("extra".into(), 1.into());
    assert!(!validator.is_valid(&value), "the schema accepts an unknown key");
}

/// One mistake of each kind, and the key that the report has to name.
#[test]
fn mistakes_are_found_with_their_place() {
    for (year, from, to, key) in [
        (2568, "schema = \"prongsai-framework/1\"", "schema = \"other/1\"", "schema"),
        (2568, "\ncode = \"O6\"\nindicator", "\ncode = \"O5\"\nindicator", "items[O5]"),
        (2568, "weight = \"40\"", "weight = \"41\"", "instruments"),
        (2568, "overall_min = \"70.00\"", "overall_min = \"70.02\"", "levels"),
        (
            2568,
            "\nindicator = 9\nsub_indicator = \"9.2\"",
            "\nindicator = 9\nsub_indicator = \"9.9\"",
            "disclosure_items[O5].sub_indicator",
        ),
        (
            2568,
            "\nindicator = 9\nsub_indicator = \"9.2\"",
            "\nindicator = 9\nsub_indicator = \"10.1\"",
            "disclosure_items[O5].sub_indicator",
        ),
        (2568, "points = [0, 100]", "points = [0, 50]", "disclosure_items[O1].points"),
        (2568, "scale = \"L6_SHARE\"", "scale = \"L9\"", "questions[I2].sub_questions"),
        (2568, "assumed_weights = \"H1\"", "assumed_weights = \"H9\"", "indicators[9].rule.assumed_weights"),
        (2564, "mode = \"half_up\"", "mode = \"half_even\"", "scoring.rounding"),
    ] {
        let text = text(year);
        let broken = text.replacen(from, to, 1);
        assert_ne!(text, broken, "{from} does not occur in fy{year}");
        let problems = read(&broken).err().unwrap_or_else(|| panic!("{to:?} is accepted"));
        assert!(problems.iter().any(|p| p.key == key), "{to}: {problems:#?}");
        assert!(problems.iter().all(|p| !p.text.th.is_empty() && !p.text.en.is_empty()));
    }
}

#[test]
fn a_problem_names_its_line() {
    let text = text(2568);
    let broken = text.replacen(
        "\nindicator = 9\nsub_indicator = \"9.2\"",
        "\nindicator = 9\nsub_indicator = \"9.9\"",
        1,
    );
    let line = broken.lines().position(|l| l.trim_end() == "code = \"O5\"").expect("O5") + 1;
    let problems = read(&broken).expect_err("refused");
    assert_eq!(problems[0].line, Some(line), "{problems:#?}");
    let syntax = read(&text.replacen("owner =", "owner", 1)).expect_err("syntax");
    assert!(syntax[0].line.is_some());
}

#[test]
fn names_find_the_newest_revision_and_suggest_the_nearest() {
    let mut catalogue = Catalogue::embedded();
    let second = text(2568).replacen("revision = 1", "revision = 2", 1);
    catalogue.add(second).expect("a second revision");
    let digest = |name: &str| catalogue.find(name).expect(name).digest().to_owned();
    assert_eq!(digest("nacc/2568"), digest("nacc/2568@2"));
    assert_ne!(digest("nacc/2568"), digest("nacc/2568@1"));
    assert_eq!(digest("nacc/๒๕๖๘@1"), digest("nacc/2568@1"));
    match catalogue.find("nac/2568") {
        Err(LookupError::NotFound { nearest, .. }) => assert_eq!(nearest.as_deref(), Some("nacc/2568")),
        other => panic!("{other:?}"),
    }
    assert!(matches!(catalogue.find("2568"), Err(LookupError::Name(_))));
    match catalogue.find("nacc/2580") {
        Err(LookupError::NotFound { nearest, .. }) => assert_eq!(nearest.as_deref(), Some("nacc/2569")),
        other => panic!("{:?}", other.map(Framework::id)),
    }
}

#[test]
fn a_derived_year_is_marked_and_scores() {
    let catalogue = Catalogue::embedded();
    let year = thai::FiscalYear::new(2570).expect("year");
    let file = derive(framework(&catalogue, 2569), year);
    let text = toml::to_string(&file).expect("TOML");
    let derived = read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert!(derived.is_provisional());
    assert_eq!(derived.id().to_string(), "nacc/2570@1");
    assert!(file.name_en.contains("2570 (2027)"), "{}", file.name_en);
    let read_back: FrameworkFile = toml::from_str(&text).expect("reads back");
    assert_eq!(read_back, file);
    let strong = |c: &Confidence| matches!(c, Confidence::Seen | Confidence::Inferred | Confidence::Recalled);
    assert!(!file.levels.iter().any(|l| strong(&l.confidence)));
    assert!(!file.questions.iter().any(|q| strong(&q.confidence)));
    assert!(!strong(&file.scoring.overall.confidence));

    let mut evidence = domain::scoring::Evidence::new(&derived);
    for node in derived.skeleton().of(domain::framework::Granularity::Indicators) {
        evidence.give(node, domain::Score::clamped(9000));
    }
    let tree = domain::scoring::score(&derived, &evidence);
    assert_eq!(tree.overall().map(|s| s.to_string()).as_deref(), Some("90.00"));
    assert!(!tree.certain(), "a figure by assumed rules is not certain");
}

#[test]
fn continuing_items_are_linked_in_both_directions() {
    let catalogue = Catalogue::embedded();
    for year in 2562..2569 {
        let (old, new) = (framework(&catalogue, year), framework(&catalogue, year + 1));
        let links = |a, b| {
            let trends = diff(a, b).trends;
            let mut pairs: Vec<_> =
                trends.iter().filter_map(|t| Some((t.before?, t.after?, t.comparable?))).collect();
            pairs.sort_by_key(|pair| (pair.0, pair.1));
            pairs
        };
        let mut backward: Vec<_> = links(new, old).into_iter().map(|(b, a, c)| (a, b, c)).collect();
        backward.sort_by_key(|pair| (pair.0, pair.1));
        let forward: std::collections::BTreeSet<_> = links(old, new).iter().map(|p| (p.0, p.1)).collect();
        let backward: std::collections::BTreeSet<_> = backward.iter().map(|p| (p.0, p.1)).collect();
        let shared = forward.intersection(&backward).count();
        assert!(shared * 10 >= forward.len() * 9, "{year}: {shared} of {}", forward.len());
    }
}

#[test]
fn the_years_differ_as_the_sources_say() {
    let catalogue = Catalogue::embedded();
    let year = |y| framework(&catalogue, y);
    let change = |a, b, kind: ChangeKind, path: &str| {
        diff(year(a), year(b)).changes.into_iter().any(|c| c.kind == kind && c.path == path)
    };
    assert!(change(2565, 2566, ChangeKind::Levels, "levels"));
    assert!(change(2562, 2563, ChangeKind::Count, "OIT"));
    assert!(!change(2564, 2565, ChangeKind::Levels, "levels"));
    // E9 asks another thing on another scale since FY2568: no line may be drawn.
    let trends = diff(year(2567), year(2568)).trends;
    let e9 = year(2567).node("public/E9");
    assert!(trends.iter().any(|t| t.before == e9 && t.after.is_none()));
    let e3 = trends.iter().find(|t| t.before == year(2567).node("public/E3")).expect("E3");
    assert_eq!(e3.comparable, Some(Comparable::Limited));
}

#[test]
fn codes_that_print_alike_are_suggested() {
    let catalogue = Catalogue::embedded();
    let framework = framework(&catalogue, 2568);
    assert_eq!(suggest_code(framework, "0๕", None), ["O5"]);
    assert_eq!(suggest_code(framework, "o12", None), ["O12"]);
    assert_eq!(suggest_code(framework, "1๗", Some(3)), ["I7"]);
    assert_eq!(suggest_code(framework, "survey/E๔", Some(8)), ["survey/E8"]);
    assert_eq!(suggest_code(framework, "O1O", None), ["O10"]);
    assert_eq!(nearest("0IT", ["IIT", "EIT", "OIT"]), Some("OIT"));
    assert!(suggest_code(framework, "", None).is_empty());
}

proptest! {
    #![proptest_config(cases("framework_any_text", 200, 20_000))]

    #[test]
    fn reading_any_text_never_panics(text in ".{0,400}") {
        let _ = read(&text);
        let _ = catalogue().find(&text);
    }

    #[test]
    fn reading_a_damaged_file_never_panics(at in 0_usize..30_000, len in 0_usize..40, with in ".{0,12}") {
        let text = text(2567);
        let from = text.floor_char_boundary(at.min(text.len()));
        let to = text.floor_char_boundary((from + len).min(text.len()));
        let _ = read(&format!("{}{with}{}", &text[..from], &text[to..]));
    }

    #[test]
    fn suggesting_for_any_code_never_panics(code in "\\PC{0,12}", indicator in proptest::option::of(0_u8..12)) {
        let _ = suggest_code(framework(catalogue(), 2568), &code, indicator);
    }
}
