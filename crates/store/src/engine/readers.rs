//! Threads that read, each with a connection of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::{mpsc, oneshot};

use super::{Connection, Place, Purpose};
use crate::error::{Error, Result};
use crate::transaction::Read;

/// Work for a reader: gets the transaction, or why there is none; answers whether the connection is still good.
pub(crate) type Question = Box<dyn FnOnce(Result<&mut Read<'_>>) + Send>;

enum Message {
    Ask(Question),
    Stop(oneshot::Sender<()>),
}

/// Reads that may wait for a thread before [`Readers::ask`] waits too.
const QUEUE: usize = 1_024;

pub(crate) struct Readers {
    inbox: mpsc::Sender<Message>,
    threads: usize,
    is_closed: AtomicBool,
}

impl Readers {
    pub fn start(place: &Place) -> Result<Readers> {
        let (inbox, questions) = mpsc::channel(QUEUE);
        let questions = Arc::new(Mutex::new(questions));
        let threads = thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
        for number in 0..threads {
            let (place, questions) = (place.clone(), Arc::clone(&questions));
            thread::Builder::new()
                .name(format!("store-read-{number}"))
                .spawn(move || serve(&place, &questions))
                .map_err(|error| Error::Open(error.to_string()))?;
        }
        Ok(Readers { inbox, threads, is_closed: AtomicBool::new(false) })
    }

    pub async fn ask(&self, question: Question) -> Result<()> {
        self.inbox.send(Message::Ask(question)).await.map_err(|_| Error::Closed)
    }

    /// Whether the threads were told to end: a question that came too late is dropped without an answer.
    pub fn is_closed(&self) -> bool {
        self.is_closed.load(Ordering::Acquire)
    }

    /// Ends the threads after what was asked before.
    pub async fn stop(&self) {
        self.is_closed.store(true, Ordering::Release);
        for _ in 0..self.threads {
            let (done, ended) = oneshot::channel();
            if self.inbox.send(Message::Stop(done)).await.is_ok() {
                let _ = ended.await;
            }
        }
    }
}

fn serve(place: &Place, questions: &Mutex<mpsc::Receiver<Message>>) {
    let mut connection: Option<Box<dyn Connection>> = None;
    loop {
        // Only taking a message needs the lock; the others wait for it here.
        let message = questions.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        match message {
            Some(Message::Ask(question)) => connection = answer(place, connection, question),
            Some(Message::Stop(done)) => {
                drop(connection);
                let _ = done.send(());
                return;
            }
            None => return,
        }
    }
}

/// Answers with the connection when it can be used again.
fn answer(
    place: &Place,
    kept: Option<Box<dyn Connection>>,
    question: Question,
) -> Option<Box<dyn Connection>> {
    let (mut connection, was_kept) = match kept {
        Some(connection) => (connection, true),
        None => match place.connect(Purpose::Read) {
            Ok(connection) => (connection, false),
            Err(error) => {
                question(Err(error));
                return None;
            }
        },
    };
    let mut begun = connection.batch(place.begin(Purpose::Read));
    if was_kept && matches!(begun, Err(Error::Lost(_))) {
        // A server that was restarted in between: nothing was asked yet, so asking anew is safe.
        match place.connect(Purpose::Read) {
            Ok(anew) => {
                connection = anew;
                begun = connection.batch(place.begin(Purpose::Read));
            }
            Err(error) => begun = Err(error),
        }
    }
    if let Err(error) = begun {
        question(Err(error));
        return None;
    }
    let mut read = Read::new(connection.as_mut());
    // Whoever asked is told of a panic by the reply that is dropped; the thread and its connection go on.
    let is_answered = catch_unwind(AssertUnwindSafe(|| question(Ok(&mut read)))).is_ok();
    let end = if read.has_failed() || !is_answered { "ROLLBACK" } else { "COMMIT" };
    connection.batch(end).is_ok().then_some(connection)
}
