//! Names of an agency's units and offices, for rows that know only their ids.

use service::agencies::OfficeLine;
use store::units::Unit;
use store::{AgencyId, OfficeId, UnitId};

use crate::ask::Ask;
use crate::kit::form::Choice;
use crate::kit::problem::Fault;

/// Units and offices of an agency, or none of them above agencies.
#[derive(Debug, Default)]
pub(crate) struct Names {
    units: Vec<Unit>,
    offices: Vec<OfficeLine>,
}

impl Names {
    /// Those of an agency.
    pub(crate) async fn of(ask: &Ask, agency: &AgencyId) -> Result<Names, Fault> {
        let service = ask.site.service();
        let units = service.units(&ask.caller, agency).await?;
        Ok(Names { units, offices: service.offices(&ask.caller, agency).await? })
    }

    /// The name of a unit, closed ones too.
    pub(crate) fn unit(&self, id: Option<&UnitId>) -> Option<String> {
        self.units.iter().find(|unit| Some(&unit.id) == id).map(|unit| unit.name.clone())
    }

    /// The title of an office, closed ones too.
    pub(crate) fn office(&self, id: Option<&OfficeId>) -> Option<String> {
        self.offices.iter().find(|line| Some(&line.office.id) == id).map(|line| line.office.title.clone())
    }

    /// Units that can be chosen.
    pub(crate) fn units(&self) -> Vec<Choice> {
        let open = self.units.iter().filter(|unit| unit.is_active);
        open.map(|unit| Choice::new(unit.id.to_string(), unit.name.clone())).collect()
    }

    /// Offices that can be chosen.
    pub(crate) fn offices(&self) -> Vec<Choice> {
        let open = self.offices.iter().map(|line| &line.office).filter(|office| office.is_active);
        open.map(|office| Choice::new(office.id.to_string(), office.title.clone())).collect()
    }
}
