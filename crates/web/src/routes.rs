//! Every route in one table: method, path, who may come in, handler.
//!
//! The use cases authorise again by the table of rights, with the agency at hand; what stands here decides only
//! whether somebody has to be signed in, and says which right a test has to try.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use service::access::Action;

use crate::state::Site;
use crate::{health, portal};

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

/// All routes.
#[must_use]
pub fn all() -> Vec<Route> {
    use Access::Public;
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
        get("/livez", Public, health::live),
        get("/readyz", Public, health::ready),
    ]
}
