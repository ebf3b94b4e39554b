//! Twins of five real documents: made from data, they hold the same sections, tables, columns and figures.
//!
//! What each must hold is written down in `tests/twins/NAME.toml`, from the documents themselves where they could
//! be read in full, else from what is known of their columns and parts. `docs/method/twins.md` tells what differs.

mod inventory;
mod outline;
mod read;

use std::sync::LazyLock;

use documents::facts::Facts;
use documents::model::Document;
use documents::{Templates, compose};
use domain::Assessment;
use domain::consistency;
use domain::framework::Catalogue;
use domain::plan::Plan;
use thai::DigitStyle;

use self::inventory::Inventory;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// Names of all twins.
const TWINS: [&str; 5] =
    ["ban-lao-2567", "tham-rong-2568", "memo-table-2566", "by-theme-2567", "kham-muang-2562"];

/// The document of a twin.
fn made(inventory: &Inventory, assessment: &Assessment<'_>, plan: &Plan, digits: DigitStyle) -> Document {
    let tree = assessment.score();
    let rank = inventory.rank();
    let facts = Facts {
        thresholds: inventory.thresholds(),
        round_framework: CATALOGUE.find(&format!("nacc/{}", plan.round_year)).ok(),
        rank: rank.as_ref(),
        digits,
        ..Facts::new(assessment, &tree, plan, inventory.today())
    };
    compose(&inventory.kind, Some(&inventory.layout), &facts, &Templates::embedded()).unwrap()
}

/// What is not in the twin as it is in the document; `change` is done to the plan before.
fn differences(name: &str, change: impl Fn(&mut Plan)) -> Vec<String> {
    let inventory: Inventory = read::inventory(name);
    let mut plan = read::plan(name);
    change(&mut plan);
    let assessment = read::assessment(name, &CATALOGUE);
    let document = made(&inventory, &assessment, &plan, DigitStyle::Ascii);
    [inventory.counts(&plan), inventory.differences(&outline::of(&document))].concat()
}

#[track_caller]
fn is_the_same(name: &str) {
    let differences = differences(name, |_| ());
    assert!(differences.is_empty(), "{name}:\n{}", differences.join("\n"));
}

#[test]
fn report_by_indicator_with_memo() {
    is_the_same("ban-lao-2567");
}

#[test]
fn use_of_results() {
    is_the_same("tham-rong-2568");
}

#[test]
fn memo_with_its_table() {
    is_the_same("memo-table-2566");
}

#[test]
fn report_by_theme() {
    is_the_same("by-theme-2567");
}

#[test]
fn analysis_by_indicator() {
    is_the_same("kham-muang-2562");
}

#[test]
fn what_is_missing_is_noticed() {
    for name in TWINS {
        let without_last = differences(name, |plan| {
            let issue = plan.issues.iter_mut().rev().find(|issue| !issue.measures.is_empty()).unwrap();
            issue.measures.pop();
        });
        assert!(
            2 <= without_last.len(),
            "{name}: a measure less is one count and one table: {without_last:?}"
        );
        let without_steps = differences(name, |plan| {
            plan.issues[0].measures.iter_mut().for_each(|measure| measure.steps.clear())
        });
        let has_measures = !read::plan(name).issues[0].measures.is_empty();
        assert_eq!(has_measures, !without_steps.is_empty(), "{name}");
    }
}

#[test]
fn a_draft_only_without_results() {
    for name in TWINS {
        let inventory: Inventory = read::inventory(name);
        let assessment = read::assessment(name, &CATALOGUE);
        let mut plan = read::plan(name);
        assert!(!made(&inventory, &assessment, &plan, DigitStyle::Thai).draft, "{name}");
        plan.issues
            .iter_mut()
            .flat_map(|issue| &mut issue.measures)
            .for_each(|measure| measure.result = None);
        let reports = inventory.kind == "implementation-report";
        assert_eq!(made(&inventory, &assessment, &plan, DigitStyle::Thai).draft, reports, "{name}");
    }
}

/// What is known to be wrong in the documents: one total that its indicators do not give, and one question of
/// which only another figure gives the rest.
#[test]
fn published_figures_agree_but_for_two() {
    let found = |assessment: &Assessment<'_>| -> Vec<(String, String)> {
        let findings = consistency::check(assessment, &CATALOGUE).findings;
        findings.into_iter().map(|finding| (finding.key, finding.published)).collect()
    };
    for name in TWINS {
        let total = ("published.overall".to_owned(), "64.92".to_owned());
        let expected = if name == "ban-lao-2567" { vec![total] } else { Vec::new() };
        assert_eq!(found(&read::assessment(name, &CATALOGUE)), expected, "{name}");
    }
    let mut printed = read::assessment("tham-rong-2568", &CATALOGUE);
    let question = printed.framework.node("public/E9").unwrap();
    printed.evidence.give(question, "90.00".parse().unwrap());
    assert_eq!(found(&printed), [("published.indicators.8".to_owned(), "94.30".to_owned())]);
}

#[test]
fn data_is_as_the_schemas_say() {
    for what in ["assessment", "plan"] {
        let schema = testkit::root().join(format!("schemas/{what}.schema.json"));
        let schema = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
        let schema = jsonschema::validator_for(&schema).unwrap();
        for name in TWINS {
            let data = serde_json::from_str(&read::file(&format!("{name}.{what}.json"))).unwrap();
            let faults: Vec<_> = schema.iter_errors(&data).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{name}.{what}.json: {faults:?}");
        }
    }
}
