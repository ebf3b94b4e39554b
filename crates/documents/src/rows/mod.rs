//! Tables as data: each source gives records, and a layout chooses which columns stand where under which headings.
//!
//! A new table is one source here and its line in [`SOURCES`]; a new column is one line in its source.

pub mod plan;

use domain::framework::{IndicatorIndex, InstrumentIndex, PartIndex, SubIndicatorIndex};
use domain::measures::Theme;

use crate::facts::Facts;
use crate::model::{Align, Cell};

/// A kind of table.
pub struct Source {
    /// Name in layouts: `measures`.
    pub name: &'static str,
    /// What a record is, in English, for the list of what layouts may name.
    pub describes: &'static str,
    /// Columns that it offers, in the order of the cells of its records.
    pub columns: &'static [ColumnKind],
    /// Its records, in the order of the report.
    pub records: for<'a> fn(&Facts<'a>) -> Vec<Record>,
}

/// A column that a source offers.
pub struct ColumnKind {
    /// Name in layouts: `lead_unit`.
    pub key: &'static str,
    /// Heading where the layout gives none.
    pub heading: &'static str,
    /// How its cells are set where the layout does not say.
    pub align: Align,
}

/// One record of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it belongs to, so that a layout can make one table for each instrument, indicator, theme or issue.
    pub within: Within,
    /// One cell for each column of the source.
    pub cells: Vec<Cell>,
    /// Whether the row stands out.
    pub strong: bool,
}

/// Where a record or a part of a layout belongs. `None` is anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Within {
    /// IIT, EIT, OIT.
    pub instrument: Option<InstrumentIndex>,
    /// Part of the questionnaire, where an instrument has several.
    pub part: Option<PartIndex>,
    /// Indicator 1 to 10.
    pub indicator: Option<IndicatorIndex>,
    /// Sub-indicator.
    pub sub_indicator: Option<SubIndicatorIndex>,
    /// Theme of measures.
    pub theme: Option<Theme>,
    /// Issue, counted from 0 in the plan.
    pub issue: Option<usize>,
}

impl Within {
    /// Whether everything that `frame` names is the same here.
    pub fn is_in(&self, frame: &Within) -> bool {
        fn same<T: PartialEq>(mine: Option<T>, frame: Option<T>) -> bool {
            frame.is_none() || mine == frame
        }
        same(self.instrument, frame.instrument)
            && same(self.part, frame.part)
            && same(self.indicator, frame.indicator)
            && same(self.sub_indicator, frame.sub_indicator)
            && same(self.theme, frame.theme)
            && same(self.issue, frame.issue)
    }
}

/// All kinds of tables.
pub const SOURCES: &[&[&Source]] = &[plan::SOURCES];

/// The source with this name.
pub fn source(name: &str) -> Option<&'static Source> {
    SOURCES.iter().copied().flatten().find(|source| source.name == name).copied()
}
