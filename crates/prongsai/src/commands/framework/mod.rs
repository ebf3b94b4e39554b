//! `prongsai framework`

mod check;
mod derive;
mod diff;
mod list;
mod show;

use std::path::PathBuf;

use clap::Subcommand;

use super::App;
use crate::output::{Failure, Outcome};

/// What to do with frameworks.
#[derive(Debug, Subcommand)]
pub enum FrameworkCommand {
    /// The frameworks at hand.
    List,
    /// The rules of a year.
    Show {
        /// Such as nacc/2568 or nacc/2568@1.
        framework: String,
        /// Show only this.
        #[arg(long, value_enum)]
        part: Option<show::Part>,
    },
    /// Check framework files; without a file, all that are at hand.
    Check {
        /// Framework files in TOML.
        files: Vec<PathBuf>,
    },
    /// What changed, which items continue, which trend lines are honest.
    Diff {
        /// The earlier year.
        before: String,
        /// The later year.
        after: String,
    },
    /// A provisional framework for a year whose rules are not known yet.
    Derive {
        /// The year to take over.
        base: String,
        /// The new year, such as nacc/2570.
        new: String,
        /// Folder for the file; standard output without it.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Write over a file that exists.
        #[arg(long)]
        force: bool,
    },
}

/// Runs one of them.
///
/// # Errors
/// When a framework or file is not there or not valid.
pub fn run(app: &App, command: &FrameworkCommand) -> Result<Outcome, Failure> {
    match command {
        FrameworkCommand::List => list::run(app),
        FrameworkCommand::Show { framework, part } => show::run(app, framework, *part),
        FrameworkCommand::Check { files } => check::run(app, files),
        FrameworkCommand::Diff { before, after } => diff::run(app, before, after),
        FrameworkCommand::Derive { base, new, out, force } => {
            derive::run(app, base, new, out.as_deref(), *force)
        }
    }
}
