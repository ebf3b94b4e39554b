//! The one thread that writes: it puts the changes that wait into one transaction, each in a savepoint, and
//! answers them after the commit has reached the disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::{Connection, Place, Purpose};
use crate::error::{Error, Result};
use crate::transaction::Write;

/// A change that waits to be made.
pub(crate) trait Command: Send {
    /// Makes the change; answers whether it may stay.
    fn run(&mut self, tx: &mut Write<'_>) -> bool;

    /// Tells the one who waits: it is on disk, or why it is not.
    fn finish(self: Box<Self>, saved: Result<()>);

    /// Whether it is made although nothing is written at present: to find out whether that works again.
    fn is_probe(&self) -> bool {
        false
    }
}

enum Message {
    Make(Box<dyn Command>),
    Stop(oneshot::Sender<()>),
}

/// The end of the audit chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub seq: i64,
    pub hash: [u8; 32],
}

/// Changes that may wait before [`Writer::make`] waits too.
const QUEUE: usize = 1_024;

/// Most changes in one transaction: enough to share a commit, few enough that nobody waits long.
const MOST: usize = 256;

/// How long the writer looks out for the next change when more are expected, and how often in vain.
const LINGER: Duration = Duration::from_micros(40);
const LINGER_ROUNDS: usize = 4;

pub(crate) struct Writer {
    inbox: mpsc::Sender<Message>,
    read_only: Arc<AtomicBool>,
}

impl Writer {
    /// Starts the thread; `prepare` runs on it with the first connection.
    pub async fn start(
        place: &Place,
        prepare: impl FnOnce(&mut dyn Connection) -> Result<()> + Send + 'static,
    ) -> Result<Writer> {
        let (inbox, messages) = mpsc::channel(QUEUE);
        let (ready, is_ready) = oneshot::channel();
        let read_only = Arc::new(AtomicBool::new(false));
        let (place, flag) = (place.clone(), Arc::clone(&read_only));
        let work = move || {
            let mut opened = place.connect(Purpose::Write);
            if let Ok(connection) = &mut opened
                && let Err(error) = prepare(connection.as_mut())
            {
                opened = Err(error);
            }
            match opened {
                Ok(connection) => {
                    let _ = ready.send(Ok(()));
                    Desk { place, connection: Some(connection), read_only: flag }.serve(messages);
                }
                Err(error) => drop(ready.send(Err(error))),
            }
        };
        thread::Builder::new()
            .name("store-write".into())
            .spawn(work)
            .map_err(|error| Error::Open(error.to_string()))?;
        is_ready.await.map_err(|_| Error::Closed)??;
        Ok(Writer { inbox, read_only })
    }

    /// Whether changes are refused since the disk was full or failed.
    pub fn is_read_only(&self) -> bool {
        self.read_only.load(Ordering::Acquire)
    }

    pub async fn make(&self, command: Box<dyn Command>) -> Result<()> {
        self.inbox.send(Message::Make(command)).await.map_err(|_| Error::Closed)
    }

    /// Ends the thread after the changes that were handed in before.
    pub async fn stop(&self) {
        let (done, ended) = oneshot::channel();
        if self.inbox.send(Message::Stop(done)).await.is_ok() {
            let _ = ended.await;
        }
    }
}

struct Desk {
    place: Place,
    connection: Option<Box<dyn Connection>>,
    read_only: Arc<AtomicBool>,
}

impl Desk {
    fn serve(mut self, mut messages: mpsc::Receiver<Message>) {
        let mut expected = 1;
        let mut batch = Vec::new();
        while let Some(first) = messages.blocking_recv() {
            let stop = gather(first, &mut messages, &mut batch, expected);
            let made = batch.len();
            if 0 < made {
                self.commit_together(&mut batch);
            }
            // Who was just answered often comes back at once; with those who queued meanwhile, that is how many
            // take part. Waiting for them a moment makes one full commit out of two half-empty ones.
            expected = made + messages.len();
            if let Some(done) = stop {
                self.connection = None;
                let _ = done.send(());
                return;
            }
        }
    }

