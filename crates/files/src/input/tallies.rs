//! Counts of answers.

use domain::framework::{MAX_CHOICES, NodeRef};
use domain::scoring::{MAX_ANSWERS, Tally};

use super::assessment::{Group, figure};
use super::codes::Codes;
use super::published::{Seen, Target};
use super::report::{Fault, Report};
use super::tree::At;
use super::{faults, figure_faults, figures};

/// Reads the counts of all rows.
pub(crate) fn read(tallies: &Group<'_>, mut target: Target<'_, '_, '_>, report: &mut Report) {
    let mut seen = Seen::default();
    for field in &tallies.fields {
        let key = tallies.key(&field.name);
        let choices = tallies.table(&field.name, report);
        let Some((codes, assessment)) = &mut target else {
            if let Some(choices) = choices {
                counts(&choices, None, report);
            }
            continue;
        };
        let node = codes.row(&field.name).and_then(|node| seen.once(node, field));
        let node = report.take(&field.at, &key, node);
        let Some(choices) = choices else { continue };
        let labels = node.map(|node| labels(codes, node));
        let Some(counts) = counts(&choices, labels, report) else { continue };
        if choices.fields.is_empty() {
            continue;
        }
        let total = counts.iter().map(|&count| u64::from(count)).sum::<u64>();
        let tally = Tally::new(&counts)
            .ok_or_else(|| figure_faults::count_too_large(&total.to_string(), MAX_ANSWERS));
        if let (Some(tally), Some(node)) = (report.take(&field.value.at, &key, tally), node) {
            assessment.evidence.tally(node, tally);
        }
    }
}

/// Labels of a row's choices, choice 1 first.
fn labels<'c>(codes: &'c Codes<'_>, node: usize) -> &'c [String] {
    match codes.framework.skeleton().nodes[node].at {
        NodeRef::Row(row, _) => &codes.framework.rows[row].labels_th,
        _ => &[],
    }
}

/// Counts in the order of the choices, or `None` when something is wrong with them. Without
/// labels the choices cannot be checked, and only the counts are.
fn counts(choices: &Group<'_>, labels: Option<&[String]>, report: &mut Report) -> Option<Vec<u32>> {
    let mut counts = [0_u32; MAX_CHOICES];
    let mut seen: Vec<(usize, &At)> = Vec::new();
    let before = report.problems.len();
    for field in &choices.fields {
        let key = choices.key(&field.name);
        let choice = match labels {
            Some(labels) => report.take(&field.at, &key, choice(&field.name, labels)),
            None => None,
        };
        let count = report.take(&field.value.at, &key, figure(&field.value).and_then(figures::count));
        let Some(at) = choice else { continue };
        if let Some((_, first)) = seen.iter().find(|(earlier, _)| *earlier == at) {
            let fault = faults::duplicate_key(&field.name, super::assessment::place(first));
            report.add(&field.at, &key, fault);
            continue;
        }
        seen.push((at, &field.at));
        if let (Some(slot), Some(count)) = (counts.get_mut(at), count) {
            *slot = count;
        }
    }
    let used = labels.map_or(0, <[String]>::len).min(MAX_CHOICES);
    (report.problems.len() == before).then(|| counts[..used].to_vec())
}

/// Position of a choice.
fn choice(written: &str, labels: &[String]) -> Result<usize, Fault> {
    let code = figures::code(written)?;
    let number = code.parse::<usize>().ok().filter(|number| (1..=labels.len()).contains(number));
    number.map(|number| number - 1).ok_or_else(|| figure_faults::unknown_choice(written, labels))
}
