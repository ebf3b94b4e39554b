//! Sets documents as PDF.
//!
//! The blocks of a [`documents::model::Document`] become data, templates of the crate lay them out on pages with
//! typst, and the pages become a PDF whose text comes out right when it is copied: typst writes a Thai syllable as
//! glyphs that each claim the whole syllable, so `glyphs` gives every glyph the one character that it draws
//! before the export, and `copied` names the words after it.
//!
//! Text of users reaches the typesetter as strings in one data file, never as source, and the typesetter sees no
//! file but that, its templates and the emblem.

mod copied;
mod data;
mod draft;
mod em;
mod error;
mod fonts;
mod glyphs;
mod profile;
mod world;

use std::collections::BTreeSet;

use documents::model::Document;
use documents::{Emblem, EmblemFormat};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use error::{FontError, TypesetError};
pub use fonts::FontSource;
pub use profile::FontProfile;

use fonts::Fonts;
use world::Sandbox;

/// How many documents ago a remembered result must have been used to be kept: enough for what documents have in
/// common, few enough that memory does not grow with their number.
const REMEMBERED: usize = 4;

/// Sets documents in one set of fonts. Can be shared between threads.
#[derive(Debug)]
pub struct Typesetter {
    fonts: Fonts,
    draft: Bytes,
}

/// What a PDF is given beside its document.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The picture for covers and memos; without it their places stay empty.
    pub emblem: Option<&'a Emblem>,
    /// Whether the file conforms to PDF/A-2a and PDF/UA-1: for archives, and for those who listen.
    pub archival: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { emblem: None, archival: true }
    }
}

impl Typesetter {
    /// Reads the fonts.
    ///
    /// # Errors
    /// A directory or file that cannot be read, is too large, or has no Thai letters.
    pub fn new(fonts: FontSource) -> Result<Typesetter, FontError> {
        let fonts = Fonts::read(&fonts)?;
        let draft = draft::mark(&fonts.bold);
        Ok(Typesetter { fonts, draft: Bytes::from_string(draft) })
    }

    /// The family that documents are set in, and its size.
    pub fn profile(&self) -> &FontProfile {
        &self.fonts.profile
    }

    /// The letters of a text that no font has; a box stands in their place.
    pub fn missing(&self, text: &str) -> BTreeSet<char> {
        data::text::missing(&self.fonts, text).collect()
    }

    /// The document as PDF. The same document and options give the same bytes.
    ///
    /// # Errors
    /// When the typesetter refuses the document, which no document should make it do.
    pub fn pdf(&self, document: &Document, options: &Options<'_>) -> Result<Vec<u8>, TypesetError> {
        let pages = self.laid_out(document, options.emblem);
        let written = pages.and_then(|pages| written(document, options, &glyphs::spelled(&pages)));
        comemo::evict(REMEMBERED);
        copied::named_words(&written?)
    }

    /// Lays the document out and answers the number of its pages; for measuring layout apart from the rest.
    ///
    /// # Errors
    /// As [`Typesetter::pdf`].
    pub fn page_count(&self, document: &Document, options: &Options<'_>) -> Result<usize, TypesetError> {
        let pages = self.laid_out(document, options.emblem);
        comemo::evict(REMEMBERED);
        Ok(pages?.pages().len())
    }

    fn laid_out(&self, document: &Document, emblem: Option<&Emblem>) -> Result<PagedDocument, TypesetError> {
        let emblem_name = emblem.map(|emblem| match emblem.format() {
            EmblemFormat::Png => "emblem.png",
            EmblemFormat::Jpeg => "emblem.jpg",
            EmblemFormat::Svg => "emblem.svg",
        });
        let data = serde_json::to_vec(&data::of(&self.fonts, document, emblem_name))?;
        let mut files = vec![("data.json", Bytes::new(data)), ("draft.svg", self.draft.clone())];
        if let (Some(name), Some(emblem)) = (emblem_name, emblem) {
            files.push((name, Bytes::new(emblem.bytes().to_vec())));
        }
        let world = Sandbox::new(&self.fonts, files);
        typst::compile::<PagedDocument>(&world)
            .output
            .map_err(|errors| TypesetError::Layout(sentence(&errors)))
    }
}

fn written(
    document: &Document,
    options: &Options<'_>,
    pages: &PagedDocument,
) -> Result<Vec<u8>, TypesetError> {
    let standards: &[PdfStandard] =
        if options.archival { &[PdfStandard::A_2a, PdfStandard::Ua_1] } else { &[] };
    let standards =
        PdfStandards::new(standards).map_err(|error| TypesetError::Export(error.message().to_string()))?;
    let date = document.date;
    let midnight = Datetime::from_ymd_hms(
        i32::from(date.year()),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
        0,
        0,
        0,
    );
    let options = PdfOptions {
        ident: Smart::Custom(document.file_stem.clone()),
        creator: Smart::Custom(Some("prongsai".to_owned())),
        timestamp: midnight.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|errors| TypesetError::Export(sentence(&errors)))
}

/// What the typesetter complains of, in one line.
fn sentence(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("; ")
}
