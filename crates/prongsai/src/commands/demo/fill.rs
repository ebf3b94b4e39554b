//! Fills the demonstration's database by the same use cases that people's pages call.

use domain::{Score, Text};
use files::input::{Format, parse};
use service::agencies::AgencyForm;
use service::assess::{Upload, catalogue};
use service::disclose::Decision;
use service::{Caller, Service};
use store::AgencyId;
use tokio::task::JoinSet;

use super::people::{self, Person};
use super::province;
use super::results::EXAMPLES;
use crate::commands::office::of_problem;
use crate::output::{Failure, Kind};

/// What the database holds.
pub(super) struct Filled {
    /// How many agencies.
    pub agencies: usize,
    /// How many published results.
    pub results: usize,
    /// Who can sign in.
    pub people: Vec<Person>,
    /// The result that is fetched from the server.
    pub first: First,
}

/// A published result with the score that its page must show.
pub(super) struct First {
    /// Code of the agency, as in addresses.
    pub code: String,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// As scored from the file, not from the database.
    pub overall: Option<Score>,
}

/// Makes agencies, results and people.
///
/// # Errors
/// What a use case refused.
pub(super) async fn fill(service: &Service) -> Result<Filled, Failure> {
    let (mut all, mut first) = (Vec::new(), None);
    for (name, text, _) in EXAMPLES {
        let (form, one) = example(name, text)?;
        first = first.or(Some(one));
        all.push((form, vec![(format!("{name}.json"), text.to_owned())]));
    }
    for made in province::province()? {
        let named = |(year, file)| (format!("{}-{year}.json", made.form.code), file);
        all.push((made.form.clone(), made.results.into_iter().map(named).collect()));
    }
    let home =
        all.iter().position(|(form, _)| form.kind == province::HOME && form.code.starts_with(province::CODE));
    let (agencies, results) = (all.len(), all.iter().map(|(_, files)| files.len()).sum());
    let home_name = home.and_then(|at| all.get(at)).map(|(form, _)| form.name.clone());
    // Side by side, so that many of them reach the disk together.
    let mut adding = JoinSet::new();
    for (at, (form, files)) in all.into_iter().enumerate() {
        let service = service.clone();
        adding.spawn(async move { agency(&service, &form, files).await.map(|id| (at, id)) });
    }
    let mut home_id = None;
    while let Some(added) = adding.join_next().await {
        let (at, id) = added.map_err(|error| stopped(&error))??;
        home_id = home_id.or((Some(at) == home).then_some(id));
    }
    let people = people::add(service, home_id.zip(home_name)).await?;
    let first = first.unwrap_or(First { code: String::new(), year: 0, overall: None });
    Ok(Filled { agencies, results, people, first })
}

/// Adds an agency with its results.
async fn agency(
    service: &Service,
    form: &AgencyForm,
    files: Vec<(String, String)>,
) -> Result<AgencyId, Failure> {
    let id = add_agency(service, form).await?;
    for (name, file) in files {
        add_result(service, &id, name, file.into_bytes()).await?;
    }
    Ok(id)
}

/// A task that ended before its work did.
fn stopped(error: &tokio::task::JoinError) -> Failure {
    Failure::new(
        Kind::Failure,
        "demo-stopped",
        Text::new("ทำข้อมูลตัวอย่างไม่สำเร็จ", "the data of the demonstration could not be made"),
        Text::new(error.to_string(), error.to_string()),
        Text::new("ลองอีกครั้ง", "try again"),
    )
}

/// A real agency as its example names it.
fn example(name: &str, text: &str) -> Result<(AgencyForm, First), Failure> {
    let loaded = parse(name, Format::Json, text.as_bytes(), catalogue())
        .map_err(|error| Failure::read(std::path::Path::new(name), &error))?;
    let assessment = loaded.assessment;
    let year = assessment.framework.fiscal_year().number();
    let code = name.strip_suffix(&format!("-{year}")).unwrap_or(name).to_owned();
    let agency = assessment.agency.clone();
    let form = AgencyForm {
        name: agency.name.unwrap_or_default(),
        kind: agency.kind.map(|kind| kind.code().to_owned()).unwrap_or_default(),
        province: agency.province.unwrap_or_default(),
        code: code.clone(),
        ..AgencyForm::default()
    };
    Ok((form, First { code, year, overall: assessment.score().overall() }))
}

async fn add_agency(service: &Service, form: &AgencyForm) -> Result<AgencyId, Failure> {
    let added = service.add_agency(&Caller::Console, form).await;
    added.map_err(|problem| of_problem(&problem).at(&form.name))
}

async fn add_result(
    service: &Service,
    agency: &AgencyId,
    name: String,
    bytes: Vec<u8>,
) -> Result<(), Failure> {
    let told = |problem: service::Problem| of_problem(&problem).at(&name);
    let upload = Upload { name: name.clone(), bytes };
    let added = service.add_assessment(&Caller::Console, agency, upload).await.map_err(told)?;
    let decision = Decision { doubts_are_accepted: true };
    service.publish(&Caller::Console, agency, &added.id, decision).await.map_err(told)
}
