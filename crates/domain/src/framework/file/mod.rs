//! The shape of a framework file, exactly as it is written in TOML.
//!
//! Nothing here is trusted: [`super::read`] turns a [`FrameworkFile`] into a checked
//! [`super::Framework`]. Decimals are strings (`"95.00"`), so that no figure ever passes
//! through a binary float. Fields that the ITA has not made known say `"unknown"`.

mod background;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use background::{MinimumSample, NationalEntry, PhaseEntry, SampleGroup, Samples};

/// How a fact came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Read in the source named.
    Seen,
    /// Computed from published figures, or deduced from neighbouring years.
    Inferred,
    /// Background knowledge that was found in no source.
    Recalled,
    /// Taken over from another year because nothing is known yet.
    Assumed,
    /// Not known at all.
    Unknown,
}

/// The word `"unknown"` in place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnknownWord {
    /// Written `"unknown"`.
    #[serde(rename = "unknown")]
    Unknown,
}

/// A value, or the word `"unknown"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Known<T> {
    /// Nothing is known.
    Unknown(UnknownWord),
    /// What is known.
    Value(T),
}

impl<T> Known<T> {
    /// The value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Known::Value(value) => Some(value),
            Known::Unknown(_) => None,
        }
    }
}

/// A whole framework file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameworkFile {
    /// Always `prongsai-framework/1`.
    pub schema: String,
    /// Who sets the rules, in lower-case ASCII: `nacc`.
    pub owner: String,
    /// Buddhist fiscal year.
    pub fiscal_year: i16,
    /// 1 for the first release of the year's rules; a correction is a new revision in a new file.
    pub revision: u16,
    /// Whether the rules were published, or derived from another year for the time being.
    pub status: Status,
    /// `owner/year@revision` of the framework that a provisional one was derived from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<String>,
    /// Name of the assessment in Thai.
    pub name_th: String,
    /// Name of the assessment in English.
    pub name_en: String,
    /// Whose wording the question texts are: always `prongsai`, since official texts may not be copied.
    pub question_wording: String,
    /// Where the facts of this file come from.
    pub sources: Vec<Source>,
    /// The rules that hold for the whole tree.
    pub scoring: Scoring,
    /// From the best to the worst; the first whose conditions hold is the level.
    pub levels: Vec<LevelEntry>,
    /// IIT, EIT and OIT.
    pub instruments: Vec<InstrumentEntry>,
    /// Indicators 1 to 10.
    pub indicators: Vec<IndicatorEntry>,
    /// Groups of items within an indicator (OIT).
    #[serde(default)]
    pub sub_indicators: Vec<SubIndicatorEntry>,
    /// A third level that is printed in some years, for reading only; it never scores.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicEntry>,
    /// Answer scales, by the code that sub-questions name.
    pub scales: Vec<ScaleEntry>,
    /// Questions of IIT and EIT.
    #[serde(default)]
    pub questions: Vec<QuestionEntry>,
    /// Items of OIT.
    #[serde(default)]
    pub disclosure_items: Vec<DisclosureItemEntry>,
    /// Sets of weights that would explain published figures where the official ones are unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weight_hypotheses: Vec<WeightHypothesisEntry>,
    /// Rules about who answers and how many.
    pub samples: Samples,
    /// Phases of the year.
    #[serde(default)]
    pub calendar: Vec<PhaseEntry>,
    /// Figures over all agencies of the nation.
    #[serde(default)]
    pub national: Vec<NationalEntry>,
}

/// Whether a framework's rules were published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Rules of a year as far as sources show them.
    Released,
    /// Made by `framework derive` for a year whose rules are not known yet.
    Provisional,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Short key within the file.
    pub id: String,
    /// Address or description.
    pub citation: String,
}

