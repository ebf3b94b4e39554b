//! From a file to claims, or why not.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::Text;
use reader::claims::{self, Claims};
use reader::layout::Source;
use reader::{Limits, ReadProblem, formats};
use thai::FiscalYear;

use crate::commands::{App, shared};
use crate::output::{Failure, Kind};

/// How documents are read.
#[derive(Debug, Clone, Default, Args)]
pub struct ReadOptions {
    /// Fiscal year of the scores (B.E.), where the documents do not tell it: tables on their own.
    #[arg(long, value_name = "YEAR")]
    pub score_year: Option<String>,
    /// Limits on a document: bytes, pages, unpacked, ratio, entries, depth, cells, blocks, text (K, M, G), seconds.
    #[arg(
        long = "limit",
        value_name = "NAME=VALUE",
        value_delimiter = ',',
        env = "PRONGSAI_LIMITS",
        hide_env_values = true
    )]
    pub limits: Vec<String>,
}

/// The options, understood.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    limits: Limits,
    year: Option<FiscalYear>,
}

/// A document that was read.
#[derive(Debug)]
pub struct Document {
    /// Its file.
    pub path: PathBuf,
    /// Its layout.
    pub source: Source,
    /// What it states.
    pub claims: Claims,
}

impl ReadOptions {
    /// Understands the options.
    ///
    /// # Errors
    /// When a limit or year is none.
    pub fn reading(&self) -> Result<Reading, Failure> {
        let year = self.score_year.as_deref().map(year).transpose()?;
        let mut limits = Limits::default();
        for written in self.limits.iter().map(|limit| limit.trim()).filter(|limit| !limit.is_empty()) {
            set(&mut limits, written).ok_or_else(|| bad_limit(written))?;
        }
        Ok(Reading { limits, year })
    }
}

fn year(written: &str) -> Result<FiscalYear, Failure> {
    let year = thai::digits::to_ascii(written.trim()).parse().ok();
    year.and_then(|year: i16| FiscalYear::new(year).ok()).ok_or_else(|| {
        shared::bad_option(
            "--score-year",
            Text::new(format!("\"{written}\" ไม่ใช่ปีงบประมาณ"), format!("\"{written}\" is no fiscal year")),
            Text::new("เขียนเป็นปี พ.ศ. สี่หลัก เช่น 2568", "write the Buddhist year, such as 2568"),
        )
    })
}

/// Sets the limit that `NAME=VALUE` names; `None` when there is none of that name, or the value is no number.
fn set(limits: &mut Limits, written: &str) -> Option<()> {
    let (name, value) = written.split_once('=')?;
    let value = thai::digits::to_ascii(value.trim()).to_ascii_uppercase();
    let value = value.trim_end_matches('B');
    let (digits, shift) = match value.char_indices().next_back()? {
        (at, 'K') => (value.get(..at)?, 10),
        (at, 'M') => (value.get(..at)?, 20),
        (at, 'G') => (value.get(..at)?, 30),
        _ => (value, 0),
    };
    let number = digits.trim().parse::<u64>().ok().filter(|number| 0 < *number)?.checked_mul(1 << shift)?;
    let size = || usize::try_from(number).ok();
    match name.trim().to_ascii_lowercase().as_str() {
        "bytes" => limits.bytes = number,
        "pages" => limits.pages = u32::try_from(number).ok()?,
        "unpacked" => limits.unpacked = number,
        "ratio" => limits.ratio = number,
        "entries" => limits.entries = size()?,
        "depth" => limits.depth = size().filter(|depth| *depth <= DEEPEST)?,
        "cells" => limits.cells = size()?,
        "blocks" => limits.blocks = size()?,
        "text" => limits.text = size()?,
        "seconds" => limits.time = std::time::Duration::from_secs(number),
        _ => return None,
    }
    Some(())
}

/// Deeper than this no limit goes: some parsers go down with every level.
const DEEPEST: usize = 1_000;

fn bad_limit(written: &str) -> Failure {
    shared::bad_option(
        "--limit",
        Text::new(format!("ไม่เข้าใจ \"{written}\""), format!("\"{written}\" is not understood")),
        Text::new(
            "เขียนเช่น --limit bytes=200M หรือ pages=5000 (ชื่อ: bytes, pages, unpacked, ratio, entries, depth ไม่เกิน 1000, cells, blocks, text, seconds)",
            "write it as --limit bytes=200M or pages=5000 (names: bytes, pages, unpacked, ratio, entries, depth up to 1000, cells, blocks, text, seconds)",
        ),
    )
}

/// Reads a document, `-` being standard input.
///
/// # Errors
/// When it is not there, has no form that is known, is damaged, or goes beyond a limit.
pub fn load(app: &App, path: &Path, reading: &Reading) -> Result<Document, Failure> {
    let limits = &reading.limits;
    let unreadable = |error: std::io::Error| Failure::io(path, &error, false);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(limits.bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let file = std::fs::File::open(path).map_err(unreadable)?;
        // A file that is too large is not taken into memory first.
        let size = file.metadata().map_or(0, |data| data.len());
        if limits.bytes < size {
            return Err(failure(path, &ReadProblem::too_large("ขนาดไฟล์", "size of the file")));
        }
        file.take(limits.bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let source = formats::read(&name, &bytes, limits).map_err(|problem| failure(path, &problem))?;
    let claims = claims::read_of(&source, &app.catalogue, reading.year);
    Ok(Document { path: path.to_owned(), source, claims })
}

fn failure(path: &Path, problem: &ReadProblem) -> Failure {
    let title = Text::new("อ่านเอกสารไม่ได้", "the document could not be read");
    let mut remedy = (*problem.remedy).clone();
    if problem.code == "too-large" {
        remedy = Text::new(
            format!("{} หากไฟล์เชื่อถือได้ เพิ่มขีดจำกัดด้วย --limit (ดู --help)", remedy.th),
            format!(
                "{}; where the file can be trusted, raise the limit with --limit (see --help)",
                remedy.en
            ),
        );
    }
    let failure = Failure::new(Kind::Invalid, problem.code, title, (*problem.message).clone(), remedy);
    let failure = failure.in_file(path);
    match &problem.place {
        Some(place) => failure.at(place),
        None => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_named_with_sizes() {
        let mut limits = Limits::default();
        for written in ["bytes=200M", "pages = 5", "ratio=20", "depth=๕๐", "seconds=2", "text=4KB"] {
            assert_eq!(set(&mut limits, written), Some(()), "{written}");
        }
        assert_eq!((limits.bytes, limits.pages, limits.ratio), (200 << 20, 5, 20));
        assert_eq!((limits.depth, limits.time.as_secs(), limits.text), (50, 2, 4096));
        for written in
            ["bytes", "bytes=", "bytes=0", "bytes=-1", "size=1", "depth=100000", "bytes=99999999999G"]
        {
            assert_eq!(set(&mut limits, written), None, "{written}");
        }
    }
}
