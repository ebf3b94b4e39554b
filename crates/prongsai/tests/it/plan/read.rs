//! What is read, and what is told about what is not.

use domain::plan::{Decimal, Percent};
use jiff_date::date;
use prongsai::input::Format;

use super::{json, loaded, plan, problems, with_measure, with_top};

/// Dates as the domain has them.
mod jiff_date {
    pub(super) fn date(year: i16, month: i8, day: i8) -> thai::Date {
        thai::Date::new(year, month, day).unwrap()
    }
}

#[test]
fn thai_figures_and_dates_are_read_and_written_in_ascii() {
    let text = r#"{"score_year": "๒๕๖๘", "round_year": 2569, "framework": "nacc/๒๕๖๘@1",
        "agency": {"name": " อบต.ตัวอย่าง ", "kind": "sao", "province": ""},
        "issues": [{"codes": "O๑๒", "score": "๘๐.๕", "measures": [{
            "theme": "การให้บริการและระบบ E-Service", "steps": ["ประชุม", {"text": "ลงข้อมูล", "evidence_expected": "ลิงก์"}],
            "supporting_units": "กองคลัง", "period": "ต.ค. ๖๘ - ธ.ค. ๖๘", "follow_ups": ["๓๑ ธ.ค. ๒๕๖๘", "2025-11-30"],
            "progress": [{"date": "1 พ.ย. 68", "text": "เริ่มแล้ว", "percent": "๒๐"}],
            "outcome": {"text": "ครบ", "figure": {"value": "๙๕.๕๐", "unit": "ร้อยละ"}},
            "evidence": ["https://example.go.th/a", "ภาพถ่าย"]}]}],
        "endorsements": [{"office": "ปลัด", "date": "๕ พฤศจิกายน ๒๕๖๘"}],
        "memo": {"writer": {"position": "นักวิเคราะห์"}, "date": "2568-11-05"}}"#;
    let plan = plan(text);
    assert_eq!((plan.score_year.number(), plan.framework.as_str()), (2568, "nacc/2568"));
    assert_eq!(plan.agency.name.as_deref(), Some("อบต.ตัวอย่าง"));
    assert_eq!(plan.agency.province, None);
    let issue = &plan.issues[0];
    assert_eq!((issue.codes.as_slice(), issue.framework.as_str()), (&["O12".to_owned()][..], "nacc/2568"));
    assert_eq!(issue.score.map(|score| score.to_string()).as_deref(), Some("80.50"));
    let measure = &issue.measures[0];
    assert_eq!(measure.theme, Some(domain::measures::Theme::Services));
    assert_eq!(measure.steps[1].evidence_expected.as_deref(), Some("ลิงก์"));
    let days = measure.period.days.unwrap();
    assert_eq!((days.first_day(), days.last_day()), (date(2025, 10, 1), date(2025, 12, 31)));
    assert_eq!(measure.follow_ups, [date(2025, 12, 31), date(2025, 11, 30)]);
    assert_eq!(measure.progress[0].percent, Percent::new(20));
    let figure = measure.outcome.as_ref().and_then(|outcome| outcome.figure.as_ref()).unwrap();
    assert_eq!((figure.value, figure.unit.as_str()), (Decimal::new(9550, 2).unwrap(), "ร้อยละ"));
    assert_eq!(measure.evidence[0].link.as_deref(), Some("https://example.go.th/a"));
    assert_eq!(measure.evidence[1].link, None);
    assert_eq!(plan.endorsements[0].date, Some(date(2025, 11, 5)));
    assert_eq!(plan.memo.as_ref().and_then(|memo| memo.date), Some(date(2025, 11, 5)));
    let written = json(&plan);
    for key in ["follow_ups\":[\"2025-12-31\"", "\"value\":\"95.50\"", "\"from\":\"2025-10-01\""] {
        assert!(written.contains(key), "{key} in {written}");
    }
}

#[test]
fn toml_has_dates_of_its_own() {
    let text = "score_year = 2568\nround_year = 2569\nframework = \"nacc/2568\"\n[[issues]]\ncodes = [\"O5\", 9]\n\
        [[issues.measures]]\ntitle = \"ก\"\nfollow_ups = [2025-12-31, 2026-01-05T10:00:00]\n\
        outcome.figure = { value = 95.50, unit = \"ร้อยละ\" }\n";
    let plan = loaded(Format::Toml, text).plan;
    assert_eq!(plan.issues[0].codes, ["O5", "9"]);
    let measure = &plan.issues[0].measures[0];
    assert_eq!(measure.follow_ups, [date(2025, 12, 31), date(2026, 1, 5)]);
    let value =
        measure.outcome.as_ref().and_then(|outcome| outcome.figure.as_ref()).map(|figure| figure.value);
    assert_eq!(value, Decimal::new(9550, 2));
}

/// What one wrong value is told as, and where.
#[track_caller]
fn told(text: &str, code: &str, key: &str) {
    let found = problems(Format::Json, text);
    let short: Vec<_> = found.iter().map(|problem| (problem.code, problem.key.as_str())).collect();
    assert_eq!(short, [(code, key)], "{text}");
    assert!(found[0].line.is_some(), "{found:#?}");
}

