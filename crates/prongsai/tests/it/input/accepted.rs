//! What is accepted in JSON and TOML.

use domain::agency::{AgencyKind, Scope};
use domain::framework::NodeRef;
use domain::scoring::{Unlisted, Verdict};
use prongsai::input::{Format, load};

use super::{CATALOGUE, read};

const FULL: &str = r#"{
 "$schema": "../schemas/assessment.schema.json",
 "agency": {"name": "อบต.ตัวอย่าง", "kind": "sao", "province": "เลย", "district": null, "ministry": "มหาดไทย", "code": 6420301, "website": "https://example.go.th"},
 "scope": "aggregate",
 "framework": "nacc/2568",
 "unlisted_items": "full",
 "published": {
  "overall": 91.59, "level": "ดีเยี่ยมเกินจริง",
  "instruments": {"OIT": "82.50"}, "points": {"OIT": 33.00},
  "indicators": {"1": "100", "๓": "98.92", "4": null}, "parts": {"public/8": "99.05"}, "sub_indicators": {"9.1": "๑๐๐.๐๐"},
  "items": {"I7": "96.77", "public/E5": "99.52", "survey/E๕": 91.330, "O5": 0}
 },
 "verdicts": {"O5": "fail", "O๖": "ผ่าน", "O7": true, "O8": null},
 "tallies": {"public/E5": {"6": 41, "๕": "1,000"}, "I7": {}, "I8": {"1": 3, "2": null}}
}"#;

#[test]
fn the_whole_shape() {
    let loaded = read(Format::Json, FULL);
    let assessment = &loaded.assessment;
    let framework = assessment.framework;
    let node = |path: &str| framework.node(path).unwrap();
    let given = |path: &str| assessment.evidence.given(node(path)).map(|score| score.to_string());
    assert_eq!(framework.id().to_string(), "nacc/2568@1");
    assert_eq!(assessment.agency.kind, Some(AgencyKind::SubdistrictOrganization));
    assert_eq!(assessment.agency.code.as_deref(), Some("6420301"));
    assert_eq!(assessment.agency.district, None);
    assert_eq!(assessment.agency.ministry.as_deref(), Some("มหาดไทย"));
    assert_eq!(assessment.scope, Scope::Aggregate);
    assert_eq!(assessment.evidence.unlisted, Unlisted::Full);
    assert_eq!(assessment.overall.unwrap().to_string(), "91.59");
    assert_eq!(assessment.level.as_deref(), Some("ดีเยี่ยมเกินจริง"));
    for (path, score) in [
        ("OIT", "82.50"),
        ("1", "100.00"),
        ("3", "98.92"),
        ("public/8", "99.05"),
        ("9.1", "100.00"),
        ("I7", "96.77"),
        ("public/E5", "99.52"),
        ("survey/E5", "91.33"),
        ("O5", "0.00"),
    ] {
        assert_eq!(given(path).as_deref(), Some(score), "{path}");
    }
    assert_eq!(given("4"), None);
    let NodeRef::Instrument(oit) = framework.skeleton().nodes[node("OIT")].at else {
        panic!("an instrument")
    };
    assert_eq!(assessment.evidence.points_of(oit).unwrap().to_string(), "33.00");
    let verdict = |path: &str| assessment.evidence.verdict_of(framework.skeleton(), node(path));
    assert_eq!(
        ["O5", "O6", "O7", "O8"].map(verdict),
        [Some(Verdict::Fail), Some(Verdict::Pass), Some(Verdict::Pass), None]
    );
    let tally = assessment.evidence.tally_of(node("public/E5.1")).unwrap();
    assert_eq!(tally.counts()[..6], [0, 0, 0, 0, 1000, 41]);
    assert!(assessment.evidence.tally_of(node("I7.1")).is_none());
    assert_eq!(assessment.evidence.tally_of(node("I8.1")).unwrap().total(), 3);
    assert!(loaded.remarks.is_empty());
}

#[test]
fn toml_says_the_same() {
    let text = r#"
framework = "nacc/2568"
scope = "aggregate"
unlisted_items = "full"
[agency]
name = "อบต.ตัวอย่าง"
kind = "sao"
province = "เลย"
ministry = "มหาดไทย"
code = 6420301
website = "https://example.go.th"
[published]
overall = 91.59
level = "ดีเยี่ยมเกินจริง"
instruments = { OIT = "82.50" }
points = { OIT = 33.00 }
[published.indicators]
1 = 100
"๓" = "98.92"
[published.parts]
"public/8" = 99.05
[published.sub_indicators]
"9.1" = "๑๐๐.๐๐"
[published.items]
I7 = 96.77
"public/E5" = 99.52
"survey/E5" = 91.330
O5 = +0
[verdicts]
O5 = "fail"
O6 = "pass"
O7 = true
[tallies]
"public/E5" = { 6 = 41, 5 = 1_000 }
I8 = { 1 = 3 }
"#;
    let (toml, json) = (read(Format::Toml, text).assessment, read(Format::Json, FULL).assessment);
    assert_eq!(toml.evidence, json.evidence);
    assert_eq!(
        (toml.agency, toml.scope, toml.overall, toml.level),
        (json.agency, json.scope, json.overall, json.level)
    );
}

#[test]
fn figures_are_read_from_their_text() {
    // As binary floats these two are the same number.
    let text = r#"{"framework": "nacc/2568", "published": {"overall": 91.590000000000000000000}}"#;
    assert_eq!(read(Format::Json, text).assessment.overall.unwrap().to_string(), "91.59");
    let text = r#"{"framework": "nacc/2568", "published": {"overall": 91.590000000000000000001}}"#;
    assert_eq!(super::problems(Format::Json, text)[0].code, "too-precise");
}

#[test]
fn unknown_kinds_are_kept_with_a_remark() {
    let loaded = read(Format::Json, r#"{"framework": "nacc/2568", "agency": {"kind": "temple"}}"#);
    assert_eq!(loaded.assessment.agency.kind, Some(AgencyKind::Other("temple".to_owned())));
    assert_eq!(loaded.remarks.len(), 1);
    assert_eq!((loaded.remarks[0].code, loaded.remarks[0].key.as_str()), ("unknown-kind", "agency.kind"));
    assert!(loaded.remarks[0].message.th.contains("temple"));
}

#[test]
fn byte_order_marks_are_passed_over() {
    for (format, text) in [
        (Format::Json, "\u{FEFF}{\"framework\": \"nacc/๒๕๖๘\"}"),
        (Format::Toml, "\u{FEFF}framework = \"nacc/2568@1\"\r\n"),
    ] {
        assert_eq!(read(format, text).assessment.framework.fiscal_year().number(), 2568);
    }
}

#[test]
fn the_examples_load() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.display().to_string();
        if name.ends_with("-plan.json") || !name.ends_with(".json") {
            continue;
        }
        let loaded =
            load(&path, &CATALOGUE).unwrap_or_else(|error| panic!("{path:?}: {:#?}", error.problems()));
        assert!(loaded.assessment.score().overall().is_some(), "{path:?}");
        count += 1;
    }
    assert_eq!(count, 3);
}

#[test]
fn rows_of_a_question_are_counted_apart() {
    let text = r#"{"framework": "nacc/2564", "tallies": {"I4.2": {"1": 3, "2": 40}, "I๔.๓": {"1": 1}}}"#;
    let assessment = read(Format::Json, text).assessment;
    let tally = |path: &str| {
        assessment.evidence.tally_of(assessment.framework.node(path).unwrap()).map(|t| t.total())
    };
    assert_eq!(["I4.1", "I4.2", "I4.3"].map(tally), [None, Some(43), Some(1)]);
}
