//! The terms of the field and where they occur in a text.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::script;

/// One term a line; `#` begins a comment.
const FILE: &str = include_str!("../../lexicon.txt");

/// A term shorter than this many characters could be part of an ordinary word (กอง in กองทัพ), so it is taken
/// only where the dictionary cuts on both sides.
const LONG_ENOUGH: usize = 8;

/// Terms of so many characters are never cut, however narrow the column.
const FITS_ALWAYS: usize = 10;

/// Terms by their first character, longest first.
static TERMS: LazyLock<HashMap<char, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: HashMap<char, Vec<Term>> = HashMap::new();
    for text in lines() {
        let long = LONG_ENOUGH <= text.chars().count();
        if let Some(first) = text.chars().next() {
            terms.entry(first).or_default().push(Term { text, long });
        }
    }
    for list in terms.values_mut() {
        list.sort_by_key(|term| std::cmp::Reverse(term.text.len()));
    }
    terms
});

#[derive(Clone, Copy, Debug)]
struct Term {
    text: &'static str,
    long: bool,
}

pub(super) fn lines() -> impl Iterator<Item = &'static str> {
    FILE.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}

/// The terms to be joined into words: leftmost first, longest first, none overlapping.
pub(super) fn joined(text: &str, is_word_end: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut free = 0;
    for (at, first) in text.char_indices() {
        if at < free {
            continue;
        }
        let fits = |term: &&Term| {
            let end = at + term.text.len();
            term.long || (is_word_end(at) && is_word_end(end))
        };
        if let Some(term) = at_offset(text, at, first).find(fits) {
            free = at + term.text.len();
            found.push(at..free);
        }
    }
    found
}

/// Every occurrence of every term, those inside others included, sorted by start.
pub(super) fn all(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, first) in text.char_indices() {
        // The longest covers whatever shorter term begins at the same place.
        if let Some(term) = at_offset(text, at, first).next() {
            found.push(at..at + term.text.len());
        }
    }
    found
}

/// Every occurrence of the terms that fit into any column, the longest at each place, sorted by start.
pub(super) fn short(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, first) in text.char_indices() {
        let fits = |term: &&Term| term.text.chars().count() <= FITS_ALWAYS;
        if let Some(term) = at_offset(text, at, first).find(fits) {
            found.push(at..at + term.text.len());
        }
    }
    found
}

/// The terms that stand at an offset without cutting a syllable at either end, longest first.
fn at_offset(text: &str, at: usize, first: char) -> impl Iterator<Item = &'static Term> {
    let (before, rest) = text.split_at_checked(at).unwrap_or_default();
    // กอง behind เ is another syllable.
    let leading = before.chars().next_back().is_some_and(script::is_leading_vowel);
    let list = TERMS.get(&first).filter(|_| !leading || !script::is_consonant(first));
    list.into_iter().flatten().filter(move |term| {
        let tail = rest.strip_prefix(term.text);
        tail.is_some_and(|tail| {
            tail.chars().next().is_none_or(|c| !script::is_mark(c) && !script::is_following_vowel(c))
        })
    })
}
