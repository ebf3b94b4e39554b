//! PDF: by poppler's `pdftotext`, which tells where every word stands, and the lines that the program finds itself;
//! without poppler by what the program can do alone.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use domain::Text;

use super::ruled::Gathering;
use super::{boxes, pdf_plain};
use crate::layout::Builder;
use crate::limits::Limits;
use crate::problem::ReadProblem;

/// How often the helper is looked at.
const TICK: Duration = Duration::from_millis(10);

/// Reads a PDF.
///
/// # Errors
/// When it is damaged, locked, a scan without text, or a limit is passed.
pub(super) fn read(bytes: &[u8], limits: &Limits, builder: &mut Builder) -> Result<(), ReadProblem> {
    // The lines are read while the helper reads the words.
    let lines = Gathering::begin(bytes, limits);
    let Some(answer) = by_poppler(bytes, limits)? else {
        return pdf_plain::read(bytes, limits, builder);
    };
    let pages = boxes::pages(&answer)?;
    let words: usize = pages.iter().map(|page| page.words.len()).sum();
    if words == 0 {
        return Err(scan(pages.len()));
    }
    let bare = pages.iter().filter(|page| page.words.is_empty()).count();
    if 0 < bare {
        builder.remark(
            "pages-without-text",
            Text::new(
                format!("{bare} หน้าไม่มีข้อความ อาจเป็นภาพสแกน จึงไม่ได้อ่าน"),
                format!("{bare} page(s) hold no text, perhaps scans, and were not read"),
            ),
        );
    }
    boxes::read(pages, &lines.end(limits), builder)
}

pub(super) fn scan(pages: usize) -> ReadProblem {
    ReadProblem::new(
        "scan",
        Text::new(
            format!("PDF นี้เป็นภาพสแกน {pages} หน้า ไม่มีข้อความให้อ่าน"),
            format!("this PDF is a scan of {pages} page(s) without any text"),
        ),
        Text::new(
            "แปลงเป็นข้อความ (OCR) ก่อน แล้วอ่านไฟล์ข้อความนั้น หรือขอไฟล์ต้นฉบับ",
            "have its text recognised (OCR) and read that, or ask for the original file",
        ),
    )
}

/// The words of a PDF with their boxes, as XHTML; `None` when the helper is not installed.
fn by_poppler(bytes: &[u8], limits: &Limits) -> Result<Option<String>, ReadProblem> {
    let last = limits.pages.saturating_add(1).to_string();
    let spawned = Command::new("pdftotext")
        .args(["-q", "-bbox-layout", "-enc", "UTF-8", "-l", last.as_str(), "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ReadProblem::broken("PDF", &error.to_string())),
    };
    let input = child.stdin.take();
    let output = child.stdout.take();
    let most = limits.unpacked;
    std::thread::scope(|scope| {
        // Both pipes are served at once: with one of them full, each side would wait for the other.
        let writer = scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        let reader = scope.spawn(move || {
            let mut answer = Vec::new();
            let read = output.map(|output| output.take(most + 1).read_to_end(&mut answer));
            (answer, read)
        });
        let ended = wait(&mut child, limits.time, || reader.is_finished());
        let written = writer.join();
        let (answer, read) = reader.join().map_err(|_| ReadProblem::broken("PDF", "pdftotext"))?;
        if most < answer.len() as u64 {
            return Err(ReadProblem::too_large("ข้อความใน PDF", "text of the PDF"));
        }
        let broken = |detail: &str| ReadProblem::broken("PDF", detail);
        if !matches!(read, Some(Ok(_))) || written.is_err() {
            return Err(broken("pdftotext"));
        }
        match ended {
            Some(0) => Ok(Some(String::from_utf8_lossy(&answer).into_owned())),
            Some(3) => Err(locked()),
            Some(code) => Err(broken(&format!("pdftotext {code}"))),
            None => Err(ReadProblem::too_large("เวลาที่ใช้อ่าน PDF", "time for reading the PDF")),
        }
    })
}

/// Waits for the helper, but not longer than allowed, nor when its answer is longer than allowed.
fn wait(child: &mut Child, time: Duration, is_read: impl Fn() -> bool) -> Option<i32> {
    let ticks = time.as_millis() / TICK.as_millis();
    let mut after = 0;
    for _ in 0..ticks {
        match child.try_wait() {
            Ok(Some(status)) => return status.code(),
            Ok(None) if is_read() => {
                // Its answer is read to the end or to the limit; a moment to end by itself.
                after += 1;
                if 200 < after {
                    break;
                }
            }
            Ok(None) => {}
            Err(_) => break,
        }
        std::thread::sleep(TICK);
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

pub(super) fn locked() -> ReadProblem {
    ReadProblem::new(
        "locked",
        Text::new("PDF นี้ล็อกไว้ไม่ให้คัดลอกข้อความ", "this PDF does not permit its text to be copied"),
        Text::new("ขอไฟล์ที่ไม่ล็อก หรือไฟล์ต้นฉบับ", "ask for a file that is not locked, or for the original"),
    )
}
