//! What a document says that contradicts itself, the rules of its year, or the calendar.
//!
//! Each check is a function of the document's claims and text that adds [`Finding`]s. None decides which of two
//! statements is right, none says anything about a person: a finding shows the passages, says what would fit and
//! what to look up.
//!
//! ```
//! use domain::framework::Catalogue;
//! use reader::{Limits, audit, claims, formats};
//!
//! let text = "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567\n\nระยะเวลาดำเนินการ 1 ตุลาคม 2566 - 31 กันยายน 2567\n";
//! let catalogue = Catalogue::embedded();
//! let source = formats::read("report.txt", text.as_bytes(), &Limits::default())?;
//! let claims = claims::read(&source, &catalogue);
//! let audit = audit::audit(&source, &claims, &catalogue);
//! assert_eq!(audit.findings[0].code.as_str(), "date_impossible");
//! assert_eq!(audit.findings[0].published, "31 กันยายน 2567");
//! # Ok::<(), reader::ReadProblem>(())
//! ```

mod agency;
mod changes;
mod codes;
mod copied;
mod counts;
mod dates;
mod figures;
mod measures;
mod model;
mod order;
mod outside;
mod parts;
mod passages;
mod repeated;
mod weak;
mod words;
mod work;
mod years;

use domain::framework::Catalogue;

use crate::claims::Claims;
use crate::layout::Source;

pub use copied::Shingles;
pub use model::{Audit, Candidate, Code, Finding, Kind, Passage, Severity};

/// Holds a document's statements against each other, against the rules of its year and against the calendar.
pub fn audit(source: &Source, claims: &Claims, catalogue: &Catalogue) -> Audit {
    let Some(work) = work::Work::new(source, claims, catalogue) else { return Audit::default() };
    let mut audit = Audit::default();
    figures::check(&work, &mut audit);
    let findings = &mut audit.findings;
    repeated::check(&work, findings);
    words::check(&work, findings);
    order::check(&work, findings);
    years::check(&work, findings);
    codes::check(&work, findings);
    agency::check(&work, findings);
    counts::check(&work, findings);
    changes::check(&work, findings);
    dates::check(&work, findings);
    outside::check(&work, findings);
    weak::check(&work, findings);
    measures::check(&work, findings);
    sort(findings);
    audit
}

/// The same text in another report: at most one finding, `None` when the two share little.
///
/// `name` is how the other report is called. What every report must say, names and titles of the rules, is not
/// counted; build `other` with [`Shingles::of`] once for many documents.
pub fn against(source: &Source, own: &Shingles, name: &str, other: &Shingles) -> Option<Finding> {
    copied::compare(source, own, name, other)
}

/// Serious ones first, each kind in the order of the document.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| {
        (std::cmp::Reverse(finding.severity), finding.place().map(|place| (place.block, place.row)))
    });
}
