//! What is handed in wrongly: each is told in two languages with place and remedy, and no file is left behind.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{BAN_LAO, BAN_LAO_PLAN, THAM_RONG, THAM_RONG_PLAN, files};
use crate::runner::{file, folder, json, root, run};

/// Runs `report` with wrong options into a fresh folder: it must end with `exit`, and tell one thing of `code` with a
/// place that names `place` (in the file or at the key), Thai and English words and remedies.
#[track_caller]
pub(super) fn refused(options: &[&str], exit: i32, code: &str, place: &str) -> serde_json::Value {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    let out = folder(&format!("report-refused-{}", CALLS.fetch_add(1, Ordering::Relaxed))).join("new");
    let mut arguments = vec!["report"];
    arguments.extend(options);
    if !options.contains(&"--out") {
        arguments.extend(["--out", out.to_str().unwrap()]);
    }
    let (value, ran) = json(&arguments);
    assert_eq!(ran.exit, exit, "{options:?}: {}", ran.out);
    let error = &value["error"];
    assert_eq!(error["exit"], exit, "{options:?}");
    let trouble = &error["errors"][0];
    assert_eq!(trouble["code"], code, "{options:?}: {trouble}");
    told_to_people(trouble);
    assert!(trouble["place"].to_string().contains(place), "{options:?}: {trouble}");
    assert_eq!(files(&out), Vec::<String>::new(), "{options:?}: nothing is left behind");
    let words = run(&arguments);
    assert!(words.out.is_empty() && !words.err.contains("panicked"), "{words:?}");
    assert!(words.err.contains('✗') && words.err.contains('→'), "{}", words.err);
    trouble.clone()
}

#[track_caller]
fn told_to_people(trouble: &serde_json::Value) {
    // What was handed in is quoted as it is.
    let own = |text: &str| -> String { text.split(['"', '“', '”']).step_by(2).collect() };
    let is_thai = |text: &str| text.chars().any(|c| ('ก'..='๛').contains(&c));
    for (thai, english) in [("message_th", "message_en"), ("remedy_th", "remedy_en")] {
        let [thai, english] = [thai, english].map(|key| trouble[key].as_str().unwrap());
        assert!(is_thai(thai) && !english.is_empty() && !is_thai(&own(english)), "{trouble}");
        assert!(!format!("{thai}{english}").contains("os error"), "{trouble}");
    }
}

const ONE: [&str; 5] = ["memo", "--assessment", BAN_LAO, "--format", "pdf,docx,html"];

#[track_caller]
fn refused_with(option: &str, value: &str, exit: i32, code: &str, place: &str) {
    refused(&[&ONE[..], &[option, value]].concat(), exit, code, place);
}

#[test]
fn fonts_that_are_none() {
    refused_with("--font-dir", "no-such-fonts", 3, "file-not-found", "no-such-fonts");
    let empty = folder("fonts-empty");
    std::fs::write(empty.join("broken.ttf"), "no font").unwrap();
    refused_with("--font-dir", empty.to_str().unwrap(), 5, "fonts", "fonts-empty");
    // A folder is needed, and it is told whatever the formats are.
    let flat = file("flat.ttf", "no folder");
    refused(
        &["memo", "--assessment", BAN_LAO, "--format", "html", "--font-dir", &flat],
        1,
        "file-unreadable",
        "flat.ttf",
    );
}

#[test]
fn emblems_that_are_none() {
    refused_with("--emblem", "no-such.png", 3, "file-not-found", "no-such.png");
    for (name, content) in [
        ("empty.png", String::new()),
        ("text.png", "not a picture".to_owned()),
        ("cut.png", "\u{89}PNG".to_owned()),
        ("script.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>".to_owned()),
        ("large.png", "x".repeat(5 << 20)),
    ] {
        refused_with("--emblem", &file(name, &content), 5, "emblem", name);
    }
    let huge = folder("emblem-huge").join("huge.jpg");
    std::fs::File::create(&huge).unwrap().set_len((64 << 20) + 1).unwrap();
    refused_with("--emblem", huge.to_str().unwrap(), 5, "too-large", "huge.jpg");
    let wide = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90000 90000"><circle r="1"/></svg>"#;
    // What only draws is taken, however large its units.
    let out = folder("emblem-svg");
    let taken = ["report", "memo", "--assessment", BAN_LAO, "--emblem", &file("wide.svg", wide), "--out"];
    assert_ne!(run(&[&taken[..], &[out.to_str().unwrap()]].concat()).exit, -1);
}

#[test]
fn an_emblem_stands_in_every_format_with_pictures() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"><circle cx="15" cy="20" r="9"/></svg>"#;
    let size = |options: &[&str]| {
        let out = folder("emblem-drawn");
        let fixed = [&ONE[..], &["--out", out.to_str().unwrap()], options].concat();
        super::made(&fixed);
        files(&out).iter().map(|name| std::fs::metadata(out.join(name)).unwrap().len()).collect::<Vec<_>>()
    };
    let drawn = file("emblem.svg", svg);
    assert!(size(&[]) != size(&["--emblem", &drawn]));
}

