//! Spare codes: each of use once, for whoever has lost the device that makes one-time codes.

use crate::act::Act;
use crate::change::Deed;
use crate::digest::Digest;
use crate::engine::params;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::schema::SPARE_CODES;
use crate::transaction::{Read, Write};

fn deed(action: &'static str) -> Deed<'static> {
    Deed { action, table: &SPARE_CODES, agency: None }
}

/// Gives a person new codes in place of those that were there, used or not.
///
/// # Errors
/// [`Error::Reference`] when the person is not there.
pub fn set(tx: &mut Write<'_>, act: &Act, person: &PersonId, codes: &[Digest]) -> Result<()> {
    remove(tx, act, person)?;
    let sql = "INSERT INTO spare_codes (person_id, number, code_digest, added_at) VALUES ($1, $2, $3, $4)";
    for (number, code) in (1i64..).zip(codes) {
        tx.insert(act, deed("spare-code.add"), sql, params![person, number, *code, act.at])?;
    }
    Ok(())
}

/// Takes all codes of a person away.
///
/// # Errors
/// When they cannot be taken away.
pub fn remove(tx: &mut Write<'_>, act: &Act, person: &PersonId) -> Result<()> {
    let sql = "SELECT number FROM spare_codes WHERE person_id = $1 ORDER BY number";
    for number in tx.list(sql, params![person], |row| row.int(0))? {
        tx.delete(act, deed("spare-code.remove"), params![person, number])?;
    }
    Ok(())
}

/// Uses a code up. Of two attempts with the same code one fails.
///
/// # Errors
/// [`Error::NotFound`] when the person has no such code, or it is used already.
pub fn spend(tx: &mut Write<'_>, act: &Act, person: &PersonId, code: &Digest) -> Result<()> {
    let sql = "SELECT number FROM spare_codes WHERE person_id = $1 AND code_digest = $2 AND used_at IS NULL";
    let found = tx.find(sql, params![person, *code], |row| row.int(0))?;
    let number = found.ok_or(Error::NotFound("spare_codes"))?;
    let sql = "UPDATE spare_codes SET used_at = $3 WHERE person_id = $1 AND number = $2 AND used_at IS NULL";
    let key = params![person, number];
    tx.update(act, deed("spare-code.use"), key, sql, params![person, number, act.at])
}

/// How many codes of a person are not used yet.
///
/// # Errors
/// When they cannot be counted.
pub fn left(read: &mut Read<'_>, person: &PersonId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM spare_codes WHERE person_id = $1 AND used_at IS NULL";
    Ok(read.find(sql, params![person], |row| row.int(0))?.unwrap_or(0))
}
