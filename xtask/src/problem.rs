//! What a check found wrong: where, what, and what to do about it.

use std::fmt;

/// One finding of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A file, a file with a line, or the name of a crate.
    pub place: String,
    /// What is wrong there.
    pub wrong: String,
    /// What to do next.
    pub remedy: String,
}

impl Problem {
    /// Puts a finding together.
    pub fn new(place: impl Into<String>, wrong: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { place: place.into(), wrong: wrong.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}\n    remedy: {}", self.place, self.wrong, self.remedy)
    }
}
