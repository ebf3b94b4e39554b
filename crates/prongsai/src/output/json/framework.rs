//! Frameworks and what differs between them.

use domain::Framework;
use domain::framework::{ChangeKind, Diff, Granularity};
use serde::Serialize;

use super::analysis::comparable;

/// A line of `framework list --json`.
#[derive(Debug, Serialize)]
pub struct FrameworkRow {
    /// `nacc/2568@1`.
    pub framework: String,
    /// Who sets the rules.
    pub owner: String,
    /// Buddhist fiscal year.
    pub fiscal_year: i16,
    /// 1 for the first release.
    pub revision: u16,
    /// Name of the assessment.
    pub name_th: String,
    /// Name in English.
    pub name_en: String,
    /// Whether the rules are provisional.
    pub provisional: bool,
    /// What they were derived from.
    pub derived_from: Option<String>,
    /// Whether the framework is part of the program.
    pub embedded: bool,
    /// SHA-256 of its file.
    pub digest: String,
    /// How many items each instrument has; `null` where unknown.
    pub items: serde_json::Map<String, serde_json::Value>,
}

impl FrameworkRow {
    /// A framework.
    pub fn new(framework: &Framework, embedded: bool) -> FrameworkRow {
        let id = framework.id();
        let file = framework.file();
        FrameworkRow {
            framework: id.to_string(),
            owner: id.owner.clone(),
            fiscal_year: id.fiscal_year.number(),
            revision: id.revision,
            name_th: file.name_th.clone(),
            name_en: file.name_en.clone(),
            provisional: framework.is_provisional(),
            derived_from: file.derived_from.clone(),
            embedded,
            digest: framework.digest().to_owned(),
            items: file
                .instruments
                .iter()
                .map(|i| {
                    (
                        i.code.clone(),
                        i.item_count.value().copied().map_or(serde_json::Value::Null, Into::into),
                    )
                })
                .collect(),
        }
    }
}

/// The answer of `framework diff --json`.
#[derive(Debug, Serialize)]
pub struct DiffRow {
    /// The first framework.
    pub before: String,
    /// The second.
    pub after: String,
    /// Whether one of them is provisional.
    pub provisional: bool,
    /// Rules and figures that differ.
    pub changes: Vec<ChangedRow>,
    /// What continues and what does not.
    pub trends: Vec<TrendRow>,
}

/// One thing that differs.
#[derive(Debug, Serialize)]
pub struct ChangedRow {
    /// `levels`, `weight`, `rule`, `count`, `added`, `removed`, `renamed`, `renumbered`, `scale`.
    pub kind: &'static str,
    /// Name of the thing.
    pub path: String,
    /// Before, in Thai.
    pub before_th: String,
    /// Before, in English.
    pub before_en: String,
    /// After, in Thai.
    pub after_th: String,
    /// After, in English.
    pub after_en: String,
}

/// Whether a line may be drawn from one year to the other.
#[derive(Debug, Serialize)]
pub struct TrendRow {
    /// `indicator`, `sub_indicator`, `item`.
    pub kind: &'static str,
    /// Name in the first framework.
    pub before: Option<String>,
    /// Name in the second.
    pub after: Option<String>,
    /// `full`, `limited`, `broken`.
    pub trend: &'static str,
    /// Why, in Thai.
    pub note_th: String,
    /// Why, in English.
    pub note_en: String,
}

/// The name of a kind of change.
pub fn change_kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Levels => "levels",
        ChangeKind::Weight => "weight",
        ChangeKind::Rule => "rule",
        ChangeKind::Count => "count",
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Renamed => "renamed",
        ChangeKind::Renumbered => "renumbered",
        ChangeKind::Scale => "scale",
    }
}

/// The difference as it leaves the program.
pub fn diff_row(before: &Framework, after: &Framework, diff: &Diff) -> DiffRow {
    DiffRow {
        before: before.id().to_string(),
        after: after.id().to_string(),
        provisional: before.is_provisional() || after.is_provisional(),
        changes: diff
            .changes
            .iter()
            .map(|change| ChangedRow {
                kind: change_kind(change.kind),
                path: change.path.clone(),
                before_th: change.before.th.clone(),
                before_en: change.before.en.clone(),
                after_th: change.after.th.clone(),
                after_en: change.after.en.clone(),
            })
            .collect(),
        trends: diff
            .trends
            .iter()
            .map(|trend| {
                let known = trend.after.map(|node| (after, node)).or(trend.before.map(|node| (before, node)));
                let granularity = known.map(|(framework, node)| framework.skeleton().granularity(node));
                TrendRow {
                    kind: match granularity {
                        Some(Granularity::Indicators) => "indicator",
                        Some(Granularity::SubIndicators) => "sub_indicator",
                        _ => "item",
                    },
                    before: trend.before.map(|node| before.path(node)),
                    after: trend.after.map(|node| after.path(node)),
                    trend: trend.comparable.map_or("broken", comparable),
                    note_th: trend.note.th.clone(),
                    note_en: trend.note.en.clone(),
                }
            })
            .collect(),
    }
}
