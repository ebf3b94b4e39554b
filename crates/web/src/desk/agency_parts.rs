//! A unit or an office of the agency, changed: name, place in the order, and what an office heads.

use axum::Form as Body;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use service::access::Action;
use service::agencies::{OfficeForm, UnitForm};
use service::{Code, Problem};

use super::names::Names;
use super::own_agency;
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyPartPage {
    /// `units` or `offices`: part of the address.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Its name or title as it is now.
    pub name: String,
    /// Units that an office can head.
    pub units: Vec<Choice>,
    /// The form.
    pub form: Form,
}

impl Page for AgencyPartPage {
    const NAME: &'static str = "agency-part.html";
    const SOURCE: &'static str = include_str!("agency_part.html");
    const MENU: Menu = Menu::Agency;

    fn samples() -> Vec<AgencyPartPage> {
        let page = |kind, form| AgencyPartPage {
            kind,
            id: String::from("a"),
            name: String::from("กองคลัง"),
            units: vec![Choice::new("u", "กองคลัง")],
            form,
        };
        let unit = Form::empty().with("name", "กองคลัง").with("position", "2");
        let office = Form::empty().with("title", "ปลัด").with("rank", "1").with("unit", "u");
        let wrong = office.clone().wrong("rank", "ให้กรอกจำนวนเต็ม");
        vec![page("units", unit), page("offices", office), page("offices", wrong)]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// A unit or an office as typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    position: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    rank: String,
}

pub(crate) async fn show_unit(ask: Ask, Path(id): Path<String>) -> Answer {
    let agency = own_agency(&ask)?;
    ask.caller.require(Action::ChangeAgency, Some(&agency))?;
    let units = ask.site.service().units(&ask.caller, &agency).await?;
    let unit = units.into_iter().find(|unit| unit.id.as_str() == id && unit.is_active);
    let unit = unit.ok_or_else(|| Fault::from(Code::NotFound))?;
    let form = Form::empty().with("name", &*unit.name).with("position", unit.position.to_string());
    ask.show(&AgencyPartPage { kind: "units", id, name: unit.name, units: vec![], form })
}

pub(crate) async fn change_unit(ask: Ask, Path(id): Path<String>, Body(typed): Body<Typed>) -> Answer {
    let agency = own_agency(&ask)?;
    let unit = id.parse().map_err(|_| Fault::from(Code::NotFound))?;
    let form = UnitForm { name: typed.name.clone(), position: typed.position.clone() };
    let done = ask.site.service().change_unit(&ask.caller, &agency, &unit, &form).await;
    let kept = Form::empty().with("name", typed.name.clone()).with("position", typed.position);
    let page = AgencyPartPage { kind: "units", id, name: typed.name, units: vec![], form: kept };
    answer(&ask, page, done)
}

pub(crate) async fn show_office(ask: Ask, Path(id): Path<String>) -> Answer {
    let agency = own_agency(&ask)?;
    ask.caller.require(Action::ChangeAgency, Some(&agency))?;
    let offices = ask.site.service().offices(&ask.caller, &agency).await?;
    let office = offices.into_iter().map(|line| line.office);
    let office = office.into_iter().find(|office| office.id.as_str() == id && office.is_active);
    let office = office.ok_or_else(|| Fault::from(Code::NotFound))?;
    let unit = office.unit.map(|unit| unit.to_string()).unwrap_or_default();
    let form =
        Form::empty().with("title", &*office.title).with("rank", office.rank.to_string()).with("unit", unit);
    let units = Names::of(&ask, &agency).await?.units();
    ask.show(&AgencyPartPage { kind: "offices", id, name: office.title, units, form })
}

pub(crate) async fn change_office(ask: Ask, Path(id): Path<String>, Body(typed): Body<Typed>) -> Answer {
    let agency = own_agency(&ask)?;
    let office = id.parse().map_err(|_| Fault::from(Code::NotFound))?;
    let Typed { title, unit, rank, .. } = typed;
    let form = OfficeForm { title, unit, rank };
    let done = ask.site.service().change_office(&ask.caller, &agency, &office, &form).await;
    let kept = [("title", &*form.title), ("unit", &*form.unit), ("rank", &*form.rank)];
    let kept = Form::empty().with_all(kept);
    let units = Names::of(&ask, &agency).await?.units();
    answer(&ask, AgencyPartPage { kind: "offices", id, name: form.title, units, form: kept }, done)
}

fn answer(ask: &Ask, mut page: AgencyPartPage, done: Result<(), Problem>) -> Answer {
    match done {
        Ok(()) => ask.go("/agency"),
        Err(problem) if matches!(problem.code, Code::Invalid | Code::Exists) => {
            let known = ["name", "position", "title", "unit", "rank"];
            let shown = if page.kind == "units" { known.get(..2) } else { known.get(2..) };
            page.form = page.form.refused(&problem, ask.language, shown.unwrap_or_default());
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}
