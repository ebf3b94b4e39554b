//! Three real reports. The expected values were written down from the documents by eye, before the reader ran.

use std::collections::BTreeMap;

use domain::framework::Catalogue;
use reader::claims::{Claims, MeasureClaim, Subject};
use reader::{Limits, claims, formats};

fn seed(number: &str) -> Option<Claims> {
    let path = testkit::shared(&format!("seeds/seed-{number}.txt"))?;
    let bytes = std::fs::read(path).unwrap();
    let source = formats::read("seed.txt", &bytes, &Limits::default()).unwrap();
    Some(claims::read(&source, &Catalogue::embedded()))
}

fn indicators(claims: &Claims) -> Vec<String> {
    claims.published().indicators.values().map(ToString::to_string).collect()
}

/// Item-score statements: line, code, part, score.
fn statements(claims: &Claims) -> Vec<(u32, String, String, String)> {
    let items = claims.scores.iter().filter_map(|claim| match &claim.subject {
        Subject::Item(code) => Some((
            claim.origin.place.line.unwrap(),
            code.clone(),
            claim.part.clone().unwrap_or_default(),
            claim.score.to_string(),
        )),
        _ => None,
    });
    items.collect()
}

fn written(rows: &[(u32, &str, &str, &str)]) -> Vec<(u32, String, String, String)> {
    let own = |&(line, code, part, score): &(u32, &str, &str, &str)| {
        (line, code.to_owned(), part.to_owned(), score.to_owned())
    };
    rows.iter().map(own).collect()
}

/// Whether a text begins and ends with these words, white space aside.
fn spans(text: &str, begin: &str, end: &str) -> bool {
    let fold = thai::fold_for_match;
    fold(text).starts_with(&fold(begin)) && fold(text).ends_with(&fold(end))
}

#[test]
fn seed_000_scores() {
    let Some(claims) = seed("000") else { return };
    let agency = claims.agency.as_ref().unwrap();
    assert_eq!(agency.name, "องค์การบริหารส่วนตำบลบ้านเหล่า");
    assert_eq!(agency.kind.as_ref().unwrap().code(), "sao");
    assert_eq!(agency.province.as_deref(), Some("อุดรธานี"));
    assert_eq!(agency.district.as_deref(), Some("เพ็ญ"));
    assert_eq!(claims.score_year.unwrap().number(), 2567);
    assert_eq!(claims.round_year.unwrap().number(), 2567);
    assert_eq!(claims.framework.as_deref(), Some("nacc/2567"));
    let published = claims.published();
    assert_eq!(published.overall.unwrap().to_string(), "64.92");
    assert_eq!(published.level.as_deref(), Some("ต้องปรับปรุงโดยด่วน"));
    // Printed in the order 7, 8, 6 and numbered 1, 2, 3; keyed by name.
    let expected = ["90.15", "89.23", "94.15", "65.13", "85.13", "89.85", "84.93", "72.46", "42.38", "33.34"];
    assert_eq!(indicators(&claims), expected);
    assert_eq!(statements(&claims), []);
    assert_eq!(claims.other_values(), []);
    assert_eq!(claims.endorsements.len(), 2);
}