    fn commit_together(&mut self, batch: &mut Vec<Box<dyn Command>>) {
        if self.read_only.load(Ordering::Acquire) {
            for refused in batch.extract_if(.., |command| !command.is_probe()) {
                refused.finish(Err(Error::ReadOnly));
            }
            if batch.is_empty() {
                return;
            }
        }
        let has_probe = batch.iter().any(|command| command.is_probe());
        match self.try_commit(batch) {
            Ok(may_stay) => {
                if has_probe {
                    self.read_only.store(false, Ordering::Release);
                }
                for (command, stays) in batch.drain(..).zip(may_stay) {
                    // A command that may not stay knows its own error; this one is for those that do not.
                    command.finish(if stays { Ok(()) } else { Err(Error::Stopped) });
                }
            }
            Err(error) => {
                if error.stops_writing() {
                    self.read_only.store(true, Ordering::Release);
                }
                let usable = self.connection.as_mut().is_some_and(|c| c.batch("ROLLBACK").is_ok());
                if error.breaks_connection() || !usable {
                    self.connection = None;
                }
                for command in batch.drain(..) {
                    command.finish(Err(error.clone()));
                }
            }
        }
    }

    /// Makes all changes of a batch and commits; answers which of them stayed.
    fn try_commit(&mut self, batch: &mut [Box<dyn Command>]) -> Result<Vec<bool>> {
        let was_kept = self.connection.is_some();
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.place.connect(Purpose::Write)?,
        };
        let begin = self.place.begin(Purpose::Write);
        match connection.batch(begin) {
            Err(Error::Lost(_)) if was_kept => {
                // A server that was restarted in between: nothing was sent yet, so beginning anew is safe.
                connection = self.place.connect(Purpose::Write)?;
                connection.batch(begin)?;
            }
            begun => begun?,
        }
        let connection = self.connection.insert(connection).as_mut();
        let mut head = crate::audit::head(connection)?;
        let mut may_stay = Vec::with_capacity(batch.len());
        for command in batch {
            let before = head;
            // Not `batch`, which would have both engines read these three words anew each time.
            connection.execute("SAVEPOINT change", &[])?;
            let mut tx = Write::new(connection, &mut head);
            // A panic in one change must not take the others with it; its own is rolled back.
            let ran = catch_unwind(AssertUnwindSafe(|| command.run(&mut tx))).unwrap_or(false);
            let stopping = tx.take_stopping();
            if let Some(error) = stopping {
                return Err(error);
            }
            if ran {
                connection.execute("RELEASE SAVEPOINT change", &[])?;
            } else {
                head = before;
                connection.batch("ROLLBACK TO SAVEPOINT change; RELEASE SAVEPOINT change")?;
            }
            may_stay.push(ran);
        }
        // Nothing to save where every change was refused, but the transaction has to end either way.
        connection.batch("COMMIT")?;
        Ok(may_stay)
    }
}

/// Takes what waits, and looks out for more while as many as last time are not there yet. Answers the request to
/// stop, if one came.
fn gather(
    first: Message,
    messages: &mut mpsc::Receiver<Message>,
    batch: &mut Vec<Box<dyn Command>>,
    expected: usize,
) -> Option<oneshot::Sender<()>> {
    let mut next = Ok(first);
    let mut in_vain = 0;
    loop {
        match next {
            Ok(Message::Stop(done)) => return Some(done),
            Ok(Message::Make(command)) => {
                batch.push(command);
                in_vain = 0;
            }
            Err(_) => {
                if expected <= batch.len() || LINGER_ROUNDS <= in_vain {
                    return None;
                }
                in_vain += 1;
                thread::sleep(LINGER);
            }
        }
        if MOST <= batch.len() {
            return None;
        }
        next = messages.try_recv();
    }
}
