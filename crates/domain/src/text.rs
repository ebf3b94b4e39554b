//! A sentence in the two languages of the product.

/// The same sentence for the officer (Thai) and for the log (English).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text {
    /// Thai.
    pub th: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Both languages.
    pub fn new(th: impl Into<String>, en: impl Into<String>) -> Text {
        Text { th: th.into(), en: en.into() }
    }

    /// The sentence in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Thai => &self.th,
            Language::English => &self.en,
        }
    }
}

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// ไทย
    #[default]
    Thai,
    /// English
    English,
}
