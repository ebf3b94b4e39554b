//! The report of what was done in its three layouts.

use documents::model::{Block, Orientation};
use domain::measures::Theme;
use jiff::civil::date;

use crate::plan_rows_document::{
    blocks, headings, made, opinions, outline, paragraphs, table, tables, words,
};
use crate::plan_rows_fixture::{Owner, full, issue, measure, office, owner};

const KIND: &str = "implementation-report";

/// Every measure with a recorded result.
fn finished() -> Owner {
    let mut owner = full();
    for measure in owner.plan.issues.iter_mut().flat_map(|issue| &mut issue.measures) {
        measure.result.get_or_insert_with(|| "ดำเนินการครบทุกขั้นตอน".to_owned());
    }
    owner
}

#[test]
fn by_indicator_has_the_parts_and_columns_of_fy2567() {
    let mut owner = finished();
    owner.plan.issues.push(issue(&["1"], "การปฏิบัติหน้าที่", vec![measure("ทบทวนคู่มือ", "ต.ค. - ธ.ค.")]));
    let document = made(KIND, "by-indicator", &owner.facts());
    assert!(matches!(document.sections[0].blocks[0], Block::MemoHead(_)), "the memo comes first");
    assert!(matches!(document.sections[1].blocks[0], Block::Cover(_)));
    let outline = outline(&document);
    assert_eq!(outline[..4], ["เรื่องเดิม", "ข้อเท็จจริง", "ข้อเสนอเพื่อพิจารณา", "คำนำ"]);
    for (at, part) in [(5, "1.1"), (6, "1.2"), (7, "1.3"), (8, "2. ")] {
        assert!(outline[at].starts_with(part), "{outline:?}");
    }
    let head = |issue: &'static str| {
        ["ตัวชี้วัด", "คะแนน (ร้อยละ)", issue, "มาตรการ", "ขั้นตอนหรือวิธีการปฏิบัติ", "หน่วยงานรับผิดชอบ"]
    };
    assert_eq!(headings(table(&document, "IIT-develop")), head("ประเด็นที่ต้องพัฒนาและต่อยอด"));
    let urgent = table(&document, "OIT-urgent");
    assert_eq!(headings(urgent), head("ประเด็นที่ต้องเร่งแก้ไขโดยเร่งด่วน"));
    assert_eq!(words(&urgent.body[0])[..3], ["10. การป้องกันการทุจริต", "33.34", "การป้องกันการทุจริต"]);
    let improve = table(&document, "EIT-urgent");
    assert_eq!(words(&improve.body[0])[1..3], ["82.46", "การปรับปรุงและการเปิดเผย"]);

    let results = table(&document, "results");
    assert_eq!(
        headings(results),
        [
            "ตัวชี้วัด",
            "มาตรการ",
            "ขั้นตอนหรือวิธีการปฏิบัติ",
            "ระยะเวลาดำเนินการ",
            "หน่วยงานรับผิดชอบ",
            "สรุปผลการดำเนินการตามมาตรการ",
            "ผลลัพธ์หรือความสำเร็จของการดำเนินการ",
        ]
    );
    let indicators: Vec<_> = results.body.iter().map(|row| words(row)[0].clone()).collect();
    assert_eq!(indicators[..2], ["1. การปฏิบัติหน้าที่", "4. การใช้ทรัพย์สินของราชการ"]);
    assert_eq!(results.body.len(), 4);
    assert_eq!(
        words(&results.body[1])[5..],
        ["ประกาศใช้แนวทางและชี้แจงแล้ว 2 ครั้ง", "การยืมมีหลักฐานครบทุกรายการ|42 รายการ"]
    );
    let section = document.sections.last().unwrap();
    assert_eq!((section.orientation, section.numbered), (Orientation::Landscape, true));
    assert!(document.draft, "the added measure has no result");
    assert!(!made(KIND, "by-indicator", &finished().facts()).draft);
}

#[test]
fn rows_that_span_the_table_close_the_analysis() {
    let owner = finished();
    let document = made(KIND, "by-indicator", &owner.facts());
    let assets = table(&document, "IIT-urgent");
    let last = |back: usize| words(&assets.body[assets.body.len() - back]);
    assert_eq!(last(2), ["ระยะเวลาดำเนินการ: 1 ต.ค. 2568 - 30 มิ.ย. 2569"]);
    assert!(last(1)[0].starts_with("การติดตาม: ") && last(1)[0].ends_with("ณ 31 มี.ค. 2569, 30 ก.ย. 2569"));
    assert_eq!(assets.body.last().unwrap().cells[0].columns, 6);
}

#[test]
fn the_last_table_of_an_instrument_has_the_rows_that_span() {
    let mut owner = finished();
    owner.plan.issues.push(issue(&["1"], "การปฏิบัติหน้าที่", vec![measure("ทบทวนคู่มือ", "ต.ค. - ธ.ค.")]));
    owner.plan.issues.push(issue(&["6"], "คุณภาพ", vec![measure("ปรับคู่มือ", "ต.ค. - ธ.ค.")]));
    owner.plan.issues.remove(1);
    let document = made(KIND, "by-indicator", &owner.facts());
    let foot = |name| table(&document, name).body.iter().filter(|row| row.cells[0].columns == 6).count();
    assert_eq!((foot("IIT-develop"), foot("IIT-urgent"), foot("EIT-develop")), (0, 2, 2));
    let names: Vec<_> = tables(&document).iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names[..4], ["IIT-develop", "IIT-urgent", "EIT-develop", "OIT-urgent"]);
}

