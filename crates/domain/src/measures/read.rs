//! Reads a file of measures and checks it: everything that is wrong is told, not only the first thing.

use std::collections::BTreeSet;

use super::file::{MeasureEntry, MeasuresFile};
use super::model::{DayOfYear, Measure, MeasureStep, Reference, YearlyPeriod};
use super::problem::{Problem, ProblemKind};
use crate::framework::FrameworkName;
use crate::text::Text;

/// Reads the measures of a subject from the text of its file, in the order of the file.
///
/// # Errors
/// All problems found: of TOML, of the shape, and of sense. Whether the codes exist is not asked here,
/// because a file may serve frameworks that are not at hand.
pub fn read(subject: &str, text: &str) -> Result<Vec<Measure>, Vec<Problem>> {
    let file: MeasuresFile = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        let kind = ProblemKind::Shape(error.message().replace('\n', " "));
        vec![Problem { subject: subject.to_owned(), line, key: String::new(), kind }]
    })?;
    let mut found = Found { subject, text, problems: Vec::new() };
    head(&file, &mut found);
    let mut ids = BTreeSet::new();
    let measures: Vec<_> = file
        .measures
        .into_iter()
        .filter_map(|entry| {
            if !ids.insert(entry.id.clone()) {
                found.add(&entry.id, "id", ProblemKind::DuplicateId);
            }
            measure(entry, &mut found)
        })
        .collect();
    if found.problems.is_empty() { Ok(measures) } else { Err(found.problems) }
}

struct Found<'t> {
    subject: &'t str,
    text: &'t str,
    problems: Vec<Problem>,
}

impl Found<'_> {
    /// A problem of a measure, or of the head of the file when `id` is empty.
    fn add(&mut self, id: &str, key: &str, kind: ProblemKind) {
        let key = if id.is_empty() { key.to_owned() } else { format!("measures[{id}].{key}") };
        let written = format!("id = \"{id}\"");
        let line = self.text.lines().position(|line| line.trim_end() == written).map(|at| at + 1);
        self.problems.push(Problem { subject: self.subject.to_owned(), line, key, kind });
    }

    fn text(&mut self, id: &str, key: &str, text: &str) {
        if text.is_empty() || text.trim() != text || text.contains('\n') {
            self.add(id, key, ProblemKind::Blank);
        }
    }

    fn list<T: Ord + ToString>(&mut self, id: &str, key: &str, list: &[T]) {
        if list.is_empty() {
            self.add(id, key, ProblemKind::Empty);
        }
        let mut seen = BTreeSet::new();
        for entry in list {
            if !seen.insert(entry) {
                self.add(id, key, ProblemKind::Twice(entry.to_string()));
            }
        }
    }
}

fn head(file: &MeasuresFile, found: &mut Found<'_>) {
    if file.schema != "prongsai-measures/1" {
        found.add("", "schema", ProblemKind::Schema);
    }
    if file.subject != found.subject {
        found.add("", "subject", ProblemKind::Subject);
    }
    found.text("", "name_th", &file.name_th);
    found.text("", "name_en", &file.name_en);
    if file.measures.is_empty() {
        found.add("", "measures", ProblemKind::Empty);
    }
}

