//! What is published, for programs.

use axum::extract::{Path, Query};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;
use serde::{Deserialize, Serialize};
use service::assess::{Brief, LevelView, NodeView, ScoreView, catalogue};
use service::disclose::YearLine;
use service::{Code, Problem as Trouble, agencies};
use utoipa::{IntoParams, ToSchema};

use super::json;
use super::problems::Public;
use super::read::Parameters;
use crate::ask::{Answer, Ask};
use crate::kit::problem::Fault;
use crate::portal::published::year_of;

/// A text in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct Words {
    /// Thai.
    pub th: String,
    /// English.
    pub en: String,
}

impl Words {
    fn of(text: &domain::Text) -> Words {
        Words { th: text.th.clone(), en: text.en.clone() }
    }
}

/// An agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agency {
    /// Its id.
    pub id: String,
    /// Its code, as in addresses.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Code of its kind.
    #[schema(example = "sao")]
    pub kind: String,
    /// Province.
    pub province: Option<String>,
    /// District.
    pub district: Option<String>,
    /// Ministry.
    pub ministry: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// Whether it is still there.
    pub is_active: bool,
}

impl Agency {
    pub(crate) fn of(agency: &store::agencies::Agency) -> Agency {
        let details = agency.details.clone();
        Agency {
            id: agency.id.to_string(),
            code: details.code,
            name: details.name,
            kind: details.kind.code().to_owned(),
            province: details.province,
            district: details.district,
            ministry: details.ministry,
            website: details.website,
            is_active: agency.is_active,
        }
    }
}

/// A published result in a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct Year {
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// The overall score.
    #[schema(example = "91.59")]
    pub overall: Option<String>,
    /// The level.
    pub level: Option<String>,
}

impl Year {
    fn of(line: &YearLine) -> Year {
        let overall = line.overall.map(|score| score.to_string());
        Year { year: line.year.number(), overall, level: line.level.clone() }
    }
}

/// An agency in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundAgency {
    /// The agency.
    pub agency: Agency,
    /// Its newest published result.
    pub newest: Option<Year>,
}

/// A page of agencies.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agencies {
    /// Those of this page, the best matches first.
    pub items: Vec<FoundAgency>,
    /// How many there are in all.
    pub total: usize,
    /// Which page this is.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

/// What is looked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Search {
    /// Parts of a name, a code or a place.
    #[param(max_length = 100, required = false)]
    q: Option<String>,
    /// Only of this province.
    #[param(max_length = 60, required = false)]
    province: Option<String>,
    /// Which page, 1 for the first.
    #[param(value_type = u32, minimum = 1, maximum = 100_000, required = false)]
    page: Option<String>,
    /// How many on a page.
    #[param(value_type = u32, minimum = 1, maximum = 100, required = false)]
    size: Option<String>,
}

/// Agencies by name, code or place.
#[utoipa::path(get, path = "/api/v1/agencies", operation_id = "findAgencies", tag = "public",
    params(Search), responses((status = 200, description = "A page of agencies", body = Agencies), Public))]
pub(crate) async fn agencies(ask: Ask, Query(asked): Query<Search>) -> Answer {
    let mut read = Parameters::default();
    let text = read.text("q", asked.q.as_deref(), 100);
    let province = read.text("province", asked.province.as_deref(), 60);
    let page = read.number("page", asked.page.as_deref(), (1, 100_000), 1);
    let size = read.number("size", asked.size.as_deref(), (1, 100), 20);
    read.finish()?;
    let query = agencies::Query {
        province: Some(province).filter(|province| !province.is_empty()),
        page: usize::try_from(page).unwrap_or(1),
        size: usize::try_from(size).unwrap_or(20),
        ..agencies::Query::new(text)
    };
    let found = ask.site.service().search_agencies(&ask.caller, &query).await?;
    let item = |one: &agencies::Found| FoundAgency {
        agency: Agency::of(&one.agency),
        newest: one.newest.as_ref().map(Year::of),
    };
    let items = found.found.iter().map(item).collect();
    json(&Agencies { items, total: found.total, page: found.page, pages: found.pages })
}

/// An agency with the years that it has published.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyYears {
    /// The agency.
    pub agency: Agency,
    /// Its published results, the newest year first.
    pub years: Vec<Year>,
}

