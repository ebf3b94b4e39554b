//! What can be wrong with a plan file, beside what can be wrong with any file.

use domain::Text;

use crate::input::faults::{fault, fault_with, plain, quoted};
use crate::input::problem::Problem;
use crate::input::report::Fault;

/// Most characters of a text. A cell of Excel holds 32,767.
pub(super) const LONGEST: usize = 32_000;

/// Most entries of a list: issues, measures of an issue, steps of a measure.
pub(super) const LONGEST_LIST: usize = 1_000;
/// Most offices of a chain.
pub(super) const LONGEST_CHAIN: usize = 100;

pub(super) fn too_many_entries(count: usize, most: usize) -> Fault {
    fault(
        "too-many-entries",
        (
            format!("รายการนี้มี {count} รายการ เกิน {most}"),
            format!("the list has {count} entries, more than {most}"),
        ),
        (
            "หนึ่งไฟล์คือแผนของหนึ่งหน่วยงาน ให้ตรวจว่ามีรายการซ้ำหรือไม่",
            "one file is the plan of one agency: look for entries that were copied too often",
        ),
    )
}

pub(super) fn unknown_format(ending: &str) -> Fault {
    let mut same = crate::input::faults::unknown_format(ending);
    same.remedy = Text::new("ใช้ไฟล์แผน .json .toml หรือ .xlsx", "use a plan in .json, .toml or .xlsx");
    same
}

pub(super) fn assessment_file() -> Fault {
    fault(
        "assessment-file",
        plain("นี่คือไฟล์ผลการประเมิน ไม่ใช่แผน", "this is the file of an assessment, not of a plan"),
        ("สร้างแผนจากไฟล์นี้ด้วย prongsai plan suggest", "make a plan of it with `prongsai plan suggest`"),
    )
}

pub(super) fn missing(name: &str, example: &str) -> Fault {
    fault_with(
        "missing-key",
        (format!("ไม่ได้ระบุ {name}"), format!("{name} is not given")),
        (format!("เพิ่ม {name} เช่น {example}"), format!("add {name}, such as {example}")),
    )
}

pub(super) fn wrong_year(written: &str) -> Fault {
    let folded = thai::digits::to_ascii(written.trim());
    let common = folded.parse::<i32>().ok().filter(|year| (1900..=2200).contains(year));
    let remedy = match common {
        Some(year) => {
            (format!("เขียนเป็นปี พ.ศ.: {}", year + 543), format!("write the Buddhist year: {}", year + 543))
        }
        None => (
            "เขียนเป็นปีงบประมาณ พ.ศ. สี่หลัก เช่น 2568".to_owned(),
            "write a fiscal year of the Buddhist era, such as 2568".to_owned(),
        ),
    };
    fault_with(
        "wrong-year",
        (
            format!("{} ไม่ใช่ปีงบประมาณ พ.ศ.", quoted(written)),
            format!("{} is not a fiscal year of the Buddhist era", quoted(written)),
        ),
        remedy,
    )
}

pub(super) fn year_differs(year: &str, framework: &str) -> Fault {
    fault(
        "year-differs",
        (
            format!("ปีของคะแนนคือ {year} แต่หลักเกณฑ์คือ {framework}"),
            format!("the scores are of {year}, but the framework is {framework}"),
        ),
        (
            "แก้ score_year หรือ framework ให้เป็นปีเดียวกัน",
            "correct score_year or framework so that both are of one year",
        ),
    )
}

pub(super) fn not_a_date(written: &str, reason: &str) -> Fault {
    fault_with(
        "not-a-date",
        (
            format!("{} ไม่ใช่วันที่ที่มีอยู่จริง", quoted(written)),
            format!("{} is not a date ({reason})", quoted(written)),
        ),
        ("เขียนเช่น 2025-10-01 หรือ 1 ต.ค. 2568".to_owned(), "write it as 2025-10-01 or 1 ต.ค. 2568".to_owned()),
    )
}

pub(super) fn half_period() -> Fault {
    fault(
        "half-period",
        plain("ระยะเวลามีวันเริ่มหรือวันสิ้นสุดเพียงวันเดียว", "the period has only one of its two days"),
        ("ระบุทั้งวันเริ่มและวันสิ้นสุด หรือลบทั้งสอง", "give both the first and the last day, or neither"),
    )
}

pub(super) fn reversed() -> Fault {
    fault(
        "period-reversed",
        plain("ระยะเวลาสิ้นสุดก่อนเริ่ม", "the period ends before it begins"),
        ("สลับหรือแก้วันเริ่มและวันสิ้นสุด", "exchange or correct the two days"),
    )
}

