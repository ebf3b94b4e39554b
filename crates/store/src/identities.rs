//! Identities at other providers by which a person signs in.

use crate::act::Act;
use crate::change::Deed;
use crate::digest::{Canon, Digest};
use crate::engine::{Param, Row, params};
use crate::error::{Error, Result};
use crate::id::{IdentityId, PersonId};
use crate::schema::IDENTITIES;
use crate::transaction::{Read, Write};

/// An identity as kept; the provider's name for the person is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its id here.
    pub id: IdentityId,
    /// Whose it is.
    pub person: PersonId,
    /// Which provider, by the installation's name for it.
    pub provider: String,
    /// What tells it apart for its owner.
    pub label: String,
    /// When it was added.
    pub added_at: jiff::Timestamp,
}

const COLUMNS: &str = "id, person_id, provider, label, added_at";

fn identity(row: &Row) -> Result<Identity> {
    Ok(Identity {
        id: row.parsed(0)?,
        person: row.parsed(1)?,
        provider: row.text(2)?,
        label: row.text(3)?,
        added_at: row.moment(4)?,
    })
}

/// Digest of a provider's name for a person, by the provider's issuer.
pub fn subject_digest(issuer: &str, subject: &str) -> Digest {
    let mut canon = Canon::new("identity");
    canon.field("issuer", Param::from(issuer));
    canon.field("subject", Param::from(subject));
    canon.digest()
}

/// Links an identity to a person.
///
/// # Errors
/// [`Error::Exists`] when it is linked already, to whomever; [`Error::Reference`] without the person.
pub fn add(
    tx: &mut Write<'_>,
    act: &Act,
    id: &IdentityId,
    person: &PersonId,
    provider: &str,
    subject: &Digest,
    label: &str,
) -> Result<()> {
    let deed = Deed { action: "identity.add", table: &IDENTITIES, agency: None };
    let sql = "INSERT INTO identities (id, person_id, provider, subject_digest, label, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    tx.insert(act, deed, sql, params![id, person, provider, *subject, label, act.at])
}

/// Takes an identity away from a person.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove(tx: &mut Write<'_>, act: &Act, id: &IdentityId) -> Result<()> {
    tx.delete(act, Deed { action: "identity.remove", table: &IDENTITIES, agency: None }, params![id])
}

/// The identity with a digest of a provider's name.
///
/// # Errors
/// When it cannot be read.
pub fn by_subject(read: &mut Read<'_>, subject: &Digest) -> Result<Option<Identity>> {
    let sql = format!("SELECT {COLUMNS} FROM identities WHERE subject_digest = $1");
    read.find(&sql, params![*subject], identity)
}

/// The identities of a person.
///
/// # Errors
/// When they cannot be read.
pub fn of_person(read: &mut Read<'_>, person: &PersonId) -> Result<Vec<Identity>> {
    let sql = format!("SELECT {COLUMNS} FROM identities WHERE person_id = $1 ORDER BY id");
    read.list(&sql, params![person], identity)
}

/// An identity.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &IdentityId) -> Result<Identity> {
    let sql = format!("SELECT {COLUMNS} FROM identities WHERE id = $1");
    read.find(&sql, params![id], identity)?.ok_or(Error::NotFound("identities"))
}
