//! Scores as exact decimals.

use std::fmt;

use crate::ratio::Ratio;
use crate::text::Text;

/// A score from 0 to 100 with two decimals, kept as whole hundredths.
///
/// ```
/// use domain::Score;
/// let score: Score = "96.45".parse().unwrap();
/// assert_eq!(score.hundredths(), 9645);
/// assert_eq!(score.to_string(), "96.45");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(u16);

impl Score {
    /// 0.00
    pub const ZERO: Score = Score(0);
    /// 100.00
    pub const FULL: Score = Score(10_000);

    /// A score from whole hundredths, when it lies in 0..=10000.
    pub const fn from_hundredths(hundredths: u16) -> Option<Score> {
        if hundredths <= 10_000 { Some(Score(hundredths)) } else { None }
    }

    /// The nearest score to a number of hundredths that may lie outside the range.
    pub fn clamped(hundredths: i64) -> Score {
        Score(u16::try_from(hundredths.clamp(0, 10_000)).unwrap_or(0))
    }

    /// Whole hundredths, 0..=10000.
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// Distance between two scores in hundredths.
    pub const fn distance(self, other: Score) -> u16 {
        self.0.abs_diff(other.0)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

/// Why a text is not a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// Not a decimal number in ASCII digits.
    #[error("not a number")]
    NotANumber,
    /// Below 0 or above 100.
    #[error("outside 0 to 100")]
    OutOfRange,
    /// More than two decimals that are not zero.
    #[error("more than two decimals")]
    TooPrecise,
}

impl ScoreError {
    /// What is wrong and what to do, for the person who typed the figure.
    pub fn advice(self) -> Text {
        match self {
            ScoreError::NotANumber => {
                Text::new("ไม่ใช่ตัวเลข ให้พิมพ์เป็นทศนิยม เช่น 91.59", "not a number: write a decimal such as 91.59")
            }
            ScoreError::OutOfRange => Text::new(
                "คะแนนต้องอยู่ระหว่าง 0 ถึง 100 ให้ตรวจจุดทศนิยม",
                "a score lies between 0 and 100: check the decimal point",
            ),
            ScoreError::TooPrecise => Text::new(
                "คะแนนที่เผยแพร่มีทศนิยมไม่เกินสองตำแหน่ง ให้ใช้ตัวเลขตามที่ประกาศ",
                "a published score has at most two decimals: use the figure as printed",
            ),
        }
    }
}

impl std::str::FromStr for Score {
    type Err = ScoreError;

    /// Reads ASCII digits with at most two decimals: `100`, `91.5`, `91.59`. Trailing zeros are no error.
    fn from_str(text: &str) -> Result<Score, ScoreError> {
        let hundredths = hundredths_of(text)?;
        u16::try_from(hundredths).ok().and_then(Score::from_hundredths).ok_or(ScoreError::OutOfRange)
    }
}

/// Reads a decimal of at most two places as hundredths: a score, a weight in percent, points.
pub(crate) fn hundredths_of(text: &str) -> Result<u32, ScoreError> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
        return Err(ScoreError::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    if 2 < fraction.len() {
        return Err(ScoreError::TooPrecise);
    }
    let whole: u32 = match whole.trim_start_matches('0') {
        "" => 0,
        short if short.len() <= 6 => short.parse().map_err(|_| ScoreError::NotANumber)?,
        _ => return Err(ScoreError::OutOfRange),
    };
    let cents: u32 = match fraction {
        "" => 0,
        _ => format!("{fraction:0<2}").parse().map_err(|_| ScoreError::NotANumber)?,
    };
    let value = whole * 100 + cents;
    if negative && 0 < value { Err(ScoreError::OutOfRange) } else { Ok(value) }
}

/// The one rounding function: half up, to two places.
///
/// Published results show it at every level: 96.445 became 96.45, where half-to-even would give 96.44.
///
/// ```
/// use domain::{Ratio, round_half_up};
/// assert_eq!(round_half_up(Ratio::new(96_445, 1000)).to_string(), "96.45");
/// ```
pub fn round_half_up(value: Ratio) -> Score {
    Score::clamped(value.hundredths_half_up())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (text, hundredths) in [("100", 10_000), ("0", 0), ("91.5", 9150), ("091.590", 9159), ("0.01", 1)]
        {
            assert_eq!(text.parse::<Score>().map(Score::hundredths), Ok(hundredths), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_score() {
        for (text, error) in [
            ("", ScoreError::NotANumber),
            ("9,1", ScoreError::NotANumber),
            ("1e2", ScoreError::NotANumber),
            ("9.", ScoreError::NotANumber),
            (".5", ScoreError::NotANumber),
            ("100.01", ScoreError::OutOfRange),
            ("-1", ScoreError::OutOfRange),
            ("99999999999999999999", ScoreError::OutOfRange),
            ("91.595", ScoreError::TooPrecise),
        ] {
            assert_eq!(text.parse::<Score>(), Err(error), "{text}");
        }
    }
}
