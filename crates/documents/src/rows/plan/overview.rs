//! What the plan comes to, in counts and days, for texts and a table.

use domain::plan::PlanMeasure;
use jiff::civil::Date;
use serde::Serialize;
use thai::{DateForm, DigitStyle, dates};

use super::issue::count;
use super::place::Place;
use super::status::{Promise, Status, result_day};
use super::window::{Span, Window};
use crate::facts::Facts;
use crate::model::{Align, Cell, Figure};
use crate::rows::{ColumnKind, Record, Source, Within};

/// Counts over the plan for the texts of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// Issues.
    pub issues: usize,
    /// Issues without a measure.
    pub issues_without_measures: usize,
    /// Issues of which no indicator is known.
    pub issues_without_indicator: usize,
    /// Measures.
    pub measures: usize,
    /// Measures without a theme.
    pub without_theme: usize,
    /// Measures of which the final result is recorded.
    pub with_results: usize,
    /// Measures with evidence.
    pub with_evidence: usize,
    /// Units in charge, each once, in the order of the plan.
    pub lead_units: Vec<String>,
    /// Up to the day of the document.
    pub now: SpanOverview,
    /// The first half of the year.
    pub six_months: SpanOverview,
    /// The year.
    pub twelve_months: SpanOverview,
    /// The last quarter that ended.
    pub quarter: SpanOverview,
    /// Number of that quarter.
    pub quarter_number: u8,
}

/// Counts over what a span tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpanOverview {
    /// `รอบ 6 เดือน (…)`; empty for everything up to the day of the document.
    pub title: String,
    /// First day in words; empty where there is none.
    pub first_day: String,
    /// Last day in words.
    pub last_day: String,
    /// The day by which everything is judged, in words: the last day, or the day of the document before it.
    pub as_of: String,
    /// Whether the last day is over or today.
    pub over: bool,
    /// Measures by status.
    pub done: usize,
    /// See [`Status::InProgress`].
    pub in_progress: usize,
    /// See [`Status::NotStarted`].
    pub not_started: usize,
    /// See [`Status::Overdue`].
    pub overdue: usize,
    /// Notes in the span.
    pub notes: usize,
    /// Promised days that are over and without a note.
    pub promises_open: usize,
    /// The next promised day, in words; empty when there is none.
    pub next_date: String,
}

impl Overview {
    /// What a span tells.
    pub fn of(&self, span: Span) -> &SpanOverview {
        match span {
            Span::SixMonths => &self.six_months,
            Span::TwelveMonths => &self.twelve_months,
            Span::Quarter => &self.quarter,
        }
    }
}

/// Counts over the plan.
pub fn overview(facts: &Facts<'_>) -> Overview {
    let (issues, year) = (&facts.plan.issues, facts.plan.round_year);
    let measures = || issues.iter().flat_map(|issue| &issue.measures);
    let mut lead_units: Vec<String> = Vec::new();
    for measure in measures() {
        let unit = super::column::line(&measure.lead_unit);
        if !unit.is_empty() && !lead_units.contains(&unit) {
            lead_units.push(unit);
        }
    }
    let indicator = |(at, issue)| Place::of(facts, at, issue).within.indicator;
    let spans = |span: Span| in_window(facts, Window::of(span, facts), span.title(year, facts.today));
    Overview {
        issues: issues.len(),
        issues_without_measures: issues.iter().filter(|issue| issue.measures.is_empty()).count(),
        issues_without_indicator: issues
            .iter()
            .enumerate()
            .filter(|&found| indicator(found).is_none())
            .count(),
        measures: measures().count(),
        without_theme: measures().filter(|measure| measure.theme.is_none()).count(),
        with_results: measures().filter(|measure| result_day(measure, facts.today).is_some()).count(),
        with_evidence: measures().filter(|measure| !measure.evidence.is_empty()).count(),
        lead_units,
        now: in_window(facts, Window::whole(facts), String::new()),
        six_months: spans(Span::SixMonths),
        twelve_months: spans(Span::TwelveMonths),
        quarter: spans(Span::Quarter),
        quarter_number: Span::quarter(year, facts.today),
    }
}