pub(super) fn not_a_figure(written: &str) -> Fault {
    fault(
        "not-a-figure",
        (
            format!("{} ไม่ใช่ตัวเลขที่อ่านได้", quoted(written)),
            format!("{} cannot be read as a figure", quoted(written)),
        ),
        (
            "เขียนตัวเลขอย่างเดียว เช่น 42 หรือ 95.50 (ไม่เกิน 15 หลัก ทศนิยมไม่เกิน 6 ตำแหน่ง) แล้วใส่หน่วยนับแยก",
            "write the number alone, such as 42 or 95.50 (15 digits, 6 of them after the point at most), and the unit apart",
        ),
    )
}

pub(super) fn not_a_percentage(written: &str) -> Fault {
    fault(
        "not-a-percentage",
        (
            format!("{} ไม่ใช่ร้อยละ 0 ถึง 100", quoted(written)),
            format!("{} is not a whole percentage from 0 to 100", quoted(written)),
        ),
        ("เขียนจำนวนเต็ม 0 ถึง 100", "write a whole number from 0 to 100"),
    )
}

pub(super) fn not_a_digest(written: &str) -> Fault {
    fault(
        "not-a-digest",
        (
            format!("{} ไม่ใช่ค่า SHA-256", quoted(written)),
            format!("{} is not a SHA-256 digest", quoted(written)),
        ),
        ("ใช้อักขระ 0-9 a-f จำนวน 64 ตัว หรือเว้นว่างไว้", "use 64 characters of 0-9 and a-f, or leave it out"),
    )
}

pub(super) fn text_too_long(length: usize) -> Fault {
    fault(
        "text-too-long",
        (
            format!("ข้อความยาว {length} อักขระ เกิน {LONGEST}"),
            format!("the text has {length} characters, more than {LONGEST}"),
        ),
        ("ย่อข้อความ หรือย้ายเนื้อหาไปไว้ในไฟล์หลักฐาน", "shorten it, or move it to a file of evidence"),
    )
}

pub(super) fn control_character() -> Fault {
    fault(
        "control-character",
        plain("ข้อความมีอักขระควบคุมที่มองไม่เห็น", "the text holds a control character, which cannot be seen"),
        ("พิมพ์ข้อความนี้ใหม่", "type the text again"),
    )
}

pub(super) fn no_issue() -> Fault {
    fault(
        "no-issue",
        plain("มาตรการในแถวนี้ไม่อยู่ใต้ประเด็นใด", "the measure of this row belongs to no issue"),
        ("กรอกประเด็นหรือรหัสในแถวนี้ หรือในแถวเหนือขึ้นไป", "fill in the issue or its code in this row or above it"),
    )
}

/// Remedies that speak of assessment files, in the words of a plan.
pub(super) fn retold(mut problem: Problem) -> Problem {
    let again = Text::new(
        "สร้างแบบกรอกใหม่ด้วย prongsai plan template --format xlsx แล้วคัดลอกข้อความลงไป อย่าย้ายหรือแก้หัวตาราง",
        "make a new sheet with `prongsai plan template --format xlsx` and copy the texts into it; leave the headings as they are",
    );
    let remedy = match problem.code {
        "empty-file" => Text::new(
            "เลือกไฟล์ที่บันทึกแล้ว หรือสร้างแบบกรอกด้วย prongsai plan template",
            "choose a saved file, or make one with `prongsai plan template`",
        ),
        "is-a-folder" => {
            Text::new("ระบุไฟล์ที่อยู่ในโฟลเดอร์นี้ เช่น plan.json", "name a file in it, such as plan.json")
        }
        "too-deep" => Text::new(
            "จัดข้อมูลตามรูปแบบไฟล์แผน ดู schemas/plan.schema.json",
            "follow the shape of a plan file, as in schemas/plan.schema.json",
        ),
        "too-many-values" => {
            Text::new("หนึ่งไฟล์คือแผนของหนึ่งหน่วยงานในหนึ่งรอบ", "one file is the plan of one agency for one round")
        }
        "too-many-problems" => Text::new(
            "แก้ข้อที่แสดงแล้วลองใหม่ หรือเริ่มจากแบบกรอกที่สร้างด้วย prongsai plan template",
            "mend those shown and try again, or start from `prongsai plan template`",
        ),
        "wrong-type" if problem.key.is_empty() => Text::new(
            "เขียนเป็นกลุ่มของชื่อและค่า เช่น { \"score_year\": 2568, … }",
            "write a group of names and values, such as { \"score_year\": 2568, … }",
        ),
        "sheet-missing" | "heading-missing" | "heading-moved" | "unpacks-too-large" | "too-many-cells" => {
            again
        }
        _ => return problem,
    };
    problem.remedy = remedy;
    problem
}
