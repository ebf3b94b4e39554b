//! The store: where it is, how it is opened, read and written.

use std::sync::Arc;

use tokio::sync::oneshot;

use crate::engine::{Command, Kind, Link, Place, Readers, Writer};
use crate::error::{Error, Result};
use crate::migrate;
use crate::transaction::{Read, Write};

/// An open store; clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    place: Place,
    writer: Writer,
    readers: Readers,
}

/// Whether the store takes changes at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Reading and writing.
    Normal,
    /// Reading only, since the disk was full or failed; see [`Store::resume`].
    ReadOnly,
}

/// What a store has written since it was opened: how many changes share a commit tells how well syncs are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Transactions that reached the disk.
    pub commits: u64,
    /// Changes in them, refused ones too.
    pub changes: u64,
}

/// How a store is opened, beside its address. The default is what every installation needs.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Leave the database at this version of the schema; the program's own is the newest. For tests of upgrades
    /// and for restoring an old backup.
    pub version: Option<i64>,
    /// SQLite: the file may not grow beyond so many pages of 4 KiB. For tests of a full disk.
    pub most_pages: Option<u32>,
    /// SQLite: after so many pages the log is folded into the file; 4,000 if none is told.
    pub log_pages: Option<u32>,
    /// SQLite: do not wait for the disk at a commit. What was saved last is lost in a power cut: only for tests
    /// that must see such a loss.
    #[doc(hidden)]
    pub forgetful: bool,
}

impl Store {
    /// Opens the store at `sqlite:PATH` or `postgres://…`, making it or bringing it to this program's version. A
    /// server on another machine is reached by TLS; `sslrootcert=FILE` in the address names whom to trust.
    ///
    /// # Errors
    /// [`Error::Address`], [`Error::Open`]; [`Error::Unsafe`] and [`Error::Collation`] when the database would
    /// lose or misplace data; [`Error::Newer`] and [`Error::StepChanged`] when it is not of this program.
    pub async fn open(address: &str) -> Result<Store> {
        Store::open_with(address, &Options::default()).await
    }

    /// Opens the store with options.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with(address: &str, options: &Options) -> Result<Store> {
        let mut place = Place::read(address)?;
        place.full_sync = !options.forgetful;
        place.most_pages = options.most_pages;
        place.log_pages = options.log_pages.unwrap_or(place.log_pages);
        let version = options.version;
        let writer = Writer::start(&place, move |connection| migrate::run(connection, version)).await?;
        let readers = Readers::start(&place)?;
        Ok(Store { inner: Arc::new(Inner { place, writer, readers }) })
    }

    /// Which engine keeps the data.
    pub fn kind(&self) -> Kind {
        self.inner.place.kind()
    }

    /// How data travels to the database.
    pub fn link(&self) -> Link {
        self.inner.place.link()
    }

    /// The database file, where the store is one.
    pub fn file(&self) -> Option<&std::path::Path> {
        self.inner.place.file()
    }

    /// Whether the store takes changes at present.
    pub fn mode(&self) -> Mode {
        if self.inner.writer.is_read_only() { Mode::ReadOnly } else { Mode::Normal }
    }

    /// Reads inside one transaction: everything the closure sees is of the same moment.
    ///
    /// # Errors
    /// What the closure answers, or why nothing could be read.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Read<'_>) -> Result<T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let question = move |read: Result<&mut Read<'_>>| {
            // Whoever asked may have gone; then the answer is for nobody.
            let _ = reply.send(read.map_err(E::from).and_then(work));
        };
        self.inner.readers.ask(Box::new(question)).await?;
        answer.await.unwrap_or_else(|_| {
            // A panic of the closure drops the reply, and so does a question that came after the end.
            let error = if self.inner.readers.is_closed() { Error::Closed } else { Error::Stopped };
            Err(error.into())
        })
    }

    /// Writes inside one transaction, and answers when it is on disk. When the closure answers an error, nothing
    /// of it is saved. It is made even if the caller no longer waits.
    ///
    /// # Errors
    /// What the closure answers, or why it could not be saved. After [`Error::Lost`] alone, the change may be
    /// saved nevertheless.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    {
        if self.mode() == Mode::ReadOnly {
            return Err(Error::ReadOnly.into());
        }
        self.make(work, false).await
    }

    /// Hands in a small change that nobody waits for, such as a note of the last use: it is made with the next
    /// ones. Whether it was saved is not told.
    ///
    /// # Errors
    /// When the store is closed or takes no changes.
    pub async fn write_later<F>(&self, work: F) -> Result<()>
    where
        F: FnOnce(&mut Write<'_>) -> Result<()> + Send + 'static,
    {
        if self.mode() == Mode::ReadOnly {
            return Err(Error::ReadOnly);
        }
        self.inner
            .writer
            .make(Box::new(Change { work: Some(work), result: None, reply: None, is_probe: false }))
            .await
    }

    /// A number that changes whenever this program saves anything about agencies, people, their roles or their
    /// sessions, before whoever saved it is answered. What was read after asking for it is good as long as it stays
    /// the same, but for what other programs change in the same database. Asking costs nothing.
    pub fn access_version(&self) -> u64 {
        self.inner.writer.access_version()
    }

    /// What was written so far.
    pub fn written(&self) -> Written {
        self.inner.writer.written()
    }

    /// Tries whether writing works again, and ends the read-only mode if so. It writes a quarter of a megabyte
    /// and takes it away again, so that a disk with room for one more row is not taken for one that has room.
    ///
    /// # Errors
    /// Why writing does not work yet; the mode stays.
    pub async fn resume(&self) -> Result<()> {
        self.make(
            |tx: &mut Write<'_>| {
                const NAME: &str = "probe";
                let filler = "0123456789abcdef".repeat(16 * 1024);
                crate::settings::put_unseen(tx, NAME, &filler)?;
                crate::settings::drop_unseen(tx, NAME)
            },
            true,
        )
        .await
    }

    /// Ends the threads after all work that was handed in before. Every other clone is closed with it.
    pub async fn close(&self) {
        self.inner.writer.stop().await;
        self.inner.readers.stop().await;
    }

    async fn make<T, E, F>(&self, work: F, is_probe: bool) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let change = Change { work: Some(work), result: None, reply: Some(reply), is_probe };
        self.inner.writer.make(Box::new(change)).await?;
        answer.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }
}

struct Change<T, E, F> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    /// None where nobody waits.
    reply: Option<oneshot::Sender<Result<T, E>>>,
    is_probe: bool,
}

impl<T, E, F> Command for Change<T, E, F>
where
    T: Send,
    E: From<Error> + Send,
    F: FnOnce(&mut Write<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Write<'_>) -> bool {
        let Some(work) = self.work.take() else { return false };
        let mut result = work(tx);
        if result.is_ok()
            && let Some(error) = tx.passed_over()
        {
            result = Err(error.clone().into());
        }
        let may_stay = result.is_ok();
        self.result = Some(result);
        may_stay
    }

    fn finish(self: Box<Self>, saved: Result<()>) {
        let answer = match (self.result, saved) {
            (Some(Err(own)), _) => Err(own),
            (_, Err(error)) => Err(error.into()),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (None, Ok(())) => Err(Error::Stopped.into()),
        };
        if let Some(reply) = self.reply {
            // Whoever waited may have gone; the change stays as it is.
            let _ = reply.send(answer);
        }
    }

    fn is_awaited(&self) -> bool {
        self.reply.is_some()
    }

    fn is_probe(&self) -> bool {
        self.is_probe
    }
}
