//! Figures of outcomes: exact decimals with a unit.

use std::fmt;
use std::str::FromStr;

/// The figure that shows an effect: 42 คน, ร้อยละ 95.50.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeFigure {
    /// How much.
    pub value: Decimal,
    /// Of what: คน, เรื่อง, ร้อยละ; empty where it is not told.
    pub unit: String,
}

/// An exact decimal that keeps its places: 95.50 stays 95.50.
///
/// ```
/// use domain::plan::Decimal;
/// let value: Decimal = "95.50".parse().unwrap();
/// assert_eq!((value.scaled(), value.places()), (9550, 2));
/// assert_eq!(value.to_string(), "95.50");
/// assert_eq!("-0.05".parse::<Decimal>().unwrap().to_string(), "-0.05");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    scaled: i64,
    places: u8,
}

impl Decimal {
    /// Most digits, before and after the point together.
    pub const DIGITS: usize = 15;
    /// Most digits after the point.
    pub const PLACES: u8 = 6;

    /// A number of units of the last place: `(9550, 2)` is 95.50.
    pub fn new(scaled: i64, places: u8) -> Option<Decimal> {
        let fits = scaled.unsigned_abs() < 1_000_000_000_000_000 && places <= Decimal::PLACES;
        fits.then_some(Decimal { scaled, places })
    }

    /// The number in units of the last place.
    pub const fn scaled(self) -> i64 {
        self.scaled
    }

    /// Digits after the point.
    pub const fn places(self) -> u8 {
        self.places
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = usize::from(self.places);
        let digits = format!("{:0width$}", self.scaled.unsigned_abs(), width = places + 1);
        let (whole, rest) = digits.split_at(digits.len() - places);
        let sign = if self.scaled < 0 { "-" } else { "" };
        let point = if rest.is_empty() { "" } else { "." };
        f.pad(&format!("{sign}{whole}{point}{rest}"))
    }
}

/// Why a text is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// Not a decimal number in ASCII digits.
    #[error("not a number")]
    NotANumber,
    /// More digits than [`Decimal::DIGITS`], or more than [`Decimal::PLACES`] after the point.
    #[error("too many digits")]
    TooLong,
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads ASCII digits with an optional sign in front and an optional point: `42`, `-1.5`, `95.50`.
    fn from_str(text: &str) -> Result<Decimal, DecimalError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return Err(DecimalError::NotANumber),
            Some(parts) => parts,
            None => (digits, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(DecimalError::NotANumber);
        }
        let whole = whole.trim_start_matches('0');
        let places = u8::try_from(fraction.len()).ok().filter(|places| *places <= Decimal::PLACES);
        let places = places.ok_or(DecimalError::TooLong)?;
        if Decimal::DIGITS < whole.len() + fraction.len() {
            return Err(DecimalError::TooLong);
        }
        let scaled = format!("0{whole}{fraction}").parse::<i64>().map_err(|_| DecimalError::TooLong)?;
        Decimal::new(if negative { -scaled } else { scaled }, places).ok_or(DecimalError::TooLong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_keep_their_places() {
        for text in ["0", "42", "95.50", "-1.5", "0.000001", "999999999999999", "100.00"] {
            assert_eq!(text.parse::<Decimal>().map(|value| value.to_string()).as_deref(), Ok(text));
        }
        assert_eq!("007".parse::<Decimal>().unwrap().to_string(), "7");
        for text in ["", "-", ".", "1.", ".5", "1,000", "๔๒", "1e3", "+1", "--1", " 1"] {
            assert_eq!(text.parse::<Decimal>(), Err(DecimalError::NotANumber), "{text}");
        }
        for text in ["1000000000000000", "0.0000001", "999999999999.9999"] {
            assert_eq!(text.parse::<Decimal>(), Err(DecimalError::TooLong), "{text}");
        }
    }
}