#[test]
fn seed_000_measures() {
    let Some(claims) = seed("000") else { return };
    // Part 1: ten rows, in the tables of IIT, EIT and OIT; part 2: ten rows of one table over ten pages.
    let tables: Vec<usize> = claims.measures.iter().map(|m| m.table).collect();
    let expected: Vec<usize> = [vec![0; 5], vec![1; 3], vec![2; 2], vec![3; 10]].concat();
    assert_eq!(tables, expected);
    let indicators: Vec<u8> = claims.measures.iter().filter_map(|m| m.indicator).collect();
    assert_eq!(indicators, [1, 2, 3, 4, 5, 7, 8, 6, 9, 10, 5, 3, 2, 1, 4, 7, 8, 6, 9, 10]);
    let steps: Vec<usize> = claims.measures.iter().map(|m| m.steps.len()).collect();
    assert_eq!(steps, [2, 2, 1, 1, 4, 2, 3, 1, 1, 1, 4, 1, 2, 2, 1, 2, 3, 1, 1, 3]);
    for (at, measure) in claims.measures.iter().enumerate() {
        let place = measure.origin.place;
        assert_eq!(
            measure.period.period.and_then(thai::Period::fiscal_year),
            thai::FiscalYear::new(2567).ok(),
            "{place}"
        );
        assert!(!measure.issue.is_empty() && !measure.measure.is_empty(), "{place}");
        assert_eq!(measure.result.is_empty(), at < 10, "{place}");
        assert_eq!(measure.outcome.is_empty(), at < 10, "{place}");
        assert_eq!(measure.follow_up.is_empty(), 10 <= at, "{place}");
        assert_eq!(measure.score.is_some(), at < 10, "{place}");
        // The unit of row 5 is lost in the document itself.
        if at != 4 {
            let lead = thai::fold_for_match(&measure.responsible.lead);
            assert!(lead.starts_with("สำนักปลัดองค์การบริหารส่วนตำบล"), "{place}: {lead}");
            assert!(lead.ends_with("ตำบล"), "{place}: {lead}");
            assert_eq!(measure.responsible.supporting.len(), 1, "{place}");
        }
    }
    let row = |at: usize| -> &MeasureClaim { &claims.measures[at] };
    // A row cut by a page: the list number that recognition repeated is gone.
    assert!(spans(&row(1).steps[0], "ประชาสัมพันธ์ให้บุคลากร", "การประชุมประจำเดือนของพนักงาน ฯลฯ"));
    assert!(thai::fold_for_match(&row(1).steps[0]).contains("เป็นประจำทุกเดือนเช่น"));
    assert!(spans(&row(4).steps[1], "ประกาศนโยบายให้", "โอกาสพิเศษ ต่างๆ"));
    assert!(spans(&row(19).result, "1.ประชุมสร้างความเข้าใจ", "จัดทำแผนการป้องกันการทุจริต"));
    assert!(spans(&row(19).outcome, "1.บุคลากรทราบถึงตัวอย่าง", "แนวทางในการปฏิบัติ"));
    assert!(row(3).urgency.contains("เร่งแก้ไข") && row(0).urgency.contains("ต่อยอด"));
}

#[test]
fn seed_001_scores() {
    let Some(claims) = seed("001") else { return };
    let agency = claims.agency.as_ref().unwrap();
    assert_eq!(agency.name, "องค์การบริหารส่วนตำบลถ้ำรงค์");
    assert_eq!(agency.province, None);
    assert_eq!(claims.score_year.unwrap().number(), 2568);
    assert_eq!(claims.round_year.unwrap().number(), 2569);
    assert_eq!(claims.framework.as_deref(), Some("nacc/2568"));
    let published = claims.published();
    assert_eq!(published.overall.unwrap().to_string(), "91.59");
    assert_eq!(published.level.as_deref(), Some("ผ่าน"));
    let expected =
        ["100.00", "100.00", "98.92", "100.00", "100.00", "96.45", "95.84", "94.30", "85.00", "80.00"];
    assert_eq!(indicators(&claims), expected);
    // All 22 statements, in the parts under which they are printed.
    let expected = written(&[
        (41, "I7", "", "96.77"),
        (60, "E7", "public", "98.57"),
        (65, "E8", "public", "99.05"),
        (73, "E5", "public", "99.52"),
        (75, "E6", "public", "99.52"),
        (77, "E9", "public", "90.00"),
        (81, "E2", "survey", "88.67"),
        (83, "E1", "survey", "90.00"),
        (87, "E7", "survey", "98.57"),
        (89, "E9", "survey", "90.00"),
        (91, "E5", "survey", "99.52"),
        (97, "E5", "public", "99.52"),
        (99, "E6", "public", "99.52"),
        (103, "E4", "survey", "93.33"),
        (105, "E5", "survey", "91.33"),
        (107, "E6", "survey", "91.33"),
        (113, "E7", "survey", "90.00"),
        (115, "E8", "survey", "88.67"),
        (119, "E9", "survey", "90.00"),
        (127, "O5", "", "0.00"),
        (131, "O12", "", "0.00"),
        (139, "O23", "", "0.00"),
    ]);
    assert_eq!(statements(&claims), expected);
    // The 17 items, each by the statement under its own indicator and part.
    let items: BTreeMap<String, String> =
        published.items.iter().map(|(code, score)| (code.clone(), score.to_string())).collect();
    let expected = [
        ("I7", "96.77"),
        ("public/E5", "99.52"),
        ("public/E6", "99.52"),
        ("public/E7", "98.57"),
        ("public/E8", "99.05"),
        ("public/E9", "90.00"),
        ("survey/E1", "90.00"),
        ("survey/E2", "88.67"),
        ("survey/E4", "93.33"),
        ("survey/E5", "91.33"),
        ("survey/E6", "91.33"),
        ("survey/E7", "90.00"),
        ("survey/E8", "88.67"),
        ("survey/E9", "90.00"),
        ("O5", "0.00"),
        ("O12", "0.00"),
        ("O23", "0.00"),
    ];
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(code, score)| ((*code).to_owned(), (*score).to_owned())).collect();
    assert_eq!(items, expected);
    let others: Vec<(String, String)> = claims
        .other_values()
        .iter()
        .map(|other| (other.key.clone(), other.claim.score.to_string()))
        .collect();
    let expected = [("items.survey/E7", "98.57"), ("items.survey/E5", "99.52"), ("indicators.8", "99.05")];
    assert_eq!(others, expected.map(|(key, score)| (key.to_owned(), score.to_owned())));
    let repaired = claims.scores.iter().filter_map(|c| c.code.as_ref()).filter(|code| code.repaired);
    assert_eq!(repaired.map(|code| code.printed.as_str()).collect::<Vec<_>>(), ["๑๗"]);
}

