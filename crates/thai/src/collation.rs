//! Thai dictionary order.
//!
//! In the dictionary of the Royal Institute a word is ordered by its consonants first, although เ แ โ ใ ไ are
//! written before them, and tone marks count only between words that are otherwise the same. The collation
//! of the Unicode CLDR for `th` does this; spaces and punctuation count least.
//!
//! Sort keys must not be stored for long: they change with the Unicode data this program is built with.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};

static SHARED: LazyLock<Collator> = LazyLock::new(Collator::new);

/// Compares texts in Thai dictionary order; [`compare`] uses a shared one.
#[derive(Debug)]
pub struct Collator {
    /// Missing only in a build without collation data, where code points must do.
    inner: Option<CollatorBorrowed<'static>>,
}

impl Collator {
    /// A collator for Thai.
    ///
    /// ```
    /// let collator = thai::Collator::new();
    /// let mut words = ["ไก่", "กา", "เกาะ", "ขา"];
    /// words.sort_by(|a, b| collator.compare(a, b));
    /// assert_eq!(words, ["กา", "เกาะ", "ไก่", "ขา"]);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        let thai = "th".parse().ok().and_then(|locale| CollatorPreferences::from_locale_strict(&locale).ok());
        let inner = thai.and_then(|thai| CollatorBorrowed::try_new(thai, CollatorOptions::default()).ok());
        Self { inner }
    }

    /// Order of two texts. Texts that the dictionary does not tell apart are ordered by their code points, so
    /// that only equal texts compare as equal.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.inner.as_ref().map_or(Ordering::Equal, |inner| inner.compare(a, b));
        order.then_with(|| a.cmp(b))
    }

    /// Bytes that compare as the texts do. Worth it when each text is compared many times.
    ///
    /// ```
    /// let collator = thai::Collator::new();
    /// assert!(collator.sort_key("เกาะ") < collator.sort_key("ขา"));
    /// ```
    #[must_use]
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 2);
        if let Some(inner) = &self.inner {
            let Ok(()): Result<(), Infallible> = inner.write_sort_key_to(text, &mut key);
        }
        // The collation never writes a zero byte, so that the text behind it only breaks ties.
        key.push(0);
        key.extend_from_slice(text.as_bytes());
        key
    }
}

impl Default for Collator {
    fn default() -> Self {
        Self::new()
    }
}

/// Order of two texts in the Thai dictionary.
///
/// ```
/// let mut provinces = vec!["อุดรธานี", "กาฬสินธุ์", "เลย", "ลำปาง", "แพร่"];
/// provinces.sort_by(|a, b| thai::collation::compare(a, b));
/// assert_eq!(provinces, ["กาฬสินธุ์", "แพร่", "ลำปาง", "เลย", "อุดรธานี"]);
/// ```
pub fn compare(a: &str, b: &str) -> Ordering {
    SHARED.compare(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionary_order() {
        let ordered =
            ["ก", "กก", "กด", "กา", "ก้า", "การ", "กำ", "เก", "แก", "แก่", "แก้", "แก๊ง", "ขอ", "ฤดู", "อา", "ฮา"];
        for pair in ordered.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(compare(pair[1], pair[0]), Ordering::Greater, "{pair:?}");
        }
    }

    #[test]
    fn only_equal_texts_are_equal() {
        assert_eq!(compare("บ้าน เหล่า", "บ้าน เหล่า"), Ordering::Equal);
        assert_ne!(compare("บ้าน เหล่า", "บ้านเหล่า"), Ordering::Equal);
    }
}
