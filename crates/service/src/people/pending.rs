//! What is kept between two steps of a sign-in: in memory, under the digest of a secret, for five minutes.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use store::{Digest, PersonId, SessionId};
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyAuthentication, PasskeyRegistration};

/// What the next step needs.
pub(crate) enum Waiting {
    /// A password was right; a code has to follow.
    Code {
        /// Whose password.
        person: PersonId,
        /// How many wrong codes were given.
        wrong: u8,
    },
    /// Somebody signs in with a passkey.
    Passkey(Box<DiscoverableAuthentication>),
    /// Somebody who is signed in proves it again with a passkey.
    Proof {
        /// Who.
        person: PersonId,
        /// In which session.
        session: SessionId,
        /// What was asked.
        state: Box<PasskeyAuthentication>,
    },
    /// Somebody is at another provider and comes back.
    Provider(Box<crate::oidc::Asked>),
    /// A passkey is added.
    NewPasskey {
        /// To whose account.
        person: PersonId,
        /// What was asked.
        state: Box<PasskeyRegistration>,
    },
}

/// At most so many wait at a time.
const MOST: usize = 4_096;

/// How long a step may take.
const LIFE: SignedDuration = SignedDuration::from_mins(5);

#[derive(Default)]
pub(crate) struct Pending {
    waiting: HashMap<Digest, (Timestamp, Waiting)>,
}

impl Pending {
    pub fn put(&mut self, key: Digest, waiting: Waiting, now: Timestamp) {
        if MOST <= self.waiting.len() {
            self.waiting.retain(|_, (until, _)| now < *until);
        }
        if MOST <= self.waiting.len() {
            let oldest = self.waiting.iter().min_by_key(|(_, (until, _))| *until).map(|(key, _)| *key);
            oldest.and_then(|key| self.waiting.remove(&key));
        }
        self.waiting.insert(key, (now.saturating_add(LIFE).unwrap_or(now), waiting));
    }

    /// What waits under a secret; it is taken, so that of two attempts one finds nothing.
    pub fn take(&mut self, key: &Digest, now: Timestamp) -> Option<Waiting> {
        let (until, waiting) = self.waiting.remove(key)?;
        (now < until).then_some(waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).expect("in range")
    }

    fn code() -> Waiting {
        Waiting::Code { person: PersonId::new(at(0), [1; 10]), wrong: 0 }
    }

    #[test]
    fn what_waits_is_taken_once_and_in_time() {
        let mut pending = Pending::default();
        let key = |n: u32| Digest::of(&n.to_be_bytes());
        pending.put(key(1), code(), at(0));
        pending.put(key(2), code(), at(0));
        assert!(pending.take(&key(1), at(299)).is_some());
        assert!(pending.take(&key(1), at(299)).is_none(), "a second time");
        assert!(pending.take(&key(2), at(300)).is_none(), "too late");
        for n in 10..u32::try_from(2 * MOST).expect("small") {
            pending.put(key(n), code(), at(i64::from(n) / 1_000));
            assert!(pending.waiting.len() <= MOST);
        }
    }
}
