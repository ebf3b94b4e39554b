//! Files that other commands accept, made from what was read from a report.

use reader::claims::{Claims, MeasureClaim, Relation};
use serde_json::{Map, Value, json};

use super::read::{agency, published};

/// The assessment file: what was published, to be scored and checked. `None` without a framework.
pub fn assessment(claims: &Claims) -> Option<Value> {
    // A report that lists what is below 100 says that the others had it.
    let listed = claims
        .thresholds
        .iter()
        .any(|mark| mark.relation == Relation::Below && mark.score == domain::Score::FULL);
    let mut file = Map::new();
    file.insert("framework".to_owned(), json!(claims.framework.clone()?));
    file.insert("agency".to_owned(), agency(claims));
    if listed {
        file.insert("unlisted_items".to_owned(), json!("full"));
    }
    file.insert("published".to_owned(), published(&claims.published()));
    Some(Value::Object(file))
}

/// The plan file: measures under their issues, with what came of them. `None` when the year of the scores
/// is not told.
pub fn plan(claims: &Claims) -> Option<Value> {
    let score_year = claims.score_year?.number();
    let round_year = claims.round_year.map_or(score_year + 1, |year| year.number());
    let framework = claims.framework.clone()?;
    let scores = claims.published();
    let mut issues: Vec<Issue> = Vec::new();
    for row in claims.joined_measures() {
        let title = if row.issue.is_empty() { row.measure.clone() } else { row.issue.clone() };
        let codes = codes(&row, &scores);
        let same = |issue: &&mut Issue| issue.title == title && issue.codes == codes;
        if let Some(issue) = issues.last_mut().filter(same) {
            issue.measures.push(measure(&row));
            continue;
        }
        let known = |code: &String| {
            scores.items.get(code).copied().or_else(|| scores.indicators.get(&code.parse().ok()?).copied())
        };
        let score = row.score.or_else(|| codes.iter().filter_map(known).min());
        let cause = text(&row.cause);
        let measures = vec![measure(&row)];
        issues.push(Issue { title, codes, score: score.map(|score| score.to_string()), cause, measures });
    }
    let issues: Vec<Value> = issues
        .into_iter()
        .map(|issue| {
            json!({
                "framework": framework,
                "codes": issue.codes,
                "title": issue.title,
                "score": issue.score,
                "cause": issue.cause,
                "measures": issue.measures,
            })
        })
        .collect();
    let offices =
        claims.endorsements.iter().map(|one| json!({ "office": one.office, "opinion": text(&one.opinion) }));
    Some(json!({
        "score_year": score_year,
        "round_year": round_year,
        "framework": framework,
        "agency": agency(claims),
        "issues": issues,
        "endorsements": offices.collect::<Vec<_>>(),
    }))
}

/// What is to improve, while its measures are gathered.
struct Issue {
    title: String,
    codes: Vec<String>,
    score: Option<String>,
    cause: Value,
    measures: Vec<Value>,
}

/// Names as in assessment files: `public/E7`, `O12`, or the indicator where no item is named.
fn codes(row: &MeasureClaim, scores: &reader::claims::Published) -> Vec<String> {
    let named = row.codes.iter().map(|code| {
        let own = code.code.clone();
        let with_part = row.part.as_ref().map(|part| format!("{part}/{own}"));
        with_part.filter(|path| own.starts_with('E') || scores.items.contains_key(path)).unwrap_or(own)
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        row.indicator.map(|number| number.to_string()).into_iter().collect()
    } else {
        named
    }
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::String(text.to_owned()) }
}

fn measure(row: &MeasureClaim) -> Value {
    let title = if row.measure.is_empty() {
        row.steps.first().cloned().unwrap_or_default()
    } else {
        row.measure.clone()
    };
    let period = row.period.period.map(|period| {
        json!({ "text": row.period.text, "from": period.first_day().to_string(), "to": period.last_day().to_string() })
    });
    let outcome = if row.outcome.is_empty() { Value::Null } else { json!({ "text": row.outcome }) };
    json!({
        "title": title,
        "steps": row.steps,
        "lead_unit": text(&row.responsible.lead),
        "supporting_units": row.responsible.supporting,
        "period": period.unwrap_or_else(|| text(&row.period.text)),
        "sign": text(&row.sign),
        "follow_ups": row.follow_up_dates.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "result": text(&row.result),
        "outcome": outcome,
        "suggestion": text(&row.suggestion),
        "evidence": text(&row.evidence),
    })
}
