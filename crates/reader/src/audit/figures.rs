//! The checks of printed figures, on what the document prints, with the places it prints them at.

use domain::consistency::{self, FindingCode};

use super::model::{Audit, Candidate, Code, Finding, Kind, Passage, Severity};
use super::parts;
use super::work::Work;
use crate::claims::{Confidence, Subject};

pub(super) fn check(work: &Work<'_>, audit: &mut Audit) {
    let report = consistency::check(&work.assessment, work.catalogue);
    audit.findings.extend(report.findings.into_iter().map(|finding| located(work, finding)));
    audit.notes = report.notes;
}

/// A finding of the figures with its passages; candidates that another passage supports come first.
fn located(work: &Work<'_>, finding: consistency::Finding) -> Finding {
    let key = finding.key;
    let mut passages: Vec<Passage> = passage_of(work, &key).into_iter().collect();
    let mut candidates: Vec<Candidate> = finding
        .candidates
        .into_iter()
        .map(|candidate| Candidate {
            place: work.claim_of(&candidate.key).map(|claim| claim.origin.place),
            key: candidate.key,
            from: candidate.from,
            to: candidate.to,
            kind: Kind::Slip(candidate.kind),
            range: candidate.range,
        })
        .collect();
    candidates.sort_by_key(|candidate| std::cmp::Reverse(support(work, candidate)));
    let shown = candidates.iter().filter(|candidate| candidate.key != key).take(2);
    let shown: Vec<Passage> = shown.filter_map(|candidate| passage_of(work, &candidate.key)).collect();
    passages.extend(shown);
    let unsure = std::iter::once(&key)
        .chain(candidates.iter().map(|candidate| &candidate.key))
        .any(|key| work.claim_of(key).is_some_and(|claim| claim.origin.confidence == Confidence::Doubtful));
    let severity = match finding.code {
        FindingCode::LevelUnknown => Severity::Warning,
        _ if unsure => Severity::Warning,
        _ => Severity::Error,
    };
    let part = match (finding.code, work.claim_of(&key).map(|claim| (&claim.subject, claim.score))) {
        (FindingCode::IndicatorMismatch, Some((Subject::Indicator(number), score))) => {
            parts::with_mean(work, *number, score)
        }
        _ => None,
    };
    let mut message = finding.message;
    let code = match part {
        Some(part) => {
            let (th, en) = parts::explained(work, &part);
            message.th = format!("{} {th}", message.th);
            message.en = format!("{} {en}", message.en);
            Code::PartMeanAsIndicator
        }
        None => Code::Figures(finding.code),
    };
    Finding {
        code,
        severity,
        key,
        passages,
        published: finding.published,
        recomputed: finding.recomputed,
        difference: finding.difference,
        candidates,
        message,
    }
}

fn passage_of(work: &Work<'_>, key: &str) -> Option<Passage> {
    if key == "published.level" {
        let level = work.claims.levels.iter().find(|level| level.subject == Subject::Overall)?;
        return Some(work.passage(&level.origin));
    }
    if let Some(instrument) = key.strip_prefix("published.points.") {
        let points = work.claims.points.iter().find(|points| points.instrument == instrument)?;
        return Some(work.passage(&points.origin));
    }
    work.claim_of(key).map(|claim| work.score(claim))
}

/// How much of the rest of the document speaks for a candidate.
fn support(work: &Work<'_>, candidate: &Candidate) -> u8 {
    let key = candidate.key.strip_prefix("published.").unwrap_or(&candidate.key);
    let said = work
        .claims
        .other_values()
        .iter()
        .any(|other| other.key == key && other.claim.score.to_string() == candidate.to);
    if said {
        return 2;
    }
    // An item of a part whose mean the document prints somewhere: with the candidate it follows.
    let fits = key.strip_prefix("items.").is_some_and(|item| parts::prints_mean_with(work, item, candidate));
    u8::from(fits)
}
