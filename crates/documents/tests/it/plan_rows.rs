//! What the tables of a plan say, cell by cell.

use documents::model::Content;
use documents::rows::plan::{Promise, SOURCES, Status, overview};
use documents::rows::source;
use domain::measures::Theme;
use domain::plan::{Outcome, OutcomeFigure, PlanMeasure};
use jiff::civil::{Date, date};

use crate::plan_rows_fixture::{Owner, full, issue, measure, note, owner};

/// One row of a source as key and text.
#[track_caller]
fn row(owner: &Owner, name: &str, at: usize, expected: &[(&str, &str)]) {
    for (key, text) in expected {
        assert_eq!(owner.column(name, key)[at], *text, "{name}[{at}].{key}");
    }
}

#[test]
fn sources_give_a_cell_for_each_column() {
    for source in SOURCES {
        let mut keys: Vec<_> = source.columns.iter().map(|column| column.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), source.columns.len(), "{}: keys are unique", source.name);
        assert!(source.columns.iter().all(|column| !column.heading.is_empty()), "{}", source.name);
        for record in (source.records)(&full().facts()) {
            assert_eq!(record.cells.len(), source.columns.len(), "{}", source.name);
        }
        assert_eq!((source.records)(&owner(Vec::new(), date(2026, 1, 1)).facts()), [], "{}", source.name);
    }
    assert!(source("measures").is_some() && source("measure").is_none());
}

#[test]
fn a_measure_of_which_everything_is_recorded() {
    row(
        &full(),
        "measures",
        0,
        &[
            ("number", "1"),
            ("codes", "ตัวชี้วัดที่ 4"),
            ("issue", "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ"),
            ("finding", "บุคลากรบางส่วนยังไม่ทราบขั้นตอน"),
            ("indicator_number", "4"),
            ("indicator_numbered", "4. การใช้ทรัพย์สินของราชการ"),
            ("indicator_score", "65.13"),
            ("instrument", "IIT"),
            ("score", "65.13"),
            ("urgency", "ต้องปรับปรุง"),
            ("measure_numbered", "1. กำหนดแนวทางการยืมทรัพย์สิน"),
            ("theme", "การกำกับดูแลการใช้ทรัพย์สินของราชการ"),
            ("steps", "1. จัดทำแนวทางการยืมทรัพย์สินของราชการ|2. ติดประกาศและชี้แจงในที่ประชุมประจำเดือน"),
            ("expected_evidence", "- ประกาศแนวทาง|- ภาพถ่าย"),
            ("lead_unit", "สำนักปลัด"),
            ("supporting_units", "กองคลัง|กองช่าง"),
            ("units", "สำนักปลัด (หลัก)|กองคลัง (สนับสนุน)|กองช่าง (สนับสนุน)"),
            ("units_labelled", "หน่วยงานรับผิดชอบหลัก: สำนักปลัด|หน่วยงานสนับสนุน: กองคลัง, กองช่าง"),
            ("units_plain", "สำนักปลัด|กองคลัง|กองช่าง"),
            ("period", "1 ต.ค. 2568 - 30 มิ.ย. 2569"),
            ("due", "30 มิ.ย. 2569"),
            ("due_iso", "2026-06-30"),
            ("follow_up", "รายงานผล ณ 31 มี.ค. 2569 และ 30 ก.ย. 2569|ผู้กำกับติดตาม: ปลัด"),
            ("checked_by", "ปลัด"),
            ("sign", "บุคลากรทราบขั้นตอนการยืมร้อยละ 90"),
            (
                "progress",
                "- 31 มี.ค. 2569: ประกาศแนวทางแล้ว (ร้อยละ 50)|- 30 มิ.ย. 2569: ชี้แจงครบทุกส่วนราชการ (ร้อยละ 100)",
            ),
            ("latest", "30 มิ.ย. 2569: ชี้แจงครบทุกส่วนราชการ (ร้อยละ 100)"),
            ("percent", "100"),
            ("result", "ประกาศใช้แนวทางและชี้แจงแล้ว 2 ครั้ง"),
            ("outcome", "การยืมมีหลักฐานครบทุกรายการ|42 รายการ"),
            ("outcome_value", "42"),
            ("outcome_unit", "รายการ"),
            ("suggestion", "ทำแบบฟอร์มออนไลน์ในรอบถัดไป"),
            ("evidence", "ประกาศแนวทาง 2569.pdf|https://example.go.th/o4?fy=2569"),
            ("links", "https://example.go.th/o4?fy=2569"),
            ("status", "แล้วเสร็จ"),
            ("days_late", ""),
            ("next_date", ""),
        ],
    );
    let evidence = full();
    let records = evidence.records("measures");
    let at = source("measures").unwrap().columns.iter().position(|column| column.key == "evidence").unwrap();
    assert!(matches!(records[0].cells[at].content, Content::Verbatim(_)), "addresses keep their digits");
}

