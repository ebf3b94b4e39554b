//! What the typesetter may see: its templates, the data, one emblem, the fonts. Nothing else.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

use crate::fonts::Fonts;

const TEMPLATES: [(&str, &str); 7] = [
    ("main.typ", include_str!("template/main.typ")),
    ("base.typ", include_str!("template/base.typ")),
    ("page.typ", include_str!("template/page.typ")),
    ("memo.typ", include_str!("template/memo.typ")),
    ("table.typ", include_str!("template/table.typ")),
    ("chart.typ", include_str!("template/chart.typ")),
    ("blocks.typ", include_str!("template/blocks.typ")),
];

/// The templates, parsed once.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let source = |(name, text): (&str, &str)| Some(Source::new(id(name)?, text.to_owned()));
    TEMPLATES.into_iter().filter_map(source).collect()
});
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// A file of the sandbox; names are our own, so this always gives one.
fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The sandbox of one document.
pub(crate) struct Sandbox<'a> {
    fonts: &'a Fonts,
    files: Vec<(FileId, Bytes)>,
}

impl<'a> Sandbox<'a> {
    /// With files by name: the data and the pictures.
    pub(crate) fn new(fonts: &'a Fonts, files: Vec<(&str, Bytes)>) -> Sandbox<'a> {
        let files = files.into_iter().filter_map(|(name, bytes)| Some((id(name)?, bytes))).collect();
        Sandbox { fonts, files }
    }
}

impl World for Sandbox<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    #[expect(clippy::expect_used, reason = "the list of templates is not empty, a test sets a document")]
    fn main(&self) -> FileId {
        SOURCES.first().expect("the templates hold main.typ").id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let file = self.files.iter().find(|(known, _)| *known == id);
        file.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.list.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
