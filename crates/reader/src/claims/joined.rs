//! Rows of a plan's table and of a table of results that speak of the same measure become one.

use std::collections::HashSet;

use super::Claims;
use super::model::MeasureClaim;

/// Least likeness, in thousandths, of two wordings of one measure when several could be meant.
const LIKE: usize = 350;
/// Likeness of one wording that was only copied or recognised otherwise.
const SAME: usize = 900;

impl Claims {
    /// The measures with the results that another table tells of them, in the order of their first row.
    ///
    /// Rows belong together when they stand in different tables, one lacks what the other tells, and their
    /// indicator or items agree; of several candidates the one whose wording is nearest is taken.
    pub fn joined_measures(&self) -> Vec<MeasureClaim> {
        let mut joined: Vec<(MeasureClaim, bool)> = Vec::new();
        for row in &self.measures {
            let candidates = joined.iter().enumerate().filter(|(_, (first, taken))| {
                !taken && first.table != row.table && tells_more(first, row) && is_same_subject(first, row)
            });
            let ranked: Vec<(usize, usize)> =
                candidates.map(|(at, (first, _))| (likeness(&first.measure, &row.measure), at)).collect();
            let alone = ranked.len() == 1 && self.stands_alone(row);
            let best = ranked.into_iter().max_by_key(|(like, at)| (*like, std::cmp::Reverse(*at)));
            match best.filter(|(like, _)| LIKE <= *like || alone).and_then(|(_, at)| joined.get_mut(at)) {
                Some((first, taken)) => {
                    fill(first, row);
                    *taken = true;
                }
                None => joined.push((row.clone(), false)),
            }
        }
        joined.into_iter().map(|(row, _)| row).collect()
    }

    /// Whether a row is the only one of its table for its indicator.
    fn stands_alone(&self, row: &MeasureClaim) -> bool {
        let same = |other: &&MeasureClaim| other.table == row.table && other.indicator == row.indicator;
        row.indicator.is_some() && self.measures.iter().filter(same).count() == 1
    }
}

fn tells_more(first: &MeasureClaim, row: &MeasureClaim) -> bool {
    let lacks = |mine: &str, theirs: &str| mine.is_empty() && !theirs.is_empty();
    lacks(&first.result, &row.result)
        || lacks(&first.outcome, &row.outcome)
        || lacks(&first.suggestion, &row.suggestion)
}

fn is_same_subject(first: &MeasureClaim, row: &MeasureClaim) -> bool {
    // The same words are the same measure, under whatever heading a table of results stands.
    if SAME <= likeness(&first.measure, &row.measure) {
        return true;
    }
    let codes = |row: &MeasureClaim| row.codes.iter().map(|code| code.code.clone()).collect::<Vec<_>>();
    match (first.indicator, row.indicator) {
        (Some(a), Some(b)) => {
            a == b && (first.codes.is_empty() || row.codes.is_empty() || codes(first) == codes(row))
        }
        _ => 600 <= likeness(&first.measure, &row.measure),
    }
}

/// How much two texts share, in thousandths: pieces of three letters.
fn likeness(a: &str, b: &str) -> usize {
    let pieces = |text: &str| -> HashSet<Vec<char>> {
        let chars: Vec<char> = thai::fold_for_match(text).chars().collect();
        chars.windows(3).map(<[char]>::to_vec).collect()
    };
    let (a, b) = (pieces(a), pieces(b));
    2_000 * a.intersection(&b).count() / (a.len() + b.len()).max(1)
}

fn fill(first: &mut MeasureClaim, row: &MeasureClaim) {
    let texts = [
        (&mut first.result, &row.result),
        (&mut first.outcome, &row.outcome),
        (&mut first.suggestion, &row.suggestion),
        (&mut first.follow_up, &row.follow_up),
        (&mut first.evidence, &row.evidence),
        (&mut first.cause, &row.cause),
        (&mut first.sign, &row.sign),
        (&mut first.budget, &row.budget),
    ];
    for (mine, theirs) in texts {
        if mine.is_empty() {
            mine.clone_from(theirs);
        }
    }
    if first.follow_up_dates.is_empty() {
        first.follow_up_dates.clone_from(&row.follow_up_dates);
    }
    if first.steps.is_empty() {
        first.steps.clone_from(&row.steps);
    }
    if first.responsible.text.is_empty() {
        first.responsible = row.responsible.clone();
    }
    if first.period.text.is_empty() {
        first.period = row.period.clone();
    }
}
