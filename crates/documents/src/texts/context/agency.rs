//! The agency in texts.

use domain::agency::{Agency, AgencyKind};
use serde::Serialize;

/// The agency; texts that are not known are empty, so that `{% if agency.province %}` is enough.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AgencyText {
    name: String,
    kind: String,
    kind_short: String,
    /// The head of the agency as addressed: `นายก` and the name.
    head: String,
    /// The chief officer: `ปลัด` and the name.
    clerk: String,
    province: String,
    district: String,
    ministry: String,
    website: String,
    /// `อำเภอเพ็ญ จังหวัดอุดรธานี`, as far as known.
    place: String,
}

impl AgencyText {
    pub fn new(agency: &Agency) -> AgencyText {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        let name = agency.name.clone().unwrap_or_else(|| "หน่วยงาน".to_owned());
        let (head, clerk) = offices(agency.kind.as_ref());
        let of_name = |office: &str| match office {
            "หัวหน้าหน่วยงาน" => office.to_owned(),
            office => format!("{office}{name}"),
        };
        AgencyText {
            kind: agency.kind.as_ref().map_or_else(String::new, |kind| kind.name_th().to_owned()),
            kind_short: agency.kind.as_ref().map_or("หน่วยงาน", short_kind).to_owned(),
            head: of_name(head),
            clerk: of_name(clerk),
            province: text(&agency.province),
            district: text(&agency.district),
            ministry: text(&agency.ministry),
            website: text(&agency.website),
            place: place(agency),
            name,
        }
    }
}

/// Titles of the head and of the chief officer, before the agency's name.
fn offices(kind: Option<&AgencyKind>) -> (&'static str, &'static str) {
    match kind {
        Some(
            AgencyKind::SubdistrictOrganization
            | AgencyKind::SubdistrictMunicipality
            | AgencyKind::TownMunicipality
            | AgencyKind::CityMunicipality
            | AgencyKind::ProvincialOrganization,
        ) => ("นายก", "ปลัด"),
        Some(AgencyKind::Department) => ("อธิบดี", "รองอธิบดี"),
        Some(AgencyKind::University) => ("อธิการบดี", "รองอธิการบดี"),
        Some(AgencyKind::ProvinceOffice) => ("ผู้ว่าราชการ", "รองผู้ว่าราชการ"),
        Some(AgencyKind::DistrictOffice) => ("นาย", "ปลัด"),
        _ => ("หัวหน้าหน่วยงาน", "หัวหน้าหน่วยงาน"),
    }
}

/// The usual abbreviation of a kind of agency; its full name where there is none.
pub(super) fn short_kind(kind: &AgencyKind) -> &str {
    match kind {
        AgencyKind::SubdistrictOrganization => "อบต.",
        AgencyKind::SubdistrictMunicipality => "ทต.",
        AgencyKind::TownMunicipality => "ทม.",
        AgencyKind::CityMunicipality => "ทน.",
        AgencyKind::ProvincialOrganization => "อบจ.",
        other => other.name_th(),
    }
}

fn place(agency: &Agency) -> String {
    let named = |word: &str, name: &Option<String>| {
        name.as_deref()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| if name.starts_with(word) { name.to_owned() } else { format!("{word}{name}") })
    };
    let province = agency.province.as_deref().unwrap_or_default();
    // Bangkok is neither a จังหวัด nor has it อำเภอ.
    if province.contains("กรุงเทพ") {
        let district =
            named("เขต", &agency.district).map_or(String::new(), |district| format!("{district} "));
        return format!("{district}{province}");
    }
    let parts = [named("อำเภอ", &agency.district), named("จังหวัด", &agency.province)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::place;
    use domain::agency::Agency;

    #[test]
    fn places_are_named_once() {
        let agency = |district: &str, province: &str| Agency {
            district: Some(district.into()),
            province: Some(province.into()),
            ..Agency::default()
        };
        assert_eq!(place(&agency("เพ็ญ", "จังหวัดอุดรธานี")), "อำเภอเพ็ญ จังหวัดอุดรธานี");
        assert_eq!(place(&agency("ดุสิต", "กรุงเทพมหานคร")), "เขตดุสิต กรุงเทพมหานคร");
        assert_eq!(place(&Agency::default()), "");
    }
}
