//! The project's own commands, run as `cargo xtask COMMAND`.

use std::process::ExitCode;

use anyhow::{Result, bail};

mod accuracy;
mod bench;
mod browser;
mod clock;
mod deep;
mod demo;
mod dist;
mod markdown;
mod metadata;
mod node;
mod problem;
mod process;
mod python;
mod security;
mod steps;
mod styles;
mod tally;
mod test;
mod tidy;
mod tools;
mod tree;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test [--only STEP]... [--list]   install what the tests need and run every check
                                   (the variable XTASK_ONLY=STEP,STEP does the same as --only)
  tidy                             check licences, crate edges, links, records, sizes and paths
  notices                          write THIRD_PARTY.md from Cargo.lock
  styles [--check]                 build the stylesheet of the pages with Sass, or tell whether it is current
  accuracy [--count N] [--seed S]  measure how generated reports are read, into docs/method/reader-accuracy.md
  deep                             run the tests at full counts and write docs/method/deep-results.md
  dist                             build the program that is handed out and tell whether it is small enough
  bench [--only rust|peers] [ARG]... measure; every ARG is handed to the benchmarks and to the peers' script
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Runs one command; `false` means it ran and found something wrong.
fn dispatch(arguments: &[String]) -> Result<bool> {
    let Some((command, rest)) = arguments.split_first() else {
        bail!("a command is missing\n\n{USAGE}");
    };
    if matches!(command.as_str(), "help" | "--help" | "-h") {
        print!("{USAGE}");
        return Ok(true);
    }
    let root = tree::workspace_root()?;
    match command.as_str() {
        "test" => test::run(&root, rest),
        "accuracy" => accuracy::run(&root, rest),
        "bench" => bench::run(&root, rest),
        "styles" => styles::run(&root, rest),
        "tidy" | "notices" | "deep" | "dist" if !rest.is_empty() => {
            bail!("`{command}` takes no arguments, got `{}`", rest.join(" "))
        }
        "tidy" => tidy::run(&root),
        "notices" => tidy::notices::write(&root),
        "deep" => deep::run(&root),
        "dist" => dist::run(&root),
        _ => bail!("`{command}` is not a command\n\n{USAGE}"),
    }
}

#[cfg(test)]
mod tests {
    use super::dispatch;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn unknown_commands_and_stray_arguments_are_refused() {
        assert!(dispatch(&words("")).is_err());
        assert!(dispatch(&words("tydi")).unwrap_err().to_string().contains("tydi"));
        assert!(dispatch(&words("tidy --fast")).unwrap_err().to_string().contains("--fast"));
        assert!(dispatch(&words("help")).unwrap());
    }
}
