//! `prongsai audit`: one document, folders, the page, exit codes.

use serde_json::Value;

use crate::runner::{file, folder, json, run};

/// A report whose total does not follow, whose praise its score does not carry, and with markup in its words.
const FAULTY: &str = "\
ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งทอง อำเภอเมือง จังหวัดตาก ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ได้คะแนนรวม ๖๔.๙๒ คะแนน

ที่\tตัวชี้วัด\tคะแนน
๑\tการปฏิบัติหน้าที่\t๙๐.๑๕
๒\tการใช้งบประมาณ\t๘๙.๒๓
๓\tการใช้อำนาจ\t๙๔.๑๕
๔\tการใช้ทรัพย์สินของราชการ\t๖๕.๑๓
๕\tการแก้ไขปัญหาการทุจริต\t๘๕.๑๓
๖\tคุณภาพการดำเนินงาน\t๘๙.๘๕
๗\tประสิทธิภาพการสื่อสาร\t๘๔.๙๓
๘\tการปรับปรุงการทำงาน\t๗๒.๔๖
๙\tการเปิดเผยข้อมูล\t๔๒.๓๘
๑๐\tการป้องกันการทุจริต\t๓๓.๓๔

แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) อยู่ในระดับดีมาก \"ตัวอย่าง\" & อื่น ๆ
";

fn clean() -> String {
    FAULTY.replace("๖๔.๙๒", "๖๕.๓๐").replace("ระดับดีมาก", "ระดับต่ำ")
}

