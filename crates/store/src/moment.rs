//! Times as text: UTC, microseconds, always as wide, so that text sorts as time does.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::{Error, Result};

/// `2026-11-21T08:15:30.000125Z`
pub(crate) fn text(at: Timestamp) -> String {
    whole(at).strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// The time as it is read back: without what is below a microsecond.
pub(crate) fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

pub(crate) fn read(text: &str) -> Result<Timestamp> {
    text.parse().map_err(|_| Error::stored(format!("{text:?} is no time")))
}

/// `2026-11-21`
pub(crate) fn day(date: Date) -> String {
    date.to_string()
}

pub(crate) fn read_day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::stored(format!("{text:?} is no day")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_one_width_and_reads_back() {
        for (microseconds, expected) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (1_700_000_000_000_125, "2023-11-14T22:13:20.000125Z"),
            (1_700_000_000_100_000, "2023-11-14T22:13:20.100000Z"),
        ] {
            let at = Timestamp::from_microsecond(microseconds).expect("in range");
            assert_eq!(text(at), expected);
            assert_eq!(read(expected).expect("a time"), at);
        }
        for nanoseconds in [1_700_000_000_000_125_999, -1_500] {
            let at = Timestamp::from_nanosecond(nanoseconds).expect("in range");
            assert_eq!(read(&text(at)).expect("a time"), whole(at), "{nanoseconds}");
        }
        assert!(read("yesterday").is_err());
        assert!(read_day("2026-02-30").is_err());
    }
}
