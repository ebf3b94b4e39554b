//! `cargo xtask test`: everything a change has to pass, in the order in which it fails soonest.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process::{self, cargo};
use crate::steps::{self, Done, Step};
use crate::tally::Tally;
use crate::{browser, demo, security, styles, tidy, tools};

/// Names of steps with commas between them, for callers that cannot pass `--only`.
const ONLY: &str = "XTASK_ONLY";

const ORACLE: &str = "tests/oracle.py";

const STEPS: &[Step] = &[
    Step { name: "tools", about: "install what the tests call", run: tools::install },
    Step { name: "fmt", about: "cargo fmt --all --check", run: formatting },
    Step { name: "tidy", about: "cargo xtask tidy", run: tidiness },
    Step { name: "styles", about: "cargo xtask styles --check", run: styles::step },
    Step { name: "clippy", about: "cargo clippy --workspace --all-targets --release", run: clippy },
    Step { name: "test", about: "cargo test --workspace --release", run: tests },
    Step { name: "doc", about: "cargo doc --workspace --no-deps --release", run: documentation },
    Step { name: "oracle", about: "python3 tests/oracle.py --self-test", run: oracle },
    Step {
        name: "demo",
        about: "prongsai demo into an empty folder, with two pages of its server",
        run: demo::run,
    },
    Step {
        name: "security",
        about: "Schemathesis for every role, signing in by a real provider",
        run: security::bounded,
    },
    Step { name: "browser", about: "the pages in Chromium, on SQLite and PostgreSQL", run: browser::bounded },
];

/// Runs the steps; `false` if one failed.
pub fn run(root: &Path, arguments: &[String]) -> Result<bool> {
    let from_environment = std::env::var(ONLY).unwrap_or_default();
    let asked = Asked::parse(arguments, &from_environment)?;
    let chosen = steps::choose(STEPS, &asked.only)?;
    if asked.list {
        chosen.iter().for_each(|step| println!("{:<8} {}", step.name, step.about));
        return Ok(true);
    }
    Ok(steps::run(root, &chosen))
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    only: Vec<String>,
    list: bool,
}

impl Asked {
    /// `--only` on the command line wins over the environment.
    fn parse(arguments: &[String], from_environment: &str) -> Result<Self> {
        let mut asked = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--list" => asked.list = true,
                "--only" => {
                    asked.only.push(rest.next().context("`--only` needs the name of a step")?.clone())
                }
                other => match other.strip_prefix("--only=") {
                    Some(name) => asked.only.push(name.to_string()),
                    None => bail!("`{other}` is not an option of `test`; there are --only STEP and --list"),
                },
            }
        }
        if asked.only.is_empty() {
            let names = from_environment.split(',').map(str::trim).filter(|name| !name.is_empty());
            asked.only = names.map(String::from).collect();
        }
        Ok(asked)
    }
}

fn formatting(root: &Path) -> Result<Done> {
    process::run(cargo(root).args(["fmt", "--all", "--check"])).context("run `cargo fmt --all`")?;
    Ok(Done::Passed(String::new()))
}

fn tidiness(root: &Path) -> Result<Done> {
    if !tidy::run(root)? {
        bail!("something is untidy; each problem above has its remedy");
    }
    Ok(Done::Passed(String::new()))
}

fn clippy(root: &Path) -> Result<Done> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--release", "--", "-D", "warnings"];
    process::run(cargo(root).args(arguments))?;
    Ok(Done::Passed(String::new()))
}

fn tests(root: &Path) -> Result<Done> {
    let mut command = cargo(root);
    command.args(["test", "--workspace", "--release"]);
    let (passed, lines) = process::run_and_read(command)?;
    verdict(passed, &Tally::read(&lines))
}

/// A run in which no test ran has not passed.
fn verdict(passed: bool, tally: &Tally) -> Result<Done> {
    let total = tally.total();
    let counts = format!("{} passed, {} failed, {} ignored", total.passed, total.failed, total.ignored);
    if !passed {
        let broken: Vec<&str> = tally
            .programs
            .iter()
            .filter(|program| 0 < program.failed)
            .map(|program| program.name.as_str())
            .collect();
        bail!(
            "the tests failed: {counts}; look at {}",
            if broken.is_empty() { "the lines above".into() } else { broken.join(", ") }
        );
    }
    if total.passed == 0 {
        bail!("no test ran: {counts}");
    }
    Ok(Done::Passed(format!("{counts} in {} programs", tally.programs.len())))
}

fn documentation(root: &Path) -> Result<Done> {
    let mut command = cargo(root);
    command.args(["doc", "--workspace", "--no-deps", "--release"]).env("RUSTDOCFLAGS", "-D warnings");
    process::run(&mut command)?;
    Ok(Done::Passed(String::new()))
}

fn oracle(root: &Path) -> Result<Done> {
    if !root.join(ORACLE).is_file() {
        return Ok(Done::Skipped(format!("{ORACLE} is not there")));
    }
    let mut command = std::process::Command::new(tools::python()?);
    process::run(command.args([ORACLE, "--self-test"]).current_dir(root))?;
    Ok(Done::Passed(String::new()))
}

#[cfg(test)]
mod tests {
    use super::{Asked, STEPS, verdict};
    use crate::tally::{Program, Tally};

    fn asked(line: &str, environment: &str) -> anyhow::Result<Asked> {
        let words: Vec<String> = line.split_whitespace().map(String::from).collect();
        Asked::parse(&words, environment)
    }

    #[test]
    fn options_are_read() {
        assert_eq!(asked("", "").unwrap(), Asked::default());
        assert_eq!(
            asked("--only a --only=b --list", "c").unwrap(),
            Asked { only: vec!["a".into(), "b".into()], list: true }
        );
        assert_eq!(asked("", "a, b,").unwrap().only, ["a", "b"]);
        assert!(asked("--only", "").is_err());
        assert!(asked("--fast", "").is_err());
    }

    #[test]
    fn step_names_are_unique() {
        let mut names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STEPS.len());
    }

    #[test]
    fn a_run_without_tests_has_not_passed() {
        let tally = |passed, failed| Tally {
            programs: vec![Program { name: "thai".into(), passed, failed, ignored: 0 }],
            figures: vec![],
        };
        assert!(verdict(true, &tally(1, 0)).is_ok());
        assert!(verdict(true, &tally(0, 0)).is_err());
        assert!(verdict(true, &Tally::default()).is_err());
        assert!(verdict(false, &tally(1, 1)).err().unwrap().to_string().contains("look at thai"));
    }
}
