//! The content of a score sheet to fill in, and its CSV form.

use std::io::Write;

use domain::Assessment;
use domain::agency::Scope;
use domain::framework::{Granularity, NodeRef};
use domain::scoring::{Unlisted, Verdict};

use super::layout::{self, HEAD, HEADINGS, HeadLine, Line, RowKind, SCOPES, UNLISTED, VERDICTS};
use super::{CsvOut, WriteError};

/// One row of the table as text.
pub(super) struct Entry {
    pub kind: RowKind,
    pub code: String,
    pub indicator: String,
    pub title: String,
    pub score: Option<String>,
    pub verdict: Option<&'static str>,
    /// Whether a verdict can be given.
    pub is_disclosure: bool,
}

/// What stands beside a name of the head.
pub(super) fn head_value(assessment: &Assessment<'_>, line: &HeadLine) -> String {
    let agency = &assessment.agency;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match line.key {
        // Without the revision: a sheet is filled in over weeks, and read by the rules as corrected by then.
        "framework" => assessment.framework.id().series(),
        "name" => text(&agency.name),
        "kind" => agency.kind.as_ref().map_or(String::new(), |kind| kind.name_th().to_owned()),
        "province" => text(&agency.province),
        "district" => text(&agency.district),
        "ministry" => text(&agency.ministry),
        "code" => text(&agency.code),
        "website" => text(&agency.website),
        "scope" => match assessment.scope {
            Scope::Agency => SCOPES[0].0.to_owned(),
            Scope::Aggregate => SCOPES[1].0.to_owned(),
        },
        _ => match assessment.evidence.unlisted {
            Unlisted::Unknown => UNLISTED[0].0.to_owned(),
            Unlisted::Full => UNLISTED[1].0.to_owned(),
        },
    }
}

/// All rows of the table.
pub(super) fn entries(assessment: &Assessment<'_>) -> Vec<Entry> {
    let lines = layout::lines(assessment.framework, Granularity::Items);
    lines.into_iter().map(|line| entry(assessment, line)).collect()
}

fn entry(assessment: &Assessment<'_>, Line { kind, node }: Line) -> Entry {
    let framework = assessment.framework;
    let evidence = &assessment.evidence;
    let skeleton = framework.skeleton();
    let given = || evidence.given(node).map(|score| score.to_string());
    let single = matches!(kind, RowKind::Overall | RowKind::Level);
    let is_disclosure = match skeleton.nodes[node].at {
        NodeRef::Item(item, _) => framework.items[item].is_disclosure(),
        _ => false,
    };
    let score = match (kind, skeleton.nodes[node].at) {
        (RowKind::Overall, _) => assessment.overall.map(|score| score.to_string()),
        (RowKind::Level, _) => assessment.level.clone(),
        (RowKind::Points, NodeRef::Instrument(instrument)) => {
            evidence.points_of(instrument).map(|points| points.to_string())
        }
        _ => given(),
    };
    let verdict = evidence.verdict_of(skeleton, node).map(|verdict| match verdict {
        Verdict::Pass => VERDICTS[0],
        Verdict::Fail => VERDICTS[1],
    });
    Entry {
        kind,
        code: if single { String::new() } else { framework.path(node) },
        indicator: layout::indicator_of(framework, node).unwrap_or_default(),
        title: if single { String::new() } else { framework.title(node).th },
        score,
        verdict,
        is_disclosure,
    }
}

/// The sheet as CSV: the head as lines `#name,value`, then the table.
pub(super) fn write_csv(assessment: &Assessment<'_>, out: impl Write) -> Result<(), WriteError> {
    let mut csv = CsvOut::new(out)?;
    for line in &HEAD {
        csv.row([format!("#{}", line.name).as_str(), &head_value(assessment, line)])?;
    }
    csv.row(HEADINGS)?;
    for entry in entries(assessment) {
        csv.row([
            entry.kind.name(),
            &entry.code,
            &entry.indicator,
            &entry.title,
            entry.score.as_deref().unwrap_or_default(),
            entry.verdict.unwrap_or_default(),
        ])?;
    }
    csv.finish()
}
