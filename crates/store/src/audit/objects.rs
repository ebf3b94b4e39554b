//! What the objects of the trail are and what they belong to, as the store knows them today: for whoever reads the
//! trail, which itself holds no names.
//!
//! Everything that a page of the trail needs is read with at most one statement a table (for up to [`ROOM`] ids),
//! however many rows the page has.

use std::collections::{BTreeMap, BTreeSet};

use thai::FiscalYear;

use crate::engine::{Param, Row};
use crate::error::Result;
use crate::id::{AgencyId, OfficeId, PersonId, UnitId};
use crate::transaction::Read;

/// Most ids that one statement asks for.
const ROOM: usize = 256;

/// An object of the trail: `memberships/ID` is a role of a person in an agency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Object {
    /// The first part of its name: `memberships`.
    pub table: String,
    /// Whether there is such a row today; true also for what is no row of its own, such as a backup.
    pub is_kept: bool,
    /// Whose it is.
    pub agency: Option<AgencyId>,
    /// The person whom it is about, or whose it is.
    pub person: Option<PersonId>,
    /// Who takes over some work.
    pub successor: Option<PersonId>,
    /// The unit that it is, or is in.
    pub unit: Option<UnitId>,
    /// The office that it is, or is about.
    pub office: Option<OfficeId>,
    /// Code of a role.
    pub role: Option<String>,
    /// The fiscal year of an assessment or a plan.
    pub fiscal_year: Option<FiscalYear>,
    /// The name of a plan.
    pub plan: Option<String>,
    /// The last part of its name where that is a number or a name: a revision, an order, a setting, a backup.
    pub number: Option<String>,
    /// The work that is handed over, as the trail names it: `plans/ID`.
    pub work: Option<String>,
}

/// What a person is called today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonName {
    /// The name, also of somebody who has left.
    Known(String),
    /// Asked to be forgotten: only the id stays.
    Erased,
}

/// Names that objects of the trail have today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Of agencies.
    pub agencies: BTreeMap<AgencyId, String>,
    /// Of units.
    pub units: BTreeMap<UnitId, String>,
    /// Titles of offices.
    pub offices: BTreeMap<OfficeId, String>,
    /// Of people.
    pub people: BTreeMap<PersonId, PersonName>,
}

type Fill = fn(&Row, &mut Object) -> Result<()>;

/// How a table is asked what its rows are: the text up to the list of keys, whose first column is the key.
const TABLES: &[(&str, &str, Fill)] = &[
    (
        "memberships",
        "SELECT id, agency_id, person_id, unit_id, office_id, role FROM memberships WHERE id",
        |row, object| {
            object.agency = row.parsed_or_none(1)?;
            object.person = row.parsed_or_none(2)?;
            object.unit = row.parsed_or_none(3)?;
            object.office = row.parsed_or_none(4)?;
            object.role = row.text_or_none(5)?;
            Ok(())
        },
    ),
    (
        "invitations",
        "SELECT id, agency_id, person_id, unit_id, role FROM invitations WHERE id",
        |row, object| {
            object.agency = row.parsed_or_none(1)?;
            object.person = row.parsed_or_none(2)?;
            object.unit = row.parsed_or_none(3)?;
            object.role = row.text_or_none(4)?;
            Ok(())
        },
    ),
    (
        "acting_orders",
        "SELECT id, agency_id, person_id, office_id, order_number FROM acting_orders WHERE id",
        |row, object| {
            object.agency = row.parsed_or_none(1)?;
            object.person = row.parsed_or_none(2)?;
            object.office = row.parsed_or_none(3)?;
            object.number = row.text_or_none(4)?;
            Ok(())
        },
    ),
    (
        "successions",
        "SELECT id, agency_id, person_id, successor_id, object FROM successions WHERE id",
        |row, object| {
            object.agency = row.parsed_or_none(1)?;
            object.person = row.parsed_or_none(2)?;
            object.successor = row.parsed_or_none(3)?;
            object.work = row.text_or_none(4)?;
            Ok(())
        },
    ),
    (
        "publications",
        "SELECT p.id, a.agency_id, a.fiscal_year FROM publications p JOIN assessments a ON a.id = p.assessment_id \
         WHERE p.id",
        |row, object| {
            object.agency = row.parsed_or_none(1)?;
            object.fiscal_year = year(row.int(2)?);
            Ok(())
        },
    ),
    // After what refers to them.
    ("assessments", "SELECT id, agency_id, fiscal_year FROM assessments WHERE id", |row, object| {
        object.agency = row.parsed_or_none(1)?;
        object.fiscal_year = year(row.int(2)?);
        Ok(())
    }),
    ("plans", "SELECT id, agency_id, fiscal_year, name FROM plans WHERE id", |row, object| {
        object.agency = row.parsed_or_none(1)?;
        object.fiscal_year = year(row.int(2)?);
        object.plan = row.text_or_none(3)?;
        Ok(())
    }),
    ("passkeys", "SELECT id, person_id FROM passkeys WHERE id", of_person),
    ("identities", "SELECT id, person_id FROM identities WHERE id", of_person),
    ("sessions", "SELECT id, person_id FROM sessions WHERE id", of_person),
];

