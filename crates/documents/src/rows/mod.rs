//! Tables as data: each source gives records, and a layout chooses which columns stand where under which headings.
//!
//! A new table is one source and its line in a list of sources; a new column is one line in its source.

pub(crate) mod marks;
pub mod plan;
pub(crate) mod scores;

use domain::Framework;
use domain::analysis::Thresholds;
use domain::framework::{IndicatorIndex, InstrumentIndex, NodeIndex, NodeRef, PartIndex, SubIndicatorIndex};
use domain::measures::Theme;
use domain::plan::{PlanIssue, PlanMeasure};

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
    /// Its records, in the order of the report. The facts have the thresholds of the layout.
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

impl ColumnKind {
    /// A column of texts.
    pub const fn text(key: &'static str, heading: &'static str) -> ColumnKind {
        ColumnKind { key, heading, align: Align::Left }
    }

    /// A column of numbers, codes or dates.
    pub const fn centered(key: &'static str, heading: &'static str) -> ColumnKind {
        ColumnKind { key, heading, align: Align::Center }
    }
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

    /// Both together: what `inner` names, and what only this one does.
    #[must_use]
    pub fn narrowed(&self, inner: &Within) -> Within {
        Within {
            instrument: inner.instrument.or(self.instrument),
            part: inner.part.or(self.part),
            indicator: inner.indicator.or(self.indicator),
            sub_indicator: inner.sub_indicator.or(self.sub_indicator),
            theme: inner.theme.or(self.theme),
            issue: inner.issue.or(self.issue),
        }
    }
}

/// All kinds of tables, by the lists of their files.
static LISTS: &[&[&Source]] = &[scores::SOURCES, plan::SOURCES];

/// All kinds of tables.
pub fn sources() -> impl Iterator<Item = &'static Source> {
    LISTS.iter().flat_map(|list| list.iter().copied())
}

/// The source with this name.
pub fn source(name: &str) -> Option<&'static Source> {
    sources().find(|source| source.name == name)
}

/// Where a node of the score tree belongs.
pub(crate) fn place(framework: &Framework, node: NodeIndex) -> Within {
    let of_indicator = |indicator: IndicatorIndex| Within {
        instrument: Some(framework.indicators[indicator].instrument),
        indicator: Some(indicator),
        ..Within::default()
    };
    match framework.skeleton().nodes[node].at {
        NodeRef::Overall => Within::default(),
        NodeRef::Instrument(instrument) => Within { instrument: Some(instrument), ..Within::default() },
        NodeRef::Indicator(indicator) => of_indicator(indicator),
        NodeRef::SubIndicator(sub) => {
            let indicator = framework.sub_indicators[sub].indicator;
            Within { sub_indicator: Some(sub), ..of_indicator(indicator) }
        }
        NodeRef::Part(indicator, part) => Within { part: Some(part), ..of_indicator(indicator) },
        NodeRef::Item(item, part) => of_item(framework, item, part),
        NodeRef::Row(row, part) => of_item(framework, framework.rows[row].item, part),
    }
}

fn of_item(framework: &Framework, item: usize, part: Option<PartIndex>) -> Within {
    let own = &framework.items[item];
    Within {
        instrument: Some(own.instrument),
        part,
        indicator: own.indicator,
        sub_indicator: own.sub_indicator,
        ..Within::default()
    }
}

/// Where an issue of the plan is filed: under the first indicator that it names.
pub(crate) fn plan_place(facts: &Facts<'_>, number: usize, issue: &PlanIssue) -> Within {
    plan::place_of(facts, number, issue)
}

/// Measures of the plan inside a frame, in the order of the plan.
pub(crate) fn measures_within<'a>(facts: &Facts<'a>, frame: Within) -> Vec<&'a PlanMeasure> {
    let mut found = Vec::new();
    for (number, issue) in facts.plan.issues.iter().enumerate() {
        let of_issue = plan_place(facts, number, issue);
        for measure in &issue.measures {
            if (Within { theme: measure.theme, ..of_issue }).is_in(&frame) {
                found.push(measure);
            }
        }
    }
    found
}

/// The facts with other marks.
pub(crate) fn with_marks<'a>(facts: &Facts<'a>, marks: Thresholds) -> Facts<'a> {
    Facts { thresholds: marks, ..*facts }
}
