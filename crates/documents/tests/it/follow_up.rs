//! The follow-up report of a half year, a year, a quarter.

use jiff::civil::date;

use crate::plan_rows_document::{headings, made, outline, paragraphs, table, tables, words};
use crate::plan_rows_fixture::{full, owner};

const KIND: &str = "follow-up-report";
const LAYOUTS: [&str; 3] = ["six-months", "twelve-months", "quarterly"];

#[test]
fn six_months_tell_the_first_half_only() {
    let owner = full();
    let document = made(KIND, "six-months", &owner.facts());
    assert!(document.title.contains("รอบ 6 เดือน") && document.title.contains("2569"), "{}", document.title);
    let counts: Vec<_> = table(&document, "counts").body.iter().map(words).collect();
    assert_eq!(
        counts,
        [
            ["แล้วเสร็จ", "0", "0.00"],
            ["อยู่ระหว่างดำเนินการ", "1", "33.33"],
            ["ยังไม่เริ่ม", "1", "33.33"],
            ["เลยกำหนด", "1", "33.33"],
            ["รวม", "3", "100.00"],
        ]
    );
    let measures = table(&document, "measures");
    assert_eq!(
        headings(measures),
        ["ที่", "ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "ความก้าวหน้า", "ร้อยละ", "สถานะ"]
    );
    assert_eq!(
        words(&measures.body[0])[5..],
        ["31 มี.ค. 2569: ประกาศแนวทางแล้ว (ร้อยละ 50)", "50", "อยู่ระหว่างดำเนินการ"]
    );
    assert_eq!(
        words(&table(&document, "late").body[0]),
        ["เปิดช่องทางรับความเห็น", "สำนักปลัด", "31 ธ.ค. 2568", "90", ""]
    );
    assert_eq!(
        words(&table(&document, "missing-notes").body[0])[..2],
        ["31 ธ.ค. 2568", "เปิดช่องทางรับความเห็น"]
    );
    assert_eq!(words(&table(&document, "next-dates").body[0])[0], "30 ก.ย. 2569");
    let texts = paragraphs(&document);
    assert!(texts[0].contains("ณ วันที่ 31 มีนาคม 2569 แล้วเสร็จ 0 มาตรการ"), "{texts:?}");
}

#[test]
fn twelve_months_tell_results_and_suggestions() {
    let owner = full();
    let document = made(KIND, "twelve-months", &owner.facts());
    let row = words(&table(&document, "measures").body[0]);
    assert!(row.contains(&"ประกาศใช้แนวทางและชี้แจงแล้ว 2 ครั้ง".to_owned()), "{row:?}");
    assert_eq!(row.last().unwrap(), "แล้วเสร็จ");
    assert!(outline(&document).iter().any(|heading| heading.starts_with("5. ")));
    let suggestion = "กำหนดแนวทางการยืมทรัพย์สิน: ทำแบบฟอร์มออนไลน์ในรอบถัดไป";
    assert!(paragraphs(&document).iter().any(|text| text == suggestion));
}

#[test]
fn the_quarter_goes_with_the_day() {
    let mut owner = full();
    for (today, quarter, notes) in [
        (date(2026, 1, 20), 1, 0),
        (date(2026, 4, 2), 2, 1),
        (date(2026, 7, 1), 3, 1),
        (date(2026, 10, 5), 4, 0),
    ] {
        owner.today = today;
        let document = made(KIND, "quarterly", &owner.facts());
        assert_eq!(document.file_stem, format!("follow-up-q{quarter}-2569"));
        let told = table(&document, "measures")
            .body
            .iter()
            .flat_map(words)
            .filter(|cell| cell.contains(": "))
            .count();
        assert_eq!(told, notes, "{today}");
    }
}

#[test]
fn before_its_end_a_report_says_so() {
    let mut owner = full();
    owner.today = date(2026, 2, 15);
    let document = made(KIND, "six-months", &owner.facts());
    let texts = paragraphs(&document);
    assert!(texts.iter().any(|text| text.contains("จัดทำก่อนสิ้นสุดรอบ")), "{texts:?}");
    assert!(texts[0].contains("ณ วันที่ 15 กุมภาพันธ์ 2569"), "{texts:?}");
}

#[test]
fn an_empty_plan_is_said() {
    let owner = owner(Vec::new(), date(2026, 10, 1));
    for layout in LAYOUTS {
        let document = made(KIND, layout, &owner.facts());
        assert!(tables(&document).is_empty(), "{layout}");
        assert!(paragraphs(&document)[0].contains("ยังไม่มีมาตรการที่บันทึกไว้"), "{layout}");
    }
}
