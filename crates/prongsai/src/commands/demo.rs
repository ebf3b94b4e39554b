//! `prongsai demo`

use clap::Args;

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Folder for the score sheets.
    #[arg(long, value_name = "DIR", default_value = "prongsai-demo")]
    pub out: std::path::PathBuf,
    /// Show the results once and end.
    #[arg(long)]
    pub once: bool,
}

use super::App;
use crate::output::{Failure, Outcome};

/// x
pub fn run(_app: &App, _args: &DemoArgs) -> Result<Outcome, Failure> {
    Ok(Outcome::new(String::new(), serde_json::Value::Null))
}
