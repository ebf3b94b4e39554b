//! Tables of the plan: issues, measures, steps, notes, promises, proofs, endorsements.
//!
//! A row tells what the plan records, by the day of the document; the sources whose name ends in a span
//! (`measures_six_months`) tell only what falls into it. Nothing is made up: without a record a cell is empty.

mod chain;
mod column;
mod detail;
mod endorsement;
mod issue;
mod measure;
mod overview;
mod place;
mod status;
mod window;

pub use chain::{ChainLength, default_chain};
pub use overview::{Overview, SpanOverview, overview};
pub use status::{Promise, Status};
pub use window::{Span, Window};

use column::{At, Col, Detail, cells, kinds, total};
use detail::{EVIDENCE, FOLLOW_UP, NOTE, STEP};
use issue::ISSUE;
use measure::MEASURE;
use place::Place;

use super::{ColumnKind, Record, Source, Within};
use crate::facts::Facts;
use domain::measures::Theme;
use domain::plan::PlanIssue;

/// Columns of one kind of row, with the ways to fill them.
macro_rules! columns {
    ($groups:ident, $kinds:ident, $($group:ident),+) => {
        const $groups: &[&[Col]] = &[$($group),+];
        static $kinds: [ColumnKind; total($groups)] = kinds($groups);
    };
}

columns!(OF_ISSUES, ISSUE_KINDS, ISSUE);
columns!(OF_MEASURES, MEASURE_KINDS, ISSUE, MEASURE);
columns!(OF_STEPS, STEP_KINDS, ISSUE, MEASURE, STEP);
columns!(OF_NOTES, NOTE_KINDS, ISSUE, MEASURE, NOTE);
columns!(OF_FOLLOW_UPS, FOLLOW_UP_KINDS, ISSUE, MEASURE, FOLLOW_UP);
columns!(OF_EVIDENCE, EVIDENCE_KINDS, ISSUE, MEASURE, EVIDENCE);

/// Where the issue at a position of the plan is filed.
pub(crate) fn place_of(facts: &Facts<'_>, at: usize, issue: &PlanIssue) -> Within {
    Place::of(facts, at, issue).within
}

/// Every source of the plan.
pub static SOURCES: &[&Source] = &[
    &PLAN_ISSUES,
    &PLAN_ROWS,
    &MEASURES,
    &MEASURES_SIX_MONTHS,
    &MEASURES_TWELVE_MONTHS,
    &MEASURES_QUARTER,
    &STEPS,
    &PROGRESS,
    &PROGRESS_SIX_MONTHS,
    &PROGRESS_TWELVE_MONTHS,
    &PROGRESS_QUARTER,
    &FOLLOW_UPS,
    &FOLLOW_UPS_SIX_MONTHS,
    &FOLLOW_UPS_TWELVE_MONTHS,
    &FOLLOW_UPS_QUARTER,
    &EVIDENCE_SOURCE,
    &overview::STATUS_COUNTS,
    &overview::STATUS_COUNTS_SIX_MONTHS,
    &overview::STATUS_COUNTS_TWELVE_MONTHS,
    &overview::STATUS_COUNTS_QUARTER,
    &endorsement::ENDORSEMENTS,
];

static PLAN_ISSUES: Source = Source {
    name: "plan_issues",
    describes: "one row for each issue of the plan",
    columns: &ISSUE_KINDS,
    records: |facts| {
        let window = Window::whole(facts);
        let issues = facts.plan.issues.iter().enumerate();
        issues
            .map(|(issue_at, issue)| {
                let place = Place::of(facts, issue_at, issue);
                let within = Within { theme: common_theme(issue), ..place.within };
                let at = At {
                    facts,
                    window,
                    issue_at,
                    issue,
                    place: &place,
                    measure: None,
                    detail: Detail::Whole,
                };
                record(OF_ISSUES, &at, within)
            })
            .collect()
    },
};

static PLAN_ROWS: Source = Source {
    name: "plan_rows",
    describes: "one row for each measure, and one for each issue that has none",
    columns: &MEASURE_KINDS,
    records: |facts| rows(facts, Window::whole(facts), OF_MEASURES, |at, add| add(at)),
};

macro_rules! measures {
    ($($source:ident, $name:literal, $window:expr, $of:literal;)+) => {$(
        static $source: Source = Source {
            name: $name,
            describes: concat!("one row for each measure", $of),
            columns: &MEASURE_KINDS,
            records: |facts| rows(facts, $window(facts), OF_MEASURES, |at, add| {
                if at.measure.is_some() {
                    add(at);
                }
            }),
        };
    )+};
}

measures! {
    MEASURES, "measures", Window::whole, "";
    MEASURES_SIX_MONTHS, "measures_six_months", six_months, " as it stood after the first half of the year";
    MEASURES_TWELVE_MONTHS, "measures_twelve_months", twelve_months, " as it stood at the end of the year";
    MEASURES_QUARTER, "measures_quarter", quarter, " as it stood at the end of the quarter";
}

