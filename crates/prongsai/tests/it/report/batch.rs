//! `report batch`: a folder of results, some of them wrong.

use std::path::Path;

use super::{BAN_LAO, BAN_LAO_PLAN, THAM_RONG, files};
use crate::runner::{folder, json, root, run};

/// A folder of twelve results: ten good ones, the third with its plan, one that is no JSON, and one whose plan is of
/// another year. A note lies beside them.
fn twelve(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    let copy = |from: &str, to: &str| {
        std::fs::copy(root().join(from), folder.join(to)).unwrap();
    };
    for number in 1..=10 {
        copy(if number % 2 == 0 { THAM_RONG } else { BAN_LAO }, &format!("หน่วยงาน {number:02}.json"));
    }
    copy(BAN_LAO_PLAN, "หน่วยงาน 03-plan.json");
    std::fs::write(folder.join("broken.json"), "{\"framework\": \"nacc/2568\",").unwrap();
    copy(THAM_RONG, "other-year.json");
    copy(BAN_LAO_PLAN, "other-year-plan.json");
    std::fs::write(folder.join("readme.txt"), "โปรดอ่าน").unwrap();
    folder
}

#[test]
fn the_good_ones_are_made_and_the_bad_ones_told() {
    let (input, out) = (twelve("batch-in"), folder("batch-out"));
    let arguments = [
        "report",
        "batch",
        input.to_str().unwrap(),
        "--kind",
        "memo,action-plan,memo",
        "--format",
        "html,json",
        "--out",
        out.to_str().unwrap(),
        "--date",
        "2025-12-27",
    ];
    let (value, ran) = json(&arguments);
    assert_eq!(ran.exit, 1, "{}", ran.err);
    let counts = ["made", "failed", "documents", "files"].map(|key| value[key].as_u64().unwrap());
    assert_eq!(counts, [10, 2, 20, 40]);
    assert_eq!(files(&out).len(), 40);
    assert!(
        (1..=10)
            .all(|n| files(&out).iter().filter(|f| f.starts_with(&format!("หน่วยงาน {n:02}/"))).count() == 4)
    );
    let inputs = value["inputs"].as_array().unwrap();
    assert_eq!(inputs.len(), 12);
    let of = |name: &str| inputs.iter().find(|row| named(&row["assessment"]) == name).unwrap();
    for (name, code) in [("broken.json", "syntax"), ("other-year.json", "plan-of-another-year")] {
        let row = of(name);
        assert_eq!(row["documents"], serde_json::json!([]));
        let error = &row["error"]["errors"][0];
        assert_eq!(error["code"], code, "{row}");
        for key in ["message_th", "message_en", "remedy_th", "remedy_en"] {
            assert!(error[key].as_str().is_some_and(|text| !text.is_empty()), "{error}");
        }
    }
    // Only the one with a plan beside it has a plan that somebody decided.
    let is_draft = |row: &serde_json::Value| row["documents"][1]["draft"] == true;
    let decided: Vec<String> = inputs
        .iter()
        .filter(|row| row["error"].is_null() && !is_draft(row))
        .map(|row| named(&row["assessment"]))
        .collect();
    assert_eq!(decided, ["หน่วยงาน 03.json"]);
    assert_eq!(named(&of("หน่วยงาน 03.json")["plan"]), "หน่วยงาน 03-plan.json");
    assert_eq!(value["drafts"].as_u64().unwrap(), drafts(inputs));
}

fn named(path: &serde_json::Value) -> String {
    Path::new(path.as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned()
}

fn drafts(inputs: &[serde_json::Value]) -> u64 {
    let documents = inputs.iter().flat_map(|row| row["documents"].as_array().unwrap());
    u64::try_from(documents.filter(|document| document["draft"] == true).count()).unwrap()
}

#[test]
fn people_read_a_summary_with_remedies() {
    let (input, out) = (twelve("batch-told"), folder("batch-told-out"));
    let place = out.to_str().unwrap();
    let fixed =
        ["report", "batch", input.to_str().unwrap(), "--format", "json", "--out", place, "--jobs", "3"];
    let ran = run(&fixed);
    assert_eq!(ran.exit, 1);
    for words in ["10 หน่วยงาน", "จัดทำไม่ได้", "broken.json", "other-year.json", "→"]
    {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let english = run(&[&fixed[..], &["--lang", "en", "--force"]].concat());
    assert!(english.out.contains("10 agencies") && english.out.contains("Not made"), "{}", english.out);
}

/// However many are made at once, the same files come out.
#[test]
fn the_number_of_jobs_changes_nothing() {
    let input = twelve("batch-jobs");
    let all = |jobs: &str| {
        let out = folder(&format!("batch-jobs-{jobs}"));
        let fixed =
            ["report", "batch", input.to_str().unwrap(), "--format", "pdf,docx", "--date", "2025-12-27"];
        run(&[&fixed[..], &["--jobs", jobs, "--out", out.to_str().unwrap()]].concat());
        let names = files(&out);
        let contents: Vec<_> = names.iter().map(|name| std::fs::read(out.join(name)).unwrap()).collect();
        (names, contents)
    };
    let one = all("1");
    assert_eq!(one.0.len(), 20);
    assert!(one == all("4"));
}

/// Results of one name and two forms do not write over each other.
#[test]
fn results_of_one_name_have_folders_of_their_own() {
    let (input, out) = (folder("batch-same"), folder("batch-same-out"));
    std::fs::copy(root().join(BAN_LAO), input.join("a.json")).unwrap();
    std::fs::write(input.join("a.toml"), "framework = \"nacc/2568\"\n[published.indicators]\n1 = \"80\"\n")
        .unwrap();
    let place = out.to_str().unwrap();
    let (value, ran) = json(&[
        "report",
        "batch",
        input.to_str().unwrap(),
        "--kind",
        "score-sheet",
        "--format",
        "json",
        "--out",
        place,
    ]);
    assert_eq!((ran.exit, value["files"].as_u64()), (0, Some(2)), "{}", ran.err);
    assert_eq!(files(&out).len(), 2);
    assert_eq!(files(&out), ["a.json/score-sheet-2567.json", "a.toml/score-sheet-2568.json"]);
}

#[test]
fn wrong_folders_and_options_stop_it() {
    let empty = folder("batch-empty");
    let empty = empty.to_str().unwrap();
    let input = twelve("batch-options");
    let input = input.to_str().unwrap();
    for (exit, arguments) in [
        (3, vec![empty]),
        (3, vec!["no-such-folder"]),
        (3, vec![input, "--kind", "poem"]),
        (2, vec![input, "--format", "odt"]),
        (2, vec![input, "--date", "วันหนึ่ง"]),
        (2, vec![input, "--round", "ปีหน้า"]),
        (2, vec![input, "--rank", "ที่หนึ่ง"]),
    ] {
        let (value, ran) = json(&[&["report", "batch"], &arguments[..]].concat());
        assert_eq!(ran.exit, exit, "{arguments:?}");
        assert_eq!(value["error"]["exit"], exit, "{arguments:?}");
    }
}
