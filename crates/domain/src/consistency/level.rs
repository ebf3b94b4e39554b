//! The printed level against the year's scale, and against the scores and gates.

use super::printed::{Origin, Printed};
use super::report::{Finding, FindingCode, Note, NoteCode, Report};
use super::scale::{Recognised, recognise};
use super::totals::TOLERANCE;
use super::wording;
use crate::framework::{Catalogue, Framework, Level};
use crate::score::{Score, round_half_up};
use crate::scoring::Doubts;

const KEY: &str = "published.level";

pub(super) fn check(printed: &Printed<'_>, catalogue: &Catalogue, report: &mut Report) {
    let framework = printed.framework();
    let Some(text) = printed.assessment.level.as_deref().map(str::trim).filter(|text| !text.is_empty())
    else {
        return;
    };
    // A mean over agencies has no level of its own: the gates hold for each of them.
    let known = Known::of(printed);
    let possible = if printed.is_agency() { known.levels(framework) } else { Vec::new() };
    let finding = |code, message| Finding {
        code,
        key: KEY.to_owned(),
        published: text.to_owned(),
        recomputed: match possible.as_slice() {
            [level] => Some(level.name.clone()),
            _ => None,
        },
        difference: None,
        candidates: Vec::new(),
        message,
    };
    match recognise(text, framework, catalogue) {
        Recognised::Own(level) if possible.is_empty() || possible.contains(&level) => {}
        Recognised::Own(level) => {
            let message = wording::level(printed, level, &possible);
            if known.assumed {
                let message = wording::join(message, wording::assumed_weights());
                report.notes.push(Note { code: NoteCode::AssumedWeights, key: KEY.to_owned(), message });
            } else {
                report.findings.push(finding(FindingCode::LevelMismatch, message));
            }
        }
        Recognised::OtherYears { name, years, own } => {
            let message = wording::foreign_level(framework, text, (&name, &years), own, &possible);
            report.findings.push(finding(FindingCode::LevelOfOtherYear, message));
        }
        Recognised::Unknown => {
            let message = wording::unknown_level(framework, text, &possible);
            report.findings.push(finding(FindingCode::LevelUnknown, message));
        }
    }
}

/// A range of hundredths.
type Range = (i64, i64);

/// What is known of the scores that decide the level.
struct Known {
    overall: Range,
    instruments: Vec<Range>,
    /// Whether a hypothesis about weights has a part in it.
    assumed: bool,
}

impl Known {
    fn of(printed: &Printed<'_>) -> Known {
        let skeleton = printed.skeleton();
        let count = printed.framework().instruments.len();
        let instruments = (0..count).map(|i| range(printed, skeleton.instrument(i)));
        let nodes = (0..count).map(|i| skeleton.instrument(i)).chain([skeleton.overall()]);
        let assumed = |node| printed.passed(node).doubts.has(Doubts::ASSUMED_WEIGHTS);
        Known {
            overall: range(printed, skeleton.overall()),
            instruments: instruments.collect(),
            assumed: nodes.filter(|&node| printed.origin(node) == Origin::Derived).any(assumed),
        }
    }

    /// The levels that some scores within what is known can have, best first. Scores that contradict
    /// the overall score are a finding of their own; the level is then held against each of them as it is.
    fn levels<'f>(&self, framework: &'f Framework) -> Vec<&'f Level> {
        let possible = |bound: bool| -> Vec<&'f Level> {
            let all = framework.levels.iter().enumerate();
            all.filter(|(at, _)| self.allows(framework, *at, bound)).map(|(_, level)| level).collect()
        };
        let bound = possible(true);
        if bound.is_empty() { possible(false) } else { bound }
    }

    /// Whether some scores have this level; `bound` says that they must give the overall score.
    fn allows(&self, framework: &Framework, at: usize, bound: bool) -> bool {
        let (better, level) = (&framework.levels[..at], &framework.levels[at]);
        let (low, high) = (hundredths(level.overall_min), hundredths(level.overall_max));
        let overall = (self.overall.0.max(low), self.overall.1.min(high));
        let gate = level.gate.map_or(0, hundredths);
        let instruments: Vec<_> = self.instruments.iter().map(|&(low, high)| (low.max(gate), high)).collect();
        let weights: Vec<_> = framework.instruments.iter().map(|i| i64::from(i.weight)).collect();
        exists(better, overall, &instruments, bound.then_some(weights.as_slice()))
    }
}

