//! From where a request comes: the address, to count tries, and the device, to name a session.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use service::people::Visit;

use crate::state::Site;

/// What a sign-in is told of the browser.
pub(crate) fn of(parts: &Parts, site: &Site) -> Visit {
    let direct = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let address = if site.settings().behind_proxy { forwarded(parts).or(direct) } else { direct };
    let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Visit { address, device: device(agent) }
}

/// The address that the proxy itself saw: the last of the list, since all before it can be made up.
fn forwarded(parts: &Parts) -> Option<IpAddr> {
    let lists = parts.headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).next_back()?.trim().parse().ok()
}

/// `Firefox, Windows`: enough to know one's own devices apart.
fn device(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Line/", "LINE"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::from("?"),
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn devices_are_named_in_two_words() {
        let chrome = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";
        assert_eq!(device(chrome), "Chrome, Android");
        assert_eq!(device(&format!("{chrome} Line/15.1")), "LINE, Android");
        assert_eq!(device(""), "?");
    }
}
