//! `cargo xtask bench`: our benchmarks, and the programs they are measured against.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{process, python};

const SCRIPTS: [&str; 3] = ["benches/peers/run.py", "benches/peers/documents.py", "benches/peers/tables.py"];
const REQUIREMENTS: &str = "benches/peers/requirements.txt";

/// Runs both parts, or the one that `--only` names; all other arguments go to both.
pub fn run(root: &Path, arguments: &[String]) -> Result<bool> {
    let (part, rest) = split(arguments)?;
    let python = if part == Some("rust") {
        None
    } else {
        Some(python::environment(root, "peers-venv", REQUIREMENTS)?)
    };
    if part != Some("peers") {
        // The program itself is measured too, from its start.
        // The whole workspace: other features would compile the typesetter once more.
        process::run(process::cargo(root).args(["build", "--release", "--workspace"]))?;
        let mut command = process::cargo(root);
        command.args(["bench", "--workspace", "--bench", "*"]);
        if !rest.is_empty() {
            command.arg("--").args(rest);
        }
        if let Some(python) = &python {
            // The server is measured in one run with the application beside it.
            command.env("PEERS_PYTHON", python);
        }
        process::run(&mut command)?;
    }
    if let Some(python) = &python {
        peers(root, python, rest)?;
    }
    Ok(true)
}

/// The part to run, if one is named first, and the arguments to pass on.
fn split(arguments: &[String]) -> Result<(Option<&str>, &[String])> {
    let words: Vec<&str> = arguments.iter().take(2).map(String::as_str).collect();
    match words.as_slice() {
        ["--only", part @ ("rust" | "peers")] => Ok((Some(*part), &arguments[2..])),
        ["--only", ..] => bail!("`--only` needs `rust` or `peers`"),
        _ => Ok((None, arguments)),
    }
}

fn peers(root: &Path, python: &Path, arguments: &[String]) -> Result<()> {
    for script in SCRIPTS {
        process::run(Command::new(python).arg(script).args(arguments).current_dir(root))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::split;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn a_part_is_named_first_and_the_rest_is_passed_on() {
        assert_eq!(split(&words("--quick scoring")).unwrap(), (None, words("--quick scoring").as_slice()));
        assert_eq!(
            split(&words("--only rust --quick")).unwrap(),
            (Some("rust"), words("--quick").as_slice())
        );
        assert_eq!(split(&words("--only peers")).unwrap(), (Some("peers"), [].as_slice()));
        assert!(split(&words("--only")).is_err());
        assert!(split(&words("--only all")).is_err());
    }
}