#[test]
fn seed_001_measures() {
    let Some(claims) = seed("001") else { return };
    // Code (as it must be after repair), part, number of steps, unit.
    let expected = [
        ("I7", "", 2, "ทุกส่วนราชการ"),
        ("E7", "public", 2, "ทุกส่วนราชการ"),
        ("E8", "public", 2, "ทุกส่วนราชการ"),
        ("E5", "public", 2, "สำนักปลัด"),
        ("E6", "public", 2, "ทุกส่วนราชการ"),
        ("E9", "public", 2, "สำนักปลัด"),
        ("E2", "survey", 4, "สำนักปลัด"),
        ("E1", "survey", 3, "ทุกส่วนราชการ"),
        ("O5", "", 2, "สำนักปลัด"),
        ("O12", "", 2, "กองคลัง"),
        ("O23", "", 2, "ทุกส่วนราชการ"),
    ];
    let rows: Vec<(&str, &str, usize, &str)> = claims
        .measures
        .iter()
        .map(|m| {
            let code = m.codes.first().map_or("", |code| code.code.as_str());
            (code, m.part.as_deref().unwrap_or_default(), m.steps.len(), m.responsible.lead.as_str())
        })
        .collect();
    assert_eq!(rows, expected);
    for measure in &claims.measures {
        assert_eq!(
            measure.period.period.and_then(thai::Period::fiscal_year),
            thai::FiscalYear::new(2569).ok()
        );
        assert!(!measure.issue.starts_with(['E', 'O', '๒', '0']), "{}", measure.issue);
    }
    let row = |at: usize| -> &MeasureClaim { &claims.measures[at] };
    assert!(spans(&row(0).issue, "เจ้าหน้าที่บางรายในหน่วยงาน", "ธุระส่วนตัวของผู้บังคับบัญชา"));
    assert!(spans(&row(1).issue, "มีผู้รับบริการหรือผู้มาติดต่อ", "ให้ดีขึ้นเท่าที่ควร"));
    assert!(spans(&row(6).issue, "มีผู้รับบริการ หรือผู้มาติดต่อ", "ไม่เท่าเทียม กัน"));
    assert!(spans(&row(2).measure, "มาตรการ - เปิดโอกาส", "สื่อที่ หลากหลาย"));
    assert!(spans(&row(7).steps[2], "เผยแพร่คู่มือต่าง ๆ", "ส่วนตำบลถ้ำรงค์"));
    assert!(spans(&row(10).steps[0], "ทบทวนและวิเคราะห์", "การบริหารงานบุคคล"));
}

