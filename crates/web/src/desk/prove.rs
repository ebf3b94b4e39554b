//! Proving again who one is: with a code, a passkey, or the password where that is enough.

use axum::Form as Body;
use axum::extract::Query;
use serde::{Deserialize, Serialize};
use service::Code;
use service::people::Proof;

use super::sign_in::{Answered, question_json};
use super::{go_with, next_or_home};
use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// The form to prove again who one is.
#[derive(Debug, Clone, Serialize)]
pub struct ProvePage {
    /// The form.
    pub form: Form,
    /// Where to go afterwards.
    pub next: String,
    /// Whether a second factor is needed, so that the password is not enough.
    pub need_second: bool,
    /// Whether codes are set up.
    pub by_code: bool,
    /// Whether there is a password.
    pub by_password: bool,
    /// Whether there is a passkey.
    pub by_passkey: bool,
}

impl Page for ProvePage {
    const NAME: &'static str = "prove.html";
    const SOURCE: &'static str = include_str!("prove.html");
    const MENU: Menu = Menu::Account;

    fn samples() -> Vec<ProvePage> {
        let page = |form, need_second, by_code, by_passkey| ProvePage {
            form,
            next: String::from("/account"),
            need_second,
            by_code,
            by_password: !need_second,
            by_passkey,
        };
        let wrong = |field| Form::empty().wrong(field, "ไม่ถูกต้อง");
        let nothing = ProvePage { by_password: false, ..page(Form::empty(), false, false, false) };
        vec![
            page(Form::empty(), false, false, false),
            page(wrong("password"), false, true, true),
            page(wrong("code"), true, true, true),
            nothing,
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// What is typed, or stands in the address.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    need: String,
}

async fn page(ask: &Ask, form: Form, next: String, need: &str) -> Result<ProvePage, Fault> {
    let account = ask.site.service().account(&ask.caller).await?;
    let need_second = need == "second";
    Ok(ProvePage {
        form,
        next,
        need_second,
        by_code: account.has_totp || 0 < account.spare_codes,
        by_password: account.has_password && !need_second,
        by_passkey: !account.passkeys.is_empty() && ask.site.service().has_passkeys(),
    })
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Typed>) -> Answer {
    let next = next_or_home(&asked.next).to_owned();
    ask.show(&page(&ask, Form::empty(), next, &asked.need).await?)
}

pub(crate) async fn prove(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    let next = next_or_home(&typed.next).to_owned();
    let code = typed.code.trim();
    let before = page(&ask, Form::empty(), next.clone(), &typed.need).await?;
    let (field, proof) = match code.is_empty() && before.by_password {
        true => ("password", Proof::Password(&typed.password)),
        false => ("code", Proof::Code(code)),
    };
    match ask.site.service().prove(&ask.caller, &ask.visit, proof).await {
        Ok(session) => go_with(&ask, &session, &next),
        Err(problem) if problem.code == Code::WrongCredentials => {
            // A way that the page does not offer is answered above the form.
            let shown = (field == "code" && before.by_code) || field == "password";
            let form = Form::empty().wrong(if shown { field } else { "" }, ask.word("second.wrong"));
            ask.show_wrong(&ProvePage { form, ..before }, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

pub(crate) async fn passkey_begin(ask: Ask) -> Answer {
    question_json(&ask.site.service().passkey_prove_start(&ask.caller).await?)
}

pub(crate) async fn passkey(ask: Ask, Body(given): Body<Answered>) -> Answer {
    let session = ask.site.service().passkey_prove(&ask.caller, &given.ceremony, &given.answer).await?;
    go_with(&ask, &session, next_or_home(&given.next))
}
