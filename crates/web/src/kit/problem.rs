//! What went wrong, as a page or as JSON (RFC 9457), from the one table of codes of `service`.

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::text::Language;
use serde::Serialize;
use service::{Code, Problem};
use store::AgencyId;

use super::frame::{Frame, Person};
use super::language::{Speaks, localised};
use super::page::{Entry, Page};
use super::place::{At, base, placed};
use crate::state::Site;

/// A problem on its way to whoever asked; the layer below the outermost one writes it.
#[derive(Debug, Clone)]
pub struct Fault(pub Problem);

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Fault {
        Fault(problem)
    }
}

impl From<Code> for Fault {
    fn from(code: Code) -> Fault {
        Fault(Problem::new(code))
    }
}

impl From<minijinja::Error> for Fault {
    fn from(error: minijinja::Error) -> Fault {
        Fault(Problem::new(Code::Internal).with_cause(format!("{error:#}")))
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Marks a response that says itself what is wrong: a form shown again, a finished problem.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told;

/// The page of a problem.
#[derive(Debug, Clone, Serialize)]
pub struct ProblemPage {
    /// The code.
    pub slug: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do.
    pub text: String,
    /// What is particular.
    pub detail: Option<String>,
    /// Values that are not right.
    pub fields: Vec<String>,
    /// Whether signing in is what to do next.
    pub sign_in: bool,
}

impl ProblemPage {
    fn of(problem: &Problem, language: Language) -> ProblemPage {
        ProblemPage {
            slug: problem.code.slug(),
            status: problem.code.status(),
            text: problem.code.text().get(language).to_owned(),
            detail: problem.detail.as_ref().map(|text| text.get(language).to_owned()),
            fields: problem.fields.iter().map(|one| one.text.get(language).to_owned()).collect(),
            sign_in: problem.code == Code::SignIn,
        }
    }
}

impl Page for ProblemPage {
    const NAME: &'static str = "problem.html";
    const SOURCE: &'static str = include_str!("problem.html");

    fn samples() -> Vec<ProblemPage> {
        let every = Code::ALL.iter().map(|code| ProblemPage::of(&Problem::new(*code), Language::Thai));
        let detailed = ProblemPage {
            detail: Some(String::from("<b>&")),
            fields: vec![String::from("ปีงบประมาณไม่ถูกต้อง")],
            ..ProblemPage::of(&Problem::new(Code::Invalid), Language::Thai)
        };
        every.chain([detailed]).collect()
    }
}

/// The page in the registry.
pub(crate) const ENTRY: Entry = Entry::of::<ProblemPage>();

/// Writes the body of every answer that is a problem and has none yet.
pub(crate) async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let Speaks(language) = request.extensions().get().copied().unwrap_or(Speaks(Language::Thai));
    let path = request.uri().path().to_owned();
    let json = path.starts_with("/api/") || wants_json(request.headers());
    let at = request.extensions().get::<At>().map(|At(id)| *id);
    let is_get = request.method() == Method::GET;
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || response.extensions().get::<Told>().is_some()
    {
        return response;
    }
    let problem = match response.extensions().get::<Fault>() {
        Some(Fault(problem)) => problem.clone(),
        None => Problem::new(code_of(status)),
    };
    if !json && matches!(problem.code, Code::ProveAgain | Code::SecondFactor) {
        let back = if is_get { path.as_str() } else { menu_of(&path) };
        let back = placed(&base(at.as_ref()), back);
        let need = if problem.code == Code::SecondFactor { "&need=second" } else { "" };
        return Redirect::to(&localised(language, &format!("/prove?next={back}{need}"))).into_response();
    }
    if status.is_server_error() || problem.cause.is_some() {
        let cause = problem.cause.as_deref().unwrap_or_default();
        if status.is_server_error() {
            tracing::error!(code = problem.code.slug(), cause, "problem");
        } else {
            tracing::debug!(code = problem.code.slug(), cause, "problem");
        }
    }
    let mut written = if json {
        as_json(&problem)
    } else {
        as_page(&site, language, &path, &problem, at, response.extensions().get())
    };
    if let Some(allow) = response.headers().get(ALLOW) {
        written.headers_mut().insert(ALLOW, allow.clone());
    }
    for cookie in response.headers().get_all(axum::http::header::SET_COOKIE) {
        written.headers_mut().append(axum::http::header::SET_COOKIE, cookie.clone());
    }
    if matches!(problem.code, Code::TooMany | Code::Unavailable | Code::ReadOnly) {
        written.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    written
}

/// The page from which a change was asked for: what was typed has to be sent again from there.
fn menu_of(path: &str) -> &str {
    if let Some(shown) = path.strip_suffix("/publish").or_else(|| path.strip_suffix("/withdraw")) {
        return shown;
    }
    // Pages of the installation stand one part deeper.
    let parts = if path.starts_with("/operator/") { 3 } else { 2 };
    let end = path.match_indices('/').nth(parts - 1).map_or(path.len(), |(at, _)| at);
    path.get(..end).unwrap_or(path)
}

/// The code for a status that no use case chose: the router's own answers.
fn code_of(status: StatusCode) -> Code {
    match status.as_u16() {
        401 => Code::SignIn,
        403 => Code::CrossSite,
        404 => Code::NotFound,
        405 => Code::MethodNotAllowed,
        408 | 504 => Code::TimedOut,
        413 => Code::TooLarge,
        415 => Code::MediaType,
        422 => Code::Invalid,
        429 => Code::TooMany,
        400..=499 => Code::BadRequest,
        503 => Code::Unavailable,
        _ => Code::Internal,
    }
}

/// Whether JSON is asked for and HTML is not.
fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let named = |media: &str| accept.split([',', ';']).any(|part| part.trim() == media);
    !named("text/html") && (named("application/problem+json") || named("application/json"))
}

#[derive(Serialize)]
struct Json<'p> {
    r#type: String,
    status: u16,
    code: &'static str,
    title: &'p str,
    title_en: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail_en: Option<&'p str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<JsonField<'p>>,
}