/// What a node's score is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// Overall: each instrument's score times its weight.
    WeightedSumOfInstruments,
    /// Instrument: mean of its indicators.
    MeanOfIndicators,
    /// Indicator: mean of its sub-indicators, weighted where they carry weights.
    MeanOfSubIndicators,
    /// Indicator: plain mean of the means of its parts; answers of different parts are never pooled.
    MeanOfParts,
    /// Indicator, part or sub-indicator: mean of its items, weighted where they carry weights.
    MeanOfItems,
    /// Question: mean of its sub-questions.
    MeanOfSubQuestions,
    /// Sub-question: mean of the points of all answers.
    MeanOfAnswers,
    /// Disclosure item: full score when complete, otherwise zero.
    Verdict,
    /// Not known: the node scores only where its own score is given.
    Unknown,
}

/// Whether the children of a node weigh the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weights {
    /// All the same.
    #[default]
    Equal,
    /// Each child carries its `weight`.
    Given,
    /// Known not to be equal, but not known: `assumed_weights` names the hypothesis to compute with.
    Unresolved,
}

/// A scoring rule with its standing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// What is averaged.
    pub kind: RuleKind,
    /// How the children weigh.
    #[serde(default, skip_serializing_if = "is_equal")]
    pub weights: Weights,
    /// Name of a weight hypothesis, only with `weights = "unresolved"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_weights: Option<String>,
    /// How the rule is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

fn is_equal(weights: &Weights) -> bool {
    *weights == Weights::Equal
}

/// A statement in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// In English.
    pub text_en: String,
    /// In Thai, where an officer needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_th: Option<String>,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// Rules for the whole tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// `weighted_sum_of_instruments`.
    pub overall: RuleEntry,
    /// `mean_of_indicators`.
    pub instrument: RuleEntry,
    /// `mean_of_sub_questions`.
    pub question: RuleEntry,
    /// `mean_of_answers`.
    pub sub_question: RuleEntry,
    /// `verdict`.
    pub disclosure_item: RuleEntry,
    /// Where and how figures are rounded.
    pub rounding: RoundingEntry,
    /// How "does not apply" and "no answer" are treated.
    pub no_answer: Statement,
}

/// Where and how figures are rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundingEntry {
    /// `half_up`.
    pub mode: String,
    /// 2.
    pub places: u8,
    /// Kinds of node whose rounded score goes on into the next level:
    /// `item`, `sub_indicator`, `indicator`, `overall`.
    pub at: Vec<String>,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// One level of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelEntry {
    /// Official name.
    pub name: String,
    /// English name, ours.
    pub name_en: String,
    /// Least overall score, inclusive.
    pub overall_min: String,
    /// Greatest overall score, inclusive.
    pub overall_max: String,
    /// Gate: least score that each instrument needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each_instrument_min: Option<String>,
    /// Whether the level counts as passed.
    pub passes: bool,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// One instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstrumentEntry {
    /// `IIT`, `EIT` or `OIT`.
    pub code: String,
    /// Official name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// Share of the overall score, in percent.
    pub weight: String,
    /// How many items the instrument has.
    pub item_count: Known<u16>,
    /// How the weight is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
    /// Parts that are answered apart (EIT public and survey).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartEntry>,
}

/// A part of an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartEntry {
    /// `public` or `survey`.
    pub code: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorEntry {
    /// 1 to 10.
    pub number: u8,
    /// Code of its instrument.
    pub instrument: String,
    /// Official name.
    pub name_th: String,
    /// English name, ours.
    pub name_en: String,
    /// Weight within the instrument; absent = equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// What its score is made of.
    pub rule: RuleEntry,
    /// How the indicator (its name and place) is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
    /// The same indicator in other years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<SameAs>,
}

/// One sub-indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubIndicatorEntry {
    /// `9.1`.
    pub code: String,
    /// Number of its indicator.
    pub indicator: u8,
    /// Official name.
    pub name_th: String,
    /// English name, ours.
    pub name_en: String,
    /// Weight within the indicator; absent = equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// What its score is made of; its confidence says how the grouping of items is known.
    pub rule: RuleEntry,
    /// How the name is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
    /// The same sub-indicator in other years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<SameAs>,
}

