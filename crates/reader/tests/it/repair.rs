//! Documents whose font did not tell its letters.

use domain::framework::Catalogue;
use reader::{Limits, claims, formats};

const SOUND: &str = "\
บันทึกข้อความ
ส่วนราชการ สำนักปลัด องค์การบริหารส่วนตำบลทุ่งน้ำใส อำเภอเมือง จังหวัดเพชรบุรี
เรื่อง รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2569
ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ ประจำปีงบประมาณ พ.ศ. 2568 ได้คะแนนรวม 91.44 คะแนน อยู่ในระดับผ่าน
ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ได้คะแนน 95.10
ตัวชี้วัดที่ 2 การใช้งบประมาณ ได้คะแนน 82.93
ตัวชี้วัดที่ 3 การใช้อำนาจ ได้คะแนน 90.15
ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน ได้คะแนน 88.10
";

/// As Word's own PDF comes out: the upper half of ำ is a space.
fn halved(text: &str) -> String {
    text.replace('ำ', " า")
}

/// As fonts of old layout programs come out: marks one letter further, a space behind them.
fn slipped(text: &str) -> String {
    let mut out = String::new();
    let mut carried = String::new();
    for c in text.replace('ำ', "ำ\u{FFFD} ").chars() {
        if thai::script::is_mark(c) {
            carried.push(c);
        } else {
            let letter = thai::script::is_letter(c);
            let due = if letter { std::mem::take(&mut carried) } else { String::new() };
            if !letter {
                out.push_str(&std::mem::take(&mut carried));
            }
            out.push(c);
            if !due.is_empty() {
                out.push_str(&due);
                out.push(' ');
            }
        }
    }
    out
}

fn told(text: &str) -> (Option<String>, Vec<String>, Vec<&'static str>) {
    let source = formats::read("report.txt", text.as_bytes(), &Limits::default()).unwrap();
    let claims = claims::read(&source, &Catalogue::embedded());
    let published = claims.published();
    let mut figures: Vec<String> =
        published.indicators.iter().map(|(number, score)| format!("{number} {score}")).collect();
    figures.extend(published.overall.map(|score| format!("overall {score}")));
    let remarks = source.remarks.iter().map(|remark| remark.code).collect();
    (claims.agency.as_ref().map(|agency| agency.name.clone()), figures, remarks)
}

#[test]
fn spoilt_documents_say_the_same_as_sound_ones() {
    let (agency, figures, remarks) = told(SOUND);
    assert_eq!((agency.as_deref(), figures.len(), remarks), (Some("องค์การบริหารส่วนตำบลทุ่งน้ำใส"), 5, vec![]));
    let (halved_agency, halved_figures, remarks) = told(&halved(SOUND));
    assert_eq!((halved_agency, &halved_figures, remarks), (agency, &figures, vec!["letters-repaired"]));
    let text = slipped(SOUND);
    let (agency, slipped_figures, remarks) = told(&text);
    assert_eq!((&slipped_figures, remarks), (&figures, vec!["letters-repaired"]), "{text}");
    assert!(agency.is_some_and(|name| name.starts_with("องค์การบริหารส่วนตำบล")), "{text}");
}

#[test]
fn slips_of_writing_are_left_alone() {
    let text = SOUND.replacen("ตัวชี้วัดที่ 3", "ตัวชีวัดที่ 3", 1);
    let source = formats::read("report.txt", text.as_bytes(), &Limits::default()).unwrap();
    assert!(source.remarks.is_empty(), "{:?}", source.remarks);
}
