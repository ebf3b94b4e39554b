//! The words of all pages, per language, as data. Gaps are written `{name}`.

use std::collections::BTreeMap;

use domain::text::Language;

use super::terms;

const THAI: &str = include_str!("../../texts/th.toml");
const ENGLISH: &str = include_str!("../../texts/en.toml");

/// The texts of one language by key (`section.name`).
#[derive(Debug)]
pub struct Texts {
    language: Language,
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    /// Plain, and as HTML with terms held together.
    Text(String, String),
    Gap(String),
}

/// Why there is no text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TextError {
    /// The file of a language is no table of texts.
    #[error("the texts of `{0}` cannot be read: {1}")]
    File(&'static str, String),
    /// No such key.
    #[error("there is no text `{0}`")]
    Unknown(String),
    /// A gap that nothing fills.
    #[error("nothing fills the gap `{1}` of the text `{0}`")]
    Gap(String, String),
}

impl Texts {
    /// Reads the texts that are built in.
    ///
    /// # Errors
    /// When the file is not TOML of tables of strings.
    pub fn built_in(language: Language) -> Result<Texts, TextError> {
        let (name, text) = match language {
            Language::Thai => ("th", THAI),
            Language::English => ("en", ENGLISH),
        };
        let sections: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(text).map_err(|error| TextError::File(name, error.to_string()))?;
        let keyed = sections.into_iter().flat_map(|(section, texts)| {
            texts.into_iter().map(move |(key, text)| (format!("{section}.{key}"), text))
        });
        let entries = keyed.map(|(key, text)| (key, Entry { pieces: pieces(&text, language) })).collect();
        Ok(Texts { language, entries })
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// All keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The names of a text's gaps, in order.
    pub fn gaps(&self, key: &str) -> impl Iterator<Item = &str> {
        let pieces = self.entries.get(key).map(|entry| entry.pieces.as_slice()).unwrap_or_default();
        pieces.iter().filter_map(|piece| match piece {
            Piece::Gap(name) => Some(name.as_str()),
            Piece::Text(..) => None,
        })
    }

    /// A text as it is, its gaps filled by `fill`.
    ///
    /// # Errors
    /// For an unknown key and for a gap that `fill` does not know.
    pub fn plain(&self, key: &str, fill: impl Fn(&str) -> Option<String>) -> Result<String, TextError> {
        self.put(key, |plain, _| plain, fill)
    }

    /// A text as HTML with terms held together; `fill` answers with HTML.
    ///
    /// # Errors
    /// As [`Texts::plain`].
    pub fn html(&self, key: &str, fill: impl Fn(&str) -> Option<String>) -> Result<String, TextError> {
        self.put(key, |_, html| html, fill)
    }

    fn put<'t>(
        &'t self,
        key: &str,
        form: impl Fn(&'t str, &'t str) -> &'t str,
        fill: impl Fn(&str) -> Option<String>,
    ) -> Result<String, TextError> {
        let entry = self.entries.get(key).ok_or_else(|| TextError::Unknown(key.to_owned()))?;
        let mut out = String::new();
        for piece in &entry.pieces {
            match piece {
                Piece::Text(plain, html) => out.push_str(form(plain, html)),
                Piece::Gap(name) => {
                    let gap = || TextError::Gap(key.to_owned(), name.clone());
                    out.push_str(&fill(name).ok_or_else(gap)?);
                }
            }
        }
        Ok(out)
    }
}

fn pieces(text: &str, language: Language) -> Vec<Piece> {
    let html = |plain: &str| match language {
        Language::Thai => terms::html(plain),
        Language::English => terms::escaped(plain),
    };
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        pieces.push(Piece::Text(before.to_owned(), html(before)));
        pieces.push(Piece::Gap(name.to_owned()));
        rest = behind;
    }
    pieces.push(Piece::Text(rest.to_owned(), html(rest)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{TextError, Texts};
    use domain::text::Language;

    #[test]
    fn both_languages_have_the_same_keys_and_gaps() {
        let thai = Texts::built_in(Language::Thai).unwrap();
        let english = Texts::built_in(Language::English).unwrap();
        assert!(thai.keys().eq(english.keys()), "{:?}", {
            let english: Vec<_> = english.keys().collect();
            let thai: Vec<_> = thai.keys().collect();
            let only_thai: Vec<_> = thai.iter().filter(|key| !english.contains(key)).collect();
            let only_english: Vec<_> = english.iter().filter(|key| !thai.contains(key)).collect();
            format!("only Thai {only_thai:?}, only English {only_english:?}")
        });
        for key in thai.keys() {
            let sorted = |texts: &Texts| {
                let mut gaps: Vec<String> = texts.gaps(key).map(String::from).collect();
                gaps.sort();
                gaps
            };
            assert_eq!(sorted(&thai), sorted(&english), "{key}");
        }
    }

    #[test]
    fn gaps_are_filled_or_missed() {
        let texts = Texts::built_in(Language::English).unwrap();
        assert_eq!(texts.plain("no.such", |_| None), Err(TextError::Unknown("no.such".into())));
        let key = texts.keys().find(|key| texts.gaps(key).next().is_some()).unwrap().to_owned();
        assert!(matches!(texts.plain(&key, |_| None), Err(TextError::Gap(..))));
        assert!(texts.plain(&key, |_| Some("<x>".into())).unwrap().contains("<x>"));
    }
}
