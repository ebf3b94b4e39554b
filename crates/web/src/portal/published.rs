//! Published results: the page of a year, of one figure, and open data. Pages are kept as bytes until something
//! public changes.

use axum::extract::{Path, Query, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use serde::Deserialize;
use service::disclose::OpenData;
use service::{Code, Problem};
use thai::FiscalYear;

use super::Who;
use super::agency_year::AgencyYearPage;
use super::explanation::ExplanationPage;
use super::withdrawn::WithdrawnPage;
use crate::ask::{Answer, Ask};
use crate::kit::frame::Frame;
use crate::kit::kept::Finished;
use crate::kit::language::localised;
use crate::kit::page::Page;
use crate::kit::problem::Fault;

/// Which digits.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Shape {
    #[serde(default)]
    digits: String,
}

/// The year of an address, Buddhist era in ASCII digits.
pub(crate) fn year_of(written: &str) -> Result<FiscalYear, Fault> {
    let number = written.parse().ok().filter(|_| written.bytes().all(|byte| byte.is_ascii_digit()));
    let year = number.and_then(|number: i16| FiscalYear::new(number).ok());
    year.ok_or_else(|| Fault::from(Code::NotFound))
}

/// The result of a year.
pub(crate) async fn year(
    ask: Ask,
    Path((key, year)): Path<(String, String)>,
    Query(shape): Query<Shape>,
    request: Request,
) -> Answer {
    let year = year_of(&year)?;
    // Read before the database is: what changes in between makes the page old, never wrong.
    let version = ask.site.service().public_version();
    let found = match ask.site.service().public_year(&ask.caller, &key, year).await {
        Ok(found) => found,
        Err(problem) => return gone(&ask, &key, year, problem).await,
    };
    let who = Who::of(&found.agency.agency);
    let base = format!("/agencies/{}/{year}", who.code);
    let page = AgencyYearPage::of(who, year, &found.view, &found.findings, found.published_at, ask.language);
    let page = AgencyYearPage { has_replaced: found.has_replaced, ..page };
    keep(&ask, base, &shape, version, &page, &request)
}

/// One figure with how it came about.
pub(crate) async fn node(
    ask: Ask,
    Path((key, year, path)): Path<(String, String, String)>,
    Query(shape): Query<Shape>,
    request: Request,
) -> Answer {
    let year = year_of(&year)?;
    let version = ask.site.service().public_version();
    let found = match ask.site.service().public_node(&ask.caller, &key, year, &path).await {
        Ok(found) => found,
        Err(problem) => return gone(&ask, &key, year, problem).await,
    };
    let who = Who::of(&found.agency);
    let base = format!("/agencies/{}/{year}/explain/{path}", who.code);
    let page = ExplanationPage::of(who, year, &found.node, ask.language);
    keep(&ask, base, &shape, version, &page, &request)
}

/// What is said where nothing can be seen: that it was withdrawn, if it was.
async fn gone(ask: &Ask, key: &str, year: FiscalYear, problem: Problem) -> Answer {
    if problem.code == Code::NotFound
        && let Some(found) = ask.site.service().withdrawn_year(&ask.caller, key, year).await?
    {
        return ask.show_wrong(&WithdrawnPage::of(&found), WithdrawnPage::CODE);
    }
    Err(Fault(problem))
}

/// Finishes a page and keeps it under its own address; other ways of writing the address are answered and not
/// kept, so that nobody can fill the memory with them.
fn keep<P: Page>(
    ask: &Ask,
    base: String,
    shape: &Shape,
    version: u64,
    page: &P,
    request: &Request,
) -> Answer {
    let thai_digits = shape.digits == "thai";
    let own = if thai_digits { format!("{base}?digits=thai") } else { base };
    let read_only = ask.site.is_read_only();
    let frame = Frame::new(ask.language, &own).read_only(read_only);
    let frame = if thai_digits { frame.with_thai_digits() } else { frame };
    let html = ask.site.kit().render(ask.language, &frame, page)?;
    let finished = Finished::new(html, version, ask.site.over_tls());
    if ask.address == own && !read_only {
        let kept = ask.site.kept().keep(localised(ask.language, &own), finished);
        return Ok(kept.answer(request.method(), request.headers()));
    }
    Ok(finished.answer(request.method(), request.headers()))
}

/// The result with every score.
pub(crate) async fn json(ask: Ask, Path(path): Path<(String, String)>) -> Answer {
    data(ask, path, OpenData::Json).await
}

/// The result as a table.
pub(crate) async fn csv(ask: Ask, Path(path): Path<(String, String)>) -> Answer {
    data(ask, path, OpenData::Csv).await
}

/// The figures as handed in.
pub(crate) async fn assessment(ask: Ask, Path(path): Path<(String, String)>) -> Answer {
    data(ask, path, OpenData::Assessment).await
}

async fn data(ask: Ask, (key, year): (String, String), form: OpenData) -> Answer {
    let year = year_of(&year)?;
    let bytes = match ask.site.service().open_data(&ask.caller, &key, year, form).await {
        Ok(bytes) => bytes,
        Err(problem) if problem.code == Code::NotFound => {
            let withdrawn = ask.site.service().withdrawn_year(&ask.caller, &key, year).await?.is_some();
            return Err(if withdrawn { Fault::from(WithdrawnPage::CODE) } else { Fault(problem) });
        }
        Err(problem) => return Err(Fault(problem)),
    };
    let name = format!("attachment; filename=\"{}\"", form.file_name(&key, year));
    let headers = [
        (CONTENT_TYPE, form.media_type().to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, String::from("public, max-age=60")),
    ];
    Ok((headers, bytes).into_response())
}
