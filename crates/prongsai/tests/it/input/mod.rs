//! Reading files.

mod accepted;
mod errors;
mod fuzz;
mod round_trip;
mod schema;
mod sheet_errors;
mod sheets;
mod workbooks;

use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use domain::framework::Catalogue;
use prongsai::input::{Format, Loaded, Problem, parse};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

fn read(format: Format, bytes: impl AsRef<[u8]>) -> Loaded<'static> {
    parse("file", format, bytes.as_ref(), &CATALOGUE)
        .unwrap_or_else(|error| panic!("{error}: {:#?}", error.problems()))
}

fn problems(format: Format, bytes: impl AsRef<[u8]>) -> Vec<Problem> {
    let error = parse("file", format, bytes.as_ref(), &CATALOGUE).expect_err("the file is wrong");
    let problems = error.problems();
    assert!(!problems.is_empty(), "{error}");
    for problem in &problems {
        for text in [&problem.message, &problem.remedy] {
            assert!(!text.th.is_empty() && !text.en.is_empty(), "{problem:?}");
        }
        assert_eq!(problem.file, "file");
    }
    problems
}

fn codes(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code).collect()
}

/// A workbook with the text of its parts changed, as another program would save it.
pub(crate) fn edited(workbook: &[u8], edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(edit(&name, text).as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
