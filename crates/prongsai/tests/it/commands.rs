//! Every command, for a person and for a program.

use serde_json::Value;

use crate::runner::{command, file, folder, json, run};

const THAM_RONG: &str = "examples/tham-rong-2568.json";
const BAN_LAO: &str = "examples/ban-lao-2567.json";
const KHAM_MUANG: &str = "examples/kham-muang-2562.json";

fn commands() -> Vec<Vec<&'static str>> {
    vec![
        vec!["score", THAM_RONG],
        vec!["score", BAN_LAO, "--from", "indicators"],
        vec!["explain", THAM_RONG],
        vec!["explain", THAM_RONG, "8", "--depth", "3"],
        vec!["analyse", KHAM_MUANG],
        vec!["simulate", THAM_RONG],
        vec!["simulate", THAM_RONG, "--target", "95", "--only", "oit", "--set", "O5=100"],
        vec!["decode", "nacc/2564", "9", "97.78"],
        vec!["rank", "examples"],
        vec!["rank", THAM_RONG, BAN_LAO, "--within", "province"],
        vec!["check", BAN_LAO],
        vec!["framework", "list"],
        vec!["framework", "show", "nacc/2568"],
        vec!["framework", "show", "nacc/2568", "--part", "sources"],
        vec!["framework", "check"],
        vec!["framework", "diff", "nacc/2567", "nacc/2568"],
        vec!["framework", "derive", "nacc/2569", "nacc/2570"],
        vec!["template", "score-sheet", "--framework", "nacc/2568"],
        vec!["template", "assessment", "--framework", "nacc/2568"],
        vec!["plan", "suggest", THAM_RONG],
        vec!["plan", "suggest", BAN_LAO, "--format", "toml", "--max-issues", "2"],
        vec!["plan", "check", "examples/tham-rong-2568-plan.json", "--assessment", THAM_RONG],
        vec!["plan", "check", "examples/ban-lao-2567-plan.json"],
        vec!["plan", "show", "examples/kham-muang-2562-plan.json"],
        vec!["plan", "template", "--format", "json"],
        vec!["completions", "bash"],
    ]
}

#[test]
fn every_command_answers_a_person_plainly() {
    for arguments in commands() {
        let ran = run(&arguments);
        assert_eq!(ran.exit, 0, "{arguments:?}: {}", ran.err);
        assert!(!ran.out.is_empty(), "{arguments:?}");
        assert!(!ran.out.contains('\u{1b}'), "{arguments:?} is coloured in a pipe");
    }
}

#[test]
fn every_command_answers_a_program_with_one_value() {
    for arguments in commands() {
        let (value, ran) = json(&arguments);
        assert_eq!(ran.exit, 0, "{arguments:?}: {}", ran.err);
        assert!(value.is_object(), "{arguments:?}");
        assert!(value.get("error").is_none(), "{arguments:?}");
    }
}

#[test]
fn published_results_come_out() {
    let overall = |arguments: &[&str]| json(arguments).0["overall"].clone();
    assert_eq!(overall(&["score", THAM_RONG, "--from", "indicators"]), "91.59");
    assert_eq!(overall(&["score", THAM_RONG]), "91.44");
    assert_eq!(overall(&["score", BAN_LAO]), "65.30");
    assert_eq!(overall(&["score", KHAM_MUANG]), "57.31");
}

#[test]
fn a_score_has_the_fixed_shape() {
    let (value, _) = json(&["score", THAM_RONG, "--from", "indicators"]);
    assert_eq!(value["framework"], "nacc/2568@1");
    assert_eq!(value["framework_digest"].as_str().map(str::len), Some(64));
    assert_eq!(value["level"], "ผ่าน");
    assert_eq!(value["certain"], true);
    assert_eq!(value["provisional"], false);
    assert_eq!(value["instruments"]["IIT"], "99.78");
    assert_eq!(value["points"]["OIT"], "33.00");
    assert_eq!(value["indicators"]["1"], "100.00");
    assert_eq!(value["published"]["overall"], "91.59");
    assert_eq!(value["tree"]["path"], "overall");
    assert_eq!(value["tree"]["children"][0]["path"], "IIT");
    for key in ["agency", "scope", "level_candidates", "missing", "notes"] {
        assert!(value.get(key).is_some(), "{key}");
    }
}

