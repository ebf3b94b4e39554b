//! Digests of rows: SHA-256 over an encoding in which two different rows cannot look the same.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::engine::{Param, Row};

/// 32 bytes of SHA-256, shown as 64 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of bytes as they are.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = ();

    fn from_str(text: &str) -> Result<Digest, ()> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return Err(());
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            let pair = text.get(2 * at..2 * at + 2).ok_or(())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| ())?;
        }
        Ok(Digest(bytes))
    }
}

/// Collects named values. Each has its name, its type and its length before it, so that no value can run into the
/// next; one that is null leaves no trace, so that a column added later changes no digest of an older row.
pub(crate) struct Canon(Sha256);

impl Canon {
    pub fn new(subject: &str) -> Canon {
        let mut canon = Canon(Sha256::new());
        canon.piece(b's', subject.as_bytes());
        canon
    }

    pub fn field(&mut self, name: &str, value: Param<'_>) {
        match value {
            Param::Null => {}
            Param::Int(number) => {
                self.piece(b'n', name.as_bytes());
                self.piece(b'i', &number.to_be_bytes());
            }
            Param::Text(text) => {
                self.piece(b'n', name.as_bytes());
                self.piece(b't', text.as_bytes());
            }
            Param::Bytes(bytes) => {
                self.piece(b'n', name.as_bytes());
                self.piece(b'b', &bytes);
            }
        }
    }

    pub fn row(&mut self, row: &Row) {
        for (name, value) in row.columns.iter().zip(&row.values) {
            self.field(name, value.param());
        }
    }

    /// Marks the end of a row among several.
    pub fn end_of_row(&mut self) {
        self.piece(b'r', b"");
    }

    pub fn digest(self) -> Digest {
        Digest(self.0.finalize().into())
    }

    fn piece(&mut self, kind: u8, bytes: &[u8]) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.0.update([kind]);
        self.0.update(length.to_be_bytes());
        self.0.update(bytes);
    }
}

/// The digest of one row of a table.
pub(crate) fn of_row(table: &str, row: &Row) -> Digest {
    let mut canon = Canon::new(table);
    canon.row(row);
    canon.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(fields: &[(&str, Param<'_>)]) -> Digest {
        let mut canon = Canon::new("t");
        for (name, value) in fields {
            canon.field(name, value.clone());
        }
        canon.digest()
    }

    #[test]
    fn values_do_not_run_into_each_other() {
        let all = [
            digest(&[("a", Param::from("x")), ("b", Param::from("y"))]),
            digest(&[("a", Param::from("xby"))]),
            digest(&[("ab", Param::from("x"))]),
            digest(&[("a", Param::from(&b"x"[..])), ("b", Param::from("y"))]),
            digest(&[("a", Param::from("")), ("b", Param::from("xy"))]),
            digest(&[("b", Param::from("y")), ("a", Param::from("x"))]),
            digest(&[("a", Param::Int(120))]),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(one), "{at}");
        }
        let with_null = digest(&[("a", Param::from("x")), ("n", Param::Null), ("b", Param::from("y"))]);
        assert_eq!(with_null, all[0]);
    }

    #[test]
    fn a_digest_is_read_as_it_is_shown() {
        let digest = Digest::of(b"abc");
        // From the examples of FIPS 180.
        let shown = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest.to_string(), shown);
        assert_eq!(shown.parse(), Ok(digest));
        assert!(shown.to_uppercase().parse::<Digest>().is_err());
        assert!("ก".repeat(22).parse::<Digest>().is_err());
    }
}
