//! How a number came about.

use domain::Assessment;
use domain::explanation::explain;
use domain::framework::NodeIndex;
use domain::scoring::ScoreTree;
use serde::Serialize;

use super::score::{basis, kind, weight};
use super::word;

/// A node with its calculation.
#[derive(Debug, Serialize)]
pub struct ExplanationRow {
    /// `public/E5`.
    pub path: String,
    /// `item`, `indicator`, …
    pub kind: &'static str,
    /// Official name.
    pub title_th: String,
    /// English name.
    pub title_en: String,
    /// The rule in a sentence, in Thai.
    pub rule_th: String,
    /// The rule in a sentence, in English.
    pub rule_en: String,
    /// Where the figure comes from.
    pub basis: &'static str,
    /// The calculation written out; empty where nothing was calculated.
    pub calculation: String,
    /// The exact value.
    pub exact: Option<String>,
    /// Rounded half up.
    pub score: Option<String>,
    /// What the rule gives where the figure given was used instead.
    pub by_rule: Option<String>,
    /// Percent within the parent, where siblings weigh differently.
    pub weight: Option<String>,
    /// Whether there is no doubt at or below.
    pub certain: bool,
    /// Reasons for doubt that arise here, in Thai.
    pub doubts_th: Vec<String>,
    /// Reasons for doubt that arise here, in English.
    pub doubts_en: Vec<String>,
    /// How the rule is known.
    pub confidence: String,
    /// From what.
    pub source: String,
    /// What the ids in `source` stand for.
    pub citations: std::collections::BTreeMap<String, String>,
    /// What went in.
    pub inputs: Vec<InputRow>,
    /// The nodes below, as deep as asked for.
    pub children: Vec<ExplanationRow>,
}

/// One input of a calculation.
#[derive(Debug, Serialize)]
pub struct InputRow {
    /// Name of a node, or label of a choice.
    pub name: String,
    /// The value that went in.
    pub value: Option<String>,
    /// Percent, or number of answers; `null` in a plain mean.
    pub weight: Option<String>,
}

/// A node and `depth` levels below it.
pub fn explanation_row(
    tree: &ScoreTree<'_>,
    assessment: &Assessment<'_>,
    node: NodeIndex,
    depth: usize,
) -> Option<ExplanationRow> {
    let told = explain(tree, &assessment.evidence, node)?;
    let result = tree.at(node);
    let inputs = told.inputs.into_iter();
    let children = if depth == 0 { &[][..] } else { tree.skeleton().children_of(node) };
    Some(ExplanationRow {
        path: told.path,
        kind: kind(tree.skeleton(), node),
        title_th: told.title.th,
        title_en: told.title.en,
        rule_th: told.rule.th,
        rule_en: told.rule.en,
        basis: basis(result.basis),
        calculation: told.calculation,
        exact: told.exact.map(|exact| exact.to_string()),
        score: told.score.map(|score| score.to_string()),
        by_rule: told.by_rule.map(|score| score.to_string()),
        weight: weight(tree.skeleton(), node),
        certain: result.score.is_some() && result.doubts.is_empty(),
        doubts_th: told.doubts.iter().map(|doubt| doubt.th.clone()).collect(),
        doubts_en: told.doubts.iter().map(|doubt| doubt.en.clone()).collect(),
        confidence: word(&told.confidence),
        source: told.source,
        citations: told.citations.into_iter().collect(),
        inputs: inputs
            .map(|input| InputRow {
                name: input.name,
                value: input.value,
                weight: Some(input.weight).filter(|weight| !weight.is_empty()),
            })
            .collect(),
        children: children
            .iter()
            .filter_map(|&child| explanation_row(tree, assessment, child, depth - 1))
            .collect(),
    })
}