fn of_person(row: &Row, object: &mut Object) -> Result<()> {
    object.person = row.parsed_or_none(1)?;
    Ok(())
}

fn year(number: i64) -> Option<FiscalYear> {
    i16::try_from(number).ok().and_then(|number| FiscalYear::new(number).ok())
}

/// What objects are, by the names that the trail gives them. Whatever is no name of an object is passed over.
///
/// # Errors
/// When they cannot be read.
pub fn objects<'o>(
    read: &mut Read<'_>,
    names: impl IntoIterator<Item = &'o str>,
) -> Result<BTreeMap<String, Object>> {
    let mut found: BTreeMap<String, Object> =
        names.into_iter().map(|name| (name.to_owned(), by_name_alone(name))).collect();
    for (table, sql, fill) in TABLES {
        // Work that is handed over is told as well: it is found by what was read before.
        let work: Vec<String> = found.values().filter_map(|object| object.work.clone()).collect();
        for name in work {
            found.entry(name.clone()).or_insert_with(|| by_name_alone(&name));
        }
        let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, object) in &found {
            if let Some(key) = key_in(table, name, object) {
                keys.entry(key.to_owned()).or_default().push(name.clone());
            }
        }
        for row in in_parts(read, sql, &keys.keys().cloned().collect::<Vec<_>>())? {
            for name in keys.get(&row.text(0)?).into_iter().flatten() {
                if let Some(object) = found.get_mut(name) {
                    fill(&row, object)?;
                    object.is_kept = true;
                }
            }
        }
    }
    Ok(found)
}

/// The key by which an object is found in a table; a revision is found by its plan.
fn key_in<'n>(table: &str, name: &'n str, object: &Object) -> Option<&'n str> {
    let table_of = if object.table == "plan_revisions" { "plans" } else { object.table.as_str() };
    if table_of != table {
        return None;
    }
    name.split('/').nth(1)
}

/// What the name of an object tells without the store.
fn by_name_alone(name: &str) -> Object {
    let mut parts = name.splitn(3, '/');
    let (table, key, last) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let asked = table == "plan_revisions" || TABLES.iter().any(|(asked, ..)| *asked == table);
    let mut object = Object { table: table.to_owned(), is_kept: !asked, ..Object::default() };
    let key = key.unwrap_or_default();
    match table {
        "agencies" => object.agency = key.parse().ok(),
        "units" => object.unit = key.parse().ok(),
        "offices" => object.office = key.parse().ok(),
        "people" | "passwords" | "totps" | "spare_codes" => object.person = key.parse().ok(),
        "settings" => {
            object.agency = key.parse().ok();
            object.number = last.map(str::to_owned);
        }
        "plan_revisions" => object.number = last.map(str::to_owned),
        "backups" => object.number = Some(key.to_owned()),
        _ => {}
    }
    object
}

