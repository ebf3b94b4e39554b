//! Every route in one table: method, path, who may come in, handler.
//!
//! The use cases authorise again by the table of rights, with the agency at hand; what stands here decides only
//! whether somebody has to be signed in, and says which right a test has to try.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use service::access::Action;

use crate::state::Site;
use crate::{api, desk, health, operator, portal};

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
        get("/api/v1/agencies", Public, api::public::agencies),
        get("/api/v1/agencies/{key}", Public, api::public::agency),
        get("/api/v1/agencies/{key}/results/{year}", Public, api::public::result),
        get("/api/v1/agencies/{key}/results/{year}/explanation", Public, api::public::explanation),
        get("/api/v1/audit", Needs(A::SeeAudit), api::audit::whole),
        get("/api/v1/desk/{agency}/assessments", Needs(A::SeeAssessments), api::desk::assessments),
        Route {
            takes_file: true,
            ..post("/api/v1/desk/{agency}/assessments", Needs(A::AddAssessment), api::desk::add_assessment)
        },
        get("/api/v1/desk/{agency}/assessments/{id}", Needs(A::SeeAssessments), api::desk::assessment),
        post("/api/v1/desk/{agency}/assessments/{id}/publish", Needs(A::Publish), api::desk::publish),
        post("/api/v1/desk/{agency}/assessments/{id}/withdraw", Needs(A::Publish), api::desk::withdraw),
        get("/api/v1/desk/{agency}/audit", Needs(A::SeeAudit), api::audit::of_agency),
        get("/api/v1/desk/{agency}/people", Needs(A::SeePeople), api::desk::people),
        get("/api/v1/desk/{agency}/units", Needs(A::SeeAgency), api::desk::units),
        get("/api/v1/frameworks", Public, api::public::frameworks),
        get("/api/v1/me", Needs(A::SeeOwnAccount), api::desk::me),
        get("/api/v1/openapi.json", Public, api::public::openapi),
        get("/assets/{file}", Public, health::asset),
        get("/account", Needs(A::SeeOwnAccount), desk::account::show),
        get("/account/details", Needs(A::ChangeOwnAccount), desk::account_form::details),
        post("/account/details", Needs(A::ChangeOwnAccount), desk::account_form::change_details),
        post("/account/identities/{id}/unlink", Needs(A::ChangeOwnAccount), desk::provider::unlink),
        post("/account/passkeys", Needs(A::ChangeOwnAccount), desk::account::passkey_add),
        post("/account/passkeys/begin", Needs(A::ChangeOwnAccount), desk::account::passkey_begin),
        get("/account/passkeys/{id}", Needs(A::ChangeOwnAccount), desk::account::passkey_show),
        post("/account/passkeys/{id}", Needs(A::ChangeOwnAccount), desk::account::passkey_rename),
        post("/account/passkeys/{id}/remove", Needs(A::ChangeOwnAccount), desk::account::passkey_remove),
        get("/account/password", Needs(A::ChangeOwnAccount), desk::account_form::password),
        post("/account/password", Needs(A::ChangeOwnAccount), desk::account_form::change_password),
        post("/account/providers/{key}/link", Needs(A::ChangeOwnAccount), desk::provider::link),
        post("/account/sessions/end-others", Needs(A::ChangeOwnAccount), desk::account::end_others),
        post("/account/sessions/{id}/end", Needs(A::ChangeOwnAccount), desk::account::end_session),
        post("/account/spare-codes", Needs(A::ChangeOwnAccount), desk::totp::spare_codes),
        post("/account/totp", Needs(A::ChangeOwnAccount), desk::totp::start),
        post("/account/totp/confirm", Needs(A::ChangeOwnAccount), desk::totp::confirm),
        post("/account/totp/remove", Needs(A::ChangeOwnAccount), desk::totp::remove),
        get("/agency", Needs(A::SeeAgency), desk::agency::show),
        get("/agency/acting", Needs(A::SeeAgency), desk::acting::show),
        post("/agency/acting", Needs(A::ChangeAgency), desk::acting::add),
        post("/agency/acting/{id}/revoke", Needs(A::ChangeAgency), desk::acting::revoke),
        get("/agency/details", Needs(A::ChangeAgency), desk::agency_details::show),
        post("/agency/details", Needs(A::ChangeAgency), desk::agency_details::change),
        post("/agency/offices", Needs(A::ChangeAgency), desk::agency::add_office),
        get("/agency/offices/{id}", Needs(A::ChangeAgency), desk::agency_parts::show_office),
        post("/agency/offices/{id}", Needs(A::ChangeAgency), desk::agency_parts::change_office),
        post("/agency/offices/{id}/close", Needs(A::ChangeAgency), desk::agency::close_office),
        post("/agency/suggested", Needs(A::ChangeAgency), desk::agency::suggest),
        post("/agency/units", Needs(A::ChangeAgency), desk::agency::add_unit),
        get("/agency/units/{id}", Needs(A::ChangeAgency), desk::agency_parts::show_unit),
        post("/agency/units/{id}", Needs(A::ChangeAgency), desk::agency_parts::change_unit),
        post("/agency/units/{id}/close", Needs(A::ChangeAgency), desk::agency::close_unit),
        get("/assessments", Needs(A::SeeAssessments), desk::assessments::index),
        Route { takes_file: true, ..post("/assessments", Needs(A::AddAssessment), desk::assessments::add) },
        get("/assessments/blank/{year}", Needs(A::AddAssessment), desk::assessments::blank),
        get("/assessments/{id}", Needs(A::SeeAssessments), desk::assessment::show),
        post("/assessments/{id}/publish", Needs(A::Publish), desk::assessment::publish),
        get("/assessments/{id}/source", Needs(A::SeeAssessments), desk::assessment::source),
        post("/assessments/{id}/withdraw", Needs(A::Publish), desk::assessment::withdraw),
        get("/audit", Needs(A::SeeAudit), desk::audit::show),
        get("/home", Needs(A::SeeTasks), desk::home::show),
        get("/join/{secret}", Public, desk::join::show),
        post("/join/{secret}", Public, desk::join::accept),
        post("/join/{secret}/as-myself", Needs(A::ChangeOwnAccount), desk::join::accept_as_myself),
        get("/operator/agencies", Needs(A::AddAgency), operator::agencies::index),
        post("/operator/agencies", Needs(A::AddAgency), desk::agency_details::add),
        get("/operator/agencies/new", Needs(A::AddAgency), desk::agency_details::show_new),
        post("/operator/agencies/{id}/close", Needs(A::AddAgency), operator::agencies::close),
        get("/operator/people", Needs(A::Operate), operator::people::show),
        post("/operator/people/invite", Needs(A::Operate), operator::people::invite),
        post("/operator/people/invitations/{id}/revoke", Needs(A::Operate), operator::people::revoke),
        post("/operator/people/roles/{id}/end", Needs(A::Operate), operator::people::end),
        get("/operator/state", Needs(A::Operate), operator::state::show),
        post("/operator/state", Needs(A::Operate), operator::state::check),
        post("/operator/state/checkpoint", Needs(A::CheckAudit), operator::state::checkpoint),
        get("/people", Needs(A::SeePeople), desk::people::show),
        post("/people/invite", Needs(A::ManagePeople), desk::people::invite),
        post("/people/invitations/{id}/agree", Needs(A::AgreeToRecovery), desk::people::agree),
        post("/people/invitations/{id}/revoke", Needs(A::ManagePeople), desk::people::revoke),
        get("/people/{id}", Needs(A::SeePeople), desk::person::show),
        get("/people/{id}/leave", Needs(A::ManagePeople), desk::leave::show),
        post("/people/{id}/leave", Needs(A::ManagePeople), desk::leave::hand_over),
        post("/people/{id}/recover", Needs(A::ManagePeople), desk::person::recover),
        post("/people/{id}/roles", Needs(A::ManagePeople), desk::person::give),
        post("/people/{id}/roles/{role}/end", Needs(A::ManagePeople), desk::person::end),
        get("/prove", Needs(A::ChangeOwnAccount), desk::prove::show),
        post("/prove", Needs(A::ChangeOwnAccount), desk::prove::prove),
        post("/prove/passkey", Needs(A::ChangeOwnAccount), desk::prove::passkey),
        post("/prove/passkey/begin", Needs(A::ChangeOwnAccount), desk::prove::passkey_begin),
        get("/recover/{secret}", Public, desk::join::show_recovery),
        post("/recover/{secret}", Public, desk::join::recover),
        get("/sign-in", Public, desk::sign_in::form),
        post("/sign-in", Public, desk::sign_in::password),
        post("/sign-in/code", Public, desk::sign_in::code),
        post("/sign-in/passkey", Public, desk::sign_in::passkey),
        post("/sign-in/passkey/begin", Public, desk::sign_in::passkey_begin),
        get(service::oidc::RETURN_PATH, Public, desk::provider::returned),
        post("/sign-in/provider/{key}", Public, desk::provider::sign_in),
        post("/sign-out", Public, desk::sign_in::out),
        get("/livez", Public, health::live),
        get("/readyz", Public, health::ready),
    ]
}
