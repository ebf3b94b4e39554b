//! The library's questions to the provider, asked through the port.

use openidconnect::url::{Host, Url};
use openidconnect::{HttpRequest, HttpResponse, http};

use crate::ports::{Fetch, Request};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unanswered(String);

/// Asks, over TLS alone; a provider on this machine may be asked without.
pub(super) fn ask(fetch: &dyn Fetch, issuer: &Url, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
    let url = request.uri().to_string();
    let parsed = Url::parse(&url).map_err(|error| Unanswered(error.to_string()))?;
    if !is_safe(&parsed, issuer) {
        return Err(Unanswered(format!("{} is not asked without TLS", parsed.host_str().unwrap_or("it"))));
    }
    let method = if *request.method() == http::Method::POST { "POST" } else { "GET" };
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        value.to_str().ok().map(|value| (name.as_str().to_owned(), value.to_owned()))
    };
    let headers = request.headers().iter().filter_map(header).collect();
    let asked = Request { method, url, headers, body: request.into_body() };
    let answer = fetch.fetch(&asked).map_err(Unanswered)?;
    let mut response = http::Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    response.body(answer.body).map_err(|error| Unanswered(error.to_string()))
}

/// Whether an address may be asked: by TLS, or on this machine where the issuer is on it too.
pub(super) fn is_safe(url: &Url, issuer: &Url) -> bool {
    let is_here = |url: &Url| match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && is_here(url) && is_here(issuer))
}
