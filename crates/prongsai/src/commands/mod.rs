//! The commands, one file each.

pub mod analyse;
pub mod audit;
pub mod check;
pub mod completions;
pub mod config;
pub mod decode;
pub mod demo;
pub mod doctor;
pub mod explain;
pub mod framework;
mod help;
pub mod keep;
pub mod office;
pub mod plan;
pub mod rank;
pub mod read;
pub mod report;
pub mod score;
pub mod serve;
pub mod shared;
pub mod simulate;
pub mod template;
mod usage;
pub mod user;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use domain::framework::Catalogue;
use domain::{Language, Text};

use crate::output::console::{Colour, json_text};
use crate::output::{Console, Failure, Kind, Outcome};

/// Scores, explains and analyses Thailand's ITA (Integrity and Transparency Assessment).
#[derive(Debug, Parser)]
#[command(name = "prongsai", version)]
pub struct Cli {
    /// For all commands.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Language of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Lang {
    /// Thai.
    #[default]
    Th,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Th => Language::Thai,
            Lang::En => Language::English,
        }
    }
}

/// For all commands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global")]
pub struct Global {
    /// Language of the output.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "th|en"
    )]
    pub lang: Lang,
    /// Exactly one JSON value on standard output; messages go to standard error.
    #[arg(long, global = true)]
    pub json: bool,
    /// Figures in Thai digits, in the output for people.
    #[arg(long, global = true)]
    pub thai_digits: bool,
    /// Colour; NO_COLOR and TERM=dumb are honoured.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "auto|always|never"
    )]
    pub color: Colour,
    /// Folder with framework files (*.toml) that are added to those of the program, or override them.
    #[arg(long, global = true, value_name = "DIR", env = "PRONGSAI_FRAMEWORKS", hide_env_values = true)]
    pub frameworks: Option<PathBuf>,
    /// Exit with 6 when there are findings or the result is not certain.
    #[arg(long, global = true)]
    pub fail_on_findings: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Score a result and compare it with what was published.
    Score(score::ScoreArgs),
    /// Tell step by step how a number came about.
    Explain(explain::ExplainArgs),
    /// Strengths, weaknesses, issues by urgency, distance to the next levels.
    #[command(alias = "analyze")]
    Analyse(analyse::AnalyseArgs),
    /// What would happen if; the smallest sets of items that lift the level.
    Simulate(simulate::SimulateArgs),
    /// Which missing items the score of an OIT indicator stands for.
    Decode(decode::DecodeArgs),
    /// Rank results within the nation, a province, a kind or a ministry.
    Rank(rank::RankArgs),
    /// Hold published figures against each other.
    Check(check::CheckArgs),
    /// Official documents: analysis, plan, report, memo, in PDF, DOCX, XLSX, HTML, JSON, CSV.
    Report(Box<report::ReportArgs>),
    /// Read a published report: any PDF, Word file, spreadsheet or text becomes data.
    Read(read::ReadArgs),
    /// Audit published reports: what contradicts itself, its year's rules or the calendar.
    Audit(audit::AuditArgs),
    /// The rules of each year: list, show, check, compare, derive.
    #[command(subcommand)]
    Framework(framework::FrameworkCommand),
    /// Plans of measures: suggest, check, show, fill in.
    #[command(subcommand)]
    Plan(plan::PlanCommand),
    /// Score sheets and assessment files to fill in.
    #[command(subcommand)]
    Template(template::TemplateCommand),
    /// Serve the pages: an agency's work in the browser, and what the public sees.
    Serve(serve::ServeArgs),
    /// People, from the console: the first administrator's link, a new password.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Settings of the server, and where each comes from.
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Look for everything that keeps an installation from being well, each with its remedy.
    Doctor(doctor::DoctorArgs),
    /// Make the store, or bring it to this version of the program.
    Migrate(keep::MigrateArgs),
    /// Write a backup of the store; the server may be running.
    Backup(keep::BackupArgs),
    /// Bring a backup back into an empty store.
    Restore(keep::RestoreArgs),
    /// Three real results, then a server with an invented province to walk through.
    Demo(demo::DemoArgs),
    /// Completions for a shell.
    Completions(completions::CompletionsArgs),
}

/// What every command needs.
#[derive(Debug)]
pub struct App {
    /// Who is being talked to.
    pub console: Console,
    /// The frameworks at hand.
    pub catalogue: Catalogue,
}

/// Runs the program with its arguments and answers its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let has = |flag: &str| arguments.iter().skip(1).any(|argument| argument == flag);
    let english = has("--lang=en") || arguments.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en");
    let language = if english { Language::English } else { Language::Thai };
    let command = match language {
        Language::Thai => help::in_thai(Cli::command()),
        Language::English => Cli::command(),
    };
    let parsed = command.try_get_matches_from(&arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => start(cli),
        Err(error) => usage(&error, language, has("--json")),
    }
}

