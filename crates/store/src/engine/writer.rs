//! The one thread that writes: it makes changes as they come, each in a savepoint of one transaction, and answers
//! all of them after the commit has reached the disk.
//!
//! A commit costs one sync, however many changes it holds. So the writer waits with it a little for those who took
//! part last time: whoever was just answered often comes back at once, and who comes too late waits for two syncs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot};

use super::{Connection, Place, Purpose};
use crate::error::{Error, Result};
use crate::store::Written;
use crate::transaction::Write;

/// A change that waits to be made.
pub(crate) trait Command: Send {
    /// Makes the change; answers whether it may stay.
    fn run(&mut self, tx: &mut Write<'_>) -> bool;

    /// Whether somebody waits for the answer, who may come back with the next change.
    fn is_awaited(&self) -> bool {
        true
    }

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

/// How long the writer waits for the next change when more are expected: a quarter of what the last commit took,
/// which is what it costs everybody to come too late, within these bounds.
const LEAST_PATIENCE: Duration = Duration::from_micros(200);
const MOST_PATIENCE: Duration = Duration::from_millis(2);

/// How long it sleeps in between; several changes come meanwhile, and none of them has to wake it.
const NAP: Duration = Duration::from_micros(30);

/// What the writer tells everybody.
#[derive(Default)]
struct Shared {
    read_only: AtomicBool,
    commits: AtomicU64,
    changes: AtomicU64,
    access: AtomicU64,
}

pub(crate) struct Writer {
    inbox: mpsc::Sender<Message>,
    shared: Arc<Shared>,
}

impl Writer {
    /// Starts the thread; `prepare` runs on it with the first connection.
    pub async fn start(
        place: &Place,
        prepare: impl FnOnce(&mut dyn Connection) -> Result<()> + Send + 'static,
    ) -> Result<Writer> {
        let (inbox, messages) = mpsc::channel(QUEUE);
        let (ready, is_ready) = oneshot::channel();
        let shared = Arc::new(Shared::default());
        let (place, known) = (place.clone(), Arc::clone(&shared));
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
                    Desk { place, connection: Some(connection), shared: known }.serve(messages);
                }
                Err(error) => drop(ready.send(Err(error))),
            }
        };
        thread::Builder::new()
            .name("store-write".into())
            .spawn(work)
            .map_err(|error| Error::Open(error.to_string()))?;
        is_ready.await.map_err(|_| Error::Closed)??;
        Ok(Writer { inbox, shared })
    }

    /// Whether changes are refused since the disk was full or failed.
    pub fn is_read_only(&self) -> bool {
        self.shared.read_only.load(Ordering::Acquire)
    }

    /// Changes whenever what decides who may come in was changed, before anybody hears of the change.
    pub fn access_version(&self) -> u64 {
        self.shared.access.load(Ordering::Acquire)
    }

    /// What was committed so far.
    pub fn written(&self) -> Written {
        Written {
            commits: self.shared.commits.load(Ordering::Relaxed),
            changes: self.shared.changes.load(Ordering::Relaxed),
        }
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
    shared: Arc<Shared>,
}

/// Changes that share a transaction.
#[derive(Default)]
struct Group {
    made: Vec<Made>,
    /// The end of the audit chain; none until the transaction is open.
    head: Option<Head>,
    /// Why nothing of it can be saved.
    failed: Option<Error>,
}

struct Made {
    command: Box<dyn Command>,
    /// Whether it may stay; if not, it knows its own error.
    stays: bool,
    changes_access: bool,
}

impl Desk {
    fn serve(mut self, mut messages: mpsc::Receiver<Message>) {
        let mut expected = 1;
        let mut patience = LEAST_PATIENCE;
        while let Some(first) = messages.blocking_recv() {
            let mut group = Group::default();
            let stop = self.gather(first, &mut messages, &mut group, expected, patience);
            // With those who queued meanwhile, the ones who are answered now are whom the next group waits for.
            expected = group.made.iter().filter(|made| made.command.is_awaited()).count();
            if !group.made.is_empty() {
                let began = now();
                self.end(group);
                patience = (began.elapsed() / 4).clamp(LEAST_PATIENCE, MOST_PATIENCE);
            }
            expected += messages.len();
            if let Some(done) = stop {
                self.connection = None;
                let _ = done.send(());
                return;
            }
        }
    }

