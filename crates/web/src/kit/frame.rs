//! What stands around every page: language, menu, who is signed in, addresses of assets.

use domain::text::Language;
use serde::Serialize;

use super::language::{code, localised};

/// What the layout shows.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// `th` or `en`.
    pub lang: &'static str,
    /// The same page in the other language.
    pub other: Other,
    /// Which digits: `arabic` or `thai`.
    pub digits: &'static str,
    /// Path of the page without prefix of language.
    pub path: String,
    /// Who is signed in.
    pub person: Option<Person>,
}

/// The other language.
#[derive(Debug, Clone, Serialize)]
pub struct Other {
    /// `th` or `en`.
    pub lang: &'static str,
    /// Address of the page in it.
    pub href: String,
}

/// Who is signed in, for the head of the page.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// The agency, when it is one.
    pub agency: Option<String>,
    /// Entries of the menu that the role opens, as words of [`super::page::Menu`].
    pub menu: Vec<&'static str>,
}

impl Frame {
    /// The frame of a page at a path (without prefix of language, with its query) for a visitor.
    #[must_use]
    pub fn new(language: Language, path: &str) -> Frame {
        let other = match language {
            Language::Thai => Language::English,
            Language::English => Language::Thai,
        };
        Frame {
            lang: code(language),
            other: Other { lang: code(other), href: localised(other, path) },
            digits: "arabic",
            path: path.to_owned(),
            person: None,
        }
    }

    /// The same for somebody who is signed in.
    #[must_use]
    pub fn of(mut self, person: Person) -> Frame {
        self.person = Some(person);
        self
    }

    /// The same with Thai digits.
    #[must_use]
    pub fn with_thai_digits(mut self) -> Frame {
        self.digits = "thai";
        self
    }
}
