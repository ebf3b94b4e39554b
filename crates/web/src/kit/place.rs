//! Pages of an agency stand at `/people` for one's own and at `/at/ID/people` for any other that one may see: the
//! prefix is taken off before routing, so that each page is one route, and put on again wherever a page is named.

use axum::extract::Request;
use axum::http::Uri;
use store::AgencyId;

/// First parts of the paths that belong to an agency.
const PAGES: [&str; 4] = ["agency", "assessments", "audit", "people"];

/// The agency that a request names; an extension of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At(pub(crate) AgencyId);

/// What stands before paths of an agency's pages: nothing, or `/at/ID`.
pub(crate) fn base(at: Option<&AgencyId>) -> String {
    at.map(|id| format!("/at/{id}")).unwrap_or_default()
}

/// A path with the prefix, if it is one of an agency's pages.
pub(crate) fn placed(base: &str, path: &str) -> String {
    let first = path.get(1..).and_then(|rest| rest.split(['/', '?']).next()).unwrap_or_default();
    if PAGES.contains(&first) { format!("{base}{path}") } else { path.to_owned() }
}

/// Takes the prefix off a request and notes the agency. What is not written so is left as it is, and not found.
pub(crate) fn strip(mut request: Request) -> Request {
    if let Some((id, uri)) = parted(request.uri()) {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(At(id));
    }
    request
}

fn parted(uri: &Uri) -> Option<(AgencyId, Uri)> {
    let (id, rest) = uri.path().strip_prefix("/at/")?.split_once('/')?;
    let first = rest.split('/').next().filter(|first| PAGES.contains(first))?;
    let id = id.parse().ok().filter(|_| !first.is_empty())?;
    let target = match uri.query() {
        Some(query) => format!("/{rest}?{query}"),
        None => format!("/{rest}"),
    };
    Some((id, target.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use axum::http::Uri;
    use jiff::Timestamp;
    use store::AgencyId;

    use super::{base, parted, placed};

    #[test]
    fn prefixes_come_off_and_go_on() {
        let id = AgencyId::new(Timestamp::UNIX_EPOCH, [7; 10]);
        let prefix = base(Some(&id));
        assert_eq!(placed(&prefix, "/people?x=1"), format!("/at/{id}/people?x=1"));
        assert_eq!(placed(&prefix, "/account"), "/account");
        assert_eq!(placed("", "/people"), "/people");
        let uri: Uri = format!("{prefix}/people/a?x=1").parse().unwrap();
        assert_eq!(parted(&uri), Some((id, Uri::from_static("/people/a?x=1"))));
        for other in [format!("{prefix}/account"), prefix.clone(), "/at/x/people".into(), "/at".into()] {
            assert_eq!(parted(&other.parse().unwrap()), None, "{other}");
        }
    }
}
