//! A bounded load over HTTP/1.1: a number of clients with an open connection each, together a number of requests.
//!
//! The client shares its machine with the server it measures, so it does as little as can be done: one thread, bytes
//! that were made before, of an answer only the status and the length.

use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::{JoinSet, LocalSet};

/// Nothing takes longer; what does has hung.
const LONGEST: Duration = Duration::from_secs(120);

/// What is sent where, and how often.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// The server.
    pub address: SocketAddr,
    /// Connections at the same time.
    pub clients: usize,
    /// Requests of all clients together.
    pub requests: usize,
    /// The status that every answer must have.
    pub status: u16,
}

/// What came of a load.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Answers in a second.
    pub rate: u64,
    /// Bytes of the longest body.
    pub body: usize,
    times: Vec<Duration>,
}

impl Outcome {
    /// The time within which so many of a hundred requests were answered.
    pub fn percentile(&self, percent: usize) -> Duration {
        let at = (self.times.len() * percent / 100).min(self.times.len().saturating_sub(1));
        self.times.get(at).copied().unwrap_or_default()
    }
}

/// Makes the bytes of a request from its number.
pub type Request = Rc<dyn Fn(usize) -> Vec<u8>>;

#[derive(Default)]
struct Tally {
    next: Cell<usize>,
    body: Cell<usize>,
    times: RefCell<Vec<Duration>>,
}

/// Puts a load on a server.
///
/// # Errors
/// A connection that fails, or an answer that is not the one expected.
#[expect(clippy::disallowed_methods, reason = "benchmarks read the clock")]
pub fn run(load: Load, request: &Request) -> Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let tally = Rc::new(Tally::default());
    tally.times.borrow_mut().reserve(load.requests);
    let started = Instant::now();
    let all = async {
        let mut clients = JoinSet::new();
        for _ in 0..load.clients {
            clients.spawn_local(client(load, Rc::clone(&tally), Rc::clone(request)));
        }
        while let Some(ended) = clients.join_next().await {
            ended??;
        }
        Ok::<_, anyhow::Error>(())
    };
    let bounded = async { tokio::time::timeout(LONGEST, all).await.context("the load takes too long")? };
    LocalSet::new().block_on(&runtime, bounded)?;
    let micros = started.elapsed().as_micros().max(1);
    let mut times = tally.times.take();
    ensure!(times.len() == load.requests, "{} of {} requests were answered", times.len(), load.requests);
    times.sort_unstable();
    let rate = u64::try_from(load.requests as u128 * 1_000_000 / micros)?;
    Ok(Outcome { rate, body: tally.body.get(), times })
}

#[expect(clippy::disallowed_methods, reason = "benchmarks read the clock")]
async fn client(load: Load, tally: Rc<Tally>, request: Request) -> Result<()> {
    let mut connection = Connection::open(load.address).await?;
    loop {
        let number = tally.next.replace(tally.next.get() + 1);
        if load.requests <= number {
            return Ok(());
        }
        let bytes = request(number);
        let begun = Instant::now();
        let answer = connection.ask(&bytes).await?;
        tally.times.borrow_mut().push(begun.elapsed());
        ensure!(answer.status == load.status, "request {number} was answered with {}", answer.status);
        tally.body.set(tally.body.get().max(answer.body));
        if answer.closes {
            connection = Connection::open(load.address).await?;
        }
    }
}

struct Answer {
    status: u16,
    body: usize,
    closes: bool,
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Result<Connection> {
        let stream = TcpStream::connect(address).await.context("connecting")?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: vec![0; 256 * 1024] })
    }

    async fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await.context("sending")?;
        let mut filled = 0;
        loop {
            let room = self.buffer.get_mut(filled..).unwrap_or_default();
            let read = self.stream.read(room).await.context("reading")?;
            ensure!(0 < read, "the server closed the connection, or its answer is too long");
            filled += read;
            let seen = self.buffer.get(..filled).unwrap_or_default();
            let Some(head) = seen.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let (status, length, closes) = read_head(seen.get(..head).unwrap_or_default())?;
            // The rest is only counted.
            while filled < head + 4 + length {
                let read = self.stream.read(&mut self.buffer).await.context("reading")?;
                ensure!(0 < read, "the server closed the connection within an answer");
                filled += read;
            }
            return Ok(Answer { status, body: length, closes });
        }
    }
}

/// Status, length of the body, and whether the connection ends.
fn read_head(head: &[u8]) -> Result<(u16, usize, bool)> {
    let head = std::str::from_utf8(head)?;
    let mut lines = head.split("\r\n");
    let first = lines.next().unwrap_or_default();
    let status = first.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
    let (mut length, mut closes) = (0, false);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse()?;
        } else if name.eq_ignore_ascii_case("connection") {
            closes = value.trim().eq_ignore_ascii_case("close");
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            bail!("an answer of unknown length");
        }
    }
    Ok((status, length, closes))
}

#[cfg(test)]
mod tests {
    use super::read_head;

    #[test]
    fn heads_are_read_in_any_case() {
        let head = b"HTTP/1.1 303 See Other\r\nContent-Length: 12\r\nconnection: Close";
        assert_eq!(read_head(head).unwrap(), (303, 12, true));
        assert_eq!(read_head(b"HTTP/1.1 200 OK").unwrap(), (200, 0, false));
        assert!(read_head(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked").is_err());
        assert!(read_head(b"nonsense").is_err());
    }
}
