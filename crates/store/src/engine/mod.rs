//! The two engines behind one face: statements with `$n`, rows of [`Value`], errors of ours.

pub(crate) mod dialect;
mod link;
pub(crate) mod postgres;
mod readers;
pub(crate) mod sqlite;
mod value;
mod writer;

use std::path::PathBuf;
use std::time::Duration;

pub use link::Link;
pub(crate) use readers::Readers;
pub(crate) use value::{Param, Row, Value, params};
pub(crate) use writer::{Command, Head, Writer};

use crate::error::{Error, Result};

/// Which engine keeps the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One file.
    Sqlite,
    /// A server.
    Postgres,
}

/// A connection of either engine.
pub(crate) trait Connection {
    fn kind(&self) -> Kind;

    /// The rows that a statement answers.
    fn rows(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>>;

    /// How many rows a statement changed.
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64>;

    /// Adds one row to a table with `INSERT INTO …`, and answers the row as it is kept; none if none was added.
    fn add(&mut self, table: &str, sql: &str, params: &[Param<'_>]) -> Result<Option<Row>>;

    /// Several statements without parameters.
    fn batch(&mut self, sql: &str) -> Result<()>;
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
}

/// Where the data is and how it is reached.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    target: Target,
    /// SQLite only: off loses acknowledged writes in a power cut.
    pub full_sync: bool,
    /// SQLite only: most pages that the file may have.
    pub most_pages: Option<u32>,
    /// SQLite only: pages of the log after which it is folded into the file.
    pub log_pages: u32,
}

#[derive(Debug, Clone)]
enum Target {
    File(PathBuf),
    Server(Box<link::Server>),
}

impl Place {
    /// Reads `sqlite:PATH`, `postgres://…` or `postgresql://…`.
    pub fn read(address: &str) -> Result<Place> {
        let target = if let Some(path) = address.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.starts_with(':') {
                return Err(Error::Address("sqlite: needs the path of a file".into()));
            }
            Target::File(PathBuf::from(path))
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Target::Server(Box::new(link::Server::read(address)?))
        } else {
            // The address may hold a password: it is not repeated.
            return Err(Error::Address("it must begin with sqlite: or postgres://".into()));
        };
        Ok(Place { target, full_sync: true, most_pages: None, log_pages: LOG_PAGES })
    }

    pub fn kind(&self) -> Kind {
        match self.target {
            Target::File(_) => Kind::Sqlite,
            Target::Server(_) => Kind::Postgres,
        }
    }

    /// The database file, where it is one.
    pub fn file(&self) -> Option<&std::path::Path> {
        match &self.target {
            Target::File(path) => Some(path),
            Target::Server(_) => None,
        }
    }

    pub fn link(&self) -> Link {
        match &self.target {
            Target::File(_) => Link::Here,
            Target::Server(server) => server.link,
        }
    }

    /// Opens a connection and makes sure that it keeps what it is given.
    pub fn connect(&self, purpose: Purpose) -> Result<Box<dyn Connection>> {
        match &self.target {
            Target::File(path) => Ok(Box::new(sqlite::Lite::open(path, purpose, self)?)),
            Target::Server(server) => Ok(Box::new(postgres::Server::open(server, purpose)?)),
        }
    }

    pub fn begin(&self, purpose: Purpose) -> &'static str {
        dialect::begin(self.kind(), purpose)
    }
}

/// Pages of SQLite's log after which it is folded into the file: 64 MiB. Folding writes each page that was changed once,
/// however often it was changed; with a quarter of that it took a fifth of the time of a server full of small writes.
const LOG_PAGES: u32 = 16_000;

/// How long a statement waits for another program.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
