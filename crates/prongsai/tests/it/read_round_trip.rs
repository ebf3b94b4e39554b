//! What `read` makes of real reports and of the program's own documents is taken by every other command.

use std::path::Path;

use serde_json::Value;

use crate::runner::{folder, json, run};

const EXAMPLE: &str = "examples/tham-rong-2568";

/// Runs a command on files and wants it to succeed.
fn works(arguments: &[&str]) {
    let ran = run(arguments);
    assert_eq!(ran.exit, 0, "{arguments:?}: {} {}", ran.out, ran.err);
}

/// Reads a report into both files and gives them to the other commands.
fn taken(report: &str, place: &Path, with_documents: bool) -> Value {
    let file = |name: &str| place.join(name).display().to_string();
    let (assessment, plan) = (file("assessment.json"), file("plan.json"));
    works(&["read", report, "--as", "assessment", "--out", &assessment, "--force"]);
    works(&["read", report, "--as", "plan", "--out", &plan, "--force"]);
    works(&["score", &assessment]);
    works(&["check", &assessment]);
    works(&["plan", "show", &plan]);
    works(&["plan", "check", &plan, "--assessment", &assessment, "--today", "2026-01-05"]);
    if with_documents {
        let out = file("documents");
        works(&[
            "report",
            "all",
            "--assessment",
            &assessment,
            "--plan",
            &plan,
            "--format",
            "html",
            "--out",
            &out,
        ]);
    }
    serde_json::from_str(&std::fs::read_to_string(&plan).unwrap()).unwrap()
}

fn measures(plan: &Value) -> Vec<&Value> {
    let issues = plan["issues"].as_array().unwrap();
    issues.iter().flat_map(|issue| issue["measures"].as_array().unwrap()).collect()
}

#[test]
fn real_reports_become_this_years_start() {
    let Some(seeds) = testkit::shared("seeds") else { return };
    for (name, count, results) in [("seed-000", 10, 10), ("seed-001", 11, 0), ("seed-004", 12, 0)] {
        let report = seeds.join(format!("{name}.txt")).display().to_string();
        let plan = taken(&report, &folder(&format!("trip-{name}")), true);
        let rows = measures(&plan);
        assert_eq!(rows.len(), count, "{name}");
        assert_eq!(rows.iter().filter(|row| row["result"].is_string()).count(), results, "{name}");
        assert!(rows.iter().all(|row| !row["steps"].as_array().unwrap().is_empty()), "{name}");
        assert!(rows.iter().all(|row| row["lead_unit"].is_string()), "{name}");
        for row in rows {
            let title = row["title"].as_str().unwrap();
            assert!(!title.starts_with("มาตรการ -"), "{title}");
            if let Some(from) = row["period"]["from"].as_str() {
                assert_eq!((from.len(), from.as_bytes()[4]), (10, b'-'), "{from}");
            }
        }
    }
}

#[test]
fn our_own_documents_are_read_back() {
    let place = folder("trip-own");
    let out = place.join("documents").display().to_string();
    let (assessment, plan) = (format!("{EXAMPLE}.json"), format!("{EXAMPLE}-plan.json"));
    let formats = "docx,html,xlsx,json";
    works(&[
        "report",
        "all",
        "--assessment",
        &assessment,
        "--plan",
        &plan,
        "--format",
        formats,
        "--out",
        &out,
    ]);
    let original: Value =
        serde_json::from_str(&std::fs::read_to_string(crate::runner::root().join(&plan)).unwrap()).unwrap();
    let mut kinds = 0;
    for entry in std::fs::read_dir(&out).unwrap() {
        let report = entry.unwrap().path();
        let name = report.file_name().unwrap().to_string_lossy().into_owned();
        let made = taken(&report.display().to_string(), &place, false);
        assert_eq!(made["score_year"], 2568, "{name}");
        // These list every measure of the plan.
        const WHOLE: [&str; 4] = ["action-plan", "follow-up", "implementation-report", "use-of-results"];
        if WHOLE.iter().any(|kind| name.starts_with(kind)) {
            assert_eq!(measures(&made).len(), measures(&original).len(), "{name}");
            kinds += 1;
        }
    }
    assert!(16 <= kinds, "{kinds}");
}

#[test]
fn a_table_on_its_own_needs_its_year() {
    let place = folder("trip-csv");
    let out = place.display().to_string();
    let (assessment, plan) = (format!("{EXAMPLE}.json"), format!("{EXAMPLE}-plan.json"));
    works(&[
        "report",
        "score-sheet",
        "--assessment",
        &assessment,
        "--plan",
        &plan,
        "--format",
        "csv",
        "--out",
        &out,
    ]);
    let table = place.join("score-sheet-2568-indicators.csv").display().to_string();
    let (value, ran) = json(&["read", &table, "--as", "assessment"]);
    assert_eq!(ran.exit, 0);
    assert_ne!(value["framework"], "nacc/2568");
    let (value, ran) = json(&["read", &table, "--as", "assessment", "--score-year", "๒๕๖๘"]);
    assert_eq!(ran.exit, 0);
    assert_eq!(value["framework"], "nacc/2568");
    assert_eq!(value["published"]["indicators"]["10"], "80.00");
    assert_eq!(value["published"]["indicators"]["1"], "100.00");
    assert_eq!(run(&["read", &table, "--score-year", "last"]).exit, 2);
}
