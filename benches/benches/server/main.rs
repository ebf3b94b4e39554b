//! The running server under the load of 64 clients: its public score page, small durable writes, its start and its
//! memory; and beside it, in the same run, the same page and write of a small Django application.
//!
//! `PEERS_PYTHON` names the interpreter with the peer's packages; `cargo xtask bench` sets it.

#![expect(clippy::float_arithmetic, reason = "durations are measured and shown, no score is computed")]

mod ours;
mod peer;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use benches::measure::{report, report_rate};
use benches::options::Options;
use benches::server::load::{self, Load, Outcome, Request};
use benches::server::programs::{Server, built, prongsai};
use benches::server::stage;
use testkit::cluster::Cluster;

/// Connections at the same time.
pub const CLIENTS: usize = 64;

/// A folder of a run, removed in the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn main() -> Result<()> {
    let options = Options::read(env!("CARGO_TARGET_TMPDIR"))?;
    let own = ["server_page", "server_writes", "server_writes_slow", "server_start", "server_peer"];
    if !own.iter().any(|name| options.wants(name)) {
        return Ok(());
    }
    let folder = Folder(options.folder.join(format!("server-{}", std::process::id())));
    fs::create_dir_all(&folder.0)?;
    let program = built()?;
    let cluster = Cluster::start("");
    let postgres = cluster.as_ref().map(|cluster| cluster.database(""));
    let sqlite = format!("sqlite:{}", folder.0.join("store.db").display());
    let result = fill(&sqlite)?;
    if let Some(address) = &postgres {
        fill(address)?;
    }
    let log = folder.0.join("server.log");
    if options.wants("server_start") {
        ours::starts(&options, &program, &sqlite, &log)?;
    }
    let server = Server::start(prongsai(&program, &sqlite), "/readyz", &log)?;
    report("server_memory_idle", server.memory().unwrap_or_default() as f64, "MB", None);
    let rates = match options.wants("server_page") {
        true => Some(ours::pages(&options, &server)?),
        false => None,
    };
    if options.wants("server_writes") {
        let sync = ours::writes(&options, &server, "sqlite", &folder.0)?;
        println!("bench: one fdatasync took {sync:?}");
    }
    report("server_memory", server.memory().unwrap_or_default() as f64, "MB", Some((60.0, "< 60 MB")));
    drop(server);
    if options.wants("server_writes_slow") {
        ours::slow_writes(&options, &program, &folder.0, &log)?;
    }
    let (Some(cluster), Some(address)) = (&cluster, &postgres) else {
        println!("bench: neither PostgreSQL nor the peer is measured on this system");
        return Ok(());
    };
    if options.wants("server_writes") {
        let server = Server::start(prongsai(&program, address), "/readyz", &log)?;
        ours::writes(&options, &server, "postgres", &folder.0)?;
        report("server_memory_postgres", server.memory().unwrap_or_default() as f64, "MB", None);
    }
    if options.wants("server_peer") {
        peer::measure(&options, cluster, &folder.0, &result, rates)?;
    }
    Ok(())
}

fn fill(address: &str) -> Result<Vec<u8>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let assessment = fs::read(testkit::root().join("examples/tham-rong-2568.json"))?;
    runtime.block_on(stage::fill(address, assessment)).context("filling a store")
}

/// Puts a load on a server and prints what came of it.
fn measured(name: &str, server: &Server, load: Load, request: &Request) -> Result<Outcome> {
    let before = server.processor();
    let outcome = load::run(load, request).with_context(|| name.to_owned())?;
    report_rate(name, outcome.rate, "requests/s", None);
    if let Some((before, after)) = before.zip(server.processor()) {
        let each = (after.saturating_sub(before)).as_secs_f64() * 1e6 / load.requests as f64;
        report(&format!("{name}_cpu"), each, "us of the server's processor time for a request", None);
    }
    for percent in [50, 99] {
        let time = outcome.percentile(percent).as_secs_f64() * 1e3;
        let slowest = (percent == 99 && name.starts_with("server_page")).then_some((20.0, "< 20 ms"));
        report(&format!("{name}_p{percent}"), time, "ms", slowest);
    }
    Ok(outcome)
}

/// The address of the public score page.
fn page(server: &Server, further: &str) -> Request {
    let (code, year, port) = (stage::CODE, stage::YEAR, server.address.port());
    let bytes = format!(
        "GET /agencies/{code}/{year} HTTP/1.1\r\nhost: localhost:{port}\r\naccept: text/html\r\n{further}\r\n"
    );
    std::rc::Rc::new(move |_, out| out.extend_from_slice(bytes.as_bytes()))
}

/// One sync of the disk in microseconds.
fn sync_micros(folder: &Path) -> Result<u64> {
    Ok(u64::try_from(testkit::places::sync_time(folder)?.as_micros())?.max(1))
}
