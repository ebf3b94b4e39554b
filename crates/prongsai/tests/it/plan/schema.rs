//! The committed schema agrees with the reader.

use prongsai::input::Format;
use serde_json::Value;

use super::{EXAMPLES, example, loaded, problems, with_measure, with_top};

fn schema() -> jsonschema::Validator {
    let text = std::fs::read_to_string(crate::runner::root().join("schemas/plan.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn what_the_reader_takes_the_schema_takes_too() {
    let schema = schema();
    let mut texts: Vec<String> = EXAMPLES.map(example).into();
    texts.push(crate::runner::run(&["plan", "template"]).out);
    for (name, value) in [
        ("issues", "null"),
        ("score_year", "\"๒๕๖๘\""),
        ("framework", "\"nacc/2568@1\""),
        ("agency", r#"{"code": 5, "kind": "temple"}"#),
        ("memo", r#"{"date": "1 ต.ค. 2568", "writer": null}"#),
        (
            "issues",
            r#"[{"codes": "O5", "score": "๘๐.๕", "framework": null}, {"codes": [9, "O6"], "score": 80}]"#,
        ),
        ("endorsements", r#"[{"office": "ปลัด", "date": null}]"#),
    ] {
        texts.push(with_top(name, value));
    }
    for (name, value) in [
        ("steps", r#"["ก", {"text": "ข", "evidence_expected": null}]"#),
        ("steps", "\"ก\""),
        ("supporting_units", "\"กองคลัง\""),
        ("period", "\"ต.ค. - ธ.ค.\""),
        ("period", r#"{"text": "ต.ค.", "from": "2025-10-01", "to": "31 ต.ค. 2568"}"#),
        ("follow_ups", r#"["๑ ต.ค. ๖๘"]"#),
        ("progress", r#"[{"date": "2025-10-01", "percent": "๕๐%"}, {"date": "2025-10-01", "percent": 100}]"#),
        ("outcome", "\"ดีขึ้น\""),
        ("outcome", r#"{"figure": {"value": "1,234.50", "unit": "บาท"}}"#),
        ("outcome", r#"{"figure": {"value": -42}}"#),
        ("evidence", r#"["ภาพ", {"link": "https://x"}]"#),
        ("theme", "\"services\""),
    ] {
        texts.push(with_measure(name, value));
    }
    for text in texts {
        loaded(Format::Json, &text);
        let errors: Vec<_> = schema
            .iter_errors(&serde_json::from_str(&text).unwrap())
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{text}: {errors:?}");
    }
}

#[test]
fn what_the_reader_refuses_for_its_shape_the_schema_refuses_too() {
    let schema = schema();
    let mut texts = vec!["[]".to_owned(), "{}".to_owned(), r#"{"score_year": 2568}"#.to_owned()];
    for (name, value) in [
        ("score_year", "2025"),
        ("score_year", "true"),
        ("framework", "\"2568\""),
        ("isues", "[]"),
        ("issues", "{}"),
        ("issues", "[5]"),
        ("issues", r#"[{"code": "O5"}]"#),
        ("issues", r#"[{"score": 101}]"#),
        ("issues", r#"[{"score": "9๑"}]"#),
        ("issues", r#"[{"measures": {}}]"#),
        ("agency", r#"{"nam": "x"}"#),
        ("memo", "[]"),
        ("memo", r#"{"writer": "ก"}"#),
        ("endorsements", r#"[{"office": 5}]"#),
        ("endorsements", r#"[{"signed": true}]"#),
    ] {
        texts.push(with_top(name, value));
    }
    texts.push(with_top("endorsements", &format!("[{}{{}}]", "{},".repeat(100))));
    texts.push(with_measure("steps", &format!("[{}\"\"]", "\"\",".repeat(1_000))));
    let long = format!("\"{}\"", "ก".repeat(32_001));
    for (name, value) in [
        ("title", "5"),
        ("title", long.as_str()),
        ("theme", "\"service\""),
        ("steps", "[5]"),
        ("steps", r#"[{"step": "ก"}]"#),
        ("period", "5"),
        ("period", r#"{"begin": "2025-10-01"}"#),
        ("follow_ups", "[5]"),
        ("progress", r#"["ก"]"#),
        ("progress", r#"[{"text": "ก"}]"#),
        ("progress", r#"[{"date": "2025-10-01", "percent": 101}]"#),
        ("progress", r#"[{"date": "2025-10-01", "percent": 0.5}]"#),
        ("outcome", r#"{"figure": {"value": "42 คน"}}"#),
        ("outcome", r#"{"figure": {"value": "0.1234567"}}"#),
        ("outcome", r#"{"figure": {"amount": 1}}"#),
        ("evidence", r#"[{"name": "ก", "sha256": "abc"}]"#),
        ("evidence", "[5]"),
    ] {
        texts.push(with_measure(name, value));
    }
    for text in texts {
        assert!(!problems(Format::Json, &text).is_empty());
        assert!(!schema.is_valid(&serde_json::from_str(&text).unwrap()), "{text}");
    }
}
