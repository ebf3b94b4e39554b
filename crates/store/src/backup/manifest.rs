//! What a backup says of itself.

use jiff::Timestamp;

use super::BackupFault;
use crate::audit::Checkpoint;
use crate::digest::Digest;
use crate::engine::{Connection, Kind, params};
use crate::error::{Error, Result};
use crate::moment;

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Version of the schema.
    pub version: i64,
    /// When it was made.
    pub made_at: Timestamp,
    /// The engine that it was made from.
    pub made_from: Kind,
    /// The end of the audit trail.
    pub audit: Checkpoint,
    /// Every table, in the order in which it was copied.
    pub tables: Vec<TableDigest>,
}

/// A table as a number of rows and a digest over all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDigest {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: i64,
    /// Over every value of every row in the order of the key: the same on both engines.
    pub digest: Digest,
}

const FORMAT: &str = "prongsai-backup-1";

impl Manifest {
    pub(super) fn write(&self, file: &mut dyn Connection) -> Result<()> {
        file.batch(
            "CREATE TABLE backup_about (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL); \
             CREATE TABLE backup_tables (position BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, \
             row_count BIGINT NOT NULL, digest TEXT NOT NULL)",
        )?;
        let from = match self.made_from {
            Kind::Sqlite => "sqlite",
            Kind::Postgres => "postgres",
        };
        let about = [
            ("format", FORMAT.to_owned()),
            ("version", self.version.to_string()),
            ("made_at", moment::text(self.made_at)),
            ("made_from", from.to_owned()),
            ("audit", self.audit.to_string()),
        ];
        for (name, value) in &about {
            file.execute("INSERT INTO backup_about (name, value) VALUES ($1, $2)", params![*name, value])?;
        }
        for (position, table) in (1i64..).zip(&self.tables) {
            let sql = "INSERT INTO backup_tables (position, name, row_count, digest) VALUES ($1, $2, $3, $4)";
            file.execute(sql, params![position, &table.name, table.rows, &table.digest.to_string()])?;
        }
        Ok(())
    }

    pub(super) fn read(file: &mut dyn Connection) -> Result<Manifest> {
        let about = match file.rows("SELECT name, value FROM backup_about", &[]) {
            Err(Error::Engine(_)) => return Err(Error::Backup(BackupFault::Foreign)),
            about => about?,
        };
        let value = |wanted: &str| -> Result<String> {
            for row in &about {
                if row.text(0)? == wanted {
                    return row.text(1);
                }
            }
            Err(Error::Backup(BackupFault::About(wanted.to_owned())))
        };
        if value("format")? != FORMAT {
            return Err(Error::Backup(BackupFault::Format));
        }
        let wrong = |name: &str| Error::Backup(BackupFault::About(name.to_owned()));
        let made_from = match value("made_from")?.as_str() {
            "sqlite" => Kind::Sqlite,
            "postgres" => Kind::Postgres,
            _ => return Err(wrong("made_from")),
        };
        let tables = file.rows("SELECT name, row_count, digest FROM backup_tables ORDER BY position", &[])?;
        let table = |row: &crate::engine::Row| {
            Ok(TableDigest { name: row.text(0)?, rows: row.int(1)?, digest: row.parsed(2)? })
        };
        Ok(Manifest {
            version: value("version")?.parse().map_err(|_| wrong("version"))?,
            made_at: moment::read(&value("made_at")?)?,
            made_from,
            audit: value("audit")?.parse().map_err(|_| wrong("audit"))?,
            tables: tables.iter().map(table).collect::<Result<_>>()?,
        })
    }

    /// Holds what was found against what the backup says.
    pub(super) fn compare(&self, found: &[TableDigest]) -> Result<()> {
        for (said, found) in self.tables.iter().zip(found) {
            if said != found {
                return Err(Error::Backup(BackupFault::Table(said.name.clone())));
            }
        }
        if self.tables.len() == found.len() { Ok(()) } else { Err(Error::Backup(BackupFault::Tables)) }
    }
}
