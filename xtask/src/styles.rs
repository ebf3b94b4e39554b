//! The stylesheet of the pages, built from `crates/web/styles` with Sass. The result is committed, so that the
//! program builds without Node.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::steps::Done;

const SOURCES: &str = "crates/web/styles";
const SHEET: &str = "crates/web/assets/app.css";

/// Builds the sheet, or with `--check` tells whether the committed one is what the sources give.
pub fn run(root: &Path, arguments: &[String]) -> Result<bool> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("`styles` takes `--check` or nothing, got `{}`", arguments.join(" ")),
    };
    let built = build(&root.join(SOURCES))?;
    let path = root.join(SHEET);
    if !check {
        std::fs::write(&path, built).with_context(|| format!("writing {SHEET}"))?;
        println!("wrote {SHEET}");
        return Ok(true);
    }
    let kept = std::fs::read_to_string(&path).with_context(|| format!("reading {SHEET}"))?;
    let same = is_same(&kept, &built);
    if same {
        println!("{SHEET} is what {SOURCES} gives");
    } else {
        println!("{SHEET} is not what {SOURCES} gives: run `cargo xtask styles` and commit the file");
    }
    Ok(same)
}

/// The check as a step; skipped where Node is not there.
pub fn step(root: &Path) -> Result<Done> {
    if process::find("node").is_none() {
        return Ok(Done::Skipped("Node is not on the search path".into()));
    }
    if !run(root, &[String::from("--check")])? {
        bail!("the stylesheet is stale");
    }
    Ok(Done::Passed(String::new()))
}

/// Installs what the lock file names and compiles.
fn build(sources: &Path) -> Result<String> {
    process::run(npm().current_dir(sources).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
        .context("installing Sass; this step needs Node with npm")?;
    let mut compile = npm();
    compile.current_dir(sources).args(["run", "--silent", "build"]);
    let answer = compile.output().context("starting npm")?;
    if !answer.status.success() {
        bail!("Sass failed:\n{}", String::from_utf8_lossy(&answer.stderr));
    }
    String::from_utf8(answer.stdout).context("reading what Sass wrote")
}

/// The package manager of Node.
pub fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Whether two sheets differ in line ends at most.
fn is_same(left: &str, right: &str) -> bool {
    left.replace("\r\n", "\n").trim_end() == right.replace("\r\n", "\n").trim_end()
}

#[cfg(test)]
mod tests {
    use super::{is_same, run};
    use std::path::Path;

    #[test]
    fn line_ends_do_not_count_and_rules_do() {
        assert!(is_same("a{b:c}\r\n", "a{b:c}\n"));
        assert!(!is_same("a{b:c}", "a{b:d}"));
    }

    #[test]
    fn other_arguments_are_refused() {
        let wrong = run(Path::new("."), &[String::from("--fix")]);
        assert!(wrong.unwrap_err().to_string().contains("--fix"));
    }
}
