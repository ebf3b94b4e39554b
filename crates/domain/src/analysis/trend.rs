//! Change since another year, only where the year's rules say that a thing continues.

use crate::framework::file::Comparable;
use crate::framework::{NodeIndex, diff};
use crate::score::Score;
use crate::scoring::ScoreTree;
use crate::text::Text;

/// The score of one thing in two years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearChange {
    /// Its node in the earlier year.
    pub before: NodeIndex,
    /// Its node in the later year.
    pub after: NodeIndex,
    /// Score in the earlier year.
    pub score_before: Score,
    /// Score in the later year.
    pub score_after: Score,
    /// Change in hundredths, up is positive.
    pub change: i32,
    /// Whether the two may be set side by side without a reservation.
    pub comparable: Comparable,
    /// The reservation.
    pub note: Text,
}

/// Changes between two results, for everything that continues (`same_as`) and has a score in both years.
/// What does not continue is left out: a line drawn through it would be dishonest.
pub fn year_on_year(before: &ScoreTree<'_>, after: &ScoreTree<'_>) -> Vec<YearChange> {
    diff(before.framework, after.framework)
        .trends
        .into_iter()
        .filter_map(|trend| {
            let (old, new) = (trend.before?, trend.after?);
            let (score_before, score_after) = (before.at(old).score?, after.at(new).score?);
            Some(YearChange {
                before: old,
                after: new,
                score_before,
                score_after,
                change: i32::from(score_after.hundredths()) - i32::from(score_before.hundredths()),
                comparable: trend.comparable?,
                note: trend.note,
            })
        })
        .collect()
}
