//! What stands where in a plan sheet; shared by those who write it and those who read it.

/// Name of the sheet that says whose plan it is, for which years, and what the memorandum says.
pub(crate) const HEAD_SHEET: &str = "ข้อมูล";
/// Name of the sheet of measures.
pub(crate) const PLAN_SHEET: &str = "แผน";
/// Name of the sheet of endorsements.
pub(crate) const CHAIN_SHEET: &str = "ความเห็น";

/// Headings of the first sheet.
pub(crate) const HEAD_HEADINGS: [&str; 2] = ["หัวข้อ", "ค่า"];
/// Headings of the sheet of endorsements.
pub(crate) const CHAIN_HEADINGS: [&str; 5] = ["ตำแหน่ง", "ความเห็น", "ชื่อผู้ลงนาม", "วันที่ลงนาม", "ลงนามแทน"];
/// Names in a plan file of the columns of endorsements.
pub(crate) const CHAIN_KEYS: [&str; 5] = ["office", "opinion", "name", "date", "acting_for"];

/// One line of the head: its Thai name, the group and name in a plan file, and what to write there.
pub(crate) struct HeadLine {
    pub name: &'static str,
    pub group: &'static str,
    pub key: &'static str,
    pub hint: &'static str,
}

const fn line(name: &'static str, group: &'static str, key: &'static str, hint: &'static str) -> HeadLine {
    HeadLine { name, group, key, hint }
}

/// The head of a plan sheet.
pub(crate) const HEAD: [HeadLine; 20] = [
    line("ปีของคะแนน", "", "score_year", "ปีงบประมาณ พ.ศ. ของผลการประเมินที่แผนตอบ"),
    line("ปีที่ดำเนินการ", "", "round_year", "ปีงบประมาณ พ.ศ. ที่ทำตามแผน ปกติคือปีถัดไป"),
    line("หลักเกณฑ์", "", "framework", "เจ้าของ/ปีงบประมาณ เช่น nacc/2568"),
    line("หน่วยงาน", "agency", "name", "ชื่อหน่วยงานตามประกาศผล"),
    line("ประเภท", "agency", "kind", "เลือกจากรายการ หรือพิมพ์เอง"),
    line("จังหวัด", "agency", "province", ""),
    line("อำเภอ", "agency", "district", ""),
    line("กระทรวง", "agency", "ministry", "เฉพาะส่วนราชการส่วนกลาง"),
    line("รหัสหน่วยงาน", "agency", "code", ""),
    line("เว็บไซต์", "agency", "website", ""),
    line("บันทึก: ส่วนราชการ", "memo", "unit", "หัวบันทึกข้อความ"),
    line("บันทึก: ที่", "memo", "reference", "เลขที่หนังสือ"),
    line("บันทึก: วันที่", "memo", "date", "เช่น 1 ต.ค. 2568"),
    line("บันทึก: เรื่อง", "memo", "subject", ""),
    line("บันทึก: เรียน", "memo", "to", ""),
    line("บันทึก: ผู้เขียน", "writer", "name", "ชื่อผู้ลงนามในบันทึก"),
    line("บันทึก: ตำแหน่งผู้เขียน", "writer", "position", ""),
    line("บันทึก: เรื่องเดิม", "memo", "background", ""),
    line("บันทึก: ข้อเท็จจริง", "memo", "facts", ""),
    line("บันทึก: ข้อเสนอ", "memo", "proposal", ""),
];

/// Columns of the sheet of measures, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Codes,
    Issue,
    Score,
    Cause,
    Measure,
    Steps,
    Lead,
    Supporting,
    Period,
    From,
    To,
    FollowUps,
    CheckedBy,
    Sign,
    Progress,
    Result,
    Outcome,
    Figure,
    Unit,
    Suggestion,
    Evidence,
    Theme,
    LibraryId,
    Framework,
}