#[test]
fn what_is_not_recorded_stays_empty() {
    let owner = full();
    for key in [
        "progress",
        "latest",
        "percent",
        "result",
        "done",
        "outcome",
        "outcome_value",
        "suggestion",
        "evidence",
    ] {
        assert_eq!(owner.column("measures", key)[1..], ["", ""], "{key}");
    }
    row(
        &owner,
        "measures",
        1,
        &[
            ("codes", "E8 (EIT Survey), O12"),
            ("indicator", "การปรับปรุงการทำงาน|การเปิดเผยข้อมูล"),
            ("instrument", "EIT, OIT"),
            ("units", "สำนักปลัด"),
            ("steps", "เปิดรับความเห็นผ่าน QR code"),
            ("status", "เลยกำหนด"),
            ("days_late", "278"),
        ],
    );
    row(
        &owner,
        "measures",
        2,
        &[("measure_number", "3"), ("period", ""), ("status", "ยังไม่เริ่ม"), ("steps", "")],
    );
}

#[test]
fn issues_are_filed_once() {
    let owner = full();
    let framework = owner.tree.framework;
    let within: Vec<_> = owner.records("plan_rows").iter().map(|record| record.within).collect();
    assert_eq!(within.len(), 4, "three measures and an issue without any");
    assert_eq!(within[0].theme, Some(Theme::StateAssets));
    assert_eq!(within[1].indicator, framework.indicator(8));
    assert_eq!(within[1].instrument, framework.instrument("EIT"));
    assert_eq!(within[1].part, framework.part("survey"));
    assert_eq!((within[3].issue, within[3].theme), (Some(2), None));
    assert_eq!(owner.column("plan_rows", "measure")[3], "");
    assert_eq!(owner.column("plan_issues", "measure_count"), ["1", "2", "0"]);
    assert_eq!(owner.column("steps", "step_number"), ["1", "2", "1", ""]);

    let mut other = full();
    other.plan.issues[0].framework = "nacc/2567".into();
    assert_eq!(
        other.records("plan_issues")[0].within.indicator,
        None,
        "codes of another year mean something else"
    );
    assert_eq!(other.column("plan_issues", "codes")[0], "4");
}

#[test]
fn a_question_without_its_part_means_both() {
    let owner = owner(vec![issue(&["E8"], "การปรับปรุง", Vec::new())], date(2026, 1, 1));
    assert_eq!(owner.column("plan_issues", "codes"), ["E8 (EIT Public), E8 (EIT Survey)"]);
    assert_eq!(owner.column("plan_issues", "indicator_number"), ["8"]);
    assert_eq!(owner.records("plan_issues")[0].within.part, None);
}

#[test]
fn outcomes_do_not_say_their_figure_twice() {
    let with = |text: &str, value: &str, unit: &str| PlanMeasure {
        result: Some("ทำแล้ว".into()),
        outcome: Some(Outcome {
            text: text.into(),
            figure: Some(OutcomeFigure { value: value.parse().unwrap(), unit: unit.into() }),
        }),
        ..measure("ก", "")
    };
    let measures = vec![
        with("ผู้เข้าร่วม ๔๒ คน", "42", "คน"),
        with("ผู้เข้าร่วม 142 คน", "42", "คน"),
        with("พอใจ", "95.50", "ร้อยละ"),
        with("", "1250", "คน"),
    ];
    let owner = owner(vec![issue(&["4"], "ข", measures)], date(2026, 1, 1));
    assert_eq!(
        owner.column("measures", "outcome"),
        ["ผู้เข้าร่วม 42 คน", "ผู้เข้าร่วม 142 คน|42 คน", "พอใจ|ร้อยละ 95.50", "1,250 คน"]
    );
}

#[test]
fn status_by_dates() {
    const TODAY: Date = date(2026, 5, 15);
    let year = |notes: &[(Date, Option<u8>)], result: bool, period: &str| PlanMeasure {
        progress: notes.iter().map(|&(date, percent)| note(date, "บันทึก", percent)).collect(),
        result: result.then(|| "ทำแล้ว".to_owned()),
        ..measure("ก", period)
    };
    let (jan, may, june) = (date(2026, 1, 10), date(2026, 5, 10), date(2026, 6, 1));
    let half = date(2026, 3, 31);
    let (whole, first, none) = ("1 ต.ค. 2568 - 30 ก.ย. 2569", "ต.ค. - ธ.ค.", "เมื่อพร้อม");
    use Status::{Done, InProgress, NotStarted, Overdue};
    for (notes, result, period, on, expected) in [
        (&[][..], false, whole, TODAY, NotStarted),
        (&[], false, first, TODAY, Overdue),
        (&[], false, first, date(2025, 12, 31), NotStarted),
        (&[], false, first, date(2026, 1, 1), Overdue),
        (&[], false, none, TODAY, NotStarted),
        (&[(jan, None)], false, whole, TODAY, InProgress),
        (&[(jan, Some(0))], false, whole, TODAY, NotStarted),
        (&[(jan, Some(40))], false, first, TODAY, Overdue),
        (&[(jan, Some(100))], false, first, TODAY, Done),
        (&[(may, Some(100))], false, whole, half, NotStarted),
        (&[(may, Some(100))], false, first, half, Overdue),
        (&[(june, Some(100))], false, whole, TODAY, NotStarted),
        (&[], true, whole, TODAY, Done),
        (&[(may, None)], true, whole, half, NotStarted),
        (&[(jan, None)], true, whole, half, Done),
        (&[], true, first, half, Done),
        (&[], true, whole, half, NotStarted),
    ] {
        let measure = year(notes, result, period);
        assert_eq!(Status::of(&measure, on, TODAY), expected, "{notes:?} {result} {period} {on}");
    }
}

