//! An agency with the years that it has published.

use axum::extract::Path;
use serde::Serialize;

use crate::ask::{Answer, Ask};
use crate::kit::page::Page;
use crate::portal::Who;
use crate::portal::front::Newest;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyPage {
    /// The agency.
    pub who: Who,
    /// Its web site.
    pub website: Option<String>,
    /// Its published results, the newest year first.
    pub years: Vec<Newest>,
}

impl Page for AgencyPage {
    const NAME: &'static str = "agency.html";
    const SOURCE: &'static str = include_str!("agency.html");

    fn samples() -> Vec<AgencyPage> {
        let year = |year, overall: Option<&str>| Newest {
            year,
            overall: overall.map(String::from),
            level: overall.map(|_| String::from("ผ่านดี")),
        };
        vec![
            AgencyPage { who: Who::sample(), website: None, years: vec![] },
            AgencyPage {
                who: Who::sample(),
                website: Some(String::from("https://agency.example.go.th")),
                years: vec![year(2568, Some("91.59")), year(2567, None)],
            },
        ]
    }
}

pub(crate) async fn show(ask: Ask, Path(key): Path<String>) -> Answer {
    let found = ask.site.service().public_agency(&ask.caller, &key).await?;
    let years = found.years.iter().map(Newest::of).collect();
    let website = found.agency.details.website.clone();
    ask.show(&AgencyPage { who: Who::of(&found.agency), website, years })
}
