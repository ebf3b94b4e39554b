//! The committed schema agrees with the reader.

use prongsai::input::Format;
use serde_json::Value;

use super::problems;

fn root() -> &'static std::path::Path {
    std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn schema() -> jsonschema::Validator {
    let text = std::fs::read_to_string(root().join("schemas/assessment.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_examples_follow_the_schema() {
    let schema = schema();
    for entry in std::fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.display().to_string();
        if name.ends_with("-plan.json") || !name.ends_with(".json") {
            continue;
        }
        let example: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let errors: Vec<_> = schema.iter_errors(&example).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path:?}: {errors:?}");
    }
}

#[test]
fn what_the_reader_refuses_for_its_shape_the_schema_refuses_too() {
    let schema = schema();
    for text in [
        r#"[]"#,
        r#"{}"#,
        r#"{"framework": 2568}"#,
        r#"{"framework": null}"#,
        r#"{"framework": "2568"}"#,
        r#"{"framework": "nacc/2568", "publishd": {}}"#,
        r#"{"framework": "nacc/2568", "agency": {"nam": "x"}}"#,
        r#"{"framework": "nacc/2568", "agency": {"name": 5}}"#,
        r#"{"framework": "nacc/2568", "scope": "all"}"#,
        r#"{"framework": "nacc/2568", "unlisted_items": true}"#,
        r#"{"framework": "nacc/2568", "published": []}"#,
        r#"{"framework": "nacc/2568", "published": {"item": {}}}"#,
        r#"{"framework": "nacc/2568", "published": {"level": 1}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": "9๑.59"}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": "91,59"}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": "91.595"}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": "100.01"}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": 101}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": -1}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": true}}"#,
        r#"{"framework": "nacc/2568", "published": {"items": {"05": 0}}}"#,
        r#"{"framework": "nacc/2568", "published": {"items": {"o5": 0}}}"#,
        r#"{"framework": "nacc/2568", "published": {"indicators": {"x": 0}}}"#,
        r#"{"framework": "nacc/2568", "published": {"indicators": {"1": {}}}}"#,
        r#"{"framework": "nacc/2568", "published": {"instruments": {"oit": 0}}}"#,
        r#"{"framework": "nacc/2568", "verdicts": {"O5": "failed"}}"#,
        r#"{"framework": "nacc/2568", "verdicts": {"O5": 1}}"#,
        r#"{"framework": "nacc/2568", "tallies": {"I7": 5}}"#,
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"a": 5}}}"#,
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": -1}}}"#,
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": 1.5}}}"#,
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": 4294967296}}}"#,
    ] {
        assert!(!problems(Format::Json, text).is_empty());
        assert!(!schema.is_valid(&serde_json::from_str(text).unwrap()), "{text}");
    }
}

#[test]
fn what_the_reader_takes_the_schema_takes_too() {
    let schema = schema();
    for text in [
        r#"{"framework": "nacc/2568@1", "agency": null, "scope": null, "published": {"overall": null}}"#,
        r#"{"$schema": "x", "framework": "nacc/2568", "agency": {"code": 5, "kind": "temple"}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": "๙๑.๕๙", "indicators": {"๑": "100.000"}}}"#,
        r#"{"framework": "nacc/2568", "published": {"overall": "007.5", "items": {"survey/E๕": 0}}}"#,
        r#"{"framework": "nacc/2568", "verdicts": {"O5": false, "O6": "ไม่ผ่าน", "O7": null}}"#,
        r#"{"framework": "nacc/2564", "tallies": {"I4.2": {"1": "1,000", "๒": "๕"}, "E5": null}}"#,
    ] {
        super::read(Format::Json, text);
        let value = serde_json::from_str(text).unwrap();
        let errors: Vec<_> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{text}: {errors:?}");
    }
}
