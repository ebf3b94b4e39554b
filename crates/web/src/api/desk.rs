//! The desk for programs: who asks, units, people, assessments.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use service::assess::{Listed, Upload};
use service::disclose::Decision;
use service::{Caller, Code, Strength};
use store::AssessmentId;
use utoipa::{IntoParams, ToSchema};

use super::json;
use super::problems::{Changing, Reading};
use super::public::Scores;
use super::read::{InAgency, InAssessment, Parameters, agency_of};
use crate::ask::{Answer, Ask};
use crate::kit::problem::Fault;

/// A role of somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct Role {
    /// The role.
    #[schema(example = "officer")]
    pub role: String,
    /// Id of the agency; null above agencies.
    pub agency: Option<String>,
    /// Id of the unit.
    pub unit: Option<String>,
    /// Id of the office.
    pub office: Option<String>,
}

impl Role {
    fn of(one: &store::memberships::Membership) -> Role {
        let given = &one.given;
        Role {
            role: given.role.code().to_owned(),
            agency: given.agency.map(|id| id.to_string()),
            unit: given.unit.map(|id| id.to_string()),
            office: given.office.map(|id| id.to_string()),
        }
    }
}

/// Whoever asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Whether the session began with two factors.
    pub has_two_factors: bool,
    /// Roles.
    pub roles: Vec<Role>,
}

/// Who asks, and in which roles.
#[utoipa::path(get, path = "/api/v1/me", operation_id = "getMe", tag = "desk", security(("session" = [])),
    responses((status = 200, description = "Who asks", body = Me), Reading))]
pub(crate) async fn me(ask: Ask) -> Answer {
    let account = ask.site.service().account(&ask.caller).await?;
    let Caller::Person { strength, memberships, .. } = &ask.caller else {
        return Err(Fault::from(Code::SignIn));
    };
    json(&Me {
        id: account.person.id.to_string(),
        name: account.person.details.name,
        has_two_factors: *strength == Strength::TwoFactors,
        roles: memberships.iter().map(Role::of).collect(),
    })
}

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unit {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Place in the order.
    pub position: i64,
    /// Whether it is still there.
    pub is_active: bool,
}

/// Units of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Units {
    /// In their order, closed ones last.
    pub items: Vec<Unit>,
}

/// The units of an agency.
#[utoipa::path(get, path = "/api/v1/desk/{agency}/units", operation_id = "listUnits", tag = "desk",
    security(("session" = [])), params(InAgency),
    responses((status = 200, description = "Units", body = Units), Reading))]
pub(crate) async fn units(ask: Ask, Path(InAgency { agency }): Path<InAgency>) -> Answer {
    let all = ask.site.service().units(&ask.caller, &agency_of(&agency)?).await?;
    let unit = |one: store::units::Unit| Unit {
        id: one.id.to_string(),
        name: one.name,
        position: one.position,
        is_active: one.is_active,
    };
    json(&Units { items: all.into_iter().map(unit).collect() })
}

/// Somebody of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Title of the post.
    pub title: Option<String>,
    /// Roles that have not ended; none for who has left.
    pub roles: Vec<Role>,
    /// Whether a second factor is set up.
    pub has_second_factor: bool,
}

/// People of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct People {
    /// In the order in which they came.
    pub items: Vec<Person>,
}

/// Who works in an agency.
#[utoipa::path(get, path = "/api/v1/desk/{agency}/people", operation_id = "listPeople", tag = "desk",
    security(("session" = [])), params(InAgency),
    responses((status = 200, description = "People", body = People), Reading))]
pub(crate) async fn people(ask: Ask, Path(InAgency { agency }): Path<InAgency>) -> Answer {
    let all = ask.site.service().people(&ask.caller, Some(&agency_of(&agency)?)).await?;
    let person = |one: service::people::Colleague| Person {
        id: one.person.id.to_string(),
        name: one.person.details.name,
        title: one.person.details.title,
        roles: one.roles.iter().map(Role::of).collect(),
        has_second_factor: one.has_second_factor,
    };
    json(&People { items: all.into_iter().map(person).collect() })
}

/// An assessment in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assessment {
    /// Id.
    pub id: String,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// The rules with their revision.
    pub framework: String,
    /// Name of the file that it came in.
    pub source: String,
    /// The overall score.
    pub overall: Option<String>,
    /// The level.
    pub level: Option<String>,
    /// When it was added.
    #[schema(format = DateTime)]
    pub added_at: String,
    /// Whether the public sees it.
    pub is_published: bool,
}

impl Assessment {
    fn of(listed: &Listed) -> Assessment {
        let summary = &listed.summary;
        Assessment {
            id: summary.id.to_string(),
            year: summary.fiscal_year.number(),
            framework: summary.framework.clone(),
            source: summary.source_name.clone(),
            overall: summary.overall.map(|score| score.to_string()),
            level: summary.level.clone(),
            added_at: summary.added_at.to_string(),
            is_published: listed.is_published(),
        }
    }
}

/// Assessments of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assessments {
    /// The newest year first.
    pub items: Vec<Assessment>,
}

/// The assessments of an agency.
#[utoipa::path(get, path = "/api/v1/desk/{agency}/assessments", operation_id = "listAssessments", tag = "desk",
    security(("session" = [])), params(InAgency),
    responses((status = 200, description = "Assessments", body = Assessments), Reading))]
