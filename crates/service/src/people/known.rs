//! Who holds an open session, remembered for a moment, so that a busy session is not looked up at every request.
//!
//! What is remembered is used only while [`store::Store::access_version`] is what it was before the look-up: every
//! change of agencies, people, roles and sessions made through this program changes that number before it is
//! answered, so a session that was ended here is ended at once. Another program on the same database (a second
//! server, a command on the console) does not change it: what that one ends is open here for at most [`LONGEST`].

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use store::Digest;

use super::{Names, locked};
use crate::Caller;

/// For so long a look-up is good.
const LONGEST: SignedDuration = SignedDuration::from_secs(1);

/// At most so many are remembered.
const MOST: usize = 4_096;

/// The holder of an open session.
#[derive(Debug)]
pub(crate) struct Holder {
    pub caller: Caller,
    pub names: Arc<Names>,
    /// The session ends then in any case.
    pub expires_at: Timestamp,
    /// Milliseconds since 1970 of the last use that was written down.
    pub seen: AtomicI64,
}

impl Holder {
    /// Whether the session is still open: neither over nor idle for too long.
    pub fn is_open(&self, now: Timestamp, idle: SignedDuration) -> bool {
        let unused = now.as_millisecond().saturating_sub(self.seen.load(Ordering::Relaxed));
        now < self.expires_at && i128::from(unused) <= idle.as_millis()
    }

    /// Whether the last use is to be written down now: for one of those who ask at the same time.
    pub fn is_to_be_noted(&self, now: Timestamp, every: SignedDuration) -> bool {
        let (seen, now) = (self.seen.load(Ordering::Relaxed), now.as_millisecond());
        every.as_millis() <= i128::from(now.saturating_sub(seen))
            && self.seen.compare_exchange(seen, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}

struct Entry {
    holder: Arc<Holder>,
    version: u64,
    read_at: Timestamp,
}

/// Holders by the digest of their secret.
#[derive(Default)]
pub(crate) struct Known(Mutex<HashMap<Digest, Entry>>);

impl Known {
    /// The holder, if a look-up of not long ago still holds.
    pub fn find(&self, token: &Digest, version: u64, now: Timestamp) -> Option<Arc<Holder>> {
        let entries = locked(&self.0);
        let entry = entries.get(token)?;
        let age = now.duration_since(entry.read_at);
        // A clock that was set back must not make it last longer.
        let is_young = (SignedDuration::ZERO..LONGEST).contains(&age);
        (entry.version == version && is_young).then(|| Arc::clone(&entry.holder))
    }

    /// Remembers a look-up. `version` was asked for before it, `now` is when it was made. A use that is known here
    /// counts also while its note is not saved yet, or cannot be since the disk is full.
    pub fn keep(&self, token: Digest, version: u64, now: Timestamp, holder: Holder) -> Arc<Holder> {
        let mut entries = locked(&self.0);
        if let Some(before) = entries.get(&token) {
            holder.seen.fetch_max(before.holder.seen.load(Ordering::Relaxed), Ordering::Relaxed);
        } else if MOST <= entries.len() {
            entries.retain(|_, entry| now.duration_since(entry.read_at) < LONGEST);
            if MOST <= entries.len() {
                entries.clear();
            }
        }
        let holder = Arc::new(holder);
        entries.insert(token, Entry { holder: Arc::clone(&holder), version, read_at: now });
        holder
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicI64;

    use jiff::{SignedDuration, Timestamp};
    use store::Digest;

    use super::{Holder, Known, MOST};
    use crate::Caller;
    use crate::people::Names;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).unwrap()
    }

    fn holder() -> Holder {
        let names = Arc::new(Names { person: String::from("นก"), agency: None });
        Holder { caller: Caller::Visitor, names, expires_at: at(3_600_000), seen: AtomicI64::new(0) }
    }

    #[test]
    fn a_look_up_holds_for_a_moment_and_until_something_changes() {
        let (known, token) = (Known::default(), Digest::of(b"a"));
        known.keep(token, 7, at(5_000), holder());
        assert!(known.find(&token, 7, at(5_999)).is_some());
        assert!(known.find(&token, 8, at(5_001)).is_none(), "something changed");
        assert!(known.find(&token, 7, at(6_000)).is_none(), "too long ago");
        assert!(known.find(&token, 7, at(4_999)).is_none(), "a clock that was set back");
        assert!(known.find(&Digest::of(b"b"), 7, at(5_001)).is_none());
    }

    #[test]
    fn the_number_of_them_is_bounded() {
        let known = Known::default();
        for number in 0..2 * MOST {
            known.keep(Digest::of(&number.to_be_bytes()), 1, at(1), holder());
            assert!(known.0.lock().unwrap().len() <= MOST);
        }
    }

    #[test]
    fn a_use_is_noted_once_a_minute_and_a_session_ends_when_idle() {
        let (holder, minute) = (holder(), SignedDuration::from_mins(1));
        assert!(!holder.is_to_be_noted(at(59_000), minute));
        assert!(holder.is_to_be_noted(at(60_000), minute));
        assert!(!holder.is_to_be_noted(at(60_500), minute), "it was noted just now");
        let idle = SignedDuration::from_mins(30);
        assert!(holder.is_open(at(60_000 + 1_800_000), idle));
        assert!(!holder.is_open(at(60_001 + 1_800_000), idle));
        assert!(!holder.is_open(at(3_600_000), SignedDuration::from_hours(2)), "over");
    }

    #[test]
    fn a_use_that_is_not_saved_yet_counts() {
        let (known, token) = (Known::default(), Digest::of(b"a"));
        let used = known.keep(token, 1, at(0), holder());
        assert!(used.is_to_be_noted(at(60_000), SignedDuration::from_mins(1)));
        // The database knows nothing of it yet.
        let again = known.keep(token, 2, at(90_000), holder());
        assert_eq!(again.seen.load(std::sync::atomic::Ordering::Relaxed), 60_000);
        let other = known.keep(Digest::of(b"b"), 2, at(90_000), holder());
        assert_eq!(other.seen.load(std::sync::atomic::Ordering::Relaxed), 0);
    }
}
