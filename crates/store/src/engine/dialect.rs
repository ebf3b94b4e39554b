//! Everything in which the two engines differ, apart from their drivers.

use super::{Kind, Purpose};

/// Opens a transaction. Readers see one state of the data from the first statement to the last.
pub(crate) fn begin(kind: Kind, purpose: Purpose) -> &'static str {
    match (kind, purpose) {
        (Kind::Sqlite, Purpose::Read) => "BEGIN",
        // IMMEDIATE, because a transaction that begins as a reader cannot always become a writer.
        (Kind::Sqlite, Purpose::Write) => "BEGIN IMMEDIATE",
        (Kind::Postgres, Purpose::Read) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        // The lock holds off the writers of other processes, so that the audit chain has one end.
        (Kind::Postgres, Purpose::Write) => "BEGIN; SELECT pg_advisory_xact_lock(7046029254386353131)",
    }
}

/// Columns of a table with their types, in order: (name, type in capitals).
pub(crate) fn columns(kind: Kind) -> &'static str {
    match kind {
        Kind::Sqlite => "SELECT name, upper(type) FROM pragma_table_info($1) ORDER BY cid",
        Kind::Postgres => {
            "SELECT CAST(column_name AS TEXT), CASE data_type WHEN 'text' THEN 'TEXT' WHEN 'bigint' THEN 'BIGINT' \
             WHEN 'bytea' THEN 'BYTEA' ELSE upper(data_type) END FROM information_schema.columns \
             WHERE table_schema = current_schema() AND CAST(table_name AS TEXT) = $1 ORDER BY ordinal_position"
        }
    }
}

/// Names of all tables of ours.
pub(crate) fn tables(kind: Kind) -> &'static str {
    match kind {
        Kind::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
             ORDER BY name"
        }
        Kind::Postgres => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name"
        }
    }
}

/// Makes the database itself refuse to change or delete rows of a table.
pub(crate) fn guard(kind: Kind, table: &str) -> String {
    let (update, delete) = (format!("{table}_no_update"), format!("{table}_no_delete"));
    match kind {
        Kind::Sqlite => format!(
            "CREATE TRIGGER IF NOT EXISTS {update} BEFORE UPDATE ON {table} \
             BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END; \
             CREATE TRIGGER IF NOT EXISTS {delete} BEFORE DELETE ON {table} \
             BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END;"
        ),
        Kind::Postgres => format!(
            "CREATE OR REPLACE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $body$ \
             BEGIN RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $body$; \
             DROP TRIGGER IF EXISTS {update} ON {table}; \
             CREATE TRIGGER {update} BEFORE UPDATE OR DELETE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION only_added_to(); \
             DROP TRIGGER IF EXISTS {delete} ON {table}; \
             CREATE TRIGGER {delete} BEFORE TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();"
        ),
    }
}
