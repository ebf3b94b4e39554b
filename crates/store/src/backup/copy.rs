//! Tables from one connection to another, row by row in the order of their keys.

use crate::digest::Canon;
use crate::engine::{Connection, Param, Row, Value, dialect};
use crate::error::{Error, Result};
use crate::schema::{self, Table};
use crate::transaction::Read;

use super::TableDigest;

/// Rows that are held at a time: of tables whose rows hold whole files, and of others.
const FEW: i64 = 16;
const MANY: i64 = 500;

/// The tables that the schema of this connection has, each after those that it refers to.
fn tables(read: &mut Read<'_>) -> Result<Vec<&'static Table>> {
    let names = read.list(dialect::tables(read.kind()), &[], |row| row.text(0))?;
    Ok(schema::inventory()
        .iter()
        .copied()
        .filter(|table| names.iter().any(|name| name == table.name))
        .collect())
}

fn columns(read: &mut Read<'_>, table: &Table) -> Result<Vec<String>> {
    read.list(dialect::columns(read.kind()), &[Param::from(table.name)], |row| row.text(0))
}

/// Copies every table, and answers what was copied.
pub(super) fn all(from: &mut Read<'_>, to: &mut dyn Connection) -> Result<Vec<TableDigest>> {
    let mut copied = Vec::new();
    for table in tables(from)? {
        let columns = columns(from, table)?;
        let places: Vec<String> = (1..=columns.len()).map(|number| format!("${number}")).collect();
        let insert =
            format!("INSERT INTO {} ({}) VALUES ({})", table.name, columns.join(", "), places.join(", "));
        copied.push(each_row(from, table, &columns, |row| {
            let values: Vec<Param<'_>> = row.values.iter().map(Value::param).collect();
            to.execute(&insert, &values).map(drop)
        })?);
    }
    Ok(copied)
}

/// Number of rows and digest of every table.
pub(super) fn digests(read: &mut Read<'_>) -> Result<Vec<TableDigest>> {
    let mut found = Vec::new();
    for table in tables(read)? {
        let columns = columns(read, table)?;
        found.push(each_row(read, table, &columns, |_| Ok(()))?);
    }
    Ok(found)
}

/// Whether no table has a row.
pub(super) fn is_empty(connection: &mut dyn Connection) -> Result<bool> {
    let mut read = Read::new(connection);
    for table in tables(&mut read)? {
        let sql = format!("SELECT COUNT(*) FROM {}", table.name);
        if read.find(&sql, &[], |row| row.int(0))? != Some(0) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn each_row(
    read: &mut Read<'_>,
    table: &Table,
    columns: &[String],
    mut see: impl FnMut(&Row) -> Result<()>,
) -> Result<TableDigest> {
    let limit = if matches!(table.name, "assessments" | "plan_revisions" | "jobs") { FEW } else { MANY };
    let key = table.key.join(", ");
    let places: Vec<String> = (1..=table.key.len()).map(|number| format!("${number}")).collect();
    let list = columns.join(", ");
    let first = format!("SELECT {list} FROM {} ORDER BY {key} LIMIT {limit}", table.name);
    let next = format!(
        "SELECT {list} FROM {} WHERE ({key}) > ({}) ORDER BY {key} LIMIT {limit}",
        table.name,
        places.join(", ")
    );
    let at = |column: &&str| columns.iter().position(|name| name == column);
    let keys: Option<Vec<usize>> = table.key.iter().map(at).collect();
    let keys = keys.ok_or_else(|| Error::stored(format!("the key of {}", table.name)))?;
    let mut canon = Canon::new(table.name);
    let mut rows = 0;
    let mut page = read.rows(&first, &[])?;
    while let Some(last) = page.last() {
        for row in &page {
            canon.row(row);
            canon.end_of_row();
            see(row)?;
            rows += 1;
        }
        let after: Vec<Param<'_>> =
            keys.iter().filter_map(|&at| last.values.get(at)).map(Value::param).collect();
        let following = read.rows(&next, &after)?;
        drop(after);
        page = following;
    }
    Ok(TableDigest { name: table.name.to_owned(), rows, digest: canon.digest() })
}