fn measure(entry: MeasureEntry, found: &mut Found<'_>) -> Option<Measure> {
    let id = entry.id.as_str();
    if !is_slug(id) {
        found.add(id, "id", ProblemKind::Slug);
    }
    for (key, text) in [
        ("title_th", &entry.title_th),
        ("title_en", &entry.title_en),
        ("why_th", &entry.why_th),
        ("lead_unit_th", &entry.lead_unit_th),
        ("units_other_th", &entry.units_other_th),
        ("period.text_th", &entry.period.text_th),
        ("checked_by_th", &entry.checked_by_th),
        ("sign_th", &entry.sign_th),
    ] {
        found.text(id, key, text);
    }
    found.list(id, "supporting_units_th", &entry.supporting_units_th);
    for unit in &entry.supporting_units_th {
        found.text(id, "supporting_units_th", unit);
    }
    found.list(id, "indicators", &entry.indicators);
    if entry.indicators.iter().any(|number| !(1..=10).contains(number)) {
        found.add(id, "indicators", ProblemKind::Range { least: 1, most: 10 });
    }
    if !(1..=5).contains(&entry.effort) {
        found.add(id, "effort", ProblemKind::Range { least: 1, most: 5 });
    }
    references(&entry, found);
    steps(&entry, found);
    let period = period(&entry, found)?;
    Some(Measure {
        title: Text::new(entry.title_th, entry.title_en),
        indicators: entry.indicators,
        general: entry.general,
        theme: entry.theme,
        references: entry
            .r#for
            .into_iter()
            .map(|reference| Reference { framework: reference.framework, code: reference.code })
            .collect(),
        why: entry.why_th,
        steps: entry
            .steps
            .into_iter()
            .map(|step| MeasureStep { text: step.step_th, evidence: step.evidence_th })
            .collect(),
        lead_unit: entry.lead_unit_th,
        supporting_units: entry.supporting_units_th,
        units_other: entry.units_other_th,
        period,
        checked_by: entry.checked_by_th,
        sign: entry.sign_th,
        effort: entry.effort,
        fits_small_agency: entry.fits_small_agency,
        id: entry.id,
    })
}

fn references(entry: &MeasureEntry, found: &mut Found<'_>) {
    let written: Vec<_> = entry.r#for.iter().map(|r| format!("{} {}", r.framework, r.code)).collect();
    found.list(&entry.id, "for", &written);
    for reference in &entry.r#for {
        let series = reference.framework.parse::<FrameworkName>().ok();
        // Read back, so that a revision, blanks or Thai digits do not slip through and match nothing later.
        if series.is_none_or(|name| name.revision.is_some() || name.to_string() != reference.framework) {
            found.add(&entry.id, "for", ProblemKind::Framework(reference.framework.clone()));
        }
        if !is_code(&reference.code) {
            found.add(&entry.id, "for", ProblemKind::Code(reference.code.clone()));
        }
    }
}

fn steps(entry: &MeasureEntry, found: &mut Found<'_>) {
    if !(3..=6).contains(&entry.steps.len()) {
        found.add(&entry.id, "steps", ProblemKind::Steps(entry.steps.len()));
    }
    for step in &entry.steps {
        found.text(&entry.id, "steps.step_th", &step.step_th);
        found.text(&entry.id, "steps.evidence_th", &step.evidence_th);
    }
}

fn period(entry: &MeasureEntry, found: &mut Found<'_>) -> Option<YearlyPeriod> {
    let mut read = |key: &str, text: &str| {
        let day = day(text);
        if day.is_none() {
            found.add(&entry.id, key, ProblemKind::Day(text.to_owned()));
        }
        day
    };
    let (from, to) = (read("period.from", &entry.period.from), read("period.to", &entry.period.to));
    let (from, to) = (from?, to?);
    if to.order() < from.order() {
        found.add(&entry.id, "period", ProblemKind::Reversed);
        return None;
    }
    Some(YearlyPeriod { text: entry.period.text_th.clone(), from, to, repeats: entry.period.repeats })
}

/// `MM-DD`.
fn day(text: &str) -> Option<DayOfYear> {
    let (month, day) = text.split_once('-')?;
    let two = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !two(month) || !two(day) {
        return None;
    }
    DayOfYear::new(month.parse().ok()?, day.parse().ok()?)
}

fn is_slug(text: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.contains('-') && text.split('-').all(word)
}

/// `I7`, `E1`, `O25`, or 1 to 10.
fn is_code(text: &str) -> bool {
    let number = text.strip_prefix(['I', 'E', 'O']);
    let digits = number.unwrap_or(text);
    let counts = !digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    counts && (number.is_some() || digits.len() == 1 || digits == "10")
}
