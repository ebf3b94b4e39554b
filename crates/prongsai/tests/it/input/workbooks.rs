//! Score sheets in Excel workbooks, filled as Excel fills them.

use std::io::Cursor;

use domain::scoring::Verdict;
use prongsai::input::Format;
use prongsai::sheet::{SheetFormat, write_score_sheet, write_template};

use super::{CATALOGUE, codes, edited, problems, read};

fn template() -> Vec<u8> {
    let mut bytes = Vec::new();
    write_template(CATALOGUE.find("nacc/2568").unwrap(), SheetFormat::Xlsx, &mut bytes).unwrap();
    bytes
}

/// The row of a code in the sheet of scores.
fn row_of(kind: &str, code: &str) -> usize {
    let mut bytes = Vec::new();
    write_template(CATALOGUE.find("nacc/2568").unwrap(), SheetFormat::Csv, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let table = text.lines().skip_while(|line| !line.starts_with("ระดับ,"));
    1 + table.into_iter().position(|line| line.starts_with(&format!("{kind},{code},"))).unwrap()
}

/// The template with the content of some blank cells of the sheet of scores replaced: `E7`, type, inner XML.
fn with_cells(cells: &[(String, &str, &str)]) -> Vec<u8> {
    edited(&template(), |name, mut text| {
        if name == "xl/worksheets/sheet2.xml" {
            for (cell, kind, inner) in cells {
                let start = text.find(&format!("<c r=\"{cell}\" ")).unwrap();
                let end = start + text[start..].find("/>").unwrap();
                text.replace_range(end..end + 2, &format!(" t=\"{kind}\">{inner}</c>"));
            }
        }
        text
    })
}

#[test]
fn numbers_and_text_as_excel_stores_them() {
    let cell = |column: &str, kind: &str, code: &str| format!("{column}{}", row_of(kind, code));
    let bytes = with_cells(&[
        (cell("E", "คะแนนรวม", ""), "str", "<v>๙๑.๕๙</v>"),
        (cell("E", "ข้อ", "I7"), "n", "<v>96.769999999999996</v>"),
        (cell("E", "ข้อ", "I8"), "inlineStr", "<is><t>  </t></is>"),
        (cell("E", "ข้อ", "public/E5"), "n", "<f>SUM(A1:A2)</f><v>99.52</v>"),
        (cell("F", "ข้อ", "O5"), "b", "<v>0</v>"),
        (cell("F", "ข้อ", "O6"), "inlineStr", "<is><t>ผ่าน</t></is>"),
    ]);
    let assessment = read(Format::Xlsx, bytes).assessment;
    let node = |path: &str| assessment.framework.node(path).unwrap();
    let given = |path: &str| assessment.evidence.given(node(path)).map(|score| score.to_string());
    assert_eq!(assessment.overall.unwrap().to_string(), "91.59");
    assert_eq!(
        ["I7", "I8", "public/E5"].map(given),
        [Some("96.77".to_owned()), None, Some("99.52".to_owned())]
    );
    let verdict = |path: &str| assessment.evidence.verdict_of(assessment.framework.skeleton(), node(path));
    assert_eq!(["O5", "O6", "O7"].map(verdict), [Some(Verdict::Fail), Some(Verdict::Pass), None]);
}

#[test]
fn each_slip_in_a_cell_is_told() {
    for (kind, inner, code) in [
        ("n", "<v>91.595</v>", "too-precise"),
        ("n", "<v>0.30000000000000004</v>", "too-precise"),
        ("n", "<v>101</v>", "out-of-range"),
        ("n", "<v>-1</v>", "out-of-range"),
        ("n", "<v>1e300</v>", "out-of-range"),
        ("e", "<v>#DIV/0!</v>", "cell-error"),
        ("n", "<f>1/3</f>", "formula-without-value"),
        ("d", "<v>2025-01-01T00:00:00</v>", "wrong-type"),
        ("b", "<v>1</v>", "wrong-type"),
        ("str", "<v>9๑</v>", "mixed-digits"),
        ("str", "<v>-</v>", "not-a-number"),
    ] {
        let row = row_of("ข้อ", "I7");
        let problems = problems(Format::Xlsx, with_cells(&[(format!("E{row}"), kind, inner)]));
        assert_eq!(codes(&problems), [code], "{inner}: {problems:#?}");
        assert_eq!(problems[0].cell, Some(format!("คะแนน!E{row}")));
        assert_eq!(problems[0].key, "published.items.I7");
    }
}

#[test]
fn moved_and_renamed_headings_and_sheets() {
    let in_strings =
        |from: &'static str, to: &'static str| {
            edited(&template(), move |name, text| {
                if name == "xl/sharedStrings.xml" { text.replacen(from, to, 1) } else { text }
            })
        };
    let renamed = problems(Format::Xlsx, in_strings("<t>ผลตรวจ</t>", "<t>ผลการตรวจ</t>"));
    assert_eq!(codes(&renamed), ["heading-missing"]);
    assert_eq!(renamed[0].cell.as_deref(), Some("คะแนน!F1"));
    let swapped = edited(&template(), |name, text| {
        if name != "xl/sharedStrings.xml" {
            return text;
        }
        text.replace("<t>คะแนน</t>", "<t>?</t>")
            .replace("<t>ผลตรวจ</t>", "<t>คะแนน</t>")
            .replace("<t>?</t>", "<t>ผลตรวจ</t>")
    });
    let swapped = problems(Format::Xlsx, swapped);
    assert_eq!(codes(&swapped), ["heading-moved", "heading-moved"]);
    assert!(swapped[0].message.en.contains("“คะแนน” belongs in cell E1 but stands in F1"), "{swapped:#?}");
    let without = edited(&template(), |name, text| {
        if name == "xl/workbook.xml" { text.replace("\"คะแนน\"", "\"Sheet2\"") } else { text }
    });
    let without = problems(Format::Xlsx, without);
    assert_eq!(codes(&without), ["sheet-missing"]);
    assert!(without[0].message.th.contains("Sheet2"));
}

fn zipped(name: &str, content: impl Fn(&mut dyn std::io::Write)) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    content(&mut writer);
    writer.finish().unwrap().into_inner()
}

