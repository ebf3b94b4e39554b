//! Plans: every revision is kept, and whoever saves says which one they started from.

use jiff::Timestamp;
use thai::FiscalYear;

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{AgencyId, PersonId, PlanId};
use crate::schema::{PLAN_REVISIONS, PLANS};
use crate::transaction::{Read, Write};

/// A plan as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Whose it is.
    pub agency: AgencyId,
    /// The fiscal year in which it is carried out.
    pub fiscal_year: FiscalYear,
    /// What it is called.
    pub name: String,
    /// Its newest revision; 0 while nothing is saved.
    pub revision: i64,
    /// When it was added.
    pub added_at: Timestamp,
}

/// A revision of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// 1 for the first.
    pub revision: i64,
    /// The plan as JSON.
    pub document: String,
    /// Who saved it; none at the console.
    pub saved_by: Option<PersonId>,
    /// When.
    pub saved_at: Timestamp,
}

const SELECT: &str = "SELECT p.id, p.agency_id, p.fiscal_year, p.name, p.added_at, \
                      (SELECT COALESCE(MAX(r.revision), CAST(0 AS BIGINT)) FROM plan_revisions r WHERE r.plan_id = p.id) \
                      FROM plans p";

fn plan(row: &Row) -> Result<Plan> {
    let year = i16::try_from(row.int(2)?).ok().and_then(|year| FiscalYear::new(year).ok());
    Ok(Plan {
        id: row.parsed(0)?,
        agency: row.parsed(1)?,
        fiscal_year: year.ok_or_else(|| Error::stored("a fiscal year"))?,
        name: row.text(3)?,
        added_at: row.moment(4)?,
        revision: row.int(5)?,
    })
}

const REVISION: &str = "SELECT revision, document, saved_by, saved_at FROM plan_revisions";

fn revision(row: &Row) -> Result<Revision> {
    Ok(Revision {
        revision: row.int(0)?,
        document: row.text(1)?,
        saved_by: row.parsed_or_none(2)?,
        saved_at: row.moment(3)?,
    })
}

/// Adds a plan without any revision.
///
/// # Errors
/// [`Error::Reference`] without the agency.
pub fn add(
    tx: &mut Write<'_>,
    act: &Act,
    id: &PlanId,
    agency: &AgencyId,
    fiscal_year: FiscalYear,
    name: &str,
) -> Result<()> {
    let deed = Deed { action: "plan.add", table: &PLANS, agency: Some(agency) };
    let sql = "INSERT INTO plans (id, agency_id, fiscal_year, name, added_at) VALUES ($1, $2, $3, $4, $5)";
    let year = i64::from(fiscal_year.number());
    tx.insert(act, deed, sql, params![id, agency, year, name, act.at])
}

/// Gives a plan another name.
///
/// # Errors
/// [`Error::NotFound`].
pub fn rename(tx: &mut Write<'_>, act: &Act, id: &PlanId, name: &str) -> Result<()> {
    let agency = get(tx, id)?.agency;
    let deed = Deed { action: "plan.rename", table: &PLANS, agency: Some(&agency) };
    tx.update(act, deed, params![id], "UPDATE plans SET name = $2 WHERE id = $1", params![id, name])
}

/// Saves the next revision, if `started_from` is still the newest, and answers its number.
///
/// # Errors
/// [`Error::Conflict`] with the newest revision when somebody saved in between; [`Error::NotFound`].
pub fn save(tx: &mut Write<'_>, act: &Act, id: &PlanId, started_from: i64, document: &str) -> Result<i64> {
    let plan = get(tx, id)?;
    if plan.revision != started_from {
        return Err(Error::Conflict(plan.revision));
    }
    let next = plan.revision + 1;
    let deed = Deed { action: "plan.save", table: &PLAN_REVISIONS, agency: Some(&plan.agency) };
    let sql = "INSERT INTO plan_revisions (plan_id, revision, document, saved_by, saved_at) \
               VALUES ($1, $2, $3, $4, $5)";
    tx.insert(act, deed, sql, params![id, next, document, &act.person(), act.at])?;
    Ok(next)
}

/// A plan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &PlanId) -> Result<Plan> {
    read.find(&format!("{SELECT} WHERE p.id = $1"), params![id], plan)?.ok_or(Error::NotFound("plans"))
}

/// The plans of an agency, the newest year first.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Plan>> {
    let sql = format!("{SELECT} WHERE p.agency_id = $1 ORDER BY p.fiscal_year DESC, p.id DESC");
    read.list(&sql, params![agency], plan)
}

/// The newest revision of a plan; none while nothing is saved.
///
/// # Errors
/// When it cannot be read.
pub fn newest(read: &mut Read<'_>, id: &PlanId) -> Result<Option<Revision>> {
    let sql = format!("{REVISION} WHERE plan_id = $1 ORDER BY revision DESC LIMIT 1");
    read.find(&sql, params![id], revision)
}

/// One revision of a plan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn at_revision(read: &mut Read<'_>, id: &PlanId, number: i64) -> Result<Revision> {
    let sql = format!("{REVISION} WHERE plan_id = $1 AND revision = $2");
    read.find(&sql, params![id, number], revision)?.ok_or(Error::NotFound("plan_revisions"))
}
