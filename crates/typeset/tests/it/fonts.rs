//! Fonts of a directory.

use std::path::PathBuf;

use documents::samples::everything;
use testkit::copied::windows_right;
use typeset::{FontError, FontSource, Options, Typesetter};

use crate::made::{SARABUN, pages, poppler};
use crate::source::lines;

/// An empty folder of the tests.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn refusal(path: PathBuf) -> FontError {
    Typesetter::new(FontSource::Directory(path)).unwrap_err()
}

/// The Thai and English sentence name the place.
fn assert_advice(error: &FontError, place: &str) {
    let advice = error.advice();
    assert!(advice.th.contains(place) && advice.en.contains(place), "{advice:?}");
}

#[test]
fn a_missing_directory_is_named() {
    let path = folder("fonts-missing").join("none");
    let error = refusal(path);
    assert!(matches!(error, FontError::Directory { .. }), "{error:?}");
    assert_advice(&error, "none");
}

#[test]
fn a_directory_without_thai_letters_is_refused() {
    let path = folder("fonts-none");
    assert!(matches!(refusal(path.clone()), FontError::NoThai { .. }));
    // What only looks like a font is none.
    std::fs::write(path.join("broken.ttf"), b"not a font").unwrap();
    let error = refusal(path);
    assert!(matches!(error, FontError::NoThai { .. }), "{error:?}");
    assert_advice(&error, "fonts-none");
}

#[test]
fn a_font_file_of_any_size_is_not_read() {
    let path = folder("fonts-large");
    let file = std::fs::File::create(path.join("large.ttf")).unwrap();
    file.set_len(33 << 20).unwrap();
    let error = refusal(path);
    assert!(matches!(error, FontError::TooLarge { .. }), "{error:?}");
    assert_advice(&error, "large.ttf");
}

/// The fonts of the program serve as a directory, and give the same file.
#[test]
fn a_directory_is_read() {
    let path = folder("fonts-sarabun");
    for name in ["Sarabun-Regular.ttf", "Sarabun-Bold.ttf"] {
        std::fs::copy(testkit::root().join("fonts").join(name), path.join(name)).unwrap();
    }
    let own = Typesetter::new(FontSource::Directory(path)).unwrap();
    assert_eq!(own.profile(), SARABUN.profile());
    let document = everything(3);
    let set = |typesetter: &Typesetter| typesetter.pdf(&document, &Options::default()).unwrap();
    assert!(set(&own) == set(&SARABUN));
}

/// Laksaman draws the marks otherwise; pages and text come out the same.
#[test]
fn another_font_gives_the_same_pages_and_text() {
    let path = folder("fonts-laksaman");
    for name in ["Laksaman.ttf", "Laksaman-Bold.ttf"] {
        let installed = PathBuf::from("/usr/share/fonts/truetype/tlwg").join(name);
        std::fs::copy(&installed, path.join(name)).unwrap_or_else(|error| {
            panic!("{}: {error}; `cargo xtask test` installs fonts-thai-tlwg", installed.display())
        });
    }
    let own = Typesetter::new(FontSource::Directory(path)).unwrap();
    assert_eq!(own.profile().name, "Laksaman");
    let document = everything(11);
    let bytes = own.pdf(&document, &Options::default()).unwrap();
    let sarabun = SARABUN.pdf(&document, &Options::default()).unwrap();
    assert_eq!(pages(&bytes), pages(&sarabun));
    let (source, copied) = (lines(&document), poppler("laksaman.pdf", &bytes, &["-raw"]));
    let (right, total) = windows_right(&source, &copied);
    assert!(total * 99 <= right * 100, "{right} of {total}: {:?}", testkit::copied::windows_lost(&source, &copied));
    let copied = pdf_extract::extract_text_from_mem(&bytes).unwrap();
    let (right, total) = windows_right(&source, &copied);
    assert!(total * 99 <= right * 100, "{right} of {total}: {:?}", testkit::copied::windows_lost(&source, &copied));
}
