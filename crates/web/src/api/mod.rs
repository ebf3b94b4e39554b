//! The JSON interface below `/api/v1`, described by an OpenAPI document that is made of the handlers themselves.
//!
//! What is published is open to everybody. The rest needs the cookie of a session, as pages do; a change that a
//! browser sends from another site is refused by `Sec-Fetch-Site` and `Origin`, while a program that sends neither
//! is let through. Problems are `application/problem+json` (RFC 9457) with the codes of [`service::Code`].

pub mod audit;
pub mod desk;
pub mod problems;
pub mod public;
pub mod read;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use serde::Serialize;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::ask::Answer;

/// The document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Prongsai",
        description = "Results of the Integrity and Transparency Assessment, and the desk of those who work on \
                       them. Scores are texts with two decimals; moments are in UTC; fiscal years are of the \
                       Buddhist era. Operations with the security scheme `session` take the cookie of a \
                       session, as pages do. A change sent by a browser from another site is refused \
                       (`Sec-Fetch-Site`, `Origin`); programs send neither header."
    ),
    paths(
        public::agencies,
        public::agency,
        public::result,
        public::explanation,
        public::frameworks,
        public::openapi,
        desk::me,
        desk::units,
        desk::people,
        desk::assessments,
        desk::add_assessment,
        desk::assessment,
        desk::publish,
        desk::withdraw,
        audit::of_agency,
        audit::whole
    ),
    components(schemas(problems::Problem, problems::FieldProblem)),
    modifiers(&Session),
    tags((name = "public", description = "What is published"), (name = "desk", description = "For whoever is signed in"))
)]
struct Document;

struct Session;

impl Modify for Session {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKeyValue::with_description(
            "__Host-prongsai",
            "The cookie that signing in on the page sets; without TLS it is called prongsai-plain.",
        );
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// The OpenAPI document as JSON, indented.
///
/// # Errors
/// When it cannot be written, which tests rule out.
pub fn document() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&Document::openapi())?;
    text.push('\n');
    Ok(text)
}

/// An answer as JSON, kept by nobody.
fn json<T: Serialize>(value: &T) -> Answer {
    let failed = |error: serde_json::Error| {
        service::Problem::new(service::Code::Internal).with_cause(error.to_string())
    };
    let body = serde_json::to_string(value).map_err(failed)?;
    Ok(([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], body).into_response())
}
