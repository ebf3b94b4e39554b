//! Offices of an agency: the posts whose holders endorse, such as ปลัด and นายก.

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{AgencyId, OfficeId, UnitId};
use crate::schema::OFFICES;
use crate::transaction::{Read, Write};

/// An office as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its id.
    pub id: OfficeId,
    /// The agency it belongs to.
    pub agency: AgencyId,
    /// The unit that it heads.
    pub unit: Option<UnitId>,
    /// Its title; no two of an agency have the same.
    pub title: String,
    /// Its place in the chain of command, the lowest first.
    pub rank: i64,
    /// Whether it still exists.
    pub is_active: bool,
}

const COLUMNS: &str = "id, agency_id, unit_id, title, rank, state";

fn office(row: &Row) -> Result<Office> {
    Ok(Office {
        id: row.parsed(0)?,
        agency: row.parsed(1)?,
        unit: row.parsed_or_none(2)?,
        title: row.text(3)?,
        rank: row.int(4)?,
        is_active: row.text(5)? == "active",
    })
}

/// Adds an office.
///
/// # Errors
/// [`Error::Exists`] when the agency has one of that title, [`Error::Reference`] without agency or unit.
pub fn add(
    tx: &mut Write<'_>,
    act: &Act,
    id: &OfficeId,
    agency: &AgencyId,
    unit: Option<&UnitId>,
    title: &str,
    rank: i64,
) -> Result<()> {
    let deed = Deed { action: "office.add", table: &OFFICES, agency: Some(agency) };
    let sql = "INSERT INTO offices (id, agency_id, unit_id, title, rank, state, added_at) \
               VALUES ($1, $2, $3, $4, $5, 'active', $6)";
    tx.insert(act, deed, sql, params![id, agency, unit, title, rank, act.at])
}

/// Gives an office another title, place or unit.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Exists`] when the agency has one of that title.
pub fn change(
    tx: &mut Write<'_>,
    act: &Act,
    id: &OfficeId,
    unit: Option<&UnitId>,
    title: &str,
    rank: i64,
) -> Result<()> {
    let agency = get(tx, id)?.agency;
    let deed = Deed { action: "office.change", table: &OFFICES, agency: Some(&agency) };
    let sql = "UPDATE offices SET unit_id = $2, title = $3, rank = $4 WHERE id = $1";
    tx.update(act, deed, params![id], sql, params![id, unit, title, rank])
}

/// Closes an office.
///
/// # Errors
/// [`Error::NotFound`], also when it is closed already.
pub fn close(tx: &mut Write<'_>, act: &Act, id: &OfficeId) -> Result<()> {
    let agency = get(tx, id)?.agency;
    let deed = Deed { action: "office.close", table: &OFFICES, agency: Some(&agency) };
    let sql = "UPDATE offices SET state = 'closed' WHERE id = $1 AND state = 'active'";
    tx.update(act, deed, params![id], sql, params![id])
}

/// An office.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &OfficeId) -> Result<Office> {
    let sql = format!("SELECT {COLUMNS} FROM offices WHERE id = $1");
    read.find(&sql, params![id], office)?.ok_or(Error::NotFound("offices"))
}

/// The offices of an agency, the lowest of the chain first; closed ones last.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Office>> {
    let sql = format!("SELECT {COLUMNS} FROM offices WHERE agency_id = $1 ORDER BY state, rank, id");
    read.list(&sql, params![agency], office)
}
