//! Servers started for a measurement and ended after it.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// A server that is ready; it ends with this value.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process to the first answer that it is ready.
    pub took: Duration,
    child: Child,
}

impl Server {
    /// Starts a program that listens where it is told, and waits until `path` answers 200. What it says goes to a file.
    ///
    /// # Errors
    /// When it cannot be started, ends, or is not ready within half a minute.
    #[expect(clippy::disallowed_methods, reason = "benchmarks read the clock")]
    pub fn start(command: impl FnOnce(SocketAddr) -> Command, path: &str, log: &Path) -> Result<Server> {
        let address = free()?;
        let mut command = command(address);
        let out = File::options().create(true).append(true).open(log)?;
        command.stdin(Stdio::null()).stdout(out.try_clone()?).stderr(out);
        let started = Instant::now();
        let mut child = command.spawn().context("starting a server")?;
        while started.elapsed() < Duration::from_secs(30) {
            if is_ready(address, path).unwrap_or(false) {
                return Ok(Server { address, took: started.elapsed(), child });
            }
            if let Some(status) = child.try_wait()? {
                bail!("the server ended with {status}; see {}", log.display());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill()?;
        child.wait()?;
        bail!("the server was not ready in time; see {}", log.display())
    }

    /// Memory that is resident, of the process and of those that it started, in MB; none where the system does not tell.
    pub fn memory(&self) -> Option<u64> {
        let own = resident(self.child.id())?;
        let id = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        let theirs = children.split_whitespace().filter_map(|id| resident(id.parse().ok()?));
        Some((own + theirs.sum::<u64>()) / 1024)
    }
}

impl Server {
    /// Processor time that the process and those that it started have used; none where the system does not tell.
    pub fn processor(&self) -> Option<Duration> {
        let own = self.child.id();
        let children =
            std::fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap_or_default();
        let theirs = children.split_whitespace().filter_map(|id| id.parse().ok());
        theirs.chain([own]).map(ticks).sum::<Option<u64>>().map(|ticks| Duration::from_millis(10 * ticks))
    }
}

/// In hundredths of a second, as Linux counts them for programs.
fn ticks(id: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // After the name, which may hold anything, come eleven fields and then the times of user and system.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

impl Drop for Server {
    fn drop(&mut self) {
        // As its supervisor would: a server with workers takes them along.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// In kB.
fn resident(id: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// An address that nobody listens at.
fn free() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

fn is_ready(address: SocketAddr, path: &str) -> Result<bool> {
    let (head, _) = get(address, path, "")?;
    Ok(head.starts_with("HTTP/1.1 200"))
}

/// One request on a connection of its own: head and body of the answer. `fields` are further header lines.
///
/// # Errors
/// When there is no whole answer.
pub fn get(address: SocketAddr, path: &str, fields: &str) -> Result<(String, Vec<u8>)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: localhost:{}\r\nconnection: close\r\n{fields}\r\n",
        address.port()
    );
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n").context("no head")?;
    let body = answer.split_off(head + 4);
    Ok((String::from_utf8(answer)?, body))
}

/// `prongsai serve` on a store, as an installation runs it.
pub fn prongsai(program: &Path, database: &str) -> impl FnOnce(SocketAddr) -> Command {
    let (program, database) = (program.to_owned(), database.to_owned());
    move |address| {
        let mut command = Command::new(program);
        command.args(["serve", "--database", &database, "--listen", &address.to_string()]);
        command
    }
}

/// The program beside the folder that this benchmark lies in.
///
/// # Errors
/// When it is not built.
pub fn built() -> Result<PathBuf> {
    let folder = std::env::current_exe()?;
    let folder = folder.parent().and_then(Path::parent).context("a folder of programs")?;
    let program = folder.join(format!("prongsai{}", std::env::consts::EXE_SUFFIX));
    ensure!(program.is_file(), "needs cargo build --release --workspace");
    Ok(program)
}