    /// Makes what comes, until as many changes are there as expected or none has come for a while. Answers the
    /// request to stop, if one came.
    fn gather(
        &mut self,
        first: Message,
        messages: &mut mpsc::Receiver<Message>,
        group: &mut Group,
        expected: usize,
        patience: Duration,
    ) -> Option<oneshot::Sender<()>> {
        let mut next = Ok(first);
        let mut newest = None;
        loop {
            match next {
                Ok(Message::Stop(done)) => return Some(done),
                Ok(Message::Make(command)) => {
                    self.take(command, group);
                    newest = None;
                }
                Err(_) if expected <= group.made.len() => return None,
                Err(_) => {
                    if patience < newest.get_or_insert_with(now).elapsed() {
                        return None;
                    }
                    thread::sleep(NAP);
                }
            }
            if MOST <= group.made.len() || group.failed.is_some() {
                return None;
            }
            next = messages.try_recv();
        }
    }

    /// Makes a change in the transaction of the group.
    fn take(&mut self, mut command: Box<dyn Command>, group: &mut Group) {
        if self.shared.read_only.load(Ordering::Acquire) && !command.is_probe() {
            command.finish(Err(Error::ReadOnly));
            return;
        }
        let (mut stays, mut changes_access) = (false, false);
        match self.run(command.as_mut(), &mut group.head) {
            Ok(ran) => Ran { stays, changes_access } = ran,
            Err(error) => group.failed = Some(error),
        }
        group.made.push(Made { command, stays, changes_access });
    }

    fn run(&mut self, command: &mut dyn Command, head: &mut Option<Head>) -> Result<Ran> {
        let head = match head {
            Some(head) => head,
            None => head.insert(self.begin()?),
        };
        let connection = self.connection.as_mut().ok_or(Error::Closed)?.as_mut();
        let before = *head;
        // Not `batch`, which would have both engines read these three words anew each time.
        connection.execute("SAVEPOINT change", &[])?;
        let mut tx = Write::new(connection, head);
        // A panic in one change must not take the others with it; its own is rolled back.
        let stays = catch_unwind(AssertUnwindSafe(|| command.run(&mut tx))).unwrap_or(false);
        let changes_access = stays && tx.changes_access();
        if let Some(error) = tx.take_stopping() {
            return Err(error);
        }
        if stays {
            connection.execute("RELEASE SAVEPOINT change", &[])?;
        } else {
            *head = before;
            connection.batch("ROLLBACK TO SAVEPOINT change; RELEASE SAVEPOINT change")?;
        }
        Ok(Ran { stays, changes_access })
    }

    /// Opens the transaction, and answers where the audit chain ends.
    fn begin(&mut self) -> Result<Head> {
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
        crate::audit::head(self.connection.insert(connection).as_mut())
    }

    /// Commits, and answers everybody.
    fn end(&mut self, group: Group) {
        let ended = match (group.failed, &mut self.connection) {
            (Some(error), _) => Err(error),
            // Nothing to save where every change was refused, but the transaction has to end either way.
            (None, Some(connection)) => connection.batch("COMMIT"),
            (None, None) => Err(Error::Closed),
        };
        // Also when it failed: after `Lost` nobody knows whether it was saved.
        if group.made.iter().any(|made| made.changes_access) {
            self.shared.access.fetch_add(1, Ordering::AcqRel);
        }
        match ended {
            Ok(()) => {
                self.shared.commits.fetch_add(1, Ordering::Relaxed);
                let changes = u64::try_from(group.made.len()).unwrap_or(u64::MAX);
                self.shared.changes.fetch_add(changes, Ordering::Relaxed);
                if group.made.iter().any(|made| made.command.is_probe()) {
                    self.shared.read_only.store(false, Ordering::Release);
                }
                for made in group.made {
                    // A command that may not stay knows its own error; this one is for those that do not.
                    made.command.finish(if made.stays { Ok(()) } else { Err(Error::Stopped) });
                }
            }
            Err(error) => {
                if error.stops_writing() {
                    self.shared.read_only.store(true, Ordering::Release);
                }
                let usable = self.connection.as_mut().is_some_and(|c| c.batch("ROLLBACK").is_ok());
                if error.breaks_connection() || !usable {
                    self.connection = None;
                }
                for made in group.made {
                    made.command.finish(Err(error.clone()));
                }
            }
        }
    }
}

/// What came of a change that was made.
struct Ran {
    stays: bool,
    changes_access: bool,
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long the disk takes decides how long to wait, not what is saved"
)]
fn now() -> Instant {
    Instant::now()
}
