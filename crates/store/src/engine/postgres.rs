//! PostgreSQL: the server, the settings without which nothing is kept, its errors.

use std::collections::HashMap;
use std::error::Error as _;
use std::sync::Arc;

use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};

use super::sqlite::opening_words;
use super::{Connection, Kind, PATIENCE, Param, Purpose, Row, Value, link};
use crate::error::{Error, Result};

/// Statements that a connection keeps prepared before it starts anew.
const MOST_STATEMENTS: usize = 512;

/// What each setting must not be, and what it should be: with these, the server forgets in a power cut what it
/// has confirmed.
const UNSAFE: [(&str, &str, &str); 3] =
    [("fsync", "off", "on"), ("full_page_writes", "off", "on"), ("synchronous_commit", "off", "on")];

pub(crate) struct Server {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl Server {
    pub fn open(place: &link::Server, purpose: Purpose) -> Result<Server> {
        let connected = match &place.tls {
            Some(tls) => place.config.connect(tls.clone()),
            None => place.config.connect(NoTls),
        };
        let client = connected.map_err(|error| match failed(&error, "connecting") {
            Error::Lost(detail) | Error::Engine(detail) => Error::Open(detail),
            other => other,
        })?;
        let mut server = Server { client, statements: HashMap::new() };
        server.check()?;
        let milliseconds = PATIENCE.as_millis();
        server.batch(&format!(
            "SET lock_timeout = {milliseconds}; SET idle_in_transaction_session_timeout = 60000; \
             SET standard_conforming_strings = on"
        ))?;
        if purpose == Purpose::Read {
            server.batch("SET default_transaction_read_only = on")?;
        }
        Ok(server)
    }

    fn check(&mut self) -> Result<()> {
        for (setting, forbidden, needed) in UNSAFE {
            let value = self.setting(setting)?;
            if value == forbidden {
                return Err(Error::Unsafe { setting, value, needed });
            }
        }
        if self.setting("server_encoding")? != "UTF8" {
            return Err(Error::Collation);
        }
        // The order of these four tells bytes from every language's own order.
        let sql = "SELECT CAST(CASE WHEN 'B' < 'a' AND 'ขา' < 'เก' AND '_' < 'a' AND 'a' < 'ก' \
                   THEN 1 ELSE 0 END AS BIGINT)";
        match self.rows(sql, &[])?.first().map(|row| row.int(0)) {
            Some(Ok(1)) => Ok(()),
            _ => Err(Error::Collation),
        }
    }

    fn setting(&mut self, name: &str) -> Result<String> {
        let rows = self.rows("SELECT current_setting($1)", &[Param::from(name)])?;
        rows.first().map_or_else(|| Err(Error::stored("no answer about a setting")), |row| row.text(0))
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(|error| failed(&error, sql))?;
        if MOST_STATEMENTS <= self.statements.len() {
            self.statements.clear();
        }
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (self, ty) {
            (Param::Null, _) => Ok(IsNull::Yes),
            (Param::Int(number), &Type::INT8) => number.to_sql(ty, out),
            (Param::Text(text), &Type::TEXT) => text.to_sql(ty, out),
            (Param::Bytes(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            _ => Err(format!("a parameter is no {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn bound<'a>(params: &'a [Param<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}

impl Connection for Server {
    fn kind(&self) -> Kind {
        Kind::Postgres
    }

    fn rows(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        let statement = self.prepare(sql)?;
        let columns: Arc<[String]> =
            statement.columns().iter().map(|column| column.name().to_owned()).collect();
        let types: Vec<Type> = statement.columns().iter().map(|column| column.type_().clone()).collect();
        let found = self.client.query(&statement, &bound(params)).map_err(|error| failed(&error, sql))?;
        let read = |row: &postgres::Row| -> Result<Row> {
            let mut values = Vec::with_capacity(types.len());
            for (at, ty) in types.iter().enumerate() {
                let wrong = |error: postgres::Error| failed(&error, sql);
                values.push(match *ty {
                    Type::INT8 => row.try_get::<_, Option<i64>>(at).map_err(wrong)?.map(Value::Int),
                    Type::TEXT => row.try_get::<_, Option<String>>(at).map_err(wrong)?.map(Value::Text),
                    Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at).map_err(wrong)?.map(Value::Bytes),
                    _ => return Err(Error::stored(format!("a column of type {ty}"))),
                });
            }
            let values = values.into_iter().map(|value| value.unwrap_or(Value::Null)).collect();
            Ok(Row { columns: columns.clone(), values })
        };
        found.iter().map(read).collect()
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        let statement = self.prepare(sql)?;
        self.client.execute(&statement, &bound(params)).map_err(|error| failed(&error, sql))
    }

    fn add(&mut self, _table: &str, sql: &str, params: &[Param<'_>]) -> Result<Option<Row>> {
        Ok(self.rows(&format!("{sql} RETURNING *"), params)?.into_iter().next())
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        self.client.batch_execute(sql).map_err(|error| failed(&error, sql))
    }
}

fn failed(error: &postgres::Error, sql: &str) -> Error {
    let Some(said) = error.as_db_error() else {
        // What the driver says of itself names neither values nor the password.
        let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
        let detail = format!("{error}{cause}");
        let is_ours = detail.contains("serializing") || detail.contains("deserializing");
        return if is_ours {
            Error::Engine(format!("{detail} in {}", opening_words(sql)))
        } else {
            Error::Lost(detail)
        };
    };
    let thing = || said.constraint().or(said.table()).unwrap_or("?").to_owned();
    match *said.code() {
        SqlState::UNIQUE_VIOLATION => Error::Exists(thing()),
        SqlState::FOREIGN_KEY_VIOLATION => Error::Reference(thing()),
        SqlState::CHECK_VIOLATION | SqlState::NOT_NULL_VIOLATION => Error::Refused(said.message().to_owned()),
        SqlState::DISK_FULL => Error::Full,
        SqlState::IO_ERROR => Error::Disk(said.message().to_owned()),
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => Error::Damaged(said.message().to_owned()),
        SqlState::LOCK_NOT_AVAILABLE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::T_R_SERIALIZATION_FAILURE => Error::Busy,
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
            Error::Lost(said.message().to_owned())
        }
        _ => Error::Engine(format!("{} in {}", said.message(), opening_words(sql))),
    }
}
