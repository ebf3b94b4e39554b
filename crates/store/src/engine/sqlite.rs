//! SQLite: the file, its settings, its errors.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::ffi::ErrorCode;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, OpenFlags, ToSql};

use super::{Connection, Kind, PATIENCE, Param, Place, Purpose, Row, Value};
use crate::error::{Error, Result};

pub(crate) struct Lite {
    connection: rusqlite::Connection,
    /// Statements by their text with `$n`.
    known: HashMap<String, Known>,
}

/// A statement that was prepared before.
struct Known {
    /// Its text with `?n`.
    sql: String,
    /// The columns of its rows.
    columns: Arc<[String]>,
}

/// Statements that a connection knows before it starts anew; the first number is how many stay prepared.
const PREPARED: usize = 256;
const MOST_KNOWN: usize = 512;

impl Lite {
    pub fn open(path: &Path, purpose: Purpose, place: &Place) -> Result<Lite> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if purpose == Purpose::Write {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
            make_private(path)?;
        }
        let connection = rusqlite::Connection::open_with_flags(path, flags).map_err(opening)?;
        connection.busy_timeout(PATIENCE).map_err(opening)?;
        // Otherwise statements whose values could lead to another plan are prepared anew whenever a value changes.
        let keep_plans = DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG;
        connection.set_db_config(keep_plans, true).map_err(opening)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        let mut lite = Lite::on(connection);
        lite.set_up(purpose, place).map_err(|error| match error {
            Error::Engine(detail) => Error::Open(detail),
            other => other,
        })?;
        Ok(lite)
    }

    /// Opens a finished backup, which nothing may change.
    pub fn open_fixed(path: &Path) -> Result<Lite> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(path, flags).map_err(opening)?;
        connection.busy_timeout(PATIENCE).map_err(opening)?;
        let mut lite = Lite::on(connection);
        lite.batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")?;
        Ok(lite)
    }

    /// Makes a new file for a backup: no log beside it, on disk when the transaction has ended.
    pub fn create_single(path: &Path) -> Result<Lite> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        make_private(path)?;
        let connection = rusqlite::Connection::open_with_flags(path, flags).map_err(opening)?;
        connection.set_prepared_statement_cache_capacity(64);
        let mut lite = Lite::on(connection);
        lite.batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")?;
        Ok(lite)
    }

    fn set_up(&mut self, purpose: Purpose, place: &Place) -> Result<()> {
        let sync = if place.full_sync { "FULL" } else { "NORMAL" };
        // `fullfsync` is for macOS, where a plain fsync stops at the cache of the disk.
        self.batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = {sync}; PRAGMA fullfsync = ON; \
             PRAGMA checkpoint_fullfsync = ON; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; \
             PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; \
             PRAGMA wal_autocheckpoint = {}",
            place.log_pages
        ))?;
        // A file system that cannot share memory between processes silently keeps another journal.
        let mode = self.setting("journal_mode")?;
        if mode != Value::Text("wal".into()) {
            return Err(Error::Unsafe { setting: "journal_mode", value: plain(&mode), needed: "wal" });
        }
        let level = self.setting("synchronous")?;
        if place.full_sync && level != Value::Int(2) {
            return Err(Error::Unsafe { setting: "synchronous", value: plain(&level), needed: "FULL" });
        }
        if purpose == Purpose::Read {
            self.batch("PRAGMA query_only = ON")?;
        } else if let Some(most) = place.most_pages {
            self.batch(&format!("PRAGMA max_page_count = {most}"))?;
        }
        Ok(())
    }

    fn setting(&mut self, name: &str) -> Result<Value> {
        let rows = self.rows(&format!("PRAGMA {name}"), &[])?;
        Ok(rows.into_iter().next().and_then(|row| row.values.into_iter().next()).unwrap_or(Value::Null))
    }

    /// What SQLite finds wrong with the file; nothing when it is sound.
    pub fn problems(&mut self) -> Result<Vec<String>> {
        let mut problems = Vec::new();
        for check in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
            for row in self.rows(check, &[])? {
                let found = row.values.iter().map(plain).collect::<Vec<_>>().join(" ");
                if found != "ok" {
                    problems.push(found);
                }
            }
        }
        Ok(problems)
    }

    fn on(connection: rusqlite::Connection) -> Lite {
        Lite { connection, known: HashMap::new() }
    }

    fn prepare(&mut self, sql: &str) -> Result<(CachedStatement<'_>, Arc<[String]>)> {
        if let Some(known) = self.known.get(sql) {
            let statement = self.connection.prepare_cached(&known.sql).map_err(|error| failed(error, sql))?;
            return Ok((statement, Arc::clone(&known.columns)));
        }
        // SQLite numbers `$2` by where it first stands; `?2` is the second value wherever it stands.
        let numbered = sql.replace('$', "?");
        let statement = self.connection.prepare_cached(&numbered).map_err(|error| failed(error, sql))?;
        let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
        if MOST_KNOWN <= self.known.len() {
            self.known.clear();
        }
        self.known.insert(sql.to_owned(), Known { sql: numbered, columns: Arc::clone(&columns) });
        Ok((statement, columns))
    }
}

