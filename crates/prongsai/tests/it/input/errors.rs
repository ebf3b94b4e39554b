//! What is refused in JSON and TOML, and what is said about it.

use prongsai::input::{Format, ReadError, load, parse};

use super::{CATALOGUE, codes, problems};

/// A file, and its only problem: code, line and column, and words of the English remedy.
const JSON: &[(&str, &str, (usize, usize), &str)] = &[
    (r#"{"framework": "nacc/2658"}"#, "unknown-framework", (1, 15), "nacc/2569"),
    (r#"{"framework": "nacc/2570"}"#, "unknown-framework", (1, 15), "framework derive nacc/2569 nacc/2570"),
    (r#"{"framework": "nac/2568"}"#, "unknown-framework", (1, 15), "did you mean nacc/2568?"),
    (r#"{"framework": "nacc/2568@9"}"#, "unknown-framework", (1, 15), "did you mean nacc/2568"),
    (r#"{"framework": "2568"}"#, "unknown-framework", (1, 15), "owner/year"),
    (r#"{"framework": 2568}"#, "wrong-type", (1, 15), "text in quotes"),
    (r#"{"agency": {}}"#, "no-framework", (1, 1), "nacc/2568"),
    ("{\"framework\": \"nacc/2568\",\n \"publishd\": {}}", "unknown-key", (2, 2), "did you mean published?"),
    (
        "{\"framework\": \"nacc/2568\",\n \"agency\": {\"nam\": \"x\"}}",
        "unknown-key",
        (2, 13),
        "did you mean name?",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"item": {}}}"#,
        "unknown-key",
        (1, 42),
        "did you mean items?",
    ),
    (r#"{"framework": "nacc/2568", "scope": "agncy"}"#, "unknown-value", (1, 37), "did you mean agency?"),
    (r#"{"framework": "nacc/2568", "unlisted_items": "all"}"#, "unknown-value", (1, 46), "full, unknown"),
    (
        r#"{"framework": "nacc/2568", "published": {"items": {"05": "0"}}}"#,
        "unknown-code",
        (1, 52),
        "did you mean O5?",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"items": {"o5": "0"}}}"#,
        "unknown-code",
        (1, 52),
        "did you mean O5?",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"items": {"E5": "0"}}}"#,
        "part-missing",
        (1, 52),
        "public/E5 or survey/E5",
    ),
    (
        r#"{"framework": "nacc/2562", "published": {"items": {"public/E5": "0"}}}"#,
        "unknown-code",
        (1, 52),
        "E5",
    ),
    (
        r#"{"framework": "nacc/2566", "published": {"items": {"I7": "0"}}}"#,
        "questions-unknown",
        (1, 52),
        "published.indicators",
    ),
    (r#"{"framework": "nacc/2568", "published": {"indicators": {"11": "0"}}}"#, "unknown-code", (1, 57), "1"),
    (
        r#"{"framework": "nacc/2568", "published": {"sub_indicators": {"9.9": "0"}}}"#,
        "unknown-code",
        (1, 61),
        "9.",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"parts": {"publc/8": "0"}}}"#,
        "unknown-code",
        (1, 52),
        "public/8",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"instruments": {"oit": "0"}}}"#,
        "unknown-code",
        (1, 58),
        "OIT",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"overall": "100.01"}}"#,
        "out-of-range",
        (1, 53),
        "decimal point",
    ),
    (r#"{"framework": "nacc/2568", "published": {"overall": -1}}"#, "out-of-range", (1, 53), "decimal point"),
    (
        r#"{"framework": "nacc/2568", "published": {"overall": 91.595}}"#,
        "too-precise",
        (1, 53),
        "two decimals",
    ),
    (r#"{"framework": "nacc/2568", "published": {"overall": "9๑.59"}}"#, "mixed-digits", (1, 53), "one kind"),
    (
        r#"{"framework": "nacc/2568", "published": {"overall": "91,59"}}"#,
        "not-a-number",
        (1, 53),
        "point instead of the comma: 91.59",
    ),
    (r#"{"framework": "nacc/2568", "published": {"overall": "0,012"}}"#, "not-a-number", (1, 53), "0.012"),
    (r#"{"framework": "nacc/2568", "published": {"overall": 9.1e1}}"#, "not-a-number", (1, 53), "91.59"),
    (r#"{"framework": "nacc/2568", "published": {"overall": ""}}"#, "not-a-number", (1, 53), "leave it out"),
    (
        r#"{"framework": "nacc/2568", "published": {"overall": "96.77%"}}"#,
        "not-a-number",
        (1, 53),
        "%: write 96.77",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"overall": "-"}}"#,
        "not-a-number",
        (1, 53),
        "dash - is no score",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"overall": 0.9677}}"#,
        "too-precise",
        (1, 53),
        "write 96.77",
    ),
    (
        r#"{"framework": "nacc/2562", "published": {"parts": {"public/8": 1}}}"#,
        "unknown-code",
        (1, 52),
        "published.indicators",
    ),
    (r#"{"framework": "nacc/2568", "published": {"overall": [91]}}"#, "wrong-type", (1, 53), "a number"),
    (r#"{"framework": "nacc/2568", "published": {"overall": true}}"#, "wrong-type", (1, 53), "a number"),
    (r#"{"framework": "nacc/2568", "published": {"level": 5}}"#, "wrong-type", (1, 51), "text in quotes"),
    (r#"{"framework": "nacc/2568", "published": {"items": []}}"#, "wrong-type", (1, 51), "a group of names"),
    (
        r#"{"framework": "nacc/2568", "published": {"points": {"OIT": "40.01"}}}"#,
        "points-above-weight",
        (1, 60),
        "published.instruments",
    ),
    (
        r#"{"framework": "nacc/2568", "verdicts": {"O5": "failed"}}"#,
        "unknown-verdict",
        (1, 47),
        "pass or fail",
    ),
    (r#"{"framework": "nacc/2568", "verdicts": {"O5": 1}}"#, "unknown-verdict", (1, 47), "pass or fail"),
    (
        r#"{"framework": "nacc/2568", "verdicts": {"I7": "fail"}}"#,
        "verdict-for-question",
        (1, 41),
        "published.items",
    ),
    (
        r#"{"framework": "nacc/2568", "tallies": {"O5": {"1": 2}}}"#,
        "tally-for-disclosure",
        (1, 40),
        "verdicts",
    ),
    (r#"{"framework": "nacc/2568", "tallies": {"E5": {"1": 2}}}"#, "part-missing", (1, 40), "public/E5"),
    (
        r#"{"framework": "nacc/2564", "tallies": {"I4": {"1": 2}}}"#,
        "row-missing",
        (1, 40),
        "I4.1, I4.2 and I4.3",
    ),
    (
        r#"{"framework": "nacc/2564", "tallies": {"I4.9": {"1": 2}}}"#,
        "unknown-code",
        (1, 40),
        "I4.1, I4.2, I4.3",
    ),
    (
        r#"{"framework": "nacc/2564", "tallies": {"14.2": {"1": 2}}}"#,
        "unknown-code",
        (1, 40),
        "did you mean I4.2?",
    ),
    (r#"{"framework": "nacc/2568", "tallies": {"I7": {"9": 2}}}"#, "unknown-choice", (1, 47), "1 = "),
    (r#"{"framework": "nacc/2568", "tallies": {"I7": {"0": 2}}}"#, "unknown-choice", (1, 47), "1 = "),
    (
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": -2}}}"#,
        "negative-count",
        (1, 52),
        "start from 0",
    ),
    (
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": 2.5}}}"#,
        "count-not-whole",
        (1, 52),
        "number of answers",
    ),
    (
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": 4294967296}}}"#,
        "count-too-large",
        (1, 52),
        "original",
    ),
    (
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": 99999999, "2": 99999999}}}"#,
        "count-too-large",
        (1, 46),
        "original",
    ),
    (r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": "๑2"}}}"#, "mixed-digits", (1, 52), "one kind"),
    (r#"{"framework": "nacc/2568", "tallies": {"I7": 5}}"#, "wrong-type", (1, 46), "a group of names"),
    (r#"{"framework": "nacc/2568", "framework": "nacc/2568"}"#, "duplicate-key", (1, 28), "only the one"),
    (
        r#"{"framework": "nacc/2568", "published": {"items": {"O5": 0, "O5": 100}}}"#,
        "duplicate-key",
        (1, 61),
        "only the one",
    ),
    (
        r#"{"framework": "nacc/2568", "published": {"items": {"O5": 0, "O๕": 100}}}"#,
        "duplicate-key",
        (1, 61),
        "only the one",
    ),
    (
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": 1, "๑": 2}}}"#,
        "duplicate-key",
        (1, 55),
        "only the one",
    ),
    (
        r#"{"framework": "nacc/2568", "tallies": {"I7": {"1": 1}, "I7.1": {"1": 1}}}"#,
        "duplicate-key",
        (1, 56),
        "only the one",
    ),
    (r#"{"framework": "nacc/2568",}"#, "syntax", (1, 26), "commas"),
    ("{\"framework\": \"nacc/2568\"\n// note\n}", "syntax", (2, 1), "JSON"),
    (r#"[]"#, "wrong-type", (1, 1), "\"framework\""),
];

#[test]
fn each_slip_in_json_is_told_with_place_and_remedy() {
    for (text, code, (line, column), remedy) in JSON {
        let problems = problems(Format::Json, text);
        assert_eq!(codes(&problems), [*code], "{text}: {problems:#?}");
        let problem = &problems[0];
        assert_eq!((problem.line, problem.column), (Some(*line), Some(*column)), "{text}: {problem:?}");
        assert!(problem.remedy.en.contains(remedy), "{text}: {problem:?}");
    }
}

const TOML: &[(&str, &str, usize, &str)] = &[
    ("framework = \"nacc/2568\"\n[published]\noverall = 91.595\n", "too-precise", 3, "two decimals"),
    ("framework = \"nacc/2568\"\n[published]\noverall = 1_00.5\n", "out-of-range", 3, "decimal point"),
    ("framework = \"nacc/2568\"\n[published]\noverall = inf\n", "not-a-number", 3, "91.59"),
    ("framework = \"nacc/2568\"\n[published]\noverall = 0x10\n", "not-a-number", 3, "91.59"),
    ("framework = \"nacc/2568\"\n[published]\noverall = 2024-01-01\n", "wrong-type", 3, "a number"),
    ("framework = \"nacc/2568\"\n[published.items]\n05 = 0\n", "unknown-code", 3, "did you mean O5?"),
    ("framework = \"nacc/2568\"\n[published.items]\nO5 = 0\nO5 = 1\n", "duplicate-key", 4, "only the one"),
    ("framework = \"nacc/2568\"\n[tallies.I7]\n1 = 1.5\n", "count-not-whole", 3, "number of answers"),
    ("framework = nacc\n", "syntax", 1, "TOML"),
    (
        "framework = \"nacc/2568\"\n[published.sub_indicators]\n9.1 = \"85\"\n",
        "unquoted-key",
        3,
        "in quotes: \"9.1\"",
    ),
    ("[[instruments]]\n[[indicators]]\n", "framework-file", 1, "framework check"),
];

#[test]
fn each_slip_in_toml_is_told_with_line_and_remedy() {
    for (text, code, line, remedy) in TOML {
        let problems = problems(Format::Toml, text);
        assert_eq!(problems[0].code, *code, "{text}: {problems:#?}");
        assert_eq!(problems[0].line, Some(*line), "{text}: {problems:#?}");
        assert!(problems[0].remedy.en.contains(remedy), "{text}: {problems:#?}");
    }
}

#[test]
fn all_problems_are_told_in_one_go() {
    let text = r#"{
 "framework": "nacc/2568",
 "colour": 1,
 "published": {"overall": "191.59", "items": {"O5": "x", "05": 0, "E5": 1}},
 "verdicts": {"I7": "fail"},
 "tallies": {"O5": {"1": 1}, "I7": {"9": -1}}
}"#;
    let problems = problems(Format::Json, text);
    let expected = [
        "unknown-key",
        "out-of-range",
        "not-a-number",
        "unknown-code",
        "part-missing",
        "verdict-for-question",
        "tally-for-disclosure",
        "unknown-choice",
        "negative-count",
    ];
    assert_eq!(codes(&problems), expected);
    let keys: Vec<_> = problems.iter().map(|problem| problem.key.as_str()).collect();
    assert_eq!(keys[1..4], ["published.overall", "published.items.O5", "published.items.05"]);
    assert_eq!(keys[8], "tallies.I7.9");
}

#[test]
fn what_does_not_need_the_rules_is_told_beside_an_unknown_framework() {
    let text =
        r#"{"framework": "nacc/2570", "scope": 1, "published": {"overall": "x", "items": {"Z9": "101"}}}"#;
    let error = parse("file", Format::Json, text.as_bytes(), &CATALOGUE).unwrap_err();
    assert!(matches!(error, ReadError::Framework { .. }));
    assert_eq!(codes(&error.problems()), ["unknown-framework", "wrong-type", "not-a-number", "out-of-range"]);
}

#[test]
fn a_wrong_choice_names_the_labels() {
    let text = r#"{"framework": "nacc/2568", "tallies": {"public/E5": {"7": 1}}}"#;
    let problem = &problems(Format::Json, text)[0];
    let framework = CATALOGUE.find("nacc/2568").unwrap();
    let row = framework.rows.iter().find(|row| row.code == "E5").unwrap();
    for label in &row.labels_th {
        assert!(problem.remedy.th.contains(label.as_str()), "{problem:?}");
    }
}

#[test]
fn bytes_that_are_no_text() {
    assert_eq!(codes(&problems(Format::Json, b"{\n\"a\": \"\xFF\"}")), ["not-utf8"]);
    assert_eq!(problems(Format::Json, b"{\n\"a\": \"\xFF\"}")[0].line, Some(2));
    for format in [Format::Json, Format::Toml, Format::Csv, Format::Xlsx] {
        assert_eq!(codes(&problems(format, "")), ["empty-file"], "{format:?}");
    }
    for blank in [" \n", "\u{FEFF}", "\u{FEFF} \n"] {
        assert_eq!(codes(&problems(Format::Json, blank)), ["empty-file"]);
        assert_eq!(codes(&problems(Format::Csv, blank)), ["empty-file"]);
    }
}

#[test]
fn depth_and_size_are_bounded() {
    for open in ["[", "{\"a\":", "{\"framework\":["] {
        assert_eq!(codes(&problems(Format::Json, open.repeat(100_000))), ["too-deep"]);
    }
    let many = format!("{{\"tallies\": [{}1]}}", "1,".repeat(100_000));
    assert_eq!(codes(&problems(Format::Json, many)), ["too-many-values"]);
    assert_eq!(codes(&problems(Format::Toml, format!("a = {}", "[".repeat(100_000)))), ["too-deep"]);
    assert_eq!(codes(&problems(Format::Toml, format!("{}a = 1", "a.".repeat(100_000)))), ["too-deep"]);
    let nested = format!("a = {}1{}", "{ a.a.a.a.a.a.a.a.a.a = ".repeat(5), " }".repeat(5));
    assert_eq!(problems(Format::Toml, nested)[0].code, "too-deep");
    assert_eq!(codes(&problems(Format::Toml, "a = 1\n".repeat(200_000))), ["too-many-values"]);
    let large = vec![b' '; 20 * 1024 * 1024 + 1];
    let error = parse("file", Format::Json, &large, &CATALOGUE).unwrap_err();
    assert!(matches!(error, ReadError::TooLarge { .. }));
    assert_eq!(codes(&error.problems()), ["too-large"]);
}

#[test]
fn reading_stops_after_a_thousand_problems() {
    let items: Vec<_> = (0..5_000).map(|at| format!("\"Z{at}\": 0")).collect();
    let text = format!(r#"{{"framework": "nacc/2568", "published": {{"items": {{{}}}}}}}"#, items.join(","));
    let problems = problems(Format::Json, text);
    assert_eq!(problems.len(), 1_001);
    assert_eq!(problems[1_000].code, "too-many-problems");
}

#[test]
fn files_that_cannot_be_opened() {
    let folder = std::env::temp_dir();
    let error = load(&folder.join("prongsai-no-such-file.json"), &CATALOGUE).unwrap_err();
    assert!(matches!(error, ReadError::NotFound { .. }));
    assert_eq!(codes(&error.problems()), ["not-found"]);
    let error = load(&folder, &CATALOGUE).unwrap_err();
    assert_eq!(codes(&error.problems()), ["is-a-folder"]);
    let other = folder.join(format!("prongsai-{}.docx", std::process::id()));
    std::fs::write(&other, "x").unwrap();
    let error = load(&other, &CATALOGUE).unwrap_err();
    assert_eq!(codes(&error.problems()), ["unknown-format"]);
    std::fs::remove_file(&other).unwrap();
}

#[test]
fn each_language_stands_alone() {
    let thai = |text: &str| text.chars().any(|c| ('\u{0E00}'..'\u{0E80}').contains(&c));
    let text = "{\"framework\": \"nacc/2568\",\n\"scope\": \"agency\",\n\"scope\": \"agency\"}";
    let problem = &problems(Format::Json, text)[0];
    assert!(problem.message.en.contains("first at line 2") && !thai(&problem.message.en), "{problem:?}");
    assert!(problem.message.th.contains("ครั้งแรกที่ บรรทัด 2"), "{problem:?}");
    let bytes = &problems(Format::Json, b"{\"a\": \"\xFF\"}")[0];
    assert!(bytes.remedy.en.contains("UTF-8") && !bytes.remedy.en.contains("Excel"), "{bytes:?}");
}
