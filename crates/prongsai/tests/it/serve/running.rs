//! The real program, serving on a store that was filled before; and officers who talk to it over HTTP.

use std::ffi::OsString;
use std::io::Read as _;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;

use crate::runner::{command, file};

/// `prongsai serve`, ready; killed with this value.
pub struct Running {
    pub child: Child,
    pub origin: String,
}

/// What was answered.
#[derive(Debug)]
pub struct Seen {
    pub status: u16,
    pub to: String,
    pub body: String,
}

impl Running {
    /// Starts it on a store, with further variables, and waits until it is ready.
    pub fn start(database: &str, variables: &[(&str, OsString)]) -> Running {
        let port =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).unwrap().port();
        let log = std::fs::File::options().append(true).open(file("serve.log", "")).unwrap();
        let mut program =
            command(&["serve", "--database", database, "--listen", &format!("127.0.0.1:{port}")]);
        program.envs(variables.iter().map(|(name, value)| (name, value)));
        program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let running = Running { child: program.spawn().unwrap(), origin: format!("http://127.0.0.1:{port}") };
        let asked = Officer::new(&running.origin, None);
        for _ in 0..1_200 {
            if asked.get("/readyz").is_ok_and(|seen| seen.status == 200) {
                return running;
            }
            sleep(Duration::from_millis(25));
        }
        panic!("the server was not ready in time");
    }

    /// Ends it at once, without a word to it.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody with a browser and the cookie of a session, or without one.
pub struct Officer {
    agent: Agent,
    origin: String,
    cookie: Option<String>,
}

impl Officer {
    pub fn new(origin: &str, secret: Option<&str>) -> Officer {
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)));
        Officer {
            agent: config.build().into(),
            origin: origin.to_owned(),
            cookie: secret.map(|secret| format!("prongsai-plain={secret}")),
        }
    }

    pub fn get(&self, path: &str) -> Result<Seen, ureq::Error> {
        let mut request = self.agent.get(format!("{}{path}", self.origin));
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        seen(request.call()?)
    }

    fn post(&self, path: &str, media: &str, accept: &str, body: &[u8]) -> Result<Seen, ureq::Error> {
        let mut request = self.agent.post(format!("{}{path}", self.origin));
        request = request.header("sec-fetch-site", "same-origin").header("content-type", media);
        request = request.header("accept", accept);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        seen(request.send(body)?)
    }

    /// Sends the form of a new unit; `accept` is the media type in which a problem is told.
    pub fn add_unit(&self, name: &str, accept: &str) -> Result<Seen, ureq::Error> {
        let body = format!("name={name}");
        self.post("/agency/units", "application/x-www-form-urlencoded", accept, body.as_bytes())
    }

    /// Hands in an assessment file.
    pub fn add_assessment(&self, file: &[u8]) -> Result<Seen, ureq::Error> {
        let head = "--part\r\ncontent-disposition: form-data; name=\"file\"; filename=\"result.json\"\r\n\
             content-type: application/json\r\n\r\n";
        let body = [head.as_bytes(), file, b"\r\n--part--\r\n"].concat();
        self.post("/assessments", "multipart/form-data; boundary=part", "text/html", &body)
    }
}

fn seen(mut response: Response<ureq::Body>) -> Result<Seen, ureq::Error> {
    let to =
        response.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or_default().to_owned();
    let mut body = String::new();
    // Until the answer has been read to its end it was not received.
    response.body_mut().as_reader().read_to_string(&mut body).map_err(ureq::Error::Io)?;
    Ok(Seen { status: response.status().as_u16(), to, body })
}
