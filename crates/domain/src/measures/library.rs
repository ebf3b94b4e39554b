//! The measures at hand, and which of them to propose first.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::model::Measure;
use super::problem::{Problem, ProblemKind};
use super::read::read;

/// Names and texts of the files that are part of the program: all of `measures/`.
pub const EMBEDDED: [(&str, &str); 16] = [
    ("eit-communication", include_str!("../../../../measures/eit-communication.toml")),
    ("eit-improvement", include_str!("../../../../measures/eit-improvement.toml")),
    ("eit-quality", include_str!("../../../../measures/eit-quality.toml")),
    ("iit-budget", include_str!("../../../../measures/iit-budget.toml")),
    ("iit-corruption", include_str!("../../../../measures/iit-corruption.toml")),
    ("iit-duties", include_str!("../../../../measures/iit-duties.toml")),
    ("iit-power", include_str!("../../../../measures/iit-power.toml")),
    ("iit-property", include_str!("../../../../measures/iit-property.toml")),
    ("oit-administration", include_str!("../../../../measures/oit-administration.toml")),
    ("oit-basic", include_str!("../../../../measures/oit-basic.toml")),
    ("oit-general", include_str!("../../../../measures/oit-general.toml")),
    ("oit-measures", include_str!("../../../../measures/oit-measures.toml")),
    ("oit-personnel", include_str!("../../../../measures/oit-personnel.toml")),
    ("oit-prevention", include_str!("../../../../measures/oit-prevention.toml")),
    ("oit-procurement", include_str!("../../../../measures/oit-procurement.toml")),
    ("oit-transparency", include_str!("../../../../measures/oit-transparency.toml")),
];

/// A set of measures in the order of their files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    measures: Vec<Measure>,
}

impl Library {
    /// The measures of the program, read when they are first asked for.
    ///
    /// # Errors
    /// All problems of the files.
    pub fn embedded() -> Result<&'static Library, &'static [Problem]> {
        static READ: OnceLock<Result<Library, Vec<Problem>>> = OnceLock::new();
        READ.get_or_init(|| Library::read(&EMBEDDED)).as_ref().map_err(Vec::as_slice)
    }

    /// Reads a library from names (without `.toml`) and texts of files.
    ///
    /// # Errors
    /// All problems of all files, and identifiers that stand in two of them.
    pub fn read(files: &[(&str, &str)]) -> Result<Library, Vec<Problem>> {
        let (mut measures, mut problems, mut ids) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (subject, text) in files {
            match read(subject, text) {
                Ok(more) => {
                    let again = more.iter().filter(|measure| !ids.insert(measure.id.clone()));
                    problems.extend(again.map(|measure| Problem {
                        subject: (*subject).to_owned(),
                        line: None,
                        key: format!("measures[{}].id", measure.id),
                        kind: ProblemKind::DuplicateId,
                    }));
                    measures.extend(more);
                }
                Err(more) => problems.extend(more),
            }
        }
        if problems.is_empty() { Ok(Library { measures }) } else { Err(problems) }
    }

    /// All measures, in the order of the files.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measure with this identifier.
    pub fn get(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// Measures for a question or a disclosure item of a framework (`nacc/2568`, `O12`), the one to propose
    /// first at the front: those that a small agency can do, then the least effort, then the order of the file.
    pub fn for_code(&self, series: &str, code: &str) -> Vec<&Measure> {
        ranked(self.measures.iter().filter(|measure| measure.serves(series, code)))
    }

    /// Measures for an indicator of which only the score is known, ranked as in [`Library::for_code`]:
    /// the general ones of its number; where there are none, those that name the indicator itself.
    ///
    /// A framework that no measure names (a new year) gets the general measures of all years, because the
    /// numbers of indicators mean the same in all of them.
    pub fn for_indicator(&self, series: &str, number: u8) -> Vec<&Measure> {
        let serves = |measure: &Measure| measure.references.iter().any(|r| r.framework == series);
        let known = self.measures.iter().any(serves);
        let general = self.measures.iter().filter(|measure| {
            measure.general && measure.indicators.contains(&number) && (!known || serves(measure))
        });
        let found = ranked(general);
        if found.is_empty() { self.for_code(series, &number.to_string()) } else { found }
    }
}

fn ranked<'l>(measures: impl Iterator<Item = &'l Measure>) -> Vec<&'l Measure> {
    let mut found: Vec<_> = measures.collect();
    found.sort_by_key(|measure| (Reverse(measure.fits_small_agency), measure.effort));
    found
}
