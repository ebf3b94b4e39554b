//! The agency.

use domain::agency::{Agency, Scope};
use serde::Serialize;

/// Who was assessed; `null` where it is not told.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyRow {
    /// Name as printed.
    pub name: Option<String>,
    /// Code of the kind: `sao`.
    pub kind: Option<String>,
    /// Province.
    pub province: Option<String>,
    /// District.
    pub district: Option<String>,
    /// Ministry.
    pub ministry: Option<String>,
    /// Code of the agency.
    pub code: Option<String>,
    /// Web site.
    pub website: Option<String>,
}

impl From<&Agency> for AgencyRow {
    fn from(agency: &Agency) -> AgencyRow {
        AgencyRow {
            name: agency.name.clone(),
            kind: agency.kind.as_ref().map(|kind| kind.code().to_owned()),
            province: agency.province.clone(),
            district: agency.district.clone(),
            ministry: agency.ministry.clone(),
            code: agency.code.clone(),
            website: agency.website.clone(),
        }
    }
}

/// `agency` or `aggregate`.
pub fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Agency => "agency",
        Scope::Aggregate => "aggregate",
    }
}