#[test]
fn each_slip_of_the_top_is_told() {
    told("{\"score_year\": 2568,", "syntax", "");
    told("[1]", "wrong-type", "");
    told(r#"{"framework": "nacc/2568", "published": {}}"#, "assessment-file", "");
    told(&with_top("score_year", "2025"), "wrong-year", "score_year");
    told(&with_top("round_year", "\"ปีหน้า\""), "wrong-year", "round_year");
    told(&with_top("round_year", "[]"), "wrong-type", "round_year");
    told(&with_top("score_year", "2567"), "year-differs", "framework");
    told(&with_top("score_year", "\" \""), "missing-key", "score_year");
    told(&with_top("framework", "\"2568\""), "unknown-framework", "framework");
    told(&with_top("isues", "[]"), "unknown-key", "isues");
    told(&with_top("issues", "{}"), "wrong-type", "issues");
    told(&with_top("issues", "[5]"), "wrong-type", "issues[0]");
    told(&with_top("issues", r#"[{"code": "O5"}]"#), "unknown-key", "issues[0].code");
    told(&with_top("issues", r#"[{"score": 101}]"#), "out-of-range", "issues[0].score");
    told(&with_top("issues", r#"[{"framework": "x"}]"#), "unknown-framework", "issues[0].framework");
    told(&with_top("endorsements", r#"[{"date": "30 ก.พ. 2568"}]"#), "not-a-date", "endorsements[0].date");
    told(&with_top("memo", r#"{"writer": "ก"}"#), "wrong-type", "memo.writer");
    told(&with_top("agency", r#"{"nam": "ก"}"#), "unknown-key", "agency.nam");
    let common = problems(Format::Json, with_top("score_year", "2025"));
    assert!(common[0].remedy.en.contains("2568"), "{common:#?}");
    let near = problems(Format::Json, with_top("isues", "[]"));
    assert!(near[0].remedy.en.contains("issues"), "{near:#?}");
}

#[test]
fn each_slip_of_a_measure_is_told() {
    for (name, value, code, place) in [
        ("titel", "\"ก\"", "unknown-key", ".titel"),
        ("title", "5", "wrong-type", ".title"),
        ("title", "\"\\u0000\"", "control-character", ".title"),
        ("theme", "\"service\"", "unknown-value", ".theme"),
        ("steps", "[5]", "wrong-type", ".steps[0]"),
        ("steps", r#"[{"step": "ก"}]"#, "unknown-key", ".steps[0].step"),
        ("period", r#"{"from": "2025-10-01"}"#, "half-period", ".period"),
        ("period", r#"{"from": "2025-10-02", "to": "2025-10-01"}"#, "period-reversed", ".period"),
        ("period", r#"{"from": "2025-13-01", "to": "2025-10-01"}"#, "not-a-date", ".period.from"),
        ("follow_ups", r#"["พรุ่งนี้"]"#, "not-a-date", ".follow_ups[0]"),
        ("progress", r#"[{"text": "ก"}]"#, "missing-key", ".progress[0].date"),
        ("progress", r#"[{"date": "", "text": "ก"}]"#, "missing-key", ".progress[0].date"),
        (
            "progress",
            r#"[{"date": "2025-10-01", "percent": 120}]"#,
            "not-a-percentage",
            ".progress[0].percent",
        ),
        ("outcome", r#"{"figure": {"value": "42 คน"}}"#, "not-a-figure", ".outcome.figure.value"),
        ("outcome", r#"{"figure": {"value": 0.1234567}}"#, "not-a-figure", ".outcome.figure.value"),
        ("evidence", r#"[{"name": "ก", "sha256": "abc"}]"#, "not-a-digest", ".evidence[0].sha256"),
    ] {
        told(&with_measure(name, value), code, &format!("issues[0].measures[0]{place}"));
    }
    let long = "ก".repeat(100_000);
    told(&with_measure("result", &format!("\"{long}\"")), "text-too-long", "issues[0].measures[0].result");
    let many = format!("[{}\"\"]", "\"\",".repeat(1_000));
    told(&with_measure("follow_ups", &many), "too-many-entries", "issues[0].measures[0].follow_ups");
    let many = format!("[{}{{}}]", "{},".repeat(100));
    told(&with_top("endorsements", &many), "too-many-entries", "endorsements");
    assert_eq!(problems(Format::Json, "[".repeat(99))[0].code, "too-deep");
    assert_eq!(problems(Format::Json, format!("[{}1]", "1,".repeat(100_001)))[0].code, "too-many-values");
}

#[test]
fn everything_wrong_is_told_at_once() {
    let text = r#"{"score_year": 2025, "framework": "nacc/2568", "issues": [{"score": "x", "measures": [{"titel": ""}]}]}"#;
    let codes: Vec<_> = problems(Format::Json, text).iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["wrong-year", "missing-key", "not-a-number", "unknown-key"]);
    assert_eq!(problems(Format::Toml, "score_year = ")[0].code, "syntax");
    assert_eq!(problems(Format::Json, "")[0].code, "empty-file");
    assert_eq!(problems(Format::Json, b"\xFF{}")[0].code, "not-utf8");
    assert_eq!(problems(Format::Csv, "a,b")[0].code, "unknown-format");
}

#[test]
fn places_lead_to_lines() {
    let text = super::example("tham-rong-2568");
    let places = loaded(Format::Json, &text).places;
    let line = |key: &str| places.of(key).0.map(|line| text.lines().nth(line - 1).unwrap());
    assert!(line("issues[1].measures[0].title").unwrap().contains("\"title\": \"ลงรายการ"));
    assert!(line("endorsements[2].name").is_some(), "the nearest part around it");
    assert_eq!(line("weaknesses.O5"), None);
}
