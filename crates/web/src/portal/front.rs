//! The front page: agencies by name, code or province.

use axum::extract::Query;
use serde::{Deserialize, Serialize};
use service::agencies;
use service::disclose::YearLine;

use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};
use crate::portal::Who;

/// Letters of a search that are looked at.
const MOST_LETTERS: usize = 100;

/// What was looked for and found.
#[derive(Debug, Clone, Serialize)]
pub struct FrontPage {
    /// The search.
    pub form: Form,
    /// Whether something was looked for.
    pub asked: bool,
    /// Agencies, in the order of the dictionary.
    pub found: Vec<Found>,
    /// How many were found in all.
    pub total: usize,
    /// Pages before and after this one, by number.
    pub previous: Option<usize>,
    /// The next page.
    pub next: Option<usize>,
}

/// An agency.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// Its code, as in addresses.
    pub code: String,
    /// Its name.
    pub name: String,
    /// District and province, as far as known.
    pub place: String,
    /// Its newest published result.
    pub newest: Option<Newest>,
}

/// A published result in a line.
#[derive(Debug, Clone, Serialize)]
pub struct Newest {
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// The overall score.
    pub overall: Option<String>,
    /// The level, by the name that the rules give it.
    pub level: Option<String>,
}

impl Newest {
    pub(crate) fn of(line: &YearLine) -> Newest {
        Newest {
            year: line.year.number(),
            overall: line.overall.map(|score| score.to_string()),
            level: line.level.clone(),
        }
    }
}

impl Page for FrontPage {
    const NAME: &'static str = "front.html";
    const SOURCE: &'static str = include_str!("front.html");
    const MENU: Menu = Menu::Front;

    fn samples() -> Vec<FrontPage> {
        let empty = FrontPage {
            form: Form::empty(),
            asked: false,
            found: vec![],
            total: 0,
            previous: None,
            next: None,
        };
        let found = |code: &str, newest| Found {
            code: code.to_owned(),
            name: format!("องค์การบริหารส่วนตำบลตัวอย่าง {code}"),
            place: String::from("อำเภอเมือง จังหวัดตัวอย่าง"),
            newest,
        };
        let newest =
            Newest {
                year: 2568, overall: Some(String::from("91.59")), level: Some(String::from("ผ่าน"))
            };
        let none = FrontPage { form: Form::empty().with("q", "\"<script>"), asked: true, ..empty.clone() };
        let some = FrontPage {
            form: Form::empty().with("q", "ตัวอย่าง"),
            asked: true,
            found: vec![found("A0001", Some(newest)), found("A0002", None)],
            total: 60,
            previous: Some(1),
            next: Some(3),
        };
        vec![empty, none, some]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Nothing typed asks for all agencies; without the field nothing is asked.
    q: Option<String>,
    #[serde(default)]
    page: String,
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Answer {
    let mut page =
        FrontPage { form: Form::empty(), asked: false, found: vec![], total: 0, previous: None, next: None };
    if let Some(words) = asked.q.as_deref().map(str::trim) {
        let number = asked.page.parse().unwrap_or(1);
        let words: String = words.chars().take(MOST_LETTERS).collect();
        let query = agencies::Query { page: number, ..agencies::Query::new(words.clone()) };
        let found = ask.site.service().search_agencies(&ask.caller, &query).await?;
        page.form = page.form.with("q", words);
        page.asked = true;
        page.total = found.total;
        page.previous = found.page.checked_sub(1).filter(|page| 0 < *page);
        page.next = (found.page < found.pages).then_some(found.page + 1);
        page.found = found.found.iter().map(line).collect();
    }
    ask.show(&page)
}

fn line(found: &agencies::Found) -> Found {
    let who = Who::of(&found.agency);
    Found { code: who.code, name: who.name, place: who.place, newest: found.newest.as_ref().map(Newest::of) }
}
