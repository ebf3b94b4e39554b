//! A year whose result was public once and is no longer.

use jiff::Timestamp;
use store::Read;
use store::agencies::Agency;
use thai::FiscalYear;

use super::public::by_key;
use crate::access::Action;
use crate::assess::{self, Listed, Standing};
use crate::{Caller, Result, Service};

/// A year whose result an agency withdrew: what the public may know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawnYear {
    /// The agency.
    pub agency: Agency,
    /// The fiscal year.
    pub year: FiscalYear,
    /// When the result was withdrawn.
    pub at: Timestamp,
}

impl Service {
    /// What became of an agency's result of a year that cannot be seen any more; none where there never was one, or
    /// where one can be seen.
    ///
    /// # Errors
    /// [`crate::Code::NotFound`] without the agency.
    pub async fn withdrawn_year(
        &self,
        caller: &Caller,
        key: &str,
        year: FiscalYear,
    ) -> Result<Option<WithdrawnYear>> {
        caller.require(Action::SeePublished, None)?;
        let key = key.to_owned();
        let read = move |tx: &mut Read<'_>| -> Result<Option<WithdrawnYear>> {
            let agency = by_key(tx, &key)?;
            let all = assess::list(tx, &agency.id)?;
            let of_year: Vec<Listed> =
                all.into_iter().filter(|one| one.summary.fiscal_year == year).collect();
            if of_year.iter().any(Listed::is_published) {
                return Ok(None);
            }
            let withdrawn = of_year.iter().filter_map(|one| match one.standing() {
                Standing::Withdrawn { at } => Some(at),
                _ => None,
            });
            Ok(withdrawn.max().map(|at| WithdrawnYear { agency, year, at }))
        };
        self.store().read(read).await
    }
}
