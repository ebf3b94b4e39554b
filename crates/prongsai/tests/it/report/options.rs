//! What `report` is asked for and what it makes.

use std::path::Path;

use serde_json::Value;

use super::{BAN_LAO, BAN_LAO_PLAN, THAM_RONG, THAM_RONG_PLAN, files, made, pdftotext};
use crate::runner::{folder, json, run};

const KINDS: [&str; 6] =
    ["score-sheet", "analysis-report", "action-plan", "implementation-report", "follow-up-report", "memo"];

/// The page of a document, which must be the only HTML file in a folder.
fn page(folder: &Path) -> String {
    let names = files(folder);
    let [name] = names.iter().filter(|name| name.ends_with(".html")).collect::<Vec<_>>()[..] else {
        panic!("{names:?}")
    };
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Makes one document of บ้านเหล่า as HTML into a fresh folder, and answers its page.
#[track_caller]
fn html(name: &str, kind: &str, options: &[&str]) -> String {
    let out = folder(name);
    let fixed = [kind, "--assessment", BAN_LAO, "--format", "html", "--out", out.to_str().unwrap()];
    made(&[&fixed, options].concat());
    page(&out)
}

fn has(text: &str, digits: impl Fn(char) -> bool) -> bool {
    text.chars().any(digits)
}

fn is_thai(digit: char) -> bool {
    ('๐'..='๙').contains(&digit)
}

/// What stands in the body of a page, without its marks.
fn words(page: &str) -> String {
    // Numbers are tied to their units.
    testkit::shown::html(page).replace('\u{A0}', " ")
}

#[test]
fn the_list_names_kinds_layouts_and_formats() {
    let (value, ran) = json(&["report", "list"]);
    assert_eq!(ran.exit, 0);
    let rows = value.as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["name"].as_str().unwrap()).collect::<Vec<_>>(), KINDS);
    let titled = |row: &Value| {
        for key in ["name", "title_th", "title_en"] {
            assert!(row[key].as_str().is_some_and(|text| !text.is_empty()), "{row}");
        }
    };
    for row in rows {
        titled(row);
        let layouts = row["layouts"].as_array().unwrap();
        layouts.iter().for_each(titled);
        assert_eq!(layouts.iter().filter(|layout| layout["default"] == true).count(), 1, "{row}");
        assert_eq!(row["formats"], serde_json::json!(["pdf", "docx", "xlsx", "html", "csv", "json"]));
    }
    for lang in ["th", "en"] {
        let told = run(&["report", "list", "--lang", lang]).out;
        assert!(KINDS.iter().all(|kind| told.contains(kind)), "{told}");
    }
}

