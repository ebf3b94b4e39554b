//! Agencies, and what they are made of: units, offices, and who acts for whom.

mod acting;
mod fields;
mod form;
mod name;
mod offices;
mod search;
mod suggested;
mod units;

use store::{AgencyId, agencies};

use crate::access::Action;
use crate::{Caller, Result, Service};

pub use acting::{ActingForm, ActingLine};
pub use form::AgencyForm;
pub use offices::{Filler, OfficeForm, OfficeLine};
pub use search::{Found, Page, Query};
pub use suggested::{suggested_offices, suggested_units};
pub use units::UnitForm;

pub(crate) use name::{fold_name, split};
pub(crate) use search::Index;

impl Service {
    /// Adds an agency.
    ///
    /// # Errors
    /// [`crate::Code::Forbidden`]; [`crate::Code::Invalid`] with each field; [`crate::Code::Exists`] when its code is
    /// taken.
    pub async fn add_agency(&self, caller: &Caller, form: &AgencyForm) -> Result<AgencyId> {
        let act = self.allow(caller, Action::AddAgency, None)?;
        let (details, id) = (form.read()?, self.id(AgencyId::new));
        self.store().write(move |tx| agencies::add(tx, &act, &id, &details)).await.map_err(code_taken)?;
        self.public_changed();
        Ok(id)
    }

    /// Changes what is known of an agency.
    ///
    /// # Errors
    /// As [`Service::add_agency`]; [`crate::Code::NotFound`].
    pub async fn change_agency(&self, caller: &Caller, id: &AgencyId, form: &AgencyForm) -> Result<()> {
        let act = self.allow(caller, Action::ChangeAgency, Some(id))?;
        let (details, id) = (form.read()?, *id);
        self.store().write(move |tx| agencies::change(tx, &act, &id, &details)).await.map_err(code_taken)?;
        self.public_changed();
        Ok(())
    }

    /// Closes an agency that was merged or dissolved. Its history and what it published stay.
    ///
    /// # Errors
    /// [`crate::Code::Forbidden`]; [`crate::Code::NotFound`], also when it is closed already.
    pub async fn close_agency(&self, caller: &Caller, id: &AgencyId) -> Result<()> {
        let act = self.allow(caller, Action::AddAgency, None)?;
        let id = *id;
        self.store().write(move |tx| agencies::close(tx, &act, &id)).await?;
        self.public_changed();
        Ok(())
    }

    /// An agency.
    ///
    /// # Errors
    /// [`crate::Code::Forbidden`]; [`crate::Code::NotFound`].
    pub async fn agency(&self, caller: &Caller, id: &AgencyId) -> Result<agencies::Agency> {
        caller.require(Action::SeeAgency, Some(id))?;
        let id = *id;
        Ok(self.store().read(move |tx| agencies::get(tx, &id)).await?)
    }
}

fn code_taken(error: store::Error) -> crate::Problem {
    if !matches!(error, store::Error::Exists(_)) {
        return error.into();
    }
    let text = domain::Text::new(
        "รหัสนี้เป็นของหน่วยงานอื่นแล้ว ให้ตรวจรหัส",
        "another agency has this code already: check the code",
    );
    crate::Problem { code: crate::Code::Exists, ..crate::Problem::field("code", text) }
}
