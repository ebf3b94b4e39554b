//! The usual chains of offices by kind of agency, for documents whose plan names none.

use std::sync::OnceLock;

use domain::agency::Agency;
use serde::Deserialize;

const FILE: &str = include_str!("../../kinds/memo/chains.toml");

/// Which of the two usual chains is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChainLength {
    /// The superior and the head.
    #[default]
    Short,
    /// With heads of units and deputies in between.
    Long,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chains {
    chains: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kinds: Vec<String>,
    short: Vec<String>,
    long: Vec<String>,
}

/// The offices that usually endorse in an agency of this kind, the writer's superior first.
///
/// ```
/// use documents::rows::plan::{ChainLength, default_chain};
/// use domain::agency::{Agency, AgencyKind};
///
/// let kind = Some(AgencyKind::SubdistrictOrganization);
/// let agency = Agency { name: Some("องค์การบริหารส่วนตำบลบ้านเหล่า".into()), kind, ..Agency::default() };
/// assert_eq!(
///     default_chain(&agency, ChainLength::Short),
///     ["ปลัดองค์การบริหารส่วนตำบลบ้านเหล่า", "นายกองค์การบริหารส่วนตำบลบ้านเหล่า"]
/// );
/// ```
pub fn default_chain(agency: &Agency, length: ChainLength) -> Vec<String> {
    let code = agency.kind.as_ref().map(|kind| kind.code());
    let serves = |entry: &&Entry| {
        entry.kinds.is_empty() || code.is_some_and(|code| entry.kinds.iter().any(|kind| kind == code))
    };
    let name = super::column::line(agency.name.as_deref().unwrap_or_default());
    let entry = chains().iter().find(serves);
    let offices = entry.map_or(&[][..], |entry| match length {
        ChainLength::Short => &entry.short,
        ChainLength::Long => &entry.long,
    });
    offices.iter().map(|office| crate::texts::names_apart(&office.replace("{agency}", &name))).collect()
}

fn chains() -> &'static [Entry] {
    static READ: OnceLock<Vec<Entry>> = OnceLock::new();
    READ.get_or_init(|| toml::from_str(FILE).map_or_else(|_| Vec::new(), |file: Chains| file.chains))
}

#[cfg(test)]
mod tests {
    use domain::agency::AgencyKind;

    use super::*;

    #[test]
    fn every_kind_has_its_own_entry() {
        let last = chains().last().unwrap();
        assert!(last.kinds.is_empty());
        for code in AgencyKind::codes() {
            let entries = chains().iter().filter(|entry| entry.kinds.iter().any(|kind| kind == code));
            assert_eq!(entries.count(), 1, "{code}");
        }
        for entry in chains() {
            assert!(!entry.short.is_empty() && entry.short.len() < entry.long.len(), "{:?}", entry.kinds);
            assert_eq!(entry.short.last(), entry.long.last());
            let codes: Vec<_> = AgencyKind::codes().collect();
            assert!(entry.kinds.iter().all(|kind| codes.contains(&kind.as_str())));
        }
        let other = Agency { kind: Some(AgencyKind::from_code("temple")), ..Agency::default() };
        assert_eq!(default_chain(&other, ChainLength::Short), ["หัวหน้าส่วนงาน", "หัวหน้าหน่วยงาน"]);
        assert_eq!(default_chain(&Agency::default(), ChainLength::Long).len(), 3);
    }

    #[test]
    fn four_offices_as_in_the_long_chain_of_a_subdistrict() {
        let kind = Some(AgencyKind::SubdistrictOrganization);
        let agency =
            Agency { name: Some("อบต.บ้านเหล่า".into()), kind, ..Agency::default() };
        assert_eq!(
            default_chain(&agency, ChainLength::Long),
            ["หัวหน้าสำนักปลัด", "รองปลัด อบต.บ้านเหล่า", "ปลัด อบต.บ้านเหล่า", "นายก อบต.บ้านเหล่า"]
        );
    }
}