impl Column {
    pub(crate) const ALL: [Column; 24] = [
        Column::Codes,
        Column::Issue,
        Column::Score,
        Column::Cause,
        Column::Measure,
        Column::Steps,
        Column::Lead,
        Column::Supporting,
        Column::Period,
        Column::From,
        Column::To,
        Column::FollowUps,
        Column::CheckedBy,
        Column::Sign,
        Column::Progress,
        Column::Result,
        Column::Outcome,
        Column::Figure,
        Column::Unit,
        Column::Suggestion,
        Column::Evidence,
        Column::Theme,
        Column::LibraryId,
        Column::Framework,
    ];

    /// The heading, its width in characters, and what to write, for the note on the heading.
    const fn about(self) -> (&'static str, u16, &'static str) {
        match self {
            Column::Codes => {
                ("รหัส", 12, "เช่น O12 หรือ survey/E8 หลายรหัสคั่นด้วยจุลภาค ปล่อยว่างเมื่อเป็นประเด็นเดียวกับแถวบน")
            }
            Column::Issue => ("ประเด็น", 30, "เรื่องที่จะปรับปรุง ปล่อยว่างเมื่อเป็นประเด็นเดียวกับแถวบน"),
            Column::Score => ("คะแนน", 9, "คะแนนที่ได้ 0 ถึง 100"),
            Column::Cause => ("สาเหตุ", 30, ""),
            Column::Measure => ("มาตรการ", 32, "หนึ่งแถวต่อหนึ่งมาตรการ"),
            Column::Steps => ("ขั้นตอน", 64, "หนึ่งบรรทัดต่อหนึ่งขั้นตอน ตามด้วย | และหลักฐานที่คาดไว้ก็ได้"),
            Column::Lead => ("หน่วยงานหลัก", 20, ""),
            Column::Supporting => ("หน่วยงานสนับสนุน", 20, "หนึ่งบรรทัดต่อหนึ่งหน่วยงาน"),
            Column::Period => ("ระยะเวลา", 24, "เช่น ต.ค. 2568 - ก.ย. 2569"),
            Column::From => ("วันเริ่ม", 13, "เมื่อถ้อยคำในระยะเวลาไม่บอกวัน"),
            Column::To => ("วันสิ้นสุด", 13, ""),
            Column::FollowUps => ("วันติดตาม", 14, "หนึ่งบรรทัดต่อหนึ่งวัน"),
            Column::CheckedBy => ("ผู้กำกับติดตาม", 20, ""),
            Column::Sign => ("ตัวชี้วัดความสำเร็จ", 30, ""),
            Column::Progress => ("ความก้าวหน้า", 40, "หนึ่งบรรทัดต่อหนึ่งครั้ง: วันที่ | ร้อยละ | สิ่งที่ทำ"),
            Column::Result => ("ผลการดำเนินการ", 40, ""),
            Column::Outcome => ("ผลลัพธ์", 30, ""),
            Column::Figure => ("ตัวเลข", 10, "ตัวเลขของผลลัพธ์ เช่น 95.50"),
            Column::Unit => ("หน่วยนับ", 12, "เช่น คน เรื่อง ร้อยละ"),
            Column::Suggestion => ("ข้อเสนอแนะ", 30, ""),
            Column::Evidence => ("หลักฐาน", 40, "หนึ่งบรรทัดต่อหนึ่งรายการ: ชื่อ | ลิงก์"),
            Column::Theme => ("หมวดรายงาน", 26, "หนึ่งในเจ็ดหมวดของรายงาน"),
            Column::LibraryId => ("รหัสมาตรการ", 24, "ของคลังมาตรการ ปล่อยว่างได้"),
            Column::Framework => ("หลักเกณฑ์ของรหัส", 14, "ปล่อยว่างเมื่อเป็นหลักเกณฑ์ของแผน"),
        }
    }

    pub(crate) const fn heading(self) -> &'static str {
        self.about().0
    }

    pub(crate) const fn width(self) -> u16 {
        self.about().1
    }

    pub(crate) const fn hint(self) -> &'static str {
        self.about().2
    }

    /// Whether the cell belongs to the issue, not to the measure.
    pub(crate) const fn is_of_issue(self) -> bool {
        matches!(self, Column::Codes | Column::Issue | Column::Score | Column::Cause | Column::Framework)
    }
}
