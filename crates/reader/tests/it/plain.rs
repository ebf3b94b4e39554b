//! Paragraphs and tables of plain text without blank lines between, and sheets whose rows are merged.

use domain::framework::Catalogue;
use reader::claims::Claims;
use reader::{Limits, claims, formats};

fn read(name: &str, bytes: &[u8]) -> Claims {
    let source = formats::read(name, bytes, &Limits::default()).expect("a document is read");
    claims::read(&source, &Catalogue::embedded())
}

fn score(claims: &Claims, key: &str) -> Option<String> {
    claims.chosen().get(key).map(|claim| claim.score.to_string())
}

const TITLE: &str = "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567";

#[test]
fn lines_that_follow_each_other_are_paragraphs_of_their_own() {
    for indent in ["", "\t"] {
        let text = format!(
            "{TITLE}\n{indent}1. การปฏิบัติหน้าที่ คิดเป็น 97.21 คะแนน\n{indent}2. การใช้งบประมาณ คิดเป็น 99.28 คะแนน\n\n\
             ตัวชี้วัดที่ 8 การปรับปรุงการทำงาน ได้คะแนน 69.31\n{indent}ส่วนที่ 2 ผู้ประเมินจัดเก็บข้อมูล (EIT Survey)\n\
             {indent}E7 การมีส่วนร่วมของบุคคลภายนอกในการพัฒนาหน่วยงาน คิดเป็น 63.52 คะแนน\n\
             {indent}E9 การใช้บริการออนไลน์ของหน่วยงาน คิดเป็น 67.26 คะแนน\n\
             {indent}แจกแบบสอบถามทั้งหมด 113 ชุด ได้รับคืน 76 ชุด (ร้อยละ 67.26)\n"
        );
        let claims = read("report.txt", text.as_bytes());
        assert_eq!(score(&claims, "indicators.1").as_deref(), Some("97.21"), "{indent:?}");
        assert_eq!(score(&claims, "indicators.2").as_deref(), Some("99.28"), "{indent:?}");
        assert_eq!(score(&claims, "indicators.8").as_deref(), Some("69.31"), "{indent:?}");
        assert_eq!(score(&claims, "items.survey/E7").as_deref(), Some("63.52"), "{indent:?}");
        assert_eq!(score(&claims, "items.survey/E9").as_deref(), Some("67.26"), "{indent:?}");
        assert!(claims.other_values().is_empty(), "{indent:?}");
    }
}

#[test]
fn the_title_of_an_instrument_ends_the_section_of_its_indicator() {
    // Labels of a chart, then an indicator of the instrument, whose own score follows far behind its title.
    let before = ["1 การปฏิบัติหน้าที่ 100.00\n2 การใช้งบประมาณ 99.00\n3 การใช้อำนาจ 98.92", "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"];
    for before in before {
        let text = format!(
            "{TITLE}\n\n{before}\n\n1.1 แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)\n\n\
             ส่วนนี้สะท้อนสิ่งที่บุคลากรของหน่วยงานรับรู้จากการทำงานร่วมกัน มี 5 ตัวชี้วัด ได้ 99.78 คะแนน\n"
        );
        let claims = read("report.txt", text.as_bytes());
        assert_eq!(score(&claims, "instruments.IIT").as_deref(), Some("99.78"), "{before}");
    }
}

/// Cells padded to columns, marks taking no room.
fn padded(rows: &[[&str; 4]]) -> String {
    let shown = |text: &str| text.chars().filter(|c| !thai::script::is_mark(*c)).count();
    let line = |row: &[&str; 4]| -> String {
        let cells = row.iter().map(|cell| format!("{cell}{}", " ".repeat(40 - shown(cell))));
        format!("{}\n", cells.collect::<String>().trim_end())
    };
    rows.iter().map(line).collect()
}

