//! `prongsai completions`

use clap::{Args, CommandFactory as _, ValueEnum as _};
use clap_complete::Shell;
use serde_json::json;

use super::Cli;
use crate::output::Outcome;

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// bash, zsh, fish, elvish or powershell.
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Writes the completions of a shell.
pub fn run(args: &CompletionsArgs) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "prongsai", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let shell = args.shell.to_possible_value().map(|value| value.get_name().to_owned());
    let json = json!({ "shell": shell, "script": script });
    Outcome::new(script, json)
}
