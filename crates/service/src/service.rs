//! The one value that every use case hangs on.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use store::{Act, Digest, Store};

use crate::Caller;
use crate::agencies::Index;
use crate::oidc::Provider;
use crate::people::State;
use crate::ports::{Clock, Fetch, Mail, Random};

/// Characters of a secret.
pub(crate) const SECRET_LENGTH: usize = 52;

/// What an installation sets.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach it, without a final slash: links in letters and passkeys are tied to it.
    pub origin: String,
    /// A session ends after so long without a request.
    pub idle: SignedDuration,
    /// A session ends after so long in any case.
    pub longest: SignedDuration,
    /// Memory of one password check, in KiB.
    pub password_memory: u32,
    /// How many passwords are checked at the same time.
    pub password_checks: usize,
    /// Providers by whose identities people can sign in.
    pub providers: Vec<Provider>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            origin: String::from("http://localhost:8568"),
            idle: SignedDuration::from_mins(30),
            longest: SignedDuration::from_hours(12),
            password_memory: 19 * 1024,
            password_checks: 2,
            providers: Vec::new(),
        }
    }
}

/// The use cases of an installation; clones share it.
#[derive(Clone)]
pub struct Service {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    settings: Settings,
    clock: Box<dyn Clock>,
    random: Box<dyn Random>,
    mail: Box<dyn Mail>,
    fetch: Box<dyn Fetch>,
    public: PublicState,
    index: Mutex<Option<Arc<Index>>>,
    people: State,
}

/// What the program remembers of what the public sees.
#[derive(Default)]
pub(crate) struct PublicState {
    /// Changes with everything that the public sees.
    pub version: AtomicU64,
    /// Number of decisions and newest change of an agency, as last seen in the store.
    pub stamp: Mutex<Option<(i64, i64)>>,
}

impl Service {
    /// Ties the parts together.
    pub fn new(
        store: Store,
        settings: Settings,
        clock: Box<dyn Clock>,
        random: Box<dyn Random>,
        mail: Box<dyn Mail>,
        fetch: Box<dyn Fetch>,
    ) -> Service {
        let (public, people) = (PublicState::default(), State::new(&settings));
        Service {
            inner: Arc::new(Inner {
                store,
                settings,
                clock,
                random,
                mail,
                fetch,
                people,
                public,
                index: Mutex::new(None),
            }),
        }
    }

    /// What the installation set.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// Where everything is kept.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// What is remembered of what the public sees.
    pub(crate) fn public_state(&self) -> &PublicState {
        &self.inner.public
    }

    /// Names of agencies for searching, as of the last search.
    pub(crate) fn agency_index(&self) -> &Mutex<Option<Arc<Index>>> {
        &self.inner.index
    }

    /// Takes letters.
    pub(crate) fn mail(&self) -> &dyn Mail {
        &*self.inner.mail
    }

    /// Reaches other servers.
    pub(crate) fn fetch(&self) -> &dyn Fetch {
        &*self.inner.fetch
    }

    /// What signing in keeps in memory.
    pub(crate) fn memory(&self) -> &State {
        &self.inner.people
    }

    /// Bytes that nobody can guess.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.inner.random.fill(&mut bytes);
        bytes
    }

    /// A new id of any kind: `self.id(PersonId::new)`.
    pub(crate) fn id<T>(&self, make: impl FnOnce(Timestamp, [u8; 10]) -> T) -> T {
        make(self.now(), self.random())
    }

    /// A secret for a link or a cookie, 256 bits in letters and digits, and the digest that is kept of it.
    pub(crate) fn secret(&self) -> (String, Digest) {
        const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let bytes: [u8; SECRET_LENGTH] = self.random();
        let secret: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect();
        let digest = Digest::of(secret.as_bytes());
        (secret, digest)
    }

    /// What the audit trail says of an act of somebody, now.
    pub(crate) fn act(&self, caller: &Caller) -> Act {
        Act::new(self.now(), caller.actor())
    }
}
