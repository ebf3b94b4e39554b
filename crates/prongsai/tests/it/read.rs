//! `read`: a published report becomes data, an assessment file, a plan file.

use crate::runner::{file, folder, json, run};

const REPORT: &str = "# รายงาน

ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งทอง อำเภอเมือง จังหวัดตราด ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ได้คะแนนรวม ๘๗.๒๕ คะแนน

| ตัวชี้วัด | คะแนน | ประเด็นที่ต้องพัฒนา | มาตรการ | ขั้นตอน | ระยะเวลา | ผู้รับผิดชอบ |
|---|---|---|---|---|---|---|
| การปฏิบัติหน้าที่ | ๙๐.๑๕ | ขั้นตอนไม่ชัด | ทำป้าย | ๑. ออกแบบ ๒. ติดตั้ง | ๑ ต.ค. ๒๕๖๘ - ๓๐ ก.ย. ๒๕๖๙ | สำนักปลัด |

ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ ได้คะแนน ๙๑.๑๕ คะแนน

| ตัวชี้วัด | มาตรการ | ผลการดำเนินการ |
|---|---|---|
| การปฏิบัติหน้าที่ | ทำป้าย | ติดตั้งแล้ว |
";

#[test]
fn a_report_becomes_data() {
    let path = file("read-report.md", REPORT);
    let (value, ran) = json(&["read", &path]);
    assert_eq!(ran.exit, 0);
    assert_eq!(value["agency"]["name"], "องค์การบริหารส่วนตำบลทุ่งทอง");
    assert_eq!(value["agency"]["province"], "ตราด");
    assert_eq!(value["framework"], "nacc/2568");
    assert_eq!(value["published"]["overall"], "87.25");
    assert_eq!(value["published"]["indicators"]["1"], "90.15");
    let measure = &value["measures"][0];
    assert_eq!(measure["issue"], "ขั้นตอนไม่ชัด");
    assert_eq!(measure["steps"], serde_json::json!(["ออกแบบ", "ติดตั้ง"]));
    assert_eq!(measure["responsible"], "สำนักปลัด");
    assert_eq!(measure["period_from"], "2025-10-01");
    assert_eq!(value["measures"][1]["result"], "ติดตั้งแล้ว");
    assert_eq!(value["notes"][0]["code"], "other-value");
    assert_eq!(value["notes"][0]["printed"], "91.15");
}

#[test]
fn it_becomes_files_that_other_commands_take() {
    let path = file("read-files.md", REPORT);
    let folder = folder("read-out");
    let assessment = folder.join("a.json").display().to_string();
    assert_eq!(run(&["read", &path, "--as", "assessment", "--out", &assessment]).exit, 0);
    let (scored, ran) = json(&["score", &assessment]);
    assert_eq!(ran.exit, 0, "{}", ran.err);
    assert!(scored.to_string().contains("nacc/2568"));
    // The row of the result joins the row of the plan.
    let (plan, ran) = json(&["read", &path, "--as", "plan"]);
    assert_eq!(ran.exit, 0);
    assert_eq!((&plan["score_year"], &plan["round_year"]), (&2568.into(), &2569.into()));
    assert_eq!(plan["issues"].as_array().unwrap().len(), 1);
    assert_eq!(plan["issues"][0]["codes"][0], "1");
    let measure = &plan["issues"][0]["measures"][0];
    assert_eq!((&measure["title"], &measure["result"]), (&"ทำป้าย".into(), &"ติดตั้งแล้ว".into()));
}

#[test]
fn what_cannot_be_read_is_told() {
    let (value, ran) = json(&["read", &file("read-empty.txt", " \n")]);
    assert_eq!(ran.exit, 5);
    assert_eq!(value["error"]["errors"][0]["code"], "empty");
    assert_eq!(run(&["read", "no-such-file.pdf"]).exit, 3);
    let no_year = file("read-no-year.txt", "ข้อความที่ไม่มีปีและไม่มีคะแนน");
    assert_eq!(run(&["read", &no_year, "--as", "plan"]).exit, 5);
}
