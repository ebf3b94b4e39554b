//! Strengths, weaknesses and issues by stated thresholds.

use crate::framework::{Granularity, NodeIndex};
use crate::ratio::Ratio;
use crate::score::Score;
use crate::scoring::{Basis, ScoreTree, exactly};

/// Where the words "strength", "weakness", "urgent" begin. Real reports draw these lines
/// differently, so they are settings and are always shown beside the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// An indicator at or above this is a strength.
    pub strength_from: Score,
    /// An indicator below this is a weakness.
    pub weakness_below: Score,
    /// A question, item, sub-indicator or indicator below this is an issue.
    pub issue_below: Score,
    /// An issue below this is important.
    pub important_below: Score,
    /// An issue at or below this is urgent.
    pub urgent_to: Score,
}

impl Default for Thresholds {
    /// Strength from 85 (the pass mark), weakness below 85, every lost mark an issue,
    /// important below 85, urgent from 50 down.
    fn default() -> Thresholds {
        let pass = Score::clamped(8500);
        Thresholds {
            strength_from: pass,
            weakness_below: pass,
            issue_below: Score::FULL,
            important_below: pass,
            urgent_to: Score::clamped(5000),
        }
    }
}

/// How pressing an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// To be mended at once.
    Urgent,
    /// Below the mark.
    Important,
    /// Some marks lost.
    Minor,
}

/// Something to improve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The question, item, sub-indicator or indicator.
    pub node: NodeIndex,
    /// Its score.
    pub score: Score,
    /// How pressing it is.
    pub urgency: Urgency,
    /// Points of the overall score that are lost here, before rounding; `None` where its place
    /// in the overall is not known.
    pub lost: Option<Ratio>,
}

/// Indicators at or above the mark, the best first.
pub fn strengths(tree: &ScoreTree<'_>, thresholds: &Thresholds) -> Vec<(NodeIndex, Score)> {
    let mut found = indicator_scores(tree);
    found.retain(|(_, score)| thresholds.strength_from <= *score);
    found.sort_by_key(|&(node, score)| (std::cmp::Reverse(score), node));
    found
}

/// Indicators below the mark, the worst first.
pub fn weaknesses(tree: &ScoreTree<'_>, thresholds: &Thresholds) -> Vec<(NodeIndex, Score)> {
    let mut found = indicator_scores(tree);
    found.retain(|(_, score)| *score < thresholds.weakness_below);
    found.sort_by_key(|&(node, score)| (score, node));
    found
}

fn indicator_scores(tree: &ScoreTree<'_>) -> Vec<(NodeIndex, Score)> {
    let indicators = tree.skeleton().of(Granularity::Indicators);
    indicators.filter_map(|node| Some((node, tree.at(node).score?))).collect()
}

/// Everything below the mark at question, item, part, sub-indicator and indicator level: the most
/// urgent first, then what costs the overall score most.
pub fn issues(tree: &ScoreTree<'_>, thresholds: &Thresholds) -> Vec<Issue> {
    let skeleton = tree.skeleton();
    let first = skeleton.of(Granularity::Items).start;
    let last = skeleton.of(Granularity::Indicators).end;
    let mut found: Vec<Issue> = (first..last)
        .filter(|&node| tree.at(node).basis != Basis::UnlistedFull)
        .filter_map(|node| {
            let score = tree.at(node).score.filter(|score| *score < thresholds.issue_below)?;
            let urgency = match score {
                s if s <= thresholds.urgent_to => Urgency::Urgent,
                s if s < thresholds.important_below => Urgency::Important,
                _ => Urgency::Minor,
            };
            Some(Issue { node, score, urgency, lost: lost(tree, node, score) })
        })
        .collect();
    found.sort_by(|a, b| {
        a.urgency.cmp(&b.urgency).then_with(|| b.lost.cmp(&a.lost)).then(a.node.cmp(&b.node))
    });
    found
}

/// Points of the overall score that a node loses, before rounding; `None` without a score, and where its place in
/// the overall is not known.
pub fn lost_points(tree: &ScoreTree<'_>, node: NodeIndex) -> Option<Ratio> {
    lost(tree, node, tree.at(node).score?)
}

/// The part of the overall score that a node loses: its distance to full times its share.
fn lost(tree: &ScoreTree<'_>, node: NodeIndex, score: Score) -> Option<Ratio> {
    let missing = exactly(Score::clamped(10_000 - i64::from(score.hundredths())));
    share(tree, node).and_then(|(num, den)| missing.checked_scale(num, den))
}

/// The share of a node in the overall score, as a fraction.
pub(crate) fn share(tree: &ScoreTree<'_>, node: NodeIndex) -> Option<(i64, i64)> {
    let skeleton = tree.skeleton();
    let (mut num, mut den, mut at) = (1_i64, 1_i64, node);
    while at != skeleton.overall() {
        let parent = skeleton.nodes[at].parent?;
        let siblings = skeleton.children_of(parent);
        let (weight, total) = if skeleton.nodes[parent].equal_weights {
            (1, i64::try_from(siblings.len()).ok()?)
        } else {
            let weight = |child: NodeIndex| i64::from(skeleton.nodes[child].weight);
            (weight(at), siblings.iter().map(|&s| weight(s)).sum())
        };
        (num, den) = (num.checked_mul(weight)?, den.checked_mul(total)?);
        at = parent;
    }
    Some((num, den))
}
