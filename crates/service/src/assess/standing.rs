//! Where an assessment stands with the public, told from the decisions about it and about the others of its year.

use jiff::Timestamp;
use store::assessments::Summary;
use store::publications::Publication;
use store::{AssessmentId, Read, assessments, publications};

use crate::Result;

/// An assessment in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What is known of it.
    pub summary: Summary,
    /// The newest decision to publish or withdraw it, if there was any.
    pub decision: Option<Publication>,
    /// The one whose publication ended its own; none where it never was published, still is, or was withdrawn.
    pub replaced_by: Option<AssessmentId>,
}

/// Where an assessment stands with the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has decided to publish it.
    NeverPublished,
    /// The public sees it.
    Published {
        /// When it was published.
        since: Timestamp,
    },
    /// It was published until another one of its year was.
    Replaced {
        /// When.
        at: Timestamp,
        /// The other one.
        by: AssessmentId,
    },
    /// It was published until somebody withdrew it.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

impl Listed {
    /// Whether the public sees it.
    pub fn is_published(&self) -> bool {
        self.decision.as_ref().is_some_and(|decision| decision.published)
    }

    /// Where it stands with the public.
    pub fn standing(&self) -> Standing {
        match (&self.decision, self.replaced_by) {
            (None, _) => Standing::NeverPublished,
            (Some(one), _) if one.published => Standing::Published { since: one.decided_at },
            (Some(one), Some(by)) => Standing::Replaced { at: one.decided_at, by },
            (Some(one), None) => Standing::Withdrawn { at: one.decided_at },
        }
    }
}

/// An assessment with the decisions about it, the newest first.
type Decided = (Summary, Vec<Publication>);

fn decided(tx: &mut Read<'_>, summary: Summary) -> Result<Decided> {
    let decisions = publications::of_assessment(tx, &summary.id)?;
    Ok((summary, decisions))
}

/// Whether two decisions were one act: to publish writes both rows at the same moment.
fn is_one_act(a: &Publication, b: &Publication) -> bool {
    a.decided_at == b.decided_at && a.decided_by == b.decided_by
}

/// The other of the same year about which the opposite was decided in the same act.
fn other_side(of: &Summary, decision: &Publication, all: &[Decided]) -> Option<AssessmentId> {
    let others = all
        .iter()
        .filter(|(one, _)| one.id != of.id && one.agency == of.agency && one.fiscal_year == of.fiscal_year);
    let opposite = |one: &Publication| one.published != decision.published && is_one_act(one, decision);
    let mut found = others.filter(|(_, decisions)| decisions.iter().any(opposite));
    found.next().map(|(one, _)| one.id)
}

fn standing_among((summary, decisions): &Decided, all: &[Decided]) -> Listed {
    let decision = decisions.first().cloned();
    let ended = decision.as_ref().filter(|one| !one.published);
    let replaced_by = ended.and_then(|one| other_side(summary, one, all));
    Listed { summary: summary.clone(), decision, replaced_by }
}

/// All assessments of an agency.
pub(super) fn all(tx: &mut Read<'_>, summaries: Vec<Summary>) -> Result<Vec<Listed>> {
    let all: Vec<Decided> =
        summaries.into_iter().map(|summary| decided(tx, summary)).collect::<Result<_>>()?;
    Ok(all.iter().map(|one| standing_among(one, &all)).collect())
}

/// One assessment.
pub(super) fn one(tx: &mut Read<'_>, summary: Summary) -> Result<Listed> {
    let one = decided(tx, summary)?;
    let was_ended = one.1.first().is_some_and(|newest| !newest.published);
    let all = if was_ended { of_its_year(tx, &one.0)? } else { Vec::new() };
    Ok(standing_among(&one, &all))
}

/// Whether an assessment took the place of another one when this decision published it.
pub(crate) fn has_replaced(tx: &mut Read<'_>, summary: &Summary, decision: &Publication) -> Result<bool> {
    let all = of_its_year(tx, summary)?;
    Ok(other_side(summary, decision, &all).is_some())
}

fn of_its_year(tx: &mut Read<'_>, summary: &Summary) -> Result<Vec<Decided>> {
    let all = assessments::of_agency(tx, &summary.agency)?;
    let same = all.into_iter().filter(|one| one.fiscal_year == summary.fiscal_year);
    same.map(|one| decided(tx, one)).collect()
}
