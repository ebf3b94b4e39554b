//! What surrounds the scoring of a year: samples, calendar, national figures.

use serde::{Deserialize, Serialize};

use super::{Confidence, Statement};

/// Who answers, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Samples {
    /// Who counts as staff.
    pub iit_population: Statement,
    /// Least number of staff.
    pub iit_minimum: MinimumSample,
    /// Least number of the public.
    pub eit_minimum: MinimumSample,
    /// What happens when the minimum is not met.
    pub penalty: Statement,
    /// Anything else that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Statement>,
    /// Numbers set for kinds of agency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<SampleGroup>,
}

/// A share with a floor and a cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinimumSample {
    /// Share of the population, in percent.
    pub percent: u8,
    /// At least this many, or all when there are fewer.
    pub floor: u32,
    /// Never more than this many.
    pub cap: u32,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// Number of respondents set for one kind and size of agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleGroup {
    /// Part of the instrument: `public`.
    pub part: String,
    /// Kind of agency in Thai.
    pub group_th: String,
    /// Kind of agency in English.
    pub group_en: String,
    /// `L`, `M`, `S` where sizes are told apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// How many agencies are in the group.
    pub agencies: u32,
    /// How many answers each needs.
    pub number: u32,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// A phase of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseEntry {
    /// In Thai.
    pub phase_th: String,
    /// In English.
    pub phase_en: String,
    /// First day, ISO.
    pub from: String,
    /// Last day, ISO, inclusive.
    pub to: String,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// A national figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationalEntry {
    /// `agencies`, `passed`, `pass_share`, `average`, `answers`, `answers_iit`, `answers_eit`, `note`.
    pub key: String,
    /// The figure as text, or the words of a note; `"unknown"` where no figure was found.
    pub value: String,
    /// How it is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}
