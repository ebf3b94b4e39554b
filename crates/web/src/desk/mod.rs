//! Pages of officers: signing in, tasks, the agency, assessments, one's own account.

pub mod account;
pub mod account_form;
pub mod acting;
pub mod agency;
pub mod agency_details;
pub mod agency_parts;
pub mod assessment;
pub mod assessments;
pub mod audit;
mod audit_words;
pub mod home;
pub mod join;
pub mod leave;
pub mod link;
pub(crate) mod names;
pub mod people;
pub mod person;
pub mod prove;
pub mod provider;
pub mod sign_in;
pub mod totp;

use axum::http::header::SET_COOKIE;
use service::Code;
use service::people::SignedIn;
use store::AgencyId;

use crate::ask::{Answer, Ask};
use crate::guard::agency_of;
use crate::kit::problem::Fault;
use crate::kit::session;

/// Where to go after signing in: a path of ours, whatever an address asked for.
pub(crate) fn next_or_home(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//");
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_form = next.starts_with("/sign-in") || next.starts_with("/sign-out");
    if ours && plain && !is_form { next } else { "/home" }
}

/// To a page, with the cookie of a session that began or was renewed.
pub(crate) fn go_with(ask: &Ask, session: &SignedIn, path: &str) -> Answer {
    let mut response = ask.go(path)?;
    let cookie =
        session::set(&session.secret, ask.site.over_tls()).ok_or_else(|| Fault::from(Code::Internal))?;
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

/// The agency whose pages are shown: the one that the address names, else one's own.
pub(crate) fn own_agency(ask: &Ask) -> Result<AgencyId, Fault> {
    ask.at.or_else(|| agency_of(&ask.caller)).ok_or_else(|| Fault::from(Code::NotFound))
}

#[cfg(test)]
mod tests {
    use super::next_or_home;

    #[test]
    fn only_paths_of_ours_are_gone_to() {
        assert_eq!(next_or_home("/assessments?x=1"), "/assessments?x=1");
        for foreign in
            ["", "//evil.example", "https://evil.example", "/\\evil", "/a b", "/sign-in", "javascript:x"]
        {
            assert_eq!(next_or_home(foreign), "/home", "{foreign}");
        }
    }
}
