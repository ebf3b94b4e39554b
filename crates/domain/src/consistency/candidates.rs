//! Slips that would explain why a total does not follow, ranked, never applied.

use super::fit::{Fit, Possible, Quality, fit};
use super::printed::Printed;
use super::report::{Candidate, CandidateKind};
use super::slips::{digit_changed, neighbours_swapped, others_swapped};
use super::total::{Figure, decimal};
use crate::score::Score;

/// More than an officer would look up.
const MOST: usize = 8;

type Slip = fn(u32) -> Vec<u32>;

/// Kinds of slips, the likeliest first.
const SLIPS: [(Slip, CandidateKind); 3] = [
    (neighbours_swapped, CandidateKind::Swap),
    (others_swapped, CandidateKind::Swap),
    (digit_changed, CandidateKind::Digit),
];

/// Candidates for a total that reads otherwise than `recomputed`.
///
/// Within a kind the total itself comes first: only one value of it would do, while many values of an
/// input with a small weight would, so that a hit in the total is less likely to be chance.
pub(super) fn candidates(printed: &Printed<'_>, total: Figure, recomputed: u32) -> Vec<Candidate> {
    let inputs: Vec<_> =
        total.inputs(printed).into_iter().map(|input| (input, Possible::of(printed, input))).collect();
    let mut found = Vec::new();
    for (slip, kind) in SLIPS {
        if slip(total.hundredths).contains(&recomputed) && recomputed <= total.limit(printed) {
            found.push(candidate(printed, total, recomputed, kind));
        }
        for &(input, possible) in &inputs {
            let fits = |&to: &u32| {
                to <= input.limit(printed)
                    && possible.allows(to)
                    && total.with(printed, input, to) == Some(total.hundredths)
            };
            let values = slip(input.hundredths).into_iter().filter(fits);
            found.extend(values.map(|to| candidate(printed, input, to, kind)));
        }
    }
    for fit in fits(printed, total, &inputs) {
        let key = fit.figure.key(printed);
        if found.iter().all(|known: &Candidate| known.key != key) {
            found.push(fit_candidate(printed, &fit));
        }
    }
    found.truncate(MOST);
    found
}

/// Values that would fit, the best first; those that nobody could have given only when there is nothing better.
fn fits(printed: &Printed<'_>, total: Figure, inputs: &[(Figure, Possible)]) -> Vec<Fit> {
    let mut fits: Vec<_> =
        inputs.iter().filter_map(|&(input, possible)| fit(printed, total, input, possible)).collect();
    fits.sort_by_key(|fit| fit.quality);
    if fits.first().is_some_and(|best| best.quality == Quality::Reachable) {
        fits.retain(|fit| fit.quality != Quality::Unreachable);
    }
    fits
}

fn candidate(printed: &Printed<'_>, figure: Figure, to: u32, kind: CandidateKind) -> Candidate {
    let (key, from) = (figure.key(printed), decimal(figure.hundredths));
    Candidate { key, from, to: decimal(to), kind, range: None }
}

fn fit_candidate(printed: &Printed<'_>, fit: &Fit) -> Candidate {
    let score = |hundredths: u32| u16::try_from(hundredths).ok().and_then(Score::from_hundredths);
    let range = score(*fit.range.start()).zip(score(*fit.range.end()));
    Candidate {
        range: range.filter(|_| fit.figure.points_of.is_none()),
        ..candidate(printed, fit.figure, fit.to, CandidateKind::Fit)
    }
}
