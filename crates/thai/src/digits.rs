//! Thai digits (๐ to ๙) and ASCII digits, both ways, and decimal figures as officials write them.
//!
//! Data always carries ASCII digits; Thai digits appear only in what a person reads or wrote.

use std::fmt;

use thiserror::Error;

/// The digits in which something is to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DigitStyle {
    /// 0 to 9.
    #[default]
    Ascii,
    /// ๐ to ๙, as formal letters and memoranda use them.
    Thai,
}

impl DigitStyle {
    /// Rewrites every digit of `text` in this style and leaves the rest alone.
    ///
    /// ```
    /// use thai::DigitStyle;
    /// assert_eq!(DigitStyle::Thai.apply("ข้อ O25"), "ข้อ O๒๕");
    /// assert_eq!(DigitStyle::Ascii.apply("ข้อ O๒๕"), "ข้อ O25");
    /// ```
    #[must_use]
    pub fn apply(self, text: &str) -> String {
        match self {
            Self::Ascii => to_ascii(text),
            Self::Thai => to_thai(text),
        }
    }
}

/// The digits in which something was found written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Digits {
    /// Only 0 to 9.
    Ascii,
    /// Only ๐ to ๙.
    Thai,
    /// Both kinds in one number, which in scanned text is a sign of a misread character.
    Mixed,
}

/// A decimal number in canonical ASCII text, and how it had been written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DecimalText {
    /// Sign if negative, digits without needless leading zeros or commas, and the decimals as they stood:
    /// `-1234.50`.
    pub text: String,
    /// The digits it was written in.
    pub digits: Digits,
}

impl fmt::Display for DecimalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Why a text is not a decimal number. Positions are byte offsets into the text that was given.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NumberError {
    /// There is nothing to read.
    #[error("no number: the text is empty")]
    Empty,
    /// A character that has no place in a number.
    #[error("not a digit: {found:?} at byte {byte}")]
    NotADigit {
        /// Where it stands.
        byte: usize,
        /// The character.
        found: char,
    },
    /// A second decimal point.
    #[error("second decimal point at byte {byte}")]
    TwoPoints {
        /// Where the second point stands.
        byte: usize,
    },
    /// A comma that does not separate groups of three digits.
    #[error("misplaced comma at byte {byte}")]
    MisplacedComma {
        /// Where the comma stands.
        byte: usize,
    },
    /// A decimal point without a digit on both sides.
    #[error("decimal point at byte {byte} lacks a digit on one side")]
    LonelyPoint {
        /// Where the point stands.
        byte: usize,
    },
}

/// Whether the character is a Thai digit.
///
/// ```
/// assert!(thai::digits::is_thai_digit('๙'));
/// assert!(!thai::digits::is_thai_digit('9'));
/// ```
pub const fn is_thai_digit(c: char) -> bool {
    matches!(c, '๐'..='๙')
}

/// The value of a digit of either kind.
pub(crate) fn value(c: char) -> Option<u32> {
    if is_thai_digit(c) { Some(u32::from(c) - u32::from('๐')) } else { c.to_digit(10) }
}

/// Writes ASCII digits as Thai digits and leaves every other character alone.
///
/// ```
/// assert_eq!(thai::digits::to_thai("ร้อยละ 91.59"), "ร้อยละ ๙๑.๕๙");
/// ```
#[must_use]
pub fn to_thai(text: &str) -> String {
    const THAI: [char; 10] = ['๐', '๑', '๒', '๓', '๔', '๕', '๖', '๗', '๘', '๙'];
    text.chars().map(|c| c.to_digit(10).and_then(|d| THAI.get(d as usize)).copied().unwrap_or(c)).collect()
}

/// Writes Thai digits as ASCII digits and leaves every other character alone.
///
/// ```
/// assert_eq!(thai::digits::to_ascii("ร้อยละ ๙๑.๕๙"), "ร้อยละ 91.59");
/// ```
#[must_use]
pub fn to_ascii(text: &str) -> String {
    text.chars().map(ascii_of).collect()
}

/// The ASCII digit of a Thai one; any other character as it is.
pub(crate) fn ascii_of(c: char) -> char {
    value(c).and_then(|d| char::from_digit(d, 10)).unwrap_or(c)
}

