//! What a unit or an office of a local government is called in another kind of agency.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::agency::AgencyKind;

/// The text of `measures/units.toml`, which is part of the program.
pub const EMBEDDED_UNITS: &str = include_str!("../../../../measures/units.toml");

/// Kinds of agencies that share one wording, outside local government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitGroup {
    /// Ministries and departments.
    Central,
    /// Provinces and districts.
    Provincial,
    /// Universities.
    University,
    /// State enterprises and public organisations.
    Enterprise,
    /// Independent bodies and courts.
    Independent,
    /// Every other agency that is no local government.
    General,
}

impl UnitGroup {
    /// All groups.
    pub const ALL: [UnitGroup; 6] = [
        UnitGroup::Central,
        UnitGroup::Provincial,
        UnitGroup::University,
        UnitGroup::Enterprise,
        UnitGroup::Independent,
        UnitGroup::General,
    ];
}

/// The table of units.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    schema: String,
    groups: BTreeMap<UnitGroup, Vec<String>>,
    units: Vec<UnitEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    local: String,
    central: String,
    provincial: String,
    university: String,
    enterprise: String,
    independent: String,
    general: String,
}

impl UnitEntry {
    fn of(&self, group: UnitGroup) -> &str {
        match group {
            UnitGroup::Central => &self.central,
            UnitGroup::Provincial => &self.provincial,
            UnitGroup::University => &self.university,
            UnitGroup::Enterprise => &self.enterprise,
            UnitGroup::Independent => &self.independent,
            UnitGroup::General => &self.general,
        }
    }
}

impl Units {
    /// The table of the program; none when its file cannot be read.
    pub fn embedded() -> Option<&'static Units> {
        static READ: OnceLock<Option<Units>> = OnceLock::new();
        READ.get_or_init(|| Units::read(EMBEDDED_UNITS).ok()).as_ref()
    }

    /// Reads a table.
    ///
    /// # Errors
    /// The reason why it has not the shape of `measures/units.toml`.
    pub fn read(text: &str) -> Result<Units, String> {
        let units: Units = toml::from_str(text).map_err(|error| error.message().replace('\n', " "))?;
        if units.schema == "prongsai-units/1" {
            Ok(units)
        } else {
            Err("must be prongsai-units/1".to_owned())
        }
    }

    /// The group of an agency; none for a local government and where the kind is not told.
    pub fn group(&self, kind: Option<&AgencyKind>) -> Option<UnitGroup> {
        match kind? {
            AgencyKind::Other(_) => Some(UnitGroup::General),
            known => {
                let has = |kinds: &Vec<String>| kinds.iter().any(|code| code == known.code());
                self.groups.iter().find(|(_, kinds)| has(kinds)).map(|(group, _)| *group)
            }
        }
    }

    /// What a local unit or office is called in an agency of this kind; the same name where the table has none.
    ///
    /// ```
    /// use domain::agency::AgencyKind;
    /// use domain::measures::Units;
    /// let units = Units::embedded().unwrap();
    /// assert_eq!(units.name("สำนักปลัด", Some(&AgencyKind::University)), "กองกลาง");
    /// assert_eq!(units.name("สำนักปลัด", Some(&AgencyKind::SubdistrictOrganization)), "สำนักปลัด");
    /// ```
    pub fn name<'a>(&'a self, local: &'a str, kind: Option<&AgencyKind>) -> &'a str {
        let entry = || self.units.iter().find(|entry| entry.local == local);
        self.group(kind).and_then(|group| Some(entry()?.of(group))).unwrap_or(local)
    }

    /// A sentence of the library with the units and offices in it named as in an agency of this kind.
    ///
    /// Where one name is part of another, the longer one is meant.
    pub fn in_text(&self, text: &str, kind: Option<&AgencyKind>) -> String {
        let Some(group) = self.group(kind) else { return text.to_owned() };
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let here = self.units.iter().filter(|entry| rest.starts_with(&entry.local));
            let longest = here.max_by_key(|entry| entry.local.len());
            let (length, written) = match longest {
                Some(entry) => (entry.local.len(), entry.of(group)),
                None => (first.len_utf8(), rest.get(..first.len_utf8()).unwrap_or_default()),
            };
            out.push_str(written);
            rest = rest.get(length..).unwrap_or_default();
        }
        out
    }

    /// Units and offices of local government that the table knows.
    pub fn local_names(&self) -> impl Iterator<Item = &str> {
        self.units.iter().map(|entry| entry.local.as_str())
    }
}
