//! Text copied out of a PDF is the text that went in.

use documents::model::{Block, Document, ParagraphStyle};
use documents::samples::everything;
use testkit::copied::{doubled, windows_lost, windows_right};
use thai::DigitStyle;

use crate::made::{paragraph, pdf, poppler, run, with_blocks};
use crate::source::lines;

/// Share of windows in hundredths of a percent.
fn share((right, total): (usize, usize)) -> usize {
    right * 10_000 / total.max(1)
}

/// What share of a document's text comes out of its PDF, in hundredths of a percent.
#[derive(Debug)]
pub struct Copied {
    /// By `pdftotext`, as it sorts a page for reading: cells of two lines side by side it reads line by line.
    pub reading: usize,
    /// By `pdftotext -raw`, in the order of the file.
    pub raw: usize,
    /// By pdf-extract, which ignores the names of words.
    pub extract: usize,
}

/// Sets a document, reads its text by three ways, and holds it against what went in.
pub fn check(name: &str, document: &Document) -> Copied {
    let bytes = pdf(document);
    let source = lines(document);
    let file = format!("copy-{name}.pdf");
    let texts = [
        poppler(&file, &bytes, &[]),
        poppler(&file, &bytes, &["-raw"]),
        pdf_extract::extract_text_from_mem(&bytes).unwrap(),
    ];
    for (text, reader) in texts.iter().zip(["pdftotext", "pdftotext -raw", "pdf-extract"]) {
        let lost = windows_lost(&source, text);
        println!(
            "{name}, {reader}: {} windows lost, {:?}",
            lost.len(),
            lost.iter().take(6).collect::<Vec<_>>()
        );
        assert_eq!(doubled(&source, text), Vec::<String>::new(), "{name}, {reader}");
        let odd = text
            .chars()
            .find(|c| matches!(c, '\u{FFFD}' | '\u{200B}' | '\u{2060}' | '\u{E000}'..='\u{F8FF}'));
        assert_eq!(odd, None, "{name}, {reader}");
    }
    let [reading, raw, extract] = texts.map(|text| share(windows_right(&source, &text)));
    println!("{name}: reading {reading} raw {raw} extract {extract} of 10000");
    Copied { reading, raw, extract }
}

/// At least 99 % of the windows, but for the order in which poppler reads a table.
fn assert_right(name: &str, document: &Document) {
    let copied = check(name, document);
    assert!(9_900 <= copied.raw && 9_900 <= copied.extract, "{name}: {copied:?}");
    assert!(8_500 <= copied.reading, "{name}: {copied:?}");
}

#[test]
fn every_block_copies_right() {
    assert_right("everything", &everything(11));
}

#[test]
fn arabic_digits_copy_right() {
    assert_right("arabic", &Document { digits: DigitStyle::Ascii, draft: false, ..everything(5) });
}

#[test]
fn a_long_table_copies_right() {
    assert_right("long", &everything(220));
}

/// Every consonant with every mark over and under it, and with a tone mark on top.
#[test]
fn every_syllable_copies_right() {
    let vowels = ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็", "ำ", "า", "ะ"];
    let tones = ["", "่", "้", "๊", "๋", "์"];
    let mut blocks = Vec::new();
    for consonant in 'ก'..='ฮ' {
        let syllables = vowels.iter().flat_map(|vowel| {
            tones.iter().map(move |tone| match *vowel {
                "ำ" if *tone == "์" => String::new(),
                "ำ" | "า" | "ะ" => format!("{consonant}{tone}{vowel}ย"),
                _ => format!("{consonant}{vowel}{tone}ย"),
            })
        });
        let text: String = syllables.collect();
        blocks.push(Block::paragraph(ParagraphStyle::Flush, text));
    }
    assert_right("syllables", &with_blocks(blocks));
}

#[test]
fn hard_spaces_and_break_marks_do_not_come_out() {
    let text = "ปีงบประมาณ พ.ศ. 2568 ตามข้อ O25 ของสำนักงาน ป.ป.ช. ต่าง ๆ";
    let copied = poppler("spaces.pdf", &pdf(&paragraph(text)), &[]);
    let shown = thai::digits::to_thai(text);
    let flat: Vec<&str> = copied.split_whitespace().collect();
    assert!(flat.join(" ").contains(&shown), "{copied}");
    assert!(!copied.contains(['\u{A0}', '\u{200B}', '\u{2060}']), "{copied:?}");
}

#[test]
fn the_file_is_sound() {
    let bytes = pdf(&everything(11));
    let path = crate::made::file("sound.pdf", &bytes);
    let said = run("qpdf", &["--check", path.to_str().unwrap()]);
    assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
    assert!(!said.to_lowercase().contains("warning"), "{said}");
}
