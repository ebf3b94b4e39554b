//! Outside tools against the running server: Schemathesis, a certified OpenID provider, the scanner Wapiti.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::steps::Done;
use crate::tally::{Figure, Program, Tally};
use crate::{browser, node, process, python};

/// A suite with what it is called in results.
struct Suite {
    name: &'static str,
    /// Whether it takes too long for every change.
    is_deep: bool,
    command: fn(&Path) -> Result<Command>,
}

const SUITES: [Suite; 3] = [
    Suite { name: "tests/security/interface.py", is_deep: false, command: interface },
    Suite { name: "tests/oidc", is_deep: false, command: oidc },
    Suite { name: "tests/security/pages.py", is_deep: true, command: pages },
];

/// What came of the suites.
#[derive(Default)]
pub struct Outcome {
    /// Names of the suites that failed.
    pub failed: Vec<&'static str>,
    /// Their counts.
    pub programs: Vec<Program>,
    /// What they told.
    pub figures: Vec<Figure>,
}

/// The bounded run, without the scanner.
pub fn bounded(root: &Path) -> Result<Done> {
    let outcome = run(root, false)?;
    if !outcome.failed.is_empty() {
        bail!("found something wrong: {}", outcome.failed.join(", "));
    }
    let told = outcome.figures.iter().map(|figure| format!("{} {}", figure.value, figure.name));
    Ok(Done::Passed(told.collect::<Vec<_>>().join("; ")))
}

/// Runs the suites without the scanner, in full if `deep`.
pub fn run(root: &Path, deep: bool) -> Result<Outcome> {
    run_those(root, deep, SUITES.iter().filter(|suite| !suite.is_deep))
}

/// Runs the scanner.
pub fn scan(root: &Path) -> Result<Outcome> {
    run_those(root, true, SUITES.iter().filter(|suite| suite.is_deep))
}

fn run_those<'s>(root: &Path, deep: bool, suites: impl Iterator<Item = &'s Suite>) -> Result<Outcome> {
    browser::build(root)?;
    let mut outcome = Outcome::default();
    for suite in suites {
        println!("--> {}", suite.name);
        let mut command = (suite.command)(root)?;
        command.current_dir(root).env("PRONGSAI_PROGRAM", browser::program(root));
        command.env("PRONGSAI_DEEP", if deep { "1" } else { "0" }).env("PYTHONUNBUFFERED", "1");
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONIOENCODING", "utf-8");
        let (passed, lines) = process::run_and_read(command)?;
        outcome.add(suite.name, passed, &lines);
    }
    Ok(outcome)
}

impl Outcome {
    /// What was counted, if nothing failed.
    pub fn tally(self) -> Option<Tally> {
        self.failed.is_empty().then_some(Tally { programs: self.programs, figures: self.figures })
    }

    /// A suite that told of no figure did not get as far as trying anything.
    fn add(&mut self, name: &'static str, passed: bool, lines: &[String]) {
        let figures = Tally::read(lines).figures;
        let mut program = node::tally(name, lines);
        if program.passed + program.failed == 0 {
            // The scripts are one test each.
            let counts = if passed { (1, 0) } else { (0, 1) };
            (program.passed, program.failed) = counts;
        }
        if !passed || 0 < program.failed || figures.is_empty() {
            self.failed.push(name);
        }
        self.programs.push(program);
        self.figures.extend(figures.into_iter().map(|figure| Figure { program: name.into(), ..figure }));
    }
}

fn interface(root: &Path) -> Result<Command> {
    script(root, "security-venv", "tests/security/requirements.txt", "tests/security/interface.py")
}

fn pages(root: &Path) -> Result<Command> {
    script(root, "pages-venv", "tests/security/requirements-pages.txt", "tests/security/pages.py")
}

fn script(root: &Path, environment: &str, requirements: &str, script: &str) -> Result<Command> {
    let mut command = Command::new(python::environment(root, environment, requirements)?);
    command.arg(root.join(script));
    Ok(command)
}

fn oidc(root: &Path) -> Result<Command> {
    let folder = root.join("tests/oidc");
    node::prepare(&folder)?;
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec"]).arg(folder.join("oidc.test.mjs"));
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    fn failed(passed: bool, text: &str) -> usize {
        let mut outcome = Outcome::default();
        outcome.add("a suite", passed, &text.lines().map(String::from).collect::<Vec<_>>());
        assert_eq!(outcome.programs.len(), 1);
        outcome.failed.len()
    }

    #[test]
    fn a_suite_fails_by_its_status_by_its_counts_and_when_it_tried_nothing() {
        assert_eq!(failed(true, "deep: requests = 5"), 0);
        assert_eq!(failed(true, "deep: requests = 5\nℹ pass 3\nℹ fail 0"), 0);
        assert_eq!(failed(false, "deep: requests = 5"), 1);
        assert_eq!(failed(true, "deep: requests = 5\nℹ pass 3\nℹ fail 1"), 1);
        assert_eq!(failed(true, "all is well"), 1);
    }
}