#[test]
fn every_kind_is_made_in_every_format_into_a_new_folder() {
    for kind in KINDS {
        let out = folder(&format!("report-{kind}")).join("ปี ๒๕๖๘").join("deep");
        let place = out.to_str().unwrap();
        let formats = "pdf,docx, XLSX,html,json,csv,pdf";
        let rows = made(&[
            kind,
            "--assessment",
            THAM_RONG,
            "--plan",
            THAM_RONG_PLAN,
            "--format",
            formats,
            "--out",
            place,
        ]);
        let [row] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!(row["kind"], kind);
        let told: Vec<&str> =
            row["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
        let count = |ending: &str| told.iter().filter(|file| file.ends_with(ending)).count();
        assert_eq!([".pdf", ".docx", ".xlsx", ".html", ".json"].map(count), [1; 5], "{kind}: {told:?}");
        let tables = words(&page(&out)).len();
        assert!(0 < count(".csv") || kind == "memo", "{kind} of {tables}: {told:?}");
        let mut names: Vec<String> = told
            .iter()
            .map(|file| Path::new(file).file_name().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(files(&out), names, "what is told is what is there");
        for file in &told {
            let bytes = std::fs::read(file).unwrap();
            let start: &[u8] = match Path::new(file).extension().unwrap().to_str().unwrap() {
                "pdf" => b"%PDF-1.",
                "docx" | "xlsx" => b"PK\x03\x04",
                "html" => b"<!DOCTYPE html>",
                "json" => b"{",
                _ => b"\xEF\xBB\xBF",
            };
            assert!(bytes.starts_with(start), "{file}");
        }
    }
}

#[test]
fn all_makes_each_kind_once() {
    let out = folder("report-all");
    let place = out.to_str().unwrap();
    let rows =
        made(&["all", "--assessment", BAN_LAO, "--plan", BAN_LAO_PLAN, "--format", "json", "--out", place]);
    assert_eq!(rows.iter().map(|row| row["kind"].as_str().unwrap()).collect::<Vec<_>>(), KINDS);
    assert_eq!(files(&out).len(), KINDS.len());
    let ran =
        run(&["report", "all", "--assessment", BAN_LAO, "--format", "json", "--out", place, "--lang", "en"]);
    assert!(ran.out.contains("memo-2568.json"), "{}", ran.out);
}

#[test]
fn without_a_plan_one_is_suggested_and_the_document_is_a_draft() {
    for (kind, plan, draft) in [
        ("score-sheet", false, false),
        ("action-plan", false, true),
        ("action-plan", true, false),
        ("implementation-report", false, true),
    ] {
        let out = folder("report-draft");
        let mut arguments = vec![
            kind,
            "--assessment",
            THAM_RONG,
            "--format",
            "html,pdf,json",
            "--out",
            out.to_str().unwrap(),
        ];
        if plan {
            arguments.extend(["--plan", THAM_RONG_PLAN]);
        }
        let rows = made(&arguments);
        assert_eq!(rows[0]["draft"], draft, "{kind} {plan}");
        assert_eq!(words(&page(&out)).lines().any(|line| line == "ร่าง"), draft, "{kind} {plan}");
        let name = files(&out).into_iter().find(|name| name.ends_with(".pdf")).unwrap();
        let marked = pdftotext(&out.join(name), &[]).lines().any(|line| line.starts_with("ร่าง"));
        assert_eq!(marked, draft, "{kind} {plan}");
    }
    // What it proposes answers the result: a weak place of it stands in the plan.
    assert!(html("report-suggested", "action-plan", &[]).contains("การป้องกันการทุจริต"));
}

#[test]
fn digits_are_thai_unless_arabic_ones_are_asked_for() {
    let thai = words(&html("report-thai", "analysis-report", &["--plan", BAN_LAO_PLAN]));
    let arabic =
        words(&html("report-arabic", "analysis-report", &["--plan", BAN_LAO_PLAN, "--arabic-digits"]));
    assert!(has(&thai, is_thai) && !thai.contains("64.92"), "{thai}");
    assert!(!has(&arabic, is_thai) && arabic.contains("64.92"), "{arabic}");
    let both = words(&html("report-both", "analysis-report", &["--plan", BAN_LAO_PLAN, "--thai-digits"]));
    assert_eq!(both, thai);
    assert_eq!(thai::digits::to_ascii(&thai), thai::digits::to_ascii(&arabic));
    let (value, ran) = json(&["report", "memo", "--assessment", BAN_LAO, "--thai-digits", "--arabic-digits"]);
    assert_eq!((ran.exit, &value["error"]["exit"]), (2, &2.into()));
}

#[test]
fn the_round_is_the_year_after_unless_it_is_told() {
    let plain = html("report-round", "action-plan", &["--arabic-digits"]);
    assert!(plain.contains("2568") && !plain.contains("2570"));
    for year in ["2570", "๒๕๗๐"] {
        let out = folder("report-round-told");
        let place = out.to_str().unwrap();
        made(&["action-plan", "--assessment", BAN_LAO, "--format", "html", "--out", place, "--round", year]);
        assert_eq!(files(&out), ["action-plan-2570.html"]);
    }
}

#[test]
fn the_day_is_that_of_the_option() {
    for date in ["2568-12-27", "2025-12-27", "27 ธ.ค. 2568", "๒๗ ธันวาคม ๒๕๖๘"]
    {
        let out = folder("report-day");
        let place = out.to_str().unwrap();
        made(&["memo", "--assessment", BAN_LAO, "--format", "json,html", "--out", place, "--date", date]);
        let value: Value =
            serde_json::from_slice(&std::fs::read(out.join("memo-2568.json")).unwrap()).unwrap();
        assert_eq!(value["date"], "2025-12-27", "{date}");
    }
}

#[test]
fn a_layout_makes_another_document() {
    let one = words(&html("report-standard", "action-plan", &["--plan", BAN_LAO_PLAN]));
    let other = words(&html(
        "report-follow-up",
        "action-plan",
        &["--plan", BAN_LAO_PLAN, "--layout", "with-follow-up"],
    ));
    assert_ne!(one, other);
    assert!(other.contains("ติดตาม"));
}

#[test]
fn the_year_before_and_the_place_are_told() {
    let before = r#"{"framework": "nacc/2566", "published": {"overall": "91.20",
        "indicators": {"1": "91.20", "2": "91.20"}}}"#;
    let before = crate::runner::file("before.json", before);
    let page = html("report-before", "score-sheet", &["--arabic-digits", "--previous", &before]);
    assert!(words(&page).contains("-1.05"), "90.15 after 91.20: {}", words(&page));
    let placed = ["--arabic-digits", "--rank", "๑๒/150 จังหวัดกาฬสินธุ์"];
    let pages = ["analysis-report", "score-sheet"].map(|kind| words(&html("report-rank", kind, &placed)));
    assert!(pages.iter().any(|page| page.contains("150") && page.contains("กาฬสินธุ์")), "{pages:?}");
}