/// An agency with the years that it has published.
#[utoipa::path(get, path = "/api/v1/agencies/{key}", operation_id = "getAgency", tag = "public",
    params(("key" = String, Path, description = "Code or id of the agency", max_length = 40)),
    responses((status = 200, description = "The agency", body = AgencyYears), Public))]
pub(crate) async fn agency(ask: Ask, Path(key): Path<String>) -> Answer {
    let found = ask.site.service().public_agency(&ask.caller, &key).await?;
    let years = found.years.iter().map(Year::of).collect();
    json(&AgencyYears { agency: Agency::of(&found.agency), years })
}

/// A figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figure {
    /// Its name: `overall`, `IIT`, `8`, `9.1`, `public/E5`, `O12`.
    pub path: String,
    /// Its official name.
    pub title: Words,
    /// Its score.
    #[schema(example = "91.59")]
    pub score: Option<String>,
    /// Whether there is no doubt at or below it.
    pub is_certain: bool,
}

impl Figure {
    pub(crate) fn of(brief: &Brief) -> Figure {
        Figure {
            path: brief.path.clone(),
            title: Words::of(&brief.title),
            score: brief.score.map(|score| score.to_string()),
            is_certain: brief.certain,
        }
    }
}

/// The scores of a result.
#[derive(Debug, Serialize, ToSchema)]
pub struct Scores {
    /// The rules with their revision.
    #[schema(example = "nacc/2568@1")]
    pub framework: String,
    /// SHA-256 of the rules.
    pub framework_digest: String,
    /// Whether the rules were derived from another year.
    pub is_provisional: bool,
    /// The overall score.
    pub overall: Figure,
    /// The level, or those that remain possible; empty without an overall score.
    pub levels: Vec<Words>,
    /// Whether the level counts as passed; null while that is open.
    pub passes: Option<bool>,
    /// The least overall score that passes.
    pub pass_mark: Option<String>,
    /// Instruments.
    pub instruments: Vec<Figure>,
    /// Indicators.
    pub indicators: Vec<Figure>,
    /// Everything below the indicators, down to questions and items.
    pub items: Vec<Figure>,
}

impl Scores {
    pub(crate) fn of(view: &ScoreView) -> Scores {
        let (levels, passes) = match &view.level {
            LevelView::Reached { name, passes, .. } => (vec![Words::of(name)], Some(*passes)),
            LevelView::Undecided(possible) => (possible.iter().map(Words::of).collect(), None),
            LevelView::NoScore => (vec![], None),
        };
        let below = view.indicators.iter().flat_map(|one| &one.below).chain(&view.unplaced);
        Scores {
            framework: view.framework.clone(),
            framework_digest: view.framework_digest.clone(),
            is_provisional: view.is_provisional,
            overall: Figure::of(&view.overall),
            levels,
            passes,
            pass_mark: view.pass_mark.map(|score| score.to_string()),
            instruments: view.instruments.iter().map(|one| Figure::of(&one.brief)).collect(),
            indicators: view.indicators.iter().map(|one| Figure::of(&one.brief)).collect(),
            items: below.map(|one| Figure::of(&one.brief)).collect(),
        }
    }
}

/// A published result.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedResult {
    /// The agency.
    pub agency: Agency,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// When it was published.
    #[schema(format = DateTime)]
    pub published_at: String,
    /// Its scores.
    pub scores: Scores,
}

/// An agency's published result of a year.
#[utoipa::path(get, path = "/api/v1/agencies/{key}/results/{year}", operation_id = "getResult", tag = "public",
    params(("key" = String, Path, description = "Code or id of the agency", max_length = 40),
        ("year" = u32, Path, description = "Fiscal year of the Buddhist era", minimum = 2500, maximum = 2700)),
    responses((status = 200, description = "The result", body = PublishedResult), Public))]
pub(crate) async fn result(ask: Ask, Path((key, year)): Path<(String, String)>) -> Answer {
    let found = ask.site.service().public_year(&ask.caller, &key, year_of(&year)?).await?;
    json(&PublishedResult {
        agency: Agency::of(&found.agency.agency),
        year: found.year.number(),
        published_at: found.published_at.to_string(),
        scores: Scores::of(&found.view),
    })
}

/// Which figure.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Its name: `overall`, `IIT`, `8`, `public/E5`.
    #[param(max_length = 60, required = false)]
    path: Option<String>,
}

