//! Units of an agency: สำนักปลัด, กองคลัง and so on.

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{AgencyId, UnitId};
use crate::schema::UNITS;
use crate::transaction::{Read, Write};

/// A unit as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The agency it belongs to.
    pub agency: AgencyId,
    /// Its name; no two of an agency have the same.
    pub name: String,
    /// Its place among the units of the agency.
    pub position: i64,
    /// Whether it still exists.
    pub is_active: bool,
}

const COLUMNS: &str = "id, agency_id, name, position, state";

fn unit(row: &Row) -> Result<Unit> {
    Ok(Unit {
        id: row.parsed(0)?,
        agency: row.parsed(1)?,
        name: row.text(2)?,
        position: row.int(3)?,
        is_active: row.text(4)? == "active",
    })
}

/// Adds a unit.
///
/// # Errors
/// [`Error::Exists`] when the agency has one of that name, [`Error::Reference`] without the agency.
pub fn add(
    tx: &mut Write<'_>,
    act: &Act,
    id: &UnitId,
    agency: &AgencyId,
    name: &str,
    position: i64,
) -> Result<()> {
    let deed = Deed { action: "unit.add", table: &UNITS, agency: Some(agency) };
    let sql = "INSERT INTO units (id, agency_id, name, position, state, added_at) VALUES ($1, $2, $3, $4, 'active', $5)";
    tx.insert(act, deed, sql, params![id, agency, name, position, act.at])
}

/// Gives a unit another name or place.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Exists`] when the agency has one of that name.
pub fn change(tx: &mut Write<'_>, act: &Act, id: &UnitId, name: &str, position: i64) -> Result<()> {
    let agency = get(tx, id)?.agency;
    let deed = Deed { action: "unit.change", table: &UNITS, agency: Some(&agency) };
    let sql = "UPDATE units SET name = $2, position = $3 WHERE id = $1";
    tx.update(act, deed, params![id], sql, params![id, name, position])
}

/// Closes a unit; what it was responsible for keeps its name.
///
/// # Errors
/// [`Error::NotFound`], also when it is closed already.
pub fn close(tx: &mut Write<'_>, act: &Act, id: &UnitId) -> Result<()> {
    let agency = get(tx, id)?.agency;
    let deed = Deed { action: "unit.close", table: &UNITS, agency: Some(&agency) };
    let sql = "UPDATE units SET state = 'closed' WHERE id = $1 AND state = 'active'";
    tx.update(act, deed, params![id], sql, params![id])
}

/// A unit.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &UnitId) -> Result<Unit> {
    let sql = format!("SELECT {COLUMNS} FROM units WHERE id = $1");
    read.find(&sql, params![id], unit)?.ok_or(Error::NotFound("units"))
}

/// The units of an agency in their order; closed ones last.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Unit>> {
    let sql = format!("SELECT {COLUMNS} FROM units WHERE agency_id = $1 ORDER BY state, position, id");
    read.list(&sql, params![agency], unit)
}

/// The last place that a unit of an agency has; 0 without one.
///
/// # Errors
/// When it cannot be read.
pub fn last_position(read: &mut Read<'_>, agency: &AgencyId) -> Result<i64> {
    let sql = "SELECT MAX(position) FROM units WHERE agency_id = $1";
    Ok(read.find(sql, params![agency], |row| row.int_or_none(0))?.flatten().unwrap_or(0))
}
