//! Bar charts.

use serde::Serialize;

use super::figure::Figure;

/// Horizontal bars from 0 to 100, one group for each label, one bar in a group for each series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Title above it.
    pub title: String,
    /// What it shows, in a sentence, for those who do not see it.
    pub alternative: String,
    /// Names of the series: years. A single one needs no legend.
    pub series: Vec<String>,
    /// Groups of bars, from the top.
    pub groups: Vec<ChartGroup>,
    /// A line over all groups: the mark to pass.
    pub line: Option<ChartLine>,
}

/// The bars of one label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartGroup {
    /// What the bars stand for.
    pub label: String,
    /// One value for each series, from 0 to 100; a bar without a value is left out.
    pub values: Vec<Option<Figure>>,
}

/// A line at a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartLine {
    /// Where it is drawn.
    pub at: Figure,
    /// What it means: `เกณฑ์ผ่าน 85.00`.
    pub label: String,
}
