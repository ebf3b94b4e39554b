//! `audit` as PDF, Word file and page; where the files go; the example with known faults.

use std::path::Path;

use crate::runner::{folder, json, root, run};

const EXAMPLE: &str = "examples/faulty-report.md";

/// The faults that the example was written with, each with what is printed.
const FAULTS: [(&str, &str); 8] = [
    ("overall_mismatch", "84.72"),
    ("percentage_mismatch", "80.00"),
    ("stated_twice", "88.25"),
    ("date_impossible", "31 กันยายน 2569"),
    ("words_against_score", "ระดับดีมาก"),
    ("weakness_without_measure", "10"),
    ("measure_without_result", "ตรวจข้อมูลทุกเดือน"),
    ("year_mismatch", "2566"),
];

#[test]
fn the_example_holds_its_faults_and_no_more() {
    let (value, ran) = json(&["audit", EXAMPLE]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    let rows = value["findings"].as_array().unwrap();
    for (code, printed) in FAULTS {
        assert!(rows.iter().any(|row| row["code"] == code && row["published"] == printed), "{code}: {value}");
    }
    assert_eq!(rows.len(), FAULTS.len(), "{value}");
    assert_eq!(value["read"]["measures"], 3);
    assert_eq!(value["findings"][0]["recomputed"], "84.27");
}

#[test]
fn papers_are_named_after_the_report_in_a_folder() {
    let place = folder("audit-papers");
    let inside = format!("{}/", place.display());
    let arguments = ["audit", EXAMPLE, "--pdf", &inside, "--docx", &inside, "--html", &inside];
    let (value, ran) = json(&arguments);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(value["files"].as_array().unwrap().len(), 3);
    let bytes = |name: &str| std::fs::read(place.join(name)).unwrap();
    assert!(bytes("audit-faulty-report.pdf").starts_with(b"%PDF-"));
    assert!(bytes("audit-faulty-report.docx").starts_with(b"PK"));
    let page = String::from_utf8(bytes("audit-faulty-report.html")).unwrap();
    assert!(page.contains("<mark>84.72</mark>"));
    // What the paper says is read back from the Word file; printed digits stay as printed.
    let (paper, _) = json(&["read", &place.join("audit-faulty-report.docx").display().to_string()]);
    assert_eq!(paper["published"]["overall"], "84.72", "{paper}");
    // Nothing is written over unasked.
    assert_eq!(run(&arguments).exit, 1);
    let again = [arguments.as_slice(), &["--force", "--lang", "en"]].concat();
    assert_eq!(run(&again).exit, 0);
}

#[test]
fn several_reports_make_one_paper() {
    let place = folder("audit-several");
    std::fs::copy(root().join(EXAMPLE), place.join("a.md")).unwrap();
    std::fs::write(place.join("b.pdf"), "no pdf").unwrap();
    let (input, out) = (place.display().to_string(), place.join("out/all.docx").display().to_string());
    let ran = run(&["audit", &input, "--docx", &out]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(Path::new(&out).is_file());
}

#[test]
fn a_paper_never_takes_the_place_of_a_report_or_of_another_paper() {
    let place = folder("audit-same");
    let report = place.join("a.html").display().to_string();
    std::fs::write(&report, "<p>ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 ได้คะแนนรวม 80.00 คะแนน</p>").unwrap();
    for arguments in [
        ["audit", &report, "--html", &report, "--force"].as_slice(),
        &["audit", EXAMPLE, "--against", &report, "--pdf", &report, "--force"],
        &["audit", EXAMPLE, "--html", "same-file", "--pdf", "./same-file"],
        &["read", &report, "--as", "assessment", "--out", &report, "--force"],
    ] {
        let (value, ran) = json(arguments);
        assert_eq!(ran.exit, 2, "{arguments:?}");
        assert!(value["error"]["errors"][0]["message_th"].as_str().is_some_and(|text| !text.is_empty()));
    }
    assert!(std::fs::read_to_string(&report).unwrap().starts_with("<p>"));
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let place = folder("audit-unwritable");
    std::fs::write(place.join("file"), "x").unwrap();
    let out = place.join("file/inside.pdf").display().to_string();
    let (value, ran) = json(&["audit", EXAMPLE, "--pdf", &out]);
    assert_eq!(ran.exit, 1);
    assert_eq!(value["error"]["errors"][0]["code"], "file-unwritable");
}

#[test]
fn forms_without_a_name_are_named_after_the_report() {
    let here = folder("audit-unnamed");
    let report = root().join(EXAMPLE).display().to_string();
    let arguments = ["audit", &report, "--pdf", "--docx", "--html"];
    let output = crate::runner::command(&arguments).current_dir(&here).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for ending in ["pdf", "docx", "html"] {
        let file = here.join(format!("audit-faulty-report.{ending}"));
        assert!(1_000 < std::fs::metadata(&file).unwrap().len(), "{ending}");
    }
}