/// Reads a decimal number in Thai digits, ASCII digits or both, with or without thousands commas.
///
/// White space around the number and one leading minus (`-` or `−`) are accepted. Commas are optional, but a
/// number that has one must have them all in the right places. Mixed digits are read; the caller decides
/// from [`DecimalText::digits`] whether to trust them.
///
/// # Errors
/// [`NumberError`] names the first character that is wrong.
///
/// ```
/// use thai::digits::{Digits, NumberError, read_number};
/// let number = read_number("๑,๒๓๔.๕๐")?;
/// assert_eq!((number.text.as_str(), number.digits), ("1234.50", Digits::Thai));
/// assert_eq!(read_number("๙1.59")?.digits, Digits::Mixed);
/// assert_eq!(read_number("12,34"), Err(NumberError::MisplacedComma { byte: 2 }));
/// # Ok::<(), NumberError>(())
/// ```
pub fn read_number(text: &str) -> Result<DecimalText, NumberError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(NumberError::Empty);
    }
    let unsigned = trimmed.strip_prefix(['-', '\u{2212}']);
    let body = unsigned.unwrap_or(trimmed);
    // Leading white space and the sign shift every position the reader reports.
    let shift = (text.len() - text.trim_start().len()) + (trimmed.len() - body.len());
    let scan = scan(body, shift)?;
    let whole = scan.whole.trim_start_matches('0');
    let mut out = String::with_capacity(body.len());
    if unsigned.is_some() {
        out.push('-');
    }
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if let Some(fraction) = &scan.fraction {
        out.push('.');
        out.push_str(fraction);
    }
    let digits = match (scan.ascii, scan.thai) {
        (true, true) => Digits::Mixed,
        (false, true) => Digits::Thai,
        (_, false) => Digits::Ascii,
    };
    Ok(DecimalText { text: out, digits })
}

struct Scan {
    whole: String,
    fraction: Option<String>,
    ascii: bool,
    thai: bool,
}

fn scan(body: &str, shift: usize) -> Result<Scan, NumberError> {
    let mut scan = Scan { whole: String::new(), fraction: None, ascii: false, thai: false };
    let mut point = None;
    let mut comma: Option<usize> = None;
    let mut group = 0usize;
    for (offset, c) in body.char_indices() {
        let byte = shift + offset;
        match c {
            '.' if point.is_some() => return Err(NumberError::TwoPoints { byte }),
            '.' if scan.whole.is_empty() => return Err(NumberError::LonelyPoint { byte }),
            '.' => {
                close_group(comma, group)?;
                point = Some(byte);
                scan.fraction = Some(String::new());
            }
            ',' => {
                let first_is_wide = comma.is_none() && 3 < group;
                if point.is_some() || group == 0 || first_is_wide {
                    return Err(NumberError::MisplacedComma { byte });
                }
                close_group(comma, group)?;
                comma = Some(byte);
                group = 0;
            }
            _ => {
                let digit = value(c).and_then(|d| char::from_digit(d, 10));
                let Some(digit) = digit else { return Err(NumberError::NotADigit { byte, found: c }) };
                scan.thai |= is_thai_digit(c);
                scan.ascii |= c.is_ascii();
                match &mut scan.fraction {
                    Some(fraction) => fraction.push(digit),
                    None => {
                        group += 1;
                        scan.whole.push(digit);
                    }
                }
            }
        }
    }
    match (point, &scan.fraction) {
        (Some(byte), Some(fraction)) if fraction.is_empty() => Err(NumberError::LonelyPoint { byte }),
        (Some(_), _) => Ok(scan),
        (None, _) if scan.whole.is_empty() => Err(NumberError::Empty),
        (None, _) => close_group(comma, group).map(|()| scan),
    }
}

/// A group that follows a comma has exactly three digits; the comma before it is the one to blame.
fn close_group(comma: Option<usize>, group: usize) -> Result<(), NumberError> {
    match comma {
        Some(byte) if group != 3 => Err(NumberError::MisplacedComma { byte }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &str) -> String {
        read_number(input).unwrap().text
    }

    #[test]
    fn canonical_text() {
        assert_eq!(text(" 007 "), "7");
        assert_eq!(text("-๐.๕๐"), "-0.50");
        assert_eq!(text("\u{2212}1,000,000"), "-1000000");
        assert_eq!(text("1234567"), "1234567");
        assert_eq!(text("0,012"), "12");
    }

    #[test]
    fn errors_name_the_place() {
        assert_eq!(read_number("  "), Err(NumberError::Empty));
        assert_eq!(read_number("-"), Err(NumberError::Empty));
        assert_eq!(read_number(" ๑x"), Err(NumberError::NotADigit { byte: 4, found: 'x' }));
        assert_eq!(read_number("1.2.3"), Err(NumberError::TwoPoints { byte: 3 }));
        assert_eq!(read_number("1."), Err(NumberError::LonelyPoint { byte: 1 }));
        assert_eq!(read_number(".5"), Err(NumberError::LonelyPoint { byte: 0 }));
        for (input, byte) in
            [(",1", 0), ("1,2", 1), ("1234,567", 4), ("1,234.5,6", 7), ("1,2345", 1), ("1,234,", 5)]
        {
            assert_eq!(read_number(input), Err(NumberError::MisplacedComma { byte }), "{input}");
        }
    }
}