#[test]
fn crafted_workbooks_are_refused() {
    let bomb = zipped("xl/workbook.xml", |out| {
        let chunk = vec![b' '; 1 << 20];
        (0..101).for_each(|_| out.write_all(&chunk).unwrap());
    });
    assert!(bomb.len() < 1 << 20);
    assert_eq!(codes(&problems(Format::Xlsx, bomb)), ["unpacks-too-large"]);

    let strings = edited(&template(), |name, text| {
        if name != "xl/sharedStrings.xml" {
            return text;
        }
        let start = text.find("uniqueCount=\"").unwrap() + "uniqueCount=\"".len();
        let end = start + text[start..].find('"').unwrap();
        format!("{}99999999999{}", &text[..start], &text[end..])
    });
    assert_eq!(codes(&problems(Format::Xlsx, strings)), ["unpacks-too-large"]);

    let sheet = |row: &str| {
        let row = row.to_owned();
        edited(&template(), move |name, text| {
            if name == "xl/worksheets/sheet2.xml" {
                text.replace("</sheetData>", &format!("{row}</sheetData>"))
            } else {
                text
            }
        })
    };
    // One cell in the last corner takes no room for all those between.
    let corner = sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    assert!(read(Format::Xlsx, corner).remarks.is_empty());
    let many = sheet(&format!("<row r=\"2000\">{}</row>", "<c><v>1</v></c>".repeat(200_001)));
    assert_eq!(codes(&problems(Format::Xlsx, many)), ["too-many-cells"]);
    let shared = sheet(
        "<row r=\"2000\"><c r=\"E2000\"><f t=\"shared\" si=\"99999999999\" ref=\"E1:E2\">1</f></c></row>",
    );
    assert_eq!(codes(&problems(Format::Xlsx, shared)), ["unknown-row"]);
    let overflow = sheet("<row r=\"2000\"><c r=\"ZZZZZZZZZZZZ99999999999\"><v>1</v></c></row>");
    assert!(!problems(Format::Xlsx, overflow).is_empty());

    assert_eq!(
        codes(&problems(Format::Xlsx, zipped("a.txt", |out| out.write_all(b"x").unwrap()))),
        ["not-a-workbook"]
    );
    assert_eq!(codes(&problems(Format::Xlsx, "not a zip file")), ["not-a-workbook"]);
    let cut = template();
    assert_eq!(codes(&problems(Format::Xlsx, &cut[..cut.len() / 2])), ["not-a-workbook"]);
}

