//! Who comes in: finds the session of a request, and refuses what its route does not allow.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::Language;
use service::access::{Action, Place, Standing, may};
use service::people::Names;
use service::{Caller, Code, Problem};
use store::{AgencyId, agencies};

use crate::kit::frame::{MenuLine, Person};
use crate::kit::language::{Speaks, localised};
use crate::kit::page::Menu;
use crate::kit::place::{At, base};
use crate::kit::problem::Fault;
use crate::kit::session;
use crate::routes::Access;
use crate::state::Site;

/// Lets a request through or refuses it.
pub(crate) async fn layer(
    State((site, access)): State<(Site, Access)>,
    mut request: Request,
    next: Next,
) -> Response {
    let (caller, names) = match session::secret(request.headers(), site.over_tls()) {
        Some(secret) => match site.service().caller_with_names(&secret).await {
            Ok(known) => known,
            Err(problem) => return Fault(problem).into_response(),
        },
        None => (Caller::Visitor, None),
    };
    let at = request.extensions().get::<At>().map(|At(id)| *id);
    let known = match names {
        Some(names) => Some(head(&site, &caller, names, at).await),
        None => None,
    };
    if let Access::Needs(action) = access {
        match &caller {
            Caller::Person { .. } if may_somewhere(&caller, action) => {}
            Caller::Person { .. } => {
                let refused = Fault::from(Code::Forbidden).into_response();
                return told_whom(refused, &caller, known.and_then(Result::ok));
            }
            _ => return to_sign_in(&request),
        }
    }
    let known = match known {
        Some(Err(problem)) => return Fault(problem).into_response(),
        Some(Ok(head)) => Some(head),
        None => None,
    };
    if let Some(head) = &known {
        request.extensions_mut().insert(head.clone());
    }
    request.extensions_mut().insert(caller.clone());
    told_whom(next.run(request).await, &caller, known)
}

/// Notes on an answer that refuses who asked, for the head of the page that tells of it.
fn told_whom(mut response: Response, caller: &Caller, head: Option<Head>) -> Response {
    let status = response.status();
    if let Some(head) = head
        && (status.is_client_error() || status.is_server_error())
    {
        response.extensions_mut().insert(head.person(caller));
    }
    response
}

/// The agency of whoever asks: that of the first membership that has one.
pub(crate) fn agency_of(caller: &Caller) -> Option<AgencyId> {
    let Caller::Person { memberships, .. } = caller else { return None };
    memberships.iter().find_map(|one| one.given.agency)
}

/// Whether somebody has a right anywhere: above agencies, in an agency of theirs, or in others'.
fn may_somewhere(caller: &Caller, action: Action) -> bool {
    let Caller::Person { memberships, .. } = caller else { return false };
    let held = memberships.iter().map(|one| Standing::Role(one.given.role));
    let mut standings = held.chain([Standing::SignedIn]);
    standings.any(|one| may(one, action, Place::Own) || may(one, action, Place::Other))
}

/// A page leads to the form; anything else is refused.
fn to_sign_in(request: &Request) -> Response {
    let reads_page = request.method() == Method::GET && !request.uri().path().starts_with("/api/");
    if !reads_page {
        return Fault::from(Code::SignIn).into_response();
    }
    let Speaks(language) = request.extensions().get().copied().unwrap_or(Speaks(Language::Thai));
    let at = request.extensions().get::<At>().map(|At(id)| *id);
    let path = format!("{}{}", base(at.as_ref()), request.uri().path());
    Redirect::to(&localised(language, &format!("/sign-in?next={path}"))).into_response()
}

/// What the head of a page is made from, if one is shown: a form that leads on shows none.
#[derive(Clone)]
pub(crate) struct Head {
    names: Arc<Names>,
    /// The agency that the pages are of.
    here: Option<AgencyId>,
    /// Its name, where it is not that of whoever asks.
    other: Option<String>,
}

async fn head(
    site: &Site,
    caller: &Caller,
    names: Arc<Names>,
    at: Option<AgencyId>,
) -> Result<Head, Problem> {
    let own = agency_of(caller);
    let here = at.or(own);
    let other = match here.filter(|here| Some(*here) != own) {
        // An operator looks at an agency that is not theirs.
        Some(other) => {
            let agency = site.service().store().read(move |tx| agencies::get(tx, &other)).await?;
            Some(agency.details.name)
        }
        None => None,
    };
    Ok(Head { names, here, other })
}

impl Head {
    /// Name, agency and menu for the head of the page.
    pub(crate) fn person(&self, caller: &Caller) -> Person {
        let in_agency = |action| self.here.is_some_and(|here| caller.require(action, Some(&here)).is_ok());
        let above = |action| caller.require(action, None).is_ok();
        let opens = |menu: &Menu| match menu {
            Menu::Home => above(Action::SeeTasks),
            Menu::Assessments => in_agency(Action::SeeAssessments),
            Menu::Agency => in_agency(Action::SeeAgency),
            Menu::People => in_agency(Action::SeePeople),
            Menu::Audit => in_agency(Action::SeeAudit) || above(Action::SeeAudit),
            Menu::Agencies => above(Action::AddAgency),
            Menu::Operators | Menu::State => above(Action::Operate),
            Menu::Account => above(Action::SeeOwnAccount),
            Menu::None | Menu::Front => false,
        };
        Person {
            name: self.names.person.clone(),
            agency: self.other.clone().or_else(|| self.names.agency.clone()),
            menu: Menu::ALL.into_iter().filter(opens).map(MenuLine::of).collect(),
        }
    }
}
