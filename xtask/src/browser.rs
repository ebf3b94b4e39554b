//! The tests in a browser: Node runs `tests/browser` against the program that was built.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{self, cargo};
use crate::steps::Done;
use crate::tally::Program;
use crate::{bench, styles};

const FOLDER: &str = "tests/browser";
const FILES: [&str; 3] = ["demands.test.mjs", "sqlite.test.mjs", "postgres.test.mjs"];

/// The oldest version of Node that the driver of the browser runs on.
const OLDEST_NODE: u32 = 20;

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
    check_node()?;
    let folder = root.join(FOLDER);
    install(&folder)?;
    // The whole workspace: other features would compile the typesetter once more.
    process::run(cargo(root).args(["build", "--release", "--workspace", "--bin", "prongsai"]))?;
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]);
    command.args(FILES.map(|file| folder.join(file))).current_dir(root);
    command.env("PRONGSAI_PROGRAM", program(root)).env("PRONGSAI_DEEP", if deep { "1" } else { "0" });
    process::run_and_read(command)
}

fn program(root: &Path) -> PathBuf {
    bench::target_folder(root).join("release").join(format!("prongsai{}", std::env::consts::EXE_SUFFIX))
}

/// Installs what the lock file names, unless that was done before.
fn install(folder: &Path) -> Result<()> {
    let wanted = std::fs::read(folder.join("package-lock.json")).context("reading package-lock.json")?;
    let mark = folder.join("node_modules/.installed-lock");
    if std::fs::read(&mark).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    let mut npm = styles::npm();
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(&mut npm).context("installing the driver of the browser; this step needs Node with npm")?;
    std::fs::write(&mark, wanted).context("noting what is installed")
}

fn check_node() -> Result<()> {
    let version = process::first_line(Command::new("node").arg("--version"));
    let Some(version) = version else {
        bail!("node is not on the search path; run `cargo xtask test --only tools`");
    };
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node {version} is too old: the tests in the browser need {OLDEST_NODE} or newer");
    }
    Ok(())
}

/// `20` of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// The counts at the end of what Node prints: `ℹ pass 12`, or `# pass 12` where it does not draw.
pub fn tally(lines: &[String]) -> Program {
    let count = |word: &str| -> u64 {
        let of = |line: &String| {
            let mut words = line.split_whitespace().skip(1);
            if words.next()? == word { words.next()?.parse().ok() } else { None }
        };
        let marked = lines.iter().filter(|line| line.starts_with(['ℹ', '#']));
        marked.filter_map(of).next_back().unwrap_or(0)
    };
    Program {
        name: FOLDER.into(),
        passed: count("pass"),
        failed: count("fail") + count("cancelled"),
        ignored: count("skipped"),
    }
}

#[cfg(test)]
mod tests {
    use super::{major, tally};

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(String::from).collect()
    }

    #[test]
    fn counts_are_read_in_both_shapes() {
        for mark in ["ℹ", "#"] {
            let text = format!("pass 9\n{mark} tests 7\n{mark} pass 4\n{mark} fail 2\n{mark} cancelled 1\n");
            let program = tally(&lines(&text));
            assert_eq!((program.passed, program.failed, program.ignored), (4, 3, 0));
        }
        assert_eq!(tally(&lines("")).passed, 0);
    }

    #[test]
    fn versions_of_node_are_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("node"), None);
    }
}