#[test]
fn the_published_result_is_stated_and_the_difference_told() {
    let mut owner = finished();
    owner.assessment.overall = "64.92".parse().ok();
    owner.assessment.level = Some("ต้องปรับปรุง".into());
    let texts = paragraphs(&made(KIND, "by-indicator", &owner.facts())).join("\n");
    let computed = owner.tree.overall().unwrap().to_string();
    assert!(texts.contains("ได้ 64.92 คะแนน อยู่ในระดับต้องปรับปรุง"), "{texts}");
    assert!(texts.contains(&format!("{computed} คะแนน ไม่ตรงกับคะแนนที่ประกาศ")), "{texts}");
    owner.assessment.overall = None;
    let texts = paragraphs(&made(KIND, "by-indicator", &owner.facts())).join("\n");
    assert!(texts.contains(&computed) && !texts.contains("ไม่ตรงกับ"), "{texts}");
}

#[test]
fn what_is_not_recorded_makes_a_draft() {
    let owner = full();
    for layout in ["by-indicator", "by-theme", "memo-table"] {
        let document = made(KIND, layout, &owner.facts());
        assert!(document.draft, "{layout}");
    }
    let document = made(KIND, "by-indicator", &owner.facts());
    let results = table(&document, "results");
    let fresh =
        results.body.iter().map(words).find(|row| row.contains(&"เปิดช่องทางรับความเห็น".to_owned())).unwrap();
    assert_eq!(fresh[fresh.len() - 2..], ["", ""], "nothing is made up");
}

#[test]
fn by_theme_has_seven_tables_at_most_and_says_which_are_empty() {
    let mut owner = finished();
    let document = made(KIND, "by-theme", &owner.facts());
    let themes: Vec<_> = outline(&document).into_iter().filter(|text| text.starts_with("ประเด็นที่ ")).collect();
    assert_eq!(themes.len(), 7);
    assert_eq!(themes[3], format!("ประเด็นที่ 4 {}", Theme::StateAssets.name().th));
    assert_eq!(
        headings(table(&document, "theme-4")),
        [
            "มาตรการ/กิจกรรม",
            "วิธีดำเนินการ",
            "ผู้รับผิดชอบ",
            "ระยะเวลา",
            "สรุปผลการดำเนินการตามมาตรการ/กิจกรรม",
            "ผลลัพธ์หรือความสำเร็จของการดำเนินการ",
        ]
    );
    assert_eq!(tables(&document).len(), 3, "two themes, and what has none");
    assert_eq!(words(&table(&document, "no-theme").body[0])[0], "จัดทำคู่มือ", "no measure is left out");
    let empty = paragraphs(&document).iter().filter(|text| text.contains("ไม่มีมาตรการในประเด็นนี้")).count();
    assert_eq!(empty, 5);

    for measure in owner.plan.issues.iter_mut().flat_map(|issue| &mut issue.measures) {
        measure.theme = Some(Theme::Services);
    }
    assert_eq!(tables(&made(KIND, "by-theme", &owner.facts())).len(), 1);
}

#[test]
fn the_memo_holds_its_table_and_the_long_chain() {
    let mut owner = finished();
    owner.plan.endorsements.clear();
    let document = made(KIND, "memo-table", &owner.facts());
    assert_eq!(
        headings(table(&document, "measures")),
        ["มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "ผลการดำเนินงาน", "ข้อเสนอแนะ"]
    );
    let table_at = blocks(&document).position(|block| matches!(block, Block::Table(_))).unwrap();
    let signed_at = blocks(&document).position(|block| matches!(block, Block::Signature(_))).unwrap();
    assert!(table_at < signed_at);
    let offices: Vec<_> =
        opinions(&document).iter().map(|opinion| opinion.signature.position[0].clone()).collect();
    let agency = "องค์การบริหารส่วนตำบลหนองใส";
    assert_eq!(
        offices,
        [
            "หัวหน้าสำนักปลัด".to_owned(),
            format!("รองปลัด{agency}"),
            format!("ปลัด{agency}"),
            format!("นายก{agency}")
        ]
    );
    owner.plan.endorsements = vec![office("ปลัด")];
    assert_eq!(
        opinions(&made(KIND, "memo-table", &owner.facts())).len(),
        1,
        "the plan's own chain goes first"
    );
}

#[test]
fn an_empty_plan_has_no_tables_of_what_was_done() {
    let owner = owner(Vec::new(), date(2026, 10, 1));
    for layout in ["by-indicator", "by-theme", "memo-table"] {
        let document = made(KIND, layout, &owner.facts());
        assert!(document.draft && tables(&document).is_empty(), "{layout}");
        let said = paragraphs(&document).iter().any(|text| text.contains("ยังไม่มีมาตรการที่บันทึกไว้"));
        assert!(said, "{layout}: {:?}", paragraphs(&document));
    }
}
