//! From bytes to the layout, one module per format.

mod boxes;
mod columns;
mod csv;
mod docx;
mod encoding;
mod grid;
mod html;
mod json;
mod markup;
mod packed;
mod paragraphs;
mod pdf;
mod pdf_plain;
mod ruled;
mod spaced;
mod text;
mod xlsx;

use domain::Text;

use crate::deadline::Deadline;
use crate::layout::{Builder, Format, Source};
use crate::limits::Limits;
use crate::problem::ReadProblem;
use crate::repair::Repair;

/// Reads a document; `name` is its file name, of which only the ending is looked at, after the bytes.
///
/// # Errors
/// [`ReadProblem`] when the form is not known, the file is damaged, or a limit is passed.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, ReadProblem> {
    if limits.bytes < bytes.len() as u64 {
        return Err(ReadProblem::too_large("ขนาดไฟล์", "size of the file"));
    }
    if bytes.is_empty() {
        return Err(ReadProblem::new(
            "empty-file",
            Text::new("ไฟล์ว่างเปล่า (0 ไบต์)", "the file is empty (0 bytes)"),
            Text::new("ดาวน์โหลดหรือคัดลอกไฟล์ใหม่อีกครั้ง", "download or copy the file again"),
        ));
    }
    let deadline = Deadline::after(limits.time);
    let format = detect(name, bytes)?;
    // What another program tells of a file is asked for once.
    let pdf = match format {
        Format::Pdf => {
            Some(pdf::gather(bytes, limits, deadline).map_err(|problem| told_apart(problem, bytes))?)
        }
        _ => None,
    };
    let builder = || Builder::new(format, limits).until(deadline);
    let collect = |mut builder: Builder| -> Result<Source, ReadProblem> {
        match &pdf {
            Some(pdf) => pdf.read(&mut builder)?,
            None => collect(format, bytes, limits, &mut builder)?,
        }
        builder.in_time()?;
        Ok(builder.finish())
    };
    let source = collect(builder())?;
    // Where headings are found depends on their words, so a spoilt document is read anew.
    let source = match Repair::needed(&source) {
        Some(repair) => collect(builder().repairing(repair))?,
        None => source,
    };
    deadline.check()?;
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

fn collect(format: Format, bytes: &[u8], limits: &Limits, builder: &mut Builder) -> Result<(), ReadProblem> {
    match format {
        Format::Text => text::read(&encoding::text(bytes)?, builder),
        Format::Html => html::read(&encoding::text(bytes)?, builder),
        Format::Csv => csv::read(&encoding::text(bytes)?, builder),
        Format::Json => json::read(&encoding::text(bytes)?, builder),
        Format::Xlsx => xlsx::read(bytes, limits, builder),
        Format::Docx => docx::read(bytes, limits, builder),
        // It is gathered before.
        Format::Pdf => Ok(()),
    }
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
        // What is packed tells more than the name: files are renamed.
        return docx::packed_form(bytes);
    }
    if is_picture(bytes) {
        return Err(ReadProblem::new(
            "picture",
            Text::new("ไฟล์นี้เป็นรูปภาพ ไม่มีข้อความให้อ่าน", "this file is a picture without any text"),
            Text::new(
                "แปลงภาพเป็นข้อความ (OCR) ก่อน แล้วอ่านไฟล์ข้อความนั้น หรือขอไฟล์ต้นฉบับ",
                "have its text recognised (OCR) and read that, or ask for the original file",
            ),
        ));
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
        "json" => Ok(Format::Json),
        "txt" | "text" | "md" | "markdown" => Ok(Format::Text),
        _ if begin.contains("<!doctype html") || begin.contains("<html") => Ok(Format::Html),
        "docx" | "docm" => Err(misnamed(".docx", "Word")),
        "xlsx" | "xlsm" => Err(misnamed(".xlsx", "Excel")),
        "pdf" => Err(misnamed(".pdf", "PDF")),
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

/// The file's name promises another form than its bytes have.
fn misnamed(ending: &str, form: &str) -> ReadProblem {
    ReadProblem::new(
        "broken-file",
        Text::new(
            format!("ชื่อไฟล์ลงท้ายว่า {ending} แต่เนื้อหาไม่ใช่ไฟล์ {form}"),
            format!("the name ends in {ending}, but the content is no {form} file"),
        ),
        Text::new(
            "ตรวจว่าไฟล์ไม่เสียหายและนามสกุลถูกต้อง แล้วบันทึกใหม่จากโปรแกรมเดิม",
            "check that the file is whole and its ending is right, then save it again with the program that made it",
        ),
    )
}

/// Whether the first bytes are those of a picture.
fn is_picture(bytes: &[u8]) -> bool {
    const SIGNS: [&[u8]; 7] =
        [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x20ftypheic"];
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice());
    // Two letters may begin a text too; a bitmap has zeros soon after them.
    let bitmap = || bytes.get(6..10) == Some([0; 4].as_slice());
    let sign = SIGNS.iter().find(|sign| bytes.starts_with(sign));
    webp || sign.is_some_and(|sign| *sign != b"BM".as_slice() || bitmap())
}

/// A PDF with a password cannot be opened, but is not damaged.
fn told_apart(problem: ReadProblem, bytes: &[u8]) -> ReadProblem {
    let sign = b"/Encrypt";
    if problem.code != "broken-file" || !bytes.windows(sign.len()).any(|window| window == sign) {
        return problem;
    }
    ReadProblem::new(
        "encrypted",
        Text::new("PDF นี้ตั้งรหัสผ่านไว้", "this PDF is protected by a password"),
        Text::new(
            "เปิดด้วยรหัสผ่านแล้วบันทึกใหม่โดยไม่ตั้งรหัส หรือขอไฟล์ต้นฉบับ",
            "open it with its password and save it without one, or ask for the original file",
        ),
    )
}
