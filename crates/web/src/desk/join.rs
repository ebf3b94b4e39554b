//! Links that work once: for the first administrator, for colleagues, and to recover an account.

use axum::Form as Body;
use axum::extract::Path;
use domain::text::Language;
use serde::{Deserialize, Serialize};
use service::people::NewPerson;
use service::{Caller, Code};
use store::invitations::Purpose;

use super::go_with;
use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::Page;
use crate::kit::problem::Fault;

/// Fields of the form; what is said of others stands above it.
const FIELDS: &[&str] = &["name", "title", "email", "login", "password", "again"];

/// The form of a link.
#[derive(Debug, Clone, Serialize)]
pub struct JoinPage {
    /// The form.
    pub form: Form,
    /// Where the form goes.
    pub action: String,
    /// `first`, `join` or `recover`.
    pub purpose: &'static str,
    /// Name of the agency.
    pub agency: Option<String>,
    /// Name of the unit.
    pub unit: Option<String>,
    /// The role that is given.
    pub role: Option<&'static str>,
    /// The login that is recovered.
    pub login: Option<String>,
    /// When the link stops to work.
    pub until: String,
    /// Whether somebody is signed in, who may take the role without a new account.
    pub signed_in: bool,
}

impl Page for JoinPage {
    const NAME: &'static str = "join.html";
    const SOURCE: &'static str = include_str!("join.html");

    fn samples() -> Vec<JoinPage> {
        let page = |purpose, role, agency: Option<&str>| JoinPage {
            form: Form::empty(),
            action: String::from("/join/secret"),
            purpose,
            agency: agency.map(String::from),
            unit: agency.map(|_| String::from("กองคลัง")),
            role,
            login: (purpose == "recover").then(|| String::from("somchai")),
            until: String::from("2026-02-01T02:00:00Z"),
            signed_in: purpose == "join",
        };
        let wrong = Form::empty().with("login", "x").wrong("login", "สั้นเกินไป").wrong("again", "ไม่ตรงกัน");
        vec![
            page("first", Some("operator"), None),
            page("join", Some("unit-staff"), Some("อบต.ตัวอย่าง")),
            JoinPage {
                form: wrong, ..page("join", Some("officer"), Some("อบต.ตัวอย่าง"))
            },
            page("recover", None, None),
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

async fn page(ask: &Ask, path: &str, secret: &str, form: Form) -> Result<(JoinPage, Purpose), Fault> {
    let seen = ask.site.service().invitation(&ask.caller, &ask.visit, secret).await?;
    let page = JoinPage {
        form,
        action: format!("/{path}/{secret}"),
        purpose: match seen.purpose {
            Purpose::First => "first",
            Purpose::Join => "join",
            Purpose::Recover => "recover",
        },
        agency: seen.agency,
        unit: seen.unit,
        role: seen.role.map(store::memberships::Role::code),
        login: seen.login,
        until: seen.until.to_string(),
        signed_in: matches!(ask.caller, Caller::Person { .. }) && seen.purpose == Purpose::Join,
    };
    Ok((page, seen.purpose))
}

pub(crate) async fn show(ask: Ask, Path(secret): Path<String>) -> Answer {
    let (page, _) = page(&ask, "join", &secret, Form::empty()).await?;
    ask.show(&page)
}

pub(crate) async fn show_recovery(ask: Ask, Path(secret): Path<String>) -> Answer {
    let (page, _) = page(&ask, "recover", &secret, Form::empty()).await?;
    ask.show(&page)
}

/// What is typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

pub(crate) async fn accept(ask: Ask, Path(secret): Path<String>, Body(typed): Body<Typed>) -> Answer {
    take(ask, "join", secret, typed).await
}

pub(crate) async fn recover(ask: Ask, Path(secret): Path<String>, Body(typed): Body<Typed>) -> Answer {
    take(ask, "recover", secret, typed).await
}

async fn take(ask: Ask, path: &str, secret: String, typed: Typed) -> Answer {
    let mut form = Form::empty();
    for (field, value) in
        [("name", &typed.name), ("title", &typed.title), ("email", &typed.email), ("login", &typed.login)]
    {
        form = form.with(field, value.clone());
    }
    let (mut page, purpose) = page(&ask, path, &secret, form).await?;
    if typed.password != typed.again {
        page.form = page.form.wrong("again", ask.word("join.differ"));
        return ask.show(&page);
    }
    let person = NewPerson {
        login: typed.login,
        name: typed.name,
        title: typed.title,
        email: typed.email,
        language: ask.language,
        password: typed.password,
    };
    let service = ask.site.service();
    let done = match purpose {
        Purpose::First => service.accept_first(&ask.caller, &ask.visit, &secret, &person, None).await,
        Purpose::Join => service.accept(&ask.caller, &ask.visit, &secret, &person).await,
        Purpose::Recover => service.accept_recovery(&ask.caller, &ask.visit, &secret, &person.password).await,
    };
    match done {
        Ok(session) => go_with(&ask, &session, "/home"),
        Err(problem) if matches!(problem.code, Code::Invalid | Code::Exists) => {
            let language: Language = ask.language;
            page.form = page.form.refused(&problem, language, FIELDS);
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// Takes the role with the account that is signed in.
pub(crate) async fn accept_as_myself(ask: Ask, Path(secret): Path<String>) -> Answer {
    ask.site.service().accept_as_myself(&ask.caller, &ask.visit, &secret).await?;
    ask.go("/home")
}
