//! What is refused in CSV score sheets, and what is said about it.

use prongsai::input::Format;

use super::{codes, problems};

const HEAD: &str = "#หลักเกณฑ์,nacc/2568\nระดับ,รหัส,ตัวชี้วัด,ชื่อ,คะแนน,ผลตรวจ\n";

/// A row, and its only problem: code, cell, and words of the English remedy.
const ROWS: &[(&str, &str, &str, &str)] = &[
    ("ข้อ,public/E๔,8,,90,", "other-indicator", "B3", "did you mean public/E8?"),
    ("ข้อ,05,9,,0,", "unknown-code", "B3", "did you mean O5?"),
    ("ข้อ,E5,,,0,", "part-missing", "B3", "public/E5 or survey/E5"),
    ("ตัวชี้วัดย่อย,9.1,10,,90,", "other-indicator", "B3", "number to 9"),
    ("ข้อ,O5,x,,0,", "not-a-number", "B3", "plain decimal"),
    ("ข้อ,O5,9,,101,", "out-of-range", "E3", "decimal point"),
    ("ข้อ,O5,9,,99.999,", "too-precise", "E3", "two decimals"),
    ("ข้อ,O5,9,,9๑,", "mixed-digits", "E3", "one kind"),
    ("ข้อ,O5,9,,-,", "not-a-number", "E3", "leave it out"),
    ("ข้อ,O5,9,,,ไม่แน่ใจ", "unknown-verdict", "F3", "pass or fail"),
    ("ข้อ,I7,3,,,ผ่าน", "verdict-for-question", "B3", "published.items"),
    ("ตัวชี้วัด,9,9,,,ผ่าน", "verdict-for-question", "F3", "score column"),
    ("หมวด,9,9,,90,", "unknown-row", "A3", "one of"),
    ("คะแนนถ่วงน้ำหนัก,OIT,,,41,", "points-above-weight", "E3", "published.instruments"),
    ("ข้อ,O5,9,,0,\nข้อ,O5,9,,100,", "duplicate-key", "B4", "only the one"),
];

#[test]
fn each_slip_in_a_row_is_told_with_its_cell_and_remedy() {
    for (row, code, cell, remedy) in ROWS {
        let problems = problems(Format::Csv, format!("{HEAD}{row}\n"));
        assert_eq!(codes(&problems), [*code], "{row}: {problems:#?}");
        assert_eq!(problems[0].cell.as_deref(), Some(*cell), "{row}: {problems:#?}");
        assert!(problems[0].remedy.en.contains(remedy), "{row}: {problems:#?}");
    }
}

#[test]
fn headings_that_moved_or_were_renamed() {
    let moved = problems(Format::Csv, "#หลักเกณฑ์,nacc/2568\nระดับ,รหัส,ตัวชี้วัด,คะแนน,ชื่อ,ผลตรวจ\n");
    assert_eq!(codes(&moved), ["heading-moved", "heading-moved"]);
    assert_eq!(moved[0].cell.as_deref(), Some("D2"));
    assert!(moved[0].message.th.contains("“ชื่อ” ต้องอยู่ที่ช่อง D2 แต่พบที่ช่อง E2"), "{moved:#?}");
    let renamed = problems(Format::Csv, "#หลักเกณฑ์,nacc/2568\nระดับ,รหัส,ตัวชี้วัด,ชื่อ,ร้อยละ,ผลตรวจ\n");
    assert_eq!(codes(&renamed), ["heading-missing"]);
    assert!(
        renamed[0].message.en.contains("cell E2 must hold the heading “คะแนน” but holds “ร้อยละ”"),
        "{renamed:#?}"
    );
    let none = problems(Format::Csv, "#หลักเกณฑ์,nacc/2568\n");
    assert_eq!(none.len(), 6);
    assert!(none.iter().all(|problem| problem.code == "heading-missing"));
}

#[test]
fn slips_in_the_head() {
    let table = "ระดับ,รหัส,ตัวชี้วัด,ชื่อ,คะแนน,ผลตรวจ\n";
    for (head, code, cell) in [
        ("", "no-framework", None),
        ("#หลักเกณฑ์,nacc/2658\n", "unknown-framework", Some("B1")),
        ("#หลักเกณ,nacc/2568\n#framework,nacc/2568\n", "unknown-key", Some("A1")),
        ("#หลักเกณฑ์,nacc/2568\n#ขอบเขต,ทุกหน่วยงาน\n", "unknown-value", Some("B2")),
        ("#หลักเกณฑ์,nacc/2568\n#หลักเกณฑ์,nacc/2567\n", "duplicate-key", Some("A2")),
    ] {
        let problems = problems(Format::Csv, format!("{head}{table}"));
        assert_eq!(codes(&problems), [code], "{head}: {problems:#?}");
        assert_eq!(problems[0].cell.as_deref(), cell, "{head}: {problems:#?}");
    }
}

#[test]
fn encodings_that_are_not_read() {
    let utf16: Vec<u8> = "\u{FEFF}ระดับ".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(codes(&problems(Format::Csv, utf16)), ["not-utf8"]);
    // 0xDB has no character in Windows-874.
    assert_eq!(codes(&problems(Format::Csv, b"\xDB\xFF")), ["not-utf8"]);
}

#[test]
fn cells_are_bounded() {
    let text = format!("{HEAD}{}", "ข้อ,O5,9,x,,\n".repeat(60_000));
    assert_eq!(codes(&problems(Format::Csv, text)), ["too-many-cells"]);
}

#[test]
fn thai_that_became_question_marks() {
    let text = "#?????????,nacc/2568\n?????,????,?????????,????,?????,??????\n";
    assert_eq!(codes(&problems(Format::Csv, text)), ["lost-encoding"]);
}
