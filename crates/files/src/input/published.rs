//! Published figures and verdicts.

use std::collections::HashMap;

use domain::Assessment;
use domain::framework::{Granularity, NodeIndex, NodeRef};

use super::assessment::{Group, figure, indicator_of, place};
use super::codes::Codes;
use super::report::{Fault, Report};
use super::tree::{At, Field, Value};
use super::{faults, figure_faults, figures};

/// Where figures go: the names of the framework, and the assessment that is being filled.
/// Without a framework only the figures themselves can be checked.
pub(crate) type Target<'t, 'c, 'f> = Option<&'t mut (&'c Codes<'f>, &'c mut Assessment<'f>)>;

const GROUPS: [&str; 8] =
    ["overall", "level", "instruments", "points", "indicators", "parts", "sub_indicators", "items"];

pub(crate) fn read(published: &Group<'_>, mut target: Target<'_, '_, '_>, report: &mut Report) {
    published.refuse_unknown(&GROUPS, &[], report);
    if let Some(field) = published.field("overall") {
        let score = figure(&field.value).and_then(figures::score);
        let score = report.take(&field.value.at, "published.overall", score);
        if let Some((_, assessment)) = &mut target {
            assessment.overall = score;
        }
    }
    if let Some((level, _)) = published.text("level", report)
        && let Some((_, assessment)) = &mut target
    {
        assessment.level = Some(level.trim().to_owned()).filter(|level| !level.is_empty());
    }
    for (name, granularity) in [
        ("instruments", Granularity::Instruments),
        ("indicators", Granularity::Indicators),
        ("parts", Granularity::Parts),
        ("sub_indicators", Granularity::SubIndicators),
        ("items", Granularity::Items),
    ] {
        if let Some(group) = published.table(name, report) {
            scores(&group, granularity, target.as_deref_mut(), report);
        }
    }
    if let Some(group) = published.table("points", report) {
        points(&group, target, report);
    }
}

fn scores(group: &Group<'_>, granularity: Granularity, mut target: Target<'_, '_, '_>, report: &mut Report) {
    let mut seen = Seen::default();
    for field in &group.fields {
        let key = group.key(&field.name);
        if granularity == Granularity::SubIndicators
            && let Value::Table(inner) = &field.value.value
            && !inner.is_empty()
        {
            for inner in inner {
                let code = format!("{}.{}", field.name, inner.name);
                report.add(&inner.at, group.key(&code), faults::unquoted_key(&code));
            }
            continue;
        }
        let score = report.take(&field.value.at, &key, figure(&field.value).and_then(figures::score));
        let Some((codes, assessment)) = &mut target else { continue };
        let node = find(codes, granularity, field).and_then(|node| seen.once(node, field));
        let Some(node) = report.take(&field.at, &key, node) else { continue };
        if let Some(score) = score {
            assessment.evidence.give(node, score);
        }
    }
}

fn points(group: &Group<'_>, mut target: Target<'_, '_, '_>, report: &mut Report) {
    let mut seen = Seen::default();
    for field in &group.fields {
        let key = group.key(&field.name);
        let written = report.take(&field.value.at, &key, figure(&field.value));
        let Some((codes, assessment)) = &mut target else {
            let _ = written.map(|written| report.take(&field.value.at, &key, figures::score(written)));
            continue;
        };
        let node = find(codes, Granularity::Instruments, field).and_then(|node| seen.once(node, field));
        let Some(node) = report.take(&field.at, &key, node) else { continue };
        let NodeRef::Instrument(instrument) = codes.framework.skeleton().nodes[node].at else { continue };
        let weight = codes.framework.instruments[instrument].weight;
        let points =
            written.and_then(|text| report.take(&field.value.at, &key, figures::points(text, weight)));
        if let Some(points) = points {
            assessment.evidence.points(instrument, points);
        }
    }
}

fn find(codes: &Codes<'_>, granularity: Granularity, field: &Field) -> Result<NodeIndex, Fault> {
    let indicator = indicator_of(field)?;
    let node = match granularity {
        Granularity::Items => codes.item(&field.name, indicator)?,
        _ => codes.coarse(granularity, &field.name)?,
    };
    match indicator {
        Some(indicator) => codes.under(node, &field.name, indicator).map(|()| node),
        None => Ok(node),
    }
}

/// Reads the verdicts on disclosure items.
pub(crate) fn verdicts(group: &Group<'_>, mut target: Target<'_, '_, '_>, report: &mut Report) {
    let mut seen = Seen::default();
    for field in &group.fields {
        let key = group.key(&field.name);
        let verdict = match &field.value.value {
            Value::Text(text) => figures::verdict(text),
            Value::Bool(passed) => figures::verdict(if *passed { "pass" } else { "fail" }),
            Value::Number(text) => Err(figure_faults::unknown_verdict(text)),
            _ => Err(faults::wrong_type(("pass หรือ fail", "pass or fail"))),
        };
        let verdict = report.take(&field.value.at, &key, verdict);
        let Some((codes, assessment)) = &mut target else { continue };
        let node = find(codes, Granularity::Items, field).and_then(|node| seen.once(node, field));
        let Some(node) = report.take(&field.at, &key, node) else { continue };
        if !codes.is_disclosure(node) {
            report.add(&field.at, &key, faults::verdict_for_question(&field.name));
        } else if let Some(verdict) = verdict {
            assessment.evidence.verdict(codes.framework.skeleton(), node, verdict);
        }
    }
}

/// Nodes that were named already: `O5` and `O๕` are the same.
#[derive(Default)]
pub(crate) struct Seen<'t> {
    nodes: HashMap<NodeIndex, &'t At>,
}

impl<'t> Seen<'t> {
    pub fn once(&mut self, node: NodeIndex, field: &'t Field) -> Result<NodeIndex, Fault> {
        match self.nodes.insert(node, &field.at) {
            None => Ok(node),
            Some(first) => Err(faults::duplicate_key(&field.name, place(first))),
        }
    }
}
