//! Who acts for an office, by which order, on which days.

use axum::Form as Body;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use service::Code;
use service::access::Action;
use service::agencies::{ActingForm, ActingLine};
use store::AgencyId;

use super::names::Names;
use super::own_agency;
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form, day_of};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

const FIELDS: &[&str] = &["office", "person", "order_number", "order_date", "first_day", "last_day"];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ActingPage {
    /// Orders, the newest first.
    pub orders: Vec<OrderRow>,
    /// Whether orders can be recorded and revoked.
    pub may_change: bool,
    /// Offices.
    pub offices: Vec<Choice>,
    /// Who can act.
    pub people: Vec<Choice>,
    /// The form.
    pub form: Form,
}

/// An order.
#[derive(Debug, Clone, Serialize)]
pub struct OrderRow {
    /// Its id.
    pub id: String,
    /// Title of the office.
    pub office: String,
    /// Who acts.
    pub person: String,
    /// Its number as printed.
    pub number: String,
    /// Its date.
    pub date: String,
    /// The first day.
    pub first: String,
    /// The last day; none when it holds until it is revoked.
    pub last: Option<String>,
    /// `in-force`, `later`, `over` or `revoked`: last part of a key of texts.
    pub state: &'static str,
}

impl OrderRow {
    fn of(line: &ActingLine) -> OrderRow {
        let given = &line.order.given;
        let state = match (line.order.revoked_at, line.is_in_force) {
            (Some(_), _) => "revoked",
            (None, true) => "in-force",
            // Neither begun nor over by its last day: it is told by which of the two it is.
            (None, false) if line.is_to_come => "later",
            (None, false) => "over",
        };
        OrderRow {
            id: given.id.to_string(),
            office: line.office.clone(),
            person: line.person.name.clone(),
            number: given.order_number.clone(),
            date: given.order_date.to_string(),
            first: given.first_day.to_string(),
            last: given.last_day.map(|day| day.to_string()),
            state,
        }
    }
}

impl Page for ActingPage {
    const NAME: &'static str = "acting.html";
    const SOURCE: &'static str = include_str!("acting.html");
    const MENU: Menu = Menu::Agency;

    fn samples() -> Vec<ActingPage> {
        let order = |id: &str, state, last: Option<&str>| OrderRow {
            id: id.to_owned(),
            office: String::from("ปลัดองค์การบริหารส่วนตำบล"),
            person: String::from("รองปลัด <ทดสอบ>"),
            number: String::from("123/2568"),
            date: String::from("2025-09-30"),
            first: String::from("2025-10-01"),
            last: last.map(String::from),
            state,
        };
        let page = |may_change, orders, form| ActingPage {
            orders,
            may_change,
            offices: vec![Choice::new("o", "ปลัดองค์การบริหารส่วนตำบล")],
            people: vec![Choice::new("p", "รองปลัด")],
            form,
        };
        let wrong = Form::empty()
            .with("order_number", "123/2568")
            .with("first_day_day", "31")
            .with("first_day_month", "2")
            .with("first_day_year", "2568")
            .wrong("first_day", "อ่านวันที่ไม่ได้")
            .wrong("person", "ให้เลือกจากรายการ");
        let all = vec![
            order("a", "in-force", None),
            order("b", "later", Some("2026-09-30")),
            order("c", "over", Some("2025-11-30")),
            order("d", "revoked", None),
        ];
        vec![
            page(true, vec![], Form::empty()),
            page(true, all.clone(), Form::empty()),
            page(false, all, Form::empty()),
            page(true, vec![], wrong),
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

async fn page(ask: &Ask, agency: &AgencyId, form: Form) -> Result<ActingPage, Fault> {
    let service = ask.site.service();
    let orders = service.acting_orders(&ask.caller, agency).await?;
    let may_change = ask.caller.require(Action::ChangeAgency, Some(agency)).is_ok();
    let people = match may_change {
        true => service.people(&ask.caller, Some(agency)).await?,
        false => vec![],
    };
    let here = people.iter().filter(|one| !one.roles.is_empty());
    let choice = |one: &service::people::Colleague| {
        Choice::new(one.person.id.to_string(), one.person.details.name.clone())
    };
    Ok(ActingPage {
        orders: orders.iter().map(OrderRow::of).collect(),
        may_change,
        offices: Names::of(ask, agency).await?.offices(),
        people: here.map(choice).collect(),
        form,
    })
}

pub(crate) async fn show(ask: Ask) -> Answer {
    let agency = own_agency(&ask)?;
    ask.show(&page(&ask, &agency, Form::empty()).await?)
}

/// An order as typed, days in three fields each.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    office: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    order_number: String,
    #[serde(default)]
    order_date_day: String,
    #[serde(default)]
    order_date_month: String,
    #[serde(default)]
    order_date_year: String,
    #[serde(default)]
    first_day_day: String,
    #[serde(default)]
    first_day_month: String,
    #[serde(default)]
    first_day_year: String,
    #[serde(default)]
    last_day_day: String,
    #[serde(default)]
    last_day_month: String,
    #[serde(default)]
    last_day_year: String,
}

impl Typed {
    fn form(&self) -> Form {
        Form::empty().with_all([
            ("office", &*self.office),
            ("person", &*self.person),
            ("order_number", &*self.order_number),
            ("order_date_day", &*self.order_date_day),
            ("order_date_month", &*self.order_date_month),
            ("order_date_year", &*self.order_date_year),
            ("first_day_day", &*self.first_day_day),
            ("first_day_month", &*self.first_day_month),
            ("first_day_year", &*self.first_day_year),
            ("last_day_day", &*self.last_day_day),
            ("last_day_month", &*self.last_day_month),
            ("last_day_year", &*self.last_day_year),
        ])
    }

    fn read(&self) -> ActingForm {
        ActingForm {
            office: self.office.clone(),
            person: self.person.clone(),
            order_number: self.order_number.clone(),
            order_date: day_of([&self.order_date_day, &self.order_date_month, &self.order_date_year]),
            first_day: day_of([&self.first_day_day, &self.first_day_month, &self.first_day_year]),
            last_day: day_of([&self.last_day_day, &self.last_day_month, &self.last_day_year]),
        }
    }
}

pub(crate) async fn add(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    let agency = own_agency(&ask)?;
    match ask.site.service().add_acting_order(&ask.caller, &agency, &typed.read()).await {
        Ok(_) => ask.go("/agency/acting"),
        Err(problem) if matches!(problem.code, Code::Invalid | Code::Exists) => {
            let form = typed.form().refused(&problem, ask.language, FIELDS);
            ask.show_wrong(&page(&ask, &agency, form).await?, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

pub(crate) async fn revoke(ask: Ask, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Fault::from(Code::NotFound))?;
    ask.site.service().revoke_acting_order(&ask.caller, &own_agency(&ask)?, &id).await?;
    ask.go("/agency/acting")
}
