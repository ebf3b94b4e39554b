//! Whatever the bytes, reading a plan answers.

use prongsai::input::Format;
use prongsai::input::plan::parse;
use prongsai::output::json::plan as rows;
use prongsai::sheet::write_plan;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::{example, plan};
use crate::input::edited;

/// Pieces that the readers treat specially.
const PIECES: [&str; 20] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "|",
    "=",
    "\n",
    "\\u0000",
    "๙",
    "null",
    "-1",
    "1e9",
    "2568-02-30",
    "http://",
    "issues",
    "<c r=\"ZZ9\">",
    "nacc/2568",
];

fn changed(valid: &[u8], changes: &[(Index, usize, usize)]) -> Vec<u8> {
    let mut bytes = valid.to_vec();
    for (at, cut, piece) in changes {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, PIECES[*piece].bytes());
    }
    bytes
}

/// Either the plan is read and can be written again, or at least one problem says what is wrong.
fn answers(format: Format, bytes: &[u8]) {
    match parse("file", format, bytes) {
        Ok(loaded) => {
            let again = parse("file", Format::Json, rows::plan(&loaded.plan).to_string().as_bytes());
            assert_eq!(again.map(|again| again.plan).ok(), Some(loaded.plan));
        }
        Err(error) => assert!(!error.problems().is_empty(), "{error}"),
    }
}

fn config() -> ProptestConfig {
    let cases = testkit::count("plan_fuzz", 100, 10_000);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes(
        noise in vec(any::<u8>(), 0..300),
        changes in vec((any::<Index>(), 0..40_usize, 0..PIECES.len()), 1..6),
    ) {
        let json = example("tham-rong-2568");
        let plan = plan(&json);
        let toml = rows::toml(&plan).unwrap();
        for (format, valid) in [(Format::Json, json.as_bytes()), (Format::Toml, toml.as_bytes())] {
            answers(format, &noise);
            answers(format, &changed(valid, &changes));
        }
        let mut workbook = Vec::new();
        write_plan(&plan, &mut workbook).unwrap();
        let parts = ["sheet1.xml", "sheet2.xml", "sheet3.xml", "sharedStrings.xml", "workbook.xml"];
        let wanted = parts[noise.len() % parts.len()];
        let repacked = edited(&workbook, |part, text| {
            if part.ends_with(wanted) {
                String::from_utf8_lossy(&changed(text.as_bytes(), &changes)).into_owned()
            } else {
                text
            }
        });
        answers(Format::Xlsx, &repacked);
        answers(Format::Xlsx, &changed(&workbook, &changes));
    }
}
