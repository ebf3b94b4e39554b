//! How people prove who they are: passwords (hashed by the caller), one-time codes, passkeys.

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{PasskeyId, PersonId};
use crate::moment;
use crate::schema::{PASSKEYS, PASSWORDS, TOTPS};
use crate::transaction::{Read, Write};

/// The hash of a person's password, in the form `$argon2id$…`.
///
/// # Errors
/// When it cannot be read.
pub fn password(read: &mut Read<'_>, person: &PersonId) -> Result<Option<String>> {
    read.find("SELECT hash FROM passwords WHERE person_id = $1", params![person], |row| row.text(0))
}

/// Sets the hash of a password, in place of an earlier one.
///
/// # Errors
/// [`Error::Reference`] when the person is not there.
pub fn set_password(tx: &mut Write<'_>, act: &Act, person: &PersonId, hash: &str) -> Result<()> {
    let at = moment::text(act.at);
    let all = params![person, hash, &at];
    let deed = |action| Deed { action, table: &PASSWORDS, agency: None };
    if password(tx, person)?.is_none() {
        let sql = "INSERT INTO passwords (person_id, hash, set_at) VALUES ($1, $2, $3)";
        return tx.insert(act, deed("password.add"), sql, all);
    }
    let sql = "UPDATE passwords SET hash = $2, set_at = $3 WHERE person_id = $1";
    tx.update(act, deed("password.change"), params![person], sql, all)
}

/// Takes a password away.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove_password(tx: &mut Write<'_>, act: &Act, person: &PersonId) -> Result<()> {
    tx.delete(act, Deed { action: "password.remove", table: &PASSWORDS, agency: None }, params![person])
}

/// The secret of one-time codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totp {
    /// The secret, as the caller handed it in.
    pub secret: Vec<u8>,
    /// The step of the last code that was accepted; an earlier or equal one is refused.
    pub last_step: i64,
    /// Whether the person has shown a first code.
    pub is_confirmed: bool,
}

/// The one-time codes of a person.
///
/// # Errors
/// When they cannot be read.
pub fn totp(read: &mut Read<'_>, person: &PersonId) -> Result<Option<Totp>> {
    let sql = "SELECT secret, last_step, confirmed_at FROM totps WHERE person_id = $1";
    read.find(sql, params![person], |row| {
        Ok(Totp {
            secret: row.bytes(0)?,
            last_step: row.int(1)?,
            is_confirmed: row.text_or_none(2)?.is_some(),
        })
    })
}

/// Adds a secret for one-time codes, not yet confirmed.
///
/// # Errors
/// [`Error::Exists`] when there is one: it has to be removed first.
pub fn add_totp(tx: &mut Write<'_>, act: &Act, person: &PersonId, secret: &[u8]) -> Result<()> {
    let deed = Deed { action: "totp.add", table: &TOTPS, agency: None };
    let sql = "INSERT INTO totps (person_id, secret, last_step, added_at) VALUES ($1, $2, 0, $3)";
    let secret = secret.to_vec();
    tx.insert(act, deed, sql, params![person, &secret, act.at])
}

/// Uses up the code of a step, and confirms the secret with the first. Of two attempts with the same code one fails.
///
/// # Errors
/// [`Error::NotFound`] when a code of this step or a later one was used already.
pub fn use_totp(tx: &mut Write<'_>, act: &Act, person: &PersonId, step: i64) -> Result<()> {
    let deed = Deed { action: "totp.use", table: &TOTPS, agency: None };
    let sql = "UPDATE totps SET last_step = $2, confirmed_at = COALESCE(confirmed_at, $3) \
               WHERE person_id = $1 AND last_step < $2";
    tx.update(act, deed, params![person], sql, params![person, step, act.at])
}

/// Takes the one-time codes of a person away.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove_totp(tx: &mut Write<'_>, act: &Act, person: &PersonId) -> Result<()> {
    tx.delete(act, Deed { action: "totp.remove", table: &TOTPS, agency: None }, params![person])
}

/// A passkey as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id here.
    pub id: PasskeyId,
    /// Whose it is.
    pub person: PersonId,
    /// Its id on the device.
    pub credential: Vec<u8>,
    /// What the person calls it.
    pub name: String,
    /// What the caller needs to verify it, as JSON.
    pub document: String,
    /// When it was added.
    pub added_at: jiff::Timestamp,
    /// When it was last used.
    pub used_at: Option<jiff::Timestamp>,
}

const PASSKEY: &str = "id, person_id, credential, name, document, added_at, used_at";

fn passkey(row: &Row) -> Result<Passkey> {
    Ok(Passkey {
        id: row.parsed(0)?,
        person: row.parsed(1)?,
        credential: row.bytes(2)?,
        name: row.text(3)?,
        document: row.text(4)?,
        added_at: row.moment(5)?,
        used_at: row.moment_or_none(6)?,
    })
}

/// Adds a passkey.
///
/// # Errors
/// [`Error::Exists`] when the device's id is known already.
pub fn add_passkey(
    tx: &mut Write<'_>,
    act: &Act,
    id: &PasskeyId,
    person: &PersonId,
    credential: &[u8],
    name: &str,
    document: &str,
) -> Result<()> {
    let deed = Deed { action: "passkey.add", table: &PASSKEYS, agency: None };
    let sql = "INSERT INTO passkeys (id, person_id, credential, name, document, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let credential = credential.to_vec();
    tx.insert(act, deed, sql, params![id, person, &credential, name, document, act.at])
}

/// Notes that a passkey was used, with the document that the verification left (its counter moves).
///
/// # Errors
/// [`Error::NotFound`].
pub fn use_passkey(tx: &mut Write<'_>, act: &Act, id: &PasskeyId, document: &str) -> Result<()> {
    let deed = Deed { action: "passkey.use", table: &PASSKEYS, agency: None };
    let sql = "UPDATE passkeys SET document = $2, used_at = $3 WHERE id = $1";
    tx.update(act, deed, params![id], sql, params![id, document, act.at])
}

/// Gives a passkey another name.
///
/// # Errors
/// [`Error::NotFound`], also when it is somebody else's.
pub fn rename_passkey(
    tx: &mut Write<'_>,
    act: &Act,
    id: &PasskeyId,
    person: &PersonId,
    name: &str,
) -> Result<()> {
    let deed = Deed { action: "passkey.rename", table: &PASSKEYS, agency: None };
    let sql = "UPDATE passkeys SET name = $3 WHERE id = $1 AND person_id = $2";
    tx.update(act, deed, params![id], sql, params![id, person, name])
}

/// Takes a passkey away.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove_passkey(tx: &mut Write<'_>, act: &Act, id: &PasskeyId) -> Result<()> {
    tx.delete(act, Deed { action: "passkey.remove", table: &PASSKEYS, agency: None }, params![id])
}

/// The passkeys of a person.
///
/// # Errors
/// When they cannot be read.
pub fn passkeys(read: &mut Read<'_>, person: &PersonId) -> Result<Vec<Passkey>> {
    let sql = format!("SELECT {PASSKEY} FROM passkeys WHERE person_id = $1 ORDER BY id");
    read.list(&sql, params![person], passkey)
}

/// The passkey with a device's id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn passkey_of(read: &mut Read<'_>, credential: &[u8]) -> Result<Passkey> {
    let sql = format!("SELECT {PASSKEY} FROM passkeys WHERE credential = $1");
    let credential = credential.to_vec();
    read.find(&sql, params![&credential], passkey)?.ok_or(Error::NotFound("passkeys"))
}
