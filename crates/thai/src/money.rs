//! Amounts of baht: exact, in figures and in words.
//!
//! Amounts are whole satang (1 baht = 100 satang). Words follow the rule of the Royal Institute that a final
//! one is เอ็ด when anything stands before it: 11 สิบเอ็ด, 101 หนึ่งร้อยเอ็ด, 1,000,001 หนึ่งล้านเอ็ด.

use std::fmt;

use thiserror::Error;

use crate::digits::{self, DigitStyle, NumberError};

/// An amount of money in satang; negative for a deduction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Baht(i64);

/// Why a text is not an amount.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MoneyError {
    /// The figures are not a number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// More than two decimals, and not zeros: there is nothing smaller than a satang.
    #[error("{text} has more than two decimals")]
    TooPrecise {
        /// The figures in canonical form.
        text: String,
    },
    /// The amount does not fit.
    #[error("{text} baht is too large")]
    TooLarge {
        /// The figures in canonical form.
        text: String,
    },
}

impl Baht {
    /// An amount of satang.
    pub const fn from_satang(satang: i64) -> Self {
        Self(satang)
    }

    /// A whole number of baht; none when it does not fit.
    ///
    /// ```
    /// assert_eq!(thai::Baht::from_baht(5).map(|amount| amount.satang()), Some(500));
    /// ```
    pub const fn from_baht(baht: i64) -> Option<Self> {
        match baht.checked_mul(100) {
            Some(satang) => Some(Self(satang)),
            None => None,
        }
    }

    /// The amount in satang.
    pub const fn satang(self) -> i64 {
        self.0
    }

    /// The sum of two amounts; none when it does not fit.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// Figures with thousands commas and two decimals.
    ///
    /// ```
    /// use thai::{Baht, DigitStyle};
    /// let amount = Baht::from_satang(123_456_750);
    /// assert_eq!(amount.figures(DigitStyle::Ascii), "1,234,567.50");
    /// assert_eq!(amount.figures(DigitStyle::Thai), "๑,๒๓๔,๕๖๗.๕๐");
    /// ```
    #[must_use]
    pub fn figures(self, digits: DigitStyle) -> String {
        let (sign, baht, satang) = self.parts();
        digits.apply(&format!("{sign}{}.{satang:02}", grouped(baht), sign = if sign { "-" } else { "" }))
    }

    /// The amount in words, as on vouchers and contracts.
    ///
    /// ```
    /// use thai::Baht;
    /// assert_eq!(Baht::from_satang(12_100).words(), "หนึ่งร้อยยี่สิบเอ็ดบาทถ้วน");
    /// assert_eq!(Baht::from_satang(2_175).words(), "ยี่สิบเอ็ดบาทเจ็ดสิบห้าสตางค์");
    /// assert_eq!(Baht::from_satang(0).words(), "ศูนย์บาทถ้วน");
    /// ```
    #[must_use]
    pub fn words(self) -> String {
        let (negative, baht, satang) = self.parts();
        let mut out = String::from(if negative { "ลบ" } else { "" });
        if baht != 0 || satang == 0 {
            spell(baht, false, &mut out);
            out.push_str("บาท");
        }
        if satang == 0 {
            out.push_str("ถ้วน");
        } else {
            spell(satang, false, &mut out);
            out.push_str("สตางค์");
        }
        out
    }

    /// Whether negative, whole baht, and satang 0 to 99.
    const fn parts(self) -> (bool, u64, u64) {
        let satang = self.0.unsigned_abs();
        (self.0 < 0, satang / 100, satang % 100)
    }
}

/// Figures in ASCII digits, as [`Baht::figures`].
impl fmt::Display for Baht {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.figures(DigitStyle::Ascii))
    }
}