#[test]
fn a_memo_names_what_it_carries() {
    let plain = words(&html("report-carries-not", "memo", &[]));
    let carries = words(&html("report-carries", "memo", &["--carries", "score-sheet"]));
    assert!(!plain.contains("ใบแสดงคะแนน") && carries.contains("ใบแสดงคะแนน"), "{carries}");
}

#[test]
fn earlier_files_are_kept_beside() {
    let out = folder("report-kept");
    let place = out.to_str().unwrap();
    let again = |more: &[&str]| {
        let fixed =
            ["memo", "--assessment", BAN_LAO, "--format", "html", "--date", "2025-12-27", "--out", place];
        made(&[&fixed, more].concat()).remove(0)["kept"].as_array().unwrap().len()
    };
    assert_eq!(again(&[]), 0);
    assert_eq!(again(&[]), 0, "the same again is nothing new");
    assert_eq!(files(&out), ["memo-2568.html"]);
    let worked_on = |text: &str| std::fs::write(out.join("memo-2568.html"), text).unwrap();
    worked_on("งานของเจ้าหน้าที่");
    assert_eq!(again(&[]), 1);
    worked_on("งานอีกครั้ง");
    assert_eq!(again(&[]), 1);
    assert_eq!(files(&out), ["memo-2568-old-1.html", "memo-2568-old-2.html", "memo-2568.html"]);
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    assert_eq!(read("memo-2568-old-1.html"), "งานของเจ้าหน้าที่");
    assert_eq!(read("memo-2568-old-2.html"), "งานอีกครั้ง");
    worked_on("ไม่เก็บ");
    assert_eq!(again(&["--force"]), 0);
    assert_eq!(files(&out).len(), 3);
    assert!(read("memo-2568.html").contains("บันทึกข้อความ"));
}

#[test]
fn an_agency_has_its_own_words() {
    let templates = folder("report-templates");
    std::fs::create_dir_all(templates.join("action-plan")).unwrap();
    let text = templates.join("action-plan/introduction.txt");
    std::fs::write(&text, "ถ้อยคำของ{{ agency.name }}เอง ได้ {{ stated.overall }} คะแนน\n").unwrap();
    let own = words(&html("report-own", "action-plan", &["--templates", templates.to_str().unwrap()]));
    assert!(own.contains("ถ้อยคำของ อบต.บ้านเหล่าเอง ได้ ๖๔.๙๒ คะแนน"), "{own}");
    let shipped = words(&html("report-shipped", "action-plan", &[]));
    assert!(!shipped.contains("ถ้อยคำของ"));
}
