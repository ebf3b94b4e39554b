//! Remedies for whoever hands in a file through a browser: those of a file name commands, which nobody has there.

use domain::{Assessment, Text};
use files::input;

/// What to do about a problem of a file, without a command line.
pub(super) fn remedy(problem: &input::Problem) -> Text {
    if !problem.remedy.en.contains("`prongsai ") {
        return problem.remedy.clone();
    }
    match problem.code {
        "no-framework" | "unknown-framework" | "invalid-framework" => Text::new(
            "ดาวน์โหลดแบบกรอกของปีที่ประเมินจากหน้าผลการประเมิน ซึ่งระบุหลักเกณฑ์ไว้แล้ว หรือแก้ชื่อหลักเกณฑ์ในไฟล์ เช่น nacc/2568",
            "download the blank sheet of the year from the page of assessments, which names its rules, or correct the name in the file, such as nacc/2568",
        ),
        "too-many-problems" => Text::new(
            "แก้ข้อที่แสดงแล้วนำเข้าใหม่ หรือเริ่มจากแบบกรอกที่ดาวน์โหลดได้จากหน้าผลการประเมิน",
            "mend those shown and add it again, or start from the blank sheet on the page of assessments",
        ),
        _ => Text::new(
            "ดาวน์โหลดแบบกรอกของปีที่ประเมินจากหน้าผลการประเมิน แล้วกรอกคะแนนลงไปโดยไม่ย้ายหรือแก้หัวตาราง",
            "download the blank sheet of the year from the page of assessments and fill in the scores; leave the headings as they are",
        ),
    }
}

/// Why a file that holds no score cannot be kept: what is there, what is missing, what to do.
pub(super) fn nothing_to_score(assessment: &Assessment<'_>) -> Text {
    let (mut th, mut en) = (Vec::new(), Vec::new());
    if let Some(overall) = assessment.overall {
        th.push(format!("คะแนนรวม {overall}"));
        en.push(format!("the overall score {overall}"));
    }
    if let Some(level) = &assessment.level {
        th.push(format!("ระดับ {level}"));
        en.push(format!("the level {level}"));
    }
    let (found_th, found_en) = if th.is_empty() {
        (String::from("ไฟล์นี้ไม่มีคะแนนเลย"), String::from("the file holds no score at all"))
    } else {
        (
            format!("ไฟล์นี้มีเพียง{}ที่ประกาศไว้", th.join(" และ")),
            { format!("the file holds nothing but {} as announced", en.join(" and ")) },
        )
    };
    Text::new(
        format!(
            "{found_th} ยังขาดคะแนนรายตัวชี้วัดหรือรายข้อ จึงยังคำนวณและแสดงที่มาไม่ได้ \
             ให้เพิ่มคะแนนของทุกตัวชี้วัด (หรือของข้อคำถามและข้อ O) ในช่องคะแนน แล้วนำเข้าใหม่"
        ),
        format!(
            "{found_en}; scores of indicators or items are missing, so that nothing can be computed or explained: \
             add the score of every indicator (or of questions and O items) and add the file again"
        ),
    )
}
