//! Offices of an agency: the posts whose holders endorse, such as ปลัด and นายก.

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, civil::Date};
use store::acting_orders;
use store::memberships;
use store::offices::{self, Office};
use store::{AgencyId, OfficeId, PersonId, Read, UnitId, agencies, people};

use super::fields::Fields;
use super::suggested_offices;
use super::units::unit_of;
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service};

/// What is typed about an office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficeForm {
    /// Its title.
    pub title: String,
    /// The unit that it heads; empty for none.
    pub unit: String,
    /// Its place in the chain of command, 1 for the lowest; above all others when left empty.
    pub rank: String,
}

impl OfficeForm {
    fn read(&self, fallback: i64) -> Result<(String, Option<UnitId>, i64)> {
        let mut fields = Fields::default();
        let title = fields.needed("title", &self.title, 120);
        let rank = fields.place("rank", &self.rank, fallback);
        let unit = match self.unit.trim() {
            "" => None,
            written => {
                let unit = written.parse().ok();
                if unit.is_none() {
                    fields.wrong("unit", "ให้เลือกส่วนงานจากรายการ", "choose a unit from the list");
                }
                unit
            }
        };
        fields.finish((title, unit, rank))
    }
}

/// An office with who fills it today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeLine {
    /// The office.
    pub office: Office,
    /// Who holds it.
    pub holders: Vec<Filler>,
    /// Who acts for it today by an order.
    pub acting: Vec<Filler>,
}

/// Somebody who fills an office, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filler {
    /// Who.
    pub person: PersonId,
    /// Their name; empty for who was erased.
    pub name: String,
}

impl Filler {
    pub(super) fn of(tx: &mut Read<'_>, person: &PersonId) -> store::Result<Filler> {
        Ok(Filler { person: *person, name: people::get(tx, person)?.details.name })
    }
}

impl Service {
    /// The offices of an agency, the lowest of the chain first, with who fills them today; closed ones last.
    ///
    /// # Errors
    /// [`Code::Forbidden`].
    pub async fn offices(&self, caller: &Caller, agency: &AgencyId) -> Result<Vec<OfficeLine>> {
        caller.require(Action::SeeAgency, Some(agency))?;
        let (agency, today) = (*agency, today(self.now()));
        self.store()
            .read(move |tx| -> Result<Vec<OfficeLine>> {
                let members = memberships::of_agency(tx, &agency)?;
                let mut lines = Vec::new();
                for office in offices::of_agency(tx, &agency)? {
                    let holds = members.iter().filter(|one| one.ended_at.is_none());
                    let holds = holds.filter(|one| one.given.office == Some(office.id));
                    let holds: Vec<PersonId> = holds.map(|one| one.given.person).collect();
                    let acting = acting_orders::in_force(tx, &office.id, today)?;
                    let holders: store::Result<Vec<_>> = holds.iter().map(|id| Filler::of(tx, id)).collect();
                    let acting: store::Result<Vec<_>> =
                        acting.iter().map(|order| Filler::of(tx, &order.given.person)).collect();
                    lines.push(OfficeLine { holders: holders?, acting: acting?, office });
                }
                Ok(lines)
            })
            .await
    }

    /// Adds an office.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::Invalid`]; [`Code::Exists`] when the agency has one of that title;
    /// [`Code::NotFound`] for another agency's unit.
    pub async fn add_office(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        form: &OfficeForm,
    ) -> Result<OfficeId> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        form.read(1)?;
        let (form, agency, id) = (form.clone(), *agency, self.id(OfficeId::new));
        self.store()
            .write(move |tx| -> Result<()> {
                let (title, unit, rank) = form.read(next(tx, &agency)?)?;
                if let Some(unit) = &unit {
                    unit_of(tx, &agency, unit)?;
                }
                Ok(offices::add(tx, &act, &id, &agency, unit.as_ref(), &title, rank)?)
            })
            .await?;
        Ok(id)
    }

    /// Adds the offices that agencies of its kind usually have, leaving out those that are there by title. Answers
    /// how many were added.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::NotFound`].
    pub async fn add_suggested_offices(&self, caller: &Caller, agency: &AgencyId) -> Result<usize> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        let (agency, service) = (*agency, self.clone());
        self.store()
            .write(move |tx| -> Result<usize> {
                let kind = agencies::get(tx, &agency)?.details.kind;
                let there = offices::of_agency(tx, &agency)?;
                let first = next(tx, &agency)?;
                let is_new = |title: &&&str| there.iter().all(|office| office.title != **title);
                let new: Vec<&str> = suggested_offices(&kind).iter().filter(is_new).copied().collect();
                for (rank, title) in (first..).zip(&new) {
                    offices::add(tx, &act, &service.id(OfficeId::new), &agency, None, title, rank)?;
                }
                Ok(new.len())
            })
            .await
    }

    /// Gives an office another title, place or unit.
    ///
    /// # Errors
    /// As [`Service::add_office`]; [`Code::NotFound`], also for another agency's office.
    pub async fn change_office(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        id: &OfficeId,
        form: &OfficeForm,
    ) -> Result<()> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        let (form, agency, id) = (form.clone(), *agency, *id);
        self.store()
            .write(move |tx| -> Result<()> {
                let office = office_of(tx, &agency, &id)?;
                let (title, unit, rank) = form.read(office.rank)?;
                if let Some(unit) = &unit {
                    unit_of(tx, &agency, unit)?;
                }
                Ok(offices::change(tx, &act, &id, unit.as_ref(), &title, rank)?)
            })
            .await
    }

    /// Closes an office.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::NotFound`], also when it is closed already.
    pub async fn close_office(&self, caller: &Caller, agency: &AgencyId, id: &OfficeId) -> Result<()> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        let (agency, id) = (*agency, *id);
        self.store()
            .write(move |tx| -> Result<()> {
                office_of(tx, &agency, &id)?;
                Ok(offices::close(tx, &act, &id)?)
            })
            .await
    }
}

fn next(tx: &mut Read<'_>, agency: &AgencyId) -> Result<i64> {
    Ok(offices::of_agency(tx, agency)?.iter().map(|office| office.rank).max().unwrap_or(0) + 1)
}

/// An office of this agency.
pub(super) fn office_of(tx: &mut Read<'_>, agency: &AgencyId, id: &OfficeId) -> Result<Office> {
    let office = offices::get(tx, id)?;
    if office.agency == *agency { Ok(office) } else { Err(Problem::new(Code::NotFound)) }
}

/// The day in Thailand, which is seven hours ahead all year round.
pub(crate) fn today(now: Timestamp) -> Date {
    TimeZone::fixed(Offset::constant(7)).to_datetime(now).date()
}
