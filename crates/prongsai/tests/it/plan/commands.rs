//! The commands, for a person and for a program.

use super::EXAMPLES;
use crate::runner::{file, folder, json, run};

const THAM_RONG: &str = "examples/tham-rong-2568.json";
const PLAN: &str = "examples/tham-rong-2568-plan.json";

#[test]
fn a_suggested_plan_is_a_plan_file_in_every_form() {
    let out = folder("plan-forms");
    let shown = json(&["plan", "suggest", THAM_RONG]).0;
    assert_eq!(shown["issues"][0]["codes"][0], "O5");
    for name in ["a.json", "a.toml", "a.xlsx"] {
        let path = out.join(name).display().to_string();
        let ran = run(&["plan", "suggest", THAM_RONG, "--out", &path]);
        assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
        assert_eq!(json(&["plan", "show", &path]).0, shown, "{name}");
        assert_eq!(run(&["plan", "suggest", THAM_RONG, "--out", &path]).exit, 1, "written over");
        assert_eq!(run(&["plan", "suggest", THAM_RONG, "--out", &path, "--force"]).exit, 0);
    }
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 3, "no file is left half-written");
    let printed = run(&["plan", "suggest", THAM_RONG, "--format", "json"]).out;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&printed).unwrap(), shown);
}

#[test]
fn options_choose_what_is_suggested() {
    let issues = |arguments: &[&str]| {
        let mut all = vec!["plan", "suggest", "examples/kham-muang-2562.json"];
        all.extend(arguments);
        json(&all).0
    };
    assert_eq!(issues(&[])["issues"].as_array().map(Vec::len), Some(38));
    assert_eq!(issues(&["--max-issues", "2"])["issues"].as_array().map(Vec::len), Some(2));
    let more = issues(&["--measures-per-issue", "2", "--round", "๒๕๖๔"]);
    let counts =
        more["issues"].as_array().unwrap().iter().map(|issue| issue["measures"].as_array().unwrap().len());
    assert_eq!(counts.max(), Some(2));
    assert_eq!(more["round_year"], 2564);
    assert_eq!(issues(&["--threshold", "0"])["issues"], serde_json::json!([]));
}

#[test]
fn findings_have_place_and_remedy() {
    let (value, ran) = json(&["plan", "check", PLAN, "--assessment", THAM_RONG, "--today", "21 พ.ย. 2569"]);
    assert_eq!((ran.exit, &value["findings"]), (0, &serde_json::json!([])));
    assert_eq!(value["next_office"], "นายกองค์การบริหารส่วนตำบล");
    let late = "examples/ban-lao-2567-plan.json";
    let (value, _) = json(&["plan", "check", late, "--today", "2025-10-01"]);
    let finding = &value["findings"][0];
    assert_eq!(finding["code"], "promise_without_note");
    assert!(finding["place"]["line"].is_u64() && finding["remedy_th"].is_string());
    assert_eq!(run(&["plan", "check", late, "--today", "2025-10-01", "--fail-on-findings"]).exit, 6);
    assert_eq!(run(&["plan", "check", PLAN, "--today", "2026-11-21", "--fail-on-findings"]).exit, 0);
    let other = json(&["plan", "check", PLAN, "--assessment", "examples/ban-lao-2567.json"]).0;
    assert_eq!(other["findings"][0]["code"], "other_assessment");
}

#[test]
fn findings_in_a_sheet_name_the_cell() {
    let text = r#"{"score_year": 2568, "round_year": 2569, "framework": "nacc/2568", "issues": [
        {"codes": ["O99"], "measures": [{"title": "ก", "lead_unit": "ข", "steps": ["ค"], "period": "ปี 2569",
        "evidence": [{"name": "ง", "link": "file.pdf"}]}]}]}"#;
    let path = folder("plan-sheet").join("a.xlsx");
    let mut bytes = Vec::new();
    prongsai::sheet::write_plan(&super::plan(text), &mut bytes).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let (value, _) = json(&["plan", "check", &path.display().to_string(), "--today", "2025-10-01"]);
    let found: Vec<_> = value["findings"].as_array().unwrap().iter().collect();
    let cells: Vec<_> =
        found.iter().map(|f| (f["code"].as_str().unwrap(), f["place"]["cell"].as_str().unwrap())).collect();
    assert_eq!(cells, [("unknown_code", "แผน!A2"), ("evidence_link", "แผน!U2")]);
}

#[test]
fn templates_are_plans() {
    let out = folder("plan-templates");
    for name in ["a.json", "a.toml", "a.xlsx"] {
        let path = out.join(name).display().to_string();
        let ran = run(&["plan", "template", "--framework", "nacc/2568", "--out", &path]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let (value, ran) = json(&["plan", "show", &path]);
        assert_eq!((ran.exit, &value["round_year"]), (0, &serde_json::json!(2569)), "{name}: {}", ran.err);
    }
}

#[test]
fn failures_have_their_exit_codes() {
    let broken = file("broken-plan.json", r#"{"score_year": 2025}"#);
    for (exit, arguments) in [
        (2, vec!["plan"]),
        (2, vec!["plan", "suggest", THAM_RONG, "--round", "2568"]),
        (2, vec!["plan", "suggest", THAM_RONG, "--round", "ปีหน้า"]),
        (2, vec!["plan", "suggest", THAM_RONG, "--threshold", "much"]),
        (2, vec!["plan", "suggest", THAM_RONG, "--measures-per-issue", "0"]),
        (2, vec!["plan", "suggest", THAM_RONG, "--format", "xlsx"]),
        (2, vec!["plan", "suggest", THAM_RONG, "--out", "plan.doc"]),
        (2, vec!["plan", "template", "--format", "toml", "--out", "plan.json"]),
        (2, vec!["plan", "check", PLAN, "--today", "พรุ่งนี้"]),
        (3, vec!["plan", "show", "no-such-plan.json"]),
        (3, vec!["plan", "template", "--framework", "nacc/2599"]),
        (5, vec!["plan", "show", &broken]),
        (5, vec!["plan", "show", THAM_RONG]),
        (5, vec!["plan", "show", "README.md"]),
        (5, vec!["plan", "show", "examples"]),
    ] {
        let (value, ran) = json(&arguments);
        assert_eq!(ran.exit, exit, "{arguments:?}: {}", ran.err);
        assert_eq!(value["error"]["exit"], exit, "{arguments:?}");
    }
}

#[test]
fn help_is_in_both_languages() {
    for command in ["suggest", "check", "show", "template"] {
        let thai = run(&["plan", command, "--help"]).out;
        let english = run(&["--lang", "en", "plan", command, "--help"]).out;
        assert!(thai.contains("แผน") && english.contains("plan"), "{command}");
    }
}

#[test]
fn plans_beside_results_are_not_ranked() {
    for name in EXAMPLES {
        assert!(crate::runner::root().join(format!("examples/{name}-plan.json")).is_file());
    }
    assert_eq!(run(&["rank", "examples"]).exit, 0);
}
