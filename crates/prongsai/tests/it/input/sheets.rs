//! Filled score sheets in CSV: encodings, separators, Thai digits.

use domain::scoring::{Unlisted, Verdict};
use prongsai::input::Format;
use prongsai::sheet::{SheetFormat, write_template};

use super::{CATALOGUE, read};

/// The CSV template with some rows filled in, each by its code.
fn filled(year: &str, rows: &[(&str, &str)]) -> String {
    let mut bytes = Vec::new();
    write_template(CATALOGUE.find(year).unwrap(), SheetFormat::Csv, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let fill = |line: &str| {
        let found = rows.iter().find(|(start, _)| line.starts_with(start));
        match found {
            Some((_, tail)) => format!("{},{tail}\r\n", line.trim_end_matches(',')),
            None => format!("{line}\r\n"),
        }
    };
    text.lines().map(fill).collect()
}

fn example() -> String {
    let text = filled(
        "nacc/2568",
        &[
            ("คะแนนรวม,", ",,,๙๑.๕๙"),
            ("ระดับผลการประเมิน,", ",,,ผ่าน"),
            ("เครื่องมือ,OIT,", "82.5"),
            ("คะแนนถ่วงน้ำหนัก,OIT,", "33"),
            ("ตัวชี้วัด,9,", "85"),
            ("ส่วน,public/8,", "๙๙.๐๕"),
            ("ตัวชี้วัดย่อย,9.1,", "100"),
            ("ข้อ,public/E5,", "99.52"),
            ("ข้อ,O5,", ",ไม่ผ่าน"),
        ],
    );
    text.replace("#ข้อที่ไม่ได้ระบุ,ไม่ทราบ", "#ข้อที่ไม่ได้ระบุ,ได้คะแนนเต็ม")
}

fn holds_the_example(bytes: impl AsRef<[u8]>) {
    let assessment = read(Format::Csv, bytes).assessment;
    let framework = assessment.framework;
    let node = |path: &str| framework.node(path).unwrap();
    let given = |path: &str| assessment.evidence.given(node(path)).map(|score| score.to_string());
    assert_eq!(assessment.overall.unwrap().to_string(), "91.59");
    assert_eq!(assessment.level.as_deref(), Some("ผ่าน"));
    let figures = ["OIT", "9", "public/8", "9.1", "public/E5"].map(given).map(Option::unwrap);
    assert_eq!(figures, ["82.50", "85.00", "99.05", "100.00", "99.52"]);
    assert_eq!(assessment.evidence.verdict_of(framework.skeleton(), node("O5")), Some(Verdict::Fail));
    assert_eq!(assessment.evidence.unlisted, Unlisted::Full);
}

#[test]
fn encodings_separators_and_line_ends() {
    let text = example();
    holds_the_example(&text);
    holds_the_example(text.trim_start_matches('\u{FEFF}'));
    holds_the_example(text.replace("\r\n", "\n"));
    // No cell of this template holds a comma, so that the other separators can simply be put in its place.
    assert!(!text.contains('"'));
    holds_the_example(text.replace(',', ";"));
    holds_the_example(text.replace(',', "\t"));
    let (windows, _, unmapped) = encoding_rs::WINDOWS_874.encode(text.trim_start_matches('\u{FEFF}'));
    assert!(!unmapped);
    assert!(std::str::from_utf8(&windows).is_err());
    holds_the_example(windows);
}

#[test]
fn lines_between_and_columns_beyond_are_passed_over() {
    let text = example().replace("ผลตรวจ", "ผลตรวจ,หมายเหตุ").replace("#จังหวัด", "\r\n\r\n#จังหวัด");
    let loaded = read(Format::Csv, &text);
    assert_eq!(loaded.remarks.len(), 1);
    assert_eq!(loaded.remarks[0].code, "column-not-read");
    holds_the_example(text);
}

#[test]
fn the_head_may_be_written_in_the_words_of_an_assessment_file() {
    let text = "#framework,nacc/๒๕๖๗\n#kind,เทศบาลตำบล\n#scope,aggregate\nระดับ,รหัส,ตัวชี้วัด,ชื่อ,คะแนน,ผลตรวจ\n";
    let assessment = read(Format::Csv, text).assessment;
    assert_eq!(assessment.agency.kind.unwrap().code(), "subdistrict-municipality");
    assert_eq!(assessment.framework.fiscal_year().number(), 2567);
}
