//! The library of measures: it fits its schema, names only what exists, and leaves no question and no item out.

use std::collections::{BTreeMap, BTreeSet};

use domain::framework::Framework;
use serde_json::Value;

use crate::common::{YEARS, catalogue, framework};

fn library() -> Vec<(String, Value)> {
    let folder = testkit::root().join("measures");
    let files = std::fs::read_dir(folder).expect("measures").map(|entry| entry.expect("readable").path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter(|path| !path.ends_with("units.toml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("readable");
            (path.display().to_string(), toml::from_str(&text).expect("TOML"))
        })
        .collect()
}

fn measures(library: &[(String, Value)]) -> impl Iterator<Item = &Value> {
    library.iter().flat_map(|(_, file)| file["measures"].as_array().expect("measures"))
}

/// Codes that a measure may serve: items, and indicators by number.
fn codes(framework: &Framework) -> BTreeSet<String> {
    let items = framework.items.iter().map(|item| item.code.clone());
    items.chain(framework.indicators.iter().map(|indicator| indicator.number.to_string())).collect()
}

#[test]
fn every_file_fits_the_schema() {
    let schema = std::fs::read_to_string(testkit::root().join("measures/schema.json")).expect("schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    for (name, file) in library() {
        let errors: Vec<_> =
            validator.iter_errors(&file).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn ids_are_unique_and_codes_exist() {
    let (library, catalogue) = (library(), catalogue());
    let known: BTreeMap<String, BTreeSet<String>> = YEARS
        .map(|year| framework(catalogue, year))
        .map(|framework| (framework.id().series(), codes(framework)))
        .collect();
    let mut ids = BTreeSet::new();
    for measure in measures(&library) {
        let id = measure["id"].as_str().expect("id");
        assert!(ids.insert(id), "{id} is used twice");
        for link in measure["for"].as_array().expect("for") {
            let (year, code) =
                (link["framework"].as_str().expect("framework"), link["code"].as_str().expect("code"));
            assert!(known[year].contains(code), "{id}: {year} has no {code}");
        }
    }
}

#[test]
fn every_question_and_item_of_every_year_has_a_measure() {
    let (library, catalogue) = (library(), catalogue());
    let served: BTreeSet<(&str, &str)> = measures(&library)
        .flat_map(|measure| measure["for"].as_array().expect("for"))
        .filter_map(|link| Some((link["framework"].as_str()?, link["code"].as_str()?)))
        .collect();
    for year in YEARS {
        let framework = framework(catalogue, year);
        let series = framework.id().series();
        let without: Vec<_> = framework
            .items
            .iter()
            .filter(|item| !served.contains(&(series.as_str(), item.code.as_str())))
            .map(|item| &item.code)
            .collect();
        assert!(without.is_empty(), "{series}: no measure for {without:?}");
    }
}
