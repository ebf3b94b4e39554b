//! Who has which role where, and since when. A role that ends stays in the history.

use std::fmt;
use std::str::FromStr;

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{AgencyId, MembershipId, OfficeId, PersonId, UnitId};
use crate::schema::MEMBERSHIPS;
use crate::transaction::{Read, Write};

/// A role; what it may do is decided where use cases are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the agency's account: people, units, settings.
    AgencyAdministrator,
    /// Does the work of the assessment for the whole agency.
    Officer,
    /// Reports for one unit.
    UnitStaff,
    /// Endorses and approves.
    Executive,
    /// Reads everything of the agency, changes nothing.
    Auditor,
    /// Runs the installation, above agencies.
    Operator,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [
        Role::AgencyAdministrator,
        Role::Officer,
        Role::UnitStaff,
        Role::Executive,
        Role::Auditor,
        Role::Operator,
    ];

    /// How it is written in the store and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Role::AgencyAdministrator => "agency-administrator",
            Role::Officer => "officer",
            Role::UnitStaff => "unit-staff",
            Role::Executive => "executive",
            Role::Auditor => "auditor",
            Role::Operator => "operator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A text names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct RoleError;

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(text: &str) -> Result<Role, RoleError> {
        Role::ALL.into_iter().find(|role| role.code() == text).ok_or(RoleError)
    }
}

/// A role to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMembership {
    /// Its id.
    pub id: MembershipId,
    /// Who gets it.
    pub person: PersonId,
    /// Where; none for a role above agencies.
    pub agency: Option<AgencyId>,
    /// The unit, for a role in one.
    pub unit: Option<UnitId>,
    /// The office held.
    pub office: Option<OfficeId>,
    /// Which.
    pub role: Role,
}

/// A role as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// What was given.
    pub given: NewMembership,
    /// Since when.
    pub since: jiff::Timestamp,
    /// Until when; none while it lasts.
    pub ended_at: Option<jiff::Timestamp>,
}

const COLUMNS: &str = "id, person_id, agency_id, unit_id, office_id, role, since, ended_at";

fn membership(row: &Row) -> Result<Membership> {
    let given = NewMembership {
        id: row.parsed(0)?,
        person: row.parsed(1)?,
        agency: row.parsed_or_none(2)?,
        unit: row.parsed_or_none(3)?,
        office: row.parsed_or_none(4)?,
        role: row.parsed(5)?,
    };
    Ok(Membership { given, since: row.moment(6)?, ended_at: row.moment_or_none(7)? })
}

/// Gives a role.
///
/// # Errors
/// [`Error::Reference`] when the person or the place is not there; [`Error::Refused`] when a unit or an office is
/// of another agency.
pub fn add(tx: &mut Write<'_>, act: &Act, new: &NewMembership) -> Result<()> {
    if let Some(unit) = &new.unit
        && Some(crate::units::get(tx, unit)?.agency) != new.agency
    {
        return Err(Error::Refused("the unit is of another agency".into()));
    }
    if let Some(office) = &new.office
        && Some(crate::offices::get(tx, office)?.agency) != new.agency
    {
        return Err(Error::Refused("the office is of another agency".into()));
    }
    let deed = Deed { action: "membership.add", table: &MEMBERSHIPS, agency: new.agency.as_ref() };
    let sql = "INSERT INTO memberships (id, person_id, agency_id, unit_id, office_id, role, since) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let all = params![&new.id, &new.person, &new.agency, &new.unit, &new.office, new.role.code(), act.at];
    tx.insert(act, deed, sql, all)
}

/// Ends a role.
///
/// # Errors
/// [`Error::NotFound`], also when it has ended already.
pub fn end(tx: &mut Write<'_>, act: &Act, id: &MembershipId) -> Result<()> {
    let agency = get(tx, id)?.given.agency;
    let deed = Deed { action: "membership.end", table: &MEMBERSHIPS, agency: agency.as_ref() };
    let sql = "UPDATE memberships SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
    tx.update(act, deed, params![id], sql, params![id, act.at])
}

/// A role that was given.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &MembershipId) -> Result<Membership> {
    let sql = format!("SELECT {COLUMNS} FROM memberships WHERE id = $1");
    read.find(&sql, params![id], membership)?.ok_or(Error::NotFound("memberships"))
}

/// The roles that a person has now.
///
/// # Errors
/// When they cannot be read.
pub fn of_person(read: &mut Read<'_>, person: &PersonId) -> Result<Vec<Membership>> {
    let sql =
        format!("SELECT {COLUMNS} FROM memberships WHERE person_id = $1 AND ended_at IS NULL ORDER BY id");
    read.list(&sql, params![person], membership)
}

/// The roles above agencies that people have now.
///
/// # Errors
/// When they cannot be read.
pub fn above_agencies(read: &mut Read<'_>) -> Result<Vec<Membership>> {
    let sql =
        format!("SELECT {COLUMNS} FROM memberships WHERE agency_id IS NULL AND ended_at IS NULL ORDER BY id");
    read.list(&sql, &[], membership)
}

/// All roles of an agency; those that ended too.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Membership>> {
    let sql = format!("SELECT {COLUMNS} FROM memberships WHERE agency_id = $1 ORDER BY id");
    read.list(&sql, params![agency], membership)
}
