//! Invitations: links that work once, for the first administrator, a new colleague, or a lost password.

use std::str::FromStr;

use jiff::Timestamp;

use crate::act::Act;
use crate::change::Deed;
use crate::digest::Digest;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{AgencyId, InvitationId, PersonId, UnitId};
use crate::memberships::Role;
use crate::schema::INVITATIONS;
use crate::transaction::{Read, Write};

/// What an invitation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The first administrator of an installation.
    First,
    /// A colleague who gets a role.
    Join,
    /// A person who cannot sign in any more; a second administrator has to agree.
    Recover,
}

impl Purpose {
    /// How it is written in the store.
    pub fn code(self) -> &'static str {
        match self {
            Purpose::First => "first",
            Purpose::Join => "join",
            Purpose::Recover => "recover",
        }
    }
}

impl FromStr for Purpose {
    type Err = ();

    fn from_str(text: &str) -> Result<Purpose, ()> {
        match text {
            "first" => Ok(Purpose::First),
            "join" => Ok(Purpose::Join),
            "recover" => Ok(Purpose::Recover),
            _ => Err(()),
        }
    }
}

/// An invitation to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// Its id.
    pub id: InvitationId,
    /// Digest of the token in the link.
    pub token: Digest,
    /// What it is for.
    pub purpose: Purpose,
    /// The agency.
    pub agency: Option<AgencyId>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The role that whoever accepts it gets.
    pub role: Option<Role>,
    /// Whose sign-in is recovered.
    pub person: Option<PersonId>,
    /// When it stops to work.
    pub expires_at: Timestamp,
}

/// An invitation as kept; the token's digest is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// What it is for.
    pub purpose: Purpose,
    /// The agency.
    pub agency: Option<AgencyId>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The role that whoever accepts it gets.
    pub role: Option<Role>,
    /// Whose sign-in is recovered.
    pub person: Option<PersonId>,
    /// Who made it; none when it was made at the console.
    pub added_by: Option<PersonId>,
    /// The second administrator who agreed.
    pub seconded_by: Option<PersonId>,
    /// When it was made.
    pub added_at: Timestamp,
    /// When it stops to work.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, kind, agency_id, unit_id, role, person_id, added_by, seconded_by, expires_at, used_at, revoked_at, \
     added_at";

fn invitation(row: &Row) -> Result<Invitation> {
    Ok(Invitation {
        id: row.parsed(0)?,
        purpose: row.parsed(1)?,
        agency: row.parsed_or_none(2)?,
        unit: row.parsed_or_none(3)?,
        role: row.parsed_or_none(4)?,
        person: row.parsed_or_none(5)?,
        added_by: row.parsed_or_none(6)?,
        seconded_by: row.parsed_or_none(7)?,
        expires_at: row.moment(8)?,
        used_at: row.moment_or_none(9)?,
        revoked_at: row.moment_or_none(10)?,
        added_at: row.moment(11)?,
    })
}

fn deed<'a>(action: &'static str, agency: Option<&'a AgencyId>) -> Deed<'a> {
    Deed { action, table: &INVITATIONS, agency }
}

/// Makes an invitation.
///
/// # Errors
/// [`Error::Reference`] when something it names is not there.
pub fn add(tx: &mut Write<'_>, act: &Act, new: &NewInvitation) -> Result<()> {
    let sql = "INSERT INTO invitations (id, token_digest, kind, agency_id, unit_id, role, person_id, added_by, added_at, \
               expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let by = act.person();
    let all = params![
        &new.id,
        new.token,
        new.purpose.code(),
        &new.agency,
        &new.unit,
        new.role.map(Role::code),
        &new.person,
        &by,
        act.at,
        new.expires_at
    ];
    tx.insert(act, deed("invitation.add", new.agency.as_ref()), sql, all)
}

/// A second administrator agrees; not the one who made the invitation.
///
/// # Errors
/// [`Error::NotFound`] when the acting person made it, or it is agreed on, used or revoked already.
pub fn second(tx: &mut Write<'_>, act: &Act, id: &InvitationId) -> Result<()> {
    let Some(person) = act.person() else { return Err(Error::Refused("nobody is signed in".into())) };
    let agency = get(tx, id)?.agency;
    let sql = "UPDATE invitations SET seconded_by = $2 WHERE id = $1 AND seconded_by IS NULL AND used_at IS NULL \
               AND revoked_at IS NULL AND (added_by IS NULL OR added_by <> $2)";
    tx.update(act, deed("invitation.second", agency.as_ref()), params![id], sql, params![id, &person])
}

/// Uses an invitation up. Of two attempts one fails.
///
/// # Errors
/// [`Error::NotFound`] when it is used, revoked or expired, or a second administrator has still to agree.
pub fn accept(tx: &mut Write<'_>, act: &Act, id: &InvitationId) -> Result<()> {
    let agency = get(tx, id)?.agency;
    let sql = "UPDATE invitations SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL \
               AND $2 < expires_at AND (kind <> 'recover' OR seconded_by IS NOT NULL)";
    let deed = deed("invitation.accept", agency.as_ref());
    tx.update(act, deed, params![id], sql, params![id, act.at])
}

/// Takes an invitation back.
///
/// # Errors
/// [`Error::NotFound`] when it is used or revoked already.
pub fn revoke(tx: &mut Write<'_>, act: &Act, id: &InvitationId) -> Result<()> {
    let agency = get(tx, id)?.agency;
    let sql =
        "UPDATE invitations SET revoked_at = $2 WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL";
    let deed = deed("invitation.revoke", agency.as_ref());
    tx.update(act, deed, params![id], sql, params![id, act.at])
}

/// An invitation.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &InvitationId) -> Result<Invitation> {
    let sql = format!("SELECT {COLUMNS} FROM invitations WHERE id = $1");
    read.find(&sql, params![id], invitation)?.ok_or(Error::NotFound("invitations"))
}

/// The invitation that a token opens at a time.
///
/// # Errors
/// When it cannot be read.
pub fn by_token(read: &mut Read<'_>, token: &Digest, now: Timestamp) -> Result<Option<Invitation>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM invitations WHERE token_digest = $1 AND used_at IS NULL AND revoked_at IS NULL \
         AND $2 < expires_at AND (kind <> 'recover' OR seconded_by IS NOT NULL)"
    );
    read.find(&sql, params![*token, now], invitation)
}

/// The invitations of an agency, the newest first.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Invitation>> {
    let sql = format!("SELECT {COLUMNS} FROM invitations WHERE agency_id = $1 ORDER BY id DESC");
    read.list(&sql, params![agency], invitation)
}

/// The invitations above agencies, the newest first.
///
/// # Errors
/// When they cannot be read.
pub fn above_agencies(read: &mut Read<'_>) -> Result<Vec<Invitation>> {
    let sql = format!("SELECT {COLUMNS} FROM invitations WHERE agency_id IS NULL ORDER BY id DESC");
    read.list(&sql, &[], invitation)
}
