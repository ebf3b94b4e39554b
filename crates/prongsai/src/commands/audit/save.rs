//! The answer as files: a page, a PDF, a Word document.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use documents::model::Document;
use documents::write::{self, Format, WriteOptions};
use domain::Text;
use typeset::{FontSource, Typesetter};

use super::{AuditArgs, Audited, Unread, document, html};
use crate::commands::plan::today;
use crate::commands::shared;
use crate::output::{Console, Failure, Kind};

/// Where a form of the answer goes.
#[derive(Debug)]
pub(super) struct Target {
    format: Format,
    path: PathBuf,
}

/// The files that the options ask for, looked at before any work is done.
///
/// # Errors
/// When two are the same file, one is a report that is read, or one exists and may not be written over.
pub(super) fn targets(args: &AuditArgs, reports: &[PathBuf], several: bool) -> Result<Vec<Target>, Failure> {
    let asked = [(Format::Html, &args.html), (Format::Pdf, &args.pdf), (Format::Docx, &args.docx)];
    let mut targets: Vec<Target> = Vec::new();
    for (format, asked) in asked {
        let Some(asked) = asked else { continue };
        let path = named(asked.as_deref().unwrap_or(Path::new("")), format, reports, several);
        let option = format!("--{}", format.name());
        if targets.iter().any(|target| is_same(&target.path, &path)) {
            return Err(shared::bad_option(
                &option,
                Text::new("ผลตรวจสองรูปแบบใช้ชื่อไฟล์เดียวกัน", "two forms of the answer go to one file"),
                Text::new("ตั้งชื่อไฟล์ให้ต่างกัน", "give them different names"),
            )
            .in_file(&path));
        }
        shared::not_an_input(&option, &path, &args.reports)?;
        shared::not_an_input(&option, &path, &args.against)?;
        shared::keep_existing(&path, args.force)?;
        targets.push(Target { format, path });
    }
    Ok(targets)
}

/// The file of an answer: as it is named, or in the folder that is named, after the report.
fn named(asked: &Path, format: Format, reports: &[PathBuf], several: bool) -> PathBuf {
    let text = asked.as_os_str().to_string_lossy();
    let folder = text.is_empty() || asked.is_dir() || text.ends_with(['/', std::path::MAIN_SEPARATOR]);
    if !folder {
        return asked.to_owned();
    }
    let mut name = OsString::from("audit");
    if let [one] = reports
        && !several
        && let Some(stem) = one.file_stem()
    {
        name.push("-");
        name.push(stem);
    }
    name.push(".");
    name.push(format.extension());
    asked.join(name)
}

/// Whether a file is where a form of the answer goes.
pub(super) fn is_target(targets: &[Target], path: &Path) -> bool {
    targets.iter().any(|target| is_same(&target.path, path))
}

fn is_same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    real(a) == real(b)
}

/// Writes the files and answers their names.
///
/// # Errors
/// When a document cannot be made or a file cannot be written.
pub(super) fn write(
    console: &Console,
    args: &AuditArgs,
    targets: &[Target],
    done: &[Audited],
    unread: &[Unread],
) -> Result<Vec<String>, Failure> {
    let papers = targets.iter().any(|target| target.format != Format::Html);
    let paper = if papers {
        let day = today("--date", args.date.as_deref())?;
        Some(document::of(console, day, done, unread))
    } else {
        None
    };
    let mut written = Vec::new();
    for Target { format, path } in targets {
        let content = match &paper {
            Some(paper) if *format != Format::Html => print(paper, *format)?,
            _ => html::page(console, done, unread).into_bytes(),
        };
        shared::write_file(path, &content)?;
        written.push(path.display().to_string());
    }
    Ok(written)
}

fn print(paper: &Document, format: Format) -> Result<Vec<u8>, Failure> {
    if format == Format::Docx {
        let written = write::docx::write(paper, &WriteOptions::default());
        return written.map_err(|error| unprintable(format, Text::new(error.to_string(), error.to_string())));
    }
    let typesetter =
        Typesetter::new(FontSource::Embedded).map_err(|error| unprintable(format, error.advice()))?;
    let pdf = typesetter.pdf(paper, &typeset::Options::default());
    pdf.map_err(|error| unprintable(format, error.advice()))
}

fn unprintable(format: Format, reason: Text) -> Failure {
    let name = format.name();
    Failure::new(
        Kind::Failure,
        "document",
        Text::new(format!("จัดทำ {name} ไม่ได้"), format!("the {name} could not be made")),
        reason,
        Text::new("ลองรูปแบบอื่น เช่น --html", "try another form, such as --html"),
    )
}
