//! Blank score sheets, for whoever has figures and no file.

use domain::Assessment;
use domain::agency::Agency;
use domain::framework::Framework;
use files::sheet::{SheetFormat, write_filled};
use store::AgencyId;
use store::agencies::{self, Details};
use thai::FiscalYear;

use super::{Source, catalogue, off_the_runtime};
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service};

/// The fiscal years whose rules are known, the newest first.
pub fn known_years() -> Vec<FiscalYear> {
    let mut years: Vec<FiscalYear> =
        catalogue().entries().into_iter().map(|entry| entry.id.fiscal_year).collect();
    years.sort_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

impl Service {
    /// A score sheet of a year to fill in, as an Excel workbook with the agency named in it.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::NotFound`] without the agency, or for a year whose rules are not known.
    pub async fn blank_sheet(&self, caller: &Caller, agency: &AgencyId, year: FiscalYear) -> Result<Source> {
        caller.require(Action::AddAssessment, Some(agency))?;
        let agency = *agency;
        let owner = self.store().read(move |tx| agencies::get(tx, &agency)).await?;
        off_the_runtime(move || {
            let framework = rules_of(year).ok_or_else(|| Problem::new(Code::NotFound))?;
            let mut blank = Assessment::new(framework);
            blank.agency = named(&owner.details);
            let mut bytes = Vec::new();
            let failed =
                |error: files::sheet::WriteError| Problem::new(Code::Internal).with_cause(error.to_string());
            write_filled(&blank, SheetFormat::Xlsx, &mut bytes).map_err(failed)?;
            Ok(Source { name: format!("ita-{year}.xlsx"), bytes })
        })
        .await
    }
}

/// The newest rules of a year.
fn rules_of(year: FiscalYear) -> Option<&'static Framework> {
    let entries = catalogue().entries();
    let of_year = entries.into_iter().filter(|entry| entry.id.fiscal_year == year);
    of_year.max_by_key(|entry| entry.id.revision)?.framework().ok()
}

fn named(details: &Details) -> Agency {
    Agency {
        name: Some(details.name.clone()),
        kind: Some(details.kind.clone()),
        province: details.province.clone(),
        district: details.district.clone(),
        ministry: details.ministry.clone(),
        code: details.code.clone(),
        website: details.website.clone(),
    }
}
