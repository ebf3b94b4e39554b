//! What can be wrong with figures, counts and verdicts.

use super::faults::{fault, fault_with, quoted};
use super::report::Fault;

pub(crate) fn not_a_number(written: &str) -> Fault {
    let text = written.trim();
    if let Some(number) = text.strip_suffix(['%', '％']).map(str::trim).filter(|text| is_plain(text)) {
        return with_sign(
            written,
            (
                format!("ตัดเครื่องหมายร้อยละ % ออก เขียนเพียง {number}"),
                format!("take away the percent sign %: write {number}"),
            ),
        );
    }
    let pointed = text.replace(',', ".");
    if text.matches(',').count() == 1 && is_plain(&pointed) {
        return with_sign(
            written,
            (
                format!("ใช้จุดทศนิยมแทนเครื่องหมายจุลภาค , เช่น {pointed}"),
                format!("write a decimal point instead of the comma: {pointed}"),
            ),
        );
    }
    if !text.is_empty() && text.chars().all(|c| "-–—−".contains(c)) {
        return with_sign(
            written,
            (
                format!("ถ้าไม่มีคะแนนให้เว้นว่างไว้ ไม่ต้องใส่ขีด {text}"),
                format!("the dash {text} is no score: leave it out when there is none"),
            ),
        );
    }
    fault(
        "not-a-number",
        (format!("{} ไม่ใช่ตัวเลข", quoted(written)), format!("{} is not a number", quoted(written))),
        (
            "เขียนเป็นทศนิยมธรรมดา เช่น 91.59 ไม่มีเครื่องหมายอื่น ถ้าไม่มีคะแนนให้เว้นไว้",
            "write a plain decimal such as 91.59 and no other signs; leave it out when there is none",
        ),
    )
}

fn with_sign(written: &str, remedy: (String, String)) -> Fault {
    let message = (format!("{} ไม่ใช่ตัวเลข", quoted(written)), format!("{} is not a number", quoted(written)));
    fault_with("not-a-number", message, remedy)
}

/// Digits with at most one point, short enough to be repeated.
fn is_plain(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    let ends = text.starts_with(digit) && text.ends_with(digit);
    ends && text.len() <= 40 && text.chars().all(|c| digit(c) || c == '.') && text.matches('.').count() <= 1
}

pub(crate) fn mixed_digits(written: &str) -> Fault {
    fault(
        "mixed-digits",
        (
            format!("{} มีทั้งเลขไทยและเลขอารบิก อาจอ่านผิด", quoted(written)),
            format!("{} mixes Thai and Arabic digits and may be misread", quoted(written)),
        ),
        ("ตรวจกับต้นฉบับแล้วเขียนด้วยเลขชนิดเดียว", "compare with the original and write it in one kind of digits"),
    )
}

pub(crate) fn score_out_of_range(written: &str) -> Fault {
    fault(
        "out-of-range",
        (
            format!("คะแนน {} ไม่อยู่ระหว่าง 0 ถึง 100", quoted(written)),
            format!("the score {} is not between 0 and 100", quoted(written)),
        ),
        ("ตรวจจุดทศนิยมกับต้นฉบับ", "check the decimal point against the original"),
    )
}

pub(crate) fn too_precise(written: &str) -> Fault {
    let mut same = fault(
        "too-precise",
        (
            format!("{} มีทศนิยมเกินสองตำแหน่ง", quoted(written)),
            format!("{} has more than two decimals", quoted(written)),
        ),
        (
            "ใช้ตัวเลขตามที่ประกาศ ซึ่งมีทศนิยมไม่เกินสองตำแหน่ง (ถ้าเป็นสูตรใน Excel ให้ปัดด้วย ROUND)",
            "use the figure as published, with at most two decimals (round formulas of Excel with ROUND)",
        ),
    );
    if let Some(percent) = super::figures::as_percent(written) {
        same.remedy.th += &format!(" ถ้าเป็นช่องร้อยละของ Excel ให้เขียน {percent}");
        same.remedy.en += &format!("; if this is a percent cell of Excel, write {percent}");
    }
    same
}

pub(crate) fn points_above_weight(written: &str, weight: &str) -> Fault {
    fault(
        "points-above-weight",
        (
            format!("คะแนนถ่วงน้ำหนัก {} เกินน้ำหนักของเครื่องมือ ({weight})", quoted(written)),
            format!("{} points exceed the instrument's weight ({weight})", quoted(written)),
        ),
        (
            "ถ้าเป็นคะแนนเต็ม 100 ให้ใส่ที่ published.instruments แทน",
            "give a score out of 100 under `published.instruments` instead",
        ),
    )
}

pub(crate) fn negative_count(written: &str) -> Fault {
    fault(
        "negative-count",
        (
            format!("จำนวนคำตอบ {} ติดลบ", quoted(written)),
            format!("the count {} is negative", quoted(written)),
        ),
        ("จำนวนคำตอบเริ่มจาก 0", "counts start from 0"),
    )
}

pub(crate) fn count_not_whole(written: &str) -> Fault {
    fault(
        "count-not-whole",
        (
            format!("จำนวนคำตอบ {} ไม่ใช่จำนวนเต็ม", quoted(written)),
            format!("the count {} is not a whole number", quoted(written)),
        ),
        ("ใส่จำนวนผู้ตอบ ไม่ใช่ร้อยละหรือค่าเฉลี่ย", "give the number of answers, not a percentage or a mean"),
    )
}

pub(crate) fn count_too_large(written: &str, limit: u32) -> Fault {
    fault(
        "count-too-large",
        (
            format!("จำนวนคำตอบ {} มากเกินไป (ไม่เกิน {limit})", quoted(written)),
            format!("the count {} is too large (at most {limit})", quoted(written)),
        ),
        ("ตรวจจำนวนคำตอบกับต้นฉบับ", "check the number of answers against the original"),
    )
}

pub(crate) fn unknown_choice(written: &str, labels: &[String]) -> Fault {
    let named: Vec<_> =
        labels.iter().enumerate().map(|(at, label)| format!("{} = {label}", at + 1)).collect();
    fault_with(
        "unknown-choice",
        (format!("ข้อนี้ไม่มีตัวเลือก {}", quoted(written)), format!("this row has no choice {}", quoted(written))),
        (format!("ตัวเลือกคือ {}", named.join(", ")), format!("the choices are {}", named.join(", "))),
    )
}

pub(crate) fn unknown_verdict(written: &str) -> Fault {
    fault(
        "unknown-verdict",
        (format!("ไม่รู้จักผลตรวจ {}", quoted(written)), format!("the verdict {} is not known", quoted(written))),
        ("ใช้ pass หรือ fail (หรือ ผ่าน ไม่ผ่าน)", "write pass or fail (or ผ่าน, ไม่ผ่าน)"),
    )
}
