//! Agencies.

use domain::agency::AgencyKind;

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::AgencyId;
use crate::moment;
use crate::schema::AGENCIES;
use crate::transaction::{Read, Write};

/// What is known of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Name as printed.
    pub name: String,
    /// Kind of agency.
    pub kind: AgencyKind,
    /// Province.
    pub province: Option<String>,
    /// District.
    pub district: Option<String>,
    /// Ministry, for agencies of the central government.
    pub ministry: Option<String>,
    /// Code of the agency; no two have the same.
    pub code: Option<String>,
    /// Web site.
    pub website: Option<String>,
}

impl Details {
    /// Name and kind; the rest is not known.
    pub fn new(name: impl Into<String>, kind: AgencyKind) -> Details {
        let (province, district, ministry, code, website) = (None, None, None, None, None);
        Details { name: name.into(), kind, province, district, ministry, code, website }
    }
}

/// An agency as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// What is known of it.
    pub details: Details,
    /// Whether it still exists; a closed one keeps its history.
    pub is_active: bool,
    /// When it was added.
    pub added_at: jiff::Timestamp,
}

const COLUMNS: &str = "id, name, kind, province, district, ministry, code, website, state, added_at";

fn agency(row: &Row) -> Result<Agency> {
    Ok(Agency {
        id: row.parsed(0)?,
        details: Details {
            name: row.text(1)?,
            kind: AgencyKind::from_code(&row.text(2)?),
            province: row.text_or_none(3)?,
            district: row.text_or_none(4)?,
            ministry: row.text_or_none(5)?,
            code: row.text_or_none(6)?,
            website: row.text_or_none(7)?,
        },
        is_active: row.text(8)? == "active",
        added_at: row.moment(9)?,
    })
}

/// Adds an agency.
///
/// # Errors
/// [`Error::Exists`] when its code is taken.
pub fn add(tx: &mut Write<'_>, act: &Act, id: &AgencyId, details: &Details) -> Result<()> {
    let deed = Deed { action: "agency.add", table: &AGENCIES, agency: Some(id) };
    let sql = "INSERT INTO agencies (id, name, kind, province, district, ministry, code, website, state, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active', $9)";
    let at = moment::text(act.at);
    tx.insert(
        act,
        deed,
        sql,
        params![
            id,
            &details.name,
            details.kind.code(),
            &details.province,
            &details.district,
            &details.ministry,
            &details.code,
            &details.website,
            &at
        ],
    )
}

/// Changes what is known of an agency.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Exists`] when its code is taken.
pub fn change(tx: &mut Write<'_>, act: &Act, id: &AgencyId, details: &Details) -> Result<()> {
    let deed = Deed { action: "agency.change", table: &AGENCIES, agency: Some(id) };
    let sql = "UPDATE agencies SET name = $2, kind = $3, province = $4, district = $5, ministry = $6, code = $7, \
               website = $8 WHERE id = $1";
    let all = params![
        id,
        &details.name,
        details.kind.code(),
        &details.province,
        &details.district,
        &details.ministry,
        &details.code,
        &details.website
    ];
    tx.update(act, deed, params![id], sql, all)
}

/// Closes an agency that was merged or dissolved; its history stays.
///
/// # Errors
/// [`Error::NotFound`], also when it is closed already.
pub fn close(tx: &mut Write<'_>, act: &Act, id: &AgencyId) -> Result<()> {
    let deed = Deed { action: "agency.close", table: &AGENCIES, agency: Some(id) };
    let sql = "UPDATE agencies SET state = 'closed' WHERE id = $1 AND state = 'active'";
    tx.update(act, deed, params![id], sql, params![id])
}

/// An agency.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &AgencyId) -> Result<Agency> {
    let sql = format!("SELECT {COLUMNS} FROM agencies WHERE id = $1");
    read.find(&sql, params![id], agency)?.ok_or(Error::NotFound("agencies"))
}

/// The agency with a code.
///
/// # Errors
/// When it cannot be read.
pub fn by_code(read: &mut Read<'_>, code: &str) -> Result<Option<Agency>> {
    let sql = format!("SELECT {COLUMNS} FROM agencies WHERE code = $1");
    read.find(&sql, params![code], agency)
}

/// At most `limit` agencies after an id, in the order of ids; closed ones too.
///
/// # Errors
/// When they cannot be read.
pub fn list(read: &mut Read<'_>, after: Option<&AgencyId>, limit: u16) -> Result<Vec<Agency>> {
    let sql = format!("SELECT {COLUMNS} FROM agencies WHERE $1 < id ORDER BY id LIMIT $2");
    read.list(&sql, params![after.map_or("", AgencyId::as_str), i64::from(limit)], agency)
}

/// The agencies of a province that still exist, in the order of districts.
///
/// # Errors
/// When they cannot be read.
pub fn in_province(read: &mut Read<'_>, province: &str) -> Result<Vec<Agency>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM agencies WHERE province = $1 AND state = 'active' \
         ORDER BY COALESCE(district, ''), id"
    );
    read.list(&sql, params![province], agency)
}

/// How many agencies still exist.
///
/// # Errors
/// When they cannot be counted.
pub fn count(read: &mut Read<'_>) -> Result<i64> {
    let found = read.find("SELECT COUNT(*) FROM agencies WHERE state = 'active'", &[], |row| row.int(0))?;
    found.ok_or(Error::NotFound("agencies"))
}

/// Number of the audit row of the newest change of any agency; 0 when there was none.
///
/// # Errors
/// When it cannot be read.
pub fn newest_change(read: &mut Read<'_>) -> Result<i64> {
    // '0' is the byte after '/': all objects that begin with `agencies/`, by the index of objects.
    let sql = "SELECT COALESCE(MAX(seq), CAST(0 AS BIGINT)) FROM audit WHERE 'agencies/' < object AND object < 'agencies0'";
    Ok(read.find(sql, &[], |row| row.int(0))?.unwrap_or(0))
}
