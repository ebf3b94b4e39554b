//! Fills the demonstration's database by the same use cases that people's pages call.

use domain::Score;
use files::input::{Format, parse};
use service::agencies::AgencyForm;
use service::assess::{Upload, catalogue};
use service::disclose::Decision;
use service::{Caller, Service};
use store::AgencyId;

use super::people::{self, Person};
use super::province;
use super::results::EXAMPLES;
use crate::commands::office::of_problem;
use crate::output::Failure;

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
    let (mut agencies, mut results, mut firsts) = (0, 0, Vec::new());
    for (name, text, _) in EXAMPLES {
        let (form, first) = example(name, text)?;
        let id = add_agency(service, &form).await?;
        add_result(service, &id, format!("{name}.json"), text.as_bytes().to_vec()).await?;
        firsts.push(first);
        (agencies, results) = (agencies + 1, results + 1);
    }
    let mut home = None;
    for made in province::province()? {
        let id = add_agency(service, &made.form).await?;
        for (year, file) in made.results {
            let name = format!("{}-{year}.json", made.form.code);
            add_result(service, &id, name, file.into_bytes()).await?;
            results += 1;
        }
        agencies += 1;
        if home.is_none() && made.form.kind == province::HOME {
            home = Some((id, made.form.name));
        }
    }
    let people = people::add(service, home).await?;
    let first = firsts.into_iter().next().unwrap_or(First { code: String::new(), year: 0, overall: None });
    Ok(Filled { agencies, results, people, first })
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
