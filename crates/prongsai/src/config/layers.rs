//! The layers and their order.

use std::path::{Path, PathBuf};

use domain::Text;
use domain::framework::nearest;

use super::keys::{KEYS, Key};
use crate::output::{Failure, Kind, Place, Trouble};

/// Name of the file that is read where it lies in the current folder.
const FILE: &str = "prongsai.toml";
/// Names the file.
const FILE_VARIABLE: &str = "PRONGSAI_CONFIG";
/// Variables of the same prefix that are no settings: other options of the program read them.
const NO_SETTINGS: &[&str] = &[FILE_VARIABLE, "PRONGSAI_FRAMEWORKS", "PRONGSAI_LIMITS", "PRONGSAI_TEMPLATES"];
/// Variables of the project's own tests.
const OF_TESTS: &[&str] = &["PRONGSAI_CUT_", "PRONGSAI_STORE_"];
const OF_TESTS_WHOLE: &[&str] =
    &["PRONGSAI_DEEP", "PRONGSAI_KEEP", "PRONGSAI_SHARED", "PRONGSAI_WRITE_SNAPSHOTS"];

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The program itself.
    Default,
    /// A line of a file.
    File(PathBuf, usize),
    /// A variable of the environment.
    Variable(String),
    /// `--set`, or a flag of its own.
    Flag,
}

/// A setting with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub key: &'static Key,
    /// As written.
    pub value: String,
    /// Whence.
    pub origin: Origin,
}

/// All settings, in the order of [`KEYS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings(pub Vec<Found>);

impl Settings {
    /// The program's own values with some others, whatever the machine sets.
    pub fn of_program(others: &[(&str, &str)]) -> Settings {
        let own = |key: &'static Key| Found { key, value: key.default.to_owned(), origin: Origin::Default };
        let mut settings = Settings(KEYS.iter().map(own).collect());
        for (name, value) in others {
            settings.set(name, value, Origin::Flag);
        }
        settings
    }

    /// A setting by its name.
    pub fn get(&self, name: &str) -> &str {
        self.found(name).map_or("", |found| found.value.as_str())
    }

    /// A setting with its origin.
    pub fn found(&self, name: &str) -> Option<&Found> {
        self.0.iter().find(|found| found.key.name == name)
    }

    fn set(&mut self, name: &str, value: &str, origin: Origin) -> bool {
        let Some(found) = self.0.iter_mut().find(|found| found.key.name == name) else { return false };
        value.trim().clone_into(&mut found.value);
        found.origin = origin;
        true
    }
}

/// What settings are read from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file, where one is named.
    pub file: Option<PathBuf>,
    /// The current folder, where `prongsai.toml` is looked for.
    pub folder: PathBuf,
    /// The environment.
    pub variables: Vec<(String, String)>,
    /// Flags: name and value.
    pub flags: Vec<(String, String)>,
}

impl Sources {
    /// Those of this process.
    pub fn of_process(file: Option<PathBuf>, flags: Vec<(String, String)>) -> Sources {
        let variables: Vec<(String, String)> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let named = || variables.iter().find(|(name, _)| name == FILE_VARIABLE).map(|(_, path)| path.into());
        Sources { file: file.or_else(named), folder: PathBuf::from("."), variables, flags }
    }
}

/// Reads every layer.
///
/// # Errors
/// Everything that is wrong in any of them, at once.
pub fn gather(sources: &Sources) -> Result<Settings, Failure> {
    let mut settings = Settings::of_program(&[]);
    let mut troubles = Vec::new();
    let usual = sources.folder.join(FILE);
    match &sources.file {
        Some(file) => of_file(file, &mut settings, &mut troubles)?,
        None if usual.is_file() => of_file(&usual, &mut settings, &mut troubles)?,
        None => {}
    }
    for (variable, value) in &sources.variables {
        if is_setting(variable) {
            let name = variable["PRONGSAI_".len()..].to_lowercase().replace('_', "-");
            if !settings.set(&name, value, Origin::Variable(variable.clone())) {
                troubles.push(unknown(variable, Key::variable, Place::default()));
            }
        }
    }
    for (name, value) in &sources.flags {
        if !settings.set(name, value, Origin::Flag) {
            troubles.push(unknown(name, |key| key.name.to_owned(), Place::default()));
        }
    }
    if troubles.is_empty() { Ok(settings) } else { Err(failure(troubles)) }
}

/// Settings that are wrong.
pub(super) fn failure(troubles: Vec<Trouble>) -> Failure {
    let title = Text::new("การตั้งค่าไม่ถูกต้อง", "the configuration is not valid");
    Failure { kind: Kind::Invalid, title, troubles }
}

fn is_setting(variable: &str) -> bool {
    variable.starts_with("PRONGSAI_")
        && !NO_SETTINGS.contains(&variable)
        && !OF_TESTS_WHOLE.contains(&variable)
        && !OF_TESTS.iter().any(|prefix| variable.starts_with(prefix))
}

fn of_file(path: &Path, settings: &mut Settings, troubles: &mut Vec<Trouble>) -> Result<(), Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, &error, false))?;
    let place = |at: usize| Place {
        file: Some(path.display().to_string()),
        line: Some(text[..at.min(text.len())].matches('\n').count().saturating_add(1)),
        ..Place::default()
    };
    let table = match toml::de::DeTable::parse(&text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let message = error.message().to_owned();
            troubles.push(Trouble {
                code: String::from("config-syntax"),
                place: place(at),
                message: Text::new(
                    format!("ไม่ใช่ TOML ที่ถูกต้อง: {message}"),
                    format!("not valid TOML: {message}"),
                ),
                remedy: Text::new(
                    "เขียนเป็น ชื่อ = \"ค่า\" บรรทัดละหนึ่งรายการ",
                    "write name = \"value\", one on a line",
                ),
            });
            return Ok(());
        }
    };
    for (name, value) in &table {
        let at = place(name.span().start);
        let written = match value.get_ref() {
            toml::de::DeValue::String(text) => Some(text.to_string()),
            toml::de::DeValue::Integer(number) => Some(number.as_str().to_owned()),
            _ => None,
        };
        let Some(written) = written else {
            troubles.push(Trouble {
                code: String::from("config-value"),
                place: Place { path: Some(name.get_ref().to_string()), ..at },
                message: Text::new("ค่าต้องเป็นข้อความหรือจำนวนเต็ม", "the value must be a text or a whole number"),
                remedy: Text::new("ใส่ค่าไว้ในเครื่องหมายคำพูด", "put the value between quotation marks"),
            });
            continue;
        };
        let line = at.line.unwrap_or(1);
        if !settings.set(name.get_ref(), &written, Origin::File(path.to_owned(), line)) {
            troubles.push(unknown(name.get_ref(), |key| key.name.to_owned(), at));
        }
    }
    Ok(())
}

fn unknown(name: &str, written: impl Fn(&'static Key) -> String, place: Place) -> Trouble {
    let names: Vec<String> = KEYS.iter().map(written).collect();
    let meant = nearest(name, names.iter().map(String::as_str));
    let meant = meant.map_or(Text::default(), |meant| {
        Text::new(format!("หมายถึง {meant} หรือไม่ "), format!("did you mean {meant}? "))
    });
    Trouble {
        code: String::from("config-unknown"),
        place: Place { path: Some(name.to_owned()), ..place },
        message: Text::new(format!("ไม่มีการตั้งค่าชื่อ {name}"), format!("there is no setting {name}")),
        remedy: Text::new(
            format!("{}ดูทั้งหมดด้วย prongsai config show", meant.th),
            format!("{}see them all with `prongsai config show`", meant.en),
        ),
    }
}
