//! Hand-over: somebody leaves the agency, and open work gets a successor.

use axum::Form as Body;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use service::Code;
use service::access::Action;
use service::people::{HandOver, Work};
use store::{AgencyId, PersonId};

use super::own_agency;
use super::person::{colleague, person_of};
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct LeavePage {
    /// Id of who leaves.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Open work.
    pub work: Vec<WorkRow>,
    /// Who can take it over.
    pub successors: Vec<Choice>,
    /// The form.
    pub form: Form,
    /// What was done, once it was.
    pub done: Option<Done>,
}

/// Open work.
#[derive(Debug, Clone, Serialize)]
pub struct WorkRow {
    /// `plans` or `assessments`, last part of a key of texts.
    pub kind: &'static str,
    /// Name of the plan, or of the file.
    pub title: String,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
}

/// What a hand-over did.
#[derive(Debug, Clone, Serialize)]
pub struct Done {
    /// How many roles ended.
    pub roles: usize,
    /// How many sessions ended.
    pub sessions: usize,
    /// Whether the account is closed.
    pub is_account_closed: bool,
}

impl WorkRow {
    fn of(work: &Work) -> WorkRow {
        WorkRow {
            kind: if work.object.starts_with("plans/") { "plans" } else { "assessments" },
            title: work.title.clone(),
            year: work.fiscal_year.number(),
        }
    }
}

impl Page for LeavePage {
    const NAME: &'static str = "leave.html";
    const SOURCE: &'static str = include_str!("leave.html");
    const MENU: Menu = Menu::People;

    fn samples() -> Vec<LeavePage> {
        let work = |kind| WorkRow { kind, title: String::from("แผน <2568>"), year: 2568 };
        let page = |work: Vec<WorkRow>, form, done| LeavePage {
            id: String::from("a"),
            name: String::from("ผู้ทดสอบ ลาออก"),
            work,
            successors: vec![Choice::new("b", "ผู้รับงาน")],
            form,
            done,
        };
        let done = |is_account_closed| Done { roles: 2, sessions: 1, is_account_closed };
        let wrong = Form::empty().wrong("successor", "ให้เลือกผู้รับงานต่อ");
        vec![
            page(vec![], Form::empty(), None),
            page(vec![work("plans"), work("assessments")], Form::empty(), None),
            page(vec![work("plans")], wrong, None),
            page(vec![work("plans")], Form::empty(), Some(done(true))),
            page(vec![], Form::empty(), Some(done(false))),
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

async fn page(ask: &Ask, agency: &AgencyId, id: &PersonId) -> Result<LeavePage, Fault> {
    let leaving = colleague(ask, agency, id).await?;
    let work = ask.site.service().open_work(&ask.caller, agency, id).await?;
    let people = ask.site.service().people(&ask.caller, Some(agency)).await?;
    let others = people.iter().filter(|one| one.person.id != *id && !one.roles.is_empty());
    let choice = |one: &service::people::Colleague| {
        Choice::new(one.person.id.to_string(), one.person.details.name.clone())
    };
    Ok(LeavePage {
        id: id.to_string(),
        name: leaving.person.details.name,
        work: work.iter().map(WorkRow::of).collect(),
        successors: others.map(choice).collect(),
        form: Form::empty(),
        done: None,
    })
}

pub(crate) async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (agency, id) = (own_agency(&ask)?, person_of(&id)?);
    ask.caller.require(Action::ManagePeople, Some(&agency))?;
    ask.show(&page(&ask, &agency, &id).await?)
}

/// Who takes over, as chosen.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    successor: String,
}

pub(crate) async fn hand_over(ask: Ask, Path(id): Path<String>, Body(typed): Body<Typed>) -> Answer {
    let (agency, id) = (own_agency(&ask)?, person_of(&id)?);
    ask.caller.require(Action::ManagePeople, Some(&agency))?;
    let successor = Some(typed.successor.trim()).filter(|one| !one.is_empty());
    let successor = successor.map(person_of).transpose()?;
    let before = page(&ask, &agency, &id).await?;
    match ask.site.service().hand_over(&ask.caller, &agency, &id, successor.as_ref()).await {
        Ok(HandOver { work, roles, sessions, is_account_closed }) => {
            let done = Some(Done { roles, sessions, is_account_closed });
            ask.show(&LeavePage { work: work.iter().map(WorkRow::of).collect(), done, ..before })
        }
        Err(problem) if matches!(problem.code, Code::Invalid | Code::Conflict) => {
            let form = Form::empty().with("successor", typed.successor);
            let form = form.refused(&problem, ask.language, &["successor"]);
            ask.show_wrong(&LeavePage { form, ..page(&ask, &agency, &id).await? }, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}
