//! The score with its tree.

use std::collections::BTreeMap;

use domain::explanation::explain;
use domain::framework::{Granularity, NodeIndex, Skeleton};
use domain::scoring::{Basis, Doubts, LevelOutcome, ScoreTree};
use domain::{Assessment, Text};
use serde::Serialize;
use serde_json::{Map, Value};

use super::agency::{AgencyRow, scope};
use super::{NoteRow, word};

/// The answer of `score --json`.
#[derive(Debug, Serialize)]
pub struct ScoreRow {
    /// `nacc/2568@1`.
    pub framework: String,
    /// SHA-256 of the framework's file.
    pub framework_digest: String,
    /// Whether the rules are provisional.
    pub provisional: bool,
    /// Who was assessed.
    pub agency: AgencyRow,
    /// `agency` or `aggregate`.
    pub scope: &'static str,
    /// The overall score.
    pub overall: Option<String>,
    /// The level.
    pub level: Option<String>,
    /// The levels that remain possible when it is undecided.
    pub level_candidates: Vec<String>,
    /// Score of each instrument.
    pub instruments: Map<String, Value>,
    /// Points of each instrument out of its weight.
    pub points: Map<String, Value>,
    /// Score of each indicator.
    pub indicators: Map<String, Value>,
    /// Whether the overall rests only on certain figures and rules.
    pub certain: bool,
    /// What was published.
    pub published: PublishedRow,
    /// What could not be computed.
    pub missing: Vec<MissingRow>,
    /// What is worth knowing.
    pub notes: Vec<NoteRow>,
    /// Everything that led to the score.
    pub tree: NodeRow,
}

/// Published totals.
#[derive(Debug, Serialize)]
pub struct PublishedRow {
    /// Overall score.
    pub overall: Option<String>,
    /// Level as printed.
    pub level: Option<String>,
}

/// A node without a score.
#[derive(Debug, Clone, Serialize)]
pub struct MissingRow {
    /// Name of the node.
    pub path: String,
    /// Why, in Thai.
    pub reason_th: String,
    /// Why, in English.
    pub reason_en: String,
}

/// A node of the score.
#[derive(Debug, Serialize)]
pub struct NodeRow {
    /// `public/E5`.
    pub path: String,
    /// `item`, `indicator`, …
    pub kind: &'static str,
    /// Official name.
    pub title_th: String,
    /// English name.
    pub title_en: String,
    /// What the score is made of: `mean_of_items`.
    pub rule: String,
    /// Where the figure comes from: `computed`.
    pub basis: &'static str,
    /// Rounded half up.
    pub score: Option<String>,
    /// Up to four decimals, cut off with an ellipsis where there are more.
    pub exact: Option<String>,
    /// The exact value as a fraction.
    pub exact_fraction: Option<String>,
    /// What the rule gives where the figure given was used instead.
    pub by_rule: Option<String>,
    /// Percent within the parent, where siblings weigh differently.
    pub weight: Option<String>,
    /// Whether there is no doubt at or below.
    pub certain: bool,
    /// Reasons for doubt at or below.
    pub doubts: Vec<&'static str>,
    /// How the rule is known.
    pub confidence: String,
    /// From what.
    pub source: String,
    /// What it was made of.
    pub children: Vec<NodeRow>,
}

