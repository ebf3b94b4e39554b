//! Plan sheets, filled as people fill them.

use prongsai::input::Format;
use prongsai::input::plan::parse;
use prongsai::sheet::{SheetFormat, write_plan, write_template};

use super::{example, loaded, plan, problems, with_measure};
use crate::input::edited;

fn workbook(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_plan(&plan(text), &mut bytes).unwrap();
    bytes
}

/// A workbook of one measure with cells of the sheet of measures replaced: `F2`, type, inner XML.
fn with_cells(cells: &[(&str, &str, &str)]) -> Vec<u8> {
    edited(&workbook(&with_measure("title", "\"ประชุม\"")), |name, mut text| {
        if name == "xl/worksheets/sheet2.xml" {
            for (cell, kind, inner) in cells {
                let start = text.find(&format!("<c r=\"{cell}\" ")).unwrap();
                let rest = &text[start..];
                let opening = rest.find('>').unwrap();
                let end = match rest.as_bytes()[opening - 1] {
                    b'/' => opening + 1,
                    _ => rest.find("</c>").unwrap() + 4,
                };
                text.replace_range(start..start + end, &format!("<c r=\"{cell}\" t=\"{kind}\">{inner}</c>"));
            }
        }
        text
    })
}

fn inline(text: &str) -> String {
    format!("<is><t xml:space=\"preserve\">{text}</t></is>")
}

#[test]
fn cells_as_people_fill_them() {
    let steps = inline("1. ประชุม\n๒) ลงข้อมูล | ลิงก์\n\n");
    let progress = inline("31 ธ.ค. 68 | 50 | ทำแล้วครึ่งหนึ่ง\n2026-03-31 | ทำต่อ");
    let bytes = with_cells(&[
        ("A2", "n", "<v>9</v>"),
        ("F2", "inlineStr", &steps),
        ("H2", "inlineStr", &inline("กองคลัง, กองช่าง\nงานพัสดุ")),
        ("I2", "inlineStr", &inline("ต.ค. - ธ.ค. 2568")),
        ("L2", "inlineStr", &inline("๓๑ ธ.ค. ๖๘\n2026-03-31")),
        ("O2", "inlineStr", &progress),
        ("R2", "n", "<v>95.5</v>"),
        ("S2", "str", "<f>\"ร้อย\"&amp;\"ละ\"</f><v>ร้อยละ</v>"),
        ("U2", "inlineStr", &inline("ภาพถ่าย | https://example.go.th/a\nhttps://example.go.th/b")),
        ("E3", "inlineStr", &inline("มาตรการที่สอง")),
    ]);
    let loaded = loaded(Format::Xlsx, bytes);
    let issue = &loaded.plan.issues[0];
    assert_eq!((loaded.plan.issues.len(), issue.measures.len()), (1, 2));
    assert_eq!(issue.codes, ["9"]);
    let measure = &issue.measures[0];
    let steps: Vec<_> = measure.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(steps, ["ประชุม", "ลงข้อมูล"]);
    assert_eq!(measure.supporting_units, ["กองคลัง", "กองช่าง", "งานพัสดุ"]);
    assert_eq!(measure.period.days.unwrap().last_day().to_string(), "2025-12-31");
    assert_eq!(measure.follow_ups.len(), 2);
    let notes: Vec<_> =
        measure.progress.iter().map(|note| (note.date.to_string(), note.percent.is_some())).collect();
    assert_eq!(notes, [("2025-12-31".to_owned(), true), ("2026-03-31".to_owned(), false)]);
    let figure = measure.outcome.as_ref().and_then(|outcome| outcome.figure.as_ref()).unwrap();
    assert_eq!((figure.value.to_string().as_str(), figure.unit.as_str()), ("95.5", "ร้อยละ"));
    assert_eq!(measure.evidence[0].link.as_deref(), Some("https://example.go.th/a"));
    assert_eq!(measure.evidence[1].name, "https://example.go.th/b");
    assert_eq!(issue.measures[1].title, "มาตรการที่สอง");
    let (line, cell) = loaded.places.of("issues[0].measures[1].title");
    assert_eq!((line, cell.as_deref()), (None, Some("แผน!E3")));
}

