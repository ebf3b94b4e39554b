//! A bounded load over HTTP/1.1: a number of clients with an open connection each, together a number of requests.
//!
//! The client shares its machine with the server it measures, so it does as little as can be done: one thread that
//! waits for all connections at once, buffers that are used again, one read and one write for a request, and of an
//! answer only the status and the length.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

/// Nothing takes longer; what does has hung.
const LONGEST: Duration = Duration::from_secs(120);

/// The head of an answer is within so many bytes; the rest of an answer is only counted.
const ROOM: usize = 32 * 1024;

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

/// Writes the bytes of a request from its number into an empty buffer.
pub type Request = Rc<dyn Fn(usize, &mut Vec<u8>)>;

/// Puts a load on a server.
///
/// # Errors
/// A connection that fails, or an answer that is not the one expected.
#[expect(clippy::disallowed_methods, reason = "benchmarks read the clock")]
pub fn run(load: Load, request: &Request) -> Result<Outcome> {
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(load.clients.max(1));
    let clients = (0..load.clients).map(|number| Client::open(load.address, number, &poll));
    let mut clients = clients.collect::<Result<Vec<Client>>>()?;
    let (mut next, mut body, mut times) = (0, 0, Vec::with_capacity(load.requests));
    let started = Instant::now();
    while times.len() < load.requests {
        let left = LONGEST.checked_sub(started.elapsed()).context("the load takes too long")?;
        match poll.poll(&mut events, Some(left)) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            polled => polled?,
        }
        for event in &events {
            let client = clients.get_mut(event.token().0).context("a connection of ours")?;
            if event.is_readable()
                && let Some(answer) = client.hear()?
            {
                times.push(client.begun.elapsed());
                ensure!(answer.status == load.status, "a request was answered with {}", answer.status);
                body = body.max(answer.body);
                if answer.closes {
                    *client = Client::open(load.address, event.token().0, &poll)?;
                    // It tells when it is connected.
                    continue;
                }
            }
            if client.is_idle && next < load.requests {
                client.out.clear();
                request(next, &mut client.out);
                next += 1;
                (client.is_idle, client.sent, client.begun) = (false, 0, Instant::now());
            }
            client.say()?;
        }
    }
    let micros = started.elapsed().as_micros().max(1);
    times.sort_unstable();
    let rate = u64::try_from(load.requests as u128 * 1_000_000 / micros)?;
    Ok(Outcome { rate, body, times })
}

struct Answer {
    status: u16,
    body: usize,
    closes: bool,
}

/// One connection, and the request that is under way on it.
struct Client {
    stream: TcpStream,
    is_idle: bool,
    begun: Instant,
    out: Vec<u8>,
    sent: usize,
    buffer: Vec<u8>,
    /// Bytes of the answer that have come.
    filled: usize,
    /// Once its head has come: the answer, and the bytes of all of it.
    head: Option<(Answer, usize)>,
}

impl Client {
    #[expect(clippy::disallowed_methods, reason = "benchmarks read the clock")]
    fn open(address: SocketAddr, number: usize, poll: &Poll) -> Result<Client> {
        let mut stream = TcpStream::connect(address).context("connecting")?;
        poll.registry().register(&mut stream, Token(number), Interest::READABLE | Interest::WRITABLE)?;
        Ok(Client {
            stream,
            is_idle: true,
            begun: Instant::now(),
            out: Vec::new(),
            sent: 0,
            buffer: vec![0; ROOM],
            filled: 0,
            head: None,
        })
    }

    /// Sends what is left of the request, as far as there is room.
    fn say(&mut self) -> Result<()> {
        while let Some(rest) = self.out.get(self.sent..).filter(|rest| !rest.is_empty()) {
            match self.stream.write(rest) {
                Ok(sent) => self.sent += sent,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                // Not connected yet: it tells when it is.
                Err(error) if error.kind() == ErrorKind::NotConnected => return Ok(()),
                Err(error) => return Err(error).context("sending"),
            }
        }
        Ok(())
    }

    /// Reads what has come; the answer once all of it is there. Nothing comes after that before the next request,
    /// so it is not read again to find that out.
    fn hear(&mut self) -> Result<Option<Answer>> {
        loop {
            // Behind the head, bytes are only counted and may fall onto each other.
            let from = if self.head.is_some() { 0 } else { self.filled };
            let read = match self.stream.read(self.buffer.get_mut(from..).unwrap_or_default()) {
                Ok(0) => bail!("the server closed the connection, or its head is too long"),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error).context("reading"),
            };
            ensure!(!self.is_idle, "an answer that nobody asked for");
            self.filled += read;
            if self.head.is_none() {
                let seen = self.buffer.get(..self.filled).unwrap_or_default();
                let Some(end) = seen.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
                let (status, body, closes) = read_head(seen.get(..end).unwrap_or_default())?;
                self.head = Some((Answer { status, body, closes }, end + 4 + body));
            }
            if let Some((answer, _)) = self.head.take_if(|(_, whole)| *whole <= self.filled) {
                (self.filled, self.is_idle) = (0, true);
                return Ok(Some(answer));
            }
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
