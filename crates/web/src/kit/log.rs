//! A line for each request: method, template of the route, status, duration. No address, nobody's name.

use std::sync::atomic::Ordering;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::Instant;

use crate::state::Site;

/// Logs and counts.
pub(crate) async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let metrics = site.metrics();
    metrics.open.fetch_add(1, Ordering::Relaxed);
    let began = Instant::now();
    let response = next.run(request).await;
    let took = began.elapsed();
    metrics.open.fetch_sub(1, Ordering::Relaxed);
    let route = route.as_deref().unwrap_or("none");
    let status = response.status().as_u16();
    metrics.count(known(method.as_str()), route, status, took);
    let microseconds = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    tracing::info!(method = known(method.as_str()), route, status, microseconds, "request");
    response
}

/// Methods by name; made-up ones share a name, or they would fill the memory of the counts.
fn known(method: &str) -> &'static str {
    let usual = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
    usual.into_iter().find(|name| *name == method).unwrap_or("OTHER")
}
