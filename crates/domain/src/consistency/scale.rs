//! Which scale a printed level belongs to.

use std::collections::BTreeSet;

use crate::framework::{Catalogue, Framework, Level};

/// What a printed level is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Recognised<'f> {
    /// A level of the year.
    Own(&'f Level),
    /// It names a level of other years, and perhaps one of this year beside it: `A (ผ่าน)`.
    OtherYears {
        /// The foreign name as it stands in the other years' scale.
        name: String,
        /// Fiscal years that have it, ascending.
        years: Vec<i16>,
        /// The level of this year that is named beside it.
        own: Option<&'f Level>,
    },
    /// It names nothing that is known.
    Unknown,
}

/// Looks a level up, spaces and the word ระดับ ignored.
pub(super) fn recognise<'f>(text: &str, framework: &'f Framework, catalogue: &Catalogue) -> Recognised<'f> {
    let own = |name: &str| framework.levels.iter().find(|level| is_called(level, name));
    if let Some(level) = own(&bare(text)) {
        return Recognised::Own(level);
    }
    let names: Vec<_> = graded(text).split(is_separator).map(bare).filter(|name| !name.is_empty()).collect();
    let known: Vec<_> = names.iter().filter_map(|name| own(name)).collect();
    let same = known.windows(2).all(|pair| pair[0] == pair[1]);
    if let Some(level) = known.first().copied().filter(|_| same && known.len() == names.len()) {
        return Recognised::Own(level);
    }
    let whole = bare(text);
    for name in std::iter::once(&whole).chain(&names).filter(|name| own(name).is_none()) {
        if let Some((name, years)) = other_years(name, framework, catalogue) {
            return Recognised::OtherYears { name, years, own: known.first().copied() };
        }
    }
    Recognised::Unknown
}

fn other_years(name: &str, framework: &Framework, catalogue: &Catalogue) -> Option<(String, Vec<i16>)> {
    let mut years = BTreeSet::new();
    let mut official = None;
    for entry in catalogue.entries() {
        if entry.id.owner != framework.id().owner || entry.id.fiscal_year == framework.fiscal_year() {
            continue;
        }
        let Ok(other) = entry.framework() else { continue };
        if let Some(level) = other.levels.iter().find(|level| is_called(level, name)) {
            years.insert(entry.id.fiscal_year.number());
            official = Some(level.name.clone());
        }
    }
    official.map(|name| (name, years.into_iter().collect()))
}

fn is_called(level: &Level, bare_name: &str) -> bool {
    bare(&level.name) == bare_name || bare(&level.name_en) == bare_name
}

/// Without spaces, the word ระดับ before it, and case.
fn bare(text: &str) -> String {
    let ignored = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}');
    let joined: String = text.chars().filter(|&c| !ignored(c)).flat_map(char::to_lowercase).collect();
    joined.strip_prefix("ระดับ").map(str::to_owned).unwrap_or(joined)
}

/// A text whose minus signs behind letters, as in `B-`, are signs of a grade and separate nothing.
fn graded(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_alphabetic);
    let ends = |at: usize| chars.get(at).is_none_or(|c| c.is_whitespace() || *c == ')');
    let graded = |(at, c): (usize, &char)| {
        if *c == '-' && letter(at.checked_sub(1)) && ends(at + 1) { '−' } else { *c }
    };
    chars.iter().enumerate().map(graded).collect()
}

/// What stands between two names of one level; a plus sign belongs to its grade.
fn is_separator(c: char) -> bool {
    (c.is_ascii_punctuation() && c != '+') || matches!(c, '“' | '”' | '‘' | '’' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(text: &str) -> String {
        let catalogue = Catalogue::embedded();
        let framework = catalogue.find("nacc/2567").unwrap();
        match recognise(text, framework, &catalogue) {
            Recognised::Own(level) => level.name.clone(),
            Recognised::OtherYears { name, years, own } => {
                format!("{name} {years:?} {}", own.map_or("", |level| &level.name))
            }
            Recognised::Unknown => "?".to_owned(),
        }
    }

    #[test]
    fn ignores_how_it_is_written() {
        for text in ["ผ่านดี", " ผ่าน ดี ", "ระดับผ่านดี", "ระดับ “ผ่านดี”", "Good pass", "ผ่านดี (Good Pass)"]
        {
            assert_eq!(recognised(text), "ผ่านดี", "{text}");
        }
    }

    #[test]
    fn names_the_years_of_a_foreign_scale() {
        assert_eq!(recognised("aa"), "AA [2562, 2563, 2564, 2565] ");
        assert_eq!(recognised("A (ผ่าน)"), "A [2562, 2563, 2564, 2565] ผ่าน");
    }

    #[test]
    fn a_word_of_no_scale_is_unknown() {
        for text in ["ดีมาก", "ผ่าน/ผ่านดี", "()", "AAA", "B+", "B-", "ระดับ A+"]
        {
            assert_eq!(recognised(text), "?", "{text}");
        }
    }
}
