//! Who is being talked to: language, digits, colour, width.

use std::io::{IsTerminal as _, Write as _};

use domain::{Language, Text};
use serde_json::Value;

/// Widest page; longer lines are hard to read.
const WIDEST: usize = 110;
/// Width where there is no terminal.
const PIPED: usize = 100;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How to talk.
#[derive(Debug, Clone)]
pub struct Console {
    /// Language of the words.
    pub language: Language,
    /// Whether a program reads the result.
    pub json: bool,
    /// Whether figures for a person are in Thai digits.
    pub thai_digits: bool,
    /// Whether to use colour.
    pub colour: bool,
    /// Columns.
    pub width: usize,
}

/// What a command answers.
#[derive(Debug)]
pub struct Outcome {
    /// For a person.
    pub text: String,
    /// For a program.
    pub json: Value,
    /// Findings or uncertainty, for `--fail-on-findings`.
    pub flagged: bool,
    /// Whether a part of the work failed while the rest was done.
    pub failed: bool,
    /// What was done besides, told on standard error.
    pub notices: Vec<String>,
}

impl Outcome {
    /// An answer without findings.
    pub fn new(text: String, json: Value) -> Outcome {
        Outcome { text, json, flagged: false, failed: false, notices: Vec::new() }
    }
}

impl Console {
    /// Looks at the terminal and the environment.
    pub fn detect(language: Language, json: bool, thai_digits: bool, colour: Colour) -> Console {
        let out = std::io::stdout();
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => out.is_terminal() && !set("NO_COLOR") && !dumb,
        };
        let seen = terminal_size::terminal_size_of(&out).map(|(width, _)| usize::from(width.0));
        let width = seen.filter(|width| 0 < *width).map_or(PIPED, |width| width.clamp(40, WIDEST));
        Console { language, json, thai_digits, colour, width }
    }

    /// One of two words.
    pub fn t<'a>(&self, th: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Thai => th,
            Language::English => en,
        }
    }

    /// A sentence in the language.
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }

    /// Whether there is no room for bars beside words.
    pub fn is_narrow(&self) -> bool {
        self.width < 72
    }

    /// Writes to standard output. A reader that has gone away is no failure.
    ///
    /// # Errors
    /// When writing fails for another reason.
    pub fn write(&self, text: &str) -> std::io::Result<()> {
        let choice = if self.colour && !self.json {
            anstream::ColorChoice::Always
        } else {
            anstream::ColorChoice::Never
        };
        let written = if self.json {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        } else {
            let mut out = anstream::AutoStream::new(std::io::stdout().lock(), choice);
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        };
        match written {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// Tells something on standard error; nobody may be listening.
    pub fn tell(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end());
    }
}

/// A JSON value as it stands on standard output.
pub fn json_text(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
