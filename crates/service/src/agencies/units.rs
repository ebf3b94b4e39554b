//! Units of an agency: สำนักปลัด, กองคลัง and so on.

use store::units::{self, Unit};
use store::{AgencyId, Read, UnitId, agencies};

use super::fields::Fields;
use super::suggested_units;
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service};

/// What is typed about a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitForm {
    /// Its name.
    pub name: String,
    /// Its place among the units, 1 for the first; after the last when left empty.
    pub position: String,
}

impl UnitForm {
    fn read(&self, fallback: i64) -> Result<(String, i64)> {
        let mut fields = Fields::default();
        let name = fields.needed("name", &self.name, 120);
        let position = fields.place("position", &self.position, fallback);
        fields.finish((name, position))
    }
}

impl Service {
    /// The units of an agency in their order; closed ones last.
    ///
    /// # Errors
    /// [`Code::Forbidden`].
    pub async fn units(&self, caller: &Caller, agency: &AgencyId) -> Result<Vec<Unit>> {
        caller.require(Action::SeeAgency, Some(agency))?;
        let agency = *agency;
        Ok(self.store().read(move |tx| units::of_agency(tx, &agency)).await?)
    }

    /// Adds a unit.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::Invalid`]; [`Code::Exists`] when the agency has one of that name.
    pub async fn add_unit(&self, caller: &Caller, agency: &AgencyId, form: &UnitForm) -> Result<UnitId> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        form.read(1)?;
        let (form, agency, id) = (form.clone(), *agency, self.id(UnitId::new));
        self.store()
            .write(move |tx| -> Result<()> {
                let (name, position) = form.read(next(tx, &agency)?)?;
                Ok(units::add(tx, &act, &id, &agency, &name, position)?)
            })
            .await?;
        Ok(id)
    }

    /// Adds the units that agencies of its kind usually have, leaving out those that are there by name. Answers how
    /// many were added; none for kinds without a usual set.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::NotFound`].
    pub async fn add_suggested_units(&self, caller: &Caller, agency: &AgencyId) -> Result<usize> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        let (agency, service) = (*agency, self.clone());
        self.store()
            .write(move |tx| -> Result<usize> {
                let kind = agencies::get(tx, &agency)?.details.kind;
                let there = units::of_agency(tx, &agency)?;
                let first = next(tx, &agency)?;
                let is_new = |name: &&&str| there.iter().all(|unit| unit.name != **name);
                let names = suggested_units(&kind);
                let new: Vec<&str> = names.iter().filter(is_new).copied().collect();
                for (position, name) in (first..).zip(&new) {
                    units::add(tx, &act, &service.id(UnitId::new), &agency, name, position)?;
                }
                Ok(new.len())
            })
            .await
    }

    /// Gives a unit another name or place.
    ///
    /// # Errors
    /// As [`Service::add_unit`]; [`Code::NotFound`], also for another agency's unit.
    pub async fn change_unit(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        id: &UnitId,
        form: &UnitForm,
    ) -> Result<()> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        let (form, agency, id) = (form.clone(), *agency, *id);
        self.store()
            .write(move |tx| -> Result<()> {
                let unit = unit_of(tx, &agency, &id)?;
                let (name, position) = form.read(unit.position)?;
                Ok(units::change(tx, &act, &id, &name, position)?)
            })
            .await
    }

    /// Closes a unit; what it was responsible for keeps its name.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::NotFound`], also when it is closed already.
    pub async fn close_unit(&self, caller: &Caller, agency: &AgencyId, id: &UnitId) -> Result<()> {
        let act = self.allow(caller, Action::ChangeAgency, Some(agency))?;
        let (agency, id) = (*agency, *id);
        self.store()
            .write(move |tx| -> Result<()> {
                unit_of(tx, &agency, &id)?;
                Ok(units::close(tx, &act, &id)?)
            })
            .await
    }
}

fn next(tx: &mut Read<'_>, agency: &AgencyId) -> Result<i64> {
    Ok(units::last_position(tx, agency)? + 1)
}

/// A unit of this agency.
pub(super) fn unit_of(tx: &mut Read<'_>, agency: &AgencyId, id: &UnitId) -> Result<Unit> {
    let unit = units::get(tx, id)?;
    if unit.agency == *agency { Ok(unit) } else { Err(Problem::new(Code::NotFound)) }
}