macro_rules! notes {
    ($($source:ident, $name:literal, $window:expr, $of:literal;)+) => {$(
        static $source: Source = Source {
            name: $name,
            describes: concat!("one row for each note of progress", $of),
            columns: &NOTE_KINDS,
            records: |facts| rows(facts, $window(facts), OF_NOTES, |at, add| {
                let notes = at.measure.map(|(_, measure)| measure::notes(&at, measure));
                notes.into_iter().flatten().for_each(|note| add(At { detail: Detail::Note(note), ..at }));
            }),
        };
    )+};
}

notes! {
    PROGRESS, "progress", Window::whole, "";
    PROGRESS_SIX_MONTHS, "progress_six_months", six_months, " in the first half of the year";
    PROGRESS_TWELVE_MONTHS, "progress_twelve_months", twelve_months, " in the year";
    PROGRESS_QUARTER, "progress_quarter", quarter, " in the quarter";
}

macro_rules! follow_ups {
    ($($source:ident, $name:literal, $window:expr, $of:literal;)+) => {$(
        static $source: Source = Source {
            name: $name,
            describes: concat!("one row for each promised day of looking after a measure", $of),
            columns: &FOLLOW_UP_KINDS,
            records: |facts| rows(facts, $window(facts), OF_FOLLOW_UPS, |at, add| {
                let mut promised = at.measure.map_or_else(Vec::new, |(_, measure)| measure.follow_ups.clone());
                promised.sort();
                promised.into_iter().for_each(|date| add(At { detail: Detail::FollowUp(date), ..at }));
            }),
        };
    )+};
}

follow_ups! {
    FOLLOW_UPS, "follow_ups", Window::whole, "";
    FOLLOW_UPS_SIX_MONTHS, "follow_ups_six_months", six_months, ", seen after the first half of the year";
    FOLLOW_UPS_TWELVE_MONTHS, "follow_ups_twelve_months", twelve_months, ", seen at the end of the year";
    FOLLOW_UPS_QUARTER, "follow_ups_quarter", quarter, ", seen at the end of the quarter";
}

static STEPS: Source = Source {
    name: "steps",
    describes: "one row for each step, and one for each measure that has none",
    columns: &STEP_KINDS,
    records: |facts| {
        rows(facts, Window::whole(facts), OF_STEPS, |at, add| {
            let Some((_, measure)) = at.measure else { return };
            if measure.steps.is_empty() {
                add(at);
            }
            let steps = measure.steps.iter().enumerate();
            steps.for_each(|(number, step)| add(At { detail: Detail::Step(number + 1, step), ..at }));
        })
    },
};

static EVIDENCE_SOURCE: Source = Source {
    name: "evidence",
    describes: "one row for each proof",
    columns: &EVIDENCE_KINDS,
    records: |facts| {
        rows(facts, Window::whole(facts), OF_EVIDENCE, |at, add| {
            let proofs = at.measure.map_or(&[][..], |(_, measure)| &measure.evidence);
            proofs.iter().for_each(|proof| add(At { detail: Detail::Evidence(proof), ..at }));
        })
    },
};

fn six_months(facts: &Facts<'_>) -> Window {
    Window::of(Span::SixMonths, facts)
}

fn twelve_months(facts: &Facts<'_>) -> Window {
    Window::of(Span::TwelveMonths, facts)
}

fn quarter(facts: &Facts<'_>) -> Window {
    Window::of(Span::Quarter, facts)
}

/// Visits every measure of the plan, and every issue that has none.
fn walk(facts: &Facts<'_>, window: Window, mut visit: impl FnMut(At<'_>)) {
    let mut number = 0;
    for (issue_at, issue) in facts.plan.issues.iter().enumerate() {
        let place = Place::of(facts, issue_at, issue);
        let at = At { facts, window, issue_at, issue, place: &place, measure: None, detail: Detail::Whole };
        if issue.measures.is_empty() {
            visit(at);
        }
        for measure in &issue.measures {
            number += 1;
            visit(At { measure: Some((number, measure)), ..at });
        }
    }
}

/// The records of what `each` adds at every place of [`walk`].
fn rows(
    facts: &Facts<'_>,
    window: Window,
    groups: &[&[Col]],
    each: impl Fn(At<'_>, &mut dyn FnMut(At<'_>)),
) -> Vec<Record> {
    let mut records = Vec::new();
    walk(facts, window, |at| {
        each(at, &mut |at| {
            let theme = at.measure.and_then(|(_, measure)| measure.theme);
            records.push(record(groups, &at, Within { theme, ..at.place.within }));
        });
    });
    records
}

fn record(groups: &[&[Col]], at: &At<'_>, within: Within) -> Record {
    Record { within, cells: cells(groups, at), strong: false }
}

/// The theme of all measures of an issue, where it is one.
fn common_theme(issue: &PlanIssue) -> Option<Theme> {
    let mut themes = issue.measures.iter().map(|measure| measure.theme);
    let first = themes.next()??;
    themes.all(|theme| theme == Some(first)).then_some(first)
}