/// Makes a file that is not there yet so that only its owner can read it; SQLite gives its log the same rights.
/// Where rights are kept otherwise, the folder's hold.
fn make_private(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(Error::Open(error.to_string())),
        _ => Ok(()),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "-".into(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => format!("{} bytes", bytes.len()),
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Param::Null => ValueRef::Null,
            Param::Int(number) => ValueRef::Integer(*number),
            Param::Text(text) => ValueRef::Text(text.as_bytes()),
            Param::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

impl Connection for Lite {
    fn kind(&self) -> Kind {
        Kind::Sqlite
    }

    fn rows(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        let (mut statement, columns) = self.prepare(sql)?;
        let width = columns.len();
        let mut found =
            statement.query(rusqlite::params_from_iter(params)).map_err(|error| failed(error, sql))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(|error| failed(error, sql))? {
            let mut values = Vec::with_capacity(width);
            for at in 0..width {
                values.push(match row.get_ref(at).map_err(|error| failed(error, sql))? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Int(number),
                    ValueRef::Text(text) => Value::Text(
                        std::str::from_utf8(text)
                            .map_err(|_| Error::stored("text that is not UTF-8"))?
                            .to_owned(),
                    ),
                    ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
                    ValueRef::Real(_) => return Err(Error::stored("a number with a fraction")),
                });
            }
            rows.push(Row { columns: columns.clone(), values });
        }
        Ok(rows)
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        let (mut statement, _) = self.prepare(sql)?;
        let changed =
            statement.execute(rusqlite::params_from_iter(params)).map_err(|error| failed(error, sql))?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    /// Not with `RETURNING`, for whose answer SQLite opens a temporary table each time: reading the row costs less.
    fn add(&mut self, table: &str, sql: &str, params: &[Param<'_>]) -> Result<Option<Row>> {
        if self.execute(sql, params)? != 1 {
            return Ok(None);
        }
        let added = format!("SELECT * FROM {table} WHERE rowid = last_insert_rowid()");
        Ok(self.rows(&added, &[])?.into_iter().next())
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        if matches!(sql, "BEGIN" | "BEGIN IMMEDIATE" | "COMMIT" | "ROLLBACK") {
            return self.execute(sql, &[]).map(drop);
        }
        // It may change tables, and with them the columns of `SELECT *`.
        self.known.clear();
        self.connection.execute_batch(sql).map_err(|error| failed(error, sql))
    }
}

fn opening(error: rusqlite::Error) -> Error {
    match failed(error, "opening") {
        Error::Engine(detail) => Error::Open(detail),
        other => other,
    }
}

fn failed(error: rusqlite::Error, sql: &str) -> Error {
    let rusqlite::Error::SqliteFailure(code, message) = &error else {
        return Error::Engine(format!("{error} in {}", opening_words(sql)));
    };
    let message = message.clone().unwrap_or_else(|| code.to_string());
    match (code.code, code.extended_code) {
        // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE, _ROWID
        (_, 1555 | 2067 | 2579) => Error::Exists(last_words(&message)),
        // SQLITE_CONSTRAINT_FOREIGNKEY
        (_, 787) => Error::Reference(opening_words(sql)),
        (ErrorCode::ConstraintViolation, _) => Error::Refused(message),
        (ErrorCode::DiskFull, _) => Error::Full,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Error::Busy,
        (ErrorCode::SystemIoFailure, extended) => Error::Disk(format!("{message}, code {extended}")),
        (ErrorCode::DatabaseCorrupt, _) => Error::Damaged(message),
        (ErrorCode::NotADatabase, _) => Error::Foreign(message),
        (ErrorCode::CannotOpen | ErrorCode::PermissionDenied, _) => Error::Open(message),
        (ErrorCode::ReadOnly, _) => Error::Disk(message),
        _ => Error::Engine(format!("{message} in {}", opening_words(sql))),
    }
}

/// `UNIQUE constraint failed: agencies.code` becomes `agencies.code`.
fn last_words(message: &str) -> String {
    message.rsplit(": ").next().unwrap_or(message).to_owned()
}

/// The beginning of a statement, without values, for messages.
pub(super) fn opening_words(sql: &str) -> String {
    sql.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
}
