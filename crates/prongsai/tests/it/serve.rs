//! The server as somebody who runs it sees it: how it starts, what it says, how it ends.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::runner::{self, folder};
use testkit::cluster;

/// A server that is ended with the test.
struct Server {
    child: Child,
    lines: Receiver<String>,
    address: String,
    link: Option<String>,
}

impl Server {
    fn start(database: &str) -> Server {
        let arguments = ["serve", "--lang", "en", "--database", database, "--listen", "127.0.0.1:0"];
        let mut command = runner::command(&arguments);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let errors = child.stderr.take().unwrap();
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut server = Server { child, lines, address: String::new(), link: None };
        loop {
            let line = server.next_line();
            if let Some((_, rest)) = line.split_once("(127.0.0.1:") {
                server.address = format!("http://127.0.0.1:{}", rest.trim_end_matches(')'));
            }
            if line.contains("/join/") {
                server.link = Some(line.trim().to_owned());
            }
            if line.contains("Ctrl+C") {
                return server;
            }
        }
    }

    fn next_line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(60)).expect("a line within a minute")
    }

    fn get(&self, path: &str) -> (u16, String) {
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let agent: ureq::Agent = config.into();
        let mut answer = agent.get(format!("{}{path}", self.address)).call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    }

    /// Asks it to end, and answers its exit code.
    #[cfg(unix)]
    fn end(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        for _ in 0..300 {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn it_starts_on_both_engines_hands_out_the_first_link_and_ends_when_told_to() {
    let here = folder("serve");
    let mut places = vec![format!("sqlite:{}", here.join("serve.db").display())];
    places.extend(cluster::shared().map(|cluster| cluster.database("")));
    for database in places {
        let server = Server::start(&database);
        for path in ["/livez", "/readyz", "/", "/en/", "/sign-in"] {
            assert_eq!(server.get(path).0, 200, "{path} of {database}");
        }
        assert_eq!(server.get("/no-such-page").0, 404);
        let link = server.link.clone().expect("a link for the first administrator");
        let path = link.split_once("/join/").map(|(_, secret)| format!("/join/{secret}")).unwrap();
        let (status, page) = server.get(&path);
        assert!(status == 200 && page.contains("<form"), "{status}");
        assert_eq!(server.end(), Some(0), "{database}");
    }
}

#[test]
fn a_port_that_is_taken_is_told_with_a_remedy() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let database = format!("sqlite:{}", folder("serve-taken").join("x.db").display());
    let ran = runner::run(&["serve", "--lang", "en", "--database", &database, "--listen", &address]);
    assert_eq!(ran.exit, 1, "{}", ran.err);
    assert!(ran.err.contains(&format!("another program uses {address}")), "{}", ran.err);
    assert!(ran.err.contains("--listen"), "{}", ran.err);
}

#[test]
fn a_database_that_cannot_be_is_told_without_its_password() {
    for (database, exit) in [
        ("nonsense", 5),
        ("mysql://root:hunter2@db/ita", 5),
        ("sqlite:/no/such/folder/x.db", 1),
        ("postgres://ita:hunter2@127.0.0.1:1/ita", 1),
    ] {
        let ran = runner::run(&["serve", "--lang", "en", "--database", database, "--listen", "127.0.0.1:0"]);
        assert_eq!(ran.exit, exit, "{database}: {}", ran.err);
        assert!(!ran.err.is_empty() && !ran.err.contains("hunter2"), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_only_reads_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let here = folder("serve-read-only");
    std::fs::set_permissions(&here, std::fs::Permissions::from_mode(0o500)).unwrap();
    let may_anything = std::fs::write(here.join("probe"), "").is_ok();
    // The system's administrator writes everywhere; a folder of the kernel's refuses that one too.
    let place = if may_anything { std::path::PathBuf::from("/proc") } else { here };
    let database = format!("sqlite:{}", place.join("x.db").display());
    let ran = runner::run(&["serve", "--lang", "en", "--database", &database, "--listen", "127.0.0.1:0"]);
    assert!(ran.exit == 1 && !ran.err.is_empty(), "{}: {}", ran.exit, ran.err);
}
