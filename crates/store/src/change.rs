//! A change and its audit row, always together.

use crate::act::Act;
use crate::digest::{self, Digest};
use crate::engine::{Param, Row};
use crate::error::{Error, Result};
use crate::id::AgencyId;
use crate::schema::Table;
use crate::transaction::Write;

/// What an audit row says of a change beside who and when.
#[derive(Clone, Copy)]
pub(crate) struct Deed<'a> {
    /// `agency.add`: the subject and what is done to it.
    pub action: &'static str,
    pub table: &'static Table,
    /// The agency whose affairs these are.
    pub agency: Option<&'a AgencyId>,
}

impl Write<'_> {
    /// Adds a row with `INSERT INTO …`, and its audit row.
    pub(crate) fn insert(
        &mut self,
        act: &Act,
        deed: Deed<'_>,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<()> {
        let row = self.add(deed.table.name, sql, params)?.ok_or(Error::NotFound(deed.table.name))?;
        let object = object(deed.table, &row)?;
        self.record(act, deed, &object, None, Some(digest::of_row(deed.table.name, &row)))
    }

    /// Changes the one row that has a key, with `UPDATE … WHERE …`, and adds its audit row.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such row, or the `WHERE` finds it in another state.
    pub(crate) fn update(
        &mut self,
        act: &Act,
        deed: Deed<'_>,
        key: &[Param<'_>],
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<()> {
        let before = self.row_of(deed.table, key)?.ok_or(Error::NotFound(deed.table.name))?;
        let rows = self.rows(&format!("{sql} RETURNING *"), params)?;
        let [after] = rows.as_slice() else { return Err(Error::NotFound(deed.table.name)) };
        let object = object(deed.table, after)?;
        let (before, after) =
            (digest::of_row(deed.table.name, &before), digest::of_row(deed.table.name, after));
        self.record(act, deed, &object, Some(before), Some(after))
    }

    /// Takes the row with a key away, and adds its audit row.
    pub(crate) fn delete(&mut self, act: &Act, deed: Deed<'_>, key: &[Param<'_>]) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE {} RETURNING *", deed.table.name, condition(deed.table));
        let rows = self.rows(&sql, key)?;
        let [row] = rows.as_slice() else { return Err(Error::NotFound(deed.table.name)) };
        let object = object(deed.table, row)?;
        self.record(act, deed, &object, Some(digest::of_row(deed.table.name, row)), None)
    }

    fn record(
        &mut self,
        act: &Act,
        deed: Deed<'_>,
        object: &str,
        before: Option<Digest>,
        after: Option<Digest>,
    ) -> Result<()> {
        let agency = deed.agency.or(act.agency.as_ref()).copied();
        crate::audit::append(self, act, agency, deed.action, object, before, after)
    }

    fn row_of(&mut self, table: &Table, key: &[Param<'_>]) -> Result<Option<Row>> {
        let sql = format!("SELECT * FROM {} WHERE {}", table.name, condition(table));
        Ok(self.rows(&sql, key)?.into_iter().next())
    }
}

/// `id = $1`, or as many as the key has columns.
pub(crate) fn condition(table: &Table) -> String {
    let parts = table.key.iter().zip(1..).map(|(column, number)| format!("{column} = ${number}"));
    parts.collect::<Vec<_>>().join(" AND ")
}

/// `agencies/01j…`: how the audit trail names a row.
pub(crate) fn object(table: &Table, row: &Row) -> Result<String> {
    let mut object = table.name.to_owned();
    for column in table.key {
        let at = row.columns.iter().position(|name| name == column);
        let at = at.ok_or_else(|| Error::stored(format!("no column {column} in {}", table.name)))?;
        object.push('/');
        match row.values.get(at).map(crate::engine::Value::param) {
            Some(Param::Text(text)) => object.push_str(&text),
            Some(Param::Int(number)) => object.push_str(&number.to_string()),
            _ => return Err(Error::stored(format!("key {column} of {}", table.name))),
        }
    }
    Ok(object)
}
