//! What a closure gets to read or write with.

use std::ops::{Deref, DerefMut};

use crate::engine::{Connection, Head, Kind, Param, Row};
use crate::error::{Error, Result};

/// Reading: everything it shows is of one moment.
pub struct Read<'c> {
    connection: &'c mut dyn Connection,
    failed: Option<Error>,
    changes_access: bool,
}

impl<'c> Read<'c> {
    pub(crate) fn new(connection: &'c mut dyn Connection) -> Read<'c> {
        Read { connection, failed: None, changes_access: false }
    }

    /// Which engine keeps the data.
    pub fn kind(&self) -> Kind {
        self.connection.kind()
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    pub(crate) fn rows(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        self.changes_access |= changes_access(sql);
        self.guarded(params, |connection| connection.rows(sql, params))
    }

    pub(crate) fn list<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.rows(sql, params)?.iter().map(read).collect()
    }

    pub(crate) fn find<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        read: impl Fn(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        self.rows(sql, params)?.first().map(read).transpose()
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        self.changes_access |= changes_access(sql);
        self.guarded(params, |connection| connection.execute(sql, params))
    }

    pub(crate) fn add(&mut self, table: &str, sql: &str, params: &[Param<'_>]) -> Result<Option<Row>> {
        self.changes_access |= changes_access(sql);
        self.guarded(params, |connection| connection.add(table, sql, params))
    }

    /// After a failed statement PostgreSQL refuses every further one of the transaction; SQLite would go on. Both
    /// refuse here, so that a closure that passes over an error does so on neither.
    /// Nor does PostgreSQL keep text with a NUL in it, which SQLite would.
    fn guarded<T>(
        &mut self,
        params: &[Param<'_>],
        work: impl FnOnce(&mut dyn Connection) -> Result<T>,
    ) -> Result<T> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let has_nul = |param: &Param<'_>| matches!(param, Param::Text(text) if text.as_bytes().contains(&0));
        let done = if params.iter().any(has_nul) {
            Err(Error::Refused("text with a NUL character".into()))
        } else {
            work(self.connection)
        };
        done.inspect_err(|error| self.failed = Some(error.clone()))
    }
}

/// Writing: all of it is saved, or nothing.
pub struct Write<'c> {
    read: Read<'c>,
    pub(crate) head: &'c mut Head,
}

impl<'c> Write<'c> {
    pub(crate) fn new(connection: &'c mut dyn Connection, head: &'c mut Head) -> Write<'c> {
        Write { read: Read::new(connection), head }
    }

    /// The error after which the whole transaction is of no use, if one came.
    pub(crate) fn take_stopping(&mut self) -> Option<Error> {
        self.read.failed.take_if(|error| error.breaks_connection())
    }

    /// Whether a statement changed what decides who may come in, and as what.
    pub(crate) fn changes_access(&self) -> bool {
        self.read.changes_access
    }

    /// The error of a statement that a closure passed over.
    pub(crate) fn passed_over(&self) -> Option<&Error> {
        self.read.failed.as_ref()
    }
}

impl<'c> Deref for Write<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}

impl<'c> DerefMut for Write<'c> {
    fn deref_mut(&mut self) -> &mut Read<'c> {
        &mut self.read
    }
}

/// What decides who may come in, as what, and by which name.
const ACCESS: [&str; 4] = ["agencies", "memberships", "people", "sessions"];

/// Whether a statement changes one of these tables. All changes pass here as text, so that none can be forgotten;
/// what is not understood counts as one.
fn changes_access(sql: &str) -> bool {
    let mut words = sql.split_ascii_whitespace();
    let table = match words.next() {
        Some("SELECT") => return false,
        Some("UPDATE") => words.next(),
        Some("INSERT" | "DELETE") => words.nth(1),
        _ => None,
    };
    table.is_none_or(|table| {
        ACCESS.contains(&table) || !table.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::changes_access;

    #[test]
    fn changes_of_access_are_seen_in_the_text() {
        for sql in [
            "UPDATE sessions SET ended_at = $2",
            "INSERT INTO people (id) VALUES ($1)",
            "INSERT INTO memberships(id) VALUES ($1)",
            "DELETE FROM sessions WHERE id = $1",
            "WITH old AS (SELECT 1) DELETE FROM sessions",
            "",
        ] {
            assert!(changes_access(sql), "{sql}");
        }
        for sql in [
            "SELECT id FROM sessions",
            "INSERT INTO session_uses (session_id) VALUES ($1)",
            "INSERT INTO audit (seq) VALUES ($1)",
            "UPDATE units SET name = $2",
        ] {
            assert!(!changes_access(sql), "{sql}");
        }
    }
}