/// Reads an amount in figures, in Thai or ASCII digits.
///
/// The word บาท, the sign ฿ and the `.-` that closes a round amount are accepted; commas must be in the right
/// places when there are any.
///
/// # Errors
/// [`MoneyError`] when the figures are no number, finer than a satang, or too large.
///
/// ```
/// use thai::{Baht, MoneyError, money::read};
/// assert_eq!(read("๑,๒๓๔.๕๐ บาท")?, Baht::from_satang(123_450));
/// assert_eq!(read("1,500.-")?, Baht::from_satang(150_000));
/// assert!(matches!(read("1.005"), Err(MoneyError::TooPrecise { .. })));
/// # Ok::<(), MoneyError>(())
/// ```
pub fn read(text: &str) -> Result<Baht, MoneyError> {
    let mut body = text.trim_end();
    for suffix in ["บาทถ้วน", "บาท", "฿", ".-", ".–"] {
        body = body.strip_suffix(suffix).unwrap_or(body).trim_end();
    }
    // The sign is blanked out rather than cut off, so that errors still count bytes of the text given.
    let unsigned = body.replacen('฿', "   ", usize::from(body.trim_start().starts_with('฿')));
    let number = digits::read_number(&unsigned)?.text;
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let (cents, rest) = fraction.split_at(fraction.len().min(2));
    if rest.contains(|c| c != '0') {
        return Err(MoneyError::TooPrecise { text: number });
    }
    // Padding with zeros turns "5" and "" of the decimals into satang.
    let satang = format!("{whole}{cents:0<2}").parse();
    satang.map(Baht).map_err(|_| MoneyError::TooLarge { text: number })
}

/// A whole number in words.
///
/// ```
/// use thai::money::number_in_words;
/// assert_eq!(number_in_words(2_501), "สองพันห้าร้อยเอ็ด");
/// assert_eq!(number_in_words(-10), "ลบสิบ");
/// assert_eq!(number_in_words(1_000_000_000_000), "หนึ่งล้านล้าน");
/// ```
#[must_use]
pub fn number_in_words(number: i64) -> String {
    let mut out = String::from(if number < 0 { "ลบ" } else { "" });
    spell(number.unsigned_abs(), false, &mut out);
    out
}

const MILLION: u64 = 1_000_000;

/// Spells a number; `follows` tells that something larger has been spelt before it.
fn spell(number: u64, follows: bool, out: &mut String) {
    const DIGITS: [&str; 10] = ["", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"];
    const PLACES: [(u64, &str); 6] =
        [(100_000, "แสน"), (10_000, "หมื่น"), (1_000, "พัน"), (100, "ร้อย"), (10, "สิบ"), (1, "")];
    if number == 0 && !follows {
        out.push_str("ศูนย์");
        return;
    }
    let mut larger = follows;
    if MILLION <= number {
        spell(number / MILLION, follows, out);
        out.push_str("ล้าน");
        larger = true;
    }
    for (place, name) in PLACES {
        let digit = number % MILLION / place % 10;
        let word = match (digit, place) {
            (0, _) => continue,
            (1, 10) => "",
            (2, 10) => "ยี่",
            (1, 1) if larger => "เอ็ด",
            _ => usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit)).copied().unwrap_or_default(),
        };
        out.push_str(word);
        out.push_str(name);
        larger = true;
    }
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let plain = number.to_string();
    let mut out = String::with_capacity(plain.len() + plain.len() / 3);
    for (index, digit) in plain.chars().enumerate() {
        if index != 0 && (plain.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_at_the_edges() {
        assert_eq!(Baht::from_satang(-5).to_string(), "-0.05");
        assert_eq!(Baht::from_satang(99_999).to_string(), "999.99");
        assert_eq!(Baht::from_satang(100_000).to_string(), "1,000.00");
        assert_eq!(Baht::from_satang(i64::MIN).to_string(), "-92,233,720,368,547,758.08");
        assert_eq!(format!("{:>8}", Baht::from_satang(500)), "    5.00");
    }

    #[test]
    fn reading() {
        let satang = |text: &str| read(text).map(Baht::satang);
        assert_eq!(satang("฿1,000"), Ok(100_000));
        assert_eq!(satang("-0.5"), Ok(-50));
        assert_eq!(satang("12.500 บาท"), Ok(1_250));
        assert_eq!(satang("5 บาทถ้วน"), Ok(500));
        assert_eq!(satang("-92,233,720,368,547,758.08"), Ok(i64::MIN));
        assert!(matches!(read("92,233,720,368,547,758.08"), Err(MoneyError::TooLarge { .. })));
        assert_eq!(read("฿1x"), Err(MoneyError::Number(NumberError::NotADigit { byte: 4, found: 'x' })));
        assert_eq!(read("บาท"), Err(MoneyError::Number(NumberError::Empty)));
    }
}
