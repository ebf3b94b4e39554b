//! Published results as golden cases, and the oracle's independent calculation of thousands more.

use std::collections::BTreeMap;

use domain::framework::{Catalogue, Granularity, NodeIndex, NodeRef};
use domain::scoring::{ScoreTree, score};
use prongsai::input::{Format, parse};
use serde_json::{Value, json};

/// The figures of a result in the shape of the oracle's answers.
fn result(catalogue: &Catalogue, assessment: &Value, from: Option<&str>) -> Result<Value, String> {
    let text = assessment.to_string();
    let loaded =
        parse("case", Format::Json, text.as_bytes(), catalogue).map_err(|error| format!("{error:?}"))?;
    let framework = loaded.assessment.framework;
    let evidence = match from {
        Some(level) => loaded.assessment.evidence.from_level(framework, granularity(level)),
        None => loaded.assessment.evidence.clone(),
    };
    let tree = score(framework, &evidence);
    let overall = tree.skeleton().overall();
    Ok(json!({
        "overall": figure(&tree, overall),
        "level": tree.level_reached().map(|level| level.name.clone()),
        "instruments": figures(&tree, Granularity::Instruments),
        "points": points(&tree),
        "indicators": figures(&tree, Granularity::Indicators),
        "sub_indicators": figures(&tree, Granularity::SubIndicators),
        "parts": figures(&tree, Granularity::Parts),
        "items": figures(&tree, Granularity::Items),
        "certain": {
            "overall": certain(&tree, overall),
            "instruments": certainties(&tree, Granularity::Instruments),
            "indicators": certainties(&tree, Granularity::Indicators),
            "sub_indicators": certainties(&tree, Granularity::SubIndicators),
            "parts": certainties(&tree, Granularity::Parts),
            "items": certainties(&tree, Granularity::Items),
        },
    }))
}

fn granularity(level: &str) -> Granularity {
    match level {
        "items" => Granularity::Items,
        "parts" => Granularity::Parts,
        "sub_indicators" => Granularity::SubIndicators,
        "indicators" => Granularity::Indicators,
        "instruments" => Granularity::Instruments,
        other => panic!("no such level: {other}"),
    }
}

fn figure(tree: &ScoreTree<'_>, node: NodeIndex) -> Option<String> {
    tree.at(node).score.map(|score| score.to_string())
}

fn certain(tree: &ScoreTree<'_>, node: NodeIndex) -> Option<bool> {
    tree.at(node).score.map(|_| tree.at(node).doubts.is_empty())
}

fn nodes(tree: &ScoreTree<'_>, granularity: Granularity) -> impl Iterator<Item = (String, NodeIndex)> {
    tree.skeleton().of(granularity).map(|node| (tree.framework.path(node), node))
}

fn figures(tree: &ScoreTree<'_>, granularity: Granularity) -> BTreeMap<String, Option<String>> {
    nodes(tree, granularity).map(|(path, node)| (path, figure(tree, node))).collect()
}

fn certainties(tree: &ScoreTree<'_>, granularity: Granularity) -> BTreeMap<String, Option<bool>> {
    nodes(tree, granularity).map(|(path, node)| (path, certain(tree, node))).collect()
}

fn points(tree: &ScoreTree<'_>) -> BTreeMap<String, Option<String>> {
    nodes(tree, Granularity::Instruments)
        .map(|(path, node)| {
            let NodeRef::Instrument(instrument) = tree.skeleton().nodes[node].at else { return (path, None) };
            (path, tree.points(instrument).map(|points| points.to_string()))
        })
        .collect()
}

/// Where a result differs from what is expected; keys that the expectation leaves out, or holds as
/// nothing in a group, are compared as "no score".
fn differences(place: &str, expected: &Value, actual: &Value, found: &mut Vec<String>) {
    match expected {
        Value::Object(fields) => {
            for (key, value) in fields {
                differences(&format!("{place}.{key}"), value, &actual[key.as_str()], found);
            }
        }
        _ if expected == actual => {}
        _ => found.push(format!("{place}: expected {expected}, got {actual}")),
    }
}

#[test]
fn published_results_come_out_to_the_last_digit() {
    let catalogue = Catalogue::embedded();
    let cases = testkit::golden();
    assert!(60 < cases.len(), "golden cases are missing");
    let mut found = Vec::new();
    for case in &cases {
        match result(&catalogue, &case.assessment, case.from.as_deref()) {
            Ok(actual) => differences(&case.id, &case.expected, &actual, &mut found),
            Err(error) => found.push(format!("{}: refused: {error}", case.id)),
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_oracle_agrees_on_random_assessments() {
    let count = testkit::count("oracle_random_assessments", 10_000, 100_000);
    let lines = testkit::oracle(&["generate", "--count", &count.to_string(), "--seed", "2568"], "");
    let answers = testkit::oracle(&["batch"], &lines);
    let catalogue = Catalogue::embedded();
    let mut compared = 0;
    let mut found = Vec::new();
    for (line, answer) in lines.lines().zip(answers.lines()) {
        let case: Value = serde_json::from_str(line).expect("a case");
        let expected: Value = serde_json::from_str(answer).expect("an answer");
        assert_eq!(case["id"], expected["id"]);
        assert!(expected["error"].is_null(), "the oracle refused its own case: {expected}");
        let place = case["id"].to_string();
        match result(&catalogue, &case["assessment"], case["from"].as_str()) {
            Ok(actual) => {
                let Value::Object(fields) = &expected else { panic!("{place}: not an object") };
                for (key, value) in fields.iter().filter(|(key, _)| *key != "id" && *key != "framework") {
                    differences(&format!("{place}.{key}"), value, &actual[key.as_str()], &mut found);
                }
                compared += 1;
            }
            Err(error) => found.push(format!("{place}: refused: {error}")),
        }
        assert!(found.is_empty(), "{:#?}\n{line}", &found[..found.len().min(12)]);
    }
    assert_eq!(compared, count, "every case is compared");
}
