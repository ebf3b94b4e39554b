//! The same report in every format gives the same claims.

use std::io::Write as _;

use domain::framework::Catalogue;
use reader::claims::Claims;
use reader::layout::Content;
use reader::{Limits, claims, formats};

fn read(name: &str, bytes: &[u8]) -> Claims {
    let source = formats::read(name, bytes, &Limits::default()).unwrap();
    claims::read(&source, &Catalogue::embedded())
}

/// Indicator, score, issue, measure, steps, unit.
const ROWS: [[&str; 6]; 2] = [
    ["1. การปฏิบัติหน้าที่", "90.15", "ขั้นตอนไม่ชัดเจน", "ทำป้ายขั้นตอน", "1.ออกแบบป้าย 2.ติดตั้ง", "สำนักปลัด"],
    ["2. การใช้อำนาจ", "88.40", "มอบงานไม่ทั่วถึง", "ทบทวนคำสั่ง", "ประชุม", "กองคลัง"],
];
const HEADINGS: [&str; 6] =
    ["ตัวชี้วัด", "คะแนน (ร้อยละ)", "ประเด็นที่ต้องพัฒนา", "มาตรการ", "ขั้นตอนหรือวิธีการปฏิบัติ", "หน่วยงานรับผิดชอบ"];
const TITLE: &str =
    "ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งทอง ประจำปีงบประมาณ พ.ศ. 2568 ได้คะแนนรวม 87.25 คะแนน";

fn check(claims: &Claims) {
    let published = claims.published();
    assert_eq!(published.overall.unwrap().to_string(), "87.25");
    assert_eq!(published.indicators.get(&1).unwrap().to_string(), "90.15");
    assert_eq!(published.indicators.get(&3).unwrap().to_string(), "88.40");
    assert_eq!(claims.score_year.unwrap().number(), 2568);
    assert_eq!(claims.agency.as_ref().unwrap().short, "ทุ่งทอง");
    assert_eq!(claims.measures.len(), 2);
    let first = &claims.measures[0];
    assert_eq!((first.indicator, first.measure.as_str()), (Some(1), "ทำป้ายขั้นตอน"));
    assert_eq!(first.steps, ["ออกแบบป้าย", "ติดตั้ง"]);
    assert_eq!(first.responsible.lead, "สำนักปลัด");
    assert_eq!(claims.measures[1].issue, "มอบงานไม่ทั่วถึง");
}

#[test]
fn markdown() {
    let row = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let text = format!(
        "# รายงาน\n\n{TITLE}\n\n{}|---|---|---|---|---|---|\n{}{}",
        row(&HEADINGS),
        row(&ROWS[0]),
        row(&ROWS[1])
    );
    check(&read("a.md", text.as_bytes()));
}

#[test]
fn separated_text_in_old_encoding() {
    let row = |cells: &[&str]| format!("\"{}\"\n", cells.join("\",\""));
    let text = format!("\"{TITLE}\"\n\n{}{}{}", row(&HEADINGS), row(&ROWS[0]), row(&ROWS[1]));
    check(&read("a.csv", text.as_bytes()));
    let (old, _, unmapped) = encoding_rs::WINDOWS_874.encode(&text);
    assert!(!unmapped);
    check(&read("a.csv", &old));
}

#[test]
fn html_with_merged_cells() {
    let cells = |tag: &str, cells: &[&str]| -> String {
        cells.iter().map(|cell| format!("<{tag}><p>{cell}</p></{tag}>")).collect()
    };
    let html = format!(
        "<!doctype html><html><head><style>p {{ x: 1 }}</style></head><body><p>{TITLE}</p><table><tr>{}</tr><tr>{}</tr>\
         <tr>{}</tr><tr><td colspan=6>ระยะเวลาดำเนินการ : 1 ต.ค. 2567 - 30 ก.ย. 2568</td></tr></table></body></html>",
        cells("th", &HEADINGS),
        cells("td", &ROWS[0]),
        cells("td", &ROWS[1]),
    );
    let claims = read("a.html", html.as_bytes());
    check(&claims);
    assert!(claims.measures.iter().all(|m| m.period.period.is_some()));
    // A cell merged downward stands for both rows.
    let html = "<table><tr><th>ประเด็น</th><th>มาตรการ</th><th>ผู้รับผิดชอบ</th></tr>\
        <tr><td rowspan=2>ก</td><td>ข</td><td>ค</td></tr><tr><td>ง</td><td>จ</td></tr></table>";
    let claims = read("b.html", html.as_bytes());
    let rows: Vec<_> = claims.measures.iter().map(|m| (m.issue.as_str(), m.measure.as_str())).collect();
    assert_eq!(rows, [("ก", "ข"), ("ก", "ง")]);
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    bytes.into_inner()
}

fn word(body: &str) -> Vec<u8> {
    zipped(&[(
        "word/document.xml",
        &format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"),
    )])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn word_file() {
    let row = |cells: &[&str]| -> String {
        let cells: String =
            cells.iter().map(|cell| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(cell))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let body =
        format!("{}<w:tbl>{}{}{}</w:tbl>", paragraph(TITLE), row(&HEADINGS), row(&ROWS[0]), row(&ROWS[1]));
    check(&read("a.docx", &word(&body)));
}

#[test]
fn word_file_with_merged_cells_lists_and_headings() {
    let cell = |properties: &str, body: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>");
    let listed = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let heads = ["ประเด็น", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"].map(|head| cell("", &paragraph(head))).concat();
    let first = [
        cell("<w:vMerge w:val=\"restart\"/>", &paragraph("ก")),
        cell("", &paragraph("ข")),
        cell("", &format!("{}{}", listed("หนึ่ง"), listed("สอง"))),
        cell("", &paragraph("ค")),
    ]
    .concat();
    let second = [
        cell("<w:vMerge/>", "<w:p/>"),
        cell("", &paragraph("ง")),
        cell("<w:gridSpan w:val=\"2\"/>", &paragraph("จ")),
    ]
    .concat();
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>หัว &amp; เรื่อง</w:t></w:r></w:p>\
         <w:tbl><w:tr>{heads}</w:tr><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    );
    let source = formats::read("b.docx", &word(&body), &Limits::default()).unwrap();
    assert_eq!(source.blocks[0].content, Content::Heading("หัว & เรื่อง".to_owned()));
    let claims = claims::read(&source, &Catalogue::embedded());
    let rows: Vec<_> = claims.measures.iter().map(|m| (m.issue.as_str(), m.measure.as_str())).collect();
    assert_eq!(rows, [("ก", "ข"), ("ก", "ง")]);
    assert_eq!(claims.measures[0].steps, ["หนึ่ง", "สอง"]);
}

#[test]
fn workbook() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, TITLE).unwrap();
    for (column, heading) in (0_u16..).zip(HEADINGS) {
        sheet.write(2, column, heading).unwrap();
    }
    for (at, row) in (3_u32..).zip(ROWS) {
        for (column, text) in (0_u16..).zip(row) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(at, column, number).unwrap(),
                Err(_) => sheet.write(at, column, text).unwrap(),
            };
        }
    }
    check(&read("a.xlsx", &book.save_to_buffer().unwrap()));
}

#[test]
fn a_table_without_headings_on_the_next_page() {
    let text = format!(
        "{TITLE}\n\n{}\n{}\n\n\u{c}\n- 2 -\n\n{}\n",
        HEADINGS.join("\t"),
        ROWS[0].join("\t"),
        ROWS[1].join("\t")
    );
    let claims = read("a.txt", text.as_bytes());
    check(&claims);
    assert_eq!(claims.measures[1].origin.place.page, Some(2));
}
