//! Numbers that stay numbers in every format.

use std::fmt;

use domain::score::Score;
use serde::Serialize;

/// A decimal number as it is shown: `scaled` units of the last place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The value times ten to the power of `places`.
    pub scaled: i64,
    /// Decimal places, at most 6.
    pub places: u8,
    /// Whether a plus sign is shown: changes.
    pub signed: bool,
}

impl Figure {
    /// A whole number.
    pub fn count(count: i64) -> Figure {
        Figure { scaled: count, places: 0, signed: false }
    }

    /// Hundredths, as all scores are.
    pub fn hundredths(hundredths: i64) -> Figure {
        Figure { scaled: hundredths, places: 2, signed: false }
    }

    /// A change, with its sign.
    pub fn change(hundredths: i64) -> Figure {
        Figure { signed: true, ..Figure::hundredths(hundredths) }
    }

    /// The number as programs read it, without grouping and plus sign: `1234.50`, `-0.05`.
    pub fn plain(&self) -> String {
        self.to_string().replace([',', '+'], "")
    }
}

/// As [`Figure::plain`], in a string: a binary float would not be exact.
impl Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

impl From<Score> for Figure {
    fn from(score: Score) -> Figure {
        Figure::hundredths(i64::from(score.hundredths()))
    }
}

impl fmt::Display for Figure {
    /// ASCII digits with grouping commas: `1,234.50`, `+3.10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10u64.pow(u32::from(self.places.min(6)));
        let magnitude = self.scaled.unsigned_abs();
        let sign = match self.scaled.signum() {
            -1 => "-",
            1 if self.signed => "+",
            _ => "",
        };
        write!(f, "{sign}{}", grouped(magnitude / unit))?;
        if self.places > 0 {
            write!(f, ".{:0width$}", magnitude % unit, width = usize::from(self.places.min(6)))?;
        }
        Ok(())
    }
}

fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Figure;

    #[test]
    fn figures_are_grouped_and_signed() {
        assert_eq!(Figure::hundredths(9283).to_string(), "92.83");
        assert_eq!(Figure::hundredths(123_456_705).to_string(), "1,234,567.05");
        assert_eq!(Figure::change(310).to_string(), "+3.10");
        assert_eq!(Figure::change(-5).to_string(), "-0.05");
        assert_eq!(Figure::change(0).to_string(), "0.00");
        assert_eq!(Figure::hundredths(123_456_705).plain(), "1234567.05");
        assert_eq!(Figure::change(310).plain(), "3.10");
        assert_eq!(Figure::count(-1000).to_string(), "-1,000");
    }
}
