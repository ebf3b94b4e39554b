//! The one table of what can be wrong with a file: a stable code, the reason, and the remedy.

use domain::Text;

use super::report::Fault;

fn fault(code: &'static str, message: (String, String), remedy: (&str, &str)) -> Fault {
    fault_with(code, message, (remedy.0.to_owned(), remedy.1.to_owned()))
}

fn fault_with(code: &'static str, message: (String, String), remedy: (String, String)) -> Fault {
    Fault { code, message: Text::new(message.0, message.1), remedy: Text::new(remedy.0, remedy.1) }
}

fn plain(th: &str, en: &str) -> (String, String) {
    (th.to_owned(), en.to_owned())
}

/// What was written, short enough to be quoted.
pub(crate) fn quoted(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(40).collect();
    if text.chars().nth(40).is_some() { format!("“{shown}…”") } else { format!("“{shown}”") }
}

fn join(all: &[String], last: &str) -> String {
    match all {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

// Files as a whole.

pub(crate) fn empty_file() -> Fault {
    fault(
        "empty-file",
        plain("ไฟล์ว่างเปล่า", "the file is empty"),
        (
            "เลือกไฟล์ที่บันทึกแล้ว หรือสร้างแบบกรอกด้วย prongsai template",
            "choose a saved file, or make one with `prongsai template`",
        ),
    )
}

pub(crate) fn not_utf8() -> Fault {
    fault(
        "not-utf8",
        plain("ไฟล์ไม่ได้เข้ารหัสเป็น UTF-8", "the file is not encoded in UTF-8"),
        (
            "เปิดไฟล์แล้วบันทึกใหม่โดยเลือกรหัส UTF-8 (ใน Excel เลือก CSV UTF-8)",
            "open the file and save it again as UTF-8 (in Excel: CSV UTF-8)",
        ),
    )
}

pub(crate) fn utf16() -> Fault {
    let mut same = not_utf8();
    same.message = Text::new("ไฟล์เข้ารหัสเป็น UTF-16", "the file is encoded in UTF-16");
    same
}

pub(crate) fn unknown_format(ending: &str) -> Fault {
    fault(
        "unknown-format",
        (
            format!("ไม่รู้จักไฟล์นามสกุล {}", quoted(ending)),
            format!("files ending in {} are not known", quoted(ending)),
        ),
        ("ใช้ไฟล์ .json .toml .xlsx หรือ .csv", "use a .json, .toml, .xlsx or .csv file"),
    )
}

pub(crate) fn syntax(language: &str, reason: &str) -> Fault {
    fault_with(
        "syntax",
        (format!("รูปแบบ {language} ไม่ถูกต้อง ({reason})"), format!("this is not valid {language} ({reason})")),
        (
            "ตรวจเครื่องหมายคำพูด จุลภาค และวงเล็บที่ตำแหน่งนี้และก่อนหน้า".to_owned(),
            format!("check quotes, commas and brackets of the {language} here and just before"),
        ),
    )
}

pub(crate) fn too_deep() -> Fault {
    let limit = super::limits::DEPTH;
    fault(
        "too-deep",
        (format!("ข้อมูลซ้อนกันลึกเกิน {limit} ชั้น"), format!("values are nested more than {limit} deep")),
        (
            "จัดข้อมูลตามรูปแบบไฟล์ผลการประเมิน ซึ่งลึกไม่เกิน 3 ชั้น",
            "follow the shape of an assessment file, which is 3 levels deep",
        ),
    )
}

pub(crate) fn too_many_values() -> Fault {
    let limit = super::limits::VALUES;
    fault(
        "too-many-values",
        (format!("ไฟล์มีข้อมูลเกิน {limit} ค่า"), format!("the file holds more than {limit} values")),
        (
            "หนึ่งไฟล์คือผลของหนึ่งหน่วยงาน ให้แยกไฟล์ตามหน่วยงาน",
            "one file is the result of one agency: split the file by agency",
        ),
    )
}

pub(crate) fn too_many_problems(limit: usize) -> Fault {
    fault(
        "too-many-problems",
        (format!("พบข้อผิดพลาดครบ {limit} รายการ จึงหยุดอ่าน"), format!("reading stopped after {limit} problems")),
        (
            "แก้ข้อที่แสดงแล้วลองใหม่ หรือเริ่มจากแบบกรอกที่สร้างด้วย prongsai template",
            "mend those shown and try again, or start from `prongsai template`",
        ),
    )
}

// Names and types.

pub(crate) fn duplicate_key(name: &str, first: Option<String>) -> Fault {
    let place = |th: bool| match &first {
        Some(first) if th => format!(" (ครั้งแรกที่ {first})"),
        Some(first) => format!(" (first at {first})"),
        None => String::new(),
    };
    let name = if name.is_empty() { String::new() } else { format!("{} ", quoted(name)) };
    fault(
        "duplicate-key",
        (format!("ชื่อ {name}ซ้ำ{}", place(true)), format!("the name {name}is given twice{}", place(false))),
        ("เหลือไว้เพียงรายการเดียวที่ถูกต้อง", "keep only the one that is right"),
    )
}

pub(crate) fn unknown_key(name: &str, nearest: Option<&str>, known: &[&str]) -> Fault {
    let remedy = match nearest {
        Some(nearest) => (format!("หมายถึง {nearest} หรือไม่"), format!("did you mean {nearest}?")),
        None => {
            (format!("ใช้ได้เฉพาะ {}", known.join(", ")), format!("what is known here: {}", known.join(", ")))
        }
    };
    fault_with(
        "unknown-key",
        (format!("ไม่รู้จักชื่อ {}", quoted(name)), format!("the name {} is not known", quoted(name))),
        remedy,
    )
}

pub(crate) fn wrong_type(expected: (&str, &str)) -> Fault {
    fault_with(
        "wrong-type",
        plain("ชนิดของข้อมูลไม่ถูกต้อง", "the value is of the wrong type"),
        (format!("ต้องเป็น{}", expected.0), format!("write {}", expected.1)),
    )
}

pub(crate) fn not_one_of(written: &str, nearest: Option<&str>, known: &[&str]) -> Fault {
    let mut same = unknown_key(written, nearest, known);
    same.code = "unknown-value";
    same.message = Text::new(
        format!("ไม่รู้จักค่า {}", quoted(written)),
        format!("the value {} is not known", quoted(written)),
    );
    same
}

pub(crate) fn no_framework() -> Fault {
    fault(
        "no-framework",
        plain("ไม่ได้ระบุหลักเกณฑ์ (framework)", "the framework is not named"),
        (
            "ระบุหลักเกณฑ์ของปีที่ประเมิน เช่น nacc/2568 (ดูทั้งหมดด้วย prongsai framework list)",
            "name the rules of the year, such as nacc/2568 (all: `prongsai framework list`)",
        ),
    )
}

pub(crate) fn bad_framework_name(written: &str) -> Fault {
    fault(
        "unknown-framework",
        (
            format!("ชื่อหลักเกณฑ์ {} ไม่ถูกรูปแบบ", quoted(written)),
            format!("{} is not the name of a framework", quoted(written)),
        ),
        (
            "เขียนเป็น เจ้าของ/ปีงบประมาณ เช่น nacc/2568 หรือ nacc/2568@1",
            "write owner/year, such as nacc/2568 or nacc/2568@1",
        ),
    )
}

pub(crate) fn no_rules_for_year(written: &str, base: &str) -> Fault {
    fault_with(
        "unknown-framework",
        (
            format!("ยังไม่มีหลักเกณฑ์ {}", quoted(written)),
            format!("there are no rules for {} yet", quoted(written)),
        ),
        (
            format!(
                "แก้ปีให้ถูก (ใกล้ที่สุดคือ {base}) หรือสร้างฉบับชั่วคราวด้วย prongsai framework derive {base} {written}"
            ),
            format!(
                "correct the year (the nearest is {base}), or make provisional rules with \
                 `prongsai framework derive {base} {written}`"
            ),
        ),
    )
}

pub(crate) fn unknown_framework(written: &str, nearest: Option<&str>) -> Fault {
    let remedy = match nearest {
        Some(nearest) => (format!("หมายถึง {nearest} หรือไม่"), format!("did you mean {nearest}?")),
        None => {
            plain("ดูหลักเกณฑ์ที่มีด้วย prongsai framework list", "see what is there with `prongsai framework list`")
        }
    };
    fault_with(
        "unknown-framework",
        (format!("ไม่มีหลักเกณฑ์ {}", quoted(written)), format!("there is no framework {}", quoted(written))),
        remedy,
    )
}

pub(crate) fn invalid_framework(written: &str, count: usize) -> Fault {
    fault_with(
        "invalid-framework",
        (
            format!("ไฟล์หลักเกณฑ์ {} มีข้อผิดพลาด {count} รายการ", quoted(written)),
            format!("the file of framework {} has {count} problems", quoted(written)),
        ),
        (
            "ตรวจไฟล์หลักเกณฑ์ด้วย prongsai framework check".to_owned(),
            "check it with `prongsai framework check`".to_owned(),
        ),
    )
}

// Codes.

pub(crate) fn unknown_code(written: &str, suggestions: &[String], examples: &[String]) -> Fault {
    let remedy = if suggestions.is_empty() {
        let some = examples.iter().take(6).cloned().collect::<Vec<_>>().join(", ");
        (format!("ใช้รหัสตามหลักเกณฑ์ของปีนั้น เช่น {some}"), format!("use a code of that year, such as {some}"))
    } else {
        (
            format!("หมายถึง {} หรือไม่", join(suggestions, "หรือ")),
            format!("did you mean {}?", join(suggestions, "or")),
        )
    };
    fault_with(
        "unknown-code",
        (
            format!("ไม่มีรหัส {} ในหลักเกณฑ์ของปีนี้", quoted(written)),
            format!("this year's rules have no code {}", quoted(written)),
        ),
        remedy,
    )
}

pub(crate) fn other_indicator(written: &str, is_in: &str, under: &str, suggestions: &[String]) -> Fault {
    let remedy = if suggestions.is_empty() {
        (
            format!("แก้รหัส หรือแก้เลขตัวชี้วัดเป็น {is_in}"),
            format!("correct the code, or the indicator's number to {is_in}"),
        )
    } else {
        (
            format!("หมายถึง {} หรือไม่", join(suggestions, "หรือ")),
            format!("did you mean {}?", join(suggestions, "or")),
        )
    };
    fault_with(
        "other-indicator",
        (
            format!("{} อยู่ในตัวชี้วัดที่ {is_in} ไม่ใช่ {under}", quoted(written)),
            format!("{} belongs to indicator {is_in}, not {under}", quoted(written)),
        ),
        remedy,
    )
}

pub(crate) fn part_missing(written: &str, suggestions: &[String]) -> Fault {
    fault_with(
        "part-missing",
        (
            format!("{} ไม่ได้ระบุส่วน ในปีนี้คะแนนของข้อนี้มีหลายส่วน", quoted(written)),
            format!("{} lacks its part: this year scores it in each part", quoted(written)),
        ),
        (format!("เขียนเป็น {}", join(suggestions, "หรือ")), format!("write {}", join(suggestions, "or"))),
    )
}

pub(crate) fn questions_unknown(written: &str, instrument: &str) -> Fault {
    fault_with(
        "questions-unknown",
        (
            format!("ยังไม่ทราบข้อคำถามของ {instrument} ในปีนี้ จึงรับ {} ไม่ได้", quoted(written)),
            format!(
                "the questions of {instrument} are unknown for this year, so {} cannot be read",
                quoted(written)
            ),
        ),
        (
            "ให้คะแนนรายตัวชี้วัดแทน (published.indicators)".to_owned(),
            "give the scores of the indicators instead (published.indicators)".to_owned(),
        ),
    )
}

pub(crate) fn row_missing(written: &str, rows: &[String]) -> Fault {
    fault_with(
        "row-missing",
        (
            format!("{} มีข้อคำถามย่อย ต้องนับคำตอบแยกข้อย่อย", quoted(written)),
            format!("{} has several rows, and each has answers of its own", quoted(written)),
        ),
        (format!("เขียนเป็น {}", join(rows, "และ")), format!("write {}", join(rows, "and"))),
    )
}

pub(crate) fn tally_for_disclosure(written: &str) -> Fault {
    fault(
        "tally-for-disclosure",
        (
            format!("{} เป็นข้อเปิดเผยข้อมูล ไม่มีผู้ตอบให้นับ", quoted(written)),
            format!("{} is a disclosure item: nobody answers it", quoted(written)),
        ),
        (
            "ใส่ผลตรวจที่ verdicts (pass หรือ fail) แทน",
            "give its verdict under `verdicts` (pass or fail) instead",
        ),
    )
}

pub(crate) fn verdict_for_question(written: &str) -> Fault {
    fault(
        "verdict-for-question",
        (
            format!("{} เป็นข้อคำถาม ไม่มีผลตรวจผ่านหรือไม่ผ่าน", quoted(written)),
            format!("{} is a question and has no verdict", quoted(written)),
        ),
        (
            "ใส่คะแนนที่ published.items หรือจำนวนคำตอบที่ tallies แทน",
            "give its score under `published.items` or its answers under `tallies` instead",
        ),
    )
}

// Figures.

pub(crate) fn not_a_number(written: &str) -> Fault {
    fault(
        "not-a-number",
        (format!("{} ไม่ใช่ตัวเลข", quoted(written)), format!("{} is not a number", quoted(written))),
        (
            "เขียนเป็นทศนิยมธรรมดา เช่น 91.59 ไม่มีเครื่องหมายอื่น ถ้าไม่มีคะแนนให้เว้นไว้",
            "write a plain decimal such as 91.59 and no other signs; leave it out when there is none",
        ),
    )
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
    fault(
        "too-precise",
        (
            format!("{} มีทศนิยมเกินสองตำแหน่ง", quoted(written)),
            format!("{} has more than two decimals", quoted(written)),
        ),
        (
            "ใช้ตัวเลขตามที่ประกาศ ซึ่งมีทศนิยมไม่เกินสองตำแหน่ง (ถ้าเป็นสูตรใน Excel ให้ปัดด้วย ROUND)",
            "use the figure as published, with at most two decimals (round formulas of Excel with ROUND)",
        ),
    )
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