/// The names of agencies, units, offices and people that stand in objects, and of further agencies and people.
///
/// # Errors
/// When they cannot be read.
pub fn names<'o>(
    read: &mut Read<'_>,
    objects: impl IntoIterator<Item = &'o Object>,
    agencies: impl IntoIterator<Item = AgencyId>,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Names> {
    let (mut agencies, mut people): (BTreeSet<_>, BTreeSet<_>) =
        (agencies.into_iter().collect(), people.into_iter().collect());
    let (mut units, mut offices) = (BTreeSet::new(), BTreeSet::new());
    for object in objects {
        agencies.extend(object.agency);
        people.extend(object.person);
        people.extend(object.successor);
        units.extend(object.unit);
        offices.extend(object.office);
    }
    let mut names = Names::default();
    for row in in_parts(read, "SELECT id, name FROM agencies WHERE id", &texts(&agencies))? {
        names.agencies.insert(row.parsed(0)?, row.text(1)?);
    }
    for row in in_parts(read, "SELECT id, name FROM units WHERE id", &texts(&units))? {
        names.units.insert(row.parsed(0)?, row.text(1)?);
    }
    for row in in_parts(read, "SELECT id, title FROM offices WHERE id", &texts(&offices))? {
        names.offices.insert(row.parsed(0)?, row.text(1)?);
    }
    for row in in_parts(read, "SELECT id, name, state FROM people WHERE id", &texts(&people))? {
        let is_erased = row.text(2)? == "erased";
        let name = if is_erased { PersonName::Erased } else { PersonName::Known(row.text(1)?) };
        names.people.insert(row.parsed(0)?, name);
    }
    Ok(names)
}

fn texts<T: ToString>(ids: &BTreeSet<T>) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// The rows whose key, the end of `sql`, is one of these.
fn in_parts(read: &mut Read<'_>, sql: &str, keys: &[String]) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for part in keys.chunks(ROOM) {
        let Some(last) = part.last() else { continue };
        // Few lengths, so that few texts are prepared: the last key stands as often as there is room.
        let length = part.len().next_power_of_two();
        let gaps: Vec<String> = (1..=length).map(|number| format!("${number}")).collect();
        let params: Vec<Param<'_>> =
            part.iter().chain(std::iter::repeat(last)).take(length).map(Param::from).collect();
        rows.extend(read.rows(&format!("{sql} IN ({})", gaps.join(", ")), &params)?);
    }
    Ok(rows)
}

/// Which of these people have or had a role in an agency.
///
/// # Errors
/// When they cannot be read.
pub fn members<'p>(
    read: &mut Read<'_>,
    agency: &AgencyId,
    people: impl IntoIterator<Item = &'p PersonId>,
) -> Result<BTreeSet<PersonId>> {
    let keys: Vec<String> = people.into_iter().map(ToString::to_string).collect();
    let mut found = BTreeSet::new();
    for row in in_parts(read, "SELECT person_id, agency_id FROM memberships WHERE person_id", &keys)? {
        if row.text_or_none(1)?.as_deref() == Some(agency.as_str()) {
            found.insert(row.parsed(0)?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Object, by_name_alone};

    const ID: &str = "01arz3ndektsv4rrffq69g5fav";

    #[test]
    fn names_alone_tell_what_they_can() {
        let id = ID.parse().ok();
        let unit = by_name_alone(&format!("units/{ID}"));
        assert_eq!((unit.unit, unit.is_kept), (ID.parse().ok(), true));
        let code = by_name_alone(&format!("spare_codes/{ID}/3"));
        assert_eq!((code.person, code.number), (id, None));
        let setting = by_name_alone("settings//audit.checkpoint");
        assert_eq!((setting.agency, setting.number.as_deref()), (None, Some("audit.checkpoint")));
        let revision = by_name_alone(&format!("plan_revisions/{ID}/12"));
        assert_eq!(
            (revision.number.as_deref(), revision.is_kept),
            (Some("12"), false),
            "the plan is asked for"
        );
        assert_eq!(by_name_alone("backups/41").number.as_deref(), Some("41"));
        for odd in ["", "/", "people", "people/", "units/กข", "nothing/at/all"] {
            let Object { agency, person, unit, office, .. } = by_name_alone(odd);
            assert_eq!((agency, person, unit, office), (None, None, None, None), "{odd}");
        }
    }
}
