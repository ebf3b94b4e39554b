//! Who runs the installation: operators, and invitations to become one.

use axum::Form as Body;
use axum::extract::Path;
use serde::Serialize;
use service::Code;
use store::MembershipId;

use crate::ask::{Answer, Ask};
use crate::desk::link::LinkPage;
use crate::desk::names::Names;
use crate::desk::people::{InvitationRow, PersonRow, Typed, invitation_of};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

const HERE: &str = "/operator/people";

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct OperatorsPage {
    /// Operators.
    pub people: Vec<PersonRow>,
    /// Invitations that can still be used.
    pub invitations: Vec<InvitationRow>,
    /// The form of an invitation.
    pub form: Form,
}

impl Page for OperatorsPage {
    const NAME: &'static str = "operators.html";
    const SOURCE: &'static str = include_str!("people.html");
    const MENU: Menu = Menu::Operators;

    fn samples() -> Vec<OperatorsPage> {
        let page = |invitations, form| OperatorsPage {
            people: vec![PersonRow::sample("a", &["operator"]), PersonRow::sample("b", &["operator"])],
            invitations,
            form,
        };
        let wrong = Form::empty().with("email", "x").wrong("email", "อีเมลไม่ถูกต้อง");
        vec![page(vec![], wrong), page(vec![InvitationRow::sample("join", false)], Form::empty())]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

async fn page(ask: &Ask, form: Form) -> Result<OperatorsPage, Fault> {
    let service = ask.site.service();
    let people = service.people(&ask.caller, None).await?;
    let invitations = service.invitations(&ask.caller, None).await?;
    let names = Names::default();
    let open = invitations.iter().filter(|entry| entry.is_open);
    Ok(OperatorsPage {
        invitations: open.map(|entry| InvitationRow::of(ask, entry, &people, &names)).collect(),
        people: people
            .iter()
            .filter(|one| !one.roles.is_empty())
            .map(|one| PersonRow::of(one, &names))
            .collect(),
        form,
    })
}

pub(crate) async fn show(ask: Ask) -> Answer {
    ask.show(&page(&ask, Form::empty()).await?)
}

pub(crate) async fn invite(ask: Ask, Body(typed): Body<Typed>) -> Answer {
    let invite = match typed.read(&ask, None) {
        Ok(invite) => invite,
        Err(form) => return ask.show(&page(&ask, form).await?),
    };
    match ask.site.service().invite(&ask.caller, invite).await {
        Ok(link) => ask.show(&LinkPage::invitation(&link, HERE)),
        Err(problem) if problem.code == Code::Invalid => {
            ask.show_wrong(&page(&ask, typed.refused(&ask, &problem)).await?, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

pub(crate) async fn revoke(ask: Ask, Path(id): Path<String>) -> Answer {
    ask.site.service().revoke_invitation(&ask.caller, &invitation_of(&id)?).await?;
    ask.go(HERE)
}

pub(crate) async fn end(ask: Ask, Path(id): Path<String>) -> Answer {
    let id: MembershipId = id.parse().map_err(|_| Fault::from(Code::NotFound))?;
    match ask.site.service().end_role(&ask.caller, &id).await {
        Ok(()) => ask.go(HERE),
        Err(problem) if problem.code == Code::Conflict => {
            let form = Form::empty().refused(&problem, ask.language, &[]);
            ask.show_wrong(&page(&ask, form).await?, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}
