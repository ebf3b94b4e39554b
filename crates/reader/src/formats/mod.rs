//! From bytes to the layout, one module per format.

mod boxes;
mod columns;
mod csv;
mod docx;
mod encoding;
mod grid;
mod html;
mod markup;
mod packed;
mod pdf;
mod pdf_plain;
mod spaced;
mod text;
mod xlsx;

use domain::Text;

use crate::layout::{Builder, Format, Source};
use crate::limits::Limits;
use crate::problem::ReadProblem;

/// Reads a document; `name` is its file name, of which only the ending is looked at, after the bytes.
///
/// # Errors
/// [`ReadProblem`] when the form is not known, the file is damaged, or a limit is passed.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, ReadProblem> {
    if limits.bytes < bytes.len() as u64 {
        return Err(ReadProblem::too_large("ขนาดไฟล์", "size of the file"));
    }
    let format = detect(name, bytes)?;
    let mut builder = Builder::new(format, limits);
    match format {
        Format::Text => text::read(&encoding::text(bytes)?, &mut builder)?,
        Format::Html => html::read(&encoding::text(bytes)?, &mut builder)?,
        Format::Csv => csv::read(&encoding::text(bytes)?, &mut builder)?,
        Format::Xlsx => xlsx::read(bytes, limits, &mut builder)?,
        Format::Docx => docx::read(bytes, limits, &mut builder)?,
        Format::Pdf => pdf::read(bytes, limits, &mut builder)?,
    }
    let source = builder.finish();
    if source.is_empty() {
        return Err(ReadProblem::new(
            "empty",
            Text::new("เอกสารไม่มีข้อความ", "the document has no text"),
            Text::new(
                "ถ้าเป็นภาพสแกน ให้แปลงเป็นข้อความ (OCR) ก่อน แล้วอ่านไฟล์ข้อความนั้น",
                "if it is a scan, have its text recognised first and read that",
            ),
        ));
    }
    Ok(source)
}

/// The form of a document by its first bytes, then by the ending of its name.
///
/// # Errors
/// When neither tells.
pub fn detect(name: &str, bytes: &[u8]) -> Result<Format, ReadProblem> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if bytes.get(..1024.min(bytes.len())).unwrap_or_default().windows(5).any(|window| window == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return match ending.as_str() {
            "xlsx" | "xlsm" => Ok(Format::Xlsx),
            "docx" | "docm" => Ok(Format::Docx),
            _ => docx::packed_form(bytes),
        };
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(ReadProblem::new(
            "old-office",
            Text::new(
                "เป็นไฟล์ Office รุ่นเก่า (.doc หรือ .xls) หรือไฟล์ที่ใส่รหัสผ่าน",
                "this is a file of an old Office (.doc or .xls), or one with a password",
            ),
            Text::new(
                "เปิดแล้วบันทึกเป็น .docx, .xlsx หรือ PDF โดยไม่ใส่รหัสผ่าน",
                "open it and save it as .docx, .xlsx or PDF without a password",
            ),
        ));
    }
    let begin =
        String::from_utf8_lossy(bytes.get(..2048.min(bytes.len())).unwrap_or_default()).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" | "xhtml" => Ok(Format::Html),
        "csv" | "tsv" => Ok(Format::Csv),
        "txt" | "text" | "md" | "markdown" => Ok(Format::Text),
        _ if begin.contains("<!doctype html") || begin.contains("<html") => Ok(Format::Html),
        "docx" | "docm" => Err(ReadProblem::broken("DOCX", "PK")),
        "xlsx" | "xlsm" => Err(ReadProblem::broken("XLSX", "PK")),
        "pdf" => Err(ReadProblem::broken("PDF", "%PDF")),
        _ if encoding::text(bytes).is_ok() => Ok(Format::Text),
        _ => Err(ReadProblem::new(
            "unknown-format",
            Text::new("ไม่รู้จักรูปแบบของไฟล์นี้", "the form of this file is not known"),
            Text::new(
                "ใช้ไฟล์ PDF, DOCX, XLSX, CSV, HTML, TXT หรือ Markdown",
                "use PDF, DOCX, XLSX, CSV, HTML, TXT or Markdown",
            ),
        )),
    }
}
