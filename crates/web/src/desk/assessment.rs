//! A result of one's agency: looked at, published or withdrawn.

use axum::Form as Body;
use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::Text;
use domain::framework::Granularity;
use serde::{Deserialize, Serialize};
use service::Code;
use service::access::Action;
use service::assess::{Comparison, Line, Listed, Report, spot};
use service::disclose::Decision;
use store::AssessmentId;
use thai::FiscalYear;

use super::assessments::Row;
use super::own_agency;
use crate::ask::{Answer, Ask};
use crate::kit::form::Form;
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;

/// An assessment with what there is to decide.
#[derive(Debug, Clone, Serialize)]
pub struct AssessmentPage {
    /// What the list says of it.
    pub row: Row,
    /// The rules with their revision.
    pub framework: String,
    /// The overall score that was announced, where the file holds one.
    pub announced: Option<String>,
    /// Indicators: number, title, score.
    pub indicators: Vec<(u8, String, Option<String>)>,
    /// Remarks of reading and of checking: place, and what is to be said.
    pub remarks: Vec<(String, String)>,
    /// Published figures that do not follow from each other.
    pub findings: Vec<(String, String)>,
    /// Reasons to look twice before it is published.
    pub doubts: Vec<String>,
    /// Against the year before, where there is a result of it.
    pub compared: Option<Compared>,
    /// The one of the same year that the public sees, which this one would replace.
    pub replaces: Option<Row>,
    /// Whether it can be published or withdrawn.
    pub may_decide: bool,
    /// Address of the public page, when it is published.
    pub public: Option<String>,
    /// The form.
    pub form: Form,
}

/// Two results side by side.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// Fiscal year of the earlier one, of the Buddhist era.
    pub year: i16,
    /// What continues: the overall score, instruments, indicators.
    pub lines: Vec<ComparedLine>,
}

/// One thing in two results.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedLine {
    /// Short name; empty for the overall score.
    pub code: String,
    /// Official name.
    pub title: String,
    /// Score in the earlier result.
    pub before: String,
    /// Score in the later result.
    pub after: String,
    /// The change with its sign: `+1.25`.
    pub change: String,
    /// The reservation; empty where there is none.
    pub note: String,
}

impl Compared {
    fn of(ask: &Ask, comparison: &Comparison) -> Compared {
        let coarse = |one: &&Line| Granularity::Indicators <= one.granularity;
        let line = |one: &Line| ComparedLine {
            code: if one.granularity == Granularity::Overall { String::new() } else { one.path.clone() },
            title: ask.text(&one.title),
            before: one.before.to_string(),
            after: one.after.to_string(),
            change: signed(one.change),
            note: if one.is_comparable { String::new() } else { ask.text(&one.note) },
        };
        let lines = comparison.lines.iter().filter(coarse).map(line).collect();
        Compared { year: comparison.before.number(), lines }
    }
}

