//! How often something may be tried, without keeping who tried.
//!
//! Tries are counted by a keyed digest of an address's prefix or of a login. The key is drawn at the first try of
//! each day and forgotten with all counts, so that nothing in memory can be followed back to an address for long,
//! and nothing at all is written.

use std::collections::HashMap;
use std::net::IpAddr;

use domain::Text;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

use crate::{Code, Problem, Result};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Sign-ins from an address.
    Address,
    /// Passwords for a login.
    Login,
    /// Codes for a person.
    Code,
    /// Links from an address.
    Link,
}

impl Of {
    /// How many at once, and after how many milliseconds one more.
    fn rule(self) -> (i64, i64) {
        match self {
            // A whole agency may come from one address on a Monday morning.
            Of::Address => (60, 2_000),
            Of::Login => (10, 60_000),
            Of::Code => (5, 60_000),
            Of::Link => (30, 10_000),
        }
    }

    fn name(self) -> &'static [u8] {
        match self {
            Of::Address => b"address ",
            Of::Login => b"login ",
            Of::Code => b"code ",
            Of::Link => b"link ",
        }
    }
}

/// At most so many are counted at a time.
const MOST: usize = 65_536;

type Key = [u8; 16];

/// Token buckets, each as the one moment at which it is full again.
#[derive(Default)]
pub(crate) struct Limits {
    key: [u8; 32],
    day: Option<i64>,
    full_at: HashMap<Key, i64>,
}

impl Limits {
    /// Counts a try. `fresh` becomes the key if a new day has begun.
    ///
    /// # Errors
    /// [`Code::TooMany`] with the seconds to wait; such a try is not counted.
    pub fn charge(&mut self, of: Of, value: &str, now: Timestamp, fresh: [u8; 32]) -> Result<()> {
        let now_ms = now.as_millisecond();
        let day = now_ms.div_euclid(86_400_000);
        if self.day != Some(day) {
            *self = Limits { key: fresh, day: Some(day), full_at: HashMap::new() };
        }
        let (burst, each) = of.rule();
        let key = self.digest(of, value);
        let full_at = self.full_at.get(&key).copied().unwrap_or(now_ms).max(now_ms);
        let too_early = full_at + each - (now_ms + burst * each);
        if 0 < too_early {
            return Err(too_many(too_early));
        }
        if MOST <= self.full_at.len() && !self.full_at.contains_key(&key) {
            self.make_room(now_ms);
        }
        self.full_at.insert(key, full_at + each);
        Ok(())
    }

    /// Forgets the tries: whoever gets in starts anew.
    pub fn forgive(&mut self, of: Of, value: &str) {
        let key = self.digest(of, value);
        self.full_at.remove(&key);
    }

    fn digest(&self, of: Of, value: &str) -> Key {
        let mut short = Key::default();
        // A key of 32 bytes is of a length that is always taken.
        if let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.key) {
            mac.update(of.name());
            mac.update(value.as_bytes());
            let whole = mac.finalize().into_bytes();
            short.iter_mut().zip(whole.iter()).for_each(|(to, from)| *to = *from);
        }
        short
    }

    /// Drops what is full anyway, and if that is not enough the half that tried least.
    fn make_room(&mut self, now_ms: i64) {
        self.full_at.retain(|_, full_at| now_ms < *full_at);
        if self.full_at.len() < MOST {
            return;
        }
        let mut times: Vec<i64> = self.full_at.values().copied().collect();
        let middle = times.len() / 2;
        let (_, median, _) = times.select_nth_unstable(middle);
        let median = *median;
        self.full_at.retain(|_, full_at| median < *full_at);
    }
}

fn too_many(milliseconds: i64) -> Problem {
    let wait = u32::try_from((milliseconds + 999) / 1_000).unwrap_or(u32::MAX);
    let detail =
        Text::new(format!("ลองใหม่ได้ในอีก {wait} วินาที"), format!("it can be tried again in {wait} seconds"));
    Problem { wait: Some(wait), ..Problem::new(Code::TooMany).with_detail(detail) }
}

/// The part of an address that stands for one place: all of IPv4, the first 56 bits of IPv6.
pub(crate) fn prefix(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{:x}/56", d & 0xff00)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + milliseconds).expect("in range")
    }

    fn tries(limits: &mut Limits, of: Of, value: &str, now: Timestamp) -> usize {
        (0..1_000).take_while(|_| limits.charge(of, value, now, [7; 32]).is_ok()).count()
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let mut limits = Limits::default();
        assert_eq!(tries(&mut limits, Of::Login, "nok", at(0)), 10);
        assert_eq!(tries(&mut limits, Of::Login, "noi", at(0)), 10, "another login is not touched");
        assert_eq!(tries(&mut limits, Of::Code, "nok", at(0)), 5, "nor another kind");
        let refused = limits.charge(Of::Login, "nok", at(30_000), [7; 32]).unwrap_err();
        assert_eq!((refused.code, refused.wait), (Code::TooMany, Some(30)));
        assert_eq!(tries(&mut limits, Of::Login, "nok", at(59_999)), 0);
        assert_eq!(tries(&mut limits, Of::Login, "nok", at(60_000)), 1);
        assert_eq!(tries(&mut limits, Of::Login, "nok", at(3_600_000)), 10);
        limits.forgive(Of::Login, "nok");
        assert_eq!(tries(&mut limits, Of::Login, "nok", at(3_600_000)), 10);
    }

    #[test]
    fn a_new_day_draws_a_new_key_and_forgets() {
        let mut limits = Limits::default();
        let day = 86_400_000;
        assert_eq!(tries(&mut limits, Of::Login, "nok", at(0)), 10);
        limits.charge(Of::Login, "nok", at(day), [9; 32]).expect("another day");
        assert_eq!((limits.key, limits.full_at.len()), ([9; 32], 1));
    }

    #[test]
    fn counts_are_bounded_and_keep_those_who_try_most() {
        let mut limits = Limits::default();
        assert_eq!(tries(&mut limits, Of::Login, "attacked", at(0)), 10);
        for n in 0..2 * MOST {
            limits.charge(Of::Login, &n.to_string(), at(1), [7; 32]).expect("each for the first time");
            assert!(limits.full_at.len() <= MOST);
        }
        assert_eq!(tries(&mut limits, Of::Login, "attacked", at(2)), 0);
    }

    #[test]
    fn nothing_kept_tells_an_address() {
        let mut limits = Limits::default();
        limits.charge(Of::Address, "203.0.113.9", at(0), [7; 32]).expect("first");
        let mut other = Limits::default();
        other.charge(Of::Address, "203.0.113.9", at(0), [8; 32]).expect("first");
        assert_ne!(limits.full_at.keys().next(), other.full_at.keys().next());
        let same = ["2001:db8:1:2ff::1", "2001:db8:1:200::9"].map(|text| prefix(text.parse().expect("v6")));
        assert_eq!(same[0], same[1]);
        assert_eq!(prefix("::ffff:203.0.113.9".parse().expect("v6")), "203.0.113.9");
    }
}
