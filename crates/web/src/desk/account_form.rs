//! Name, contact and password of one's own account, changed.

use axum::Form as Body;
use domain::text::Language;
use serde::{Deserialize, Serialize};
use service::people::AccountDetails;
use service::{Code, Problem};

use super::go_with;
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::language;
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// The form of name and contact.
#[derive(Debug, Clone, Serialize)]
pub struct AccountDetailsPage {
    /// Languages of letters.
    pub languages: Vec<Choice>,
    /// The form.
    pub form: Form,
}

impl Page for AccountDetailsPage {
    const NAME: &'static str = "account-details.html";
    const SOURCE: &'static str = include_str!("account_details.html");
    const MENU: Menu = Menu::Account;

    fn samples() -> Vec<AccountDetailsPage> {
        let form = Form::empty().with("name", "ผู้ \"ทดสอบ\"").with("language", "th");
        let page = |form| AccountDetailsPage { languages: languages(), form };
        vec![page(form.clone()), page(form.wrong("email", "อีเมลไม่ถูกต้อง"))]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// The form of the password.
#[derive(Debug, Clone, Serialize)]
pub struct PasswordPage {
    /// Whether there is one already, which has to be given.
    pub has_password: bool,
    /// The form.
    pub form: Form,
}

impl Page for PasswordPage {
    const NAME: &'static str = "password.html";
    const SOURCE: &'static str = include_str!("password.html");
    const MENU: Menu = Menu::Account;

    fn samples() -> Vec<PasswordPage> {
        let wrong = Form::empty().wrong("present", "ไม่ถูกต้อง").wrong("password", "สั้นเกินไป");
        vec![
            PasswordPage { has_password: true, form: Form::empty() },
            PasswordPage { has_password: true, form: wrong },
            PasswordPage { has_password: false, form: Form::empty() },
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

fn languages() -> Vec<Choice> {
    vec![Choice::new("th", "ภาษาไทย"), Choice::new("en", "English")]
}

/// Name and contact as typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    language: String,
}

fn form_of(name: &str, title: &str, email: &str, language: Language) -> Form {
    let language = language::code(language);
    Form::empty().with_all([("name", name), ("title", title), ("email", email), ("language", language)])
}

pub(crate) async fn details(ask: Ask) -> Answer {
    let details = ask.site.service().account(&ask.caller).await?.person.details;
    let (title, email) = (details.title.unwrap_or_default(), details.email.unwrap_or_default());
    let form = form_of(&details.name, &title, &email, details.language);
    ask.show(&AccountDetailsPage { languages: languages(), form })
}

pub(crate) async fn change_details(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    let language = if typed.language == "en" { Language::English } else { Language::Thai };
    let form = form_of(&typed.name, &typed.title, &typed.email, language);
    let Typed { name, title, email, .. } = typed;
    let changed = AccountDetails { name, title, email, language };
    match ask.site.service().change_account(&ask.caller, &changed).await {
        Ok(()) => ask.go("/account"),
        Err(problem) if problem.code == Code::Invalid => {
            let form = form.refused(&problem, ask.language, &["name", "title", "email"]);
            ask.show_wrong(&AccountDetailsPage { languages: languages(), form }, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// Passwords as typed.
#[derive(Deserialize)]
pub(crate) struct TypedPassword {
    #[serde(default)]
    present: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

pub(crate) async fn password(ask: Ask) -> Answer {
    let has_password = ask.site.service().account(&ask.caller).await?.has_password;
    ask.show(&PasswordPage { has_password, form: Form::empty() })
}

pub(crate) async fn change_password(ask: Ask, Body(typed): Body<TypedPassword>) -> Answer {
    let service = ask.site.service();
    let has_password = service.account(&ask.caller).await?.has_password;
    let again = |form: Form, problem: Option<&Problem>| {
        let page = PasswordPage { has_password, form };
        match problem {
            Some(problem) => ask.show_wrong(&page, problem.code),
            None => ask.show(&page),
        }
    };
    if typed.password != typed.again {
        return again(Form::empty().wrong("again", ask.word("join.differ")), None);
    }
    match service.change_password(&ask.caller, &ask.visit, &typed.present, &typed.password).await {
        Ok(session) => go_with(&ask, &session, "/account"),
        Err(problem) if problem.code == Code::WrongCredentials => {
            again(Form::empty().wrong("present", ask.word("account.wrong-password")), Some(&problem))
        }
        Err(problem) if problem.code == Code::Invalid => {
            again(Form::empty().refused(&problem, ask.language, &["password"]), Some(&problem))
        }
        Err(problem) => Err(Fault(problem)),
    }
}
