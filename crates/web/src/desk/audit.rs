//! The audit log of one's agency, or of the installation.

use axum::extract::Query;
use serde::{Deserialize, Serialize};
use service::access::Action;
use service::audit::AuditQuery;

use crate::ask::{Answer, Ask};
use crate::guard::agency_of;
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AuditPage {
    /// The filter.
    pub form: Form,
    /// Rows, the newest first.
    pub rows: Vec<Row>,
    /// Where older rows begin.
    pub next: Option<i64>,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: String,
    /// Who: a name, or a word for the program, the console and visitors.
    pub who: String,
    /// In which role.
    pub role: Option<String>,
    /// What, as it is written.
    pub action: String,
    /// To what, as it is written.
    pub object: String,
}

impl Page for AuditPage {
    const NAME: &'static str = "audit.html";
    const SOURCE: &'static str = include_str!("audit.html");
    const MENU: Menu = Menu::Audit;

    fn samples() -> Vec<AuditPage> {
        let row = |role: Option<&str>| Row {
            number: 7,
            at: String::from("2026-02-01T02:00:00Z"),
            who: String::from("ผู้ทดสอบ <x>"),
            role: role.map(String::from),
            action: String::from("assessment.publish"),
            object: String::from("publications/abc"),
        };
        let page = |rows, next| AuditPage { form: Form::empty().with("action", "assessment."), rows, next };
        vec![page(vec![], None), page(vec![row(None), row(Some("executive"))], Some(5))]
    }
}

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    action: String,
    #[serde(default)]
    before: String,
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Answer {
    let query = AuditQuery {
        action: Some(asked.action.trim().to_owned()).filter(|action| !action.is_empty()),
        before: asked.before.parse().ok(),
        ..AuditQuery::default()
    };
    // Of the whole installation for those who run it, otherwise of one's agency.
    let whole = ask.caller.require(Action::SeeAudit, None).is_ok();
    let agency = if whole { None } else { agency_of(&ask.caller) };
    let found = ask.site.service().audit_log(&ask.caller, agency.as_ref(), &query).await?;
    let row = |line: &service::audit::AuditLine| {
        let entry = &line.entry;
        let known = ["console", "program", "visitor"].into_iter().find(|word| *word == entry.actor);
        Row {
            number: entry.seq,
            at: entry.at.to_string(),
            who: match (&line.name, known) {
                (Some(name), _) => name.clone(),
                (None, Some(word)) => ask.word(&format!("audit.{word}")),
                (None, None) => ask.word("audit.erased"),
            },
            role: entry.role.clone(),
            action: entry.action.clone(),
            object: entry.object.clone(),
        }
    };
    ask.show(&AuditPage {
        form: Form::empty().with("action", asked.action.trim()),
        rows: found.lines.iter().map(row).collect(),
        next: found.next,
    })
}
