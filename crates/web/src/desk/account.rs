//! One's own account: how one signs in, and where one is signed in.

use axum::Form as Body;
use axum::extract::{Path, Query};
use serde::{Deserialize, Serialize};
use service::people::Proof;
use service::{Code, Strength};

use super::sign_in::{Answered, question_json};
use super::{go_with, next_or_home};
use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AccountPage {
    /// Name.
    pub name: String,
    /// Whether this session began with two factors.
    pub strong: bool,
    /// Whether passkeys can be used here.
    pub passkeys: bool,
    /// Open sessions.
    pub sessions: Vec<SessionRow>,
}

/// An open session.
#[derive(Debug, Clone, Serialize)]
pub struct SessionRow {
    /// Its id.
    pub id: String,
    /// The device.
    pub device: String,
    /// When it began.
    pub started_at: String,
    /// When it was last used.
    pub seen_at: String,
    /// Whether it is this one.
    pub is_this: bool,
}

impl Page for AccountPage {
    const NAME: &'static str = "account.html";
    const SOURCE: &'static str = include_str!("account.html");
    const MENU: Menu = Menu::Account;

    fn samples() -> Vec<AccountPage> {
        let row = |id: &str, is_this| SessionRow {
            id: id.to_owned(),
            device: String::from("Firefox, Windows"),
            started_at: String::from("2026-02-01T02:00:00Z"),
            seen_at: String::from("2026-02-01T02:10:00Z"),
            is_this,
        };
        let page = |strong, sessions| AccountPage {
            name: String::from("ผู้ทดสอบ"),
            strong,
            passkeys: strong,
            sessions,
        };
        vec![page(false, vec![row("a", true)]), page(true, vec![row("a", true), row("b", false)])]
    }
}

pub(crate) async fn show(ask: Ask) -> Answer {
    let sessions = ask.site.service().sessions(&ask.caller).await?;
    let strong = sessions.iter().any(|one| one.is_this && one.strength == Strength::TwoFactors);
    let row = |one: service::people::SessionEntry| SessionRow {
        id: one.id.to_string(),
        device: one.device,
        started_at: one.started_at.to_string(),
        seen_at: one.seen_at.to_string(),
        is_this: one.is_this,
    };
    let name = ask.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let passkeys = ask.site.service().has_passkeys();
    ask.show(&AccountPage { name, strong, passkeys, sessions: sessions.into_iter().map(row).collect() })
}

pub(crate) async fn end_session(ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Fault::from(Code::NotFound))?;
    ask.site.service().end_session(&ask.caller, &id).await?;
    ask.go("/account")
}

pub(crate) async fn end_others(ask: Ask) -> Answer {
    ask.site.service().end_other_sessions(&ask.caller).await?;
    ask.go("/account")
}

pub(crate) async fn passkey_begin(ask: Ask) -> Answer {
    question_json(&ask.site.service().passkey_add_start(&ask.caller).await?)
}

pub(crate) async fn passkey_add(ask: Ask, Body(given): Body<Answered>) -> Answer {
    let service = ask.site.service();
    let session = service.passkey_add(&ask.caller, &given.ceremony, &given.name, &given.answer).await?;
    go_with(&ask, &session, "/account")
}

/// The form to prove again who one is.
#[derive(Debug, Clone, Serialize)]
pub struct ProvePage {
    /// The form.
    pub form: Form,
    /// Where to go afterwards.
    pub next: String,
}

impl Page for ProvePage {
    const NAME: &'static str = "prove.html";
    const SOURCE: &'static str = include_str!("prove.html");
    const MENU: Menu = Menu::Account;

    fn samples() -> Vec<ProvePage> {
        let page = |form| ProvePage { form, next: String::from("/account") };
        vec![page(Form::empty()), page(Form::empty().wrong("password", "ไม่ถูกต้อง"))]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// What is typed.
#[derive(Default, Deserialize)]
pub(crate) struct Proved {
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn prove_form(ask: Ask, Query(asked): Query<Proved>) -> Answer {
    ask.show(&ProvePage { form: Form::empty(), next: next_or_home(&asked.next).to_owned() })
}

pub(crate) async fn prove(ask: Ask, Body(typed): Body<Proved>) -> Answer {
    let next = next_or_home(&typed.next).to_owned();
    let code = typed.code.trim();
    let (field, proof) = match code.is_empty() {
        true => ("password", Proof::Password(&typed.password)),
        false => ("code", Proof::Code(code)),
    };
    match ask.site.service().prove(&ask.caller, &ask.visit, proof).await {
        Ok(session) => go_with(&ask, &session, &next),
        Err(problem) if problem.code == Code::WrongCredentials => {
            let form = Form::empty().wrong(field, ask.word("second.wrong"));
            ask.show_wrong(&ProvePage { form, next }, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}
