//! What was read from a published report.

use std::collections::BTreeMap;

use domain::Score;
use reader::claims::{Claims, CodeReading, MeasureClaim, Published, Relation, ScoreClaim, Subject};
use reader::layout::{Place, Source};
use serde_json::{Map, Value, json};

/// A place in a document; `text` is for people.
pub fn place(place: &Place) -> Value {
    json!({
        "page": place.page,
        "line": place.line,
        "block": place.block,
        "row": place.row,
        "column": place.column,
        "text": place.to_string(),
    })
}

/// The whole answer for one document.
pub fn document(source: &Source, claims: &Claims) -> Value {
    json!({
        "format": source.format.as_str(),
        "pages": (0 < source.pages).then_some(source.pages),
        "agency": agency(claims),
        "framework": claims.framework,
        "score_year": claims.score_year.map(|year| year.number()),
        "round_year": claims.round_year.map(|year| year.number()),
        "published": published(&claims.published()),
        "measures": claims.measures.iter().map(measure).collect::<Vec<_>>(),
        "notes": notes(source, claims),
        "statements": claims.scores.iter().map(statement).collect::<Vec<_>>(),
        "ranks": claims.ranks.iter().map(|rank| json!({
            "rank": rank.rank,
            "of": rank.of,
            "within": rank.within,
            "place": place(&rank.origin.place),
        })).collect::<Vec<_>>(),
        "thresholds": claims.thresholds.iter().map(|mark| json!({
            "relation": relation(mark.relation),
            "score": mark.score.to_string(),
            "place": place(&mark.origin.place),
        })).collect::<Vec<_>>(),
        "issues": claims.issues.iter().map(|issue| json!({
            "code": issue.code.as_ref().map(|code| code.code.clone()),
            "indicator": issue.indicator,
            "part": issue.part,
            "text": issue.text,
            "place": place(&issue.origin.place),
        })).collect::<Vec<_>>(),
        "endorsements": claims.endorsements.iter().map(|one| json!({
            "office": one.office,
            "opinion": one.opinion,
            "place": place(&one.origin.place),
        })).collect::<Vec<_>>(),
    })
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Below => "below",
        Relation::Above => "above",
        Relation::AtLeast => "at-least",
        Relation::Equal => "equal",
    }
}

/// The agency, in the shape of assessment and plan files.
pub fn agency(claims: &Claims) -> Value {
    claims.agency.as_ref().map_or(Value::Null, |agency| {
        json!({
            "name": agency.name,
            "kind": agency.kind.as_ref().map(|kind| kind.code().to_owned()),
            "province": agency.province,
            "district": agency.district,
        })
    })
}

/// What was published, in the shape of the assessment file: only what is known.
pub fn published(published: &Published) -> Value {
    fn group<K: ToString>(scores: &BTreeMap<K, Score>) -> Option<Value> {
        let rows: Map<String, Value> =
            scores.iter().map(|(key, score)| (key.to_string(), Value::String(score.to_string()))).collect();
        (!rows.is_empty()).then_some(Value::Object(rows))
    }
    let rows = [
        ("overall", published.overall.map(|score| Value::String(score.to_string()))),
        ("level", published.level.clone().map(Value::String)),
        ("instruments", group(&published.instruments)),
        ("points", group(&published.points)),
        ("indicators", group(&published.indicators)),
        ("parts", group(&published.parts)),
        ("sub_indicators", group(&published.sub_indicators)),
        ("items", group(&published.items)),
    ];
    Value::Object(rows.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}

fn measure(row: &MeasureClaim) -> Value {
    let period = row.period.period;
    json!({
        "issue": row.issue,
        "measure": row.measure,
        "steps": row.steps,
        "responsible": row.responsible.text,
        "period": row.period.text,
        "result": row.result,
        "outcome": row.outcome,
        "suggestion": row.suggestion,
        "place": place(&row.origin.place),
        "table": row.table,
        "indicator": row.indicator,
        "part": row.part,
        "codes": row.codes.iter().map(|code| code.code.clone()).collect::<Vec<_>>(),
        "score": row.score.map(|score| score.to_string()),
        "cause": row.cause,
        "lead_unit": row.responsible.lead,
        "supporting_units": row.responsible.supporting,
        "period_from": period.map(|period| period.first_day().to_string()),
        "period_to": period.map(|period| period.last_day().to_string()),
        "follow_up": row.follow_up,
        "budget": row.budget,
        "sign": row.sign,
        "evidence": row.evidence,
        "confidence": row.origin.confidence.as_str(),
    })
}

fn statement(claim: &ScoreClaim) -> Value {
    json!({
        "key": claim.key(),
        "score": claim.score.to_string(),
        "within_indicator": claim.within,
        "code": claim.code.as_ref().map(code),
        "words": claim.origin.words,
        "confidence": claim.origin.confidence.as_str(),
        "place": place(&claim.origin.place),
    })
}

fn code(code: &CodeReading) -> Value {
    json!({ "printed": code.printed, "read": code.code, "candidates": code.candidates })
}

/// What a person should know: other values of the same thing, repaired codes, remarks.
pub fn notes(source: &Source, claims: &Claims) -> Vec<Value> {
    let mut notes = Vec::new();
    for other in claims.other_values() {
        let (key, taken, says) = (&other.key, other.taken, other.claim.score);
        notes.push(json!({
            "code": "other-value",
            "path": key,
            "place": place(&other.claim.origin.place),
            "taken": taken.to_string(),
            "printed": says.to_string(),
            "words": other.claim.origin.words,
            "message_th": format!("{key} ใช้ {taken} แต่อีกแห่งพิมพ์ว่า {says}"),
            "message_en": format!("{key} is taken as {taken}; another passage prints {says}"),
        }));
    }
    let scores = claims.scores.iter().filter_map(|claim| Some((claim.code.as_ref()?, &claim.origin)));
    let measures =
        claims.measures.iter().flat_map(|row| row.codes.iter().map(move |code| (code, &row.origin)));
    for (code, origin) in scores.chain(measures).filter(|(code, _)| code.repaired) {
        notes.push(json!({
            "code": "code-repaired",
            "path": format!("items.{}", code.code),
            "place": place(&origin.place),
            "printed": code.printed,
            "candidates": code.candidates,
            "confidence": code.confidence.as_str(),
            "message_th": code.reason.th,
            "message_en": code.reason.en,
        }));
    }
    for claim in claims.unplaced() {
        let Subject::Item(code) = &claim.subject else { continue };
        let score = claim.score;
        notes.push(json!({
            "code": "part-unknown",
            "path": format!("items.{code}"),
            "place": place(&claim.origin.place),
            "printed": score.to_string(),
            "message_th": format!("{code} ได้ {score} แต่เอกสารไม่บอกว่าเป็นส่วนใดของแบบวัด จึงไม่นำไปใช้"),
            "message_en": format!("{code} has {score}, but the document does not tell the part; it is left out"),
        }));
    }
    for remark in source.remarks.iter().chain(&claims.remarks) {
        notes.push(json!({
            "code": remark.code,
            "path": "",
            "place": remark.place.as_ref().map(place),
            "message_th": remark.message.th,
            "message_en": remark.message.en,
        }));
    }
    notes
}
