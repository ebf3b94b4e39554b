//! Thai at `/…`, English at `/en/…`: the prefix is taken off before routing, so that each page is one route.

use axum::extract::Request;
use axum::http::Uri;
use domain::text::Language;

/// The prefix of English addresses.
const ENGLISH: &str = "/en";

/// In which language a request is answered; an extension of every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speaks(pub Language);

/// `th` or `en`, as in `lang` attributes.
pub(crate) const fn code(language: Language) -> &'static str {
    match language {
        Language::Thai => "th",
        Language::English => "en",
    }
}

/// What stands before a path in this language: nothing, or `/en`.
pub(crate) const fn prefix(language: Language) -> &'static str {
    match language {
        Language::Thai => "",
        Language::English => ENGLISH,
    }
}

/// A path of our own in this language.
pub(crate) fn localised(language: Language, path: &str) -> String {
    match (language, path) {
        (Language::English, "/") => ENGLISH.to_owned(),
        _ => format!("{}{path}", prefix(language)),
    }
}

/// Takes the prefix off a request and notes the language.
pub(crate) fn strip(mut request: Request) -> Request {
    let (language, rest) = parted(request.uri());
    if let Some(rest) = rest {
        *request.uri_mut() = rest;
    }
    request.extensions_mut().insert(Speaks(language));
    request
}

/// The language, and the address without its prefix when it had one. The JSON interface and assets have no
/// language of their own.
fn parted(uri: &Uri) -> (Language, Option<Uri>) {
    let Some(rest) = uri.path().strip_prefix(ENGLISH) else { return (Language::Thai, None) };
    let path = match rest {
        "" => "/",
        _ if rest.starts_with('/') && !rest.starts_with("/api/") && !rest.starts_with("/assets/") => rest,
        _ => return (Language::Thai, None),
    };
    let target = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    // `//host` as a path would be read as an authority; such an address is no page of ours.
    match target.starts_with("//") {
        true => (Language::English, None),
        false => (Language::English, target.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::{localised, parted};
    use axum::http::Uri;
    use domain::text::Language::{English, Thai};

    #[test]
    fn prefixes_come_off_and_go_on() {
        let case = |text: &'static str| {
            let (language, rest) = parted(&Uri::from_static(text));
            (language, rest.map(|uri| uri.to_string()))
        };
        assert_eq!(case("/en"), (English, Some("/".into())));
        assert_eq!(case("/en/sign-in?next=/home"), (English, Some("/sign-in?next=/home".into())));
        assert_eq!(case("/english"), (Thai, None));
        assert_eq!(case("/en/api/v1/agencies"), (Thai, None));
        assert_eq!(case("/agencies"), (Thai, None));
        assert_eq!(localised(English, "/"), "/en");
        assert_eq!(localised(English, "/home"), "/en/home");
        assert_eq!(localised(Thai, "/"), "/");
    }
}
