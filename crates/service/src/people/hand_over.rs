//! Hand-over: somebody leaves an agency. Roles and sessions end, open work gets a successor, and what the person
//! did stays in the history under their id.

use std::collections::HashMap;

use domain::Text;
use store::successions::NewSuccession;
use store::{
    AgencyId, PersonId, Read, SuccessionId, assessments, invitations, memberships, people, plans,
    publications, sessions, successions,
};
use thai::FiscalYear;

use super::members::keep_last;
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service};

/// Open work that somebody answers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// As the audit trail names it: `plans/ID`, `assessments/ID`.
    pub object: String,
    /// Name of the plan, or of the file that an assessment came in.
    pub title: String,
    /// Its fiscal year.
    pub fiscal_year: FiscalYear,
}

/// What a hand-over did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// What the successor took over.
    pub work: Vec<Work>,
    /// How many roles ended.
    pub roles: usize,
    /// How many sessions ended.
    pub sessions: usize,
    /// Whether the account is closed; not while the person has a role elsewhere.
    pub is_account_closed: bool,
}

/// What a person answers for in an agency: plans that they saved last and assessments that they handed in and
/// nobody published, unless somebody else has taken them over.
fn open_work(read: &mut Read<'_>, agency: &AgencyId, person: &PersonId) -> store::Result<Vec<Work>> {
    let taken: HashMap<String, PersonId> = successions::of_agency(read, agency)?
        .into_iter()
        .map(|one| (one.named.object, one.named.successor))
        .collect();
    let answers = |object: &str, by: Option<PersonId>| taken.get(object).copied().or(by) == Some(*person);
    let mut work = Vec::new();
    for plan in plans::of_agency(read, agency)? {
        let object = format!("plans/{}", plan.id);
        let saved_by = plans::newest(read, &plan.id)?.and_then(|revision| revision.saved_by);
        if answers(&object, saved_by) {
            work.push(Work { object, title: plan.name, fiscal_year: plan.fiscal_year });
        }
    }
    for one in assessments::of_agency(read, agency)? {
        let object = format!("assessments/{}", one.id);
        if answers(&object, one.added_by)
            && !publications::of_assessment(read, &one.id)?.first().is_some_and(|newest| newest.published)
        {
            work.push(Work { object, title: one.source_name, fiscal_year: one.fiscal_year });
        }
    }
    Ok(work)
}

impl Service {
    /// What would be handed over if somebody left.
    ///
    /// # Errors
    /// [`Code::Forbidden`].
    pub async fn open_work(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        person: &PersonId,
    ) -> Result<Vec<Work>> {
        self.allow(caller, Action::ManagePeople, Some(agency))?;
        let (agency, person) = (*agency, *person);
        Ok(self.store().read(move |tx| open_work(tx, &agency, &person)).await?)
    }

    /// Lets somebody leave an agency: roles there end, every session ends, open work gets a successor, open
    /// invitations and recoveries that the person made there are revoked. The account closes with the last role.
    ///
    /// # Errors
    /// [`Code::Invalid`] with the field `successor` when open work has nobody, or nobody of the agency;
    /// [`Code::Conflict`] for the last administrator; [`Code::NotFound`] when the person has no role there;
    /// [`Code::Forbidden`], [`Code::SecondFactor`].
    pub async fn hand_over(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        person: &PersonId,
        successor: Option<&PersonId>,
    ) -> Result<HandOver> {
        let act = self.allow_strongly(caller, Action::ManagePeople, Some(agency)).await?;
        let (agency, person, successor) = (*agency, *person, successor.copied());
        // Drawn before the transaction, which draws nothing: one for each work that there can be is told first.
        let expected = self.store().read(move |tx| open_work(tx, &agency, &person)).await?.len();
        let ids: Vec<SuccessionId> = (0..expected).map(|_| self.id(SuccessionId::new)).collect();
        self.store()
            .write(move |tx| {
                let roles = memberships::of_person(tx, &person)?;
                let (here, elsewhere): (Vec<_>, Vec<_>) =
                    roles.into_iter().partition(|one| one.given.agency == Some(agency));
                if here.is_empty() {
                    return Err(Problem::new(Code::NotFound));
                }
                keep_last(tx, Some(&agency), &person, None)?;
                let work = open_work(tx, &agency, &person)?;
                if work.len() != ids.len() {
                    return Err(Problem::new(Code::Conflict));
                }
                if let Some(successor) = &successor {
                    check_successor(tx, &agency, &person, successor)?;
                }
                for (work, id) in work.iter().zip(ids) {
                    let Some(successor) = successor else { return Err(no_successor()) };
                    let object = work.object.clone();
                    successions::add(tx, &act, &NewSuccession { id, agency, person, successor, object })?;
                }
                for made in invitations::of_agency(tx, &agency)? {
                    let is_open = made.used_at.is_none() && made.revoked_at.is_none();
                    if is_open && (made.added_by == Some(person) || made.person == Some(person)) {
                        invitations::revoke(tx, &act, &made.id)?;
                    }
                }
                for role in &here {
                    memberships::end(tx, &act, &role.given.id)?;
                }
                let sessions = sessions::end_of_person(tx, &act, &person, None, "handed-over")?;
                let is_account_closed = elsewhere.is_empty();
                if is_account_closed {
                    people::leave(tx, &act, &person)?;
                }
                Ok(HandOver { work, roles: here.len(), sessions, is_account_closed })
            })
            .await
    }
}

fn no_successor() -> Problem {
    let text = Text::new("ยังมีงานค้างอยู่ ให้เลือกผู้รับงานต่อ", "there is open work: choose who takes it over");
    Problem::field("successor", text)
}

/// Somebody else who works in the agency.
fn check_successor(
    read: &mut Read<'_>,
    agency: &AgencyId,
    person: &PersonId,
    successor: &PersonId,
) -> Result<()> {
    let works_here =
        memberships::of_person(read, successor)?.iter().any(|one| one.given.agency == Some(*agency));
    if successor == person || !works_here {
        let text = Text::new(
            "ผู้รับงานต่อต้องเป็นคนอื่นที่มีบทบาทในหน่วยงานนี้",
            "the successor has to be somebody else with a role in this agency",
        );
        return Err(Problem::field("successor", text));
    }
    Ok(())
}