fn in_window(facts: &Facts<'_>, window: Window, title: String) -> SpanOverview {
    let measures: Vec<_> = facts.plan.issues.iter().flat_map(|issue| &issue.measures).collect();
    let of = |status| measures.iter().filter(|measure| by(facts, window, measure) == status).count();
    let promises =
        measures.iter().flat_map(|measure| measure.follow_ups.iter().map(move |&date| (measure, date)));
    let open =
        promises.clone().filter(|&(measure, date)| Promise::of(measure, date, window.day) == Promise::Open);
    let ahead =
        promises.filter(|&(measure, date)| window.day < date && by(facts, window, measure) != Status::Done);
    let notes = measures.iter().flat_map(|measure| &measure.progress);
    let long = |date: Option<Date>| {
        date.map(|date| dates::write(date, DateForm::Long, DigitStyle::Ascii)).unwrap_or_default()
    };
    let last = window.end.unwrap_or(window.day);
    SpanOverview {
        title,
        first_day: long(window.from),
        last_day: long(Some(last)),
        as_of: long(Some(window.day)),
        over: last <= window.day,
        done: of(Status::Done),
        in_progress: of(Status::InProgress),
        not_started: of(Status::NotStarted),
        overdue: of(Status::Overdue),
        notes: notes.filter(|note| window.tells(note.date)).count(),
        promises_open: open.count(),
        next_date: long(ahead.map(|(_, date)| date).min()),
    }
}

fn by(facts: &Facts<'_>, window: Window, measure: &PlanMeasure) -> Status {
    Status::of(measure, window.day, facts.today)
}

static COLUMNS: [ColumnKind; 3] = [
    ColumnKind { key: "status", heading: "สถานะ", align: Align::Left },
    ColumnKind { key: "measures", heading: "จำนวนมาตรการ", align: Align::Center },
    ColumnKind { key: "share", heading: "ร้อยละ", align: Align::Center },
];

macro_rules! counts {
    ($($source:ident, $name:literal, $window:expr, $of:literal;)+) => {$(
        pub(super) static $source: Source = Source {
            name: $name,
            describes: concat!("measures by status, and their sum", $of),
            columns: &COLUMNS,
            records: |facts| status_counts(facts, $window(facts)),
        };
    )+};
}

counts! {
    STATUS_COUNTS, "status_counts", Window::whole, "";
    STATUS_COUNTS_SIX_MONTHS, "status_counts_six_months", super::six_months, ", after the first half of the year";
    STATUS_COUNTS_TWELVE_MONTHS, "status_counts_twelve_months", super::twelve_months, ", at the end of the year";
    STATUS_COUNTS_QUARTER, "status_counts_quarter", super::quarter, ", at the end of the quarter";
}

/// One row for each status and a sum; nothing for a plan without measures.
fn status_counts(facts: &Facts<'_>, window: Window) -> Vec<Record> {
    let measures: Vec<_> = facts.plan.issues.iter().flat_map(|issue| &issue.measures).collect();
    if measures.is_empty() {
        return Vec::new();
    }
    let row = |word: &str, found: usize, strong| Record {
        within: Within::default(),
        cells: vec![Cell::text(word), Cell::figure(count(found)), Cell::figure(share(found, measures.len()))],
        strong,
    };
    let of = |status| measures.iter().filter(|measure| by(facts, window, measure) == status).count();
    let rows = Status::ALL.map(|status| row(status.word(), of(status), false));
    rows.into_iter().chain([row("รวม", measures.len(), true)]).collect()
}

/// A share in percent with two places, rounded half up.
fn share(part: usize, whole: usize) -> Option<Figure> {
    let (part, whole) = (i64::try_from(part).ok()?, i64::try_from(whole).ok()?);
    let doubled = part.checked_mul(20_000)?.checked_add(whole)?;
    Some(Figure::hundredths(doubled.checked_div(whole.checked_mul(2)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up() {
        for (part, whole, shown) in
            [(1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.13"), (0, 4, "0.00"), (4, 4, "100.00")]
        {
            assert_eq!(share(part, whole).map(|share| share.to_string()).as_deref(), Some(shown));
        }
        assert_eq!(share(0, 0), None);
    }
}