#[test]
fn nothing_known_is_null_and_no_error() {
    let path = file("empty.json", r#"{"framework": "nacc/2568"}"#);
    let (value, ran) = json(&["score", &path]);
    assert_eq!(ran.exit, 0);
    assert!(value["overall"].is_null() && value["level"].is_null());
    assert_eq!(value["missing"].as_array().map(Vec::len), Some(10));
    assert_eq!(run(&["score", &path, "--fail-on-findings"]).exit, 0);
}

#[test]
fn slips_are_found_with_their_candidates() {
    let (value, ran) = json(&["check", BAN_LAO]);
    assert_eq!(ran.exit, 0);
    let finding = &value["findings"][0];
    assert_eq!((&finding["published"], &finding["recomputed"]), (&"64.92".into(), &"65.30".into()));
    assert_eq!(finding["candidates"][0]["to"], "82.93");
    assert_eq!(finding["candidates"][0]["kind"], "swap");
    let (value, _) = json(&["check", THAM_RONG]);
    assert_eq!(value["findings"][0]["candidates"][0]["to"], "99.52");
}

#[test]
fn failures_have_their_exit_codes_and_one_object() {
    let broken = file("broken.json", r#"{"framework": "nacc/2568", "published": {"overall": "191.59"}}"#);
    let other_year = file("other-year.json", r#"{"framework": "nacc/2599"}"#);
    let cases: Vec<(i32, Vec<&str>)> = vec![
        (2, vec!["score"]),
        (2, vec!["analyse", THAM_RONG, "--urgent-to", "much"]),
        (2, vec!["framework", "show", "2568"]),
        (3, vec!["score", "no-such-file.json"]),
        (3, vec!["framework", "show", "nacc/2599"]),
        (3, vec!["explain", THAM_RONG, "O99"]),
        (5, vec!["score", &broken]),
        (5, vec!["score", &other_year]),
        (5, vec!["decode", "nacc/2568", "1", "100"]),
        (6, vec!["check", BAN_LAO, "--fail-on-findings"]),
    ];
    for (exit, arguments) in cases {
        assert_eq!(run(&arguments).exit, exit, "{arguments:?}");
        let (value, ran) = json(&arguments);
        assert_eq!(ran.exit, exit, "{arguments:?}");
        if exit != 6 {
            assert_eq!(value["error"]["exit"], exit, "{arguments:?}");
            assert!(!ran.err.is_empty(), "{arguments:?}");
            let first = &value["error"]["errors"][0];
            for key in ["code", "place", "message_th", "message_en", "remedy_th", "remedy_en"] {
                assert!(first.get(key).is_some(), "{arguments:?} {key}");
            }
        }
    }
}

#[test]
fn english_has_no_thai_but_names() {
    let path = file("unnamed.json", r#"{"framework": "nacc/2562", "published": {"indicators": {"1": 80}}}"#);
    for arguments in [vec!["score", &path], vec!["explain", &path, "1"], vec!["framework", "list"]] {
        let mut english = arguments.clone();
        english.extend(["--lang", "en"]);
        let out = run(&english).out;
        assert!(!out.chars().any(|c| ('\u{0E01}'..='\u{0E5B}').contains(&c)), "{out}");
    }
}

#[test]
fn thai_digits_are_for_people_only() {
    let ran = run(&["score", BAN_LAO, "--thai-digits"]);
    assert!(ran.out.contains("๖๕.๓๐") && !ran.out.contains("65.30"));
    assert!(ran.out.contains("nacc/2567@1"), "names of frameworks stay");
    let (plain, thai) = (json(&["score", BAN_LAO]).1.out, json(&["score", BAN_LAO, "--thai-digits"]).1.out);
    assert_eq!(plain, thai);
}

#[test]
fn colour_is_on_request() {
    assert!(run(&["score", BAN_LAO, "--color", "always"]).out.contains('\u{1b}'));
    assert!(!run(&["score", BAN_LAO, "--color", "always", "--json"]).out.contains('\u{1b}'));
}

#[test]
fn a_reader_that_leaves_is_no_panic() {
    let mut child = command(&["framework", "show", "nacc/2568", "--json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[test]
fn a_provisional_year_is_made_used_and_marked() {
    let out = folder("derive");
    let dir = out.display().to_string();
    let derive = ["framework", "derive", "nacc/2569", "nacc/2570", "--out", &dir];
    assert_eq!(run(&derive).exit, 0);
    assert_eq!(run(&derive).exit, 1, "written over");
    let path = file("next.json", r#"{"framework": "nacc/2570", "published": {"indicators": {"1": 80}}}"#);
    let ran = run(&["score", &path, "--frameworks", &dir]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("provisional") && ran.out.contains("ฉบับชั่วคราว"));
    assert_eq!(json(&["score", &path, "--frameworks", &dir]).0["provisional"], true);
}

#[test]
fn templates_read_back() {
    let out = folder("templates");
    for (kind, name) in [("score-sheet", "a.xlsx"), ("score-sheet", "a.csv"), ("assessment", "a.json")] {
        let path = out.join(name).display().to_string();
        let ran = run(&["template", kind, "--framework", "nacc/2568", "--out", &path]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let (value, ran) = json(&["score", &path]);
        assert_eq!(ran.exit, 0, "{name}: {}", ran.err);
        assert!(value["overall"].is_null());
    }
}

#[test]
fn the_demo_shows_both_results_and_writes_sheets() {
    let out = folder("demo");
    let ran = run(&["demo", "--once", "--out", &out.display().to_string()]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    for figure in ["91.59", "91.44", "64.92", "65.30", "82.93", "99.52", "57.31"] {
        assert!(ran.out.contains(figure), "{figure}");
    }
    assert!(ran.out.lines().count() <= 150, "{}", ran.out.lines().count());
    // It looked at two pages of its own server, and named four people who can sign in.
    assert_eq!(ran.out.matches("✓ http://127.0.0.1:").count(), 2, "{}", ran.out);
    for login in ["operator", "admin", "officer", "executive"] {
        assert!(ran.out.contains(login), "{login}");
    }
    // Results, plans and sheets of three agencies, a folder with the documents of each, a report to audit, and the
    // database with its mark.
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 18);
    for agency in ["tham-rong-2568", "ban-lao-2567", "kham-muang-2562"] {
        let names: Vec<_> =
            std::fs::read_dir(out.join(agency)).unwrap().map(|file| file.unwrap().path()).collect();
        for ending in ["pdf", "docx", "xlsx", "html", "json"] {
            let of_format = names.iter().filter(|name| name.extension().is_some_and(|there| there == ending));
            assert_eq!(of_format.count(), documents::kinds().len(), "{agency} {ending}");
        }
    }
}

#[test]
fn the_demo_never_takes_the_place_of_a_database_that_people_use() {
    let out = folder("demo-taken");
    std::fs::write(out.join("prongsai.db"), "precious").unwrap();
    let ran = run(&["demo", "--once", "--lang", "en", "--out", &out.display().to_string()]);
    assert!(ran.exit == 1 && ran.err.contains("--out"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(out.join("prongsai.db")).unwrap(), "precious");
}

#[test]
fn a_hundredth_of_rounding_is_no_finding() {
    let nineties = (1..=10).map(|n| format!("\"{n}\": \"90\"")).collect::<Vec<_>>().join(",");
    let near = |name: &str, overall: &str| {
        let text = format!(
            r#"{{"framework": "nacc/2568", "published": {{"overall": "{overall}", "indicators": {{{nineties}}}}}}}"#
        );
        file(name, &text)
    };
    let (within, beyond) = (near("within.json", "90.01"), near("beyond.json", "90.02"));
    for command in ["score", "check"] {
        assert_eq!(run(&[command, &within, "--fail-on-findings"]).exit, 0, "{command}");
        assert_eq!(run(&[command, &beyond, "--fail-on-findings"]).exit, 6, "{command}");
    }
}

#[test]
fn uncertain_results_are_flagged_everywhere() {
    let text = r#"{"framework": "nacc/2564", "unlisted_items": "full", "published": {"items": {"O1": "0"},
        "indicators": {"1":"90","2":"90","3":"90","4":"90","5":"90","6":"90","7":"90","8":"90","10":"90"}}}"#;
    let path = file("uncertain.json", text);
    for command in ["score", "check", "explain", "analyse", "simulate", "rank"] {
        assert_eq!(run(&[command, &path]).exit, 0, "{command}");
        assert_eq!(run(&[command, &path, "--fail-on-findings"]).exit, 6, "{command}");
    }
}

#[test]
fn what_cannot_be_computed_is_null_and_no_failure() {
    let path =
        file("partial.json", r#"{"framework": "nacc/2568", "published": {"indicators": {"9": "80"}}}"#);
    for command in ["score", "simulate", "analyse", "explain", "check"] {
        assert_eq!(run(&[command, &path]).exit, 0, "{command}");
    }
    let (value, _) = json(&["score", &path]);
    assert!(value["overall"].is_null() && value["level"].is_null());
    assert_eq!(value["indicators"]["9"], "80.00");
    assert_eq!(value["certain"], true);
}

#[test]
fn folders_of_frameworks_are_checked_and_hold_each_once() {
    let folder = folder("frameworks-twice").display().to_string();
    let derived = run(&["framework", "derive", "nacc/2569", "nacc/2570", "--out", &folder]);
    assert_eq!(derived.exit, 0, "{}", derived.err);
    assert_eq!(run(&["framework", "check", &folder]).exit, 0);
    let first = format!("{folder}/nacc-fy2570.toml");
    std::fs::copy(&first, format!("{folder}/other.toml")).unwrap();
    assert_eq!(run(&["--frameworks", &folder, "framework", "list"]).exit, 5);
    assert_eq!(run(&["framework", "derive", "nacc/2569", "nacc/2568"]).exit, 2);
}

#[test]
fn refusals_of_the_system_are_told_in_our_words() {
    let error = prongsai::output::Failure::io(
        std::path::Path::new("x"),
        &std::io::Error::from(std::io::ErrorKind::NotFound),
        true,
    );
    assert_eq!(error.troubles[0].message.en, "the folder to write into is not there");
    let ran = run(&["framework", "check", "no-such-file.toml"]);
    assert!(!format!("{}{}", ran.out, ran.err).contains("os error"), "{ran:?}");
}

#[test]
fn a_year_of_unknown_structure_is_not_decoded() {
    let (value, ran) = json(&["decode", "nacc/2569", "9", "80"]);
    assert_eq!(ran.exit, 5);
    let told = &value["error"]["errors"][0];
    assert_eq!(told["message_en"], "the structure of OIT in FY2569 is not known");
    assert!(told["remedy_en"].as_str().unwrap().contains("nacc/2568"));
}

#[test]
fn efforts_steer_the_smallest_sets() {
    let dear = file("effort.toml", "O23 = 9\nO12 = 9\n");
    let (value, ran) = json(&["simulate", THAM_RONG, "--only", "oit", "--effort", &dear]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let sets = value["search"]["sets"].as_array().unwrap();
    assert_eq!(sets.len(), 1, "{sets:?}");
    assert!(sets[0].to_string().contains("O5"), "{sets:?}");
    let unknown = file("effort-unknown.toml", "O99 = 2\n");
    assert_ne!(run(&["simulate", THAM_RONG, "--effort", &unknown]).exit, 0);
}

#[test]
fn what_cannot_be_told_is_not_told_as_none() {
    let only =
        r#"{"framework": "nacc/2568", "agency": {"name": "อบต.ตัวอย่าง"}, "published": {"overall": 89.43}}"#;
    let path = file("only-overall.json", only);
    let analysed = run(&["analyse", &path]);
    assert_eq!(analysed.exit, 0, "{}", analysed.err);
    assert!(
        !analysed.out.contains("  ไม่มี\n") && !analysed.out.contains("ไม่มีระดับที่สูงกว่านี้"),
        "{}",
        analysed.out
    );
    assert!(analysed.out.contains("ยังบอกไม่ได้ เพราะไม่มีคะแนนตัวชี้วัด"), "{}", analysed.out);
    let (value, ran) = json(&["plan", "suggest", &path]);
    assert_eq!(
        (ran.exit, value["error"]["errors"][0]["code"].as_str()),
        (5, Some("no-indicators")),
        "{value}"
    );
    assert_eq!(run(&["plan", "suggest", BAN_LAO, "--max-issues", "0"]).exit, 2);
    let (value, ran) = json(&["rank", &path, BAN_LAO]);
    assert_eq!((ran.exit, value["notes"][0]["code"].as_str()), (0, Some("only-announced")), "{value}");
}

#[test]
fn the_year_before_is_of_the_same_agency_and_before() {
    for (now, before, word) in
        [(BAN_LAO, THAM_RONG, "2568"), (THAM_RONG, BAN_LAO, "ไม่ใช่"), (THAM_RONG, THAM_RONG, "ไม่ได้มาก่อน")]
    {
        let ran = run(&["analyse", now, "--previous", before]);
        assert_eq!(ran.exit, 2, "{now} {before}: {}", ran.err);
        assert!(ran.err.contains(word), "{}", ran.err);
    }
    let read = |name: &str| std::fs::read_to_string(crate::runner::root().join(name)).unwrap();
    let (now, mut before): (Value, Value) =
        (serde_json::from_str(&read(THAM_RONG)).unwrap(), serde_json::from_str(&read(BAN_LAO)).unwrap());
    before["agency"] = now["agency"].clone();
    let (value, ran) =
        json(&["analyse", THAM_RONG, "--previous", &file("year-before.json", &before.to_string())]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(!value["year_on_year"].as_array().unwrap().is_empty());
}

#[test]
fn one_unfit_file_of_a_folder_does_not_stop_a_ranking() {
    let here = folder("rank-unfit");
    std::fs::copy(crate::runner::root().join(BAN_LAO), here.join("good.json")).unwrap();
    std::fs::write(here.join("bad.json"), "{").unwrap();
    let name = here.display().to_string();
    let (value, ran) = json(&["rank", &name]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(value["groups"].as_array().unwrap().len(), 1);
    assert_eq!(value["notes"][0]["code"], "left-out", "{value}");
    let bad = here.join("bad.json").display().to_string();
    assert_eq!(run(&["rank", &name, &bad]).exit, 5, "a file that is named has to be one");
    std::fs::remove_file(here.join("good.json")).unwrap();
    assert_eq!(run(&["rank", &name]).exit, 5, "nothing is left to rank");
}

#[test]
fn a_wrong_command_line_is_told_in_thai_and_english() {
    let ran = run(&["score", BAN_LAO, "--bogus"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("ไม่รู้จัก “--bogus”") && ran.err.contains("unexpected argument"), "{}", ran.err);
    let english = run(&["score", BAN_LAO, "--bogus", "--lang", "en"]);
    assert!(!english.err.contains("ไม่รู้จัก"), "{}", english.err);
    let help = run(&["simulate", "--help"]).out;
    assert!(help.contains("O5=100") && !help.contains("ตั้งค่าหนึ่งตัว"), "{help}");
}
