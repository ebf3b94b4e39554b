use documents::samples;
use documents::write::{WriteOptions, json};
use serde_json::{Value, json};
use testkit::root;
use thai::DigitStyle;

use super::hostile;

fn written(document: &documents::model::Document) -> Value {
    serde_json::from_slice(&json::write(document, &WriteOptions::default()).unwrap()).unwrap()
}

fn schema() -> jsonschema::Validator {
    let text = std::fs::read_to_string(root().join("schemas/document.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn what_is_written_is_what_the_schema_says() {
    let schema = schema();
    for text in hostile::TEXTS {
        let value = written(&hostile::with(|| text.to_owned()));
        let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    assert!(schema.is_valid(&written(&samples::everything(0))));
}

/// Calls `change` with each object in turn; each must leave a document that the schema refuses.
fn each_object(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(path.to_owned());
            members.iter().for_each(|(key, value)| each_object(value, &format!("{path}/{key}"), found));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(at, value)| each_object(value, &format!("{path}/{at}"), found));
        }
        _ => {}
    }
}

#[test]
fn the_schema_refuses_what_is_not_written() {
    let schema = schema();
    let whole = written(&samples::everything(2));
    let mut places = Vec::new();
    each_object(&whole, "", &mut places);
    assert!(100 < places.len());
    for place in places {
        let mut changed = whole.clone();
        changed.pointer_mut(&place).unwrap()["surplus"] = json!(1);
        assert!(!schema.is_valid(&changed), "{place}: a member too many");
        let keys: Vec<String> = whole.pointer(&place).unwrap().as_object().unwrap().keys().cloned().collect();
        for key in keys {
            let mut changed = whole.clone();
            changed.pointer_mut(&place).unwrap().as_object_mut().unwrap().remove(&key);
            assert!(!schema.is_valid(&changed), "{place}: without {key}");
            let mut changed = whole.clone();
            changed.pointer_mut(&place).unwrap()[&key] = json!({ "no": "such thing" });
            assert!(!schema.is_valid(&changed), "{place}: {key} of another type");
        }
    }
}

#[test]
fn figures_are_exact_and_digits_are_ascii() {
    let mut document = samples::everything(11);
    document.digits = DigitStyle::Thai;
    let value = written(&document);
    assert_eq!(value["schema"], "prongsai/document/1");
    assert_eq!(value["digits"], "thai");
    assert_eq!(value["date"], "2025-12-27");
    let table = &value["sections"][2]["blocks"][4];
    assert_eq!(table["body"][1]["cells"][3]["content"], json!({ "content": "figure", "value": "-2.92" }));
    assert!(!value.to_string().contains(|c: char| ('๐'..='๙').contains(&c)));
}