#[test]
fn templates_are_locked_but_for_what_is_filled_in() {
    edited(&template(), |name, text| {
        match name {
            "xl/worksheets/sheet2.xml" => {
                assert!(text.contains("<sheetProtection sheet=\"1\""), "protected");
                assert!(text.contains("state=\"frozen\""));
                assert!(text.contains("orientation=\"landscape\""));
                assert!(text.contains("<formula1>0</formula1><formula2>100</formula2>"));
                assert!(text.contains("<formula1>\"ผ่าน,ไม่ผ่าน\"</formula1>"));
            }
            "xl/styles.xml" => assert!(text.contains("<protection locked=\"0\"/>")),
            _ => {}
        }
        text
    });
}

#[test]
fn results_hold_numbers_rules_and_no_formula() {
    let text =
        include_str!("../../../../../examples/tham-rong-2568.json").replace("อบต.ถ้ำรงค์", "=cmd|'/c calc'!A1");
    let assessment = read(Format::Json, &text).assessment;
    let tree = assessment.score();
    let mut csv = Vec::new();
    write_score_sheet(&tree, &assessment, SheetFormat::Csv, &mut csv).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.starts_with('\u{FEFF}'));
    assert!(csv.contains("#หน่วยงาน,'=cmd|'/c calc'!A1\r\n"), "{csv}");
    assert!(csv.contains(assessment.framework.digest()));
    assert!(csv.contains("nacc/2568@1"));
    let overall = csv.lines().find(|line| line.starts_with("คะแนนรวม,")).unwrap();
    let recomputed = tree.overall().unwrap();
    assert!(overall.contains(&format!(",91.59,{recomputed},{recomputed},")), "{overall}");

    assert_eq!(codes(&problems(Format::Csv, &csv)), ["result-sheet"]);

    let mut book = Vec::new();
    write_score_sheet(&tree, &assessment, SheetFormat::Xlsx, &mut book).unwrap();
    assert_eq!(codes(&problems(Format::Xlsx, &book)), ["result-sheet"]);
    edited(&book, |name, text| {
        match name {
            "xl/worksheets/sheet1.xml" => {
                assert!(text.contains("<v>91.59</v>"));
                assert!(!text.contains("<f>"));
                assert!(text.contains("state=\"frozen\""));
                assert!(text.contains("orientation=\"landscape\""));
                assert!(text.contains("paperSize=\"9\""));
            }
            "xl/workbook.xml" => assert!(text.contains("_xlnm.Print_Titles"), "{text}"),
            "xl/sharedStrings.xml" => assert!(text.contains("=cmd|")),
            _ => {}
        }
        text
    });
}

#[test]
fn a_percent_cell_is_remarked_on() {
    let bytes = with_cells(&[(format!("E{}", row_of("ข้อ", "I7")), "n", "<v>0.97</v>")]);
    let remarks = read(Format::Xlsx, bytes).remarks;
    assert_eq!(remarks.iter().map(|remark| remark.code).collect::<Vec<_>>(), ["looks-like-percent"]);
    assert!(remarks[0].message.en.ends_with("0.97 may mean 97"), "{remarks:?}");
}
