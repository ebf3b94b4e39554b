//! Who works in an agency, or runs the installation: roles, open invitations, and the form to invite.

use axum::Form as Body;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use service::access::Action;
use service::people::{Colleague, InvitationEntry, NewInvite};
use service::{Code, Problem};
use store::invitations::Purpose;
use store::memberships::Role;
use store::{AgencyId, InvitationId};

use super::link::LinkPage;
use super::names::Names;
use super::own_agency;
use crate::ask::{Answer, Ask};
use crate::kit::form::{Choice, Form};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// Fields of the form.
const FIELDS: &[&str] = &["role", "unit", "email"];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PeoplePage {
    /// People with a role, in the order in which they came.
    pub people: Vec<PersonRow>,
    /// People who have left.
    pub left: Vec<PersonRow>,
    /// Invitations and recoveries that can still be used.
    pub invitations: Vec<InvitationRow>,
    /// Whether people can be invited and roles given.
    pub may_manage: bool,
    /// Roles that can be given.
    pub roles: Vec<Choice>,
    /// Units that roles can be in.
    pub units: Vec<Choice>,
    /// The form of an invitation.
    pub form: Form,
}

/// Somebody.
#[derive(Debug, Clone, Serialize)]
pub struct PersonRow {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Title of the post.
    pub title: Option<String>,
    /// The name to sign in with.
    pub login: String,
    /// Roles that have not ended.
    pub roles: Vec<RoleRow>,
    /// Whether a second factor is set up.
    pub has_second_factor: bool,
}

/// A role of somebody.
#[derive(Debug, Clone, Serialize)]
pub struct RoleRow {
    /// Id of the membership.
    pub id: String,
    /// Last part of a key of texts.
    pub role: &'static str,
    /// Name of the unit.
    pub unit: Option<String>,
    /// Title of the office.
    pub office: Option<String>,
    /// Since when.
    pub since: String,
}

/// An invitation or a recovery.
#[derive(Debug, Clone, Serialize)]
pub struct InvitationRow {
    /// Id.
    pub id: String,
    /// `first`, `join` or `recover`.
    pub purpose: &'static str,
    /// The role that is given.
    pub role: Option<&'static str>,
    /// Name of the unit.
    pub unit: Option<String>,
    /// Whose account is recovered.
    pub person: Option<String>,
    /// Who made it; none at the console.
    pub added_by: Option<String>,
    /// When it stops to work.
    pub until: String,
    /// Whether a second administrator has agreed to a recovery.
    pub is_agreed: bool,
    /// Whether whoever looks can agree to it.
    pub may_agree: bool,
}

impl PersonRow {
    /// A colleague with the names of units and offices.
    pub(crate) fn of(colleague: &Colleague, names: &Names) -> PersonRow {
        let details = &colleague.person.details;
        let role = |one: &store::memberships::Membership| RoleRow {
            id: one.given.id.to_string(),
            role: one.given.role.code(),
            unit: names.unit(one.given.unit.as_ref()),
            office: names.office(one.given.office.as_ref()),
            since: one.since.to_string(),
        };
        PersonRow {
            id: colleague.person.id.to_string(),
            name: details.name.clone(),
            title: details.title.clone(),
            login: details.login.clone(),
            roles: colleague.roles.iter().map(role).collect(),
            has_second_factor: colleague.has_second_factor,
        }
    }

    pub(crate) fn sample(id: &str, roles: &[&'static str]) -> PersonRow {
        let role = |role: &&'static str| RoleRow {
            id: format!("{id}-{role}"),
            role,
            unit: (*role == "unit-staff").then(|| String::from("กองคลัง")),
            office: (*role == "executive").then(|| String::from("ปลัดองค์การบริหารส่วนตำบล")),
            since: String::from("2026-02-01T02:00:00Z"),
        };
        PersonRow {
            id: id.to_owned(),
            name: format!("ผู้ทดสอบ <{id}>"),
            title: Some(String::from("นักวิเคราะห์นโยบายและแผน")),
            login: format!("tester-{id}"),
            roles: roles.iter().map(role).collect(),
            has_second_factor: id == "a",
        }
    }
}

impl InvitationRow {
    pub(crate) fn of(ask: &Ask, entry: &InvitationEntry, people: &[Colleague], names: &Names) -> Self {
        let one = &entry.invitation;
        let asking = ask.caller.person();
        let is_third = one.added_by != asking && one.person != asking;
        let agrees = ask.caller.require(Action::AgreeToRecovery, one.agency.as_ref()).is_ok();
        let person = one.person.and_then(|id| people.iter().find(|other| other.person.id == id));
        InvitationRow {
            id: one.id.to_string(),
            purpose: one.purpose.code(),
            role: one.role.map(Role::code),
            unit: names.unit(one.unit.as_ref()),
            person: person.map(|person| person.person.details.name.clone()),
            added_by: entry.added_by.clone(),
            until: one.expires_at.to_string(),
            is_agreed: one.seconded_by.is_some(),
            may_agree: one.purpose == Purpose::Recover && one.seconded_by.is_none() && is_third && agrees,
        }
    }

    pub(crate) fn sample(purpose: &'static str, may_agree: bool) -> InvitationRow {
        InvitationRow {
            id: format!("{purpose}-{may_agree}"),
            purpose,
            role: (purpose != "recover").then_some("officer"),
            unit: None,
            person: (purpose == "recover").then(|| String::from("ผู้ทดสอบ <b>")),
            added_by: may_agree.then(|| String::from("ผู้ดูแล")),
            until: String::from("2026-02-08T02:00:00Z"),
            is_agreed: purpose == "recover" && !may_agree,
            may_agree,
        }
    }
}

