//! Signing in: a password, then a code where one is set up; or a passkey. And signing out.

use axum::Form as Body;
use axum::extract::Query;
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::response::IntoResponse as _;
use serde::{Deserialize, Serialize};
use service::people::SignIn;
use service::{Caller, Code};

use super::account::providers;
use super::{go_with, next_or_home};
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::page::Page;
use crate::kit::problem::Fault;
use crate::kit::session;

/// The form of name and password.
#[derive(Debug, Clone, Serialize)]
pub struct SignInPage {
    /// The form.
    pub form: Form,
    /// Where to go afterwards.
    pub next: String,
    /// Whether passkeys can be used here.
    pub passkeys: bool,
    /// Providers by which people can sign in.
    pub providers: Vec<Choice>,
}

impl SignInPage {
    pub(crate) fn of(ask: &Ask, form: Form, next: &str) -> SignInPage {
        SignInPage {
            form,
            next: next.to_owned(),
            passkeys: ask.site.service().has_passkeys(),
            providers: providers(ask),
        }
    }
}

impl Page for SignInPage {
    const NAME: &'static str = "sign-in.html";
    const SOURCE: &'static str = include_str!("sign_in.html");

    fn samples() -> Vec<SignInPage> {
        let page = |form, passkeys: bool| SignInPage {
            form,
            next: String::from("/home"),
            passkeys,
            providers: if passkeys { vec![Choice::new("test", "ThaID <ทดสอบ>")] } else { vec![] },
        };
        let typed = Form::empty().with("login", "somchai \"x\"").wrong("login", "ต้องกรอกช่องนี้");
        vec![page(Form::empty(), true), page(Form::empty(), false), page(typed.wrong("", "ไม่ถูกต้อง"), true)]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// The form of the second step.
#[derive(Debug, Clone, Serialize)]
pub struct SecondFactorPage {
    /// The form.
    pub form: Form,
    /// The sign-in that goes on.
    pub ticket: String,
    /// Where to go afterwards.
    pub next: String,
    /// Whether a code can be given.
    pub by_code: bool,
    /// Whether a passkey can be used.
    pub by_passkey: bool,
}

impl Page for SecondFactorPage {
    const NAME: &'static str = "second-factor.html";
    const SOURCE: &'static str = include_str!("second_factor.html");

    fn samples() -> Vec<SecondFactorPage> {
        let page = |form, by_code, by_passkey| SecondFactorPage {
            form,
            ticket: String::from("ticket"),
            next: String::from("/home"),
            by_code,
            by_passkey,
        };
        let wrong = Form::empty().wrong("code", "รหัสไม่ถูกต้อง");
        vec![page(Form::empty(), true, true), page(wrong, true, false), page(Form::empty(), false, true)]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

pub(crate) async fn form(ask: Ask, Query(next): Query<Next>) -> Answer {
    let next = next_or_home(&next.next);
    if matches!(ask.caller, Caller::Person { .. }) {
        return ask.go(next);
    }
    ask.show(&SignInPage::of(&ask, Form::empty(), next))
}

/// Name and password as typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn password(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    let next = next_or_home(&typed.next).to_owned();
    let mut form = Form::empty().with("login", typed.login.clone());
    for (field, value) in [("login", typed.login.trim()), ("password", &typed.password)] {
        if value.is_empty() {
            form = form.wrong(field, ask.word("form.needed"));
        }
    }
    if form.has_errors() {
        return ask.show(&SignInPage::of(&ask, form, &next));
    }
    match ask.site.service().sign_in(&ask.caller, &ask.visit, &typed.login, &typed.password).await {
        Ok(SignIn::Done(session)) => go_with(&ask, &session, &next),
        Ok(SignIn::Second { ticket, by_code, by_passkey }) => {
            ask.show(&SecondFactorPage { form: Form::empty(), ticket, next, by_code, by_passkey })
        }
        Err(problem) if problem.code == Code::WrongCredentials => {
            let form = form.refused(&problem, ask.language, &[]);
            ask.show_wrong(&SignInPage::of(&ask, form, &next), problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// A code as typed.
#[derive(Deserialize)]
pub(crate) struct TypedCode {
    #[serde(default)]
    ticket: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn code(ask: Ask, Body(typed): Body<TypedCode>) -> Answer {
    let next = next_or_home(&typed.next).to_owned();
    match ask.site.service().sign_in_code(&ask.caller, &ask.visit, &typed.ticket, &typed.code).await {
        Ok(session) => go_with(&ask, &session, &next),
        Err(problem) if problem.code == Code::WrongCredentials => {
            let form = Form::empty().wrong("code", ask.word("second.wrong"));
            let page =
                SecondFactorPage { form, ticket: typed.ticket, next, by_code: true, by_passkey: false };
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// The options for the browser, as the script asks for them.
pub(crate) async fn passkey_begin(ask: Ask) -> Answer {
    let question = ask.site.service().passkey_sign_in_start(&ask.caller, &ask.visit).await?;
    question_json(&question)
}

/// Ticket and options as JSON.
pub(crate) fn question_json(question: &service::people::PasskeyQuestion) -> Answer {
    let failed =
        |error: serde_json::Error| Fault(service::Problem::new(Code::Internal).with_cause(error.to_string()));
    let options: serde_json::Value = serde_json::from_str(&question.options).map_err(failed)?;
    let body = serde_json::json!({ "ceremony": question.ticket, "options": options }).to_string();
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}

/// The answer of a passkey.
#[derive(Deserialize)]
pub(crate) struct Answered {
    #[serde(default)]
    pub(crate) ceremony: String,
    #[serde(default)]
    pub(crate) answer: String,
    #[serde(default)]
    pub(crate) next: String,
    #[serde(default)]
    pub(crate) name: String,
}

pub(crate) async fn passkey(ask: Ask, Body(given): Body<Answered>) -> Answer {
    let service = ask.site.service();
    let session = service.passkey_sign_in(&ask.caller, &ask.visit, &given.ceremony, &given.answer).await?;
    go_with(&ask, &session, next_or_home(&given.next))
}

pub(crate) async fn out(ask: Ask) -> Answer {
    ask.site.service().sign_out(&ask.caller).await?;
    let mut response = ask.go("/")?;
    if let Some(cookie) = session::clear(ask.site.over_tls()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
