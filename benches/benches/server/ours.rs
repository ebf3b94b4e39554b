//! What `prongsai serve` does.

use std::io::Write as _;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use anyhow::Result;
use benches::measure::{report, report_rate};
use benches::options::Options;
use benches::server::load::{Load, Request};
use benches::server::programs::{Server, prongsai};
use benches::server::stage;

use crate::{CLIENTS, measured, page, sync_micros};

/// From the start of the process to the first 200 of `/readyz`, on a store that is there.
pub fn starts(options: &Options, program: &Path, database: &str, log: &Path) -> Result<()> {
    // The first brings the program from the disk into memory.
    drop(Server::start(prongsai(program, database), "/readyz", log)?);
    let mut times = Vec::new();
    for _ in 0..options.rounds(21).max(5) {
        times.push(Server::start(prongsai(program, database), "/readyz", log)?.took);
    }
    times.sort_unstable();
    let shown = |time: Duration| time.as_secs_f64() * 1e3;
    report("server_start", shown(times[times.len() / 2]), "ms", Some((300.0, "< 300 ms")));
    report("server_start_slowest", shown(times[times.len() - 1]), "ms", None);
    Ok(())
}

/// The rates of the public page: plain and compressed.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    pub plain: u64,
    pub gzip: u64,
    /// Bytes of the plain page.
    pub size: usize,
}

pub fn pages(options: &Options, server: &Server) -> Result<Rates> {
    let requests = if options.quick { 20_000 } else { 200_000 };
    let load = Load { address: server.address, clients: CLIENTS, requests, status: 200 };
    let plain = measured("server_page", server, load, &page(server, ""))?;
    report("server_page_size", plain.body as f64 / 1e3, "kB", None);
    let gzip = measured("server_page_gzip", server, load, &page(server, "accept-encoding: gzip\r\n"))?;
    report("server_page_gzip_size", gzip.body as f64 / 1e3, "kB", None);
    Ok(Rates { plain: plain.rate, gzip: gzip.rate, size: plain.body })
}

/// Adding a unit through the form, signed in; answers the time of one sync.
pub fn writes(options: &Options, server: &Server, engine: &str, folder: &Path) -> Result<Duration> {
    let requests = if options.quick { 6_000 } else { 30_000 };
    let load = Load { address: server.address, clients: CLIENTS, requests, status: 303 };
    // SQLite's log has its full length and is written over, as in a program that has run for a while.
    measured(&format!("server_writes_{engine}_first"), server, load, &unit(server, 0))?;
    // Before and after: a disk that is shared can change its mind in between.
    let before = sync_micros(folder)?;
    let written = measured(&format!("server_writes_{engine}"), server, load, &unit(server, 1))?.rate;
    let after = sync_micros(folder)?;
    let sync = before.max(after);
    let goal = (engine == "sqlite").then_some(70);
    report_share(&format!("server_writes_{engine}_share"), written, sync, goal);
    Ok(Duration::from_micros(sync))
}

/// The same on disks whose sync takes longer, which is what decides how much of the time is left for the rest.
pub fn slow_writes(options: &Options, program: &Path, folder: &Path, log: &Path) -> Result<()> {
    let Some(library) = testkit::powercut::slow_disk(&folder.join("slow.so")) else { return Ok(()) };
    let requests = if options.quick { 2_000 } else { 15_000 };
    for more in [4_000, 8_000, 16_000] {
        let name = format!("server_writes_slow_{}ms", more / 1_000);
        let database = format!("sqlite:{}", folder.join(format!("{name}.db")).display());
        crate::fill(&database)?;
        let command = prongsai(program, &database);
        let slowed = |address| {
            let mut command = command(address);
            command.env("LD_PRELOAD", &library).env("SLOW_SYNC_MICROS", more.to_string());
            command
        };
        let server = Server::start(slowed, "/readyz", log)?;
        let load = Load { address: server.address, clients: CLIENTS, requests, status: 303 };
        let written = measured(&name, &server, load, &unit(&server, 0))?.rate;
        report_share(&format!("{name}_share"), written, more + sync_micros(folder)?, Some(70));
    }
    Ok(())
}

/// Changes in a second as a part of clients / time of one sync, in microseconds.
fn report_share(name: &str, written: u64, sync: u64, goal: Option<u64>) {
    let ideal = (CLIENTS as u64 * 1_000_000 / sync).max(1);
    let unit = format!("% of {ideal}/s, one fdatasync taking {sync} us");
    report_rate(name, written * 100 / ideal, &unit, goal);
}

/// The form of a new unit, each of another agency's administrator in turn; `round` makes names differ.
fn unit(server: &Server, round: usize) -> Request {
    let port = server.address.port();
    let secrets: Vec<String> = (0..stage::AGENCIES).map(stage::secret).collect();
    Rc::new(move |number, out| {
        let secret = &secrets[number % secrets.len()];
        let body = format!("name=Unit+{round}+{number:06}");
        // Into memory, which takes everything.
        let _ = write!(
            out,
            "POST /agency/units HTTP/1.1\r\nhost: localhost:{port}\r\naccept: text/html\r\nsec-fetch-site: same-origin\r\n\
             cookie: prongsai-plain={secret}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
    })
}