fn codes(value: &Value) -> Vec<String> {
    let rows = value["findings"].as_array().unwrap();
    rows.iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn findings_are_shown_with_marked_passages() {
    let path = file("audit-one.txt", FAULTY);
    let ran = run(&["audit", &path, "--lang", "en"]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(ran.out.contains("»๖๔.๙๒«"), "{}", ran.out);
    assert!(ran.out.contains("89.23 → 82.93"), "{}", ran.out);
    assert!(ran.out.contains("line 1"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'));
    let thai = run(&["audit", &path]);
    assert!(thai.out.contains("บรรทัด 1"), "{}", thai.out);
    let coloured = run(&["audit", &path, "--color", "always"]);
    assert!(coloured.out.contains("\u{1b}[31m๖๔.๙๒\u{1b}[0m"), "{}", coloured.out);
}

#[test]
fn json_has_the_shape_of_check_with_the_place_in_the_document() {
    let path = file("audit-json.txt", FAULTY);
    let (value, ran) = json(&["audit", &path]);
    assert_eq!(ran.exit, 0);
    assert_eq!(codes(&value), ["overall_mismatch", "words_against_score"]);
    let first = &value["findings"][0];
    assert_eq!(first["place"]["path"], "published.overall");
    assert_eq!(first["place"]["line"], 1);
    assert_eq!(first["published"], "64.92");
    assert_eq!(first["recomputed"], "65.30");
    assert_eq!(first["difference"], "0.38");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["candidates"][0]["path"], "published.indicators.2");
    assert_eq!(first["candidates"][0]["to"], "82.93");
    assert_eq!(first["candidates"][0]["place"]["row"], 3);
    assert_eq!(first["passages"][0]["marked"], "๖๔.๙๒");
    assert_eq!(value["framework"], "nacc/2567@1");
    // The keys that `check` prints are all there.
    let (checked, _) = json(&["check", "examples/ban-lao-2567.json"]);
    for key in checked["findings"][0].as_object().unwrap().keys() {
        assert!(first.get(key).is_some(), "{key}");
    }
}

#[test]
fn a_clean_document_says_so() {
    let path = file("audit-clean.txt", &clean());
    let ran = run(&["audit", &path, "--fail-on-findings"]);
    assert_eq!(ran.exit, 0, "{}", ran.out);
    assert!(ran.out.contains('✓'), "{}", ran.out);
    let path = file("audit-faulty.txt", FAULTY);
    assert_eq!(run(&["audit", &path, "--fail-on-findings"]).exit, 6);
}

#[test]
fn what_holds_nothing_to_audit_is_not_called_clean() {
    let path = file("audit-nothing.txt", "ใบเสร็จรับเงิน\nค่าน้ำประปา 120 บาท\n");
    let ran = run(&["audit", &path]);
    assert_eq!(ran.exit, 0, "{}", ran.out);
    assert!(!ran.out.contains('✓') && ran.out.contains("ไม่พบคะแนนหรือมาตรการ"), "{}", ran.out);
}

#[test]
fn a_folder_is_told_line_by_line_and_one_bad_file_stops_nothing() {
    let place = folder("audit-folder");
    std::fs::create_dir(place.join("inner")).unwrap();
    std::fs::write(place.join("a.txt"), FAULTY).unwrap();
    std::fs::write(place.join("inner/b.md"), clean()).unwrap();
    std::fs::write(place.join("c.pdf"), "no pdf at all").unwrap();
    std::fs::write(place.join("d.png"), "no report").unwrap();
    let name = place.display().to_string();
    let ran = run(&["audit", &name]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    for word in ["a.txt", "b.md", "c.pdf"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    assert!(!ran.out.contains("d.png"));
    let (value, _) = json(&["audit", &name]);
    assert_eq!(value["totals"]["documents"], 3);
    assert_eq!(value["totals"]["clean"], 1);
    assert_eq!(value["totals"]["unreadable"], 1);
    assert_eq!(value["totals"]["by_code"]["overall_mismatch"]["findings"], 1);
    assert_eq!(value["documents"].as_array().unwrap().len(), 2);
    assert!(value["unreadable"][0]["file"].as_str().unwrap().ends_with("c.pdf"));
    assert!(value["unreadable"][0]["error"]["errors"][0]["remedy_th"].is_string());
}

#[test]
fn the_same_text_in_another_report() {
    let own = file("audit-own.txt", FAULTY);
    let last = file("audit-last.txt", &FAULTY.replace("๒๕๖๗", "๒๕๖๖"));
    let (value, _) = json(&["audit", &own, "--against", &last]);
    let copied =
        value["findings"].as_array().unwrap().iter().find(|row| row["code"] == "copied_text").unwrap();
    assert!(copied["message_en"].as_str().unwrap().contains("% the same as audit-last.txt"), "{copied}");
    // Not against itself.
    let (value, _) = json(&["audit", &own, "--against", &own]);
    assert!(!codes(&value).contains(&"copied_text".to_owned()));
}

#[test]
fn the_page_stands_alone_and_holds_no_markup_of_the_document() {
    let place = folder("audit-html");
    let report = FAULTY.replace("อื่น ๆ", "<script>alert(1)</script>");
    std::fs::write(place.join("a.txt"), report).unwrap();
    std::fs::write(place.join("b.txt"), clean()).unwrap();
    let (input, out) = (place.display().to_string(), place.join("audit.html"));
    let html = out.display().to_string();
    assert_eq!(run(&["audit", &input, "--html", &html]).exit, 0);
    let page = std::fs::read_to_string(&out).unwrap();
    assert!(page.contains("<html lang=\"th\">") && page.contains("<mark>๖๔.๙๒</mark>"));
    assert!(page.contains("&quot;ตัวอย่าง&quot; &amp;"), "{page}");
    for word in ["<script", "http://", "https://", "src=", "@import", "url("] {
        assert!(!page.contains(word), "{word}");
    }
    // Every anchor is there, and nothing is written over.
    for at in ["d0", "d1"] {
        assert!(page.contains(&format!("href=\"#{at}\"")) && page.contains(&format!("id=\"{at}\"")));
    }
    assert_ne!(run(&["audit", &input, "--html", &html]).exit, 0);
    assert_eq!(run(&["audit", &input, "--html", &html, "--force"]).exit, 0);
}

#[test]
fn what_cannot_be_audited_is_told_with_a_remedy() {
    let missing = run(&["audit", "no-such-report.pdf"]);
    assert_eq!(missing.exit, 3);
    let nothing = folder("audit-empty").display().to_string();
    let (value, ran) = json(&["audit", &nothing]);
    assert_eq!(ran.exit, 3);
    assert_eq!(value["error"]["errors"][0]["code"], "no-reports");
}

#[test]
fn real_reports_are_audited_as_a_folder() {
    let Some(seeds) = testkit::shared("seeds") else { return };
    let (value, ran) = json(&["audit", &seeds.display().to_string()]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert_eq!(value["totals"]["documents"], 3);
    assert_eq!(value["totals"]["unreadable"], 0);
    assert_eq!(value["totals"]["by_code"]["overall_mismatch"]["documents"], 1);
    assert_eq!(value["totals"]["by_code"]["words_against_score"]["documents"], 1);
}
