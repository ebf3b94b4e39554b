//! Setting up one-time codes: a QR code, a first code, and spare codes to write down.

use axum::Form as Body;
use qrcode::QrCode;
use qrcode::render::svg;
use serde::{Deserialize, Serialize};
use service::{Code, Problem};

use super::account::back;
use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;
use crate::kit::session;

/// The page with the QR code; it cannot be shown again.
#[derive(Debug, Clone, Serialize)]
pub struct TotpPage {
    /// The form of the first code.
    pub form: Form,
    /// The QR code as SVG of ours; none after a wrong code, when the telephone has it already.
    pub picture: Option<String>,
    /// The secret in groups of four.
    pub secret: Option<String>,
}

impl Page for TotpPage {
    const NAME: &'static str = "totp.html";
    const SOURCE: &'static str = include_str!("totp.html");
    const MENU: Menu = Menu::Account;

    fn samples() -> Vec<TotpPage> {
        let url = "otpauth://totp/Prongsai:x?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Prongsai";
        let picture = picture(url).ok();
        vec![
            TotpPage { form: Form::empty(), picture, secret: Some(groups("JBSWY3DPEHPK3PXP")) },
            TotpPage {
                form: Form::empty().wrong("code", "ไม่ถูกต้อง"), picture: None, secret: None
            },
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// The page with the spare codes; it cannot be shown again.
#[derive(Debug, Clone, Serialize)]
pub struct SpareCodesPage {
    /// Codes, each of use once.
    pub codes: Vec<String>,
}

impl Page for SpareCodesPage {
    const NAME: &'static str = "spare-codes.html";
    const SOURCE: &'static str = include_str!("spare_codes.html");
    const MENU: Menu = Menu::Account;

    fn samples() -> Vec<SpareCodesPage> {
        vec![SpareCodesPage { codes: vec![String::from("abcd-efgh"), String::from("jkmn-pqrs")] }]
    }
}

/// The QR code of an address, without the declaration that stands before SVG files.
fn picture(url: &str) -> Result<String, Problem> {
    let failed = |error: qrcode::types::QrError| Problem::new(Code::Internal).with_cause(error.to_string());
    let svg = QrCode::new(url).map_err(failed)?.render::<svg::Color<'_>>().min_dimensions(200, 200).build();
    Ok(svg.split_once("?>").map_or(svg.as_str(), |(_, svg)| svg).to_owned())
}

fn groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

pub(crate) async fn start(ask: Ask) -> Answer {
    let begun = ask.site.service().totp_start(&ask.caller).await?;
    let picture = Some(picture(&begun.url)?);
    ask.show(&TotpPage { form: Form::empty(), picture, secret: Some(groups(&begun.secret)) })
}

/// The first code.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    code: String,
}

pub(crate) async fn confirm(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    match ask.site.service().totp_confirm(&ask.caller, &ask.visit, &typed.code).await {
        Ok(done) => {
            let mut response = ask.show(&SpareCodesPage { codes: done.spare_codes })?;
            let cookie = session::set(&done.session.secret, ask.site.over_tls());
            let cookie = cookie.ok_or_else(|| Fault::from(Code::Internal))?;
            response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(problem) if matches!(problem.code, Code::WrongCredentials | Code::Invalid) => {
            let form = Form::empty().wrong("code", ask.word("second.wrong"));
            ask.show_wrong(&TotpPage { form, picture: None, secret: None }, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// Takes the codes away, and the spare ones with the last second factor.
pub(crate) async fn remove(ask: Ask) -> Answer {
    let removed = ask.site.service().totp_remove(&ask.caller).await;
    back(&ask, removed).await
}

/// Draws new spare codes; the old ones end.
pub(crate) async fn spare_codes(ask: Ask) -> Answer {
    match ask.site.service().new_spare_codes(&ask.caller).await {
        Ok(codes) => ask.show(&SpareCodesPage { codes }),
        Err(problem) => back(&ask, Err(problem)).await,
    }
}
