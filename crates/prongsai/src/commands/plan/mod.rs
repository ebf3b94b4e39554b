//! `prongsai plan`

mod check;
mod file;
mod show;
mod suggest;
mod template;
mod today;

use clap::Subcommand;

use super::App;
use crate::output::{Failure, Outcome};

/// What to do with plans.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Propose a plan: the weak places of a result, with measures of the library.
    Suggest(suggest::SuggestArgs),
    /// Hold a plan against the scores, the calendar and itself.
    Check(check::CheckArgs),
    /// An empty plan to fill in.
    Template(template::TemplateArgs),
    /// A plan as it stands, in words.
    Show(show::ShowArgs),
}

/// Runs one of them.
///
/// # Errors
/// When a file cannot be read or written, or an option is wrong.
pub fn run(app: &App, command: &PlanCommand) -> Result<Outcome, Failure> {
    match command {
        PlanCommand::Suggest(args) => suggest::run(app, args),
        PlanCommand::Check(args) => check::run(app, args),
        PlanCommand::Template(args) => template::run(app, args),
        PlanCommand::Show(args) => show::run(app, args),
    }
}
