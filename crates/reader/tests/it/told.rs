//! Scores as reports of many agencies tell them: in tables of several shapes and under headings of other things.

use domain::framework::Catalogue;
use reader::claims::Claims;
use reader::{Limits, claims, formats};

fn read(text: &str) -> Claims {
    let source = formats::read("report.md", text.as_bytes(), &Limits::default()).expect("a text is read");
    claims::read(&source, &Catalogue::embedded())
}

fn score(claims: &Claims, key: &str) -> Option<String> {
    claims.chosen().get(key).map(|claim| claim.score.to_string())
}

#[test]
fn every_level_of_a_table_of_all_scores() {
    let claims = read(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568\n\n\
         | รหัส | ระดับของข้อมูล | ชื่อ | น้ำหนัก (ร้อยละ) | คะแนน | คะแนนรวมที่เสียไป |\n|---|---|---|---|---|---|\n\
         | 6 | ตัวชี้วัด | คุณภาพการดำเนินงาน | | 84.05 | 1.60 |\n\
         | 6 | ส่วน | คุณภาพการดำเนินงาน (EIT Survey) | | 80.00 | 0.80 |\n\
         | E1 | ข้อคำถาม | การให้บริการตามขั้นตอนและเวลาที่กำหนด (EIT Survey) | | 78.10 | 0.20 |\n\
         | 9.1 | ตัวชี้วัดย่อย | ข้อมูลพื้นฐาน | | 75.00 | 0.90 |\n",
    );
    assert_eq!(score(&claims, "indicators.6").as_deref(), Some("84.05"));
    assert_eq!(score(&claims, "parts.survey/6").as_deref(), Some("80.00"));
    assert_eq!(score(&claims, "items.survey/E1").as_deref(), Some("78.10"));
    assert_eq!(score(&claims, "sub_indicators.9.1").as_deref(), Some("75.00"));
    assert!(claims.other_values().is_empty(), "what was lost is no score");
}

#[test]
fn the_whole_is_told_under_the_heading_of_an_indicator() {
    let claims = read(
        "# ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2565\n\n### ตัวชี้วัดที่ 10 การป้องกันการทุจริต\n\nได้คะแนน 80.00 คะแนน\n\n\
         ในปี 2565 ได้คะแนนรวม 91.06 คะแนน\n",
    );
    assert_eq!(score(&claims, "overall").as_deref(), Some("91.06"));
    assert_eq!(score(&claims, "indicators.10").as_deref(), Some("80.00"));
}

#[test]
fn rows_that_were_taken_for_one_are_told_apart() {
    let claims = read(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566\n\n| ตัวชี้วัด | คะแนน |\n|---|---|\n| การปฏิบัติหน้าที่ | 91.90 |\n\
         | การป้องกันการทุจริต<br>คะแนนรวม | 93.75<br>92.25 |\n",
    );
    assert_eq!(score(&claims, "indicators.10").as_deref(), Some("93.75"));
    assert_eq!(score(&claims, "overall").as_deref(), Some("92.25"));
}

#[test]
fn a_level_of_no_scale_is_read_as_printed() {
    let claims = read("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 ได้คะแนนรวม 91.06 คะแนน อยู่ในระดับ S\n");
    assert_eq!(claims.published().level.as_deref(), Some("S"));
    let claims = read("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 ได้คะแนนรวม 91.06 คะแนน อยู่ในระดับดีมาก\n");
    assert_eq!(claims.published().level, None);
}
