//! Words and line breaks of Thai text, which has no spaces between words.
//!
//! Two layers decide. The segmenters of ICU4X find ordinary words. On top of it, a lexicon of the
//! field (`lexicon.txt`) keeps its terms whole: องค์การบริหารส่วนตำบล is one word to an official, and a line must
//! not break inside อบต. or การประเมินคุณธรรมและความโปร่งใส.
//!
//! Ordinary words come from two segmenters. The dictionary is more than a hundred times faster than the LSTM
//! model and knows long words, but it takes the longest word it sees and can then end within a syllable
//! (ผลก|า|รดำ|เนิน). Such a cut proves it wrong, so that stretch of Thai, and no other, is cut by the model.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::{LineBreakOptions, WordBreakInvariantOptions};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed, WordSegmenter, WordSegmenterBorrowed};

use crate::{digits, script};

mod lexicon;

static WORDS: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
static MODEL: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_lstm(WordBreakInvariantOptions::default()));
/// Where lines break in everything but Thai, which it leaves whole.
static LINES: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default()));

/// The terms of the field that are never cut, in the order of the file.
///
/// ```
/// assert!(thai::words::terms().any(|term| term == "องค์การบริหารส่วนตำบล"));
/// ```
pub fn terms() -> impl Iterator<Item = &'static str> {
    lexicon::lines()
}

/// Cuts a text into words. Spaces and punctuation are kept, so that the pieces joined give the text back.
///
/// A term of the lexicon comes out whole where it stands on its own; a term of a few letters that merely
/// occurs inside a longer word does not cut that word.
///
/// ```
/// use thai::words::words;
/// assert_eq!(
///     words("องค์การบริหารส่วนตำบลได้คะแนน ๙๑.๕๙"),
///     ["องค์การบริหารส่วนตำบล", "ได้", "คะแนน", " ", "๙๑.๕๙"],
/// );
/// assert_eq!(words("สำนักงาน ป.ป.ช."), ["สำนักงาน ป.ป.ช."]);
/// ```
#[must_use]
pub fn words(text: &str) -> Vec<&str> {
    let ends = boundaries(text);
    ends.windows(2).filter_map(|pair| text.get(*pair.first()?..*pair.get(1)?)).collect()
}

/// The byte offsets between which the words lie: 0, the end of each word, so the length of the text last.
/// Empty for an empty text.
///
/// ```
/// assert_eq!(thai::words::boundaries("ตัวชี้วัด 1"), [0, 27, 28, 29]);
/// ```
#[must_use]
pub fn boundaries(text: &str) -> Vec<usize> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut cuts = ordinary(text);
    for term in lexicon::joined(text, |at| cuts.contains(&at)) {
        let inside: Vec<usize> = cuts.range(term.start + 1..term.end).copied().collect();
        for at in inside {
            cuts.remove(&at);
        }
        cuts.insert(term.start);
        cuts.insert(term.end);
    }
    cuts.into_iter().collect()
}

/// The byte offsets at which a line may break, neither 0 nor the length of the text among them.
///
/// The rules are those of Unicode line breaking with Thai words, less every break
/// * inside a term of the lexicon, wherever it occurs,
/// * between พ.ศ. or ค.ศ. and its year,
/// * before ๆ and ฯ, also when a space stands between,
/// * behind the hyphen of a single Latin letter: E-Service,
/// * before a no-break space.
///
/// A break after a space is counted behind the space.
///
/// ```
/// use thai::words::breaks;
/// let text = "ปีงบประมาณ พ.ศ. ๒๕๖๘ ของ อบต.";
/// let pieces: Vec<_> = breaks(text).into_iter().map(|at| &text[at..]).collect();
/// assert_eq!(pieces, ["พ.ศ. ๒๕๖๘ ของ อบต.", "ของ อบต.", "อบต."]);
/// ```
#[must_use]
pub fn breaks(text: &str) -> Vec<usize> {
    let terms = lexicon::all(text);
    let mut covering = Covering { terms: &terms, next: 0, reach: 0 };
    let mut candidates: BTreeSet<usize> = LINES.segment_str(text).collect();
    candidates.extend(ordinary(text).into_iter().filter(|at| is_between_thai(text, *at)));
    candidates
        .into_iter()
        .filter(|at| 0 < *at && *at < text.len())
        .filter(|at| is_cut(text, *at) && !is_held(text, *at))
        .filter(|at| !covering.covers(*at))
        .collect()
}

