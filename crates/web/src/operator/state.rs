//! State of the installation: whether it can save, its newest backup, and the doctor's checks.

use serde::Serialize;
use service::maintenance::{Check, Health, Surroundings};

use crate::ask::{Answer, Ask};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct StatePage {
    /// Whether nothing can be saved now.
    pub is_read_only: bool,
    /// When the newest backup was made.
    pub newest_backup: Option<String>,
    /// Whether a backup is due.
    pub needs_backup: bool,
    /// How many agencies there are.
    pub agencies: i64,
    /// How many people there are.
    pub people: i64,
    /// The doctor's checks, once they were asked for.
    pub checks: Vec<CheckRow>,
    /// A checkpoint of the audit log, to be kept elsewhere.
    pub checkpoint: Option<String>,
}

/// A check.
#[derive(Debug, Clone, Serialize)]
pub struct CheckRow {
    /// Last part of a key of texts.
    pub code: &'static str,
    /// `good`, `unknown`, `warning` or `bad`: last part of a key of texts.
    pub health: &'static str,
    /// What was found and what to do.
    pub text: String,
}

impl CheckRow {
    fn of(ask: &Ask, check: &Check) -> CheckRow {
        let health = match check.health {
            Health::Good => "good",
            Health::Unknown => "unknown",
            Health::Warning => "warning",
            Health::Bad => "bad",
        };
        CheckRow { code: check.code, health, text: ask.text(&check.text) }
    }
}

impl Page for StatePage {
    const NAME: &'static str = "state.html";
    const SOURCE: &'static str = include_str!("state.html");
    const MENU: Menu = Menu::State;

    fn samples() -> Vec<StatePage> {
        let check =
            |code, health| CheckRow { code, health, text: String::from("สิ่งที่พบ <x>") };
        let page = StatePage {
            is_read_only: false,
            newest_backup: None,
            needs_backup: true,
            agencies: 2,
            people: 5,
            checks: vec![],
            checkpoint: None,
        };
        let codes = ["mode", "space", "clock", "backup", "file", "audit", "checkpoint", "scores"];
        let healths = ["good", "unknown", "warning", "bad"];
        let checks = codes.into_iter().zip(healths.into_iter().cycle());
        let looked = StatePage {
            is_read_only: true,
            newest_backup: Some(String::from("2026-02-01T02:00:00Z")),
            needs_backup: false,
            checks: checks.map(|(code, health)| check(code, health)).collect(),
            ..page.clone()
        };
        vec![page.clone(), looked, StatePage { checkpoint: Some(String::from("12:abcdef")), ..page }]
    }
}

async fn page(ask: &Ask) -> Result<StatePage, Fault> {
    let found = ask.site.service().condition(&ask.caller).await?;
    Ok(StatePage {
        is_read_only: found.is_read_only,
        newest_backup: found.newest_backup.map(|at| at.to_string()),
        needs_backup: found.needs_backup,
        agencies: found.agencies,
        people: found.people,
        checks: vec![],
        checkpoint: None,
    })
}

pub(crate) async fn show(ask: Ask) -> Answer {
    ask.show(&page(&ask).await?)
}

/// Looks at everything, which takes a while in a large installation: only when asked to.
pub(crate) async fn check(ask: Ask) -> Answer {
    let checks = ask.site.service().doctor(&ask.caller, &Surroundings::default()).await?;
    let checks = checks.iter().map(|one| CheckRow::of(&ask, one)).collect();
    ask.show(&StatePage { checks, ..page(&ask).await? })
}

/// Takes a checkpoint of the audit log.
pub(crate) async fn checkpoint(ask: Ask) -> Answer {
    let taken = ask.site.service().take_checkpoint(&ask.caller).await?;
    ask.show(&StatePage { checkpoint: Some(taken.to_string()), ..page(&ask).await? })
}
