//! The form of an agency: details changed by its administrator, or a new agency by an operator.

use axum::Form as Body;
use domain::agency::AgencyKind;
use domain::text::Language;
use serde::{Deserialize, Serialize};
use service::Code;
use service::access::Action;
use service::agencies::AgencyForm;
use store::AgencyId;

use super::own_agency;
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

const FIELDS: &[&str] = &["name", "kind", "province", "district", "ministry", "code", "website"];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyDetailsPage {
    /// Whether it is a new agency.
    pub is_new: bool,
    /// Kinds of agencies.
    pub kinds: Vec<Choice>,
    /// The form.
    pub form: Form,
}

impl Page for AgencyDetailsPage {
    const NAME: &'static str = "agency-details.html";
    const SOURCE: &'static str = include_str!("agency_details.html");
    const MENU: Menu = Menu::Agency;

    fn samples() -> Vec<AgencyDetailsPage> {
        let page = |is_new, form| AgencyDetailsPage { is_new, kinds: kinds(Language::Thai), form };
        let filled = Form::empty().with("name", "อบต.\"ตัวอย่าง\"").with("kind", "sao").with("code", "76010");
        let wrong = filled.clone().with("website", "x").wrong("website", "ที่อยู่เว็บไซต์ไม่ถูกต้อง");
        vec![page(true, Form::empty()), page(false, filled), page(false, wrong)]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// Kinds of agencies by name. Their codes stand in for English names, which the rules do not give.
pub(crate) fn kinds(language: Language) -> Vec<Choice> {
    let label = |code: &str| match language {
        Language::Thai => AgencyKind::from_code(code).name_th().to_owned(),
        Language::English => {
            format!("{} ({})", code.replace('-', " "), AgencyKind::from_code(code).name_th())
        }
    };
    AgencyKind::codes().map(|code| Choice::new(code, label(code))).collect()
}

/// An agency as typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    province: String,
    #[serde(default)]
    district: String,
    #[serde(default)]
    ministry: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    website: String,
}

impl From<Typed> for AgencyForm {
    fn from(typed: Typed) -> AgencyForm {
        let Typed { name, kind, province, district, ministry, code, website } = typed;
        AgencyForm { name, kind, province, district, ministry, code, website }
    }
}

fn form_of(form: &AgencyForm) -> Form {
    Form::empty().with_all([
        ("name", &*form.name),
        ("kind", &*form.kind),
        ("province", &*form.province),
        ("district", &*form.district),
        ("ministry", &*form.ministry),
        ("code", &*form.code),
        ("website", &*form.website),
    ])
}

fn page(ask: &Ask, is_new: bool, form: Form) -> AgencyDetailsPage {
    AgencyDetailsPage { is_new, kinds: kinds(ask.language), form }
}

pub(crate) async fn show(ask: Ask) -> Answer {
    let agency = own_agency(&ask)?;
    ask.caller.require(Action::ChangeAgency, Some(&agency))?;
    let found = ask.site.service().agency(&ask.caller, &agency).await?;
    ask.show(&page(&ask, false, form_of(&AgencyForm::of(&found))))
}

pub(crate) async fn change(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    let (agency, form) = (own_agency(&ask)?, AgencyForm::from(typed));
    let done = ask.site.service().change_agency(&ask.caller, &agency, &form).await;
    answer(&ask, false, &form, done.map(|()| String::from("/agency")))
}

pub(crate) async fn show_new(ask: Ask) -> Answer {
    ask.caller.require(Action::AddAgency, None)?;
    ask.show(&page(&ask, true, Form::empty()))
}

pub(crate) async fn add(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    let form = AgencyForm::from(typed);
    let done = ask.site.service().add_agency(&ask.caller, &form).await;
    answer(&ask, true, &form, done.map(|id: AgencyId| format!("/at/{id}/agency")))
}

fn answer(ask: &Ask, is_new: bool, typed: &AgencyForm, done: service::Result<String>) -> Answer {
    match done {
        Ok(path) => ask.go(&path),
        Err(problem) if matches!(problem.code, Code::Invalid | Code::Exists) => {
            let form = form_of(typed).refused(&problem, ask.language, FIELDS);
            ask.show_wrong(&page(ask, is_new, form), problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}
