//! The cookie of a session: an opaque secret and nothing else.
//!
//! Over TLS it is called `__Host-prongsai`, which makes browsers insist on `Secure`, `Path=/` and no domain. On
//! plain HTTP, which is meant for trying the program out on one machine, browsers would refuse that name (Safari
//! also on localhost); there it is `prongsai-plain`, without `Secure`. A server never reads the cookie of the other
//! kind.

use axum::http::header::{COOKIE, HeaderMap, HeaderValue};

const OVER_TLS: &str = "__Host-prongsai";
const PLAIN: &str = "prongsai-plain";

fn name(over_tls: bool) -> &'static str {
    if over_tls { OVER_TLS } else { PLAIN }
}

/// The secret that a request carries; the first one where several are sent.
pub(crate) fn secret(headers: &HeaderMap, over_tls: bool) -> Option<String> {
    value(headers, name(over_tls))
}

fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = pairs.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, secret) = pairs.find(|(key, _)| *key == name)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (secret.len() <= 128 && secret.bytes().all(plain)).then(|| secret.to_owned())
}

/// Sets the cookie. It ends with the browser; the server ends the session earlier in any case.
pub(crate) fn set(secret: &str, over_tls: bool) -> Option<HeaderValue> {
    let secure = if over_tls { "; Secure" } else { "" };
    let cookie = format!("{}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}", name(over_tls));
    HeaderValue::try_from(cookie).ok()
}

/// Takes the cookie away.
pub(crate) fn clear(over_tls: bool) -> Option<HeaderValue> {
    let secure = if over_tls { "; Secure" } else { "" };
    let cookie = format!("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{secure}", name(over_tls));
    HeaderValue::try_from(cookie).ok()
}

/// Name of the cookie that waits for the browser to come back from a provider.
fn waiting(over_tls: bool) -> &'static str {
    if over_tls { "__Host-prongsai-provider" } else { "prongsai-provider" }
}

/// What was left for the browser that comes back from a provider.
pub(crate) fn left(headers: &HeaderMap, over_tls: bool) -> Option<String> {
    value(headers, waiting(over_tls))
}

/// Leaves something for the browser when it comes back from a provider, for ten minutes; an empty value takes it
/// away. Coming back is a visit from another site, with which a strict cookie is not sent.
pub(crate) fn leave(value: &str, over_tls: bool) -> Option<HeaderValue> {
    let secure = if over_tls { "; Secure" } else { "" };
    let age = if value.is_empty() { 0 } else { 600 };
    let name = waiting(over_tls);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
    HeaderValue::try_from(cookie).ok()
}

#[cfg(test)]
mod tests {
    use axum::http::header::{COOKIE, HeaderMap};

    use super::{secret, set};

    #[test]
    fn only_the_cookie_of_this_kind_is_read() {
        let headers = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, value.parse().unwrap());
            headers
        };
        let both = headers("a=b; prongsai-plain=one; __Host-prongsai=two");
        assert_eq!(secret(&both, false).as_deref(), Some("one"));
        assert_eq!(secret(&both, true).as_deref(), Some("two"));
        assert_eq!(secret(&headers("__Host-prongsai=a\"b"), true), None);
        assert_eq!(secret(&headers(&format!("prongsai-plain={}", "a".repeat(500))), false), None);
        let cookie = set("abc", true).unwrap();
        let cookie = cookie.to_str().unwrap();
        assert_eq!(cookie, "__Host-prongsai=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
    }
}
