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

/// Whether a setting may name this issuer: reached by TLS or on this machine, without names, passwords, questions and
/// fragments, which the standard forbids and which hide where an address really leads.
pub fn may_be_issuer(address: &str) -> bool {
    let is_bare = |url: &Url| {
        let is_anonymous = url.username().is_empty() && url.password().is_none();
        is_anonymous && url.query().is_none() && url.fragment().is_none()
    };
    Url::parse(address).is_ok_and(|url| url.has_host() && is_bare(&url) && is_safe(&url, &url))
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

#[cfg(test)]
mod tests {
    use super::may_be_issuer;

    #[test]
    fn issuers_are_reached_by_tls_or_on_this_machine() {
        for fine in [
            "https://id.example.go.th",
            "https://id.example.go.th:8443/realms/a/",
            "http://localhost:8080",
            "http://127.0.0.1/op",
            "http://[::1]:9",
        ] {
            assert!(may_be_issuer(fine), "{fine}");
        }
        for wrong in [
            "",
            "id.example.go.th",
            "https://",
            "ftp://localhost",
            "http://id.example.go.th",
            "http://localhost.example.go.th",
            "http://127.0.0.1.example.go.th",
            "http://localhost:1@id.example.go.th",
            "http://192.168.1.1",
            "https://someone@id.example.go.th",
            "https://id.example.go.th?a=1",
            "https://id.example.go.th#a",
        ] {
            assert!(!may_be_issuer(wrong), "{wrong}");
        }
    }
}
