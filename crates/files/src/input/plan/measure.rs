//! Issues and measures.

use domain::framework::nearest;
use domain::measures::Theme;
use domain::plan::{
    Evidence, Outcome, OutcomeFigure, PlanIssue, PlanMeasure, PlanPeriod, PlanStep, ProgressNote,
};
use thai::{FiscalYear, Period};

use super::faults;
use super::fields::{self, Reader};
use super::top::series;
use crate::input::assessment::Group;
use crate::input::tree::{Node, Value};
use crate::input::{faults as common, figures};

const ISSUE: [&str; 6] = ["framework", "codes", "title", "score", "cause", "measures"];
const MEASURE: [&str; 15] = [
    "library_id",
    "theme",
    "title",
    "steps",
    "lead_unit",
    "supporting_units",
    "period",
    "checked_by",
    "sign",
    "follow_ups",
    "progress",
    "result",
    "outcome",
    "suggestion",
    "evidence",
];

/// One issue; its framework is that of the plan where it names none.
pub(super) fn issue(
    node: &Node,
    key: &str,
    framework: &str,
    round: FiscalYear,
    reader: &mut Reader<'_>,
) -> Option<PlanIssue> {
    let group = reader.group(node, key, &ISSUE)?;
    let own = group.text("framework", reader.report).filter(|(text, _)| !text.trim().is_empty());
    let own = own.and_then(|(text, at)| {
        let name = series(text).ok_or_else(|| common::bad_framework_name(text));
        reader.report.take(at, &group.key("framework"), name)
    });
    let codes = reader.list(&group, "codes");
    let codes = codes.into_iter().filter_map(|(key, node)| {
        let code = match &node.value {
            // The number of an indicator, written without quotes.
            Value::Number(text) => Some(text.clone()),
            _ => reader.text_of(node, &key),
        }?;
        reader.report.take(&node.at, &key, figures::code(&code))
    });
    let codes = codes.collect();
    let measures = reader.tables(&group, "measures");
    Some(PlanIssue {
        framework: own
            .map_or_else(|| framework.to_owned(), |name| format!("{}/{}", name.owner, name.fiscal_year)),
        codes,
        title: reader.text(&group, "title").unwrap_or_default(),
        score: reader.figure(&group, "score", figures::score),
        cause: reader.text(&group, "cause"),
        measures: measures.into_iter().filter_map(|(key, node)| measure(node, &key, round, reader)).collect(),
    })
}

fn measure(node: &Node, key: &str, round: FiscalYear, reader: &mut Reader<'_>) -> Option<PlanMeasure> {
    let group = reader.group(node, key, &MEASURE)?;
    let steps = reader.list(&group, "steps");
    let progress = reader.tables(&group, "progress");
    let evidence_nodes = reader.list(&group, "evidence");
    let dates = reader.list(&group, "follow_ups");
    Some(PlanMeasure {
        library_id: reader.text(&group, "library_id"),
        theme: theme(&group, reader),
        title: reader.text(&group, "title").unwrap_or_default(),
        steps: steps.into_iter().filter_map(|(key, node)| step(node, &key, reader)).collect(),
        lead_unit: reader.text(&group, "lead_unit").unwrap_or_default(),
        supporting_units: reader.texts(&group, "supporting_units"),
        period: period(&group, round, reader).unwrap_or_default(),
        checked_by: reader.text(&group, "checked_by"),
        sign: reader.text(&group, "sign"),
        follow_ups: dates.into_iter().filter_map(|(key, node)| reader.date_of(node, &key)).collect(),
        progress: progress.into_iter().filter_map(|(key, node)| note(node, &key, reader)).collect(),
        result: reader.text(&group, "result"),
        outcome: outcome(&group, reader),
        suggestion: reader.text(&group, "suggestion"),
        evidence: evidence_nodes.into_iter().filter_map(|(key, node)| evidence(node, &key, reader)).collect(),
    })
}

/// A theme by its word or by its Thai name.
fn theme(group: &Group<'_>, reader: &mut Reader<'_>) -> Option<Theme> {
    let written = reader.text(group, "theme")?;
    let found = Theme::ALL.into_iter().find(|theme| theme.as_str() == written || theme.name().th == written);
    if found.is_none() {
        let known = Theme::ALL.map(Theme::as_str);
        let near = if written.len() <= 60 { nearest(&written, known) } else { None };
        if let Some(field) = group.field("theme") {
            reader.report.add(
                &field.value.at,
                group.key("theme"),
                common::not_one_of(&written, near, &known),
            );
        }
    }
    found
}

