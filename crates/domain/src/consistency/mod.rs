//! Printed figures held against each other: totals against what they are made of, levels against scores.
//!
//! Reports are typed by hand and copied between documents, so a total may not follow from the figures
//! printed below it. Nothing here decides which figure is right: a finding says what is printed, what
//! follows from what, and where a slip of the pen would explain the difference.
//!
//! Figures are read *printed first*: a node's value is the figure printed for it, and only where there is
//! none it is computed by its rule from the printed-first values below. So each printed figure is compared
//! with the nearest printed figures that it is made of, and one wrong figure does not taint the whole tree.

mod candidates;
mod fit;
mod level;
mod printed;
mod reachable;
mod report;
mod respondents;
mod scale;
mod slips;
mod total;
mod totals;
mod wording;

pub use report::{Candidate, CandidateKind, Finding, FindingCode, Note, NoteCode, Report};

use crate::assessment::Assessment;
use crate::framework::Catalogue;
use printed::Printed;

/// Compares everything that is printed in an assessment with what it is made of.
///
/// The catalogue is only asked when the printed level is not one of the year's own scale, to tell which
/// years it belongs to.
///
/// ```
/// use domain::Assessment;
/// use domain::consistency::{CandidateKind, check};
/// use domain::framework::Catalogue;
///
/// let catalogue = Catalogue::embedded();
/// let framework = catalogue.find("nacc/2567").unwrap();
/// let mut assessment = Assessment::new(framework);
/// let printed = ["90.15", "89.23", "94.15", "65.13", "85.13", "89.85", "84.93", "72.46", "42.38", "33.34"];
/// for (indicator, figure) in printed.iter().enumerate() {
///     assessment.evidence.give(framework.skeleton().indicator(indicator), figure.parse().unwrap());
/// }
/// assessment.overall = Some("64.92".parse().unwrap());
///
/// let report = check(&assessment, &catalogue);
/// let finding = &report.findings[0];
/// assert_eq!(finding.key, "published.overall");
/// assert_eq!(finding.recomputed.as_deref(), Some("65.30"));
/// let first = &finding.candidates[0];
/// assert_eq!((first.key.as_str(), first.to.as_str()), ("published.indicators.2", "82.93"));
/// assert_eq!(first.kind, CandidateKind::Swap);
/// ```
pub fn check(assessment: &Assessment<'_>, catalogue: &Catalogue) -> Report {
    let printed = Printed::new(assessment);
    let mut report = Report::default();
    totals::check(&printed, &mut report);
    reachable::check(&printed, &mut report);
    level::check(&printed, catalogue, &mut report);
    report
}
