//! One's own account: who one is, how one signs in, and where one is signed in.

use axum::Form as Body;
use axum::extract::Path;
use domain::text::Language;
use serde::{Deserialize, Serialize};
use service::people::{Account, PasskeyEntry};
use service::{Code, Problem, Strength};
use store::PasskeyId;

use super::go_with;
use super::sign_in::{Answered, question_json};
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AccountPage {
    /// What is wrong with a change that was asked for.
    pub form: Form,
    /// Full name.
    pub name: String,
    /// Title of the post.
    pub title: Option<String>,
    /// Address for letters.
    pub email: Option<String>,
    /// The name to sign in with.
    pub login: String,
    /// Whether this session began with two factors.
    pub strong: bool,
    /// Whether the role asks for a second factor and there is none.
    pub should_add: bool,
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether codes are set up.
    pub has_totp: bool,
    /// How many spare codes are left.
    pub spare_codes: i64,
    /// Whether passkeys can be used here.
    pub passkeys_work: bool,
    /// Passkeys.
    pub passkeys: Vec<PasskeyRow>,
    /// Providers by which people can sign in.
    pub providers: Vec<Choice>,
    /// Identities that are linked.
    pub identities: Vec<IdentityRow>,
    /// Open sessions.
    pub sessions: Vec<SessionRow>,
}

/// A passkey.
#[derive(Debug, Clone, Serialize)]
pub struct PasskeyRow {
    /// Its id.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// When it was added.
    pub added_at: String,
    /// When it was last used.
    pub used_at: Option<String>,
}

impl PasskeyRow {
    fn of(one: &PasskeyEntry) -> PasskeyRow {
        PasskeyRow {
            id: one.id.to_string(),
            name: one.name.clone(),
            added_at: one.added_at.to_string(),
            used_at: one.used_at.map(|at| at.to_string()),
        }
    }
}