/// A printed heading over some items of a sub-indicator; never scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicEntry {
    /// Code of the sub-indicator.
    pub sub_indicator: String,
    /// Thai name.
    pub name_th: String,
    /// First item under it.
    pub first_item: String,
    /// Last item under it.
    pub last_item: String,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// An answer scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleEntry {
    /// Name that sub-questions use.
    pub code: String,
    /// Labels in the order in which choices count from 1.
    pub labels_th: Vec<String>,
    /// Points of each label under positive polarity; negative polarity gives 100 minus these.
    pub points: Vec<u8>,
    /// Whether any question of the year uses it.
    pub used: bool,
    /// How the labels and points are known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// Whether the label that agrees most with the question is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// The scale's points as they stand.
    Positive,
    /// 100 minus the scale's points.
    Negative,
}

/// A question of IIT or EIT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionEntry {
    /// `I7`, `E5`.
    pub code: String,
    /// Number of its indicator.
    pub indicator: u8,
    /// Weight among the items; absent = equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// What it asks about, in Thai, for reports: a noun phrase.
    pub topic_th: String,
    /// The same in English.
    pub topic_en: String,
    /// Our wording of the question, in Thai, answerable on a phone.
    pub question_th: String,
    /// How topic, scale and polarity are known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
    /// At least one; the rows that are answered.
    pub sub_questions: Vec<SubQuestionEntry>,
    /// The same question in other years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<SameAs>,
}

/// One answered row of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubQuestionEntry {
    /// Code of the scale.
    pub scale: String,
    /// Direction of the scale for this row.
    pub polarity: Polarity,
    /// What the row asks about, in Thai; absent when the question has only one row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic_th: Option<String>,
    /// The same in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic_en: Option<String>,
}

/// An item of OIT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureItemEntry {
    /// `O5`.
    pub code: String,
    /// Number of its indicator.
    pub indicator: Known<u8>,
    /// Code of its sub-indicator.
    pub sub_indicator: Known<String>,
    /// Weight among the items; absent = equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// Official title.
    pub title_th: String,
    /// English title, ours.
    pub title_en: String,
    /// Scores an item may have: `[0, 100]`.
    pub points: Vec<u8>,
    /// What has to be published, element by element, as far as sources tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elements: Option<Elements>,
    /// How title and place are known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
    /// The same item in other years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<SameAs>,
}

/// What has to be published for an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elements {
    /// `rule` when a source states them as required, `practice` when some agency just publishes them.
    pub standing: String,
    /// In Thai, our wording.
    pub th: Vec<String>,
    /// In English.
    pub en: Vec<String>,
    /// How they are known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// The same thing under another year's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameAs {
    /// `owner/year` without a revision.
    pub framework: String,
    /// Code in that year.
    pub code: String,
    /// Whether scores may be set side by side.
    pub comparable: Comparable,
    /// Why the comparison is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_th: Option<String>,
    /// The same in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_en: Option<String>,
}

/// Whether scores of two years may be set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Comparable {
    /// Same content, same way of scoring.
    Full,
    /// The thing continues, but content or scale changed: show both years, draw no line.
    Limited,
}

/// Weights that would explain published figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightHypothesisEntry {
    /// `H1`.
    pub name: String,
    /// What it says, in English.
    pub text_en: String,
    /// What it says, in Thai.
    pub text_th: String,
    /// Percent of the indicator by sub-indicator code; empty where the hypothesis fixes no weights.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<String, String>,
    /// Percent of the indicator by item code, for reading; must agree with `weights`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub item_weights: BTreeMap<String, String>,
    /// Number of items in each group, in code order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<u16>,
    /// Pairs of weights of 9.2 and 9.3 that fit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<[u16; 2]>,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}