/// The byte offsets at which a line may break if it must: also inside the terms of the lexicon, where ordinary
/// words end, for columns narrower than a term. Short terms such as หลักเกณฑ์ stay whole.
///
/// ```
/// use thai::words::{breaks, breaks_in_need};
/// assert!(breaks("องค์การบริหารส่วนตำบล").is_empty());
/// assert!(breaks_in_need("องค์การบริหารส่วนตำบล").contains(&"องค์การบริหาร".len()));
/// ```
#[must_use]
pub fn breaks_in_need(text: &str) -> Vec<usize> {
    let short = lexicon::short(text);
    let mut covering = Covering { terms: &short, next: 0, reach: 0 };
    let mut cuts: BTreeSet<usize> = LINES.segment_str(text).collect();
    cuts.extend(ordinary(text).into_iter().filter(|at| is_between_letters(text, *at)));
    cuts.into_iter()
        .filter(|at| 0 < *at && *at < text.len())
        .filter(|at| is_cut(text, *at) && !is_held(text, *at))
        .filter(|at| !covering.covers(*at))
        .collect()
}

/// Walks along the terms, sorted by their start, while the breaks ascend.
struct Covering<'a> {
    terms: &'a [Range<usize>],
    next: usize,
    reach: usize,
}

impl Covering<'_> {
    /// Whether a break lies strictly inside a term.
    fn covers(&mut self, at: usize) -> bool {
        while let Some(term) = self.terms.get(self.next).filter(|term| term.start < at) {
            self.reach = self.reach.max(term.end);
            self.next += 1;
        }
        at < self.reach
    }
}

/// The cuts of ordinary words, 0 and the length of the text among them.
fn ordinary(text: &str) -> BTreeSet<usize> {
    let (mut cuts, bad): (BTreeSet<usize>, BTreeSet<usize>) =
        WORDS.segment_str(text).partition(|at| *at == 0 || *at == text.len() || is_cut(text, *at));
    let mut done = 0;
    for at in bad {
        if at < done {
            continue;
        }
        let run = thai_run(text, at);
        let inside: Vec<usize> = cuts.range(run.start + 1..run.end).copied().collect();
        for cut in inside {
            cuts.remove(&cut);
        }
        let again = MODEL.segment_str(text.get(run.clone()).unwrap_or_default()).map(|cut| run.start + cut);
        cuts.extend(again.filter(|cut| is_cut(text, *cut)));
        done = run.end;
    }
    cuts
}

/// The unbroken Thai letters around an offset.
fn thai_run(text: &str, at: usize) -> Range<usize> {
    let (left, right) = text.split_at_checked(at).unwrap_or_default();
    let start = left.trim_end_matches(script::is_letter).len();
    let end = right.trim_start_matches(script::is_letter);
    start..text.len() - end.len()
}

/// Whether Thai letters stand on both sides.
fn is_between_thai(text: &str, at: usize) -> bool {
    let (left, right) = text.split_at_checked(at).unwrap_or_default();
    left.chars().next_back().is_some_and(script::is_letter)
        && right.chars().next().is_some_and(script::is_letter)
}

/// Whether letters or digits of any script stand on both sides, so that no bracket or hyphen loses its word.
fn is_between_letters(text: &str, at: usize) -> bool {
    let is_of_word = |c: char| script::is_letter(c) || c.is_alphanumeric();
    let (left, right) = text.split_at_checked(at).unwrap_or_default();
    left.chars().next_back().is_some_and(is_of_word) && right.chars().next().is_some_and(is_of_word)
}

/// Whether a cut here leaves both sides readable: no mark or following vowel begins the right side, no leading
/// vowel ends the left one. The segmenter can cut there in text that is not Thai words.
fn is_cut(text: &str, at: usize) -> bool {
    let Some((left, right)) = text.split_at_checked(at) else { return false };
    let dangling = right.chars().next().is_some_and(|c| script::is_mark(c) || script::is_following_vowel(c));
    let thai = left.chars().next_back().is_some_and(script::is_letter);
    let leading = left.chars().next_back().is_some_and(script::is_leading_vowel);
    let consonant = right.chars().next().is_some_and(script::is_consonant);
    let cuts_syllable = (dangling && thai) || (leading && consonant);
    !cuts_syllable
}

/// Whether what follows belongs to what stands before.
fn is_held(text: &str, at: usize) -> bool {
    let Some((left, right)) = text.split_at_checked(at) else { return false };
    // The rules of Unicode allow a break between a hyphen and a no-break space; who tied the two did not mean that.
    if right.starts_with(['ๆ', 'ฯ', '\u{A0}']) {
        return true;
    }
    if left.strip_suffix('-').is_some_and(ends_in_single_letter) && right.starts_with(is_latin) {
        return true;
    }
    let before = left.trim_end_matches([' ', '\u{A0}']);
    let era = before.ends_with("พ.ศ.") || before.ends_with("ค.ศ.");
    era && right.chars().next().is_some_and(|c| digits::value(c).is_some())
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

fn ends_in_single_letter(text: &str) -> bool {
    let word = text.trim_end_matches(is_latin);
    text.len() == word.len() + 1
}

#[cfg(test)]
mod tests;
