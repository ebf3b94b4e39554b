//! Typesetters and documents for the tests.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use documents::model::{Block, Document, ParagraphStyle, Section};
use documents::samples::everything;
use typeset::{FontSource, Options, Typesetter};

/// The typesetter with the built-in font.
pub static SARABUN: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new(FontSource::Embedded).unwrap());

/// A document as PDF.
pub fn pdf(document: &Document) -> Vec<u8> {
    SARABUN.pdf(document, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// A document of one portrait section.
pub fn with_blocks(blocks: Vec<Block>) -> Document {
    let mut document = everything(1);
    let section = Section { numbered: true, running_head: None, blocks, ..document.sections.remove(0) };
    Document { sections: vec![section], draft: false, ..document }
}

/// A document of one paragraph.
pub fn paragraph(text: &str) -> Document {
    with_blocks(vec![Block::paragraph(ParagraphStyle::Body, text)])
}

/// A file in the folder of the tests.
pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The text of a PDF as poppler's `pdftotext` gives it.
pub fn poppler(name: &str, pdf: &[u8], arguments: &[&str]) -> String {
    let path = file(name, pdf);
    run("pdftotext", &[arguments, &[path.to_str().unwrap(), "-"]].concat())
}

/// The output of a program of the machine.
pub fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed, `cargo xtask test` installs it: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("Error"), "{program}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The number of pages.
pub fn pages(pdf: &[u8]) -> usize {
    lopdf::Document::load_mem(pdf).unwrap().get_pages().len()
}
