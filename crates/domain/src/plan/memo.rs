//! What the memorandum that carries a plan or its report says about itself.

use jiff::civil::Date;

/// Head and fixed parts of a memorandum (บันทึกข้อความ); what is not given is left to the document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemoHead {
    /// ส่วนราชการ: the unit that writes.
    pub unit: Option<String>,
    /// ที่: its reference.
    pub reference: Option<String>,
    /// วันที่.
    pub date: Option<Date>,
    /// เรื่อง.
    pub subject: Option<String>,
    /// เรียน: to whom.
    pub to: Option<String>,
    /// Who signs it.
    pub writer: MemoWriter,
    /// เรื่องเดิม.
    pub background: Option<String>,
    /// ข้อเท็จจริง.
    pub facts: Option<String>,
    /// ข้อเสนอเพื่อพิจารณา.
    pub proposal: Option<String>,
}

/// Who writes a memorandum.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemoWriter {
    /// Name.
    pub name: Option<String>,
    /// Position.
    pub position: Option<String>,
}