/// An identity at a provider.
#[derive(Debug, Clone, Serialize)]
pub struct IdentityRow {
    /// Its id.
    pub id: String,
    /// Name of the provider.
    pub provider: String,
    /// By what the owner knows it again.
    pub label: String,
    /// When it was linked.
    pub added_at: String,
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
        let passkey = |used_at: Option<&str>| PasskeyRow {
            id: String::from("p"),
            name: String::from("โทรศัพท์ <ของฉัน>"),
            added_at: String::from("2026-02-01T02:00:00Z"),
            used_at: used_at.map(String::from),
        };
        let identity = IdentityRow {
            id: String::from("i"),
            provider: String::from("ผู้ให้บริการ"),
            label: String::from("somsri"),
            added_at: String::from("2026-02-01T02:00:00Z"),
        };
        let page = AccountPage {
            form: Form::empty(),
            name: String::from("ผู้ทดสอบ"),
            title: None,
            email: None,
            login: String::from("tester"),
            strong: false,
            should_add: true,
            has_password: true,
            has_totp: false,
            spare_codes: 0,
            passkeys_work: false,
            passkeys: vec![],
            providers: vec![],
            identities: vec![],
            sessions: vec![row("a", true)],
        };
        let whole = AccountPage {
            title: Some(String::from("ปลัด")),
            email: Some(String::from("tester@example.go.th")),
            strong: true,
            should_add: false,
            has_totp: true,
            spare_codes: 7,
            passkeys_work: true,
            passkeys: vec![passkey(None), passkey(Some("2026-02-01T02:00:00Z"))],
            providers: vec![Choice::new("test", "ผู้ให้บริการ")],
            identities: vec![identity],
            sessions: vec![row("a", true), row("b", false)],
            ..page.clone()
        };
        let refused =
            AccountPage { form: Form::empty().wrong("", "ลบไม่ได้"), ..whole.clone() };
        vec![page, whole, refused]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// Providers with the names of their buttons.
pub(crate) fn providers(ask: &Ask) -> Vec<Choice> {
    let all = ask.site.service().providers().iter();
    all.map(|one| Choice::new(one.key.clone(), ask.text(&one.title))).collect()
}

async fn page(ask: &Ask, form: Form) -> Result<AccountPage, Fault> {
    let service = ask.site.service();
    let Account { person, has_password, has_totp, spare_codes, passkeys, should_add_second_factor } =
        service.account(&ask.caller).await?;
    let sessions = service.sessions(&ask.caller).await?;
    let strong = sessions.iter().any(|one| one.is_this && one.strength == Strength::TwoFactors);
    let row = |one: service::people::SessionEntry| SessionRow {
        id: one.id.to_string(),
        device: one.device,
        started_at: one.started_at.to_string(),
        seen_at: one.seen_at.to_string(),
        is_this: one.is_this,
    };
    let providers = providers(ask);
    let identities = service.identities(&ask.caller).await?;
    let identity = |one: store::identities::Identity| IdentityRow {
        id: one.id.to_string(),
        provider: providers
            .iter()
            .find(|provider| provider.value == one.provider)
            .map_or(one.provider, |provider| provider.label.clone()),
        label: one.label,
        added_at: one.added_at.to_string(),
    };
    Ok(AccountPage {
        form,
        name: person.details.name,
        title: person.details.title,
        email: person.details.email,
        login: person.details.login,
        strong,
        should_add: should_add_second_factor,
        has_password,
        has_totp,
        spare_codes,
        passkeys_work: service.has_passkeys(),
        passkeys: passkeys.iter().map(PasskeyRow::of).collect(),
        identities: identities.into_iter().map(identity).collect(),
        providers,
        sessions: sessions.into_iter().map(row).collect(),
    })
}

pub(crate) async fn show(ask: Ask) -> Answer {
    ask.show(&page(&ask, Form::empty()).await?)
}

/// The account again after a change, or with what kept it from being made.
pub(crate) async fn back(ask: &Ask, done: Result<(), Problem>) -> Answer {
    match done {
        Ok(()) => ask.go("/account"),
        Err(problem) if matches!(problem.code, Code::Conflict | Code::Exists) => {
            let language: Language = ask.language;
            let form = Form::empty().refused(&problem, language, &[]);
            ask.show_wrong(&page(ask, form).await?, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
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

/// A passkey, to be renamed or removed.
#[derive(Debug, Clone, Serialize)]
pub struct PasskeyPage {
    /// The passkey.
    pub passkey: PasskeyRow,
    /// The form.
    pub form: Form,
}

impl Page for PasskeyPage {
    const NAME: &'static str = "passkey.html";
    const SOURCE: &'static str = include_str!("passkey.html");
    const MENU: Menu = Menu::Account;

    fn samples() -> Vec<PasskeyPage> {
        let passkey = PasskeyRow {
            id: String::from("p"),
            name: String::from("โทรศัพท์ <ของฉัน>"),
            added_at: String::from("2026-02-01T02:00:00Z"),
            used_at: None,
        };
        let form = Form::empty().with("name", "โทรศัพท์");
        let wrong = form.clone().wrong("name", "ต้องกรอกช่องนี้");
        vec![PasskeyPage { passkey: passkey.clone(), form }, PasskeyPage { passkey, form: wrong }]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

fn passkey_id(written: &str) -> Result<PasskeyId, Fault> {
    written.parse().map_err(|_| Fault::from(Code::NotFound))
}

async fn passkey_page(ask: &Ask, id: &PasskeyId) -> Result<PasskeyPage, Fault> {
    let account = ask.site.service().account(&ask.caller).await?;
    let found = account.passkeys.iter().find(|one| one.id == *id);
    let passkey = found.map(PasskeyRow::of).ok_or_else(|| Fault::from(Code::NotFound))?;
    let form = Form::empty().with("name", passkey.name.clone());
    Ok(PasskeyPage { passkey, form })
}

pub(crate) async fn passkey_show(ask: Ask, Path(id): Path<String>) -> Answer {
    ask.show(&passkey_page(&ask, &passkey_id(&id)?).await?)
}

/// A name as typed.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
}

pub(crate) async fn passkey_rename(ask: Ask, Path(id): Path<String>, Body(typed): Body<Named>) -> Answer {
    let id = passkey_id(&id)?;
    match ask.site.service().passkey_rename(&ask.caller, &id, &typed.name).await {
        Ok(()) => ask.go("/account"),
        Err(problem) if problem.code == Code::Invalid => {
            let mut page = passkey_page(&ask, &id).await?;
            page.form = Form::empty().with("name", typed.name).refused(&problem, ask.language, &["name"]);
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

pub(crate) async fn passkey_remove(ask: Ask, Path(id): Path<String>) -> Answer {
    let removed = ask.site.service().passkey_remove(&ask.caller, &passkey_id(&id)?).await;
    back(&ask, removed).await
}
