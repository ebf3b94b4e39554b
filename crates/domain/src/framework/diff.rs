//! What changed between two years, what continues, and which trend lines are honest.

use super::file::{Comparable, RuleKind, SameAs};
use super::model::Framework;
use super::skeleton::{Granularity, NodeIndex, NodeRef};
use crate::text::Text;

/// The difference between two frameworks.
#[derive(Debug, Clone)]
pub struct Diff {
    /// Rules and figures that differ.
    pub changes: Vec<Change>,
    /// Indicators, sub-indicators and items of both years, matched where they continue.
    pub trends: Vec<Trend>,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of change.
    pub kind: ChangeKind,
    /// Name of the thing in the framework where it is: `O34`, `9.2`, `levels`.
    pub path: String,
    /// What it was.
    pub before: Text,
    /// What it is.
    pub after: Text,
}

/// Kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The names or conditions of the levels.
    Levels,
    /// The weight of an instrument.
    Weight,
    /// How a score is made.
    Rule,
    /// How many items there are.
    Count,
    /// Only in the second year.
    Added,
    /// Only in the first year.
    Removed,
    /// Another official name.
    Renamed,
    /// Another code.
    Renumbered,
    /// Another answer scale.
    Scale,
}

/// Whether the score of something may be followed from one year to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// Its node in the first year; `None` when it is new.
    pub before: Option<NodeIndex>,
    /// Its node in the second year; `None` when it is gone.
    pub after: Option<NodeIndex>,
    /// How far the scores may be compared; `None` when it does not continue.
    pub comparable: Option<Comparable>,
    /// Why not, or why only in part.
    pub note: Text,
}

/// Compares two frameworks, the earlier first.
pub fn diff(before: &Framework, after: &Framework) -> Diff {
    let mut changes = Vec::new();
    level_changes(before, after, &mut changes);
    rule_changes(before, after, &mut changes);
    let trends = trends(before, after);
    for trend in &trends {
        item_changes(before, after, trend, &mut changes);
    }
    changes.sort_by_key(|change| change.kind);
    Diff { changes, trends }
}

fn level_changes(before: &Framework, after: &Framework, changes: &mut Vec<Change>) {
    let line = |framework: &Framework| {
        let written = framework.levels.iter().map(|l| match l.gate {
            Some(gate) => format!("{} {}-{} (≥ {gate})", l.name, l.overall_min, l.overall_max),
            None => format!("{} {}-{}", l.name, l.overall_min, l.overall_max),
        });
        written.collect::<Vec<_>>().join(", ")
    };
    let (old, new) = (line(before), line(after));
    if old != new {
        changes.push(Change {
            kind: ChangeKind::Levels,
            path: "levels".to_owned(),
            before: Text::new(&old, &old),
            after: Text::new(&new, &new),
        });
    }
}

fn rule_changes(before: &Framework, after: &Framework, changes: &mut Vec<Change>) {
    let mut push = |kind, path: String, old: String, new: String| {
        if old != new {
            changes.push(Change { kind, path, before: Text::new(&old, &old), after: Text::new(&new, &new) });
        }
    };
    for instrument in &after.instruments {
        let Some(old) = before.instruments.iter().find(|i| i.code == instrument.code) else { continue };
        let percent = |weight: u32| format!("{}.{:02}", weight / 100, weight % 100);
        let path = instrument.code.clone();
        push(ChangeKind::Weight, path.clone(), percent(old.weight), percent(instrument.weight));
        let count = |f: &Framework| {
            let entry = f.file().instruments.iter().find(|i| i.code == instrument.code);
            entry.and_then(|i| i.item_count.value()).map_or("unknown".to_owned(), ToString::to_string)
        };
        push(ChangeKind::Count, path, count(before), count(after));
    }
    for indicator in &after.indicators {
        let Some(old) = before.indicators.iter().find(|i| i.number == indicator.number) else { continue };
        let (was, is) = (rule_in_words(before, old), rule_in_words(after, indicator));
        if was != is {
            changes.push(Change {
                kind: ChangeKind::Rule,
                path: indicator.number.to_string(),
                before: was,
                after: is,
            });
        }
    }
}

/// How an indicator is made: its rule, and the sizes of its sub-indicators.
fn rule_in_words(framework: &Framework, indicator: &super::model::Indicator) -> Text {
    let rule = match indicator.rule.kind {
        RuleKind::MeanOfSubIndicators => Text::new("ค่าเฉลี่ยของตัวชี้วัดย่อย", "mean of sub-indicators"),
        RuleKind::MeanOfParts => Text::new("ค่าเฉลี่ยของแต่ละส่วน", "mean of parts"),
        RuleKind::MeanOfItems => Text::new("ค่าเฉลี่ยของทุกข้อ", "mean of items"),
        _ => Text::new("ไม่ทราบ", "unknown"),
    };
    let sizes =
        indicator.sub_indicators.iter().map(|&sub| framework.sub_indicators[sub].items.len().to_string());
    let sizes: Vec<_> = sizes.collect();
    if sizes.is_empty() {
        return rule;
    }
    let sizes = sizes.join("-");
    let unresolved = indicator.rule.assumed_weights.is_some();
    Text::new(
        format!("{} ({sizes} ข้อ{})", rule.th, if unresolved { " ไม่ทราบน้ำหนัก" } else { "" }),
        format!("{} ({sizes} items{})", rule.en, if unresolved { ", weights not known" } else { "" }),
    )
}