/// Whether there are scores in these ranges that miss all better levels, and that make the overall score.
///
/// A better level is missed by an overall score below or above its range, or by one instrument below its
/// gate: each way is tried in turn.
fn exists(better: &[Level], overall: Range, instruments: &[Range], weights: Option<&[i64]>) -> bool {
    if is_empty(overall) || instruments.iter().copied().any(is_empty) {
        return false;
    }
    let Some((level, better)) = better.split_first() else {
        return weights.is_none_or(|weights| add_up(overall, instruments, weights));
    };
    let (low, high) = (hundredths(level.overall_min), hundredths(level.overall_max));
    if exists(better, (overall.0, overall.1.min(low - 1)), instruments, weights)
        || exists(better, (overall.0.max(high + 1), overall.1), instruments, weights)
    {
        return true;
    }
    let Some(gate) = level.gate.map(hundredths) else { return false };
    (0..instruments.len()).any(|below| {
        let mut narrower = instruments.to_vec();
        narrower[below].1 = narrower[below].1.min(gate - 1);
        exists(better, overall, &narrower, weights)
    })
}

/// Whether the weighted sum of the instruments can be the overall score, give or take the tolerance.
fn add_up(overall: Range, instruments: &[Range], weights: &[i64]) -> bool {
    let sum = |end: fn(&Range) -> i64| -> i64 {
        instruments.iter().map(end).zip(weights).map(|(s, w)| s * w).sum()
    };
    let total: i64 = weights.iter().sum();
    let tolerance = i64::from(TOLERANCE);
    sum(|range| range.0) <= total * (overall.1 + tolerance)
        && total * (overall.0 - tolerance) <= sum(|range| range.1)
}

fn is_empty((low, high): Range) -> bool {
    high < low
}

/// The printed score, or what the printed-first values below leave open.
fn range(printed: &Printed<'_>, node: usize) -> Range {
    if let Some(score) = printed.score_of(node) {
        return (hundredths(score), hundredths(score));
    }
    let estimate = printed.passed(node);
    (hundredths(round_half_up(estimate.low)), hundredths(round_half_up(estimate.high)))
}

fn hundredths(score: Score) -> i64 {
    i64::from(score.hundredths())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of the levels that an overall score of FY2568 allows when instruments are known or not.
    fn levels(overall: i64, instruments: [Option<i64>; 3]) -> Vec<String> {
        let catalogue = Catalogue::embedded();
        let framework = catalogue.find("nacc/2568").unwrap();
        let known = Known {
            overall: (overall, overall),
            instruments: instruments.map(|score| score.map_or((0, 10_000), |score| (score, score))).into(),
            assumed: false,
        };
        known.levels(framework).into_iter().map(|level| level.name.clone()).collect()
    }

    #[test]
    fn weights_limit_how_low_an_instrument_can_be() {
        assert_eq!(levels(9790, [None; 3]), ["ผ่านดีเยี่ยม", "ผ่านดี"]);
        assert_eq!(levels(9549, [None; 3]), ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"]);
        // An instrument of weight 30 at 84.99 leaves at most 95.497.
        assert_eq!(levels(9551, [None; 3]), ["ผ่านดีเยี่ยม", "ผ่านดี"]);
        assert_eq!(levels(8943, [None; 3]), ["ผ่านดี", "ผ่าน"]);
        assert_eq!(levels(8500, [None; 3]), ["ผ่านดี", "ผ่าน"]);
        assert_eq!(levels(8499, [None; 3]), ["ต้องปรับปรุง"]);
    }

    #[test]
    fn known_instruments_decide() {
        assert_eq!(levels(9464, [Some(9700), Some(8420), Some(10_000)]), ["ผ่าน"]);
        assert_eq!(levels(9159, [None, None, Some(8250)]), ["ผ่าน"]);
        // Two instruments at 100 leave 83.33 for the third.
        assert_eq!(levels(9500, [Some(10_000), None, Some(10_000)]), ["ผ่าน"]);
        assert_eq!(levels(8500, [Some(8500), Some(8500), None]), ["ผ่านดี", "ผ่าน"]);
    }

    #[test]
    fn contradicting_scores_still_have_a_level() {
        assert_eq!(levels(9464, [Some(5000), Some(5000), Some(5000)]), ["ผ่าน"]);
        assert_eq!(levels(9464, [Some(0), None, None]), ["ผ่าน"]);
    }
}
