//! Why no PDF came out.

use std::path::PathBuf;

use domain::text::Text;
use thiserror::Error;

/// Why fonts cannot be used. [`FontError::advice`] says it to the person who chose them.
#[derive(Debug, Error)]
pub enum FontError {
    /// The directory cannot be listed.
    #[error("the font directory {} cannot be read", .path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file in it cannot be read.
    #[error("the font file {} cannot be read", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file in it is larger than any font for documents.
    #[error("the font file {} is larger than {most} bytes", .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit.
        most: u64,
    },
    /// More font files than needed.
    #[error("the font directory {} holds more than {most} font files", .path.display())]
    TooMany {
        /// The directory.
        path: PathBuf,
        /// The limit.
        most: usize,
    },
    /// No font with Thai letters.
    #[error("the font directory {} holds no font with Thai letters", .path.display())]
    NoThai {
        /// The directory.
        path: PathBuf,
    },
    /// The fonts of the program itself are broken.
    #[error("the built-in font cannot be read")]
    BuiltIn,
}

impl FontError {
    /// What is wrong and what to do.
    pub fn advice(&self) -> Text {
        match self {
            FontError::Directory { path, source } => Text::new(
                format!("เปิดโฟลเดอร์ฟอนต์ {} ไม่ได้ ({source}) ให้ตรวจชื่อโฟลเดอร์และสิทธิ์การอ่าน หรือไม่ต้องระบุ โปรแกรมจะใช้ฟอนต์สารบรรณที่มีในตัว", path.display()),
                format!("the font directory {} cannot be read ({source}): check its name and permissions, or leave it out to use the built-in Sarabun", path.display()),
            ),
            FontError::File { path, source } => Text::new(
                format!("อ่านไฟล์ฟอนต์ {} ไม่ได้ ({source}) ให้ตรวจสิทธิ์การอ่าน หรือนำไฟล์นี้ออกจากโฟลเดอร์", path.display()),
                format!("the font file {} cannot be read ({source}): check its permissions or move it out of the directory", path.display()),
            ),
            FontError::TooLarge { path, most } => Text::new(
                format!("ไฟล์ฟอนต์ {} ใหญ่เกิน {most} ไบต์ ให้นำไฟล์นี้ออกจากโฟลเดอร์", path.display()),
                format!("the font file {} is larger than {most} bytes: move it out of the directory", path.display()),
            ),
            FontError::TooMany { path, most } => Text::new(
                format!("โฟลเดอร์ {} มีไฟล์ฟอนต์เกิน {most} ไฟล์ ให้สร้างโฟลเดอร์ที่มีเฉพาะฟอนต์ของเอกสาร เช่น TH Sarabun New", path.display()),
                format!("the directory {} holds more than {most} font files: make one with the fonts of your documents alone, for example TH Sarabun New", path.display()),
            ),
            FontError::NoThai { path } => Text::new(
                format!("โฟลเดอร์ {} ไม่มีฟอนต์ที่มีอักษรไทย (.ttf หรือ .otf) ให้วางไฟล์ฟอนต์ เช่น TH Sarabun New ไว้ในโฟลเดอร์ หรือไม่ต้องระบุ โปรแกรมจะใช้ฟอนต์สารบรรณที่มีในตัว", path.display()),
                format!("the directory {} holds no font with Thai letters (.ttf or .otf): put one there, for example TH Sarabun New, or leave it out to use the built-in Sarabun", path.display()),
            ),
            FontError::BuiltIn => Text::new(
                "อ่านฟอนต์ในตัวโปรแกรมไม่ได้ ไฟล์โปรแกรมอาจเสียหาย ให้ติดตั้งใหม่",
                "the built-in font cannot be read: the program file may be damaged, install it again",
            ),
        }
    }
}

/// Why a document could not be set. [`TypesetError::advice`] says it to the person who wants it.
#[derive(Debug, Error)]
pub enum TypesetError {
    /// The blocks could not be handed to the typesetter.
    #[error("the document's data cannot be written: {0}")]
    Data(#[from] serde_json::Error),
    /// The pages could not be laid out.
    #[error("the pages cannot be laid out: {0}")]
    Layout(String),
    /// The pages could not be written as PDF.
    #[error("the PDF cannot be written: {0}")]
    Export(String),
    /// The text layer could not be put in order.
    #[error("the PDF's text layer cannot be put in order: {0}")]
    TextLayer(String),
}

impl TypesetError {
    /// What is wrong and what to do.
    pub fn advice(&self) -> Text {
        Text::new(
            format!("สร้างไฟล์ PDF ไม่สำเร็จ ({self}) ให้ลองรูปแบบ DOCX แทน และแจ้งผู้ดูแลพร้อมข้อความนี้"),
            format!("{self}: try DOCX instead, and report this message"),
        )
    }
}
