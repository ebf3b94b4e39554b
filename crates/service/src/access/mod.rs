//! Who may do what: one table of roles, actions and places, with a refusal wherever nothing is said.

mod action;
mod table;

use domain::Text;
use store::AgencyId;
use store::memberships::Role;

use crate::{Caller, Code, Problem, Result};

pub use action::Action;
pub use table::{Place, Standing, may};

impl Caller {
    /// Allows an action on something of an agency, or above agencies when none is named.
    ///
    /// The console may do everything: whoever types there can read the database file as well.
    ///
    /// # Errors
    /// [`Code::SignIn`] for a visitor, who may be allowed after signing in; [`Code::Forbidden`] otherwise.
    pub fn require(&self, action: Action, agency: Option<&AgencyId>) -> Result<Option<Role>> {
        let found = match self {
            Caller::Console => return Ok(None),
            Caller::Visitor => may(Standing::Visitor, action, Place::Other).then_some(None),
            Caller::Person { memberships, .. } => {
                let place_of = |of: Option<&AgencyId>| match agency {
                    Some(agency) if of == Some(agency) => Place::Own,
                    None => Place::Own,
                    Some(_) => Place::Other,
                };
                let by_role = memberships
                    .iter()
                    .filter(|one| agency.is_some() || one.given.agency.is_none() || action.is_of_oneself())
                    .find(|one| {
                        may(Standing::Role(one.given.role), action, place_of(one.given.agency.as_ref()))
                    })
                    .map(|one| Some(one.given.role));
                let by_anybody = may(Standing::SignedIn, action, Place::Other).then_some(None);
                by_role.or(by_anybody)
            }
        };
        found.ok_or_else(|| match self {
            Caller::Visitor => Problem::new(Code::SignIn),
            _ => Problem::new(Code::Forbidden).with_detail(Text::new(
                format!("งานนี้คือ “{}”", action.title().th),
                format!("this is: {}", action.title().en),
            )),
        })
    }
}
