//! Every route in one table: method, path, who may come in, handler.
//!
//! The use cases authorise again by the table of rights, with the agency at hand; what stands here decides only
//! whether somebody has to be signed in, and says which right a test has to try.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use service::access::Action;

use crate::state::Site;
use crate::{desk, health, portal};

/// Who may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever is signed in and, in some agency, has this right.
    Needs(Action),
}

/// One route.
pub struct Route {
    /// `GET` or `POST`; `GET` answers `HEAD` as well.
    pub method: Method,
    /// Path without prefix of language, as axum matches it.
    pub path: &'static str,
    /// Who may come in.
    pub access: Access,
    /// Whether a file may come with it, so that its body may be long.
    pub takes_file: bool,
    pub(crate) handler: MethodRouter<Site>,
}

fn get<H: Handler<T, Site>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::GET, path, access, takes_file: false, handler: on(MethodFilter::GET, handler) }
}

fn post<H: Handler<T, Site>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    Route { method: Method::POST, path, access, takes_file: false, handler: on(MethodFilter::POST, handler) }
}

/// All routes.
#[must_use]
pub fn all() -> Vec<Route> {
    use Access::{Needs, Public};
    use Action as A;
    vec![
        get("/", Public, portal::front::show),
        get("/accessibility", Public, portal::accessibility::show),
        get("/agencies/{key}", Public, portal::agency::show),
        get("/agencies/{key}/{year}", Public, portal::published::year),
        get("/agencies/{key}/{year}/explain/{*path}", Public, portal::published::node),
        get("/agencies/{key}/{year}/result.json", Public, portal::published::json),
        get("/agencies/{key}/{year}/result.csv", Public, portal::published::csv),
        get("/agencies/{key}/{year}/assessment.json", Public, portal::published::assessment),
        get("/assets/{file}", Public, health::asset),
        get("/account", Needs(A::SeeOwnAccount), desk::account::show),
        post("/account/passkeys", Needs(A::ChangeOwnAccount), desk::account::passkey_add),
        post("/account/passkeys/begin", Needs(A::ChangeOwnAccount), desk::account::passkey_begin),
        post("/account/sessions/end-others", Needs(A::ChangeOwnAccount), desk::account::end_others),
        post("/account/sessions/{id}/end", Needs(A::ChangeOwnAccount), desk::account::end_session),
        post("/account/totp", Needs(A::ChangeOwnAccount), desk::totp::start),
        post("/account/totp/confirm", Needs(A::ChangeOwnAccount), desk::totp::confirm),
        get("/agency", Needs(A::SeeAgency), desk::agency::show),
        post("/agency/offices", Needs(A::ChangeAgency), desk::agency::add_office),
        post("/agency/offices/{id}/close", Needs(A::ChangeAgency), desk::agency::close_office),
        post("/agency/suggested", Needs(A::ChangeAgency), desk::agency::suggest),
        post("/agency/units", Needs(A::ChangeAgency), desk::agency::add_unit),
        post("/agency/units/{id}/close", Needs(A::ChangeAgency), desk::agency::close_unit),
        get("/assessments", Needs(A::SeeAssessments), desk::assessments::index),
        Route { takes_file: true, ..post("/assessments", Needs(A::AddAssessment), desk::assessments::add) },
        get("/assessments/{id}", Needs(A::SeeAssessments), desk::assessments::show),
        post("/assessments/{id}/publish", Needs(A::Publish), desk::assessments::publish),
        get("/assessments/{id}/source", Needs(A::SeeAssessments), desk::assessments::source),
        post("/assessments/{id}/withdraw", Needs(A::Publish), desk::assessments::withdraw),
        get("/audit", Needs(A::SeeAudit), desk::audit::show),
        get("/home", Needs(A::SeeTasks), desk::home::show),
        get("/join/{secret}", Public, desk::join::show),
        post("/join/{secret}", Public, desk::join::accept),
        post("/join/{secret}/as-myself", Needs(A::ChangeOwnAccount), desk::join::accept_as_myself),
        get("/prove", Needs(A::ChangeOwnAccount), desk::account::prove_form),
        post("/prove", Needs(A::ChangeOwnAccount), desk::account::prove),
        get("/recover/{secret}", Public, desk::join::show_recovery),
        post("/recover/{secret}", Public, desk::join::recover),
        get("/sign-in", Public, desk::sign_in::form),
        post("/sign-in", Public, desk::sign_in::password),
        post("/sign-in/code", Public, desk::sign_in::code),
        post("/sign-in/passkey", Public, desk::sign_in::passkey),
        post("/sign-in/passkey/begin", Public, desk::sign_in::passkey_begin),
        post("/sign-out", Public, desk::sign_in::out),
        get("/livez", Public, health::live),
        get("/readyz", Public, health::ready),
    ]
}
