//! Tables of scores: instruments, indicators, what is below them, levels, changes, issues.
//!
//! All take the marks from the thresholds of the facts. What is not known is an empty cell.

mod doubts;
mod indicators;
mod instruments;
mod items;
mod levels;
mod tree;

use domain::framework::NodeIndex;
use domain::plan::PlanIssue;
use domain::score::Score;

use super::{ColumnKind, Source, marks};
use crate::facts::Facts;
use crate::model::{Cell, Content, Figure};
use crate::texts::filters_word;

/// Every source of scores.
pub(crate) static SOURCES: &[&Source] = &[
    &instruments::INSTRUMENTS,
    &indicators::INDICATORS,
    &indicators::STRENGTHS,
    &indicators::WEAKNESSES,
    &items::SUB_INDICATORS,
    &items::PARTS,
    &items::ITEMS,
    &items::ISSUES_FOUND,
    &tree::SCORE_TREE,
    &levels::LEVELS,
    &levels::CHANGES,
    &doubts::DOUBTS,
];

fn score_cell(score: Option<Score>) -> Cell {
    Cell::figure(score.map(Figure::from))
}

fn points(texts: Vec<String>) -> Cell {
    Cell::new(if texts.is_empty() { Content::Empty } else { Content::Points(texts) })
}

fn lines(texts: Vec<String>) -> Cell {
    Cell::new(if texts.is_empty() { Content::Empty } else { Content::Text(texts) })
}

/// The word for a score by the thresholds; empty where there is no score.
fn word(facts: &Facts<'_>, score: Option<Score>) -> Cell {
    Cell::text(score.map_or("", |score| filters_word(marks::urgency(score, &facts.thresholds))))
}

/// Whether a score reaches the mark that the overall score has to reach.
fn result(facts: &Facts<'_>, score: Option<Score>) -> Cell {
    let mark = marks::pass_mark(facts.tree.framework);
    Cell::text(match (score, mark) {
        (Some(score), Some(mark)) if mark <= score => "ผ่านเกณฑ์",
        (Some(_), Some(_)) => "ไม่ผ่านเกณฑ์",
        _ => "",
    })
}

/// จุดแข็ง or จุดอ่อน by the thresholds.
fn strength(facts: &Facts<'_>, score: Option<Score>) -> Cell {
    let marks = &facts.thresholds;
    Cell::text(match score {
        Some(score) if marks.strength_from <= score => "จุดแข็ง",
        Some(score) if score < marks.weakness_below => "จุดอ่อน",
        _ => "",
    })
}

/// Issues of the plan that name one of these nodes.
fn answers<'a>(facts: &Facts<'a>, nodes: &[NodeIndex]) -> Vec<&'a PlanIssue> {
    let framework = facts.tree.framework;
    let series = framework.id().series();
    let named = |issue: &&PlanIssue| {
        let bare = |node: NodeIndex| {
            let path = framework.path(node);
            path.rsplit_once('/').map_or(path.clone(), |(_, code)| code.to_owned())
        };
        let names = |code: &String| {
            nodes.iter().any(|&node| framework.path(node) == code.trim() || bare(node) == code.trim())
        };
        issue.framework == series && issue.codes.iter().any(names)
    };
    facts.plan.issues.iter().filter(named).collect()
}

fn causes(issues: &[&PlanIssue]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for cause in issues.iter().filter_map(|issue| issue.cause.as_deref()) {
        if !cause.trim().is_empty() && !found.iter().any(|known| known == cause.trim()) {
            found.push(cause.trim().to_owned());
        }
    }
    found
}

fn measures(issues: &[&PlanIssue]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for measure in issues.iter().flat_map(|issue| &issue.measures) {
        if !measure.title.trim().is_empty() && !found.contains(&measure.title) {
            found.push(measure.title.clone());
        }
    }
    found
}

const NUMBER: ColumnKind = ColumnKind::centered("number", "ที่");
const SCORE: ColumnKind = ColumnKind::centered("score", "คะแนน");
const LOST: ColumnKind = ColumnKind::centered("lost", "คะแนนรวมที่เสียไป");
const CHANGE: ColumnKind = ColumnKind::centered("change", "เปลี่ยนแปลง");
