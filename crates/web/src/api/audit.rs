//! The audit log for programs.

use axum::extract::{Path, Query};
use serde::{Deserialize, Serialize};
use service::audit::{AuditLine, AuditQuery};
use store::AgencyId;
use utoipa::{IntoParams, ToSchema};

use super::json;
use super::problems::Reading;
use super::read::{InAgency, Parameters, agency_of};
use crate::ask::{Answer, Ask};

/// Which rows are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Only of the person with this id.
    #[param(max_length = 26, pattern = "^[0-7][0-9a-hjkmnp-tv-z]{25}$", required = false)]
    person: Option<String>,
    /// Only this action (`assessment.publish`), or all of a subject (`assessment.`).
    #[param(max_length = 60, required = false)]
    action: Option<String>,
    /// Only from this time on.
    #[param(format = DateTime, required = false)]
    from: Option<String>,
    /// Only before this time.
    #[param(format = DateTime, required = false)]
    until: Option<String>,
    /// Only rows before this number: the `next` of the page before.
    #[param(value_type = i64, minimum = 1, maximum = 9_007_199_254_740_991_i64, required = false)]
    before: Option<String>,
    /// How many at most.
    #[param(value_type = u32, minimum = 1, maximum = 200, required = false)]
    limit: Option<String>,
}

/// A row of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditRow {
    /// Its number.
    pub number: i64,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who, as it is written.
    pub actor: String,
    /// Name of the person.
    pub name: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// Id of the agency whose affairs these are.
    pub agency: Option<String>,
    /// What.
    pub action: String,
    /// To what.
    pub object: String,
    /// The hash that the next row builds on.
    pub hash: String,
}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditRows {
    /// Rows, the newest first.
    pub items: Vec<AuditRow>,
    /// Where the next page begins.
    pub next: Option<i64>,
}

impl AuditRow {
    fn of(line: &AuditLine) -> AuditRow {
        let entry = &line.entry;
        AuditRow {
            number: entry.seq,
            at: entry.at.to_string(),
            actor: entry.actor.clone(),
            name: line.name.clone(),
            role: entry.role.clone(),
            agency: entry.agency.map(|id| id.to_string()),
            action: entry.action.clone(),
            object: entry.object.clone(),
            hash: entry.hash.to_string(),
        }
    }
}

async fn rows(ask: &Ask, agency: Option<&AgencyId>, asked: &Asked) -> Answer {
    let mut read = Parameters::default();
    let action = read.text("action", asked.action.as_deref(), 60);
    let query = AuditQuery {
        person: read.parsed("person", asked.person.as_deref()),
        action: Some(action).filter(|action| !action.is_empty()),
        from: read.parsed("from", asked.from.as_deref()),
        until: read.parsed("until", asked.until.as_deref()),
        before: asked
            .before
            .as_deref()
            .map(|text| read.number("before", Some(text), (1, 9_007_199_254_740_991), 1)),
        limit: u16::try_from(read.number("limit", asked.limit.as_deref(), (1, 200), 50)).unwrap_or(50),
    };
    read.finish()?;
    let found = ask.site.service().audit_log(&ask.caller, agency, &query).await?;
    json(&AuditRows { items: found.lines.iter().map(AuditRow::of).collect(), next: found.next })
}

/// The audit log of an agency.
#[utoipa::path(get, path = "/api/v1/desk/{agency}/audit", operation_id = "listAudit", tag = "desk",
    security(("session" = [])),
    params(InAgency, Asked),
    responses((status = 200, description = "Rows", body = AuditRows), Reading))]
pub(crate) async fn of_agency(
    ask: Ask,
    Path(InAgency { agency }): Path<InAgency>,
    Query(asked): Query<Asked>,
) -> Answer {
    rows(&ask, Some(&agency_of(&agency)?), &asked).await
}

/// The audit log of the installation, for those who run it.
#[utoipa::path(get, path = "/api/v1/audit", operation_id = "listWholeAudit", tag = "desk",
    security(("session" = [])), params(Asked),
    responses((status = 200, description = "Rows", body = AuditRows), Reading))]
pub(crate) async fn whole(ask: Ask, Query(asked): Query<Asked>) -> Answer {
    rows(&ask, None, &asked).await
}