#[test]
fn a_table_by_spaces_goes_on_in_its_columns() {
    let head = ["ประเด็น", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"];
    let first = padded(&[head, ["ข้อมูลเก่า", "ปรับปรุงเว็บไซต์", "1. ตรวจ 2. แก้ไข", "สำนักปลัด"]]);
    let next = padded(&[["", "ตั้งผู้ดูแล", "1. ออกคำสั่ง", "กองคลัง"]]);
    let text = format!("{TITLE}\n\n{first}ระยะเวลาดำเนินการ: ตลอดปีงบประมาณ\n\n{first}\n{next}");
    let claims = read("report.txt", text.as_bytes());
    let rows: Vec<_> = claims
        .measures
        .iter()
        .map(|m| (m.issue.as_str(), m.measure.as_str(), m.responsible.text.as_str()))
        .collect();
    let row = ("ข้อมูลเก่า", "ปรับปรุงเว็บไซต์", "สำนักปลัด");
    assert_eq!(rows, [row, row, ("ข้อมูลเก่า", "ตั้งผู้ดูแล", "กองคลัง")]);
    assert_eq!(claims.measures[0].period.text, "ตลอดปีงบประมาณ");
}

#[test]
fn merged_rows_without_a_text_of_their_own_are_no_gap() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0_u16..).zip(["ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ", "สรุปผลการดำเนินการ"])
    {
        sheet.write(0, column, heading).unwrap();
    }
    sheet.merge_range(1, 0, 6, 0, "9. การเปิดเผยข้อมูล", &plain).unwrap();
    for (first, measure) in [(1, "ปรับแผนผัง"), (4, "ลงข้อมูลติดต่อ")]
    {
        for (column, text) in (1_u16..).zip([measure, "สำนักปลัด", "ทำแล้ว"]) {
            sheet.merge_range(first, column, first + 2, column, text, &plain).unwrap();
        }
    }
    let claims = read("a.xlsx", &book.save_to_buffer().unwrap());
    let rows: Vec<_> = claims.measures.iter().map(|m| (m.measure.as_str(), m.result.as_str())).collect();
    assert_eq!(rows, [("ปรับแผนผัง", "ทำแล้ว"), ("ลงข้อมูลติดต่อ", "ทำแล้ว")]);
    assert_eq!(claims.measures[1].indicator, Some(9));
}

#[test]
fn the_figures_of_a_chart_are_those_of_their_years() {
    let names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ"];
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, TITLE).unwrap();
    for (column, heading) in (1_u16..).zip(["พ.ศ. 2566", "พ.ศ. 2567", "เกณฑ์ผ่าน 85.00"])
    {
        sheet.write(2, column, heading).unwrap();
    }
    for (at, name) in (0_u32..).zip(names) {
        sheet.write(3 + at, 0, format!("{} {name}", at + 1)).unwrap();
        for (column, base) in [(1_u16, 70.25), (2, 80.25), (3, 85.0)] {
            let step = if column == 3 { 0.0 } else { f64::from(at) };
            sheet.write(3 + at, column, base + step).unwrap();
        }
    }
    let claims = read("chart.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(score(&claims, "indicators.1").as_deref(), Some("80.25"));
    assert_eq!(score(&claims, "indicators.4").as_deref(), Some("83.25"));
    assert!(claims.other_values().is_empty());
}

#[test]
fn a_total_is_not_the_indicator_above_it() {
    let text = format!(
        "{TITLE}\n\n| ตัวชี้วัดที่ | ตัวชี้วัด | คะแนน |\n|---|---|---|\n| 9 | การเปิดเผยข้อมูล | 91.00 |\n\
         | 10 | การป้องกันการทุจริต | 56.25 |\n| | คะแนนเฉลี่ยรวม | 80.57 |\n"
    );
    let claims = read("report.md", text.as_bytes());
    assert_eq!(score(&claims, "indicators.10").as_deref(), Some("56.25"));
    assert_eq!(score(&claims, "overall").as_deref(), Some("80.57"));
    assert!(claims.other_values().is_empty());
}

#[test]
fn a_name_that_a_line_parts_or_words_follow_is_the_name() {
    let text = format!(
        "{TITLE}\n\nเทศบาลตำบลนาม่านหมอก อำเภอเพ็ญ จังหวัดอุดรธานี\n\nรายงานของเทศบาลตำบลนาม่าน\nหมอก\n\n\
         ใบแสดงคะแนนของเทศบาลตำบลนาม่านหมอกปีงบประมาณ 2567\n"
    );
    let claims = read("report.txt", text.as_bytes());
    assert_eq!(claims.agency.map(|agency| agency.short).as_deref(), Some("นาม่านหมอก"));
    assert!(claims.agency_mentions.iter().all(|mention| mention.agrees));
}
