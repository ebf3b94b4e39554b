//! The passages that a finding shows.

use std::ops::Range;

use domain::Score;

use super::model::Passage;
use super::work::Work;
use crate::claims::{MeasureClaim, Origin, ScoreClaim, YearClaim};
use crate::layout::{Content, Place, Row, Source};

/// Characters shown before and behind the mark.
const AROUND: usize = 90;
/// Characters shown of the mark itself.
const MARKED: usize = 160;
/// Characters shown of one cell beside the marked one.
const CELL: usize = 70;

/// A stretch of a text, its surroundings shortened, on one line.
pub(super) fn cut(place: Place, text: &str, mark: Range<usize>) -> Passage {
    let (start, end) = (floor(text, mark.start), floor(text, mark.end.max(mark.start)));
    let before: Vec<char> = text.get(..start).unwrap_or_default().chars().collect();
    let marked: Vec<char> = text.get(start..end).unwrap_or_default().chars().collect();
    let behind: Vec<char> = text.get(end..).unwrap_or_default().chars().collect();
    let from = before.len().saturating_sub(AROUND);
    let mut shown = String::new();
    if 0 < from {
        shown.push('…');
    }
    shown.push_str(&flat(before.get(from..).unwrap_or_default(), true));
    let begin = shown.len();
    shown.push_str(&flat(marked.get(..MARKED.min(marked.len())).unwrap_or_default(), false));
    let finish = shown.len();
    if MARKED < marked.len() {
        shown.push('…');
    }
    shown.push_str(&flat(behind.get(..AROUND.min(behind.len())).unwrap_or_default(), false));
    if AROUND < behind.len() {
        shown.push('…');
    }
    Passage { place, text: shown, mark: begin..finish }
}

/// One line; a combining mark that lost its letter at the beginning goes.
fn flat(chars: &[char], first: bool) -> String {
    let text: String = chars.iter().map(|c| if c.is_whitespace() { ' ' } else { *c }).collect();
    if first { text.trim_start_matches(thai::script::is_mark).to_owned() } else { text }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where words stand in a text, white space aside where need be.
pub(super) fn find(text: &str, words: &str) -> Option<Range<usize>> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    if let Some(at) = text.find(words) {
        return Some(at..at + words.len());
    }
    let wanted: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    let signs: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let at = signs.windows(wanted.len()).position(|window| window.iter().map(|(_, c)| c).eq(&wanted))?;
    let (start, _) = signs.get(at)?;
    let (last, c) = signs.get(at + wanted.len() - 1)?;
    Some(*start..last + c.len_utf8())
}

/// Where the last figure of this value stands in a text.
fn figure(text: &str, score: Score) -> Option<Range<usize>> {
    let is_part = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c) || c == '.';
    let mut found = None;
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(is_part)).map(|at| at + from) {
        let rest = text.get(at..).unwrap_or_default();
        let size = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let printed = rest.get(..size).unwrap_or_default().trim_end_matches('.');
        if thai::digits::to_ascii(printed).parse() == Ok(score) {
            found = Some(at..at + printed.len());
        }
        from = at + size.max(1);
    }
    found
}

/// The row of a table at a place.
pub(super) fn row_at(source: &Source, place: Place) -> Option<&Row> {
    let Content::Table(table) = &source.blocks.get(place.block)?.content else { return None };
    table.rows.iter().find(|row| Place { column: place.column, ..row.place } == place)
}

/// A row with one column marked, or nothing marked.
pub(super) fn row(row: &Row, place: Place, column: Option<usize>) -> Passage {
    let mut text = String::new();
    let mut mark = 0..0;
    for cell in row.cells.iter().filter(|cell| !cell.text.is_empty()) {
        if !text.is_empty() {
            text.push_str(" | ");
        }
        let start = text.len();
        let chars: Vec<char> = cell.text.chars().collect();
        let marked = column.is_some_and(|at| cell.column <= at && at < cell.column + cell.columns);
        let most = if marked { MARKED } else { CELL };
        text.push_str(&flat(chars.get(..most.min(chars.len())).unwrap_or_default(), false));
        if most < chars.len() {
            text.push('…');
        }
        if marked {
            mark = start..text.len();
        }
    }
    Passage { place, text, mark }
}

impl Work<'_> {
    /// The passage of a score, its figure marked.
    pub(super) fn score(&self, claim: &ScoreClaim) -> Passage {
        self.figure(&claim.origin, claim.score)
    }

    /// The passage of a claim with a figure in it marked.
    pub(super) fn figure(&self, origin: &Origin, score: Score) -> Passage {
        let place = origin.place;
        let text = self.source.blocks.get(place.block).and_then(|block| block.content.text());
        let Some(text) = text else { return self.passage(origin) };
        let Some(range) = find(text, &origin.words) else { return self.passage(origin) };
        let words = text.get(range.clone()).unwrap_or_default();
        match figure(words, score) {
            Some(inner) => cut(place, text, range.start + inner.start..range.start + inner.end),
            None => cut(place, text, range),
        }
    }

    /// The passage of a year, its figures marked.
    pub(super) fn year(&self, claim: &YearClaim) -> Passage {
        let place = claim.origin.place;
        let text = self.source.blocks.get(place.block).and_then(|block| block.content.text());
        match text.and_then(|text| Some((text, find(text, &claim.origin.words)?))) {
            Some((text, range)) => {
                let words = text.get(range.clone()).unwrap_or_default();
                let size: usize = words.chars().rev().take(4).map(char::len_utf8).sum();
                cut(place, text, range.end - size..range.end)
            }
            None => self.passage(&claim.origin),
        }
    }

    /// The passage of a claim.
    pub(super) fn passage(&self, origin: &Origin) -> Passage {
        let place = origin.place;
        if let Some(found) = row_at(self.source, place) {
            return row(found, place, place.column.map(|column| column.saturating_sub(1)));
        }
        let text = self.source.blocks.get(place.block).and_then(|block| block.content.text());
        match text.and_then(|text| Some((text, find(text, &origin.words)?))) {
            Some((text, range)) => cut(place, text, range),
            None => cut(place, &origin.words, 0..origin.words.len()),
        }
    }

    /// The passage of a measure.
    pub(super) fn measure(&self, claim: &MeasureClaim) -> Passage {
        let place = claim.origin.place;
        let Some(found) = row_at(self.source, place) else { return self.passage(&claim.origin) };
        let words = if claim.measure.is_empty() { &claim.issue } else { &claim.measure };
        let wanted = thai::fold_for_match(words);
        let column = found.cells.iter().find(|cell| thai::fold_for_match(&cell.text) == wanted);
        row(found, place, column.map(|cell| cell.column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_surroundings_of_the_mark() {
        let text = format!("{} ได้คะแนน ๖๔.๙๒ คะแนน\n{}", "ก".repeat(200), "ข".repeat(200));
        let mark = find(&text, "๖๔.๙๒").unwrap();
        let passage = cut(Place::default(), &text, mark);
        assert_eq!(passage.parts().1, "๖๔.๙๒");
        assert!(passage.text.starts_with("…ก") && passage.text.ends_with('…'));
        assert!(!passage.text.contains('\n'));
    }

    #[test]
    fn words_are_found_over_line_ends() {
        assert_eq!(find("ได้ คะ\nแนน ๕", "คะแนน ๕"), Some("ได้ ".len().."ได้ คะ\nแนน ๕".len()));
        assert_eq!(find("ก", "ข"), None);
    }
}
