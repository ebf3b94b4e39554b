//! Helpers for tests: places of the project, golden cases, the oracle, case counts, what files of documents show,
//! databases and disks that are thrown away, power cuts acted out.

pub mod cluster;
pub mod copied;
pub mod package;
pub mod places;
pub mod powercut;
pub mod shown;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Changes a database file behind the back of the program, as somebody with the file in their hands would.
///
/// # Panics
/// When the file is no database, or refuses the statements.
pub fn tamper(file: &Path, statements: &str) {
    rusqlite::Connection::open(file)
        .and_then(|database| database.execute_batch(statements))
        .expect("a database that takes the statements");
}

/// One published result, or a case built to hold a rule, with what must come out.
#[derive(Debug, Clone)]
pub struct Golden {
    /// Name of the case.
    pub id: String,
    /// The assessment file.
    pub assessment: Value,
    /// Level to start from, where the case says one.
    pub from: Option<String>,
    /// The figures that must come out.
    pub expected: Value,
}

/// All cases of `tests/golden`.
///
/// # Panics
/// When a file is missing or malformed: a test cannot go on then.
pub fn golden() -> Vec<Golden> {
    let folder = root().join("tests/golden");
    let mut cases: Vec<Golden> = std::fs::read_dir(folder)
        .expect("tests/golden")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.file_name().is_some_and(|name| name != "reverse.json"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("readable");
            let case: Value = serde_json::from_str(&text).expect("a golden case is JSON");
            Golden {
                id: case["id"].as_str().expect("id").to_owned(),
                assessment: case["assessment"].clone(),
                from: case["from"].as_str().map(str::to_owned),
                expected: case["expected"].clone(),
            }
        })
        .collect();
    cases.sort_by(|a, b| a.id.cmp(&b.id));
    cases
}

/// Runs the oracle with arguments and standard input; answers its standard output.
///
/// # Panics
/// When Python is missing or the oracle fails.
pub fn oracle(arguments: &[&str], input: &str) -> String {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| {
        let windows = cfg!(windows);
        if windows { "python".to_owned() } else { "python3".to_owned() }
    });
    let mut child = Command::new(python)
        .arg(root().join("tests/oracle.py"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python 3.11 or later is needed for the oracle");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    // Written from a thread: with both pipes full, writing and reading in turn would wait for ever.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the oracle ends");
    writer.join().expect("joined").expect("the oracle reads its input");
    assert!(output.status.success(), "the oracle failed");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A bounded number of cases, or the full number under `cargo xtask deep`, which prints it for the result file.
pub fn count(name: &str, normal: u32, deep: u32) -> u32 {
    if std::env::var_os("PRONGSAI_DEEP").is_some() {
        println!("deep: {name} = {deep}");
        deep
    } else {
        normal
    }
}

/// Numbers that only have to differ from moment to moment.
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 up to, and without, `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// A file of the shared folder of real documents, when the machine has it: beside the project, or where
/// `PRONGSAI_SHARED` says. Tests that need it say so when it is missing.
pub fn shared(path: &str) -> Option<PathBuf> {
    let told = std::env::var_os("PRONGSAI_SHARED").map(PathBuf::from);
    let root = root().canonicalize().unwrap_or_else(|_| root());
    let nearby: Vec<_> = root.parent().map(|folder| folder.join("shared")).into_iter().collect();
    let found = told.into_iter().chain(nearby).map(|folder| folder.join(path)).find(|path| path.exists());
    if found.is_none() {
        println!("skipped: {path} of the shared folder is not on this machine");
    }
    found
}
