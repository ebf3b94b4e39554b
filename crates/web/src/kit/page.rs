//! A page is a struct beside its template; all of them stand in one registry, which tests render in full.

use axum::response::{IntoResponse, Response};
use domain::text::Language;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::frame::Frame;

/// What a template shows.
pub trait Page: Serialize {
    /// Name of the template: the file beside the struct.
    const NAME: &'static str;
    /// Its source.
    const SOURCE: &'static str;
    /// Which entry of the menu it belongs to.
    const MENU: Menu = Menu::None;

    /// Values of every shape the page can take; all of them are rendered in tests and can be looked at.
    fn samples() -> Vec<Self>
    where
        Self: Sized;

    /// Whether it shows a form that has to be corrected; the title says so first.
    fn has_errors(&self) -> bool {
        false
    }
}

/// Entries of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Menu {
    /// None of them.
    None,
    /// Search of agencies.
    Front,
    /// Tasks.
    Home,
    /// The agency, its units and offices.
    Agency,
    /// People and roles.
    People,
    /// Assessments.
    Assessments,
    /// The audit log.
    Audit,
    /// One's own account.
    Account,
    /// All agencies.
    Agencies,
    /// Operators.
    Operators,
    /// State of the installation.
    State,
}

impl Menu {
    /// The entries of somebody who may do everything, in their order.
    pub const ALL: [Menu; 9] = [
        Menu::Home,
        Menu::Assessments,
        Menu::Agency,
        Menu::People,
        Menu::Audit,
        Menu::Agencies,
        Menu::Operators,
        Menu::State,
        Menu::Account,
    ];

    /// Where the entry leads.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Menu::None | Menu::Front => "/",
            Menu::Home => "/home",
            Menu::Agency => "/agency",
            Menu::People => "/people",
            Menu::Assessments => "/assessments",
            Menu::Audit => "/audit",
            Menu::Account => "/account",
            Menu::Agencies => "/operator/agencies",
            Menu::Operators => "/operator/people",
            Menu::State => "/operator/state",
        }
    }
}

/// A template of the registry.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Name of the template.
    pub name: &'static str,
    /// Its source.
    pub source: &'static str,
    /// The values of [`Page::samples`], as (menu, has errors, value).
    pub samples: fn() -> Vec<Sample>,
}

/// A sample as templates see it.
#[derive(Debug)]
pub struct Sample {
    /// Entry of the menu.
    pub menu: Menu,
    /// Whether a form is to be corrected.
    pub has_errors: bool,
    /// The page.
    pub value: Value,
}

impl Entry {
    /// The entry of a page.
    pub const fn of<P: Page>() -> Entry {
        let samples = || P::samples().iter().map(sample).collect();
        Entry { name: P::NAME, source: P::SOURCE, samples }
    }
}

fn sample<P: Page>(page: &P) -> Sample {
    Sample { menu: P::MENU, has_errors: page.has_errors(), value: Value::from(Serde(page)) }
}

/// Shorthand of an entry and of what the frame needs to know.
pub(crate) fn shown<P: Page>(page: &P) -> Sample {
    sample(page)
}

/// A finished page.
#[derive(Debug, Clone)]
pub struct Html {
    /// The markup.
    pub body: String,
    /// Its language.
    pub language: Language,
}

impl IntoResponse for Html {
    fn into_response(self) -> Response {
        use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
        let language = super::language::code(self.language);
        ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_LANGUAGE, language)], self.body)
            .into_response()
    }
}

/// The frame and a page in one value: what a template is rendered with.
pub(crate) fn context(frame: &Frame, sample: Sample) -> Value {
    let frame = Value::from(Serde(frame));
    let Sample { menu, has_errors, value } = sample;
    let menu = Value::from(Serde(&menu));
    minijinja::context! { frame, page => value, menu, has_errors }
}
