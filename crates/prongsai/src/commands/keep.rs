//! `prongsai migrate`, `backup`, `restore`: looking after what is kept.

use std::path::{Path, PathBuf};

use clap::Args;
use domain::Text;
use serde_json::json;
use service::ports::Clock as _;
use service::{Caller, maintenance};
use store::backup::{self, BackupFault, Manifest};

use super::App;
use super::office::{SettingsArgs, block_on, must_exist, of_problem, of_store, open};
use super::serve::ports::SystemClock;
use super::serve::service;
use crate::config::Values;
use crate::output::{Failure, Kind, Line, Outcome, Page, Tone};

/// Arguments of `migrate`.
#[derive(Debug, Args)]
pub struct MigrateArgs {
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// File to write; one with the time in its name in the folder of backups if none is told.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Only check that the backup is whole.
    #[arg(long)]
    pub check: bool,
    /// Where settings come from; the store must be empty or not be there.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Makes the store, or brings it to this program's version.
///
/// # Errors
/// Why that is not possible.
pub fn migrate(app: &App, args: &MigrateArgs) -> Result<Outcome, Failure> {
    let values = args.settings.values()?;
    let version = block_on(async {
        let store = open(&values).await?;
        let found = store.read(backup::digests).await.map_err(|error| of_store(&error, &values));
        store.close().await;
        found
    })?;
    let mut page = Page::new(&app.console);
    let rows: i64 = version.iter().map(|table| table.rows).sum();
    page.line(Line::toned(Tone::Good, "✓ ").add(
        Tone::Plain,
        app.console.t("ที่เก็บข้อมูลพร้อมใช้กับโปรแกรมรุ่นนี้", "the store is ready for this program"),
    ));
    Ok(Outcome::new(page.finish(), json!({ "tables": version.len(), "rows": rows })))
}

/// Writes a backup while the program may be running.
///
/// # Errors
/// Why it could not be made; then there is no file.
pub fn back_up(app: &App, args: &BackupArgs) -> Result<Outcome, Failure> {
    let values = args.settings.values()?;
    must_exist(&values)?;
    let now = SystemClock.now();
    let to = match &args.out {
        Some(file) => file.clone(),
        None => {
            let folder = &values.backups;
            std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder, &error, true))?;
            folder.join(format!("prongsai-{}.backup", now.strftime("%Y%m%dT%H%M%SZ")))
        }
    };
    if to.exists() {
        return Err(Failure::new(
            Kind::Failure,
            "file-exists",
            Text::new("เขียนสำเนาสำรองไม่ได้", "the backup cannot be written"),
            Text::new("มีไฟล์ชื่อนี้อยู่แล้ว", "there is a file of this name already"),
            Text::new("ตั้งชื่ออื่นด้วย --out", "give another name with --out"),
        )
        .in_file(&to));
    }
    let manifest = block_on(async {
        // The use case, which remembers when, and not the store alone.
        let service = service(open(&values).await?, &values, values.listen)?;
        let made = service.make_backup(&Caller::Console, &to).await;
        service.store().close().await;
        made.map_err(|problem| {
            let title = Text::new("เขียนสำเนาสำรองไม่ได้", "the backup cannot be written");
            Failure { title, ..of_problem(&problem).in_file(&to) }
        })
    })?;
    Ok(told(app, &to, &manifest, ("สำรองข้อมูลแล้ว", "backed up to")))
}

/// Brings a backup back into an empty store, or only checks it.
///
/// # Errors
/// Why not; then the store is as it was.
pub fn restore(app: &App, args: &RestoreArgs) -> Result<Outcome, Failure> {
    if !args.file.is_file() {
        let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(Failure::io(&args.file, &missing, false));
    }
    let values = args.settings.values()?;
    let manifest = block_on(async {
        let work = if args.check {
            backup::verify(&args.file).await
        } else {
            // The use case, which ends the sessions that were open when the backup was made.
            maintenance::restore(&args.file, &values.database, SystemClock.now()).await
        };
        work.map_err(|error| not_restored(&error, &args.file, &values))
    })?;
    let words = if args.check {
        ("สำเนาสำรองครบถ้วน", "the backup is whole:")
    } else {
        ("นำข้อมูลกลับมาแล้วจาก", "restored from")
    };
    Ok(told(app, &args.file, &manifest, words))
}

/// What is wrong with the backup is said of its file, all else of the place to restore to.
fn not_restored(error: &store::Error, file: &Path, values: &Values) -> Failure {
    let failure = of_store(error, values);
    match error {
        store::Error::Backup(BackupFault::Occupied) => failure,
        store::Error::Backup(_) | store::Error::Newer { .. } => Failure {
            title: Text::new("ใช้สำเนาสำรองนี้ไม่ได้", "this backup cannot be used"),
            ..failure.in_file(file)
        },
        _ => failure,
    }
}

fn told(app: &App, file: &Path, manifest: &Manifest, words: (&str, &str)) -> Outcome {
    let rows: i64 = manifest.tables.iter().map(|table| table.rows).sum();
    let mut page = Page::new(&app.console);
    let line = Line::toned(Tone::Good, "✓ ").plain(app.console.t(words.0, words.1)).plain(" ");
    page.wrap_after(line, 2, Line::new().verbatim(Tone::Strong, file.display().to_string()));
    let count = app.console.t("ตาราง / แถว: ", "tables / rows: ");
    page.wrap(2, 2, Line::toned(Tone::Dim, format!("{count}{} / {rows}", manifest.tables.len())));
    let json = json!({
        "file": file.display().to_string(),
        "made_at": manifest.made_at.to_string(),
        "tables": manifest.tables.len(),
        "rows": rows,
    });
    Outcome::new(page.finish(), json)
}
