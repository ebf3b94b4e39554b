//! `prongsai doctor`: everything that keeps an installation from being well, each with its remedy.

mod around;
mod finding;
mod reach;
mod settings;

use clap::Args;
use serde_json::{Value, json};
use service::maintenance::{Health, Surroundings};
use service::{Caller, Service};

use self::finding::Finding;
use super::App;
use super::office::{SettingsArgs, block_on, of_problem};
use super::serve::service;
use crate::config::Values;
use crate::output::{Console, Failure, Line, Outcome, Page, Tone};

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Where settings come from.
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// Looks at everything. The outcome fails when something is bad; warnings alone do not make it fail.
///
/// # Errors
/// When settings cannot be gathered at all, since then there is nothing to look at.
pub fn run(app: &App, args: &DoctorArgs) -> Result<Outcome, Failure> {
    let gathered = args.settings.gather()?;
    let findings = match Values::read(&gathered) {
        Err(failure) => settings::wrong(&failure),
        Ok(values) => {
            let mut found = settings::look(&gathered, &values);
            found.extend(around::look(&values));
            found.extend(block_on(async { Ok(of_store(&values).await) })?);
            found.extend(reach::look(&values));
            found
        }
    };
    let bad = findings.iter().any(|one| one.health == Health::Bad);
    let rows: Vec<Value> = findings.iter().map(Finding::json).collect();
    let json = json!({ "well": !bad, "findings": rows });
    Ok(Outcome { failed: bad, ..Outcome::new(page(&app.console, &findings), json) })
}

/// What the store itself tells; a store that is not there is not made.
async fn of_store(values: &Values) -> Vec<Finding> {
    if let Some(missing) = around::missing(values) {
        return vec![missing];
    }
    let store = match store::Store::open(&values.database).await {
        Ok(store) => store,
        Err(error) => return vec![Finding::of_store(&error)],
    };
    let link = around::link(&store);
    let mut found = vec![link];
    match service(store, values, values.listen) {
        Err(failure) => found.extend(Finding::of_failure("service", &failure)),
        Ok(service) => found.extend(of_service(&service, values).await),
    }
    found
}

async fn of_service(service: &Service, values: &Values) -> Vec<Finding> {
    let surroundings = Surroundings { free_bytes: around::free_bytes(values) };
    let checked = service.doctor(&Caller::Console, &surroundings).await;
    service.store().close().await;
    match checked {
        Ok(checks) => checks.into_iter().map(Finding::of_check).collect(),
        Err(problem) => Finding::of_failure("store", &of_problem(&problem)),
    }
}

fn page(console: &Console, findings: &[Finding]) -> String {
    let mut page = Page::new(console);
    for one in findings {
        let (sign, tone) = match one.health {
            Health::Good => ("✓", Tone::Good),
            Health::Unknown => ("·", Tone::Dim),
            Health::Warning => ("▲", Tone::Warn),
            Health::Bad => ("✗", Tone::Bad),
        };
        page.point(sign, tone, console.text(&one.text));
        let remedy = console.text(&one.remedy);
        if !remedy.is_empty() {
            page.wrap_after(Line::from("    ").add(Tone::Good, "→ "), 6, remedy);
        }
    }
    let count = |health| findings.iter().filter(|one| one.health == health).count();
    let (bad, warnings) = (count(Health::Bad), count(Health::Warning));
    let words = match console.language {
        domain::Language::Thai => format!("ต้องแก้ {bad} ข้อ ควรดู {warnings} ข้อ"),
        domain::Language::English => format!("{bad} to mend, {warnings} to see to"),
    };
    page.blank();
    page.line(Line::toned(if bad == 0 { Tone::Good } else { Tone::Bad }, words));
    page.finish()
}
