//! Names of frameworks: `nacc/2568`, `nacc/2568@1`.

use std::fmt;
use std::str::FromStr;

use thai::FiscalYear;

/// Owner, fiscal year and revision of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FrameworkId {
    /// Who sets the rules.
    pub owner: String,
    /// Buddhist fiscal year.
    pub fiscal_year: FiscalYear,
    /// 1 for the first release.
    pub revision: u16,
}

impl FrameworkId {
    /// `nacc/2568`, without the revision: what stays the same when a revision is released.
    pub fn series(&self) -> String {
        format!("{}/{}", self.owner, self.fiscal_year)
    }
}

impl fmt::Display for FrameworkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}@{}", self.owner, self.fiscal_year, self.revision)
    }
}

/// A framework as people name it: with a revision, or the newest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkName {
    /// Who sets the rules.
    pub owner: String,
    /// Buddhist fiscal year.
    pub fiscal_year: FiscalYear,
    /// A fixed revision; `None` means the newest.
    pub revision: Option<u16>,
}

impl FrameworkName {
    /// Whether a framework goes by this name.
    pub fn matches(&self, id: &FrameworkId) -> bool {
        self.owner == id.owner
            && self.fiscal_year == id.fiscal_year
            && self.revision.is_none_or(|revision| revision == id.revision)
    }
}

impl fmt::Display for FrameworkName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.fiscal_year)?;
        match self.revision {
            Some(revision) => write!(f, "@{revision}"),
            None => Ok(()),
        }
    }
}

/// The text is not of the form `owner/year` or `owner/year@revision`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not of the form owner/year or owner/year@revision, such as nacc/2568")]
pub struct NameError(pub String);

impl FromStr for FrameworkName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<FrameworkName, NameError> {
        let error = || NameError(text.chars().take(60).collect());
        let folded = thai::digits::to_ascii(text.trim());
        let (owner, rest) = folded.split_once('/').ok_or_else(error)?;
        let (year, revision) = match rest.split_once('@') {
            Some((year, revision)) => (year, Some(revision.parse::<u16>().map_err(|_| error())?)),
            None => (rest, None),
        };
        let owner_ok = !owner.is_empty()
            && owner.len() <= 40
            && owner.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let fiscal_year = year.parse::<i16>().ok().and_then(|y| FiscalYear::new(y).ok()).ok_or_else(error)?;
        if !owner_ok || revision == Some(0) {
            return Err(error());
        }
        Ok(FrameworkName { owner: owner.to_owned(), fiscal_year, revision })
    }
}