#[test]
fn plans_that_do_not_fit() {
    let plan = |path: &str, exit, code: &str, place: &str| refused_with("--plan", path, exit, code, place);
    plan("no-such-plan.json", 3, "file-not-found", "no-such-plan.json");
    plan(THAM_RONG_PLAN, 5, "plan-of-another-year", "score_year");
    let empty = r#"{"score_year": 2567, "round_year": 2568, "framework": "nacc/2567", "issues": []}"#;
    plan(&file("empty-plan.json", empty), 5, "plan-empty", "issues");
    let bare =
        r#"{"score_year": 2567, "round_year": 2568, "framework": "nacc/2567", "issues": [{"codes": ["1"]}]}"#;
    plan(&file("bare-plan.json", bare), 5, "plan-empty", "bare-plan.json");
    plan(&file("cut-plan.json", "{\"score_year\": 2567,"), 5, "syntax", "cut-plan.json");
}

#[test]
fn options_that_name_nothing() {
    refused_with("--layout", "by-moonlight", 3, "layout-not-found", "memo");
    refused_with("--carries", "poem", 3, "kind-not-found", "poem");
    refused(&["poem", "--assessment", BAN_LAO], 3, "kind-not-found", "poem");
    refused(&["all", "--assessment", BAN_LAO, "--layout", "standard"], 3, "kind-not-found", "all");
    refused(&["memo", "--assessment", "no-such.json"], 3, "file-not-found", "no-such.json");
    for (option, value) in [
        ("--date", "31 ก.พ. 2568"),
        ("--date", "เมื่อวาน"),
        ("--round", "25679"),
        ("--round", "สองห้า"),
        ("--rank", "12/5"),
        ("--rank", "0/5 จังหวัด"),
        ("--format", "odt"),
        ("--format", ","),
    ] {
        refused(&["memo", "--assessment", BAN_LAO, option, value], 2, "option", "");
    }
}

#[test]
fn layouts_and_texts_with_faults() {
    refused_with("--templates", "no-such-templates", 3, "file-not-found", "no-such-templates");
    let layout = std::fs::read_to_string(root().join("crates/documents/src/kinds/memo/short.toml")).unwrap();
    for (name, content, line) in [
        ("memo/ours.toml", layout.replacen("block = ", "blok = ", 1), true),
        ("memo/syntax.toml", "name = \"x\"\n[[sections\n".to_owned(), true),
        ("memo/facts.txt", "{% if plan %}ไม่จบ".to_owned(), true),
        ("memo/facts.txt", "ดี\n\n{{ agency.nam }}".to_owned(), true),
    ] {
        let templates = folder("report-bad-templates");
        std::fs::create_dir_all(templates.join("memo")).unwrap();
        std::fs::write(templates.join(name), content).unwrap();
        let path = templates.to_str().unwrap();
        let trouble = refused(&[&ONE[..], &["--templates", path]].concat(), 5, "layout", name);
        assert!(!line || trouble["place"]["line"].as_u64().is_some(), "{trouble}");
    }
}

/// A name without end is broken at the margin, in every document and format.
#[test]
fn a_name_without_end() {
    for (word, name, letters) in
        [("ก", "letters", 10_000), ("ที่", "marks", 10_000), ("W", "latin", 10_000), ("องค์การ ", "words", 200)]
    {
        let mut value: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(root().join(THAM_RONG)).unwrap()).unwrap();
        value["agency"]["name"] = word.repeat(letters / word.chars().count()).into();
        let long = file(&format!("long-{name}.json"), &value.to_string());
        let out = folder("report-long");
        let place = out.to_str().unwrap();
        let rows = super::made(&[
            "all",
            "--assessment",
            &long,
            "--format",
            "pdf,docx,xlsx,html,json,csv",
            "--out",
            place,
        ]);
        assert_eq!(rows.len(), 6);
        for pdf in files(&out).iter().filter(|name| name.ends_with(".pdf")) {
            inside(&out.join(pdf));
        }
    }
}

/// Every word lies on its page.
#[expect(clippy::float_arithmetic, reason = "places on a page are compared, no score is computed")]
fn inside(pdf: &Path) {
    let boxes = super::asked("pdftotext", &["-bbox"], pdf, &["-"]);
    let number = |line: &str, key: &str| -> f64 {
        line.split(&format!("{key}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let (mut width, mut height, mut words) = (0.0, 0.0, 0);
    for line in boxes.lines() {
        if line.contains("<page ") {
            (width, height) = (number(line, "width"), number(line, "height"));
        } else if line.contains("<word ") {
            words += 1;
            let (right, bottom) = (number(line, "xMax"), number(line, "yMax"));
            assert!(0.0 <= number(line, "xMin") && right <= width, "{}: {line}", pdf.display());
            assert!(bottom <= height + 1.0, "{}: {line}", pdf.display());
        }
    }
    assert!(20 < words, "{}", pdf.display());
}

#[test]
fn a_plan_of_a_real_year_is_taken() {
    let out = folder("report-plan-good");
    let rows = super::made(&[&ONE[..], &["--plan", BAN_LAO_PLAN, "--out", out.to_str().unwrap()]].concat());
    assert_eq!(rows[0]["files"].as_array().unwrap().len(), 3);
}
