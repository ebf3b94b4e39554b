//! Suites of tests that Node runs, with pinned packages in a folder of the repository.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::tally::Program;
use crate::{process, styles};

/// The oldest version of Node that the suites run on.
const OLDEST: u32 = 20;

/// Checks that Node is there and new enough, and installs what the lock file of a folder names, unless that was done
/// before.
pub fn prepare(folder: &Path) -> Result<()> {
    check()?;
    let wanted = std::fs::read(folder.join("package-lock.json")).context("reading package-lock.json")?;
    let mark = folder.join("node_modules/.installed-lock");
    if std::fs::read(&mark).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    let mut npm = styles::npm();
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    process::run(&mut npm).with_context(|| {
        format!("installing what {} needs; this step needs Node with npm", folder.display())
    })?;
    std::fs::write(&mark, wanted).context("noting what is installed")
}

fn check() -> Result<()> {
    let version = process::first_line(Command::new("node").arg("--version"));
    let Some(version) = version else {
        bail!("node is not on the search path; run `cargo xtask test --only tools`");
    };
    if major(&version).is_none_or(|major| major < OLDEST) {
        bail!("Node {version} is too old: {OLDEST} or newer is needed");
    }
    Ok(())
}

/// `20` of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// The counts at the end of what Node prints: `ℹ pass 12`, or `# pass 12` where it does not draw.
pub fn tally(name: &str, lines: &[String]) -> Program {
    let count = |word: &str| -> u64 {
        let of = |line: &String| {
            let mut words = line.split_whitespace().skip(1);
            if words.next()? == word { words.next()?.parse().ok() } else { None }
        };
        let marked = lines.iter().filter(|line| line.starts_with(['ℹ', '#']));
        marked.filter_map(of).next_back().unwrap_or(0)
    };
    Program {
        name: name.into(),
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
            let program = tally("a suite", &lines(&text));
            assert_eq!((program.passed, program.failed, program.ignored), (4, 3, 0));
        }
        assert_eq!(tally("a suite", &lines("")).passed, 0);
    }

    #[test]
    fn versions_of_node_are_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("node"), None);
    }
}
