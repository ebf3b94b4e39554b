//! What stands around every page: language, menu, who is signed in, addresses of assets.

use domain::text::Language;
use serde::Serialize;

use super::language::{code, localised};
use super::page::Menu;
use super::place;

/// What the layout shows.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// `th` or `en`.
    pub lang: &'static str,
    /// The same page in the other language.
    pub other: Other,
    /// Which digits: `arabic` or `thai`.
    pub digits: &'static str,
    /// What stands before paths of an agency's pages: nothing for one's own, `/at/ID` for another.
    pub base: String,
    /// Whether nothing can be saved now.
    pub read_only: bool,
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
    /// Entries of the menu that the role opens.
    pub menu: Vec<MenuLine>,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MenuLine {
    /// Which, as in keys of texts.
    pub name: Menu,
    /// Where it leads, without prefixes.
    pub path: &'static str,
}

impl MenuLine {
    /// The line of an entry.
    #[must_use]
    pub fn of(menu: Menu) -> MenuLine {
        MenuLine { name: menu, path: menu.path() }
    }
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
            base: String::new(),
            read_only: false,
            person: None,
        }
    }

    /// The same for somebody who is signed in.
    #[must_use]
    pub fn of(mut self, person: Person) -> Frame {
        self.person = Some(person);
        self
    }

    /// The same for the pages of an agency that is not one's first.
    #[must_use]
    pub fn at(mut self, agency: Option<&store::AgencyId>) -> Frame {
        self.base = place::base(agency);
        self
    }

    /// The same while nothing can be saved.
    #[must_use]
    pub fn read_only(mut self, is_read_only: bool) -> Frame {
        self.read_only = is_read_only;
        self
    }

    /// The same with Thai digits.
    #[must_use]
    pub fn with_thai_digits(mut self) -> Frame {
        self.digits = "thai";
        self
    }
}
