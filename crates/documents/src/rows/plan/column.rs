//! Columns of the plan: a key, a heading, and the cell that it makes of what is known at a row.

use domain::plan::{Evidence, PlanIssue, PlanMeasure, PlanStep, ProgressNote};
use jiff::civil::Date;

use super::place::Place;
use super::window::Window;
use crate::facts::Facts;
use crate::model::{Align, Cell, Content};
use crate::rows::ColumnKind;

/// What is known at one row.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    /// Everything that the document may say.
    pub facts: &'a Facts<'a>,
    /// The days that the row tells about.
    pub window: Window,
    /// Position of the issue in the plan, from 0.
    pub issue_at: usize,
    /// The issue.
    pub issue: &'a PlanIssue,
    /// Where its codes lie.
    pub place: &'a Place,
    /// Number of the measure in the plan, from 1, and the measure.
    pub measure: Option<(usize, &'a PlanMeasure)>,
    /// What the row is about below the measure.
    pub detail: Detail<'a>,
}

/// What a row is about below a measure.
#[derive(Clone, Copy)]
pub(super) enum Detail<'a> {
    /// Nothing: one row for the measure.
    Whole,
    /// A step, with its number from 1.
    Step(usize, &'a PlanStep),
    /// A note.
    Note(&'a ProgressNote),
    /// A promised day.
    FollowUp(Date),
    /// A proof.
    Evidence(&'a Evidence),
}

/// A column with the way to fill it.
pub(super) struct Col {
    pub key: &'static str,
    pub heading: &'static str,
    pub align: Align,
    pub cell: fn(&At<'_>) -> Cell,
}

impl Col {
    /// Text from the left.
    pub const fn text(key: &'static str, heading: &'static str, cell: fn(&At<'_>) -> Cell) -> Col {
        Col { key, heading, align: Align::Left, cell }
    }

    /// Numbers, dates and periods: in the middle.
    pub const fn middle(key: &'static str, heading: &'static str, cell: fn(&At<'_>) -> Cell) -> Col {
        Col { key, heading, align: Align::Center, cell }
    }
}

/// How many columns some groups have together.
pub(super) const fn total(groups: &[&[Col]]) -> usize {
    let (mut sum, mut at) = (0, 0);
    while at < groups.len() {
        sum += groups[at].len();
        at += 1;
    }
    sum
}

/// What layouts may name, group after group; `N` is [`total`] of them.
pub(super) const fn kinds<const N: usize>(groups: &[&[Col]]) -> [ColumnKind; N] {
    let mut kinds = [const { ColumnKind { key: "", heading: "", align: Align::Left } }; N];
    let (mut group, mut out) = (0, 0);
    while group < groups.len() {
        let mut at = 0;
        while at < groups[group].len() {
            let Col { key, heading, align, .. } = &groups[group][at];
            kinds[out] = ColumnKind { key, heading, align: *align };
            at += 1;
            out += 1;
        }
        group += 1;
    }
    kinds
}

/// The cells of a row, in the order of [`kinds`].
pub(super) fn cells(groups: &[&[Col]], at: &At<'_>) -> Vec<Cell> {
    groups.iter().flat_map(|group| group.iter()).map(|column| (column.cell)(at)).collect()
}

/// Words of the agency: one paragraph for each line that says something.
pub(super) fn text(words: &str) -> Cell {
    of(Content::Text, lines(words))
}

/// Words that may be missing.
pub(super) fn maybe(words: Option<&str>) -> Cell {
    text(words.unwrap_or_default())
}

/// A cell with these entries, empty when there are none.
pub(super) fn of(content: fn(Vec<String>) -> Content, entries: Vec<String>) -> Cell {
    Cell::new(if entries.is_empty() { Content::Empty } else { content(entries) })
}

/// One entry as it is; several numbered or dashed.
pub(super) fn several(content: fn(Vec<String>) -> Content, entries: Vec<String>) -> Cell {
    of(if entries.len() == 1 { Content::Text } else { content }, entries)
}

/// Lines that say something, in ASCII digits.
pub(super) fn lines(words: &str) -> Vec<String> {
    let trimmed = words.lines().map(str::trim).filter(|line| !line.is_empty());
    trimmed.map(thai::digits::to_ascii).collect()
}

/// A text on one line, in ASCII digits.
pub(super) fn line(words: &str) -> String {
    lines(words).join(" ")
}
