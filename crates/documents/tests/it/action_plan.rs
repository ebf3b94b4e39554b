//! The action plan in its two layouts.

use jiff::civil::date;

use crate::plan_rows_document::{headings, made, outline, paragraphs, table, tables, words};
use crate::plan_rows_fixture::{full, owner};

#[test]
fn the_columns_of_a_report_on_the_use_of_results() {
    let owner = full();
    let document = made("action-plan", "standard", &owner.facts());
    let measures = table(&document, "measures");
    assert_eq!(
        headings(measures),
        ["ประเด็น", "มาตรการ/โครงการ/กิจกรรม", "ขั้นตอน/วิธีปฏิบัติการ", "ระยะเวลาในการดำเนินการ", "ผู้รับผิดชอบ"]
    );
    assert_eq!(measures.body.len(), 4, "three measures and the issue without any");
    assert_eq!(
        words(&measures.body[0]),
        [
            "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ|บุคลากรบางส่วนยังไม่ทราบขั้นตอน",
            "กำหนดแนวทางการยืมทรัพย์สิน",
            "1. จัดทำแนวทางการยืมทรัพย์สินของราชการ|2. ติดประกาศและชี้แจงในที่ประชุมประจำเดือน",
            "1 ต.ค. 2568 - 30 มิ.ย. 2569",
            "สำนักปลัด|กองคลัง|กองช่าง",
        ]
    );
    assert_eq!(measures.body[1].cells[0].rows, 2, "two measures share their issue");
    assert_eq!(words(&measures.body[3])[1..], ["", "", "", ""]);
    assert!(!document.draft);
    let follow_ups = table(&document, "follow-ups");
    let dates: Vec<_> = follow_ups.body.iter().map(|row| words(row)[0].clone()).collect();
    assert_eq!(dates, ["31 ธ.ค. 2568", "31 มี.ค. 2569", "30 ก.ย. 2569"]);
}

#[test]
fn the_columns_of_fy2562() {
    let owner = full();
    let document = made("action-plan", "with-follow-up", &owner.facts());
    let measures = table(&document, "measures");
    assert_eq!(headings(measures), ["มาตรการ", "ขั้นตอนหรือวิธีการปฏิบัติ", "ผู้รับผิดชอบ", "การกำกับติดตาม"]);
    assert_eq!(measures.body.len(), 3);
    assert_eq!(words(&measures.body[0])[3], "รายงานผล ณ 31 มี.ค. 2569 และ 30 ก.ย. 2569|ผู้กำกับติดตาม: ปลัด");
    let without = "ประเด็นที่ยังไม่มีมาตรการ: ตัวชี้วัดที่ 10 การป้องกันการทุจริต";
    assert!(paragraphs(&document).iter().any(|text| text == without), "no issue is left out");
}

#[test]
fn an_empty_plan_is_said_and_a_suggested_one_is_a_draft() {
    let owner = owner(Vec::new(), date(2026, 1, 15));
    let mut facts = owner.facts();
    facts.plan_is_suggested = true;
    for layout in ["standard", "with-follow-up"] {
        let document = made("action-plan", layout, &facts);
        assert!(tables(&document).is_empty(), "{layout}: no table without rows");
        assert!(document.draft, "{layout}");
        assert!(!outline(&document).is_empty());
        let texts = paragraphs(&document);
        assert!(
            texts.iter().any(|text| text.contains("ยังไม่มี") && text.contains("บันทึกไว้")),
            "{layout}: {texts:?}"
        );
        assert!(texts.iter().any(|text| text.contains("ร่าง")), "{layout}");
    }
}