fn usage(error: &clap::Error, language: Language, json: bool) -> ExitCode {
    if error.use_stderr() && language == Language::Thai {
        // What follows is English.
        let console = Console::detect(language, json, false, Colour::Auto);
        console.tell(&usage::failure(error).page(&console));
    }
    let _ = error.print();
    if !error.use_stderr() {
        return ExitCode::SUCCESS;
    }
    if json {
        let console = Console::detect(language, true, false, Colour::Never);
        let _ = console.write(&json_text(&usage::failure(error).json()));
    }
    ExitCode::from(Kind::Usage.exit())
}

fn start(cli: Cli) -> ExitCode {
    let Global { lang, json, thai_digits, color, frameworks, fail_on_findings } = cli.global;
    let console = Console::detect(lang.into(), json, thai_digits, color);
    let outcome = catalogue(frameworks.as_deref())
        .map(|catalogue| App { console: console.clone(), catalogue })
        .and_then(|app| dispatch(&app, cli.command));
    match outcome {
        Ok(outcome) => finish(&console, &outcome, fail_on_findings),
        Err(failure) => {
            let mut errors = console.clone();
            errors.colour = console.colour && !json;
            console.tell(&failure.page(&errors));
            if json {
                let _ = console.write(&json_text(&failure.json()));
            }
            ExitCode::from(failure.kind.exit())
        }
    }
}

fn dispatch(app: &App, command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Score(args) => score::run(app, &args),
        Command::Explain(args) => explain::run(app, &args),
        Command::Analyse(args) => analyse::run(app, &args),
        Command::Simulate(args) => simulate::run(app, &args),
        Command::Decode(args) => decode::run(app, &args),
        Command::Rank(args) => rank::run(app, &args),
        Command::Check(args) => check::run(app, &args),
        Command::Report(args) => report::run(app, &args),
        Command::Read(args) => read::run(app, &args),
        Command::Audit(args) => audit::run(app, &args),
        Command::Framework(command) => framework::run(app, &command),
        Command::Plan(command) => plan::run(app, &command),
        Command::Template(command) => template::run(app, &command),
        Command::Serve(args) => serve::run(app, &args),
        Command::User(command) => user::run(app, &command),
        Command::Config(command) => config::run(app, &command),
        Command::Doctor(args) => doctor::run(app, &args),
        Command::Migrate(args) => keep::migrate(app, &args),
        Command::Backup(args) => keep::back_up(app, &args),
        Command::Restore(args) => keep::restore(app, &args),
        Command::Demo(args) => demo::run(app, &args),
        Command::Completions(args) => Ok(completions::run(&args)),
    }
}

fn finish(console: &Console, outcome: &Outcome, fail_on_findings: bool) -> ExitCode {
    for notice in &outcome.notices {
        console.tell(notice);
    }
    let written =
        if console.json { console.write(&json_text(&outcome.json)) } else { console.write(&outcome.text) };
    match written {
        Err(error) => {
            console.tell(&error.to_string());
            ExitCode::from(Kind::Failure.exit())
        }
        Ok(()) if outcome.failed => ExitCode::from(Kind::Failure.exit()),
        Ok(()) if fail_on_findings && outcome.flagged => ExitCode::from(6),
        Ok(()) => ExitCode::SUCCESS,
    }
}

/// The frameworks of the program and of an operator's folder.
fn catalogue(folder: Option<&Path>) -> Result<Catalogue, Failure> {
    let mut catalogue = Catalogue::embedded();
    let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(catalogue) };
    let mut added = BTreeMap::new();
    for path in framework_files(folder)? {
        let text = std::fs::read_to_string(&path).map_err(|error| Failure::io(&path, &error, false))?;
        let name = path.display().to_string();
        let framework = catalogue.add(text).map_err(|problems| Failure::framework_file(&name, &problems))?;
        let id = framework.id().to_string();
        if let Some(first) = added.insert(id.clone(), name.clone()) {
            return Err(twice(&id, &first, &name));
        }
    }
    Ok(catalogue)
}

/// The framework files of a folder, by name; a file stands for itself.
fn framework_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|error| Failure::io(path, &error, false))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml") && path.is_file());
    files.sort();
    Ok(files)
}

fn twice(id: &str, first: &str, second: &str) -> Failure {
    Failure::new(
        Kind::Invalid,
        "framework-twice",
        Text::new("มีหลักเกณฑ์ซ้ำกันในโฟลเดอร์", "the folder holds a framework twice"),
        Text::new(
            format!("{first} และ {second} เป็น {id} ทั้งคู่"),
            format!("{first} and {second} are both {id}"),
        ),
        Text::new(
            "ลบไฟล์หนึ่งออก หรือเปลี่ยน revision ของไฟล์ใหม่",
            "delete one of them, or give the newer one another revision",
        ),
    )
}
