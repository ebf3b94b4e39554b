//! Who acts for an office, by which order, on which days (รักษาราชการแทน, ปฏิบัติราชการแทน).

use jiff::civil::Date;

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{ActingOrderId, AgencyId, OfficeId, PersonId};
use crate::moment;
use crate::schema::ACTING_ORDERS;
use crate::transaction::{Read, Write};

/// An order to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActingOrder {
    /// Its id.
    pub id: ActingOrderId,
    /// The agency.
    pub agency: AgencyId,
    /// The office that is acted for.
    pub office: OfficeId,
    /// Who acts.
    pub person: PersonId,
    /// Number of the order as printed, in ASCII digits: `123/2568`.
    pub order_number: String,
    /// Its date.
    pub order_date: Date,
    /// The first day on which it holds.
    pub first_day: Date,
    /// The last day on which it holds; none until it is revoked.
    pub last_day: Option<Date>,
}

/// An order as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActingOrder {
    /// What was recorded.
    pub given: NewActingOrder,
    /// When it was revoked.
    pub revoked_at: Option<jiff::Timestamp>,
}

const COLUMNS: &str =
    "id, agency_id, office_id, person_id, order_number, order_date, first_day, last_day, revoked_at";

fn order(row: &Row) -> Result<ActingOrder> {
    let given = NewActingOrder {
        id: row.parsed(0)?,
        agency: row.parsed(1)?,
        office: row.parsed(2)?,
        person: row.parsed(3)?,
        order_number: row.text(4)?,
        order_date: moment::read_day(&row.text(5)?)?,
        first_day: moment::read_day(&row.text(6)?)?,
        last_day: row.text_or_none(7)?.map(|day| moment::read_day(&day)).transpose()?,
    };
    Ok(ActingOrder { given, revoked_at: row.moment_or_none(8)? })
}

/// Records an order.
///
/// # Errors
/// [`Error::Refused`] when it ends before it begins or the office is of another agency; [`Error::Reference`] when
/// something it names is not there.
pub fn add(tx: &mut Write<'_>, act: &Act, new: &NewActingOrder) -> Result<()> {
    if new.last_day.is_some_and(|last| last < new.first_day) {
        return Err(Error::Refused("the last day is before the first".into()));
    }
    if crate::offices::get(tx, &new.office)?.agency != new.agency {
        return Err(Error::Refused("the office is of another agency".into()));
    }
    let deed = Deed { action: "acting-order.add", table: &ACTING_ORDERS, agency: Some(&new.agency) };
    let sql = "INSERT INTO acting_orders (id, agency_id, office_id, person_id, order_number, order_date, first_day, \
               last_day, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let all = params![
        &new.id,
        &new.agency,
        &new.office,
        &new.person,
        &new.order_number,
        new.order_date,
        new.first_day,
        new.last_day,
        act.at
    ];
    tx.insert(act, deed, sql, all)
}

/// Revokes an order from now on.
///
/// # Errors
/// [`Error::NotFound`], also when it is revoked already.
pub fn revoke(tx: &mut Write<'_>, act: &Act, id: &ActingOrderId) -> Result<()> {
    let agency = get(tx, id)?.given.agency;
    let deed = Deed { action: "acting-order.revoke", table: &ACTING_ORDERS, agency: Some(&agency) };
    let sql = "UPDATE acting_orders SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    tx.update(act, deed, params![id], sql, params![id, act.at])
}

/// An order.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &ActingOrderId) -> Result<ActingOrder> {
    let sql = format!("SELECT {COLUMNS} FROM acting_orders WHERE id = $1");
    read.find(&sql, params![id], order)?.ok_or(Error::NotFound("acting_orders"))
}

/// The orders of an agency, the newest first.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<ActingOrder>> {
    let sql = format!("SELECT {COLUMNS} FROM acting_orders WHERE agency_id = $1 ORDER BY id DESC");
    read.list(&sql, params![agency], order)
}

/// The orders by which somebody acts for an office on a day.
///
/// # Errors
/// When they cannot be read.
pub fn in_force(read: &mut Read<'_>, office: &OfficeId, day: Date) -> Result<Vec<ActingOrder>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM acting_orders WHERE office_id = $1 AND revoked_at IS NULL AND first_day <= $2 \
         AND (last_day IS NULL OR $2 <= last_day) ORDER BY id"
    );
    read.list(&sql, params![office, day], order)
}
