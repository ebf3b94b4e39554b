//! The body that is assessed.

use std::fmt;

/// What kind of agency it is, by the codes that assessment files use.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AgencyKind {
    /// `sao`: องค์การบริหารส่วนตำบล
    SubdistrictOrganization,
    /// `subdistrict-municipality`: เทศบาลตำบล
    SubdistrictMunicipality,
    /// `town-municipality`: เทศบาลเมือง
    TownMunicipality,
    /// `city-municipality`: เทศบาลนคร
    CityMunicipality,
    /// `pao`: องค์การบริหารส่วนจังหวัด
    ProvincialOrganization,
    /// `special-local`: องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ
    SpecialLocal,
    /// `department`: กรม
    Department,
    /// `ministry`: สำนักงานปลัดกระทรวง
    Ministry,
    /// `province-office`: จังหวัด
    ProvinceOffice,
    /// `district-office`: อำเภอ
    DistrictOffice,
    /// `university`: สถาบันอุดมศึกษา
    University,
    /// `state-enterprise`: รัฐวิสาหกิจ
    StateEnterprise,
    /// `independent-body`: องค์กรอิสระ
    IndependentBody,
    /// `court`: ศาล
    Court,
    /// `public-organization`: องค์การมหาชน
    PublicOrganization,
    /// Anything else, kept as given.
    Other(String),
}

const KINDS: [(&str, AgencyKind, &str); 15] = [
    ("sao", AgencyKind::SubdistrictOrganization, "องค์การบริหารส่วนตำบล"),
    ("subdistrict-municipality", AgencyKind::SubdistrictMunicipality, "เทศบาลตำบล"),
    ("town-municipality", AgencyKind::TownMunicipality, "เทศบาลเมือง"),
    ("city-municipality", AgencyKind::CityMunicipality, "เทศบาลนคร"),
    ("pao", AgencyKind::ProvincialOrganization, "องค์การบริหารส่วนจังหวัด"),
    ("special-local", AgencyKind::SpecialLocal, "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ"),
    ("department", AgencyKind::Department, "กรม"),
    ("ministry", AgencyKind::Ministry, "สำนักงานปลัดกระทรวง"),
    ("province-office", AgencyKind::ProvinceOffice, "จังหวัด"),
    ("district-office", AgencyKind::DistrictOffice, "อำเภอ"),
    ("university", AgencyKind::University, "สถาบันอุดมศึกษา"),
    ("state-enterprise", AgencyKind::StateEnterprise, "รัฐวิสาหกิจ"),
    ("independent-body", AgencyKind::IndependentBody, "องค์กรอิสระ"),
    ("court", AgencyKind::Court, "ศาล"),
    ("public-organization", AgencyKind::PublicOrganization, "องค์การมหาชน"),
];

impl AgencyKind {
    /// The kind with this code; an unknown code is kept as [`AgencyKind::Other`].
    pub fn from_code(code: &str) -> AgencyKind {
        let known = KINDS.iter().find(|(known, ..)| *known == code);
        known.map_or_else(|| AgencyKind::Other(code.to_owned()), |(_, kind, _)| kind.clone())
    }

    /// The code in assessment files.
    pub fn code(&self) -> &str {
        match self {
            AgencyKind::Other(code) => code,
            known => KINDS.iter().find(|(_, kind, _)| kind == known).map_or("", |(code, ..)| code),
        }
    }

    /// The Thai name.
    pub fn name_th(&self) -> &str {
        match self {
            AgencyKind::Other(code) => code,
            known => KINDS.iter().find(|(_, kind, _)| kind == known).map_or("", |(.., name)| name),
        }
    }

    /// All codes that are known.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(code, ..)| *code)
    }
}

impl fmt::Display for AgencyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// Who was assessed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agency {
    /// Name as printed.
    pub name: Option<String>,
    /// Kind of agency.
    pub kind: Option<AgencyKind>,
    /// Province.
    pub province: Option<String>,
    /// District.
    pub district: Option<String>,
    /// Ministry, for agencies of the central government.
    pub ministry: Option<String>,
    /// Code of the agency.
    pub code: Option<String>,
    /// Web site.
    pub website: Option<String>,
}

/// Whether figures are one agency's or a mean over several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Scope {
    /// One agency.
    #[default]
    Agency,
    /// A mean over agencies: the arithmetic holds, since it is linear, but levels and reachable scores do not.
    Aggregate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for code in AgencyKind::codes() {
            let kind = AgencyKind::from_code(code);
            assert!(!matches!(kind, AgencyKind::Other(_)), "{code}");
            assert_eq!(kind.code(), code);
        }
        assert_eq!(AgencyKind::from_code("temple"), AgencyKind::Other("temple".into()));
    }
}
