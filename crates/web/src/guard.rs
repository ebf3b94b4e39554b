//! Who comes in: finds the session of a request, and refuses what its route does not allow.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::Language;
use service::access::Action;
use service::people::Names;
use service::{Caller, Code};
use store::AgencyId;

use crate::kit::frame::Person;
use crate::kit::language::{Speaks, localised};
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
        Some(secret) => match site.service().caller_by_name(&secret).await {
            Ok(known) => known,
            Err(problem) => return Fault(problem).into_response(),
        },
        None => (Caller::Visitor, None),
    };
    if let Access::Needs(action) = access {
        match &caller {
            Caller::Person { .. } if may_somewhere(&caller, action) => {}
            Caller::Person { .. } => return Fault::from(Code::Forbidden).into_response(),
            _ => return to_sign_in(&request),
        }
    }
    if let Some(names) = names {
        request.extensions_mut().insert(person(&caller, names));
    }
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// The agency of whoever asks: that of the first membership that has one.
pub(crate) fn agency_of(caller: &Caller) -> Option<AgencyId> {
    let Caller::Person { memberships, .. } = caller else { return None };
    memberships.iter().find_map(|one| one.given.agency)
}

/// Whether somebody has a right above agencies or in the agency of the pages.
fn may_somewhere(caller: &Caller, action: Action) -> bool {
    let agency = agency_of(caller);
    caller.require(action, None).is_ok()
        || agency.is_some_and(|one| caller.require(action, Some(&one)).is_ok())
}

/// A page leads to the form; anything else is refused.
fn to_sign_in(request: &Request) -> Response {
    let reads_page = request.method() == Method::GET && !request.uri().path().starts_with("/api/");
    if !reads_page {
        return Fault::from(Code::SignIn).into_response();
    }
    let Speaks(language) = request.extensions().get().copied().unwrap_or(Speaks(Language::Thai));
    let path = request.uri().path();
    Redirect::to(&localised(language, &format!("/sign-in?next={path}"))).into_response()
}

/// Name, agency and menu for the head of the page.
fn person(caller: &Caller, names: Names) -> Person {
    let all = [
        ("home", Action::SeeTasks),
        ("assessments", Action::SeeAssessments),
        ("agency", Action::SeeAgency),
        ("audit", Action::SeeAudit),
        ("account", Action::SeeOwnAccount),
    ];
    let menu = all.into_iter().filter(|(_, action)| may_somewhere(caller, *action));
    Person { name: names.person, agency: names.agency, menu: menu.map(|(name, _)| name).collect() }
}
