//! The same page and the same write by a small Django application under Gunicorn, on the same PostgreSQL.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;

use anyhow::{Context, Result, ensure};
use benches::measure::{report, report_rate};
use benches::options::Options;
use benches::server::load::{Load, Request};
use benches::server::programs::Server;
use benches::server::stage;
use testkit::cluster::Cluster;

use crate::ours::Rates;
use crate::{CLIENTS, measured, page};

/// How many times as fast the public page should be.
const GOAL: u64 = 100;

struct Django {
    python: PathBuf,
    socket: PathBuf,
    database: String,
    /// Bytes that its page should have at least.
    size: usize,
}

impl Django {
    fn command(&self, module: &str) -> Command {
        let mut command = Command::new(&self.python);
        command.args(["-m", module]).current_dir(testkit::root().join("benches/peers/server"));
        command.env("PEER_SOCKET", &self.socket).env("PEER_DATABASE", &self.database);
        command.env("PEER_SIZE", self.size.to_string()).env("DJANGO_SETTINGS_MODULE", "peer.settings");
        command
    }

    fn manage(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let mut command = self.command("django");
        let output = command.args(arguments).stderr(Stdio::inherit()).output().context("starting Python")?;
        ensure!(output.status.success(), "the peer failed at {arguments:?}");
        Ok(output.stdout)
    }
}

/// Measures the peer, and how many times as fast ours is.
pub fn measure(
    options: &Options,
    cluster: &Cluster,
    folder: &Path,
    result: &[u8],
    ours: Option<Rates>,
) -> Result<()> {
    let Some(python) = std::env::var_os("PEERS_PYTHON").map(PathBuf::from) else {
        println!("bench: the peer is not measured: PEERS_PYTHON is not set; cargo xtask bench sets it");
        return Ok(());
    };
    cluster.run("postgres", "CREATE DATABASE peer");
    let size = ours.map_or(0, |rates| rates.size);
    let django = Django { python, socket: cluster.socket().to_owned(), database: String::from("peer"), size };
    let file = folder.join("result.json");
    std::fs::write(&file, result)?;
    django.manage(&["migrate", "--run-syncdb", "--verbosity", "0"])?;
    let sessions = django.manage(&["seed", &file.display().to_string(), stage::CODE])?;
    let sessions: Vec<String> = serde_json::from_slice(&sessions).context("the sessions of the peer")?;

    let workers = std::thread::available_parallelism()?.get().to_string();
    let start = |address: std::net::SocketAddr| {
        let mut command = django.command("gunicorn");
        // Workers for the cores, and threads within them for what waits for the database: the faster of the kinds of
        // workers that Gunicorn has, and one that keeps connections open.
        command.args([
            "--workers",
            &workers,
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--keep-alive",
            "60",
        ]);
        command.args(["--bind", &address.to_string(), "--log-level", "warning", "peer.wsgi"]);
        command
    };
    let ready = format!("/agencies/{}/{}", stage::CODE, stage::YEAR);
    let server = Server::start(start, &ready, &folder.join("peer.log"))?;
    let requests = if options.quick { 600 } else { 4_000 };
    let load = Load { address: server.address, clients: CLIENTS, requests, status: 200 };
    measured("peer_page_first", &server, Load { requests: 300, ..load }, &page(&server, ""))?;
    let plain = measured("peer_page", &server, load, &page(&server, ""))?;
    report("peer_page_size", plain.body as f64 / 1e3, "kB", None);
    let gzip = measured("peer_page_gzip", &server, load, &page(&server, "accept-encoding: gzip\r\n"))?;
    report("peer_page_gzip_size", gzip.body as f64 / 1e3, "kB", None);
    if let Some(ours) = ours {
        report_rate("server_page_times_peer", ours.plain / plain.rate.max(1), "times", Some(GOAL));
        report_rate("server_page_gzip_times_peer", ours.gzip / gzip.rate.max(1), "times", Some(GOAL));
    }
    let load = Load { status: 302, ..load };
    measured("peer_writes", &server, load, &unit(&server, sessions))?;
    report("peer_memory", server.memory().unwrap_or_default() as f64, "MB", None);
    Ok(())
}

/// The form of a new unit, with the token against other sites that Django asks for.
fn unit(server: &Server, sessions: Vec<String>) -> Request {
    let port = server.address.port();
    let token = "a".repeat(32);
    Rc::new(move |number, out| {
        let session = &sessions[number % sessions.len()];
        let body = format!("name=Unit+{number:06}&csrfmiddlewaretoken={token}");
        // Into memory, which takes everything.
        let _ = write!(
            out,
            "POST /agency/units HTTP/1.1\r\nhost: localhost:{port}\r\naccept: text/html\r\n\
             cookie: sessionid={session}; csrftoken={token}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
    })
}
