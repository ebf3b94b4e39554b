//! One's agency: what is known of it, its units and its offices.

use axum::Form as Body;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use service::Code;
use service::access::Action;
use service::agencies::{Filler, OfficeForm, OfficeLine, UnitForm};
use store::units::Unit;

use super::own_agency;
use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct DeskAgencyPage {
    /// Name.
    pub name: String,
    /// Facts with a value: last part of a key of texts, and the value.
    pub facts: Vec<(&'static str, String)>,
    /// Units in their order, closed ones last.
    pub units: Vec<Line>,
    /// Offices, the lowest of the chain of command first.
    pub offices: Vec<Line>,
    /// Whether changes are allowed.
    pub may_change: bool,
    /// Its id, for whoever can close it.
    pub closes: Option<String>,
    /// Whether it was closed.
    pub is_closed: bool,
    /// The form of a new unit.
    pub unit_form: Form,
    /// The form of a new office.
    pub office_form: Form,
}

/// A unit or an office.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Its name or title.
    pub name: String,
    /// Whether it still exists.
    pub is_active: bool,
    /// Who holds an office.
    pub holders: Vec<String>,
    /// Who acts for an office today.
    pub acting: Vec<String>,
}

impl Page for DeskAgencyPage {
    const NAME: &'static str = "desk-agency.html";
    const SOURCE: &'static str = include_str!("agency.html");
    const MENU: Menu = Menu::Agency;

    fn samples() -> Vec<DeskAgencyPage> {
        let line = |id: &str, is_active| Line {
            id: id.to_owned(),
            name: format!("กองตัวอย่าง {id}"),
            is_active,
            holders: if is_active {
                vec![String::from("ผู้ครองตำแหน่ง <x>")]
            } else {
                vec![]
            },
            acting: if is_active { vec![String::from("ผู้รักษาการ")] } else { vec![] },
        };
        let page = |may_change, units: Vec<Line>, unit_form| DeskAgencyPage {
            name: String::from("อบต.ตัวอย่าง"),
            facts: vec![("code", String::from("76010")), ("province", String::from("ตัวอย่าง"))],
            offices: units.clone(),
            units,
            may_change,
            closes: may_change.then(|| String::from("a")),
            is_closed: !may_change,
            unit_form,
            office_form: Form::empty(),
        };
        let wrong = Form::empty().with("name", "").wrong("name", "ต้องกรอกช่องนี้");
        vec![
            page(true, vec![], Form::empty()),
            page(false, vec![line("a", true), line("b", false)], Form::empty()),
            page(true, vec![line("a", true), line("b", false)], wrong),
        ]
    }

    fn has_errors(&self) -> bool {
        self.unit_form.has_errors() || self.office_form.has_errors()
    }
}

async fn page(ask: &Ask) -> Result<DeskAgencyPage, Fault> {
    let (service, id) = (ask.site.service(), own_agency(ask)?);
    let agency = service.agency(&ask.caller, &id).await?;
    let (details, is_closed) = (agency.details, !agency.is_active);
    let may_close = !is_closed && ask.caller.require(Action::AddAgency, None).is_ok();
    let units = service.units(&ask.caller, &id).await?;
    let offices = service.offices(&ask.caller, &id).await?;
    let facts = [
        ("code", details.code),
        ("kind", Some(details.kind.name_th().to_owned()).filter(|name| !name.is_empty())),
        ("district", details.district),
        ("province", details.province),
        ("ministry", details.ministry),
        ("website", details.website),
    ];
    Ok(DeskAgencyPage {
        name: details.name,
        facts: facts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
        units: units.into_iter().map(unit_line).collect(),
        offices: offices.into_iter().map(office_line).collect(),
        closes: may_close.then(|| id.to_string()),
        is_closed,
        may_change: ask.caller.require(Action::ChangeAgency, Some(&id)).is_ok(),
        unit_form: Form::empty(),
        office_form: Form::empty(),
    })
}

fn unit_line(unit: Unit) -> Line {
    let Unit { id, name, is_active, .. } = unit;
    Line { id: id.to_string(), name, is_active, holders: vec![], acting: vec![] }
}

fn office_line(line: OfficeLine) -> Line {
    let names = |all: Vec<Filler>| all.into_iter().map(|one| one.name).collect();
    Line {
        id: line.office.id.to_string(),
        name: line.office.title,
        is_active: line.office.is_active,
        holders: names(line.holders),
        acting: names(line.acting),
    }
}

pub(crate) async fn show(ask: Ask) -> Answer {
    ask.show(&page(&ask).await?)
}

/// A name as typed.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
}

pub(crate) async fn add_unit(ask: Ask, Body(typed): Body<Named>) -> Answer {
    let form = UnitForm { name: typed.name.clone(), ..UnitForm::default() };
    match ask.site.service().add_unit(&ask.caller, &own_agency(&ask)?, &form).await {
        Ok(_) => ask.go("/agency"),
        Err(problem) if matches!(problem.code, Code::Invalid | Code::Exists) => {
            let mut page = page(&ask).await?;
            page.unit_form =
                Form::empty().with("name", typed.name).refused(&problem, ask.language, &["name"]);
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

pub(crate) async fn add_office(ask: Ask, Body(typed): Body<Named>) -> Answer {
    let form = OfficeForm { title: typed.title.clone(), ..OfficeForm::default() };
    match ask.site.service().add_office(&ask.caller, &own_agency(&ask)?, &form).await {
        Ok(_) => ask.go("/agency"),
        Err(problem) if matches!(problem.code, Code::Invalid | Code::Exists) => {
            let mut page = page(&ask).await?;
            page.office_form =
                Form::empty().with("title", typed.title).refused(&problem, ask.language, &["title"]);
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

pub(crate) async fn suggest(ask: Ask) -> Answer {
    let (service, id) = (ask.site.service(), own_agency(&ask)?);
    service.add_suggested_units(&ask.caller, &id).await?;
    service.add_suggested_offices(&ask.caller, &id).await?;
    ask.go("/agency")
}

pub(crate) async fn close_unit(ask: Ask, Path(unit): Path<String>) -> Answer {
    let unit = unit.parse().map_err(|_| Fault::from(Code::NotFound))?;
    ask.site.service().close_unit(&ask.caller, &own_agency(&ask)?, &unit).await?;
    ask.go("/agency")
}

pub(crate) async fn close_office(ask: Ask, Path(office): Path<String>) -> Answer {
    let office = office.parse().map_err(|_| Fault::from(Code::NotFound))?;
    ask.site.service().close_office(&ask.caller, &own_agency(&ask)?, &office).await?;
    ask.go("/agency")
}
