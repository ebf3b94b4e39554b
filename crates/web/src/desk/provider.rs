//! Signing in by an identity at another provider, and linking one to one's own account.
//!
//! A form may only lead to this site, and browsers hold redirects after it to that as well; so the way out is a page
//! with a link that is followed at once. The way back is a visit from another site, with which browsers do not send
//! the cookie of the session: a page of ours comes in between there too.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::http::header::{HeaderName, HeaderValue, SET_COOKIE};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use service::oidc::{Done, Purpose, RETURN_PATH};
use service::people::SignIn;
use service::{Code, Problem};
use store::IdentityId;

use super::account::back;
use super::go_with;
use super::sign_in::{SecondFactorPage, SignInPage};
use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::language;
use crate::kit::page::Page;
use crate::kit::problem::Fault;
use crate::kit::session;
use crate::operator::agencies::encoded;

/// The page between this site and a provider.
#[derive(Debug, Clone, Serialize)]
pub struct ProviderPage {
    /// Name of the provider on the way out; none on the way back.
    pub provider: Option<String>,
    /// Where to go on.
    pub address: String,
}

impl Page for ProviderPage {
    const NAME: &'static str = "provider.html";
    const SOURCE: &'static str = include_str!("provider.html");

    fn samples() -> Vec<ProviderPage> {
        let out = "https://id.example.go.th/authorize?a=1&b=2";
        vec![
            ProviderPage { provider: Some(String::from("ThaID <x>")), address: String::from(out) },
            ProviderPage { provider: None, address: String::from("/sign-in/provider?again=1&state=a") },
        ]
    }
}

/// The page between, followed at once.
fn follow(ask: &Ask, page: &ProviderPage) -> Result<Response, Fault> {
    let mut response = ask.show(page)?;
    let refresh = HeaderValue::try_from(format!("0; url={}", page.address));
    let refresh = refresh.map_err(|_| Fault::from(Code::Upstream))?;
    response.headers_mut().insert(HeaderName::from_static("refresh"), refresh);
    Ok(response)
}

async fn start(ask: &Ask, key: &str, purpose: Purpose) -> Answer {
    let service = ask.site.service();
    let begun = service.provider_start(&ask.caller, key, purpose).await?;
    let provider = service.providers().iter().find(|one| one.key == key);
    let provider = provider.map(|one| ask.text(&one.title));
    let mut response = follow(ask, &ProviderPage { provider, address: begun.address })?;
    let value = format!("{}-{}", language::code(ask.language), begun.secret);
    let cookie = session::leave(&value, ask.site.over_tls()).ok_or_else(|| Fault::from(Code::Internal))?;
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

pub(crate) async fn sign_in(ask: Ask, Path(key): Path<String>) -> Answer {
    start(&ask, &key, Purpose::SignIn).await
}

pub(crate) async fn link(ask: Ask, Path(key): Path<String>) -> Answer {
    start(&ask, &key, Purpose::Link).await
}

pub(crate) async fn unlink(ask: Ask, Path(id): Path<String>) -> Answer {
    let id: IdentityId = id.parse().map_err(|_| Fault::from(Code::NotFound))?;
    ask.site.service().unlink(&ask.caller, &id).await?;
    ask.go("/account")
}

/// What a provider sends people back with.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Returned {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    again: String,
}

pub(crate) async fn returned(ask: Ask, Query(given): Query<Returned>, headers: HeaderMap) -> Answer {
    let over_tls = ask.site.over_tls();
    let left = session::left(&headers, over_tls).unwrap_or_default();
    let (spoken, secret) = left.split_once('-').unwrap_or_default();
    if given.again.is_empty() {
        let prefix = if spoken == "en" { "/en" } else { "" };
        let (state, code) = (encoded(&given.state), encoded(&given.code));
        let address = format!("{prefix}{RETURN_PATH}?again=1&state={state}&code={code}");
        return follow(&ask, &ProviderPage { provider: None, address });
    }
    let service = ask.site.service();
    let done = service.provider_finish(&ask.caller, &ask.visit, secret, &given.state, &given.code).await;
    let mut response = finish(&ask, done).await?;
    if let Some(cookie) = session::leave("", over_tls) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn finish(ask: &Ask, done: Result<Done, Problem>) -> Answer {
    match done {
        Ok(Done::Linked(_)) => ask.go("/account"),
        Ok(Done::SignIn(SignIn::Done(session))) => go_with(ask, &session, "/home"),
        Ok(Done::SignIn(SignIn::Second { ticket, by_code, by_passkey })) => {
            let next = String::from("/home");
            ask.show(&SecondFactorPage { form: Form::empty(), ticket, next, by_code, by_passkey })
        }
        Err(problem) if problem.code == Code::Exists => back(ask, Err(problem)).await,
        Err(problem) if problem.code == Code::WrongCredentials => {
            let detail = problem.detail.as_ref().map(|detail| ask.text(detail));
            let message = detail.unwrap_or_else(|| ask.word("sign-in.provider-failed"));
            let page = SignInPage::of(ask, Form::empty().wrong("", message), "/home");
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}
