//! What waits for whoever is signed in, and where they work.

use serde::Serialize;
use service::access::Action;
use service::home::{Home, Task as Kind, TaskLine};
use store::AgencyId;

use crate::ask::{Answer, Ask};
use crate::guard::agency_of;
use crate::kit::page::{Menu, Page};
use crate::kit::place::{base, placed};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Name of whoever is signed in.
    pub name: String,
    /// Where the person works, with the role.
    pub places: Vec<Place>,
    /// What to do, those with a time first.
    pub tasks: Vec<Task>,
}

/// Where somebody works.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The role: last part of a key of texts.
    pub role: &'static str,
    /// Name of the agency; none above agencies.
    pub agency: Option<String>,
    /// Where its pages begin.
    pub href: String,
}

/// Something to do.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// What to do and why.
    pub text: String,
    /// The agency, where there are several.
    pub agency: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// Where to do it.
    pub href: String,
}

impl Page for HomePage {
    const NAME: &'static str = "home.html";
    const SOURCE: &'static str = include_str!("home.html");
    const MENU: Menu = Menu::Home;

    fn samples() -> Vec<HomePage> {
        let task = |agency: Option<&str>, due: Option<&str>| Task {
            text: String::from("ตั้งการยืนยันตัวตนขั้นที่สองเพื่อป้องกันบัญชีของท่าน"),
            agency: agency.map(String::from),
            due: due.map(String::from),
            href: String::from("/account"),
        };
        let place = |agency: Option<&str>| Place {
            role: if agency.is_some() { "officer" } else { "operator" },
            agency: agency.map(String::from),
            href: String::from("/agency"),
        };
        let page = |places, tasks| HomePage { name: String::from("ผู้ทดสอบ"), places, tasks };
        let all = vec![task(None, None), task(Some("อบต.ตัวอย่าง"), Some("2026-02-01T02:00:00Z"))];
        vec![
            page(vec![place(Some("อบต.ตัวอย่าง"))], vec![]),
            page(vec![place(None), place(Some("อบต.ตัวอย่าง"))], all),
        ]
    }
}

/// An agency's page for whoever asks: without a prefix when it is their first agency.
fn page_of(ask: &Ask, agency: Option<&AgencyId>, path: &str) -> String {
    let at = agency.filter(|agency| agency_of(&ask.caller).as_ref() != Some(*agency));
    placed(&base(at), path)
}

fn task(ask: &Ask, line: &TaskLine, several: bool) -> Task {
    let agency = line.agency.as_ref();
    let id = agency.map(|(id, _)| id);
    let href = match &line.task {
        Kind::SecondFactor => String::from("/account"),
        Kind::Backup => String::from("/operator/state"),
        Kind::Administrator | Kind::Invitation(_) => page_of(ask, id, "/people"),
        Kind::Units => page_of(ask, id, "/agency"),
        Kind::Figures(assessment, _) | Kind::Publish(assessment, _) => {
            page_of(ask, id, &format!("/assessments/{assessment}"))
        }
    };
    Task {
        text: ask.text(&line.text),
        agency: agency.filter(|_| several).map(|(_, name)| name.clone()),
        due: line.due.map(|due| due.to_string()),
        href,
    }
}

pub(crate) async fn show(ask: Ask) -> Answer {
    let service = ask.site.service();
    let Home { name, places, tasks } = service.home(&ask.caller).await?;
    let mut agencies: Vec<AgencyId> =
        places.iter().filter_map(|(agency, _)| agency.as_ref().map(|(id, _)| *id)).collect();
    agencies.sort_unstable();
    agencies.dedup();
    let mut tasks: Vec<Task> = tasks.iter().map(|line| task(&ask, line, 1 < agencies.len())).collect();
    for agency in &agencies {
        let may_add = ask.caller.require(Action::AddAssessment, Some(agency)).is_ok();
        if may_add && service.assessments(&ask.caller, agency).await?.is_empty() {
            tasks.push(Task {
                text: ask.word("task.first-assessment"),
                agency: None,
                due: None,
                href: page_of(&ask, Some(agency), "/assessments"),
            });
        }
    }
    let place = |(agency, role): (Option<(AgencyId, String)>, store::memberships::Role)| Place {
        role: role.code(),
        href: match &agency {
            Some((id, _)) => page_of(&ask, Some(id), "/agency"),
            None => String::from("/operator/agencies"),
        },
        agency: agency.map(|(_, name)| name),
    };
    ask.show(&HomePage { name, places: places.into_iter().map(place).collect(), tasks })
}
