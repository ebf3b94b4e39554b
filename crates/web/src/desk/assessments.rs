//! Results of one's agency in a list, and the form to hand in a file.

use axum::extract::Path;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use serde::Serialize;
use service::access::Action;
use service::assess::{Listed, Standing, Upload, known_years};
use service::{Code, Problem};

use super::own_agency;
use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;
use crate::portal::published::year_of;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The list and the form to hand in a file.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentsPage {
    /// Assessments, the newest year first.
    pub rows: Vec<Row>,
    /// Whether files can be handed in.
    pub may_add: bool,
    /// Fiscal years of which there is a blank sheet, the newest first.
    pub years: Vec<i16>,
    /// The form.
    pub form: Form,
    /// What is wrong with the file, place by place.
    pub faults: Vec<(String, String)>,
}

/// An assessment.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// Name of the file.
    pub source: String,
    /// The overall score.
    pub overall: Option<String>,
    /// The level.
    pub level: Option<String>,
    /// When it was added.
    pub added_at: String,
    /// Whether the public sees it.
    pub published: bool,
    /// `never`, `published`, `replaced` or `withdrawn`.
    pub standing: &'static str,
    /// Since when it stands so, as a moment; none while nothing was decided.
    pub since: Option<String>,
}

impl Row {
    pub(super) fn of(listed: &Listed) -> Row {
        let summary = &listed.summary;
        let (standing, since) = match listed.standing() {
            Standing::NeverPublished => ("never", None),
            Standing::Published { since } => ("published", Some(since)),
            Standing::Replaced { at, .. } => ("replaced", Some(at)),
            Standing::Withdrawn { at } => ("withdrawn", Some(at)),
        };
        Row {
            id: summary.id.to_string(),
            year: summary.fiscal_year.number(),
            source: summary.source_name.clone(),
            overall: summary.overall.map(|score| score.to_string()),
            level: summary.level.clone(),
            added_at: summary.added_at.to_string(),
            published: listed.is_published(),
            standing,
            since: since.map(|at| at.to_string()),
        }
    }

    pub(super) fn sample(published: bool) -> Row {
        Row {
            id: String::from("a"),
            year: 2568,
            source: String::from("ผล <ita>.xlsx"),
            overall: Some(String::from("91.59")).filter(|_| published),
            level: Some(String::from("ผ่าน")).filter(|_| published),
            added_at: String::from("2026-02-01T02:00:00Z"),
            published,
            standing: if published { "published" } else { "never" },
            since: published.then(|| String::from("2026-02-03T02:00:00Z")),
        }
    }

    /// One that was public once.
    pub(super) fn past_sample(standing: &'static str) -> Row {
        let since = Some(String::from("2026-02-05T02:00:00Z"));
        Row { published: false, standing, since, ..Row::sample(true) }
    }
}

impl Page for AssessmentsPage {
    const NAME: &'static str = "assessments.html";
    const SOURCE: &'static str = include_str!("assessments.html");
    const MENU: Menu = Menu::Assessments;

    fn samples() -> Vec<AssessmentsPage> {
        let page = |rows, may_add, form| AssessmentsPage {
            rows,
            may_add,
            years: vec![2569, 2568],
            form,
            faults: vec![],
        };
        let faults = vec![(String::from("published.items.O99"), String::from("ไม่มีข้อนี้"))];
        vec![
            page(vec![], true, Form::empty()),
            page(
                vec![
                    Row::sample(true),
                    Row::past_sample("replaced"),
                    Row::past_sample("withdrawn"),
                    Row::sample(false),
                ],
                false,
                Form::empty(),
            ),
            AssessmentsPage {
                faults, ..page(vec![], true, Form::empty().wrong("file", "อ่านไฟล์ไม่ได้"))
            },
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

async fn list(ask: &Ask) -> Result<AssessmentsPage, Fault> {
    let agency = own_agency(ask)?;
    let all = ask.site.service().assessments(&ask.caller, &agency).await?;
    let may_add = ask.caller.require(Action::AddAssessment, Some(&agency)).is_ok();
    let rows = all.iter().map(Row::of).collect();
    let years = known_years().into_iter().map(|year| year.number()).collect();
    Ok(AssessmentsPage { rows, may_add, years, form: Form::empty(), faults: vec![] })
}

pub(crate) async fn index(ask: Ask) -> Answer {
    ask.show(&list(&ask).await?)
}

pub(crate) async fn add(ask: Ask, mut body: Multipart) -> Answer {
    let mut upload = None;
    while let Some(field) = body.next_field().await.map_err(unread)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(unread)?.to_vec();
            upload = Some(Upload { name, bytes });
        }
    }
    let agency = own_agency(&ask)?;
    let Some(upload) = upload.filter(|upload| !upload.name.is_empty()) else {
        let mut page = list(&ask).await?;
        page.form = page.form.wrong("file", ask.word("assess.choose"));
        return ask.show(&page);
    };
    match ask.site.service().add_assessment(&ask.caller, &agency, upload).await {
        Ok(added) => ask.go(&format!("/assessments/{}", added.id)),
        Err(problem) if matches!(problem.code, Code::BadFile | Code::Exists | Code::Conflict) => {
            let mut page = list(&ask).await?;
            let detail = problem.detail.as_ref().map(|text| ask.text(text)).unwrap_or_default();
            let message = format!("{} {detail}", ask.text(&problem.code.text()));
            page.form = page.form.wrong("file", message.trim());
            page.faults = problem.fields.iter().map(|one| (one.field.clone(), ask.text(&one.text))).collect();
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// A score sheet to fill in.
pub(crate) async fn blank(ask: Ask, Path(year): Path<String>) -> Answer {
    let (year, agency) = (year_of(&year)?, own_agency(&ask)?);
    let sheet = ask.site.service().blank_sheet(&ask.caller, &agency, year).await?;
    let name = format!("attachment; filename=\"{}\"", sheet.name);
    let headers = [(CONTENT_TYPE, String::from(XLSX)), (CONTENT_DISPOSITION, name)];
    Ok((headers, sheet.bytes).into_response())
}

/// The body ends early, is too long, or is none of the kind.
fn unread(error: MultipartError) -> Fault {
    let code = if error.status().as_u16() == 413 { Code::TooLarge } else { Code::BadRequest };
    Fault(Problem::new(code).with_cause(error.body_text()))
}
