//! Backups: one file that holds everything, restores on either engine, and can prove that it is whole.
//!
//! A backup is itself an SQLite database with the tables of the store, whichever engine it was made from, and two
//! more: `backup_about` and `backup_tables`, with the number of rows and the digest of each table. It is made from
//! one moment of the data while others go on writing. Restoring goes into an empty place, compares the digests
//! there before it commits, and then brings an old backup to the program's version.

mod copy;
mod fault;
mod manifest;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use jiff::Timestamp;
use tokio::sync::oneshot;

pub use fault::BackupFault;
pub use manifest::{Manifest, TableDigest};

use crate::audit::{self, Checkpoint};
use crate::engine::sqlite::Lite;
use crate::engine::{Place, Purpose};
use crate::error::{Error, Result};
use crate::migrate;
use crate::store::Store;
use crate::transaction::Read;

/// Makes a backup into a new file. A file of that name is not replaced; one that was not finished is left as
/// `NAME.part` and is replaced by the next attempt.
///
/// # Errors
/// [`Error::Backup`] when the file is there already or cannot be written; what reading can answer.
pub async fn make(store: &Store, to: &Path, now: Timestamp) -> Result<Manifest> {
    let to = to.to_path_buf();
    store.read(move |read| make_file(read, &to, now)).await
}

fn make_file(read: &mut Read<'_>, to: &Path, now: Timestamp) -> Result<Manifest> {
    let told = |error: std::io::Error| Error::Backup(BackupFault::Unwritable(error.to_string()));
    if to.exists() {
        return Err(Error::Backup(BackupFault::Exists));
    }
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    match fs::remove_file(&part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(told(error)),
        _ => {}
    }
    let mut file = Lite::create_single(&part)?;
    let version = read_version(read)?;
    migrate::run(&mut file, Some(version))?;
    let manifest = migrate::in_transaction(&mut file, |file| {
        let tables = copy::all(read, file)?;
        let audit = Checkpoint::take(read)?;
        let manifest = Manifest { version, made_at: now, made_from: read.kind(), audit, tables };
        manifest.write(file)?;
        Ok(manifest)
    })?;
    drop(file);
    // SQLite has synced the file; its new name has to reach the disk as well, where the system allows it.
    fs::rename(&part, to).map_err(told)?;
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty())
        && let Ok(folder) = fs::File::open(folder)
    {
        // Folders cannot be synced everywhere; the file itself is safe.
        let _ = folder.sync_all();
    }
    Ok(manifest)
}

fn read_version(read: &mut Read<'_>) -> Result<i64> {
    let found = read.find("SELECT MAX(version) FROM migrations", &[], |row| row.int(0))?;
    found.ok_or(Error::NotFound("migrations"))
}

/// Is a backup whole? Reads all of it: the file's own structure, the digest of every table, the audit trail.
///
/// # Errors
/// [`Error::Backup`] when it is no backup or not whole.
pub async fn verify(file: &Path) -> Result<Manifest> {
    let file = file.to_path_buf();
    on_a_thread(move || open_verified(&file).map(|(_, manifest)| manifest)).await
}

fn open_verified(path: &Path) -> Result<(Lite, Manifest)> {
    // What the engine says here is said of the backup, not of the database in use.
    whole(path).map_err(|error| match error {
        Error::Damaged(why)
        | Error::Foreign(why)
        | Error::Stored(why)
        | Error::Engine(why)
        | Error::Open(why) => Error::Backup(BackupFault::Damaged(why)),
        other => other,
    })
}

fn whole(path: &Path) -> Result<(Lite, Manifest)> {
    if !path.is_file() {
        return Err(Error::Backup(BackupFault::Missing));
    }
    let mut file = Lite::open_fixed(path)?;
    let manifest = Manifest::read(&mut file)?;
    if let Some(problem) = file.problems()?.into_iter().next() {
        return Err(Error::Damaged(problem));
    }
    let found = copy::digests(&mut Read::new(&mut file))?;
    manifest.compare(&found)?;
    let trail = audit::verify_chain(&mut Read::new(&mut file), &[manifest.audit])?;
    if let Some(problem) = trail.problems.first() {
        return Err(Error::Backup(BackupFault::Trail(format!("{problem:?}"))));
    }
    Ok((file, manifest))
}

/// Restores a backup into a place without data, and answers what was restored. Nothing is saved unless every
/// table has the digest of the backup. Sessions that were open in it are open again: end them with
/// [`crate::sessions::end_all`].
///
/// # Errors
/// As [`verify`]; [`Error::Backup`] when there is data already; what opening the place can answer.
pub async fn restore(file: &Path, address: &str) -> Result<Manifest> {
    let (file, place) = (file.to_path_buf(), Place::read(address)?);
    on_a_thread(move || {
        let (mut file, manifest) = open_verified(&file)?;
        if migrate::NEWEST < manifest.version {
            return Err(Error::Newer { found: manifest.version, known: migrate::NEWEST });
        }
        let mut target = place.connect(Purpose::Write)?;
        migrate::run(target.as_mut(), Some(manifest.version))?;
        migrate::in_transaction(target.as_mut(), |target| {
            if migrate::version(target)? != manifest.version || !copy::is_empty(target)? {
                return Err(Error::Backup(BackupFault::Occupied));
            }
            copy::all(&mut Read::new(&mut file), target)?;
            let found = copy::digests(&mut Read::new(target))?;
            manifest.compare(&found)
        })?;
        migrate::run(target.as_mut(), None)?;
        Ok(manifest)
    })
    .await
}

/// Number of rows and digest of every table of an open store, in the order in which they are copied.
///
/// # Errors
/// When they cannot be read.
pub fn digests(read: &mut Read<'_>) -> Result<Vec<TableDigest>> {
    copy::digests(read)
}

/// What is wrong with an open store: the file's structure (SQLite), then the audit trail, also against checkpoints
/// that were kept elsewhere. Nothing when it is sound.
///
/// # Errors
/// When it cannot be read.
pub async fn examine(store: &Store, kept: Vec<Checkpoint>) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    if let Some(path) = store.file() {
        let path = path.to_path_buf();
        problems = on_a_thread(move || Lite::open_fixed(&path)?.problems()).await?;
    }
    let trail = store.read(move |read| audit::verify_chain(read, &kept)).await?;
    problems.extend(trail.problems.iter().map(|problem| format!("audit trail: {problem:?}")));
    Ok(problems)
}

/// Long work with connections of its own, off the threads that serve requests.
async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let (reply, answer) = oneshot::channel();
    let run = move || {
        // Whoever asked may have gone; the work is done either way.
        let _ = reply.send(work());
    };
    thread::Builder::new().name("store-backup".into()).spawn(run).map_err(|e| Error::Open(e.to_string()))?;
    answer.await.unwrap_or(Err(Error::Stopped))
}
