//! How a figure came about: rule, what went in, rounding, source.

use domain::framework::file::Confidence;
use domain::framework::{thai_citation, thai_note};
use domain::text::Language;
use serde::Serialize;
use service::assess::NodeView;
use thai::FiscalYear;

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
    pub source: Noted,
    /// The sources that it names: id and citation.
    pub citations: Vec<(String, Noted)>,
    /// How the rule is known: last part of a key of texts.
    pub confidence: &'static str,
    /// The node that this one goes into.
    pub above: Option<(String, String)>,
}

/// What a file of rules notes, in the language of the page where it has words in it.
#[derive(Debug, Clone, Serialize)]
pub struct Noted {
    /// The text.
    pub text: String,
    /// Whether it is as the file has it: English, an address, a name.
    pub is_original: bool,
}

impl Noted {
    fn of(original: &str, thai: impl FnOnce(&str) -> Option<String>, language: Language) -> Noted {
        let twin = if language == Language::Thai { thai(original) } else { None };
        let is_original = twin.is_none();
        Noted { text: twin.unwrap_or_else(|| original.to_owned()), is_original }
    }
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
    /// The page of a figure.
    #[must_use]
    pub fn of(who: Who, year: FiscalYear, view: &NodeView, language: Language) -> ExplanationPage {
        let told = &view.explanation;
        // Inputs that are nodes stand in the order of the children, so each finds its name among them.
        let child = |name: &str| view.children.iter().find(|child| child.path == name);
        let inputs: Vec<InputRow> = told
            .inputs
            .iter()
            .map(|input| {
                let child = input.node.and_then(|_| child(&input.name));
                InputRow {
                    path: child.map(|child| child.path.clone()),
                    title: child.map(|child| child.title.get(language).to_owned()).unwrap_or_default(),
                    name: input.name.clone(),
                    value: input.value.clone(),
                    weight: input.weight.clone(),
                }
            })
            .collect();
        ExplanationPage {
            year: year.number(),
            path: told.path.clone(),
            title: told.title.get(language).to_owned(),
            score: told.score.map(|score| score.to_string()),
            exact: told.exact.map(|exact| exact.to_string()),
            by_rule: told.by_rule.map(|score| score.to_string()),
            rule: told.rule.get(language).to_owned(),
            weighted: inputs.iter().any(|input| !input.weight.is_empty()),
            inputs,
            calculation: told.calculation.clone(),
            doubts: told.doubts.iter().map(|doubt| doubt.get(language).to_owned()).collect(),
            source: Noted::of(&told.source, thai_note, language),
            citations: told
                .citations
                .iter()
                .map(|(id, citation)| {
                    let thai = |text: &str| thai_citation(text).map(String::from);
                    (id.clone(), Noted::of(citation, thai, language))
                })
                .collect(),
            confidence: match told.confidence {
                Confidence::Seen => "seen",
                Confidence::Inferred => "inferred",
                Confidence::Recalled => "recalled",
                Confidence::Assumed => "assumed",
                Confidence::Unknown => "unknown",
            },
            above: view
                .parent
                .as_ref()
                .map(|parent| (parent.path.clone(), parent.title.get(language).to_owned())),
            who,
        }
    }
}

impl Page for ExplanationPage {
    const NAME: &'static str = "explanation.html";
    const SOURCE: &'static str = include_str!("explanation.html");

    fn samples() -> Vec<ExplanationPage> {
        samples::with_each(|assessment| {
            let framework = assessment.framework;
            let nodes =
                (0..framework.skeleton().nodes.len()).step_by(9).chain([framework.skeleton().overall()]);
            let page = |node| {
                let view = NodeView::find(assessment, &framework.path(node)).ok()?;
                Some(ExplanationPage::of(Who::sample(), framework.fiscal_year(), &view, Language::Thai))
            };
            nodes.filter_map(page).collect()
        })
    }
}
