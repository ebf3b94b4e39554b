//! Who works in an agency: listed, given further roles, and roles ended.

use domain::Text;
use store::memberships::{Membership, NewMembership, Role};
use store::{AgencyId, MembershipId, OfficeId, PersonId, Read, UnitId, memberships, people};

use super::invitations::check_place;
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service};

/// Somebody of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub person: people::Person,
    /// The roles in this agency that have not ended; none for somebody who has left it.
    pub roles: Vec<Membership>,
    /// Whether a second factor is set up.
    pub has_second_factor: bool,
}

impl Service {
    /// Everybody who has or had a role in an agency, in the order in which they came; without one, those with a
    /// role above agencies.
    ///
    /// # Errors
    /// [`Code::Forbidden`].
    pub async fn people(&self, caller: &Caller, agency: Option<&AgencyId>) -> Result<Vec<Colleague>> {
        let action = if agency.is_some() { Action::SeePeople } else { Action::Operate };
        self.allow(caller, action, agency)?;
        let agency = agency.copied();
        let all = self
            .store()
            .read(move |tx| {
                let (roles, all) = match &agency {
                    Some(agency) => (memberships::of_agency(tx, agency)?, people::of_agency(tx, agency)?),
                    None => {
                        let roles = memberships::above_agencies(tx)?;
                        let mut ids: Vec<PersonId> = roles.iter().map(|one| one.given.person).collect();
                        ids.sort_unstable();
                        ids.dedup();
                        let all: store::Result<Vec<_>> = ids.iter().map(|id| people::get(tx, id)).collect();
                        (roles, all?)
                    }
                };
                let colleague = |person: people::Person| {
                    let own = |one: &&Membership| one.given.person == person.id && one.ended_at.is_none();
                    let roles = roles.iter().filter(own).cloned().collect();
                    let has_second_factor = super::second_factors(tx, &person.id)?.is_any();
                    Ok(Colleague { person, roles, has_second_factor })
                };
                all.into_iter().map(colleague).collect::<store::Result<Vec<_>>>()
            })
            .await?;
        Ok(all)
    }

    /// Gives a further role to somebody who has one in the agency already; who is new is invited. Without an agency
    /// it makes an operator of somebody, which only operators do.
    ///
    /// # Errors
    /// [`Code::Forbidden`], [`Code::SecondFactor`]; [`Code::NotFound`] for who is not there; [`Code::Exists`];
    /// [`Code::Invalid`] with the fields `role`, `unit`.
    pub async fn give_role(
        &self,
        caller: &Caller,
        agency: Option<&AgencyId>,
        person: &PersonId,
        role: Role,
        unit: Option<UnitId>,
        office: Option<OfficeId>,
    ) -> Result<MembershipId> {
        let action = if agency.is_some() { Action::ManagePeople } else { Action::Operate };
        let act = self.allow_strongly(caller, action, agency).await?;
        check_place(role, agency, unit.as_ref())?;
        let id = self.id(MembershipId::new);
        let given = NewMembership { id, person: *person, agency: agency.copied(), unit, office, role };
        self.store()
            .write(move |tx| {
                let roles = memberships::of_person(tx, &given.person)?;
                let is_here =
                    given.agency.is_none() || roles.iter().any(|one| one.given.agency == given.agency);
                if !is_here || people::get(tx, &given.person)?.standing != people::Standing::Active {
                    return Err(Problem::new(Code::NotFound));
                }
                let same = |one: &Membership| {
                    let had = &one.given;
                    (had.agency, had.role, had.unit, had.office)
                        == (given.agency, given.role, given.unit, given.office)
                };
                if roles.iter().any(same) {
                    return Err(Problem::new(Code::Exists));
                }
                Ok(memberships::add(tx, &act, &given)?)
            })
            .await?;
        Ok(id)
    }

    /// Ends one role of somebody who stays. Whoever leaves the agency hands over instead.
    ///
    /// # Errors
    /// [`Code::Conflict`] for the last administrator of an agency, the last operator, and somebody's last role in
    /// an agency; [`Code::NotFound`], [`Code::Forbidden`], [`Code::SecondFactor`].
    pub async fn end_role(&self, caller: &Caller, id: &MembershipId) -> Result<()> {
        self.allow(caller, Action::ChangeOwnAccount, None)?;
        let id = *id;
        let found = self.store().read(move |tx| memberships::get(tx, &id)).await?.given;
        let action = if found.agency.is_some() { Action::ManagePeople } else { Action::Operate };
        let act = self.allow_strongly(caller, action, found.agency.as_ref()).await?;
        self.store()
            .write(move |tx| {
                keep_last(tx, found.agency.as_ref(), &found.person, Some(&id))?;
                let roles = memberships::of_person(tx, &found.person)?;
                let others = roles.iter().filter(|one| one.given.id != id);
                if found.agency.is_some() && !others.into_iter().any(|one| one.given.agency == found.agency) {
                    return Err(Problem::new(Code::Conflict).with_detail(Text::new(
                        "นี่คือบทบาทสุดท้ายของผู้นี้ในหน่วยงาน ให้ใช้การส่งมอบงานแทน",
                        "this is the person's last role in the agency: hand their work over instead",
                    )));
                }
                Ok(memberships::end(tx, &act, &id)?)
            })
            .await
    }
}

/// Refuses to take the last administrator from an agency, or the last operator from the installation: when all
/// roles of a person there end, or only the one that is named.
pub(super) fn keep_last(
    read: &mut Read<'_>,
    agency: Option<&AgencyId>,
    person: &PersonId,
    only: Option<&MembershipId>,
) -> Result<()> {
    let (all, needed) = match agency {
        Some(agency) => (memberships::of_agency(read, agency)?, Role::AgencyAdministrator),
        None => (memberships::above_agencies(read)?, Role::Operator),
    };
    let holds = |one: &&Membership| one.ended_at.is_none() && one.given.role == needed;
    let goes =
        |one: &Membership| one.given.person == *person && only.is_none_or(|only| one.given.id == *only);
    let held: Vec<&Membership> = all.iter().filter(holds).collect();
    if held.iter().any(|one| goes(one)) && held.iter().all(|one| goes(one)) {
        return Err(Problem::new(Code::Conflict).with_detail(Text::new(
            "นี่คือผู้ดูแลคนสุดท้าย ให้ตั้งผู้ดูแลคนอื่นก่อน",
            "this is the last administrator: give the role to somebody else first",
        )));
    }
    Ok(())
}
