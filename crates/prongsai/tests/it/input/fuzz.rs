//! Whatever the bytes, reading answers.

use prongsai::input::{Format, parse};
use prongsai::sheet::{SheetFormat, write_template};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

use super::{CATALOGUE, edited};

const JSON: &[u8] = include_bytes!("../../../../../examples/tham-rong-2568.json");
const TOML: &[u8] = b"framework = \"nacc/2568\"\n[published]\noverall = 91.59\npoints.OIT = 33.00\n\
    [published.items]\nO5 = 0\n\"public/E5\" = \"99.52\"\n[tallies.\"I4.2\"]\n1 = 3\n[verdicts]\nO5 = false\n";

/// Pieces that the readers treat specially.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "#",
    "=",
    "\n",
    "'",
    "\\u12",
    "๙",
    "\u{FEFF}",
    "E๔",
    "O5",
    "05",
    "null",
    "-1",
    "1e9",
    "99999999999",
    "public/",
    "<c r=\"ZZ9\">",
    "ΐ9",
];

#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Cut(Index, usize),
    Insert(Index, usize),
    Repeat(Index, usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<Index>(), 1..60_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (any::<Index>(), 1..60_usize, 1..50_usize)
            .prop_map(|(at, length, times)| Change::Repeat(at, length, times)),
    ]
}

fn changed(valid: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = valid.to_vec();
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let end = |at: usize, length: usize| (at + length).min(bytes.len());
        match change {
            Change::Set(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Cut(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..end(at, *length));
            }
            Change::Insert(at, piece) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, PIECES[*piece].bytes());
            }
            Change::Repeat(at, length, times) => {
                let at = at.index(bytes.len());
                let piece = bytes[at..end(at, *length)].repeat(*times);
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

fn reads_anything(name: &str, format: Format, valid: &[u8]) {
    let deep = std::env::var_os("PRONGSAI_DEEP").is_some();
    let cases = if deep { 20_000 } else { 300 };
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let input = (vec(any::<u8>(), 0..400), vec(change(), 1..8));
    let result = TestRunner::new(config).run(&input, |(noise, changes)| {
        for bytes in [noise, changed(valid, &changes)] {
            answers(format, &bytes);
        }
        if format == Format::Xlsx {
            // Bytes of a zip file rarely survive a change, so its parts are changed and packed again.
            let repacked = edited(valid, |part, text| {
                let wanted =
                    ["sheet2.xml", "sharedStrings.xml", "workbook.xml", "styles.xml", "workbook.xml.rels"];
                let at = changes.len() % wanted.len();
                if part.ends_with(wanted[at]) {
                    String::from_utf8_lossy(&changed(text.as_bytes(), &changes)).into_owned()
                } else {
                    text
                }
            });
            answers(format, &repacked);
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    if deep {
        println!("deep: input_fuzz_{name} = {cases}");
    }
}

/// Either the file is read, or at least one problem says what is wrong.
fn answers(format: Format, bytes: &[u8]) {
    if let Err(error) = parse("file", format, bytes, &CATALOGUE) {
        assert!(!error.problems().is_empty(), "{error}");
    }
}

fn template(format: SheetFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_template(CATALOGUE.find("nacc/2568").unwrap(), format, &mut bytes).unwrap();
    bytes
}

#[test]
fn json() {
    reads_anything("json", Format::Json, JSON);
}

#[test]
fn toml() {
    reads_anything("toml", Format::Toml, TOML);
}

#[test]
fn csv() {
    reads_anything("csv", Format::Csv, &template(SheetFormat::Csv));
}

#[test]
fn xlsx() {
    reads_anything("xlsx", Format::Xlsx, &template(SheetFormat::Xlsx));
}
