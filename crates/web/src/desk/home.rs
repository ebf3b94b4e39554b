//! What waits for whoever is signed in.

use serde::Serialize;
use service::access::Action;
use service::assess::Listed;
use service::{Caller, Strength};

use crate::ask::{Answer, Ask};
use crate::guard::agency_of;
use crate::kit::page::{Menu, Page};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Name of whoever is signed in.
    pub name: String,
    /// Roles, with the agency where there is one: last parts of keys of texts.
    pub roles: Vec<&'static str>,
    /// What to do.
    pub tasks: Vec<Task>,
}

/// Something to do.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Last part of a key of texts.
    pub kind: &'static str,
    /// The fiscal year it is about.
    pub year: Option<i16>,
    /// Where to do it.
    pub href: String,
}

impl Page for HomePage {
    const NAME: &'static str = "home.html";
    const SOURCE: &'static str = include_str!("home.html");
    const MENU: Menu = Menu::Home;

    fn samples() -> Vec<HomePage> {
        let task = |kind, year| Task { kind, year, href: String::from("/account") };
        let page =
            |tasks| HomePage {
                name: String::from("ผู้ทดสอบ"), roles: vec!["officer", "executive"], tasks
            };
        let all = vec![
            task("second-factor", None),
            task("units", None),
            task("first-assessment", None),
            task("publish", Some(2568)),
        ];
        vec![page(vec![]), page(all)]
    }
}

pub(crate) async fn show(ask: Ask) -> Answer {
    let service = ask.site.service();
    let mut tasks = Vec::new();
    let Caller::Person { strength, memberships, .. } = &ask.caller else { return ask.go("/sign-in") };
    if *strength == Strength::Password {
        tasks.push(Task { kind: "second-factor", year: None, href: String::from("/account") });
    }
    if let Some(agency) = agency_of(&ask.caller) {
        let may = |action| ask.caller.require(action, Some(&agency)).is_ok();
        if may(Action::ChangeAgency) && service.units(&ask.caller, &agency).await?.is_empty() {
            tasks.push(Task { kind: "units", year: None, href: String::from("/agency") });
        }
        if may(Action::SeeAssessments) {
            let all = service.assessments(&ask.caller, &agency).await?;
            if all.is_empty() && may(Action::AddAssessment) {
                tasks.push(Task { kind: "first-assessment", year: None, href: String::from("/assessments") });
            }
            if may(Action::Publish) {
                tasks.extend(all.iter().filter(|one| waits(one, &all)).map(|one| Task {
                    kind: "publish",
                    year: Some(one.summary.fiscal_year.number()),
                    href: format!("/assessments/{}", one.summary.id),
                }));
            }
        }
    }
    let name = ask.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let mut roles: Vec<&'static str> = memberships.iter().map(|one| one.given.role.code()).collect();
    roles.dedup();
    ask.show(&HomePage { name, roles, tasks })
}

/// The newest of its year, and nobody has decided on it.
fn waits(one: &Listed, all: &[Listed]) -> bool {
    let year = one.summary.fiscal_year;
    let newest = all.iter().find(|other| other.summary.fiscal_year == year);
    one.decision.is_none() && newest.is_some_and(|newest| newest.summary.id == one.summary.id)
}
