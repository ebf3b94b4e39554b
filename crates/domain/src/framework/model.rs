//! A framework after checking: every reference resolved to an index, every decimal parsed.

use std::collections::BTreeMap;

use thai::FiscalYear;

use super::file::{Confidence, FrameworkFile, RuleKind};
use super::id::FrameworkId;
use super::skeleton::{NodeIndex, Skeleton};
use crate::score::Score;

/// Position of an instrument in [`Framework::instruments`].
pub type InstrumentIndex = usize;
/// Position of a part in [`Framework::parts`].
pub type PartIndex = usize;
/// Position of an indicator in [`Framework::indicators`].
pub type IndicatorIndex = usize;
/// Position of a sub-indicator in [`Framework::sub_indicators`].
pub type SubIndicatorIndex = usize;
/// Position of an item in [`Framework::items`].
pub type ItemIndex = usize;
/// Position of an answered row in [`Framework::rows`].
pub type RowIndex = usize;

/// A weight in hundredths of a percent (30 % = 3000).
pub type Weight = u32;

/// The rules of one owner and fiscal year in one revision, ready to score with.
#[derive(Debug, Clone)]
pub struct Framework {
    pub(crate) id: FrameworkId,
    pub(crate) digest: String,
    pub(crate) file: FrameworkFile,
    /// IIT, EIT, OIT.
    pub instruments: Vec<Instrument>,
    /// Parts of instruments (EIT public, EIT survey).
    pub parts: Vec<Part>,
    /// Indicators in the order of the file.
    pub indicators: Vec<Indicator>,
    /// Sub-indicators in the order of the file.
    pub sub_indicators: Vec<SubIndicator>,
    /// Questions, then disclosure items, each in the order of the file.
    pub items: Vec<Item>,
    /// Answered rows of all questions.
    pub rows: Vec<Row>,
    /// Levels, best first.
    pub levels: Vec<Level>,
    pub(crate) skeleton: Skeleton,
    pub(crate) paths: Vec<String>,
    pub(crate) by_path: BTreeMap<String, NodeIndex>,
}

impl Framework {
    /// Owner, fiscal year and revision.
    pub fn id(&self) -> &FrameworkId {
        &self.id
    }

    /// Fiscal year of the rules.
    pub fn fiscal_year(&self) -> FiscalYear {
        self.id.fiscal_year
    }

    /// SHA-256 of the file in its LF form, lower-case hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The file as read: texts, sources, samples, calendar, national figures.
    pub fn file(&self) -> &FrameworkFile {
        &self.file
    }

    /// Whether the rules were derived from another year because its own are not known yet.
    pub fn is_provisional(&self) -> bool {
        self.file.status == super::file::Status::Provisional
    }

    /// The nodes of every score under this framework.
    pub fn skeleton(&self) -> &Skeleton {
        &self.skeleton
    }

    /// The item with this code.
    pub fn item(&self, code: &str) -> Option<ItemIndex> {
        self.items.iter().position(|item| item.code == code)
    }

    /// The indicator with this number.
    pub fn indicator(&self, number: u8) -> Option<IndicatorIndex> {
        self.indicators.iter().position(|indicator| indicator.number == number)
    }

    /// The sub-indicator with this code.
    pub fn sub_indicator(&self, code: &str) -> Option<SubIndicatorIndex> {
        self.sub_indicators.iter().position(|sub| sub.code == code)
    }

    /// The instrument with this code.
    pub fn instrument(&self, code: &str) -> Option<InstrumentIndex> {
        self.instruments.iter().position(|instrument| instrument.code == code)
    }

    /// The part with this code.
    pub fn part(&self, code: &str) -> Option<PartIndex> {
        self.parts.iter().position(|part| part.code == code)
    }

    /// The level with this name.
    pub fn level(&self, name: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.name == name)
    }
}

/// What a node's score is made of, and how the rule is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is averaged.
    pub kind: RuleKind,
    /// Whether the weights are only a hypothesis; its name.
    pub assumed_weights: Option<String>,
    /// How the rule is known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

/// One instrument.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// `IIT`, `EIT`, `OIT`.
    pub code: String,
    /// Official name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// Share of the overall.
    pub weight: Weight,
    /// Its parts, where it has any.
    pub parts: Vec<PartIndex>,
    /// Its indicators.
    pub indicators: Vec<IndicatorIndex>,
}

/// A part of an instrument.
#[derive(Debug, Clone)]
pub struct Part {
    /// `public`, `survey`.
    pub code: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// The instrument it belongs to.
    pub instrument: InstrumentIndex,
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// 1 to 10.
    pub number: u8,
    /// Official name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// The instrument it belongs to.
    pub instrument: InstrumentIndex,
    /// Weight within the instrument.
    pub weight: Weight,
    /// What its score is made of.
    pub rule: Rule,
    /// Its items, in all sub-indicators.
    pub items: Vec<ItemIndex>,
    /// Its sub-indicators.
    pub sub_indicators: Vec<SubIndicatorIndex>,
}

/// One sub-indicator.
#[derive(Debug, Clone)]
pub struct SubIndicator {
    /// `9.1`
    pub code: String,
    /// Official name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// The indicator it belongs to.
    pub indicator: IndicatorIndex,
    /// Weight within the indicator; under a hypothesis where the indicator's weights are unresolved.
    pub weight: Weight,
    /// What its score is made of.
    pub rule: Rule,
    /// Its items.
    pub items: Vec<ItemIndex>,
}

/// A question or a disclosure item, as it is scored.
#[derive(Debug, Clone)]
pub struct Item {
    /// `I7`, `E5`, `O25`.
    pub code: String,
    /// Topic of a question, official title of a disclosure item.
    pub title_th: String,
    /// The same in English.
    pub title_en: String,
    /// The instrument it belongs to.
    pub instrument: InstrumentIndex,
    /// Its indicator, unless the year's file says `unknown`.
    pub indicator: Option<IndicatorIndex>,
    /// Its sub-indicator, where there is one.
    pub sub_indicator: Option<SubIndicatorIndex>,
    /// Weight among the items of its parent.
    pub weight: Weight,
    /// Answered rows of a question; empty for a disclosure item.
    pub rows: Vec<RowIndex>,
    /// How topic, scale and polarity (question) or title (disclosure item) are known.
    pub confidence: Confidence,
    /// From what.
    pub source: String,
}

impl Item {
    /// Whether this is an item of OIT.
    pub fn is_disclosure(&self) -> bool {
        self.rows.is_empty()
    }
}

/// One answered row of a question.
#[derive(Debug, Clone)]
pub struct Row {
    /// The question.
    pub item: ItemIndex,
    /// Counts from 1 within the question.
    pub number: usize,
    /// Code in tallies: `I4.2`, or `I7` when the question has one row.
    pub code: String,
    /// What the row asks about; empty when the question has one row.
    pub topic_th: String,
    /// The same in English.
    pub topic_en: String,
    /// Labels of the choices, from choice 1.
    pub labels_th: Vec<String>,
    /// Points of the choices, polarity applied.
    pub points: Vec<u8>,
    /// Code of the scale.
    pub scale: String,
}

/// One level of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Official name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Least overall score.
    pub overall_min: Score,
    /// Greatest overall score.
    pub overall_max: Score,
    /// Least score of each instrument.
    pub gate: Option<Score>,
    /// Whether the level counts as passed.
    pub passes: bool,
    /// How the level's conditions are known.
    pub confidence: Confidence,
}
