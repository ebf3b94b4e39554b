//! The steps of the schema: only forward, each in a transaction, each with its digest beside it.

use crate::digest::Digest;
use crate::engine::{Connection, Kind, Purpose, dialect, params};
use crate::error::{Error, Result};

struct Step {
    version: i64,
    name: &'static str,
    sql: &'static str,
    /// Tables of this step that are only added to.
    guarded: &'static [&'static str],
}

/// A released step is never edited: a change of the schema is a further step.
const STEPS: [Step; 5] = [
    Step {
        version: 1,
        name: "people and audit",
        sql: include_str!("../migrations/0001_people_and_audit.sql"),
        guarded: &["audit"],
    },
    Step {
        version: 2,
        name: "assessments and plans",
        sql: include_str!("../migrations/0002_assessments_and_plans.sql"),
        guarded: &["assessments", "scores", "publications", "plan_revisions"],
    },
    Step { version: 3, name: "jobs", sql: include_str!("../migrations/0003_jobs.sql"), guarded: &[] },
    Step {
        version: 4,
        name: "sign-in",
        sql: include_str!("../migrations/0004_sign_in.sql"),
        guarded: &["successions"],
    },
    Step {
        version: 5,
        name: "identities",
        sql: include_str!("../migrations/0005_identities.sql"),
        guarded: &[],
    },
];

/// The version of the schema that this program works with.
pub(crate) const NEWEST: i64 = 5;

const _: () = assert!(STEPS.len() == 5, "NEWEST is the last step's version");

/// Brings a database to a version, the newest if none is told. A database that is there already runs nothing.
pub(crate) fn run(connection: &mut dyn Connection, to: Option<i64>) -> Result<()> {
    let to = to.unwrap_or(NEWEST);
    refuse_foreign(connection)?;
    for step in STEPS.iter().filter(|step| step.version <= to) {
        // In a transaction each, begun before looking, so that of two programs that start together one waits.
        in_transaction(connection, |connection| apply(connection, step))?;
    }
    let found = version(connection)?;
    if NEWEST < found { Err(Error::Newer { found, known: NEWEST }) } else { Ok(()) }
}

/// Tables of another program are left alone.
fn refuse_foreign(connection: &mut dyn Connection) -> Result<()> {
    let tables: Vec<String> = connection
        .rows(dialect::tables(connection.kind()), &[])?
        .iter()
        .map(|row| row.text(0))
        .collect::<Result<_>>()?;
    if tables.is_empty() || tables.iter().any(|name| name == "migrations") {
        return Ok(());
    }
    let shown: Vec<&str> = tables.iter().take(3).map(String::as_str).collect();
    Err(Error::Foreign(shown.join(", ")))
}

/// The newest step that was applied; 0 for a database without any.
pub(crate) fn version(connection: &mut dyn Connection) -> Result<i64> {
    let sql = "SELECT COALESCE(MAX(version), CAST(0 AS BIGINT)) FROM migrations";
    connection.rows(sql, &[])?.first().map_or(Ok(0), |row| row.int(0))
}

/// Runs work in a write transaction of its own.
pub(crate) fn in_transaction<T>(
    connection: &mut dyn Connection,
    work: impl FnOnce(&mut dyn Connection) -> Result<T>,
) -> Result<T> {
    connection.batch(dialect::begin(connection.kind(), Purpose::Write))?;
    match work(connection) {
        Ok(done) => connection.batch("COMMIT").map(|()| done),
        Err(error) => {
            // The first error is the one to tell; the connection is given up after it.
            let _ = connection.batch("ROLLBACK");
            Err(error)
        }
    }
}

fn apply(connection: &mut dyn Connection, step: &Step) -> Result<()> {
    connection.batch(
        "CREATE TABLE IF NOT EXISTS migrations (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, \
         digest TEXT NOT NULL)",
    )?;
    let digest = Digest::of(step.sql.replace("\r\n", "\n").as_bytes()).to_string();
    let found = connection.rows("SELECT digest FROM migrations WHERE version = $1", params![step.version])?;
    if let Some(row) = found.first() {
        return if row.text(0)? == digest { Ok(()) } else { Err(Error::StepChanged(step.version)) };
    }
    connection.batch(step.sql)?;
    for table in step.guarded {
        connection.batch(&dialect::guard(connection.kind(), table))?;
    }
    let sql = "INSERT INTO migrations (version, name, digest) VALUES ($1, $2, $3)";
    connection.execute(sql, params![step.version, step.name, &digest])?;
    if connection.kind() == Kind::Sqlite {
        // For those who look at the file with other tools.
        connection.batch(&format!("PRAGMA user_version = {}", step.version))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_follow_each_other_to_the_newest() {
        assert!(STEPS.iter().map(|step| step.version).eq(1..=NEWEST));
    }

    /// Releasing a step fixes it: whoever edits one instead of adding another meets this test.
    #[test]
    fn only_three_types_of_columns() {
        for step in &STEPS {
            let code: String = step.sql.lines().filter(|line| !line.starts_with("--")).collect();
            for word in ["INTEGER", "BOOLEAN", "TIMESTAMP", "BLOB", "SERIAL", "REAL", "VARCHAR", "JSON"] {
                assert!(!code.contains(word), "step {} has {word}", step.version);
            }
        }
    }
}
