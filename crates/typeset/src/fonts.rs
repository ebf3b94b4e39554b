//! Fonts: the built-in Sarabun, or those of a directory.

use std::fs;
use std::path::{Path, PathBuf};

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariant, FontVariations};
use typst::utils::LazyHash;

use crate::em;
use crate::error::FontError;
use crate::profile::{self, FontProfile};

const REGULAR: &[u8] = include_bytes!("../../../fonts/Sarabun-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/Sarabun-Bold.ttf");

/// Most bytes of one font file; fonts with all of Chinese have fewer.
const MOST_BYTES: u64 = 32 << 20;
/// Most font files of a directory.
const MOST_FILES: usize = 64;

/// Where the fonts come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FontSource {
    /// Sarabun, which is part of the program.
    #[default]
    Embedded,
    /// The `.ttf`, `.otf` and `.ttc` files of a directory (not of those below it). Sarabun stands in for letters
    /// that they lack.
    Directory(PathBuf),
}

/// The fonts that documents are set in.
#[derive(Debug)]
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) list: Vec<Font>,
    pub(crate) profile: FontProfile,
    /// Size of type that looks like TH Sarabun New at 1000, as the fonts are here.
    pub(crate) scale: u32,
    /// The faces of running text, to measure with and to ask for letters: the chosen family first.
    pub(crate) faces: Vec<FontInstance>,
    /// The bold face of the chosen family.
    pub(crate) bold: FontInstance,
}

impl Fonts {
    pub(crate) fn read(source: &FontSource) -> Result<Fonts, FontError> {
        let mut files = Vec::new();
        if let FontSource::Directory(path) = source {
            for file in font_files(path)? {
                files.push(fs::read(&file).map_err(|source| FontError::File { path: file, source })?);
            }
        }
        let own = match source {
            FontSource::Embedded => 2,
            FontSource::Directory(_) => parsed(&files).len(),
        };
        files.extend([REGULAR.to_vec(), BOLD.to_vec()]);
        Fonts::on_one_em(&files, own).ok_or_else(|| match source {
            FontSource::Embedded => FontError::BuiltIn,
            FontSource::Directory(path) => FontError::NoThai { path: path.clone() },
        })
    }

    /// The fonts of these files on the em of TH Sarabun New, or as they are where that cannot be.
    fn on_one_em(files: &[Vec<u8>], own: usize) -> Option<Fonts> {
        let plain = Fonts::of(parsed(files), own)?;
        let Some(enlarged) = em::enlarged(files, plain.scale) else { return Some(plain) };
        Some(Fonts { profile: plain.profile, scale: 1000, ..Fonts::of(parsed(&enlarged), own)? })
    }

    /// Takes, of the first `own` fonts, the family whose profile is known, else the first with Thai letters.
    fn of(list: Vec<Font>, own: usize) -> Option<Fonts> {
        let thai = || list.iter().take(own).filter(|font| has_thai(&instance(font)));
        let chosen = thai().find(|font| profile::known(family(font)).is_some()).or_else(|| thai().next())?;
        let name = family(chosen).to_owned();
        let book = FontBook::from_fonts(&list);
        let variant = |weight| FontVariant { weight, ..FontVariant::default() };
        let face = |weight| {
            let index = book.select(&name.to_lowercase(), variant(weight))?;
            Some(instance(list.get(index)?))
        };
        let regular = face(typst::text::FontWeight::REGULAR)?;
        let bold = face(typst::text::FontWeight::BOLD)?;
        let profile = profile::of(&name, &regular);
        let mut faces = vec![regular];
        faces.extend(list.iter().filter(|font| family(font) != name).map(instance));
        let scale = profile.scale;
        Some(Fonts { book: LazyHash::new(book), list, profile, scale, faces, bold })
    }

    /// Whether any font has the letter.
    pub(crate) fn has(&self, c: char) -> bool {
        self.faces.iter().any(|face| face.ttf().glyph_index(c).is_some())
    }

    /// How wide a letter of running text is, in thousandths of the nominal size of type.
    pub(crate) fn advance(&self, c: char) -> u32 {
        let face = self.faces.iter().find(|face| face.ttf().glyph_index(c).is_some());
        let units = |face: &FontInstance| {
            let glyph = face.ttf().glyph_index(c)?;
            let advance = u32::from(face.ttf().glyph_hor_advance(glyph)?);
            advance.checked_mul(self.scale)?.checked_div(u32::from(face.ttf().units_per_em()))
        };
        face.and_then(units).unwrap_or(self.scale)
    }
}

fn parsed(files: &[Vec<u8>]) -> Vec<Font> {
    files.iter().flat_map(|file| Font::iter(Bytes::new(file.clone()))).collect()
}

fn family(font: &Font) -> &str {
    font.info().family.as_str()
}

fn instance(font: &Font) -> FontInstance {
    font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default())
}

fn has_thai(face: &FontInstance) -> bool {
    "กำ่๙".chars().all(|c| face.ttf().glyph_index(c).is_some())
}

/// The font files of a directory, in the order of their names so that the choice does not depend on the system.
fn font_files(path: &Path) -> Result<Vec<PathBuf>, FontError> {
    let unreadable = |source| FontError::Directory { path: path.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        let extension = file.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        if !matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc")) {
            continue;
        }
        let size =
            fs::metadata(&file).map_err(|source| FontError::File { path: file.clone(), source })?.len();
        if MOST_BYTES < size {
            return Err(FontError::TooLarge { path: file, most: MOST_BYTES });
        }
        files.push(file);
    }
    if MOST_FILES < files.len() {
        return Err(FontError::TooMany { path: path.to_owned(), most: MOST_FILES });
    }
    files.sort();
    Ok(files)
}