impl Page for PeoplePage {
    const NAME: &'static str = "people.html";
    const SOURCE: &'static str = include_str!("people.html");
    const MENU: Menu = Menu::People;

    fn samples() -> Vec<PeoplePage> {
        let page = |may_manage: bool, form| PeoplePage {
            people: vec![
                PersonRow::sample("a", &["agency-administrator", "executive"]),
                PersonRow::sample("b", &["unit-staff"]),
            ],
            left: vec![PersonRow::sample("c", &[])],
            invitations: match may_manage {
                true => vec![
                    InvitationRow::sample("join", false),
                    InvitationRow::sample("recover", true),
                    InvitationRow::sample("recover", false),
                ],
                false => vec![],
            },
            may_manage,
            roles: vec![Choice::new("officer", "เจ้าหน้าที่ ITA"), Choice::new("unit-staff", "เจ้าหน้าที่ของส่วนงาน")],
            units: vec![Choice::new("u", "กองคลัง")],
            form,
        };
        let wrong = Form::empty().with("role", "unit-staff").with("email", "x@example.go.th");
        let empty = PeoplePage { left: vec![], invitations: vec![], ..page(true, Form::empty()) };
        vec![
            page(false, Form::empty()),
            page(true, Form::empty()),
            page(true, wrong.wrong("unit", "ให้เลือกส่วนงาน")),
            empty,
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// Roles that can be held in an agency.
pub(crate) fn roles_in_agencies(ask: &Ask) -> Vec<Choice> {
    let held = Role::ALL.into_iter().filter(|role| *role != Role::Operator);
    held.map(|role| Choice::new(role.code(), ask.word(&format!("role.{role}")))).collect()
}

async fn page(ask: &Ask, agency: &AgencyId) -> Result<PeoplePage, Fault> {
    let service = ask.site.service();
    let names = Names::of(ask, agency).await?;
    let people = service.people(&ask.caller, Some(agency)).await?;
    let may_manage = ask.caller.require(Action::ManagePeople, Some(agency)).is_ok();
    let invitations = match may_manage {
        true => service.invitations(&ask.caller, Some(agency)).await?,
        false => vec![],
    };
    let open = invitations.iter().filter(|entry| entry.is_open);
    let (here, left): (Vec<_>, Vec<_>) = people.iter().partition(|one| !one.roles.is_empty());
    Ok(PeoplePage {
        invitations: open.map(|entry| InvitationRow::of(ask, entry, &people, &names)).collect(),
        people: here.into_iter().map(|one| PersonRow::of(one, &names)).collect(),
        left: left.into_iter().map(|one| PersonRow::of(one, &names)).collect(),
        may_manage,
        roles: roles_in_agencies(ask),
        units: names.units(),
        form: Form::empty(),
    })
}

pub(crate) async fn show(ask: Ask) -> Answer {
    let agency = own_agency(&ask)?;
    ask.show(&page(&ask, &agency).await?)
}

/// An invitation as typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    role: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    email: String,
}

impl Typed {
    fn form(&self) -> Form {
        Form::empty().with_all([("role", &*self.role), ("unit", &*self.unit), ("email", &*self.email)])
    }

    /// The invitation, or what is wrong with what was typed.
    pub(crate) fn read(&self, ask: &Ask, agency: Option<AgencyId>) -> Result<NewInvite, Form> {
        let mut form = self.form();
        let role = match agency {
            Some(_) => self.role.parse().ok(),
            None => Some(Role::Operator),
        };
        if role.is_none() {
            form = form.wrong("role", ask.word("people.choose-role"));
        }
        let unit = Some(self.unit.trim()).filter(|unit| !unit.is_empty()).map(str::parse).transpose();
        if unit.is_err() {
            form = form.wrong("unit", ask.word("people.choose-unit"));
        }
        let email = Some(self.email.trim()).filter(|email| !email.is_empty()).map(String::from);
        if email.as_ref().is_some_and(|email| !email.contains('@') || email.contains(char::is_whitespace)) {
            form = form.wrong("email", ask.word("people.wrong-email"));
        }
        match (role, unit) {
            (Some(role), Ok(unit)) if !form.has_errors() => {
                Ok(NewInvite { agency, unit, role, email, language: ask.language })
            }
            _ => Err(form),
        }
    }

    pub(crate) fn refused(&self, ask: &Ask, problem: &Problem) -> Form {
        self.form().refused(problem, ask.language, FIELDS)
    }
}

pub(crate) async fn invite(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    let agency = own_agency(&ask)?;
    ask.caller.require(Action::ManagePeople, Some(&agency))?;
    let made = match typed.read(&ask, Some(agency)) {
        Ok(invite) => ask.site.service().invite(&ask.caller, invite).await,
        Err(form) => {
            let page = PeoplePage { form, ..page(&ask, &agency).await? };
            return ask.show(&page);
        }
    };
    match made {
        Ok(link) => ask.show(&LinkPage::invitation(&link, "/people")),
        Err(problem) if matches!(problem.code, Code::Invalid) => {
            let form = typed.refused(&ask, &problem);
            let page = PeoplePage { form, ..page(&ask, &agency).await? };
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// The id of an invitation in an address.
pub(crate) fn invitation_of(written: &str) -> Result<InvitationId, Fault> {
    written.parse().map_err(|_| Fault::from(Code::NotFound))
}

pub(crate) async fn revoke(ask: Ask, Path(id): Path<String>) -> Answer {
    ask.site.service().revoke_invitation(&ask.caller, &invitation_of(&id)?).await?;
    ask.go("/people")
}

pub(crate) async fn agree(ask: Ask, Path(id): Path<String>) -> Answer {
    ask.site.service().agree_to_recovery(&ask.caller, &invitation_of(&id)?).await?;
    ask.go("/people")
}