#[test]
fn promises_are_answered_by_the_note_beside_them() {
    let (march, june, september) = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30));
    let promised = |notes: &[Date]| PlanMeasure {
        follow_ups: vec![march, june, september],
        progress: notes.iter().map(|&date| note(date, "บันทึก", None)).collect(),
        ..measure("ก", "")
    };
    use Promise::{Ahead, Kept, Open};
    for (notes, on, expected) in [
        (&[][..], march, [Ahead, Ahead, Ahead]),
        (&[], date(2026, 4, 1), [Open, Ahead, Ahead]),
        (&[date(2026, 4, 5)], date(2026, 4, 1), [Open, Ahead, Ahead]),
        (&[date(2026, 4, 5)], date(2026, 4, 6), [Kept, Ahead, Ahead]),
        (&[date(2026, 2, 1)], date(2026, 7, 1), [Kept, Open, Ahead]),
        (&[march], march, [Kept, Ahead, Ahead]),
        (&[june], date(2026, 10, 1), [Open, Kept, Open]),
    ] {
        let measure = promised(notes);
        let found = [march, june, september].map(|date| Promise::of(&measure, date, on));
        assert_eq!(found, expected, "{notes:?} on {on}");
    }
}

#[test]
fn spans_tell_only_what_falls_into_them() {
    let owner = full();
    assert_eq!(owner.column("progress_six_months", "date_iso"), ["2026-03-31"]);
    assert_eq!(owner.column("progress_twelve_months", "date_iso"), ["2026-03-31", "2026-06-30"]);
    assert_eq!(owner.column("progress_quarter", "date_iso"), [""; 0]);
    row(
        &owner,
        "measures_six_months",
        0,
        &[
            ("progress", "31 มี.ค. 2569: ประกาศแนวทางแล้ว (ร้อยละ 50)"),
            ("percent", "50"),
            ("result", ""),
            ("outcome", ""),
            ("status", "อยู่ระหว่างดำเนินการ"),
            ("next_date", "30 ก.ย. 2569"),
        ],
    );
    row(
        &owner,
        "measures_twelve_months",
        0,
        &[("result", "ประกาศใช้แนวทางและชี้แจงแล้ว 2 ครั้ง"), ("status", "แล้วเสร็จ")],
    );
    row(&owner, "measures_six_months", 1, &[("status", "เลยกำหนด"), ("days_late", "90")]);
    assert_eq!(owner.column("status_counts_six_months", "measures"), ["0", "1", "1", "1", "3"]);
    assert_eq!(owner.column("status_counts", "share"), ["33.33", "0.00", "33.33", "33.33", "100.00"]);
    assert_eq!(owner.column("follow_ups_six_months", "promise"), ["มีบันทึกแล้ว", "ยังไม่ถึงกำหนด", "ยังไม่มีบันทึก"]);

    let mut early = full();
    early.today = date(2025, 11, 20);
    early.plan.issues[0].measures[0].result = None;
    assert_eq!(early.column("measures_six_months", "status"), ["ยังไม่เริ่ม"; 3]);
    assert_eq!(early.column("measures_six_months", "result"), [""; 3], "nothing is told before its day");
}

#[test]
fn the_overview_counts() {
    let owner = full();
    let overview = overview(&owner.facts());
    assert_eq!((overview.issues, overview.measures, overview.with_results), (3, 3, 1));
    assert_eq!((overview.issues_without_measures, overview.without_theme, overview.with_evidence), (1, 1, 1));
    assert_eq!(overview.lead_units, ["สำนักปลัด"]);
    assert_eq!(overview.quarter_number, 4);
    assert_eq!(overview.six_months.title, "รอบ 6 เดือน (1 ต.ค. 2568 - 31 มี.ค. 2569)");
    assert_eq!(overview.six_months.as_of, "31 มีนาคม 2569");
    assert_eq!((overview.six_months.notes, overview.six_months.promises_open), (1, 1));
    assert_eq!((overview.now.done, overview.now.overdue, overview.now.next_date.as_str()), (1, 1, ""));
}

#[test]
fn the_chain_as_a_table() {
    let owner = full();
    row(
        &owner,
        "endorsements",
        0,
        &[("office", "ปลัด"), ("opinion", "เห็นควรอนุมัติ"), ("date", "3 ต.ค. 2569"), ("state", "ลงนามแล้ว")],
    );
    row(&owner, "endorsements", 1, &[("acting_for", "นายก"), ("state", "รอลงนาม"), ("name", "")]);
    row(&owner, "evidence", 0, &[("proof", "ประกาศแนวทาง 2569.pdf"), ("sha256", &"ab".repeat(32))]);
}
