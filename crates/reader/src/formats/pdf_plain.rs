//! PDF without a helper: the text alone, in the order in which the file draws it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

use domain::Text;
use lopdf::{Document, LoadOptions};

use super::{pdf, ruled, text};
use crate::deadline::Deadline;
use crate::layout::Builder;
use crate::limits::Limits;
use crate::problem::ReadProblem;

/// The text of each page.
///
/// # Errors
/// When the file is damaged, locked, a scan without text, or a limit is passed.
pub(super) fn pages_of(
    bytes: &[u8],
    limits: &Limits,
    deadline: Deadline,
) -> Result<Vec<String>, ReadProblem> {
    let (send, receive) = mpsc::channel();
    let owned = bytes.to_vec();
    let own_limits = *limits;
    // The library may loop or trip over a crafted file: it works by itself, and is waited for only so long.
    std::thread::spawn(move || {
        let read = catch_unwind(AssertUnwindSafe(|| pages(&owned, &own_limits, deadline)));
        let _ = send.send(read.unwrap_or_else(|_| Err(ReadProblem::broken("PDF", "lopdf"))));
    });
    let pages = receive.recv_timeout(deadline.left()).map_err(|_| deadline.passed())??;
    if pages.iter().all(|page| page.trim().is_empty()) {
        return Err(pdf::scan(pages.len()));
    }
    Ok(pages)
}

/// Reads the texts of pages, and tells that they are read less well.
///
/// # Errors
/// When a limit is passed.
pub(super) fn read(pages: &[String], builder: &mut Builder) -> Result<(), ReadProblem> {
    builder.remark(
        "pdf-read-plainly",
        Text::new(
            "ไม่พบโปรแกรม pdftotext จึงอ่าน PDF ได้เพียงข้อความ ไม่เห็นคอลัมน์ของตาราง และอักษรไทยอาจผิด ควรติดตั้ง poppler-utils แล้วอ่านใหม่",
            "pdftotext was not found, so only the text was read: columns of tables are lost and Thai letters may be \
             wrong; install poppler-utils and read it again",
        ),
    );
    text::read(&pages.iter().map(|page| parted(page)).collect::<Vec<_>>().join("\u{C}"), builder)
}

fn pages(bytes: &[u8], limits: &Limits, deadline: Deadline) -> Result<Vec<String>, ReadProblem> {
    let broken = |error: &dyn std::fmt::Display| ReadProblem::broken("PDF", &error.to_string());
    if !ruled::is_light(bytes) {
        return Err(ReadProblem::too_large("จำนวนวัตถุใน PDF", "number of objects in the PDF"));
    }
    let options = LoadOptions { max_decompressed_size: Some(ruled::PACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| broken(&error))?;
    if document.is_encrypted() {
        return Err(pdf::locked());
    }
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    if numbers.len() > limits.pages as usize {
        return Err(ReadProblem::too_large("จำนวนหน้า", "number of pages"));
    }
    let mut left = usize::try_from(limits.unpacked).unwrap_or(usize::MAX);
    let mut pages = Vec::with_capacity(numbers.len());
    for number in numbers {
        deadline.check()?;
        // One page that cannot be read does not cost the others.
        let page = document.extract_text_with_limit(&[number], left).unwrap_or_default();
        left = left.saturating_sub(page.len());
        pages.push(page);
    }
    Ok(pages)
}

/// Blank lines before what begins a paragraph in most reports.
fn parted(page: &str) -> String {
    let begins = |line: &str| {
        let line = line.trim_start();
        let word =
            ["ตัวชี้วัด", "ข้อคำถาม", "ส่วนที่", "ประเด็นที่", "ความเห็น"].iter().any(|word| line.starts_with(word));
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c));
        word || (rest.len() < line.len() && rest.starts_with(['.', ')']))
    };
    let lines = page.lines().map(|line| if begins(line) { format!("\n{line}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use crate::deadline::Deadline;
    use crate::limits::Limits;

    #[test]
    fn broken_files_are_told() {
        for bytes in [b"%PDF-1.4 nothing".as_slice(), b"%PDF-1.4\nxref\n0 0\ntrailer<</Root 1 0 R>>\n%%EOF"] {
            let limits = Limits::default();
            assert!(super::pages_of(bytes, &limits, Deadline::after(limits.time)).is_err());
        }
    }
}
