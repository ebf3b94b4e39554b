//! Plan files: reading, writing, commands.

mod commands;
mod fuzz;
mod read;
mod round_trip;
mod schema;
mod workbook;

use domain::plan::Plan;
use prongsai::input::plan::{LoadedPlan, parse};
use prongsai::input::{Format, Problem};
use prongsai::output::json::plan as rows;
use serde_json::Value;

/// The three plans of the examples.
const EXAMPLES: [&str; 3] = ["tham-rong-2568", "ban-lao-2567", "kham-muang-2562"];

fn example(name: &str) -> String {
    let path = crate::runner::root().join(format!("examples/{name}-plan.json"));
    std::fs::read_to_string(path).unwrap()
}

fn loaded(format: Format, bytes: impl AsRef<[u8]>) -> LoadedPlan {
    parse("file", format, bytes.as_ref()).unwrap_or_else(|error| panic!("{error}: {:#?}", error.problems()))
}

fn plan(text: &str) -> Plan {
    loaded(Format::Json, text).plan
}

fn problems(format: Format, bytes: impl AsRef<[u8]>) -> Vec<Problem> {
    let problems = parse("file", format, bytes.as_ref()).expect_err("the file is wrong").problems();
    for problem in &problems {
        for text in [&problem.message, &problem.remedy] {
            assert!(!text.th.is_empty() && !text.en.is_empty(), "{problem:?}");
        }
        for word in ["ผลการประเมิน", "score-sheet"] {
            assert!(problem.code == "assessment-file" || !problem.remedy.th.contains(word), "{problem:?}");
        }
    }
    assert!(!problems.is_empty());
    problems
}

/// A plan file of one measure, with a name of the measure set to a JSON value.
fn with_measure(name: &str, value: &str) -> String {
    format!(
        r#"{{"score_year": 2568, "round_year": 2569, "framework": "nacc/2568",
        "issues": [{{"codes": ["O12"], "measures": [{{"{name}": {value}}}]}}]}}"#
    )
}

/// A plan file with a name of the top set to a JSON value.
fn with_top(name: &str, value: &str) -> String {
    let mut file: Value =
        serde_json::from_str(r#"{"score_year": 2568, "round_year": 2569, "framework": "nacc/2568"}"#)
            .unwrap();
    file[name] = serde_json::from_str(value).unwrap();
    file.to_string()
}

fn json(plan: &Plan) -> String {
    rows::plan(plan).to_string()
}
