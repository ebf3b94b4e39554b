//! What the commands around the store share: settings, the store, a runtime.

use std::path::PathBuf;

use clap::Args;
use domain::Text;
use store::Store;

use crate::config::{self, Settings, Sources, Values};
use crate::output::{Failure, Kind, Place, Trouble};

/// Where settings come from, for every command around the store.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Settings")]
pub struct SettingsArgs {
    /// File with settings; prongsai.toml in this folder if there is one.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Address of the store: sqlite:FILE or postgres://…
    #[arg(long, value_name = "ADDRESS")]
    pub database: Option<String>,
    /// A setting; `prongsai config show` lists them.
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
}

impl SettingsArgs {
    /// Every setting, with its origin.
    ///
    /// # Errors
    /// What is wrong with any of them.
    pub fn gather(&self) -> Result<Settings, Failure> {
        let mut flags = Vec::new();
        for pair in &self.set {
            let Some((name, value)) = pair.split_once('=') else {
                return Err(Failure::new(
                    Kind::Usage,
                    "config-flag",
                    Text::new("เรียกคำสั่งไม่ถูกต้อง", "the command was called wrongly"),
                    Text::new(format!("“{pair}” ไม่อยู่ในรูป ชื่อ=ค่า"), format!("\"{pair}\" is not NAME=VALUE")),
                    Text::new("เขียนเช่น --set log=debug", "write it as --set log=debug"),
                ));
            };
            flags.push((name.trim().to_owned(), value.to_owned()));
        }
        flags.extend(self.database.iter().map(|address| (String::from("database"), address.clone())));
        config::gather(&Sources::of_process(self.config.clone(), flags))
    }

    /// Every setting, parsed.
    ///
    /// # Errors
    /// What is wrong with any of them.
    pub fn values(&self) -> Result<Values, Failure> {
        Values::read(&self.gather()?)
    }
}

/// Runs work that waits for the store.
///
/// # Errors
/// What the work answers, or that the system gives no threads.
pub fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| {
        let (message, remedy) = crate::input::os::told(&error, false);
        Failure::new(
            Kind::Failure,
            "no-threads",
            Text::new("เริ่มทำงานไม่ได้", "the program cannot start"),
            message,
            remedy,
        )
    })?;
    runtime.block_on(work)
}

/// Opens the store, making it or bringing it to this program's version.
///
/// # Errors
/// Why it cannot be opened.
pub async fn open(values: &Values) -> Result<Store, Failure> {
    Store::open(&values.database).await.map_err(|error| of_store(&error, values))
}

/// The file of the database, where there is one.
pub fn file(values: &Values) -> Option<PathBuf> {
    let path = values.database.strip_prefix("sqlite:")?;
    Some(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
}

/// The file of a database that was never made: not there, or empty.
pub fn missing_file(values: &Values) -> Option<PathBuf> {
    let is_empty = |file: &PathBuf| std::fs::metadata(file).is_ok_and(|data| data.len() == 0);
    file(values).filter(|file| !file.exists() || is_empty(file))
}

/// Refuses a database that was never made: a mistyped name would make an empty one.
///
/// # Errors
/// When its file is not there or holds nothing.
pub fn must_exist(values: &Values) -> Result<(), Failure> {
    let Some(file) = missing_file(values) else { return Ok(()) };
    Err(Failure::new(
        Kind::NotFound,
        "store-missing",
        Text::new("ไม่พบฐานข้อมูล", "no such database"),
        Text::new("ยังไม่มีฐานข้อมูลในไฟล์นี้", "there is no database in this file yet"),
        Text::new(
            "ตรวจ --database และโฟลเดอร์ที่สั่งงาน หรือสร้างใหม่ด้วย prongsai migrate",
            "check --database and the folder you are in, or make one with `prongsai migrate`",
        ),
    )
    .in_file(&file))
}

/// What the store said, as a failure of a command; a server is not named, since its address may hold a password.
pub fn of_store(error: &store::Error, values: &Values) -> Failure {
    let kind = match error {
        store::Error::Address(_) => Kind::Usage,
        store::Error::Backup(_)
        | store::Error::Damaged(_)
        | store::Error::Foreign(_)
        | store::Error::Newer { .. } => Kind::Invalid,
        _ => Kind::Failure,
    };
    let title = Text::new("ทำงานกับที่เก็บข้อมูลไม่สำเร็จ", "the work with the store failed");
    let failure =
        Failure::new(kind, &format!("store-{}", error.code()), title, error.text(), Text::default());
    match file(values) {
        Some(file) => failure.in_file(&file),
        None => failure.at("database"),
    }
}

/// What a use case said, as a failure of a command.
pub fn of_problem(problem: &service::Problem) -> Failure {
    use service::Code;
    let kind = match problem.code {
        Code::Invalid | Code::BadFile | Code::TooLarge => Kind::Invalid,
        Code::NotFound => Kind::NotFound,
        _ => Kind::Failure,
    };
    let title = problem.code.text();
    let detail = problem.detail.clone().unwrap_or_else(|| title.clone());
    let mut failure = Failure::new(kind, problem.code.slug(), title, detail, Text::default());
    if !problem.fields.is_empty() {
        failure.troubles = problem
            .fields
            .iter()
            .map(|field| Trouble {
                code: problem.code.slug().to_owned(),
                place: Place { path: Some(field.field.clone()), ..Place::default() },
                message: field.text.clone(),
                remedy: Text::default(),
            })
            .collect();
    }
    failure
}
