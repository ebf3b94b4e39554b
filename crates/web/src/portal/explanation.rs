//! How a figure came about: rule, what went in, rounding, source.

use domain::assessment::Assessment;
use domain::explanation::explain;
use domain::framework::NodeIndex;
use domain::text::Language;
use serde::Serialize;

use crate::kit::page::Page;
use crate::portal::{Who, samples};

/// The page of one figure.
#[derive(Debug, Clone, Serialize)]
pub struct ExplanationPage {
    /// Whose result.
    pub who: Who,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// Path of the node.
    pub path: String,
    /// Its official name.
    pub title: String,
    /// The score with two decimals.
    pub score: Option<String>,
    /// The exact value before rounding.
    pub exact: Option<String>,
    /// What the rule gives, where the figure given was used instead.
    pub by_rule: Option<String>,
    /// The rule in a sentence.
    pub rule: String,
    /// What went in.
    pub inputs: Vec<InputRow>,
    /// Whether any input has a weight.
    pub weighted: bool,
    /// The calculation written out.
    pub calculation: String,
    /// Reasons for doubt.
    pub doubts: Vec<String>,
    /// Source of the rule.
    pub source: String,
    /// The sources that it names: id and citation.
    pub citations: Vec<(String, String)>,
    /// How the rule is known: last part of a key of texts.
    pub confidence: &'static str,
    /// The node that this one goes into.
    pub above: Option<(String, String)>,
}

/// What went into a calculation.
#[derive(Debug, Clone, Serialize)]
pub struct InputRow {
    /// Path of its node, when it is one.
    pub path: Option<String>,
    /// Short name.
    pub name: String,
    /// Official name of the node.
    pub title: String,
    /// The value.
    pub value: Option<String>,
    /// Weight in percent, or number of answers.
    pub weight: String,
}

impl ExplanationPage {
    /// The page of a node, or none when there is no such node.
    #[must_use]
    pub fn of(
        who: Who,
        assessment: &Assessment<'_>,
        node: NodeIndex,
        language: Language,
    ) -> Option<ExplanationPage> {
        use domain::framework::file::Confidence;
        let framework = assessment.framework;
        let told = explain(&assessment.score(), &assessment.evidence, node)?;
        let title = |node: NodeIndex| framework.title(node).get(language).to_owned();
        let inputs: Vec<InputRow> = told
            .inputs
            .into_iter()
            .map(|input| InputRow {
                path: input.node.map(|node| framework.path(node)),
                title: input.node.map(title).unwrap_or_default(),
                name: input.name,
                value: input.value,
                weight: input.weight,
            })
            .collect();
        let parent = framework.skeleton().nodes.get(node).and_then(|node| node.parent);
        Some(ExplanationPage {
            year: framework.fiscal_year().number(),
            path: told.path,
            title: told.title.get(language).to_owned(),
            score: told.score.map(|score| score.to_string()),
            exact: told.exact.map(|exact| exact.to_string()),
            by_rule: told.by_rule.map(|score| score.to_string()),
            rule: told.rule.get(language).to_owned(),
            weighted: inputs.iter().any(|input| !input.weight.is_empty()),
            inputs,
            calculation: told.calculation,
            doubts: told.doubts.iter().map(|doubt| doubt.get(language).to_owned()).collect(),
            source: told.source,
            citations: told.citations,
            confidence: match told.confidence {
                Confidence::Seen => "seen",
                Confidence::Inferred => "inferred",
                Confidence::Recalled => "recalled",
                Confidence::Assumed => "assumed",
                Confidence::Unknown => "unknown",
            },
            above: parent.map(|node| (framework.path(node), title(node))),
            who,
        })
    }
}

impl Page for ExplanationPage {
    const NAME: &'static str = "explanation.html";
    const SOURCE: &'static str = include_str!("explanation.html");

    fn samples() -> Vec<ExplanationPage> {
        samples::with_each(|assessment| {
            let nodes = 0..assessment.framework.skeleton().nodes.len();
            let some = nodes.step_by(9).chain([assessment.framework.skeleton().overall()]);
            some.filter_map(|node| ExplanationPage::of(Who::sample(), assessment, node, Language::Thai)).collect()
        })
    }
}