/// The score of an assessment as it leaves the program.
pub fn score_row(
    tree: &ScoreTree<'_>,
    assessment: &Assessment<'_>,
    missing: Vec<MissingRow>,
    notes: Vec<NoteRow>,
) -> ScoreRow {
    let framework = tree.framework;
    let text = |score: Option<String>| score.map_or(Value::Null, Value::String);
    let instruments = 0..framework.instruments.len();
    let indicators = 0..framework.indicators.len();
    let code = |at: usize| framework.instruments[at].code.clone();
    ScoreRow {
        framework: framework.id().to_string(),
        framework_digest: framework.digest().to_owned(),
        provisional: framework.is_provisional(),
        agency: AgencyRow::from(&assessment.agency),
        scope: scope(assessment.scope),
        overall: tree.overall().map(|score| score.to_string()),
        level: tree.level_reached().map(|level| level.name.clone()),
        level_candidates: candidates(tree),
        instruments: instruments
            .clone()
            .map(|at| (code(at), text(tree.instrument(at).map(|score| score.to_string()))))
            .collect(),
        points: instruments
            .map(|at| (code(at), text(tree.points(at).map(|points| points.to_string()))))
            .collect(),
        indicators: indicators
            .map(|at| {
                let number = framework.indicators[at].number.to_string();
                (number, text(tree.indicator(at).map(|score| score.to_string())))
            })
            .collect(),
        certain: tree.certain(),
        published: PublishedRow {
            overall: assessment.overall.map(|score| score.to_string()),
            level: assessment.level.clone(),
        },
        missing,
        notes,
        tree: node_row(tree, assessment, tree.skeleton().overall()),
    }
}

/// Names of the levels that remain possible.
pub fn candidates(tree: &ScoreTree<'_>) -> Vec<String> {
    match tree.level() {
        LevelOutcome::Undecided { possible } => possible.iter().map(|level| level.name.clone()).collect(),
        _ => Vec::new(),
    }
}

/// A node and everything below it.
pub fn node_row(tree: &ScoreTree<'_>, assessment: &Assessment<'_>, node: NodeIndex) -> NodeRow {
    let skeleton = tree.skeleton();
    let here = &skeleton.nodes[node];
    let result = tree.at(node);
    let Text { th, en } = tree.framework.title(node);
    let explanation = explain(tree, &assessment.evidence, node);
    NodeRow {
        path: tree.framework.path(node),
        kind: kind(skeleton, node),
        title_th: th,
        title_en: en,
        rule: word(&here.kind),
        basis: basis(result.basis),
        score: result.score.map(|score| score.to_string()),
        exact: result.exact.map(|exact| exact.to_string()),
        exact_fraction: result.exact.map(|exact| {
            let exact = exact.reduced();
            format!("{}/{}", exact.numerator(), exact.denominator())
        }),
        by_rule: result.by_rule.map(|score| score.to_string()),
        weight: weight(skeleton, node),
        certain: result.score.is_some() && result.doubts.is_empty(),
        doubts: doubts(result.doubts),
        confidence: word(&here.confidence),
        source: explanation.map(|explanation| explanation.source).unwrap_or_default(),
        children: skeleton.children_of(node).iter().map(|&child| node_row(tree, assessment, child)).collect(),
    }
}

/// Percent within the parent, where siblings weigh differently.
pub fn weight(skeleton: &Skeleton, node: NodeIndex) -> Option<String> {
    let here = &skeleton.nodes[node];
    let parent = &skeleton.nodes[here.parent?];
    let percent = format!("{}.{:02}", here.weight / 100, here.weight % 100);
    (!parent.equal_weights).then_some(percent)
}

/// Name of a kind of node.
pub fn kind(skeleton: &Skeleton, node: NodeIndex) -> &'static str {
    match skeleton.granularity(node) {
        Granularity::Rows => "row",
        Granularity::Items => "item",
        Granularity::Parts => "part",
        Granularity::SubIndicators => "sub_indicator",
        Granularity::Indicators => "indicator",
        Granularity::Instruments => "instrument",
        Granularity::Overall => "overall",
    }
}

/// Name of a basis.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Missing => "missing",
        Basis::Computed => "computed",
        Basis::Tally => "tally",
        Basis::Verdict => "verdict",
        Basis::Given => "given",
        Basis::GivenPoints => "given_points",
        Basis::UnlistedFull => "unlisted_full",
    }
}

/// Names of the doubts in a set.
pub fn doubts(set: Doubts) -> Vec<&'static str> {
    let names: BTreeMap<&str, Doubts> = BTreeMap::from([
        ("assumed_weights", Doubts::ASSUMED_WEIGHTS),
        ("unlisted_as_full", Doubts::UNLISTED_AS_FULL),
        ("weak_rule", Doubts::WEAK_RULE),
    ]);
    names.into_iter().filter(|(_, doubt)| set.has(*doubt)).map(|(name, _)| name).collect()
}
