//! The real clock, randomness and way out to other servers.

use std::time::Duration;

use domain::Text;
use jiff::Timestamp;
use service::ports::{Clock, Fetch, Random, Request, Response};

use crate::output::{Failure, Kind};

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where time comes in")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The randomness of the operating system.
pub struct SystemRandom(());

impl SystemRandom {
    /// Makes sure that there is one.
    ///
    /// # Errors
    /// When the system has no source of randomness.
    pub fn new() -> Result<SystemRandom, Failure> {
        let mut probe = [0; 1];
        getrandom::fill(&mut probe).map(|()| SystemRandom(())).map_err(|error| {
            Failure::new(
                Kind::Failure,
                "no-randomness",
                Text::new("เริ่มทำงานไม่ได้", "the program cannot start"),
                Text::new(
                    format!("ระบบปฏิบัติการไม่ให้ค่าสุ่ม: {error}"),
                    format!("the system gives no randomness: {error}"),
                ),
                Text::default(),
            )
        })
    }
}

impl Random for SystemRandom {
    #[expect(clippy::panic, reason = "going on with what can be guessed would open every door")]
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the system gives no randomness any more: {error}");
        }
    }
}

/// Asks over HTTP, within bounds.
pub struct Https {
    agent: ureq::Agent,
}

/// An answer that is longer is no answer of an identity provider.
const LONGEST: u64 = 1024 * 1024;

impl Https {
    /// No connection yet, and none kept after its answer: a provider that closes one just when it is used again would
    /// make a sign-in fail, and a code can be given for a token only once.
    pub fn new() -> Https {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(10)))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("prongsai")
            .max_idle_connections(0)
            .build();
        Https { agent: config.into() }
    }
}

impl Default for Https {
    fn default() -> Https {
        Https::new()
    }
}

impl Fetch for Https {
    fn fetch(&self, request: &Request) -> Result<Response, String> {
        let mut asked = ureq::http::Request::builder().method(request.method).uri(&request.url);
        for (name, value) in &request.headers {
            asked = asked.header(name, value);
        }
        let answer = if request.body.is_empty() {
            // Even an empty body is one to the library, and a question by GET has none.
            asked.body(()).map_err(|error| error.to_string()).map(|asked| self.agent.run(asked))?
        } else {
            asked
                .body(request.body.clone())
                .map_err(|error| error.to_string())
                .map(|asked| self.agent.run(asked))?
        };
        let mut answer = answer.map_err(|error| error.to_string())?;
        let headers = answer
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
            .collect();
        let body = answer.body_mut().with_config().limit(LONGEST).read_to_vec();
        Ok(Response {
            status: answer.status().as_u16(),
            headers,
            body: body.map_err(|error| error.to_string())?,
        })
    }
}
