//! Classes of Thai characters, by the part they play in a syllable.

/// Whether the character is one of the 44 consonants or ฤ, ฦ.
///
/// ```
/// assert!(thai::script::is_consonant('ก') && thai::script::is_consonant('ฤ'));
/// assert!(!thai::script::is_consonant('า'));
/// ```
pub const fn is_consonant(c: char) -> bool {
    matches!(c, 'ก'..='ฮ')
}

/// Whether the character is a vowel written before its consonant: เ แ โ ใ ไ.
///
/// ```
/// assert!(thai::script::is_leading_vowel('ไ'));
/// ```
pub const fn is_leading_vowel(c: char) -> bool {
    matches!(c, 'เ' | 'แ' | 'โ' | 'ใ' | 'ไ')
}

/// Whether the character is a vowel that follows its consonant and takes room of its own: ะ า ำ ๅ.
///
/// ```
/// assert!(thai::script::is_following_vowel('ำ'));
/// ```
pub const fn is_following_vowel(c: char) -> bool {
    matches!(c, 'ะ' | 'า' | 'ำ' | 'ๅ')
}

/// Whether the character stands above or below a consonant without a width of its own.
///
/// Sara am (ำ) is not one of them: it has a width, although half of it stands above.
///
/// ```
/// assert!(thai::script::is_mark('\u{E49}') && thai::script::is_mark('\u{E34}'));
/// assert!(!thai::script::is_mark('ำ'));
/// ```
pub const fn is_mark(c: char) -> bool {
    is_mark_vowel(c) || is_tone(c)
}

/// Whether the character is a mark that is typed after the vowel: the four tones, thanthakhat (การันต์) and
/// yamakkan.
pub(crate) const fn is_tone(c: char) -> bool {
    matches!(c, '\u{E48}'..='\u{E4C}' | '\u{E4E}')
}

/// Whether the character is a vowel (or phinthu, maitaikhu, nikhahit) above or below the consonant.
pub(crate) const fn is_mark_vowel(c: char) -> bool {
    matches!(c, '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}' | '\u{E4D}')
}

/// Whether the character is a Thai letter or mark: not a digit, not a sign.
#[must_use]
pub const fn is_letter(c: char) -> bool {
    matches!(c, 'ก'..='\u{E3A}' | 'เ'..='\u{E4E}') && c != 'ฯ'
}
