//! Somebody of the agency: roles given and ended, and the recovery of their account.

use axum::Form as Body;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use service::access::Action;
use service::people::Colleague;
use service::{Code, Problem};
use store::memberships::Role;
use store::{AgencyId, MembershipId, PersonId};

use super::link::LinkPage;
use super::names::Names;
use super::own_agency;
use super::people::{PersonRow, roles_in_agencies};
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

const FIELDS: &[&str] = &["role", "unit", "office"];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PersonPage {
    /// Who.
    pub person: PersonRow,
    /// Address for letters.
    pub email: Option<String>,
    /// Whether roles can be given and ended.
    pub may_manage: bool,
    /// Whether it is whoever looks.
    pub is_self: bool,
    /// Roles that can be given.
    pub roles: Vec<Choice>,
    /// Units that a role can be in.
    pub units: Vec<Choice>,
    /// Offices that somebody can hold.
    pub offices: Vec<Choice>,
    /// The form of a further role.
    pub form: Form,
}

impl Page for PersonPage {
    const NAME: &'static str = "person.html";
    const SOURCE: &'static str = include_str!("person.html");
    const MENU: Menu = Menu::People;

    fn samples() -> Vec<PersonPage> {
        let page = |may_manage: bool, is_self, form| PersonPage {
            person: PersonRow::sample("a", &["unit-staff", "executive"]),
            email: may_manage.then(|| String::from("tester@example.go.th")),
            may_manage,
            is_self,
            roles: vec![Choice::new("officer", "เจ้าหน้าที่ ITA")],
            units: vec![Choice::new("u", "กองคลัง")],
            offices: vec![Choice::new("o", "นายกองค์การบริหารส่วนตำบล")],
            form,
        };
        let left = PersonPage { person: PersonRow::sample("c", &[]), ..page(true, false, Form::empty()) };
        let wrong = Form::empty().with("role", "officer").wrong("role", "มีบทบาทนี้แล้ว");
        vec![
            page(false, false, Form::empty()),
            page(true, false, Form::empty()),
            page(true, true, wrong),
            left,
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// The id of a person in an address.
pub(crate) fn person_of(written: &str) -> Result<PersonId, Fault> {
    written.parse().map_err(|_| Fault::from(Code::NotFound))
}

/// Somebody of an agency, whether they are still there or have left.
pub(crate) async fn colleague(ask: &Ask, agency: &AgencyId, id: &PersonId) -> Result<Colleague, Fault> {
    let people = ask.site.service().people(&ask.caller, Some(agency)).await?;
    people.into_iter().find(|one| one.person.id == *id).ok_or_else(|| Fault::from(Code::NotFound))
}

async fn page(ask: &Ask, agency: &AgencyId, id: &PersonId) -> Result<PersonPage, Fault> {
    let colleague = colleague(ask, agency, id).await?;
    let names = Names::of(ask, agency).await?;
    let may_manage = ask.caller.require(Action::ManagePeople, Some(agency)).is_ok();
    Ok(PersonPage {
        person: PersonRow::of(&colleague, &names),
        email: colleague.person.details.email.filter(|_| may_manage),
        may_manage,
        is_self: ask.caller.person() == Some(*id),
        roles: roles_in_agencies(ask),
        units: names.units(),
        offices: names.offices(),
        form: Form::empty(),
    })
}

pub(crate) async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    let (agency, id) = (own_agency(&ask)?, person_of(&id)?);
    ask.show(&page(&ask, &agency, &id).await?)
}

/// A role as typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    role: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    office: String,
}

/// An optional choice: none when nothing was chosen.
fn chosen<T: std::str::FromStr>(written: &str) -> Result<Option<T>, T::Err> {
    Some(written.trim()).filter(|one| !one.is_empty()).map(str::parse).transpose()
}

pub(crate) async fn give(ask: Ask, Path(id): Path<String>, Body(typed): Body<Typed>) -> Answer {
    let (agency, id) = (own_agency(&ask)?, person_of(&id)?);
    let form =
        Form::empty().with_all([("role", &*typed.role), ("unit", &*typed.unit), ("office", &*typed.office)]);
    let Ok(role) = typed.role.parse::<Role>() else {
        ask.caller.require(Action::ManagePeople, Some(&agency))?;
        let form = form.wrong("role", ask.word("people.choose-role"));
        return ask.show(&PersonPage { form, ..page(&ask, &agency, &id).await? });
    };
    let unit = chosen(&typed.unit).map_err(|_| Fault::from(Code::NotFound))?;
    let office = chosen(&typed.office).map_err(|_| Fault::from(Code::NotFound))?;
    let given = ask.site.service().give_role(&ask.caller, Some(&agency), &id, role, unit, office).await;
    back(&ask, &agency, &id, form, given.map(drop)).await
}

pub(crate) async fn end(ask: Ask, Path((id, role)): Path<(String, String)>) -> Answer {
    let (agency, id) = (own_agency(&ask)?, person_of(&id)?);
    let role: MembershipId = role.parse().map_err(|_| Fault::from(Code::NotFound))?;
    let ended = ask.site.service().end_role(&ask.caller, &role).await;
    back(&ask, &agency, &id, Form::empty(), ended).await
}

/// The page again, with what kept the change from being made.
async fn back(ask: &Ask, agency: &AgencyId, id: &PersonId, form: Form, done: Result<(), Problem>) -> Answer {
    match done {
        Ok(()) => ask.go(&format!("/people/{id}")),
        Err(problem) if matches!(problem.code, Code::Invalid | Code::Exists | Code::Conflict) => {
            let form = form.refused(&problem, ask.language, FIELDS);
            ask.show_wrong(&PersonPage { form, ..page(ask, agency, id).await? }, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

pub(crate) async fn recover(ask: Ask, Path(id): Path<String>) -> Answer {
    let (agency, id) = (own_agency(&ask)?, person_of(&id)?);
    match ask.site.service().start_recovery(&ask.caller, &agency, &id).await {
        Ok(recovery) => ask.show(&LinkPage::recovery(&recovery)),
        Err(problem) => back(&ask, &agency, &id, Form::empty(), Err(problem)).await,
    }
}
