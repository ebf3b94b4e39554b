//! Why a document could not be read.

use std::time::Duration;

use domain::Text;

/// What was wrong, what to do, in both languages. Codes are stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", message.en)]
pub struct ReadProblem {
    /// Stable name: `too-large`, `unknown-format`, `broken-file`, `scan`, …
    pub code: &'static str,
    /// Where in the file, when it is known: a part, a sheet, a page.
    pub place: Option<String>,
    /// What is wrong.
    pub message: Box<Text>,
    /// What to do.
    pub remedy: Box<Text>,
}

impl ReadProblem {
    /// A problem of the whole file.
    pub fn new(code: &'static str, message: Text, remedy: Text) -> ReadProblem {
        ReadProblem { code, place: None, message: Box::new(message), remedy: Box::new(remedy) }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(self, place: impl Into<String>) -> ReadProblem {
        ReadProblem { place: Some(place.into()), ..self }
    }

    /// The file, or what it unpacks to, goes beyond a limit; `what` names it in Thai and English.
    pub fn too_large(th: &str, en: &str) -> ReadProblem {
        ReadProblem::new(
            "too-large",
            Text::new(format!("เอกสารเกินขีดจำกัด: {th}"), format!("the document goes beyond a limit: {en}")),
            Text::new(
                "แบ่งเอกสารเป็นตอน หรือบันทึกเฉพาะหน้าที่ต้องการแล้วลองใหม่",
                "split the document, or save only the pages that matter, and try again",
            ),
        )
    }

    /// The document could not be read in the time that it was given.
    pub fn too_slow(time: Duration) -> ReadProblem {
        let seconds = format!("{}.{:03}", time.as_secs(), time.subsec_millis());
        let seconds = seconds.trim_end_matches('0').trim_end_matches('.');
        ReadProblem::new(
            "too-large",
            Text::new(
                format!("อ่านเอกสารไม่เสร็จภายในเวลาที่กำหนด ({seconds} วินาที)"),
                format!("the document was not read within the time allowed ({seconds} s)"),
            ),
            Text::new(
                "ลองใหม่เมื่อเครื่องไม่มีงานอื่น หรือแบ่งเอกสารเป็นตอน",
                "try again when the machine has nothing else to do, or split the document",
            ),
        )
    }

    /// The file is damaged or is not what its name says.
    pub fn broken(format: &str, detail: &str) -> ReadProblem {
        ReadProblem::new(
            "broken-file",
            Text::new(
                format!("เปิดเป็นไฟล์ {format} ไม่ได้ ({detail})"),
                format!("this cannot be opened as {format} ({detail})"),
            ),
            Text::new(
                "เปิดไฟล์ด้วยโปรแกรมเดิมแล้วบันทึกใหม่ หรือบันทึกเป็น PDF",
                "open it with the program that made it and save it again, or save it as PDF",
            ),
        )
    }
}
