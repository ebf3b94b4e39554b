//! Who takes over the open work of somebody who leaves. Rows are only added: the newest of an object holds.

use jiff::Timestamp;

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::Result;
use crate::id::{AgencyId, PersonId, SuccessionId};
use crate::schema::SUCCESSIONS;
use crate::transaction::{Read, Write};

/// A successor to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuccession {
    /// Its id.
    pub id: SuccessionId,
    /// Whose work it is: the agency.
    pub agency: AgencyId,
    /// Who leaves it.
    pub person: PersonId,
    /// Who takes it over.
    pub successor: PersonId,
    /// What: `plans/ID` or `assessments/ID`.
    pub object: String,
}

/// A successor as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// What was decided.
    pub named: NewSuccession,
    /// Who decided; none at the console.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Timestamp,
}

fn succession(row: &Row) -> Result<Succession> {
    let named = NewSuccession {
        id: row.parsed(0)?,
        agency: row.parsed(1)?,
        person: row.parsed(2)?,
        successor: row.parsed(3)?,
        object: row.text(4)?,
    };
    Ok(Succession { named, decided_by: row.parsed_or_none(5)?, decided_at: row.moment(6)? })
}

/// Names a successor.
///
/// # Errors
/// [`crate::Error::Reference`] when a person or the agency is not there.
pub fn add(tx: &mut Write<'_>, act: &Act, new: &NewSuccession) -> Result<()> {
    let deed = Deed { action: "succession.add", table: &SUCCESSIONS, agency: Some(&new.agency) };
    let sql = "INSERT INTO successions (id, agency_id, person_id, successor_id, object, decided_by, decided_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let by = act.person();
    let all = params![&new.id, &new.agency, &new.person, &new.successor, &new.object, &by, act.at];
    tx.insert(act, deed, sql, all)
}

/// Every succession of an agency, the oldest first.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Succession>> {
    let sql = "SELECT id, agency_id, person_id, successor_id, object, decided_by, decided_at FROM successions \
               WHERE agency_id = $1 ORDER BY id";
    read.list(sql, params![agency], succession)
}
