//! What is the same for every document of a run: formats, fonts, emblem, templates.

use std::path::Path;

use documents::model::Document;
use documents::write::{self, Format, WriteError, WriteOptions};
use documents::{Emblem, Templates};
use domain::Text;
use typeset::{FontError, FontSource, Typesetter};

use super::{Common, inputs};
use crate::commands::shared::bad_option;
use crate::output::{Failure, Kind};

/// More than any picture that the documents take, so that they can say what is wrong with it.
const MOST_EMBLEM_BYTES: u64 = 64 << 20;

/// Turns documents into files.
pub struct Press {
    /// In which formats, without doubles.
    pub formats: Vec<Format>,
    /// An agency's own layouts and texts.
    pub templates: Templates,
    emblem: Option<Emblem>,
    typesetter: Option<Typesetter>,
}

impl Press {
    /// Reads what the options name.
    ///
    /// # Errors
    /// When a format is unknown, or fonts, emblem or templates cannot be used.
    pub fn new(common: &Common) -> Result<Press, Failure> {
        let formats = formats(&common.formats)?;
        let emblem = common.emblem.as_deref().map(emblem).transpose()?;
        let templates = common.templates.as_deref().map(inputs::templates).transpose()?;
        let templates = templates.unwrap_or_else(Templates::embedded);
        let fonts = match &common.font_dir {
            Some(folder) => FontSource::Directory(folder.clone()),
            None => FontSource::Embedded,
        };
        // Fonts that cannot be used are told whatever the formats are.
        let needed = formats.contains(&Format::Pdf) || common.font_dir.is_some();
        let typesetter = if needed { Some(typesetter(fonts, common.font_dir.as_deref())?) } else { None };
        Ok(Press { formats, templates, emblem, typesetter })
    }

    /// The files of a document: name and content.
    ///
    /// # Errors
    /// When a format cannot hold it.
    pub fn print(&self, document: &Document) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let mut files = Vec::new();
        for &format in &self.formats {
            let stem = &document.file_stem;
            if format == Format::Csv {
                let tables = write::csv::write_all(document);
                files.extend(tables.map_err(|error| unwritten(document, format, &error))?);
                continue;
            }
            let content = self.one(document, format)?;
            files.push((format!("{stem}.{}", format.extension()), content));
        }
        Ok(files)
    }

    fn one(&self, document: &Document, format: Format) -> Result<Vec<u8>, Failure> {
        let options = WriteOptions { emblem: self.emblem.as_ref() };
        let written = match format {
            Format::Docx => write::docx::write(document, &options),
            Format::Xlsx => write::xlsx::write(document, &options),
            Format::Html => write::html::write(document, &options),
            Format::Json => write::json::write(document, &options),
            Format::Pdf | Format::Csv => return self.pdf(document),
        };
        written.map_err(|error| unwritten(document, format, &error))
    }

    fn pdf(&self, document: &Document) -> Result<Vec<u8>, Failure> {
        let Some(typesetter) = &self.typesetter else {
            return Err(unprintable(document, Format::Pdf, Text::new("ไม่มีแบบอักษร", "there are no fonts")));
        };
        let options = typeset::Options { emblem: self.emblem.as_ref(), archival: true };
        typesetter.pdf(document, &options).map_err(|error| unprintable(document, Format::Pdf, error.advice()))
    }
}

fn formats(names: &[String]) -> Result<Vec<Format>, Failure> {
    let mut formats = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let known = Format::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name));
        let format = known.ok_or_else(|| {
            let all = Format::ALL.map(|format| format.name()).join(", ");
            bad_option(
                "--format",
                Text::new(format!("ไม่มีรูปแบบ \"{name}\""), format!("there is no format \"{name}\"")),
                Text::new(format!("เลือกจาก {all}"), format!("choose from {all}")),
            )
        })?;
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    if formats.is_empty() {
        let remedy = Text::new("เช่น --format pdf,docx", "such as --format pdf,docx");
        return Err(bad_option("--format", Text::new("ไม่ได้ระบุรูปแบบ", "no format is named"), remedy));
    }
    Ok(formats)
}

fn emblem(path: &Path) -> Result<Emblem, Failure> {
    let content = inputs::bytes(path, MOST_EMBLEM_BYTES)?;
    Emblem::read(&content).map_err(|error| {
        let title = Text::new("ใช้ภาพตรานี้ไม่ได้", "the emblem cannot be used");
        let remedy = Text::new(
            "เลือกไฟล์ภาพอื่น หรือไม่ระบุ --emblem แล้วที่ของตราจะเว้นว่างไว้",
            "choose another picture, or leave --emblem out and its place stays empty",
        );
        Failure::new(Kind::Invalid, "emblem", title, error.advice(), remedy).in_file(path)
    })
}

fn typesetter(fonts: FontSource, folder: Option<&Path>) -> Result<Typesetter, Failure> {
    Typesetter::new(fonts).map_err(|error| {
        if let FontError::Directory { path, source } | FontError::File { path, source } = &error {
            return Failure::io(path, source, false);
        }
        let title = Text::new("ใช้แบบอักษรนี้ไม่ได้", "the fonts cannot be used");
        let remedy = Text::new(
            "เลือกโฟลเดอร์อื่น หรือไม่ระบุ --font-dir แล้วจะใช้สารบรรณที่มีในตัว",
            "choose another folder, or leave --font-dir out to use the built-in Sarabun",
        );
        let failure = Failure::new(Kind::Invalid, "fonts", title, error.advice(), remedy);
        folder.map_or(failure.clone(), |folder| failure.in_file(folder))
    })
}

fn unwritten(document: &Document, format: Format, error: &WriteError) -> Failure {
    unprintable(document, format, Text::new(error.to_string(), error.to_string()))
}

fn unprintable(document: &Document, format: Format, reason: Text) -> Failure {
    let name = format.name();
    // A title may hold a name of any length.
    let title: String = document.title.chars().take(80).collect();
    Failure::new(
        Kind::Failure,
        "document",
        Text::new(format!("จัดทำ {name} ไม่ได้"), format!("the {name} could not be made")),
        Text::new(format!("{title}: {}", reason.th), format!("{title}: {}", reason.en)),
        Text::new(
            "ลองรูปแบบอื่นด้วย --format หรือตรวจเค้าโครงและข้อความที่แก้เอง",
            "try another --format, or check your own layouts and texts",
        ),
    )
}
