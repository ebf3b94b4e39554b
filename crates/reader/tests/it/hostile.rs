//! Files that are broken or made to hurt: an answer or a problem, never a panic.

use std::io::Write as _;

use domain::framework::Catalogue;
use reader::{Limits, ReadProblem, claims, formats};

fn problem(name: &str, bytes: &[u8], limits: &Limits) -> ReadProblem {
    formats::read(name, bytes, limits).unwrap_err()
}

#[test]
fn problems_are_told_in_both_languages() {
    let limits = Limits::default();
    let cases: [(&str, &[u8], &str); 8] = [
        ("a.pdf", b"not a pdf", "broken-file"),
        ("a.docx", b"not a docx", "broken-file"),
        ("a.docx", b"PK\x03\x04 broken", "broken-file"),
        ("a.xlsx", b"PK\x03\x04 broken", "broken-file"),
        ("a.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0, 0], "old-office"),
        ("a.bin", &[0, 1, 2, 3, 0, 255], "unknown-format"),
        ("a.txt", b"  \n\n ", "empty"),
        ("a.html", b"<html><script>x</script></html>", "empty"),
    ];
    for (name, bytes, code) in cases {
        let problem = problem(name, bytes, &limits);
        assert_eq!(problem.code, code, "{name}");
        for text in [&problem.message, &problem.remedy] {
            assert!(text.th.contains(|c: char| ('ก'..='ฮ').contains(&c)), "{name}: {}", text.th);
            assert!(!text.en.is_empty(), "{name}");
        }
    }
}

#[test]
fn limits_hold() {
    let tight = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(problem("a.txt", b"more than ten bytes", &tight).code, "too-large");
    let tight = Limits { pages: 2, ..Limits::default() };
    assert_eq!(problem("a.txt", "ก\u{c}ข\u{c}ค".as_bytes(), &tight).code, "too-large");
    let tight = Limits { cells: 3, ..Limits::default() };
    assert_eq!(problem("a.txt", b"a\tb\nc\td\n", &tight).code, "too-large");
    let deep = format!("{}{}", "<w:x>".repeat(300), "</w:x>".repeat(300));
    assert_eq!(
        problem("a.docx", &packed("word/document.xml", deep.as_bytes()), &Limits::default()).code,
        "too-large"
    );
    let bomb = packed("word/document.xml", &vec![b' '; 5 << 20]);
    assert!(bomb.len() < 100_000);
    let tight = Limits { unpacked: 1 << 20, ..Limits::default() };
    assert_eq!(problem("a.docx", &bomb, &tight).code, "too-large");
}

pub fn packed(name: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap();
    bytes.into_inner()
}

#[test]
fn entities_do_not_grow() {
    let text = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\
        <w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>ก&b;ข</w:t></w:r></w:p></w:body></w:document>";
    let source =
        formats::read("a.docx", &packed("word/document.xml", text.as_bytes()), &Limits::default()).unwrap();
    assert!(source.blocks[0].content.text().unwrap().chars().count() < 10);
}

/// A small generator, so that a failure can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

#[test]
fn texts_at_random_do_no_harm() {
    let pieces = [
        "ตัวชี้วัดที่ ",
        "ข้อคำถามที่ ",
        "ได้คะแนน ",
        "คะแนน",
        "ร้อยละ ",
        "๙๙.๕๒",
        "100",
        "0",
        "E๗",
        "(1๑)",
        "ส่วนที่ ๑ ",
        "\t",
        "\t\t",
        "\n",
        "\n\n",
        "|",
        "<p>",
        "</p>",
        "<table><tr><td rowspan=9 colspan=99>",
        "</table>",
        "<td>",
        "&#x41;",
        "&amp",
        "<",
        "มาตรการ\t",
        "ขั้นตอน\t",
        "ผู้รับผิดชอบ",
        "ระยะเวลา : ",
        "องค์การบริหารส่วนตำบล",
        "บ้านนา",
        "จังหวัดตราด",
        "\u{c}",
        "2568",
        "พ.ศ. ",
        "การใช้อำนาจ",
        "ำ",
        "้",
        "\u{feff}",
        "1.",
        "๒) ",
        "-",
        "ความเห็นปลัด",
        "ลำดับที่ ",
        "\u{f70a}",
    ];
    let catalogue = Catalogue::embedded();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for round in 0..testkit::count("reader-random-texts", 300, 20_000) {
        let text: String = (0..dice.roll(120)).map(|_| pieces[dice.roll(pieces.len())]).collect();
        let name = ["a.txt", "a.html", "a.csv", "a.md"][dice.roll(4)];
        if let Ok(source) = formats::read(name, text.as_bytes(), &Limits::default()) {
            let claims = claims::read(&source, &catalogue);
            let _ = (claims.published(), claims.other_values(), claims.joined_measures());
        }
        let mut bytes = text.into_bytes();
        for _ in 0..dice.roll(8) {
            let at = dice.roll(bytes.len() + 1);
            bytes.insert(at, u8::try_from(dice.roll(256)).unwrap());
        }
        let _ = formats::read(name, &bytes, &Limits::default());
        assert!(round < u32::MAX);
    }
}

#[test]
fn cut_and_changed_files_do_no_harm() {
    let body = "<w:document xmlns:w=\"w\"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ก</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
    let docx = packed("word/document.xml", body.as_bytes());
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(1, 1, "ก").unwrap();
    let xlsx = book.save_to_buffer().unwrap();
    let mut dice = Dice(7);
    for (name, whole) in [("a.docx", docx), ("a.xlsx", xlsx)] {
        for _ in 0..testkit::count("reader-changed-files", 150, 5_000) {
            let mut bytes = whole.clone();
            bytes.truncate(dice.roll(whole.len()) + 1);
            if dice.roll(2) == 0 {
                bytes = whole.clone();
            }
            let at = dice.roll(bytes.len());
            bytes[at] = u8::try_from(dice.roll(256)).unwrap();
            let _ = formats::read(name, &bytes, &Limits::default());
        }
    }
}

#[test]
fn long_lines_are_cut_and_told() {
    let text = "ก".repeat(300_000);
    let source = formats::read("a.txt", text.as_bytes(), &Limits::default()).unwrap();
    assert!(source.remarks.iter().any(|remark| remark.code == "text-cut"));
    for sign in ["<", "|", "\t", "(", "&", "ข้อ ", "<p>"] {
        let text = sign.repeat(60_000);
        if let Ok(source) = formats::read("a.txt", text.as_bytes(), &Limits::default()) {
            let _ = claims::read(&source, &Catalogue::embedded());
        }
    }
}
