//! Passwords: hashed with argon2id, few at a time, and none that everybody would try first.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use domain::Text;
use tokio::sync::Semaphore;

use crate::{Code, Problem, Result, Service, Settings};

/// Fewest characters of a password.
pub const SHORTEST: usize = 12;

/// Most bytes: enough for any sentence, too few to keep a processor busy.
const LONGEST: usize = 512;

/// At most so many wait for their turn; a flood beyond it is turned away before it costs memory.
const QUEUE: usize = 256;

/// Rounds over the memory.
const ROUNDS: u32 = 2;

/// The commonest passwords of twelve and more characters, and the beginnings that people lengthen.
const COMMON: &str = include_str!("common_passwords.txt");

/// Hashing in turn.
pub(crate) struct Checks {
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
    params: Params,
}

impl Checks {
    pub fn new(settings: &Settings) -> Checks {
        let memory = settings.password_memory.max(Params::MIN_M_COST);
        Checks {
            turns: Arc::new(Semaphore::new(settings.password_checks.max(1))),
            waiting: AtomicUsize::new(0),
            params: Params::new(memory, ROUNDS, 1, None).unwrap_or_default(),
        }
    }
}

fn hasher(params: &Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
}

fn hash(params: &Params, password: &str, salt: &[u8]) -> Result<String> {
    let hash: PasswordHash = hasher(params)
        .hash_password_with_salt(password.as_bytes(), salt)
        .map_err(|error| Problem::new(Code::Internal).with_cause(error.to_string()))?;
    Ok(hash.to_string())
}

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Checked {
    Wrong,
    Right,
    /// Right, and here is a hash by today's settings to keep instead.
    Outdated(String),
}

impl Service {
    /// Hashes a password for keeping.
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String> {
        let (password, salt) = (password.to_owned(), self.random::<16>());
        self.in_turn(move |params| hash(params, &password, &salt)).await?
    }

    /// Checks a password against what is kept. Where nothing is kept the same work is done for nothing, so that
    /// the time does not tell who has an account.
    pub(crate) async fn check_password(&self, kept: Option<String>, password: &str) -> Result<Checked> {
        if LONGEST < password.len() {
            return Ok(Checked::Wrong);
        }
        let (password, salt) = (password.to_owned(), self.random::<16>());
        self.in_turn(move |params| {
            let Some(kept) = kept else { return hash(params, &password, &salt).map(|_| Checked::Wrong) };
            let parsed = PasswordHash::new(&kept)
                .map_err(|error| Problem::new(Code::Internal).with_cause(error.to_string()))?;
            if hasher(params).verify_password(password.as_bytes(), &parsed).is_err() {
                return Ok(Checked::Wrong);
            }
            let same = Params::try_from(&parsed)
                .is_ok_and(|kept| (kept.m_cost(), kept.t_cost()) == (params.m_cost(), params.t_cost()));
            if same { Ok(Checked::Right) } else { hash(params, &password, &salt).map(Checked::Outdated) }
        })
        .await?
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Params) -> T + Send + 'static,
    ) -> Result<T> {
        let checks = &self.memory().checks;
        // Counts this one until it leaves, also when its request is given up.
        struct Place<'a>(&'a AtomicUsize);
        impl Drop for Place<'_> {
            fn drop(&mut self) {
                self.0.fetch_sub(1, Ordering::Relaxed);
            }
        }
        let before = checks.waiting.fetch_add(1, Ordering::Relaxed);
        let _place = Place(&checks.waiting);
        if QUEUE <= before {
            return Err(Problem::new(Code::Unavailable).with_cause("too many passwords wait to be checked"));
        }
        let turn = Arc::clone(&checks.turns).acquire_owned().await;
        let turn = turn.map_err(|error| Problem::new(Code::Unavailable).with_cause(error.to_string()))?;
        let params = checks.params.clone();
        let done = tokio::task::spawn_blocking(move || {
            let answer = work(&params);
            // The work goes on when nobody waits any more, and holds its turn for so long.
            drop(turn);
            answer
        });
        done.await.map_err(|error| Problem::new(Code::Internal).with_cause(error.to_string()))
    }
}

