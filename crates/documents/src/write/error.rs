//! Why a document could not be written.

use domain::text::Text;

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The workbook could not be made.
    #[error("making the workbook failed")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The CSV text could not be made.
    #[error("making the CSV text failed")]
    Csv(#[from] csv::Error),
    /// The JSON text could not be made.
    #[error("making the JSON text failed")]
    Json(#[from] serde_json::Error),
    /// The XML text could not be made.
    #[error("making the XML text failed")]
    Xml(#[from] quick_xml::Error),
    /// The package of XML files could not be made.
    #[error("making the package failed")]
    Package(#[from] zip::result::ZipError),
    /// Writing into memory failed.
    #[error("writing the document failed")]
    Io(#[from] std::io::Error),
    /// The document holds more than the format can.
    #[error("the document is too large for the format: {what}")]
    TooLarge {
        /// What there is too much of, in English.
        what: String,
    },
}

impl WriteError {
    /// What is wrong and what to do, for the person who wants the document.
    pub fn advice(&self) -> Text {
        match self {
            WriteError::TooLarge { what } => Text::new(
                format!("เอกสารใหญ่เกินกว่าที่รูปแบบไฟล์นี้รับได้ ({what}) ให้แบ่งแผนเป็นหลายฉบับ หรือเลือกรูปแบบไฟล์อื่น"),
                format!("{self}: split the plan into several documents, or choose another format"),
            ),
            other => Text::new(
                format!("สร้างไฟล์เอกสารไม่สำเร็จ ({other}) ให้ลองรูปแบบไฟล์อื่น และแจ้งผู้ดูแลพร้อมข้อความนี้"),
                format!("{other}: try another format, and report this message"),
            ),
        }
    }
}
