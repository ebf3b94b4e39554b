//! A year whose result an agency withdrew: told without any figure.

use serde::Serialize;
use service::Code;
use service::disclose::WithdrawnYear;

use super::Who;
use crate::kit::page::Page;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawnPage {
    /// Whose result.
    pub who: Who,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// When it was withdrawn, as a moment.
    pub at: String,
}

impl WithdrawnPage {
    /// The status goes by this problem.
    pub const CODE: Code = Code::Withdrawn;

    /// The page of a year.
    #[must_use]
    pub fn of(found: &WithdrawnYear) -> WithdrawnPage {
        WithdrawnPage { who: Who::of(&found.agency), year: found.year.number(), at: found.at.to_string() }
    }
}

impl Page for WithdrawnPage {
    const NAME: &'static str = "withdrawn.html";
    const SOURCE: &'static str = include_str!("withdrawn.html");

    fn samples() -> Vec<WithdrawnPage> {
        let at = String::from("2026-02-01T02:00:00Z");
        vec![WithdrawnPage { who: Who::sample(), year: 2568, at }]
    }
}