/// Why a new password is not taken; `own` are the person's login, names and address.
///
/// # Errors
/// [`Code::Invalid`] with the field `password`.
pub(crate) fn accept(password: &str, own: &[&str]) -> Result<()> {
    let refuse = |th: &str, en: &str| Err(Problem::field("password", Text::new(th, en)));
    if password.chars().count() < SHORTEST {
        return refuse(
            "รหัสผ่านต้องยาวอย่างน้อย 12 ตัวอักษร ใช้หลายคำต่อกันได้",
            "a password has at least 12 characters: several words are fine",
        );
    }
    if LONGEST < password.len() {
        return refuse(
            "รหัสผ่านยาวเกินไป ให้ใช้ไม่เกิน 160 ตัวอักษร",
            "the password is too long: use at most 160 characters",
        );
    }
    let small = thai::digits::to_ascii(password).to_lowercase();
    let common = COMMON.lines().any(|line| !line.is_empty() && is_common(&small, line));
    if common || is_row(&small) {
        return refuse(
            "รหัสผ่านนี้มีผู้ใช้บ่อยจนเดาได้ง่าย ให้ตั้งใหม่",
            "this password is used so often that it is easily guessed: choose another",
        );
    }
    let words = own.iter().flat_map(|text| text.split(|c: char| c.is_whitespace() || c == '@'));
    if words.map(str::to_lowercase).any(|word| 4 <= word.chars().count() && small.contains(&word)) {
        return refuse(
            "รหัสผ่านต้องไม่มีชื่อ ชื่อผู้ใช้ หรืออีเมลของท่าน",
            "the password may not hold your name, login or address",
        );
    }
    Ok(())
}

/// The common one itself, or with nothing but digits and signs around it.
fn is_common(small: &str, common: &str) -> bool {
    small.split_once(common).is_some_and(|(before, after)| {
        let idle = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation());
        idle(before) && idle(after)
    })
}

/// Few different characters, the same few again and again, or a row like `abcdefghijkl`.
fn is_row(small: &str) -> bool {
    let chars: Vec<char> = small.chars().collect();
    let mut different = chars.clone();
    different.sort_unstable();
    different.dedup();
    let step = |pair: &[char]| match pair {
        [a, b] => u32::from(*b).abs_diff(u32::from(*a)) <= 1,
        _ => false,
    };
    let steps = chars.windows(2).filter(|pair| step(pair)).count();
    different.len() < 5 || chars.len() * 3 < (steps + 1) * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_asked_for_and_nothing_of_composition() {
        for good in ["สะพานไม้ข้ามคลองหลังวัด", "kite lemon harbour nine", "qmzpfxwbtrhd", "ฝนตกที่หน้าต่าง"]
        {
            assert_eq!(accept(good, &["nok", "สมหญิง ใจดี"]), Ok(()), "{good}");
        }
        for bad in [
            "",
            "short",
            "11 letters.",
            "password1234",
            "Password@2026!",
            "๑๒๓๔๕๖๗๘๙๐๑๒",
            "123456789012",
            "abcdefghijklm",
            "aaaaaaaaaaaaaaa",
            "abababababab",
            "qwertyuiop123",
            "prongsai2569!",
        ] {
            assert!(accept(bad, &[]).is_err(), "{bad}");
        }
        assert!(accept(&"ก".repeat(400), &[]).is_err());
        for bad in ["my name is somying", "nokyoong in the rice", "ใจดีในทุ่งนากว้าง"]
        {
            assert!(accept(bad, &["nokyoong", "Somying ใจดี", "somying@example.org"]).is_err(), "{bad}");
        }
    }
}
