//! The plan against the assessment that it answers.

use std::collections::BTreeSet;

use super::Found;
use crate::analysis::Thresholds;
use crate::framework::NodeIndex;
use crate::plan::finding::FindingCode;
use crate::plan::model::{Plan, PlanIssue};
use crate::plan::weakness::weaknesses;
use crate::scoring::ScoreTree;

/// Whether the plan belongs to the assessment.
pub(super) fn same_assessment(plan: &Plan, tree: &ScoreTree<'_>, found: &mut Found) -> bool {
    let (year, series) = (tree.framework.fiscal_year(), tree.framework.id().series());
    let same = plan.score_year == year && plan.framework == series;
    if !same {
        let (plan_year, plan_series) = (plan.score_year, &plan.framework);
        found.add(
            FindingCode::OtherAssessment,
            "score_year",
            format!("แผนตอบคะแนนปี {plan_year} ({plan_series}) แต่ผลการประเมินเป็นของปี {year} ({series})"),
            format!("the plan answers {plan_year} ({plan_series}), the assessment is of {year} ({series})"),
        );
    }
    same
}

/// Codes and score of one issue.
pub(super) fn check(issue: &PlanIssue, tree: &ScoreTree<'_>, place: &str, found: &mut Found) {
    let series = tree.framework.id().series();
    let unknown: Vec<_> = issue.codes.iter().filter(|code| named(code, tree).is_none()).cloned().collect();
    if issue.framework != series || !unknown.is_empty() || issue.codes.is_empty() {
        let codes = if unknown.is_empty() { issue.codes.join(" ") } else { unknown.join(" ") };
        let (th, en) = if codes.is_empty() {
            ("ประเด็นนี้ไม่มีรหัสข้อ".to_owned(), "the issue has no code".to_owned())
        } else {
            (
                format!("รหัส “{codes}” ของ {} ไม่มีใน {series}", issue.framework),
                format!("“{codes}” of {} is not in {series}", issue.framework),
            )
        };
        found.add(FindingCode::UnknownCode, &format!("{place}.codes"), th, en);
        return;
    }
    let lowest = nodes(issue, tree).iter().filter_map(|&node| tree.at(node).score).min();
    if let (Some(printed), Some(score)) = (issue.score, lowest)
        && printed != score
    {
        found.add(
            FindingCode::ScoreDiffers,
            &format!("{place}.score"),
            format!("คะแนนในแผน {printed} ไม่ตรงกับผลการประเมิน {score}"),
            format!("the plan says {printed}, the assessment {score}"),
        );
    }
}

/// The nodes that an issue of this framework names.
fn nodes(issue: &PlanIssue, tree: &ScoreTree<'_>) -> Vec<NodeIndex> {
    issue.codes.iter().filter_map(|code| named(code, tree)).flatten().collect()
}

/// A node by its name; a question without its part means all parts.
fn named(code: &str, tree: &ScoreTree<'_>) -> Option<Vec<NodeIndex>> {
    if let Some(node) = tree.framework.node(code) {
        return Some(vec![node]);
    }
    let parts = tree.framework.parts.iter();
    let found: Vec<_> =
        parts.filter_map(|part| tree.framework.node(&format!("{}/{code}", part.code))).collect();
    (!found.is_empty()).then_some(found)
}

/// Weaknesses that no issue names. A plan for an indicator answers what lies in it.
pub(super) fn unanswered(plan: &Plan, tree: &ScoreTree<'_>, thresholds: &Thresholds, found: &mut Found) {
    let named: BTreeSet<_> = plan.issues.iter().flat_map(|issue| nodes(issue, tree)).collect();
    for weakness in weaknesses(tree, thresholds) {
        let answered = |&node: &NodeIndex| {
            let above = tree.skeleton().indicator_above(node);
            named.contains(&node) || above.is_some_and(|above| named.contains(&above))
        };
        for node in weakness.nodes.iter().filter(|node| !answered(node)) {
            let code = tree.framework.path(*node);
            let name = format!("{code} {}", tree.framework.title(*node).th);
            found.without_measure(&format!("weaknesses.{code}"), &name);
        }
    }
}
