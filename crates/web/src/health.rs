//! Whether the program runs and whether it can serve; and its files.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use service::Code;

use crate::kit::problem::Fault;
use crate::state::Site;

/// The program answers.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// The database answers.
pub(crate) async fn ready(State(site): State<Site>) -> Result<&'static str, Fault> {
    let asked = site.service().store().read(store::agencies::count).await;
    asked
        .map(|_| "ok\n")
        .map_err(|error| Fault(service::Problem::new(Code::Unavailable).with_cause(error.to_string())))
}

/// A file of the program.
pub(crate) async fn asset(
    State(site): State<Site>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    site.assets().serve(&file, &headers).into_response()
}
