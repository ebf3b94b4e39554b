//! Parts of a memo (บันทึกข้อความ).

use serde::Serialize;

/// The head of a memo. A field without a value is printed as an empty dotted line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MemoHead {
    /// ส่วนราชการ: unit and agency.
    pub unit: Option<String>,
    /// ที่: the reference.
    pub reference: Option<String>,
    /// วันที่: as printed.
    pub date: Option<String>,
    /// เรื่อง
    pub subject: Option<String>,
    /// เรียน: to whom.
    pub to: Option<String>,
    /// Stamp of urgency, red: ด่วน, ด่วนมาก, ด่วนที่สุด.
    pub urgency: Option<String>,
    /// Stamp of secrecy, red, at head and foot: ลับ.
    pub secrecy: Option<String>,
}

/// A place to sign. What is not known is printed as dots.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Signature {
    /// Name, printed in brackets.
    pub name: Option<String>,
    /// Position under it, in lines.
    pub position: Vec<String>,
    /// Day of the signature, as printed.
    pub date: Option<String>,
}

/// The opinion of one office.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Opinion {
    /// Heading: ความเห็นของปลัด.
    pub heading: String,
    /// What it says; without, dotted lines.
    pub text: Option<String>,
    /// Who signs.
    pub signature: Signature,
}
