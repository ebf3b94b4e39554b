//! What an audit found: `findings` as of `check`, with the document's part of `place` filled.

use reader::audit::{Candidate, Finding, Passage};
use reader::layout::Place;
use serde_json::{Map, Value, json};

use super::NoteRow;
use crate::commands::audit::{Audited, Unread, by_code};

/// The answer for one document.
pub(crate) fn document(one: &Audited) -> Value {
    let (framework, digest, provisional) = match &one.framework {
        Some((name, digest, provisional)) => (Some(name), Some(digest), *provisional),
        None => (None, None, false),
    };
    let figures = one.notes.iter().map(|note| NoteRow::new(note.code.as_str(), &note.key, &note.message));
    let remarks = one.remarks.iter().map(|remark| NoteRow::new(remark.code, "", &remark.message));
    json!({
        "file": one.name(),
        "format": one.format.as_str(),
        "pages": (0 < one.pages).then_some(one.pages),
        "agency": one.agency,
        "score_year": one.score_year,
        "round_year": one.round_year,
        "framework": framework,
        "framework_digest": digest,
        "provisional": provisional,
        "read": {
            "scores": one.counts.scores,
            "measures": one.counts.measures,
            "tables": one.counts.tables,
            "paragraphs": one.counts.paragraphs,
        },
        "findings": one.findings.iter().map(finding).collect::<Vec<_>>(),
        "notes": figures.chain(remarks).collect::<Vec<_>>(),
    })
}

/// The answer for several documents.
pub(crate) fn folder(all: &[Audited], unread: &[Unread]) -> Value {
    let unreadable = unread.iter().map(|one| one.failure.json_of(&one.path));
    let codes: Map<String, Value> = by_code(all)
        .into_iter()
        .map(|(code, (findings, documents))| {
            (code.as_str().to_owned(), json!({ "findings": findings, "documents": documents }))
        })
        .collect();
    json!({
        "documents": all.iter().map(document).collect::<Vec<_>>(),
        "unreadable": unreadable.collect::<Vec<_>>(),
        "totals": {
            "documents": all.len() + unread.len(),
            "clean": all.iter().filter(|one| one.findings.is_empty()).count(),
            "unreadable": unread.len(),
            "findings": all.iter().map(|one| one.findings.len()).sum::<usize>(),
            "by_code": codes,
        },
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code.as_str(),
        "severity": finding.severity.as_str(),
        "place": place(&finding.key, finding.place()),
        "published": finding.published,
        "recomputed": finding.recomputed,
        "difference": finding.difference,
        "candidates": finding.candidates.iter().map(candidate).collect::<Vec<_>>(),
        "passages": finding.passages.iter().map(passage).collect::<Vec<_>>(),
        "message_th": finding.message.th,
        "message_en": finding.message.en,
    })
}

/// The key in an assessment file beside the place in the document.
fn place(key: &str, place: Option<Place>) -> Value {
    let mut row = place.map_or_else(|| json!({}), |place| super::read::place(&place));
    if let Some(map) = row.as_object_mut() {
        let path = if key.is_empty() { Value::Null } else { json!(key) };
        map.insert("path".to_owned(), path);
    }
    row
}

fn candidate(candidate: &Candidate) -> Value {
    json!({
        "path": (!candidate.key.is_empty()).then_some(&candidate.key),
        "from": candidate.from,
        "to": candidate.to,
        "kind": candidate.kind.as_str(),
        "range": candidate.range.map(|(least, most)| [least.to_string(), most.to_string()]),
        "place": candidate.place.as_ref().map(super::read::place),
    })
}

fn passage(passage: &Passage) -> Value {
    let (before, marked, behind) = passage.parts();
    json!({
        "place": super::read::place(&passage.place),
        "before": before,
        "marked": marked,
        "behind": behind,
    })
}
