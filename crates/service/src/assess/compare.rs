//! Two results set side by side, only where the rules say that a thing continues.

use domain::analysis::year_on_year;
use domain::framework::file::Comparable;
use domain::framework::{Granularity, NodeIndex};
use domain::scoring::ScoreTree;
use domain::{Score, Text};
use thai::FiscalYear;

/// One thing in two results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name in the later result: `overall`, `8`, `O5`.
    pub path: String,
    /// Its official name in the later result.
    pub title: Text,
    /// How fine it is.
    pub granularity: Granularity,
    /// Score in the earlier result.
    pub before: Score,
    /// Score in the later result.
    pub after: Score,
    /// Change in hundredths, up is positive.
    pub change: i32,
    /// Whether the two may be set side by side without a reservation.
    pub is_comparable: bool,
    /// The reservation; empty where there is none.
    pub note: Text,
}

/// Two results set side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The earlier year.
    pub before: FiscalYear,
    /// The later year.
    pub after: FiscalYear,
    /// What continues and has a score in both, the coarsest first.
    pub lines: Vec<Line>,
}

impl Comparison {
    pub(crate) fn new(before: &ScoreTree<'_>, after: &ScoreTree<'_>) -> Comparison {
        let (old, new) = (before.framework, after.framework);
        let mut lines = if old.digest() == new.digest() {
            (0..after.skeleton().nodes.len())
                .filter_map(|node| line(before, after, (node, node), true, Text::default()))
                .collect()
        } else {
            let changes = year_on_year(before, after).into_iter();
            let mut lines: Vec<Line> = changes
                .filter_map(|change| {
                    let is_comparable = change.comparable == Comparable::Full;
                    line(before, after, (change.before, change.after), is_comparable, change.note)
                })
                .collect();
            // The overall score is the result of either year, whatever the year's rules made it of.
            let overall = (before.skeleton().overall(), after.skeleton().overall());
            if lines.iter().all(|line| line.granularity != Granularity::Overall) {
                let note = Text::new(
                    "หลักเกณฑ์ของสองปีไม่เหมือนกันทุกข้อ ให้เทียบอย่างระมัดระวัง",
                    "the rules of the two years are not the same throughout: compare with care",
                );
                lines.extend(line(before, after, overall, false, note));
            }
            lines
        };
        // A stable sort: within one granularity the order of the rules stays.
        lines.sort_by_key(|line| std::cmp::Reverse(line.granularity));
        Comparison { before: old.fiscal_year(), after: new.fiscal_year(), lines }
    }

    /// The line of the overall score, where both results have one.
    pub fn overall(&self) -> Option<&Line> {
        self.lines.iter().find(|line| line.granularity == Granularity::Overall)
    }
}

fn line(
    before: &ScoreTree<'_>,
    after: &ScoreTree<'_>,
    (old, new): (NodeIndex, NodeIndex),
    is_comparable: bool,
    note: Text,
) -> Option<Line> {
    let (a, b) = (before.at(old).score?, after.at(new).score?);
    Some(Line {
        path: after.framework.path(new),
        title: after.framework.title(new),
        granularity: after.skeleton().granularity(new),
        before: a,
        after: b,
        change: i32::from(b.hundredths()) - i32::from(a.hundredths()),
        is_comparable,
        note,
    })
}
