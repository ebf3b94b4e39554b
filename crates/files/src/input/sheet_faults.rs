//! What can be wrong with a score sheet.

use domain::Text;

use super::faults::quoted;
use super::report::Fault;

fn fault(code: &'static str, th: String, en: String, remedy_th: &str, remedy_en: &str) -> Fault {
    Fault { code, message: Text::new(th, en), remedy: Text::new(remedy_th, remedy_en) }
}

const NEW_TEMPLATE: (&str, &str) = (
    "สร้างแบบกรอกใหม่ด้วย prongsai template แล้วคัดลอกคะแนนลงไป อย่าย้ายหรือแก้หัวตาราง",
    "make a new sheet with `prongsai template` and copy the scores into it; leave the headings as they are",
);

pub(crate) fn not_a_workbook(reason: &str) -> Fault {
    fault(
        "not-a-workbook",
        "อ่านไฟล์เป็นสมุดงาน Excel ไม่ได้".to_owned(),
        format!("the file cannot be read as an Excel workbook ({reason})"),
        "เปิดด้วย Excel แล้วบันทึกใหม่เป็น .xlsx (ไม่ใช่ .xls และไม่ใส่รหัสผ่าน)",
        "open it in Excel and save it again as .xlsx (not .xls, and without a password)",
    )
}

pub(crate) fn unpacks_too_large() -> Fault {
    let limit = super::limits::UNPACKED / 1024 / 1024;
    fault(
        "unpacks-too-large",
        format!("เนื้อหาในสมุดงานใหญ่เกิน {limit} MB"),
        format!("the workbook's content is larger than {limit} MB"),
        NEW_TEMPLATE.0,
        NEW_TEMPLATE.1,
    )
}

pub(crate) fn too_many_cells() -> Fault {
    let limit = super::limits::CELLS;
    fault(
        "too-many-cells",
        format!("แผ่นงานมีข้อมูลเกิน {limit} ช่อง"),
        format!("the sheet holds more than {limit} cells"),
        NEW_TEMPLATE.0,
        NEW_TEMPLATE.1,
    )
}

pub(crate) fn sheet_missing(expected: &str, found: &[String]) -> Fault {
    let found = if found.is_empty() { "-".to_owned() } else { found.join(", ") };
    fault(
        "sheet-missing",
        format!("ไม่พบแผ่นงานชื่อ {} (พบ {found})", quoted(expected)),
        format!("there is no sheet named {} (found {found})", quoted(expected)),
        NEW_TEMPLATE.0,
        NEW_TEMPLATE.1,
    )
}

pub(crate) fn result_sheet() -> Fault {
    fault(
        "result-sheet",
        "นี่คือตารางผลคะแนนที่โปรแกรมเขียนออกมา ไม่ใช่แบบกรอกคะแนน".to_owned(),
        "this is a result sheet that the program wrote, not a score sheet to be read".to_owned(),
        "ใช้ไฟล์ JSON ของผลการประเมินนี้ หรือกรอกคะแนนในแบบที่สร้างด้วย prongsai template score-sheet",
        "use the JSON file of this assessment, or fill in a sheet made by `prongsai template score-sheet`",
    )
}

pub(crate) fn heading_moved(expected: &str, cell: &str, found_at: &str) -> Fault {
    fault(
        "heading-moved",
        format!("หัวตาราง {} ต้องอยู่ที่ช่อง {cell} แต่พบที่ช่อง {found_at}", quoted(expected)),
        format!("the heading {} belongs in cell {cell} but stands in {found_at}", quoted(expected)),
        NEW_TEMPLATE.0,
        NEW_TEMPLATE.1,
    )
}

pub(crate) fn heading_missing(expected: &str, cell: &str, found: &str) -> Fault {
    let (th, en) = if found.is_empty() {
        ("ช่องว่าง".to_owned(), "nothing".to_owned())
    } else {
        (quoted(found), quoted(found))
    };
    fault(
        "heading-missing",
        format!("ช่อง {cell} ต้องเป็นหัวตาราง {} แต่พบ{th}", quoted(expected)),
        format!("cell {cell} must hold the heading {} but holds {en}", quoted(expected)),
        NEW_TEMPLATE.0,
        NEW_TEMPLATE.1,
    )
}

pub(crate) fn cell_error(shown: &str) -> Fault {
    fault(
        "cell-error",
        format!("ช่องนี้มีข้อผิดพลาดของสูตร {}", quoted(shown)),
        format!("the cell shows the error {}", quoted(shown)),
        "แก้สูตรหรือพิมพ์ค่าลงไปแทน",
        "mend the formula or type the value",
    )
}

pub(crate) fn formula_without_value() -> Fault {
    fault(
        "formula-without-value",
        "ช่องนี้มีสูตรที่ยังไม่มีผลลัพธ์บันทึกไว้".to_owned(),
        "the cell has a formula whose result is not stored".to_owned(),
        "เปิดด้วย Excel ให้คำนวณแล้วบันทึก หรือพิมพ์ค่าลงไปแทน",
        "let Excel compute and save it, or type the value",
    )
}

pub(crate) fn date_cell() -> Fault {
    fault(
        "wrong-type",
        "ช่องนี้เป็นวันที่ ไม่ใช่ตัวเลขหรือข้อความ".to_owned(),
        "the cell holds a date, not a number or text".to_owned(),
        "ตั้งรูปแบบช่องเป็นตัวเลขหรือข้อความ แล้วพิมพ์ค่าใหม่",
        "format the cell as a number or text and type the value again",
    )
}

pub(crate) fn unknown_row(written: &str, known: &[&str]) -> Fault {
    fault(
        "unknown-row",
        format!("ไม่รู้จักระดับ {} ในคอลัมน์แรก", quoted(written)),
        format!("the row kind {} in the first column is not known", quoted(written)),
        &format!("ใช้ {}", known.join(", ")),
        &format!("use one of {}", known.join(", ")),
    )
}

pub(crate) fn no_verdict_here() -> Fault {
    fault(
        "verdict-for-question",
        "แถวนี้ไม่ใช่ข้อเปิดเผยข้อมูล จึงไม่มีผลตรวจ".to_owned(),
        "this row is no disclosure item, so it has no verdict".to_owned(),
        "ลบผลตรวจ แล้วใส่คะแนนในคอลัมน์คะแนนแทน",
        "clear the verdict and give a score in the score column",
    )
}

pub(crate) fn broken_row(reason: &str) -> Fault {
    fault(
        "syntax",
        "อ่านแถวของ CSV ไม่ได้".to_owned(),
        format!("a row of the CSV text cannot be read ({reason})"),
        "ตรวจเครื่องหมายคำพูดและตัวคั่นของแถวนี้",
        "check the quotes and separators of this row",
    )
}
