//! All agencies: found, added, closed.

use axum::extract::{Path, Query};
use serde::{Deserialize, Serialize};
use service::Code;
use service::access::Action;
use service::agencies;
use store::AgencyId;

use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;
use crate::portal::Who;

/// Letters of a search that are looked at.
const MOST_LETTERS: usize = 100;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AgenciesPage {
    /// The search.
    pub form: Form,
    /// Provinces that have agencies.
    pub provinces: Vec<Choice>,
    /// Agencies of this page.
    pub rows: Vec<Row>,
    /// How many were found in all.
    pub total: usize,
    /// The search as it stands in addresses, without the page.
    pub query: String,
    /// The page before.
    pub previous: Option<usize>,
    /// The next page.
    pub next: Option<usize>,
}

/// An agency.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: Option<String>,
    /// District and province.
    pub place: String,
    /// The newest published fiscal year.
    pub newest: Option<i16>,
    /// Whether it was closed.
    pub is_closed: bool,
}

impl Page for AgenciesPage {
    const NAME: &'static str = "agencies.html";
    const SOURCE: &'static str = include_str!("agencies.html");
    const MENU: Menu = Menu::Agencies;

    fn samples() -> Vec<AgenciesPage> {
        let row = |id: &str, newest: Option<i16>, is_closed| Row {
            id: id.to_owned(),
            name: format!("องค์การบริหารส่วนตำบลตัวอย่าง {id}"),
            code: newest.map(|_| String::from("76010")),
            place: String::from("อำเภอเมือง จังหวัดตัวอย่าง"),
            newest,
            is_closed,
        };
        let empty = AgenciesPage {
            form: Form::empty().with("q", "\"<x>"),
            provinces: vec![],
            rows: vec![],
            total: 0,
            query: String::from("q=x"),
            previous: None,
            next: None,
        };
        let some = AgenciesPage {
            form: Form::empty().with("province", "ตัวอย่าง").with("closed", "yes"),
            provinces: vec![Choice::new("ตัวอย่าง", "ตัวอย่าง (2)")],
            rows: vec![row("a", Some(2568), false), row("b", None, true)],
            total: 42,
            previous: Some(1),
            next: Some(3),
            ..empty.clone()
        };
        vec![empty, some]
    }
}

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    province: String,
    #[serde(default)]
    closed: String,
    #[serde(default)]
    page: String,
}

pub(crate) async fn index(ask: Ask, Query(asked): Query<Asked>) -> Answer {
    ask.caller.require(Action::AddAgency, None)?;
    let service = ask.site.service();
    let words: String = asked.q.trim().chars().take(MOST_LETTERS).collect();
    let closed_too = asked.closed == "yes";
    let query = agencies::Query {
        text: words.clone(),
        province: Some(asked.province.clone()).filter(|province| !province.is_empty()),
        page: asked.page.parse().unwrap_or(1),
        closed_too,
        ..agencies::Query::new("")
    };
    let found = service.search_agencies(&ask.caller, &query).await?;
    let provinces = service.provinces(&ask.caller).await?;
    let province = |(name, count): &(String, usize)| Choice::new(name.clone(), format!("{name} ({count})"));
    let closed = if closed_too { "yes" } else { "" };
    let kept = [("q", &*words), ("province", &*asked.province), ("closed", closed)];
    let written = kept.iter().map(|(key, value)| format!("{key}={}", encoded(value)));
    ask.show(&AgenciesPage {
        query: written.collect::<Vec<_>>().join("&"),
        form: Form::empty().with_all(kept),
        provinces: provinces.iter().map(province).collect(),
        rows: found.found.iter().map(row).collect(),
        total: found.total,
        previous: found.page.checked_sub(1).filter(|page| 0 < *page),
        next: (found.page < found.pages).then_some(found.page + 1),
    })
}

fn row(found: &agencies::Found) -> Row {
    let who = Who::of(&found.agency);
    Row {
        id: found.agency.id.to_string(),
        name: who.name,
        code: found.agency.details.code.clone(),
        place: who.place,
        newest: found.newest.as_ref().map(|line| line.year.number()),
        is_closed: !found.agency.is_active,
    }
}

/// A value within the query of an address.
pub(crate) fn encoded(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(byte).collect()
}

pub(crate) async fn close(ask: Ask, Path(id): Path<String>) -> Answer {
    let id: AgencyId = id.parse().map_err(|_| Fault::from(Code::NotFound))?;
    ask.site.service().close_agency(&ask.caller, &id).await?;
    ask.go("/operator/agencies")
}
