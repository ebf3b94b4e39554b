//! The formats of files.

use std::fmt;
use std::str::FromStr;

use domain::text::Text;

/// A format that documents are written in.
///
/// ```
/// use documents::write::Format;
/// assert_eq!("docx".parse(), Ok(Format::Docx));
/// assert_eq!(Format::Docx.extension(), "docx");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Portable Document Format, for archives and print.
    Pdf,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// A page that stands alone.
    Html,
    /// Comma-separated values, one file for each table.
    Csv,
    /// The document as data.
    Json,
}

impl Format {
    /// All formats, in the order of lists.
    pub const ALL: [Format; 6] =
        [Format::Pdf, Format::Docx, Format::Xlsx, Format::Html, Format::Csv, Format::Json];

    /// Its name on the command line, which is also the extension of its files, without the dot.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }

    /// Extension of its files, without the dot.
    pub const fn extension(self) -> &'static str {
        self.name()
    }

    /// Media type, with the encoding of texts.
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Pdf => "application/pdf",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Html => "text/html; charset=utf-8",
            Format::Csv => "text/csv; charset=utf-8",
            Format::Json => "application/json",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A word that names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no format is called {0:?}")]
pub struct UnknownFormat(pub String);

impl UnknownFormat {
    /// What is wrong and what to do, for the person who typed the word.
    pub fn advice(&self) -> Text {
        let names = Format::ALL.map(Format::name).join(", ");
        Text::new(
            format!("ไม่มีรูปแบบไฟล์ชื่อ \"{}\" ให้เลือกจาก {names}", self.0),
            format!("no format is called \"{}\": choose from {names}", self.0),
        )
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads a name in any case, with spaces or a leading dot.
    fn from_str(text: &str) -> Result<Format, UnknownFormat> {
        let name = text.trim().trim_start_matches('.').to_ascii_lowercase();
        Format::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert_eq!(" .PDF".parse(), Ok(Format::Pdf));
        let error = "odt".parse::<Format>().unwrap_err();
        assert!(error.advice().th.contains("xlsx") && error.advice().en.contains("\"odt\""));
    }
}