/// What went into a calculation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Option<String>,
    /// Weight in percent, or number of answers.
    pub weight: String,
}

/// How a figure came about.
#[derive(Debug, Serialize, ToSchema)]
pub struct Explanation {
    /// The figure.
    pub figure: Figure,
    /// The rules with their revision.
    pub framework: String,
    /// The rule in a sentence.
    pub rule: Words,
    /// What went in.
    pub inputs: Vec<Input>,
    /// The calculation written out.
    pub calculation: String,
    /// The exact value before rounding.
    pub exact: Option<String>,
    /// Reasons for doubt.
    pub doubts: Vec<Words>,
    /// Source of the rule.
    pub source: String,
    /// What it goes into.
    pub above: Option<Figure>,
    /// What it is made of.
    pub below: Vec<Figure>,
}

impl Explanation {
    pub(crate) fn of(node: &NodeView) -> Explanation {
        let told = &node.explanation;
        let input = |one: &domain::explanation::Input| Input {
            name: one.name.clone(),
            value: one.value.clone(),
            weight: one.weight.clone(),
        };
        Explanation {
            figure: Figure::of(&node.brief),
            framework: node.framework.clone(),
            rule: Words::of(&told.rule),
            inputs: told.inputs.iter().map(input).collect(),
            calculation: told.calculation.clone(),
            exact: told.exact.map(|exact| exact.to_string()),
            doubts: told.doubts.iter().map(Words::of).collect(),
            source: told.source.clone(),
            above: node.parent.as_ref().map(Figure::of),
            below: node.children.iter().map(Figure::of).collect(),
        }
    }
}

/// How a figure of a published result came about; the overall score when none is named.
#[utoipa::path(get, path = "/api/v1/agencies/{key}/results/{year}/explanation", operation_id = "explainFigure",
    tag = "public",
    params(("key" = String, Path, description = "Code or id of the agency", max_length = 40),
        ("year" = u32, Path, description = "Fiscal year of the Buddhist era", minimum = 2500, maximum = 2700), Which),
    responses((status = 200, description = "The explanation", body = Explanation), Public))]
pub(crate) async fn explanation(
    ask: Ask,
    Path((key, year)): Path<(String, String)>,
    Query(which): Query<Which>,
) -> Answer {
    let mut read = Parameters::default();
    let path = read.text("path", which.path.as_deref().or(Some("overall")), 60);
    read.finish()?;
    let found = ask.site.service().public_node(&ask.caller, &key, year_of(&year)?, &path).await?;
    json(&Explanation::of(&found.node))
}

/// The rules of a fiscal year.
#[derive(Debug, Serialize, ToSchema)]
pub struct FrameworkLine {
    /// Its name with the revision.
    #[schema(example = "nacc/2568@1")]
    pub id: String,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// Official name.
    pub name: Words,
    /// SHA-256 of its file.
    pub digest: String,
    /// Whether it was derived from another year.
    pub is_provisional: bool,
}

/// Every framework that this program knows.
#[derive(Debug, Serialize, ToSchema)]
pub struct Frameworks {
    /// By year and revision.
    pub items: Vec<FrameworkLine>,
}

/// Frameworks that this program knows.
#[utoipa::path(get, path = "/api/v1/frameworks", operation_id = "listFrameworks", tag = "public",
    responses((status = 200, description = "Frameworks", body = Frameworks), Public))]
pub(crate) async fn frameworks() -> Answer {
    let line = |framework: &domain::framework::Framework| FrameworkLine {
        id: framework.id().to_string(),
        year: framework.fiscal_year().number(),
        name: Words { th: framework.file().name_th.clone(), en: framework.file().name_en.clone() },
        digest: framework.digest().to_owned(),
        is_provisional: framework.is_provisional(),
    };
    let entries = catalogue().entries();
    json(&Frameworks { items: entries.iter().filter_map(|one| one.framework().ok()).map(line).collect() })
}

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "getDocument", tag = "public",
    responses((status = 200, description = "OpenAPI", body = serde_json::Value), Public))]
pub(crate) async fn openapi() -> Answer {
    let failed = |error: serde_json::Error| Fault(Trouble::new(Code::Internal).with_cause(error.to_string()));
    let body = super::document().map_err(failed)?;
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}