/// A step as a text, or with what is to prove it.
fn step(node: &Node, key: &str, reader: &mut Reader<'_>) -> Option<PlanStep> {
    if !matches!(node.value, Value::Table(_)) {
        return reader.text_of(node, key).map(|text| PlanStep { text, evidence_expected: None });
    }
    let group = reader.group(node, key, &["text", "evidence_expected"])?;
    Some(PlanStep {
        text: reader.text(&group, "text").unwrap_or_default(),
        evidence_expected: reader.text(&group, "evidence_expected"),
    })
}

/// A period in words, or with its days beside the words.
fn period(group: &Group<'_>, round: FiscalYear, reader: &mut Reader<'_>) -> Option<PlanPeriod> {
    let field = group.field("period")?;
    if !matches!(field.value.value, Value::Table(_)) {
        return reader.text(group, "period").map(|text| PlanPeriod::read(&text, round));
    }
    let inner = reader.inner(group, "period", &["text", "from", "to"])?;
    let text = reader.text(&inner, "text").unwrap_or_default();
    let (from, to) = (reader.date(&inner, "from"), reader.date(&inner, "to"));
    let given = |name: &str| {
        inner
            .field(name)
            .is_some_and(|field| !matches!(&field.value.value, Value::Text(t) if t.trim().is_empty()))
    };
    if given("from") != given("to") {
        reader.report.add(&field.value.at, group.key("period"), faults::half_period());
        return None;
    }
    let (Some(from), Some(to)) = (from, to) else {
        return Some(PlanPeriod::read(&text, round));
    };
    let days = Period::new(from, to).map_err(|_| faults::reversed());
    let days = reader.report.take(&field.value.at, &group.key("period"), days)?;
    Some(if text.is_empty() { days.into() } else { PlanPeriod { text, days: Some(days) } })
}

fn note(node: &Node, key: &str, reader: &mut Reader<'_>) -> Option<ProgressNote> {
    let group = reader.group(node, key, &["date", "text", "percent"])?;
    let blank = |text: &str| text.trim().is_empty();
    let field = group.field("date");
    if field.is_none_or(|field| matches!(&field.value.value, Value::Text(text) if blank(text))) {
        reader.report.add(&node.at, group.key("date"), faults::missing("date", "\"2025-12-31\""));
    }
    let text = reader.text(&group, "text").unwrap_or_default();
    let percent = reader.figure(&group, "percent", fields::percent);
    Some(ProgressNote { date: reader.date(&group, "date")?, text, percent })
}

/// An effect in words alone, or with its figure; one of which nothing is filled in is none.
fn outcome(group: &Group<'_>, reader: &mut Reader<'_>) -> Option<Outcome> {
    let field = group.field("outcome")?;
    if !matches!(field.value.value, Value::Table(_)) {
        return reader.text(group, "outcome").map(|text| Outcome { text, figure: None });
    }
    let inner = reader.inner(group, "outcome", &["text", "figure"])?;
    let text = reader.text(&inner, "text").unwrap_or_default();
    let figure = reader.inner(&inner, "figure", &["value", "unit"]).and_then(|figure| {
        let unit = reader.text(&figure, "unit").unwrap_or_default();
        let value = reader.figure(&figure, "value", fields::decimal);
        value.map(|value| OutcomeFigure { value, unit })
    });
    Some(Outcome { text, figure }).filter(|outcome| !outcome.text.is_empty() || outcome.figure.is_some())
}

/// Evidence by its name alone, or with digest and link.
fn evidence(node: &Node, key: &str, reader: &mut Reader<'_>) -> Option<Evidence> {
    if !matches!(node.value, Value::Table(_)) {
        let name = reader.text_of(node, key)?;
        let link =
            Some(name.clone()).filter(|name| name.starts_with("https://") || name.starts_with("http://"));
        return Some(Evidence { name, sha256: None, link });
    }
    let group = reader.group(node, key, &["name", "sha256", "link"])?;
    let link = reader.text(&group, "link");
    let name = reader.text(&group, "name").or_else(|| link.clone()).unwrap_or_default();
    let sha256 = reader.text(&group, "sha256").and_then(|text| {
        let at = group.field("sha256").map(|field| field.value.at.clone()).unwrap_or_default();
        reader.report.take(&at, &group.key("sha256"), fields::digest(&text))
    });
    Some(Evidence { name, sha256, link })
}
