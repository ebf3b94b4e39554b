//! What the use cases need from outside, so that a test can give its own.

use jiff::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Draws what nobody can guess.
pub trait Random: Send + Sync {
    /// Fills the bytes from a source fit for keys.
    fn fill(&self, bytes: &mut [u8]);
}

/// A letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The address.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// The text, plain.
    pub body: String,
}

/// Takes letters to be sent.
pub trait Mail: Send + Sync {
    /// Hands a letter over.
    ///
    /// # Errors
    /// Why it was not taken, for the log.
    fn send(&self, letter: &Letter) -> Result<(), String>;

    /// Whether letters reach anybody; where not, links are shown to whoever made them instead.
    fn is_set_up(&self) -> bool {
        true
    }
}

/// No mail is set up.
pub struct NoMail;

impl Mail for NoMail {
    fn send(&self, _: &Letter) -> Result<(), String> {
        Err(String::from("no mail server is set up"))
    }

    fn is_set_up(&self) -> bool {
        false
    }
}

/// A question to another server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Status.
    pub status: u16,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// The body, bounded by whoever fetches.
    pub body: Vec<u8>,
}

/// Reaches other servers; may block, and is called where that is allowed.
pub trait Fetch: Send + Sync {
    /// Asks.
    ///
    /// # Errors
    /// Why there is no answer, for the log.
    fn fetch(&self, request: &Request) -> Result<Response, String>;
}

/// Other servers are not to be reached.
pub struct NoFetch;

impl Fetch for NoFetch {
    fn fetch(&self, _: &Request) -> Result<Response, String> {
        Err(String::from("other servers are not to be reached"))
    }
}