/// Hundredths with a sign; none for no change.
fn signed(hundredths: i32) -> String {
    let sign = match hundredths {
        0 => "",
        ..0 => "−",
        _ => "+",
    };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

impl Page for AssessmentPage {
    const NAME: &'static str = "assessment.html";
    const SOURCE: &'static str = include_str!("assessment.html");
    const MENU: Menu = Menu::Assessments;

    fn samples() -> Vec<AssessmentPage> {
        let page = |published: bool, may_decide, form| AssessmentPage {
            row: Row::sample(published),
            framework: String::from("nacc/2568@1"),
            announced: Some(String::from("92.00")),
            indicators: vec![(1, String::from("การปฏิบัติหน้าที่"), Some(String::from("100.00")))],
            remarks: vec![(String::from("ข้อ O5"), String::from("ข้อสังเกต"))],
            findings: vec![(String::from("คะแนนรวม"), String::from("ไม่ตรง"))],
            doubts: if may_decide {
                vec![String::from("หลักเกณฑ์ชั่วคราว")]
            } else {
                vec![]
            },
            compared: published.then(|| Compared {
                year: 2567,
                lines: vec![
                    ComparedLine {
                        code: String::new(),
                        title: String::from("คะแนนรวม"),
                        before: String::from("90.34"),
                        after: String::from("91.59"),
                        change: signed(125),
                        note: String::from("หลักเกณฑ์ของสองปีไม่เหมือนกัน"),
                    },
                    ComparedLine {
                        code: String::from("1"),
                        title: String::from("การปฏิบัติหน้าที่"),
                        before: String::from("97.00"),
                        after: String::from("96.99"),
                        change: signed(-1),
                        note: String::new(),
                    },
                ],
            }),
            replaces: (!published && may_decide).then(|| Row::sample(true)),
            may_decide,
            public: published.then(|| String::from("/agencies/A0001/2568")),
            form,
        };
        let wrong = Form::empty().wrong("doubts_are_accepted", "ให้ยืนยัน");
        let hasty = Form::empty().wrong("understood", "ให้ทำเครื่องหมาย");
        vec![
            page(true, true, Form::empty()),
            page(true, true, hasty),
            page(false, true, wrong),
            page(false, false, Form::empty()),
            AssessmentPage { row: Row::past_sample("replaced"), ..page(false, true, Form::empty()) },
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

fn id_of(written: &str) -> Result<AssessmentId, Fault> {
    written.parse().map_err(|_| Fault::from(Code::NotFound))
}

async fn page(ask: &Ask, id: &AssessmentId) -> Result<AssessmentPage, Fault> {
    let (service, agency) = (ask.site.service(), own_agency(ask)?);
    let report = service.assessment(&ask.caller, &agency, id).await?;
    let may_decide = ask.caller.require(Action::Publish, Some(&agency)).is_ok();
    let doubts = match may_decide && !report.listed.is_published() {
        true => service.doubts_of(&ask.caller, &agency, id).await?,
        false => vec![],
    };
    let all = service.assessments(&ask.caller, &agency).await?;
    let compared = match year_before(&all, &report.listed) {
        Some(before) => {
            let found = service.compare_assessments(&ask.caller, &agency, &before, id).await?;
            Some(Compared::of(ask, &found)).filter(|one| !one.lines.is_empty())
        }
        None => None,
    };
    let code = service.agency(&ask.caller, &agency).await?.details.code;
    let key = code.unwrap_or_else(|| agency.to_string());
    let year: FiscalYear = report.listed.summary.fiscal_year;
    let public = report.listed.is_published().then(|| format!("/agencies/{key}/{year}"));
    let doubts = doubts.iter().map(|one| ask.text(&one.text)).collect();
    let shown = |one: &&Listed| one.is_published() && one.summary.fiscal_year == year;
    let replaces = all.iter().find(shown).filter(|one| one.summary.id != *id).map(Row::of);
    Ok(AssessmentPage { compared, replaces, ..view(ask, &report, doubts, may_decide, public) })
}

/// The result of the year before: the one that is published, else the one added last.
fn year_before(all: &[Listed], of: &Listed) -> Option<AssessmentId> {
    let year = of.summary.fiscal_year.previous()?;
    let mut before = all.iter().filter(|one| one.summary.fiscal_year == year);
    let newest = before.clone().next();
    before.find(|one| one.is_published()).or(newest).map(|one| one.summary.id)
}

fn view(
    ask: &Ask,
    report: &Report,
    doubts: Vec<String>,
    may_decide: bool,
    public: Option<String>,
) -> AssessmentPage {
    let rules = &report.view.framework;
    let place = |key: &str| spot(rules, key).map_or_else(|| key.to_owned(), |words| ask.text(&words));
    let said = |key: &str, text: &Text| (place(key), ask.text(text));
    let notes = report.notes.iter().map(|one| said(&one.key, &one.text));
    let indicators =
        report.view.indicators.iter().map(|one| {
            (one.number, ask.text(&one.brief.title), one.brief.score.map(|score| score.to_string()))
        });
    AssessmentPage {
        row: Row::of(&report.listed),
        framework: rules.clone(),
        announced: report.view.published_overall.map(|score| score.to_string()),
        indicators: indicators.collect(),
        remarks: report.remarks.iter().map(|one| said(&one.key, &one.text)).chain(notes).collect(),
        findings: report.findings.iter().map(|one| said(&one.key, &one.text)).collect(),
        doubts,
        compared: None,
        replaces: None,
        may_decide,
        public,
        form: Form::empty(),
    }
}

pub(crate) async fn show(ask: Ask, Path(id): Path<String>) -> Answer {
    ask.show(&page(&ask, &id_of(&id)?).await?)
}

/// Whether the doubts are accepted.
#[derive(Deserialize)]
pub(crate) struct Decided {
    #[serde(default)]
    doubts_are_accepted: String,
}

pub(crate) async fn publish(ask: Ask, Path(id): Path<String>, Body(typed): Body<Decided>) -> Answer {
    let (id, agency) = (id_of(&id)?, own_agency(&ask)?);
    let decision = Decision { doubts_are_accepted: typed.doubts_are_accepted == "yes" };
    match ask.site.service().publish(&ask.caller, &agency, &id, decision).await {
        Ok(()) => ask.go(&format!("/assessments/{id}")),
        Err(problem) if problem.code == Code::Invalid => {
            let mut page = page(&ask, &id).await?;
            page.form = page.form.wrong("doubts_are_accepted", ask.word("assess.accept-first"));
            ask.show_wrong(&page, problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

/// Whether it is understood what withdrawing does.
#[derive(Deserialize)]
pub(crate) struct Withdrawal {
    #[serde(default)]
    understood: String,
}

pub(crate) async fn withdraw(ask: Ask, Path(id): Path<String>, Body(typed): Body<Withdrawal>) -> Answer {
    let (id, agency) = (id_of(&id)?, own_agency(&ask)?);
    if typed.understood != "yes" {
        ask.caller.require(Action::Publish, Some(&agency))?;
        let mut page = page(&ask, &id).await?;
        // What is not published shows no box to tick: the use case says so below.
        if page.row.published {
            page.form = page.form.wrong("understood", ask.word("assess.understand-first"));
            return ask.show_wrong(&page, Code::Invalid);
        }
    }
    ask.site.service().withdraw(&ask.caller, &agency, &id).await?;
    ask.go(&format!("/assessments/{id}"))
}

/// The file as it was handed in.
pub(crate) async fn source(ask: Ask, Path(id): Path<String>) -> Answer {
    use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
    let (id, agency) = (id_of(&id)?, own_agency(&ask)?);
    let source = ask.site.service().assessment_source(&ask.caller, &agency, &id).await?;
    let ending = source.name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let name = format!("attachment; filename=\"assessment-{id}.{ending}\"");
    // Never as what it claims to be: a browser is to keep it, not to show it.
    let headers = [(CONTENT_TYPE, String::from("application/octet-stream")), (CONTENT_DISPOSITION, name)];
    Ok((headers, source.bytes).into_response())
}
