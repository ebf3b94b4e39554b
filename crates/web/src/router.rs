//! The routes with all layers around them.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state, map_response_with_state};
use axum::response::{IntoResponse, Response};
use service::Code;
use tower::Service;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use crate::kit::problem::{self, Fault};
use crate::kit::{headers, language, log, place};
use crate::routes;
use crate::state::Site;

/// The whole site as one service: pages kept in memory first, then language, then the routes.
#[derive(Clone)]
pub struct App {
    site: Site,
    routes: Router,
}

/// Puts the site together.
#[must_use]
pub fn app(site: Site) -> App {
    let mut router: Router<Site> = Router::new();
    for route in routes::all() {
        let most = if route.takes_file { site.settings().file_bytes } else { site.settings().form_bytes };
        let guard = from_fn_with_state((site.clone(), route.access), crate::guard::layer);
        let handler = route.handler.layer::<_, Infallible>(guard).layer(DefaultBodyLimit::max(most));
        router = router.route(route.path, handler);
    }
    // The last one stands outermost: header fields are on every answer, a panic becomes a problem before it is
    // logged, and problems are written before they are compressed.
    let routes = router
        .method_not_allowed_fallback(|| async { Fault::from(Code::MethodNotAllowed) })
        .fallback(|| async { Fault::from(Code::NotFound) })
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(site.clone(), in_time))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_fn_with_state(site.clone(), problem::layer))
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn_with_state(site.clone(), log::layer))
        .layer(map_response_with_state(site.clone(), with_headers))
        .with_state(site.clone());
    App { site, routes }
}

impl Service<Request> for App {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // While the store only reads, every page has to say so: none is taken from memory.
        if matches!(*request.method(), Method::GET | Method::HEAD) && !self.site.is_read_only() {
            let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
            if let Some(page) = self.site.kept().of(address, self.site.service().public_version()) {
                self.site.metrics().kept.fetch_add(1, Ordering::Relaxed);
                return Box::pin(std::future::ready(Ok(page.answer(request.method(), request.headers()))));
            }
        }
        Box::pin(self.routes.call(place::strip(language::strip(request))))
    }
}

async fn with_headers(State(site): State<Site>, mut response: Response) -> Response {
    headers::add(response.headers_mut(), site.over_tls());
    response
}

async fn in_time(State(site): State<Site>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(site.settings().longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fault::from(Code::TimedOut).into_response(),
    }
}

fn after_panic(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    Fault(service::Problem::new(Code::Internal).with_cause("a handler panicked")).into_response()
}
