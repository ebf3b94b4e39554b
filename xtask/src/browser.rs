//! The tests in a browser: Node runs `tests/browser` against the program that was built.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{self, cargo};
use crate::steps::Done;
use crate::tally::Program;
use crate::{node, python};

const FOLDER: &str = "tests/browser";
const FILES: [&str; 3] = ["demands.test.mjs", "sqlite.test.mjs", "postgres.test.mjs"];

/// The bounded run: every page on SQLite, the journey and what is quick on PostgreSQL.
pub fn bounded(root: &Path) -> Result<Done> {
    let (passed, lines) = run(root, false)?;
    let program = tally(&lines);
    let counts = format!("{} passed, {} failed", program.passed, program.failed);
    if !passed || 0 < program.failed {
        bail!("the tests in the browser failed: {counts}");
    }
    if program.passed == 0 {
        bail!("no test ran in the browser");
    }
    Ok(Done::Passed(format!("{counts}; pictures are in target/browser")))
}

/// Runs the tests, in full if `deep`. Answers whether they passed, and what they printed.
pub fn run(root: &Path, deep: bool) -> Result<(bool, Vec<String>)> {
    let folder = root.join(FOLDER);
    node::prepare(&folder)?;
    build(root)?;
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]);
    command.args(FILES.map(|file| folder.join(file))).current_dir(root);
    command.env("PRONGSAI_PROGRAM", program(root)).env("PRONGSAI_DEEP", if deep { "1" } else { "0" });
    process::run_and_read(command)
}

/// What the tests counted.
pub fn tally(lines: &[String]) -> Program {
    node::tally(FOLDER, lines)
}

/// Builds the program that suites outside cargo are run against.
pub fn build(root: &Path) -> Result<()> {
    // The whole workspace: other features would compile the typesetter once more.
    process::run(cargo(root).args(["build", "--release", "--workspace", "--bin", "prongsai"]))
}

/// Where it lies.
pub fn program(root: &Path) -> PathBuf {
    python::target_folder(root).join("release").join(format!("prongsai{}", std::env::consts::EXE_SUFFIX))
}
