//! Who comes in: the table of routes says which ones need somebody who is signed in.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use service::Code;

use crate::kit::problem::Fault;
use crate::routes::Access;
use crate::state::Site;

/// Lets a request through or refuses it.
pub(crate) async fn layer(
    State((_site, access)): State<(Site, Access)>,
    request: Request,
    next: Next,
) -> Response {
    match access {
        Access::Public => next.run(request).await,
        Access::Needs(_) => Fault::from(Code::SignIn).into_response(),
    }
}