#[test]
fn seed_004_scores() {
    let Some(claims) = seed("004") else { return };
    let agency = claims.agency.as_ref().unwrap();
    assert_eq!(agency.name, "เทศบาลตำบลคำม่วง");
    assert_eq!(agency.kind.as_ref().unwrap().code(), "subdistrict-municipality");
    assert_eq!(agency.province.as_deref(), Some("กาฬสินธุ์"));
    assert_eq!(claims.score_year.unwrap().number(), 2562);
    assert_eq!(claims.round_year.unwrap().number(), 2563);
    assert_eq!(claims.framework.as_deref(), Some("nacc/2562"));
    let published = claims.published();
    assert_eq!(published.overall.unwrap().to_string(), "57.31");
    assert_eq!(published.level.as_deref(), Some("D"));
    assert_eq!(claims.ranks.first().map(|rank| rank.rank), Some(68));
    let expected = ["84.59", "76.55", "77.93", "73.72", "74.45", "79.97", "81.91", "73.66", "46.34", "6.25"];
    assert_eq!(indicators(&claims), expected);
    // Ten in the ranking and eleven in the text, with the two spellings of indicator 8.
    let told = claims.scores.iter().filter(|c| matches!(c.subject, Subject::Indicator(_))).count();
    assert_eq!(told, 21);
    // 15 statements; the last row is shifted by a cell in the document.
    let expected: Vec<(u32, String, String, String)> = (34_u32..=48)
        .map(|item| {
            let score = if item == 39 { "100.00" } else { "0.00" };
            (item + 78, format!("O{item}"), String::new(), score.to_owned())
        })
        .collect();
    assert_eq!(statements(&claims), expected);
    assert_eq!(claims.other_values(), []);
    let marks: Vec<String> = claims.thresholds.iter().map(|mark| mark.score.to_string()).collect();
    assert_eq!(marks, ["80.00", "80.00"]);
}

#[test]
fn seed_004_weak_items_by_wording() {
    let Some(claims) = seed("004") else { return };
    let codes: Vec<&str> =
        claims.issues.iter().filter_map(|issue| Some(issue.code.as_ref()?.code.as_str())).collect();
    let questions = [
        "I1", "I2", "I3", "I7", "I8", "I11", "I12", "I13", "I14", "I15", "I20", "I21", "I23", "I24", "I25",
        "I26", "I27", "I28", "I29", "I30", "E1", "E2", "E3", "E5", "E9", "E11", "E12", "E14", "E15",
    ];
    let items = [
        5, 8, 10, 11, 15, 16, 17, 19, 23, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36, 37, 38, 40, 41, 42, 43, 44,
        45, 46, 47, 48,
    ];
    let items: Vec<String> = items.iter().map(|item| format!("O{item}")).collect();
    let expected: Vec<&str> = questions.into_iter().chain(items.iter().map(String::as_str)).collect();
    assert_eq!(codes, expected);
}

#[test]
fn seed_004_measures() {
    let Some(claims) = seed("004") else { return };
    // First words of the measure, last words of its steps, unit.
    let expected = [
        ("มีแนวทางปฏิบัติ", "ของราชการที่ถูกต้อง", "สำนักปลัด กองคลัง"),
        ("ให้ความรู้เกี่ยวกับ", "ผลประโยชน์ทับซ้อน", "สำนักปลัด"),
        ("ให้ความรู้เรื่อง", "สารสนเทศของหน่วยงาน", "สำนักปลัด"),
        ("การจัดทำ ประกาศ", "ชัดเจน", "สำนักปลัด กองคลัง"),
        ("การปรับปรุงระบบ", "ระบบ IT", "สำนักปลัด"),
        ("ช่องทางแจ้งเรื่อง", "เว็บไซต์ของหน่วยงาน", "สำนักปลัด"),
        ("E-Service", "เว็บไซต์ของหน่วยงาน", "สำนักปลัด"),
        ("การดำเนินงาน", "ไม่ปิดบังข้อมูล", "สำนักปลัด กองคลัง กองช่าง กองการศึกษาฯ กองสาธารณสุขฯ"),
        ("การใช้อำนาจ", "ไม่เลือกปฏิบัติ", "สำนักปลัด"),
        ("การเผยแพร่ข้อมูล", "ในหน่วยงานได้", "สำนักปลัด"),
        ("หลักเกณฑ์การ บริหาร", "กำลังใจ", "สำนักปลัด"),
        ("การตรวจสอบและ", "ให้เป็นปัจจุบัน", "สำนักปลัด"),
    ];
    assert_eq!(claims.measures.len(), expected.len());
    for (measure, (begin, end, unit)) in claims.measures.iter().zip(expected) {
        assert!(spans(&measure.measure, begin, ""), "{}", measure.measure);
        assert!(spans(&measure.steps.join(" "), "", end), "{:?}", measure.steps);
        assert_eq!(measure.responsible.text, unit);
        assert!(spans(&measure.follow_up, "รายงานความคืบหน้า", "๑ มีนาคม ๒๕๖๓"));
    }
}