pub(crate) async fn assessments(ask: Ask, Path(InAgency { agency }): Path<InAgency>) -> Answer {
    let all = ask.site.service().assessments(&ask.caller, &agency_of(&agency)?).await?;
    json(&Assessments { items: all.iter().map(Assessment::of).collect() })
}

/// What the body is.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileName {
    /// Name of the file; its ending says what it is: `.json`, `.toml`, `.xlsx`, `.csv`, `.tsv`.
    #[param(min_length = 5, max_length = 200, value_type = String, required = true, example = "result.xlsx")]
    name: Option<String>,
}

/// What was added.
#[derive(Debug, Serialize, ToSchema)]
pub struct AddedAssessment {
    /// Id.
    pub id: String,
    /// What was remarked when the file was read, in English.
    pub remarks: Vec<String>,
}

/// Adds an assessment from a file.
#[utoipa::path(post, path = "/api/v1/desk/{agency}/assessments", operation_id = "addAssessment", tag = "desk",
    security(("session" = [])),
    params(InAgency, FileName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses((status = 201, description = "It was added", body = AddedAssessment), Changing))]
pub(crate) async fn add_assessment(
    ask: Ask,
    Path(InAgency { agency }): Path<InAgency>,
    Query(given): Query<FileName>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if media.split(';').next().is_none_or(|media| media.trim() != "application/octet-stream") {
        return Err(Fault::from(Code::MediaType));
    }
    let mut read = Parameters::default();
    let name = read.text("name", given.name.as_deref(), 200);
    if name.chars().count() < 5 {
        read.wrong("name", "ต้องระบุชื่อไฟล์พร้อมนามสกุล", "the name of the file with its ending is needed");
    }
    read.finish()?;
    let upload = Upload { name, bytes: body.to_vec() };
    let added = ask.site.service().add_assessment(&ask.caller, &agency_of(&agency)?, upload).await?;
    let remarks = added.remarks.iter().map(|one| one.text.en.clone()).collect();
    let mut answer = json(&AddedAssessment { id: added.id.to_string(), remarks })?;
    *answer.status_mut() = StatusCode::CREATED;
    Ok(answer)
}

/// An assessment with its scores.
#[derive(Debug, Serialize, ToSchema)]
pub struct WholeAssessment {
    /// What a list says of it.
    pub assessment: Assessment,
    /// Its scores.
    pub scores: Scores,
    /// Published figures that do not follow from each other, in English.
    pub findings: Vec<String>,
}

fn assessment_of(written: &str) -> Result<AssessmentId, Fault> {
    written.parse().map_err(|_| Fault::from(Code::NotFound))
}

/// An assessment with its scores.
#[utoipa::path(get, path = "/api/v1/desk/{agency}/assessments/{id}", operation_id = "getAssessment", tag = "desk",
    security(("session" = [])),
    params(InAssessment),
    responses((status = 200, description = "The assessment", body = WholeAssessment), Reading))]
pub(crate) async fn assessment(ask: Ask, Path(InAssessment { agency, id }): Path<InAssessment>) -> Answer {
    let (agency, id) = (agency_of(&agency)?, assessment_of(&id)?);
    let report = ask.site.service().assessment(&ask.caller, &agency, &id).await?;
    json(&WholeAssessment {
        assessment: Assessment::of(&report.listed),
        scores: Scores::of(&report.view),
        findings: report.findings.iter().map(|one| one.text.en.clone()).collect(),
    })
}

/// A decision to publish.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Publish {
    /// Whether the doubts were read and it is to be published nevertheless.
    doubts_are_accepted: bool,
}

/// What was decided.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// Whether the public sees it now.
    pub is_published: bool,
}

/// Publishes an assessment; another one of the same year is withdrawn with it.
#[utoipa::path(post, path = "/api/v1/desk/{agency}/assessments/{id}/publish", operation_id = "publish",
    tag = "desk", security(("session" = [])),
    params(InAssessment),
    request_body = Publish, responses((status = 200, description = "It is published", body = Decided), Changing))]
pub(crate) async fn publish(
    ask: Ask,
    Path(InAssessment { agency, id }): Path<InAssessment>,
    Json(given): Json<Publish>,
) -> Answer {
    let (agency, id) = (agency_of(&agency)?, assessment_of(&id)?);
    let decision = Decision { doubts_are_accepted: given.doubts_are_accepted };
    ask.site.service().publish(&ask.caller, &agency, &id, decision).await?;
    json(&Decided { is_published: true })
}

/// Withdraws an assessment, so that the public no longer sees it.
#[utoipa::path(post, path = "/api/v1/desk/{agency}/assessments/{id}/withdraw", operation_id = "withdraw",
    tag = "desk", security(("session" = [])),
    params(InAssessment),
    responses((status = 200, description = "It is withdrawn", body = Decided), Changing))]
pub(crate) async fn withdraw(ask: Ask, Path(InAssessment { agency, id }): Path<InAssessment>) -> Answer {
    let (agency, id) = (agency_of(&agency)?, assessment_of(&id)?);
    ask.site.service().withdraw(&ask.caller, &agency, &id).await?;
    json(&Decided { is_published: false })
}