#[test]
fn dates_of_excel_in_either_era() {
    for (cell, expected) in
        [("<v>2025-12-31T00:00:00</v>", "2025-12-31"), ("<v>2568-12-31</v>", "2025-12-31")]
    {
        let plan = loaded(Format::Xlsx, with_cells(&[("L2", "d", cell)])).plan;
        assert_eq!(plan.issues[0].measures[0].follow_ups[0].to_string(), expected);
    }
}

#[test]
fn each_slip_in_a_cell_is_told() {
    for (cell, kind, inner, code, key) in [
        ("E2", "e", "<v>#REF!</v>", "cell-error", ".title"),
        ("E2", "n", "<f>A1&amp;B1</f>", "formula-without-value", ".title"),
        ("E2", "b", "<v>1</v>", "wrong-type", ".title"),
        ("R2", "str", "<v>42 คน</v>", "not-a-figure", ".outcome.figure.value"),
        ("L2", "str", "<v>เมื่อว่าง</v>", "not-a-date", ".follow_ups[0]"),
        ("J2", "str", "<v>2025-10-01</v>", "half-period", ".period"),
        ("O2", "str", "<v>ทำแล้ว</v>", "not-a-date", ".progress[0].date"),
        ("V2", "str", "<v>อื่น ๆ</v>", "unknown-value", ".theme"),
    ] {
        let found = problems(Format::Xlsx, with_cells(&[(cell, kind, inner)]));
        assert_eq!((found[0].code, found.len()), (code, 1), "{found:#?}");
        assert_eq!(found[0].cell, Some(format!("แผน!{cell}")), "{inner}");
        assert_eq!(found[0].key, format!("issues[0].measures[0]{key}"));
    }
    let blank = inline(" ");
    let found =
        problems(Format::Xlsx, with_cells(&[("A2", "inlineStr", &blank), ("B2", "inlineStr", &blank)]));
    assert_eq!(found[0].code, "no-issue");
}

#[test]
fn what_is_no_plan_sheet_is_told() {
    let mut scores = Vec::new();
    let catalogue = domain::framework::Catalogue::embedded();
    write_template(catalogue.find("nacc/2568").unwrap(), SheetFormat::Xlsx, &mut scores).unwrap();
    assert_eq!(problems(Format::Xlsx, scores)[0].code, "sheet-missing");
    assert_eq!(problems(Format::Xlsx, b"not a workbook")[0].code, "not-a-workbook");
    assert_eq!(problems(Format::Xlsx, b"")[0].code, "empty-file");
    let renamed =
        edited(&workbook(&example("tham-rong-2568")), |_, text| text.replace("หน่วยงานหลัก", "เจ้าภาพ"));
    assert_eq!(problems(Format::Xlsx, renamed)[0].code, "heading-missing");
    let year = edited(&workbook(&example("tham-rong-2568")), |_, text| text.replace(">2568<", ">2025<"));
    let codes: Vec<_> = problems(Format::Xlsx, year).iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["wrong-year"]);
}

#[test]
fn text_never_becomes_a_formula() {
    let wicked = ["=cmd|'/c calc'!A1", "+1+1", "-2", "@SUM(A1)", "\t=1"];
    for text in wicked {
        let file = with_measure("title", &serde_json::to_string(text).unwrap());
        let bytes = workbook(&file);
        edited(&bytes, |_, part| {
            assert!(!part.contains("<f>"), "{text}");
            part
        });
        let back = parse("file", Format::Xlsx, &bytes).unwrap().plan;
        assert_eq!(back.issues[0].measures[0].title, text.trim(), "{text}");
    }
}
