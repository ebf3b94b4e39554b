//! `report`: documents of real results in every format, its options, and what it is handed wrongly.

mod bad_input;
mod bad_place;
mod batch;
mod copied;
mod hostile;
mod options;
mod read_back;
mod same_figures;
#[path = "../../../../typeset/tests/it/source.rs"]
mod source;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use documents::facts::Facts;
use documents::model::Document;
use documents::{Templates, compose};
use domain::framework::Catalogue;
use serde_json::Value;
use thai::{Date, DigitStyle};
use typeset::{FontSource, Options, Typesetter};

use crate::runner::{json, root};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);
static TEMPLATES: LazyLock<Templates> = LazyLock::new(Templates::embedded);
static SARABUN: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new(FontSource::Embedded).unwrap());

const THAM_RONG: &str = "examples/tham-rong-2568.json";
const THAM_RONG_PLAN: &str = "examples/tham-rong-2568-plan.json";
const BAN_LAO: &str = "examples/ban-lao-2567.json";
const BAN_LAO_PLAN: &str = "examples/ban-lao-2567-plan.json";

/// A real result with its plan: files from the root.
#[derive(Debug, Clone)]
struct Case {
    name: String,
    assessment: String,
    plan: String,
}

fn example(name: &str) -> Case {
    Case {
        name: format!("example-{name}"),
        assessment: format!("examples/{name}.json"),
        plan: format!("examples/{name}-plan.json"),
    }
}

fn twin(name: &str) -> Case {
    let place = format!("crates/documents/tests/twins/{name}");
    Case {
        name: format!("twin-{name}"),
        assessment: format!("{place}.assessment.json"),
        plan: format!("{place}.plan.json"),
    }
}

/// A document to be made.
struct Task {
    case: Case,
    kind: &'static str,
    layout: &'static str,
    digits: DigitStyle,
}

impl Task {
    /// A name for files and messages.
    fn name(&self) -> String {
        format!("{}-{}-{}-{:?}", self.case.name, self.kind, self.layout, self.digits)
    }

    fn document(&self) -> Document {
        let file = |path: &str| root().join(path);
        let loaded = prongsai::input::load(&file(&self.case.assessment), &CATALOGUE).unwrap();
        let plan = prongsai::input::plan::load(&file(&self.case.plan)).unwrap().plan;
        let tree = loaded.assessment.score();
        let facts = Facts {
            round_framework: CATALOGUE.find(&format!("nacc/{}", plan.round_year)).ok(),
            digits: self.digits,
            ..Facts::new(&loaded.assessment, &tree, &plan, Date::constant(2026, 3, 31))
        };
        compose(self.kind, Some(self.layout), &facts, &TEMPLATES)
            .unwrap_or_else(|error| panic!("{}: {error}", self.name()))
    }
}

/// Documents with rows that pages cut, with narrow columns, or with heads that name figures.
const HARD: [(&str, &str, &str); 6] = [
    ("example-kham-muang-2562", "analysis-report", "by-indicator-2562"),
    ("twin-tham-rong-2568", "implementation-report", "by-indicator"),
    ("twin-tham-rong-2568", "implementation-report", "by-theme"),
    ("twin-by-theme-2567", "follow-up-report", "six-months"),
    ("twin-kham-muang-2562", "implementation-report", "by-indicator"),
    ("twin-kham-muang-2562", "action-plan", "standard"),
];

/// The documents that tests of all documents make. First those of the quick run, the usual layouts of three results,
/// every layout of one and those that are hard; in the deep run, which names them so, every layout of every result in both kinds of digits.
fn tasks(deep: &str) -> Vec<Task> {
    let examples = ["ban-lao-2567", "tham-rong-2568", "kham-muang-2562"].map(example);
    let twins =
        ["ban-lao-2567", "tham-rong-2568", "memo-table-2566", "by-theme-2567", "kham-muang-2562"].map(twin);
    let (mut quick, mut rest) = (Vec::new(), Vec::new());
    for (number, case) in examples.iter().chain(&twins).enumerate() {
        for kind in documents::kinds() {
            for (layout, _) in kind.layouts {
                let usual = number == 0
                    || *layout == kind.default_layout && number < 3
                    || HARD.contains(&(case.name.as_str(), kind.name, layout));
                // Digits of both kinds stand in the quick run too, each in a part of the documents.
                let (one, other) = if (number + layout.len()).is_multiple_of(2) {
                    (DigitStyle::Thai, DigitStyle::Ascii)
                } else {
                    (DigitStyle::Ascii, DigitStyle::Thai)
                };
                let task = |digits| Task { case: case.clone(), kind: kind.name, layout, digits };
                if usual { &mut quick } else { &mut rest }.push(task(one));
                rest.push(task(other));
            }
        }
    }
    let all = u32::try_from(quick.len() + rest.len()).unwrap();
    let few = u32::try_from(quick.len()).unwrap();
    let count = usize::try_from(testkit::count(deep, few, all)).unwrap();
    quick.into_iter().chain(rest).take(count).collect()
}

fn pdf(document: &Document) -> Vec<u8> {
    SARABUN.pdf(document, &Options::default()).unwrap_or_else(|error| panic!("{}: {error}", document.title))
}

/// What a program of the machine says about a file that is handed to it.
fn asked(program: &str, before: &[&str], file: &Path, after: &[&str]) -> String {
    let output = Command::new(program)
        .args(before)
        .arg(file)
        .args(after)
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed, `cargo xtask test` installs it: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn pdftotext(file: &Path, options: &[&str]) -> String {
    asked("pdftotext", options, file, &["-"])
}

/// A file for programs of the machine to look at.
fn put(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Names of the files under a folder, with the folders that they stand in, sorted; empty when it is not there.
fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            names.extend(files(&entry.path()).into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    names
}

/// Runs `report`, which must succeed; answers its rows of documents.
#[track_caller]
fn made(arguments: &[&str]) -> Vec<Value> {
    let (value, ran) = json(&[&["report"], arguments].concat());
    assert_eq!(ran.exit, 0, "{arguments:?}: {} {}", ran.out, ran.err);
    value["documents"].as_array().unwrap().clone()
}
