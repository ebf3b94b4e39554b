//! Every printed figure against the nearest printed figures that it is made of.

use super::candidates::candidates;
use super::printed::Printed;
use super::report::{Finding, FindingCode, Note, NoteCode, Report};
use super::total::{Figure, decimal};
use super::wording;
use crate::framework::{Granularity, NodeIndex, NodeRef};
use crate::score::Score;
use crate::scoring::Doubts;

/// Largest difference, in hundredths, that is no contradiction between rounded figures.
pub(super) const TOLERANCE: u32 = 1;

/// How a total stands to what it is made of.
enum Outcome {
    /// It follows, or nothing can be said.
    Agrees,
    /// It differs no more than rounded figures may.
    Small(u32),
    /// It differs.
    Differs(u32),
    /// It lies outside what the missing figures allow.
    Outside(u32, u32),
}

pub(super) fn check(printed: &Printed<'_>, report: &mut Report) {
    let skeleton = printed.skeleton();
    for node in skeleton.of(Granularity::Items).start..skeleton.nodes.len() {
        if let Some(score) = printed.score_of(node) {
            match skeleton.nodes[node].at {
                NodeRef::Item(item, _) if printed.framework().items[item].is_disclosure() => {
                    disclosure_item(printed, node, score, report);
                }
                _ => figure(printed, Figure::score(node, score), report),
            }
        }
        if let NodeRef::Instrument(instrument) = skeleton.nodes[node].at
            && let Some(points) = printed.assessment.evidence.points_of(instrument)
        {
            figure(printed, Figure::points(node, instrument, points), report);
        }
    }
}

fn figure(printed: &Printed<'_>, total: Figure, report: &mut Report) {
    let estimate = total.estimate(printed);
    let (finding, recomputed) = match compare(printed, total) {
        Outcome::Agrees => return,
        Outcome::Small(recomputed) => {
            let message = wording::small_difference(printed, total, recomputed);
            report.notes.push(Note { code: NoteCode::SmallDifference, key: total.key(printed), message });
            return;
        }
        Outcome::Differs(recomputed) => (wording::mismatch(printed, total, recomputed), Some(recomputed)),
        Outcome::Outside(low, high) => (wording::outside(printed, total, low, high), None),
    };
    let doubtful = if estimate.doubts.has(Doubts::ASSUMED_WEIGHTS) {
        Some((NoteCode::AssumedWeights, wording::assumed_weights()))
    } else if estimate.counted && !printed.is_agency() {
        Some((NoteCode::AggregateCounts, wording::aggregate_counts()))
    } else {
        None
    };
    if let Some((code, reason)) = doubtful {
        report.notes.push(Note { code, key: total.key(printed), message: wording::join(finding, reason) });
        return;
    }
    report.findings.push(Finding {
        code: if recomputed.is_some() { code(printed, total) } else { FindingCode::OutsideBounds },
        key: total.key(printed),
        published: decimal(total.hundredths),
        recomputed: recomputed.map(decimal),
        difference: recomputed.map(|recomputed| decimal(recomputed.abs_diff(total.hundredths))),
        candidates: recomputed.map_or_else(Vec::new, |recomputed| candidates(printed, total, recomputed)),
        message: finding,
    });
}

fn compare(printed: &Printed<'_>, total: Figure) -> Outcome {
    let estimate = total.estimate(printed);
    let figure = total.hundredths;
    let (low, high) = (total.shown(printed, estimate.low), total.shown(printed, estimate.high));
    let Some(value) = estimate.value else {
        let outside = figure.saturating_add(TOLERANCE) < low || high.saturating_add(TOLERANCE) < figure;
        return if outside { Outcome::Outside(low, high) } else { Outcome::Agrees };
    };
    let recomputed = total.shown(printed, value);
    // Counted answers are exact, so that a question has no excuse.
    let exact = matches!(printed.skeleton().nodes[total.node].at, NodeRef::Item(..));
    let small = recomputed.abs_diff(figure) <= TOLERANCE || (low..=high).contains(&figure);
    match (recomputed == figure, small && !exact) {
        (true, _) => Outcome::Agrees,
        (false, true) => Outcome::Small(recomputed),
        (false, false) => Outcome::Differs(recomputed),
    }
}

fn code(printed: &Printed<'_>, total: Figure) -> FindingCode {
    match printed.skeleton().granularity(total.node) {
        _ if total.points_of.is_some() => FindingCode::PointsMismatch,
        Granularity::Rows | Granularity::Items => FindingCode::TallyMismatch,
        Granularity::Parts => FindingCode::PartMismatch,
        Granularity::SubIndicators => FindingCode::SubIndicatorMismatch,
        Granularity::Indicators => FindingCode::IndicatorMismatch,
        Granularity::Instruments => FindingCode::InstrumentMismatch,
        Granularity::Overall => FindingCode::OverallMismatch,
    }
}

fn disclosure_item(printed: &Printed<'_>, node: NodeIndex, score: Score, report: &mut Report) {
    let framework = printed.framework();
    if printed.is_agency() && score != Score::ZERO && score != Score::FULL {
        let message = wording::partial_item(framework, node, score);
        report.notes.push(Note { code: NoteCode::PartialItem, key: framework.key(node), message });
    }
    let Some(verdict) = printed.assessment.evidence.verdict_of(printed.skeleton(), node) else { return };
    let by_verdict = verdict.score();
    if by_verdict == score {
        return;
    }
    let key = format!("verdicts.{}", framework.path(node));
    let message = wording::verdict(framework, node, score, verdict);
    if !printed.is_agency() {
        let message = wording::join(message, wording::aggregate_counts());
        report.notes.push(Note { code: NoteCode::AggregateCounts, key, message });
        return;
    }
    report.findings.push(Finding {
        code: FindingCode::VerdictMismatch,
        key,
        published: score.to_string(),
        recomputed: Some(by_verdict.to_string()),
        difference: Some(decimal(u32::from(by_verdict.distance(score)))),
        candidates: Vec::new(),
        message,
    });
}
