//! The frameworks at hand: those embedded in the program, and those that an operator adds.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::id::{FrameworkId, FrameworkName, NameError};
use super::model::Framework;
use super::read::{Problem, read};
use super::suggest::nearest;

/// Every released revision stays here, so that results of any year can be recomputed for ever.
const EMBEDDED: [(i16, u16, &str); 8] = [
    (2562, 1, include_str!("../../../../frameworks/nacc/fy2562.toml")),
    (2563, 1, include_str!("../../../../frameworks/nacc/fy2563.toml")),
    (2564, 1, include_str!("../../../../frameworks/nacc/fy2564.toml")),
    (2565, 1, include_str!("../../../../frameworks/nacc/fy2565.toml")),
    (2566, 1, include_str!("../../../../frameworks/nacc/fy2566.toml")),
    (2567, 1, include_str!("../../../../frameworks/nacc/fy2567.toml")),
    (2568, 1, include_str!("../../../../frameworks/nacc/fy2568.toml")),
    (2569, 1, include_str!("../../../../frameworks/nacc/fy2569.toml")),
];

/// A set of frameworks; files are read when they are first asked for.
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
}

/// One framework of a catalogue.
#[derive(Debug)]
pub struct Entry {
    /// Owner, fiscal year, revision.
    pub id: FrameworkId,
    /// Whether it is part of the program; otherwise it was added from a folder.
    pub embedded: bool,
    text: Cow<'static, str>,
    read: OnceLock<Result<Framework, Vec<Problem>>>,
}

impl Entry {
    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The framework, or what is wrong with its file.
    ///
    /// # Errors
    /// All problems of the file.
    pub fn framework(&self) -> Result<&Framework, &[Problem]> {
        self.read.get_or_init(|| read(&self.text)).as_ref().map_err(Vec::as_slice)
    }
}

/// Why a framework could not be found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LookupError {
    /// The name is malformed.
    #[error(transparent)]
    Name(#[from] NameError),
    /// There is no such framework.
    #[error("there is no framework {name}")]
    NotFound {
        /// What was asked for.
        name: FrameworkName,
        /// The nearest one that is there.
        nearest: Option<String>,
    },
    /// The file has problems.
    #[error("the file of {name} has {} problems", problems.len())]
    Invalid {
        /// What was asked for.
        name: FrameworkName,
        /// What is wrong.
        problems: Vec<Problem>,
    },
}

impl Catalogue {
    /// The frameworks of the program.
    pub fn embedded() -> Catalogue {
        let entries = EMBEDDED.iter().filter_map(|&(year, revision, text)| {
            let fiscal_year = thai::FiscalYear::new(year).ok()?;
            let id = FrameworkId { owner: "nacc".to_owned(), fiscal_year, revision };
            Some(Entry { id, embedded: true, text: Cow::Borrowed(text), read: OnceLock::new() })
        });
        Catalogue { entries: entries.collect() }
    }

    /// Adds a framework from the text of its file. One that is already there under the same owner,
    /// year and revision is replaced, so that an operator's folder overrides the program.
    ///
    /// # Errors
    /// All problems of the file; nothing is added then.
    pub fn add(&mut self, text: String) -> Result<&Framework, Vec<Problem>> {
        let framework = read(&text)?;
        let id = framework.id().clone();
        self.entries.retain(|entry| entry.id != id);
        let read = OnceLock::from(Ok(framework));
        self.entries.push(Entry { id, embedded: false, text: Cow::Owned(text), read });
        match self.entries.last().map(Entry::framework) {
            Some(Ok(framework)) => Ok(framework),
            _ => Err(Vec::new()),
        }
    }

    /// All frameworks, by owner, year and revision.
    pub fn entries(&self) -> Vec<&Entry> {
        let mut all: Vec<_> = self.entries.iter().collect();
        all.sort_by(|a, b| {
            let key = |e: &Entry| (e.id.owner.clone(), e.id.fiscal_year, e.id.revision);
            key(a).cmp(&key(b))
        });
        all
    }

    /// The framework of a name: a fixed revision (`nacc/2568@1`), or the newest (`nacc/2568`).
    ///
    /// # Errors
    /// A malformed name, a name that nothing goes by (with the nearest that is there), or a file with problems.
    pub fn find(&self, name: &str) -> Result<&Framework, LookupError> {
        let name: FrameworkName = name.parse()?;
        let found = self.entries.iter().filter(|e| name.matches(&e.id)).max_by_key(|e| e.id.revision);
        let Some(entry) = found else {
            let nearest = self.nearest_to(&name);
            return Err(LookupError::NotFound { name, nearest });
        };
        entry.framework().map_err(|problems| LookupError::Invalid { name, problems: problems.to_vec() })
    }

    /// The nearest year of the same owner; by spelling where the owner is unknown.
    fn nearest_to(&self, name: &FrameworkName) -> Option<String> {
        let years = |entry: &&&Entry| entry.id.fiscal_year.number().abs_diff(name.fiscal_year.number());
        let entries = self.entries();
        let of_owner = entries.iter().filter(|entry| entry.id.owner == name.owner).min_by_key(years);
        of_owner.map(|entry| entry.id.series()).or_else(|| {
            let known: Vec<_> = entries.iter().map(|entry| entry.id.series()).collect();
            nearest(&name.to_string(), known.iter().map(String::as_str)).map(str::to_owned)
        })
    }

    /// The framework of the same owner for another year, where there is one.
    pub fn neighbour(&self, framework: &Framework, years: i32) -> Option<&Framework> {
        let year = i32::from(framework.fiscal_year().number()) + years;
        self.find(&format!("{}/{year}", framework.id().owner)).ok()
    }
}
