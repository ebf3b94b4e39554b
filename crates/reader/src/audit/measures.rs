//! Measures of which the document, where it reports results, tells none.

use domain::Text;

use super::model::{Code, Finding, Severity};
use super::work::Work;
use crate::claims::MeasureClaim;
use crate::layout::Role;

/// Signs that stand for an empty cell.
const EMPTY: [&str; 6] = ["", "-", "–", "—", ".", "ไม่มี"];

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    let joined = work.claims.joined_measures();
    let told = joined.iter().filter(|row| has_result(row)).count();
    let open: Vec<&MeasureClaim> =
        joined.iter().filter(|row| !has_result(row) && !is_under_way(work, row)).collect();
    // Where most measures have none, the document does not report results measure by measure.
    if told < 2 || told < open.len() {
        return;
    }
    for row in open {
        let title = if row.measure.is_empty() { &row.issue } else { &row.measure };
        let short: String = title.chars().take(80).collect();
        let short = if short.len() < title.len() { format!("{short}…") } else { short };
        findings.push(Finding {
            code: Code::MeasureWithoutResult,
            severity: Severity::Warning,
            key: String::new(),
            passages: vec![work.measure(row)],
            published: short.clone(),
            recomputed: None,
            difference: None,
            candidates: Vec::new(),
            message: Text::new(
                format!("มาตรการ “{short}” ไม่มีผลการดำเนินการ ขณะที่อีก {told} มาตรการมี โปรดกรอกผล หรือระบุว่ายังไม่ได้ดำเนินการเพราะเหตุใด"),
                format!(
                    "The measure “{short}” has no result, while {told} others do. Fill it in, or say why nothing was \
                     done yet."
                ),
            ),
        });
    }
}

/// Whether the row stands in a table of progress, where nothing noted yet is no gap.
fn is_under_way(work: &Work<'_>, row: &MeasureClaim) -> bool {
    let Some((_, table)) = work.source.tables().nth(row.table) else { return false };
    let Some(column) = table.column(Role::Result) else { return false };
    let heading = table.headings.iter().filter_map(|heading| heading.get(column));
    let mut folded = heading.map(|heading| thai::fold_for_match(heading));
    folded.any(|heading| heading.starts_with("ความก้าวหน้า") || heading.starts_with("ความคืบหน้า"))
}

fn has_result(row: &MeasureClaim) -> bool {
    let full = |text: &str| !EMPTY.contains(&text.trim());
    full(&row.result) || full(&row.outcome)
}