#[derive(Serialize)]
struct JsonField<'p> {
    field: &'p str,
    detail: &'p str,
    detail_en: &'p str,
}

fn as_json(problem: &Problem) -> Response {
    let text = problem.code.text();
    let fields = problem.fields.iter().map(|one| JsonField {
        field: &one.field,
        detail: &one.text.th,
        detail_en: &one.text.en,
    });
    let json = Json {
        r#type: format!("/problems/{}", problem.code.slug()),
        status: problem.code.status(),
        code: problem.code.slug(),
        title: &text.th,
        title_en: &text.en,
        detail: problem.detail.as_ref().map(|text| text.th.as_str()),
        detail_en: problem.detail.as_ref().map(|text| text.en.as_str()),
        errors: fields.collect(),
    };
    let body = serde_json::to_string(&json).unwrap_or_default();
    finished(problem.code, "application/problem+json", body)
}

fn as_page(
    site: &Site,
    language: Language,
    path: &str,
    problem: &Problem,
    at: Option<AgencyId>,
    person: Option<&Person>,
) -> Response {
    let page = ProblemPage::of(problem, language);
    let frame = Frame::new(language, if problem.code.status() == 404 { "/" } else { path })
        .read_only(site.is_read_only());
    // Whoever is signed in keeps the menu: the way on begins there.
    let frame = match person {
        Some(person) => frame.at(at.as_ref()).of(person.clone()),
        None => frame,
    };
    let body = site.kit().render(language, &frame, &page).map(|html| html.body).unwrap_or_else(|error| {
        tracing::error!(%error, "the page of a problem cannot be rendered");
        page.text.clone()
    });
    finished(problem.code, "text/html; charset=utf-8", body)
}

fn finished(code: Code, media: &'static str, body: String) -> Response {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [(CONTENT_TYPE, media), (CACHE_CONTROL, "no-store")];
    let mut response = (status, headers, body).into_response();
    response.extensions_mut().insert(Told);
    response
}

#[cfg(test)]
mod tests {
    use super::menu_of;

    #[test]
    fn a_change_that_needs_a_proof_is_asked_for_from_its_page() {
        for (path, shown) in [
            ("/people/abc/recover", "/people"),
            ("/account/totp", "/account"),
            ("/operator/people/invite", "/operator/people"),
            ("/operator/state", "/operator/state"),
            ("/assessments/abc/publish", "/assessments/abc"),
            ("/prove", "/prove"),
        ] {
            assert_eq!(menu_of(path), shown);
        }
    }
}