/// Matches the indicators, sub-indicators and items of two years through `same_as` alone.
pub(crate) fn trends(before: &Framework, after: &Framework) -> Vec<Trend> {
    let mut trends = Vec::new();
    for granularity in [Granularity::Indicators, Granularity::SubIndicators, Granularity::Items] {
        let mut continued = Vec::new();
        for node in after.skeleton().of(granularity) {
            let links = same_as(after, node);
            let link = links.iter().find(|link| link.framework == before.id().series());
            let found = link.and_then(|link| Some((link, sibling(before, after, node, &link.code)?)));
            match found {
                Some((link, old)) => {
                    continued.push(old);
                    let note = Text::new(
                        link.note_th.clone().unwrap_or_default(),
                        link.note_en.clone().unwrap_or_default(),
                    );
                    trends.push(Trend {
                        before: Some(old),
                        after: Some(node),
                        comparable: Some(link.comparable),
                        note,
                    });
                }
                None => trends.push(Trend {
                    before: None,
                    after: Some(node),
                    comparable: None,
                    note: Text::new("ไม่มีในปีก่อนหน้า", "not in the earlier year"),
                }),
            }
        }
        for node in before.skeleton().of(granularity).filter(|node| !continued.contains(node)) {
            trends.push(Trend {
                before: Some(node),
                after: None,
                comparable: None,
                note: Text::new("ไม่มีในปีถัดมา", "not in the later year"),
            });
        }
    }
    trends
}

/// The links of a node to other years.
fn same_as(framework: &Framework, node: NodeIndex) -> &[SameAs] {
    let file = framework.file();
    match framework.skeleton().nodes[node].at {
        NodeRef::Indicator(indicator) => {
            let number = framework.indicators[indicator].number;
            file.indicators.iter().find(|i| i.number == number).map_or(&[], |i| &i.same_as)
        }
        NodeRef::SubIndicator(sub) => {
            let code = &framework.sub_indicators[sub].code;
            file.sub_indicators.iter().find(|s| &s.code == code).map_or(&[], |s| &s.same_as)
        }
        NodeRef::Item(item, _) => {
            let code = &framework.items[item].code;
            let question = file.questions.iter().find(|q| &q.code == code).map(|q| q.same_as.as_slice());
            let disclosure =
                || file.disclosure_items.iter().find(|d| &d.code == code).map(|d| d.same_as.as_slice());
            question.or_else(disclosure).unwrap_or(&[])
        }
        _ => &[],
    }
}

/// The node of the other year that a link means: same kind, same part.
fn sibling(before: &Framework, after: &Framework, node: NodeIndex, code: &str) -> Option<NodeIndex> {
    let at = match after.skeleton().nodes[node].at {
        NodeRef::Indicator(_) => NodeRef::Indicator(before.indicator(code.parse().ok()?)?),
        NodeRef::SubIndicator(_) => NodeRef::SubIndicator(before.sub_indicator(code)?),
        NodeRef::Item(_, part) => {
            let part = match part {
                Some(part) => Some(before.part(&after.parts[part].code)?),
                None => None,
            };
            NodeRef::Item(before.item(code)?, part)
        }
        _ => return None,
    };
    before.skeleton().find(at)
}

fn item_changes(before: &Framework, after: &Framework, trend: &Trend, changes: &mut Vec<Change>) {
    let mut push = |kind, path: String, before: Text, after: Text| {
        if before != after && !changes.iter().any(|c: &Change| c.kind == kind && c.path == path) {
            changes.push(Change { kind, path, before, after });
        }
    };
    match (trend.before, trend.after) {
        (None, Some(node)) => push(ChangeKind::Added, after.path(node), Text::default(), after.title(node)),
        (Some(node), None) => {
            push(ChangeKind::Removed, before.path(node), before.title(node), Text::default())
        }
        (Some(old), Some(new)) => {
            let path = after.path(new);
            push(ChangeKind::Renamed, path.clone(), before.title(old), after.title(new));
            let (was, is) = (before.path(old), path.clone());
            push(ChangeKind::Renumbered, path.clone(), Text::new(&was, &was), Text::new(&is, &is));
            let scales = |f: &Framework, node: NodeIndex| match f.skeleton().nodes[node].at {
                NodeRef::Item(item, _) => f.items[item]
                    .rows
                    .iter()
                    .map(|&row| f.rows[row].labels_th.join("/"))
                    .collect::<Vec<_>>()
                    .join("; "),
                _ => String::new(),
            };
            let (was, is) = (scales(before, old), scales(after, new));
            push(ChangeKind::Scale, path, Text::new(&was, &was), Text::new(&is, &is));
        }
        (None, None) => {}
    }
}
