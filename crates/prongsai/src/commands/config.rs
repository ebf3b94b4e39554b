//! `prongsai config show`

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::App;
use super::office::SettingsArgs;
use crate::config::{Found, Origin, Values};
use crate::output::{Column, Failure, Line, Outcome, Page, Table, Tone};

/// Settings of an installation.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Every setting with its value.
    Show(ShowArgs),
}

/// Arguments of `config show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Also where each value comes from.
    #[arg(long)]
    pub origin: bool,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Shows the settings that are in force.
///
/// # Errors
/// What is wrong with any of them.
pub fn run(app: &App, command: &ConfigCommand) -> Result<Outcome, Failure> {
    let ConfigCommand::Show(args) = command;
    let settings = args.settings.gather()?;
    Values::read(&settings)?;
    let console = &app.console;
    let mut page = Page::new(console);
    let columns: &[Column] = if args.origin {
        &[Column::Left, Column::Left, Column::Left, Column::Flex]
    } else {
        &[Column::Left, Column::Left, Column::Flex]
    };
    let mut table = Table::new(columns);
    for found in &settings.0 {
        let mut row = vec![
            Line::new().verbatim(Tone::Accent, found.key.name),
            Line::new().verbatim(Tone::Plain, shown(found)),
        ];
        if args.origin {
            row.push(Line::new().verbatim(Tone::Dim, origin(found, console.t("ค่าของโปรแกรม", "default"))));
        }
        row.push(Line::toned(Tone::Dim, console.text(&found.key.title())));
        table.row(row);
    }
    page.table(&table);
    let rows: Vec<Value> = settings
        .0
        .iter()
        .map(|found| {
            json!({
                "name": found.key.name,
                "value": shown(found),
                "origin": origin(found, "default"),
                "variable": found.key.variable(),
                "title_th": found.key.title().th,
                "title_en": found.key.title().en,
            })
        })
        .collect();
    Ok(Outcome::new(page.finish(), Value::Array(rows)))
}

/// The value, or that there is a secret; a password within an address is covered too.
fn shown(found: &Found) -> String {
    if found.value.is_empty() {
        return String::from("–");
    }
    if found.key.is_secret {
        return String::from("••••");
    }
    match found.value.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?))) {
        Some((scheme, (who, place))) if who.contains(':') => {
            let name = who.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}:••••@{place}")
        }
        _ => found.value.clone(),
    }
}

fn origin(found: &Found, own: &str) -> String {
    match &found.origin {
        Origin::Default => own.to_owned(),
        Origin::File(path, line) => format!("{}:{line}", path.display()),
        Origin::Variable(name) => name.clone(),
        Origin::Flag => String::from("--set"),
    }
}
