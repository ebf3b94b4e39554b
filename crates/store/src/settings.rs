//! Settings of the installation and of agencies: a name and a value, both text.

use crate::act::Act;
use crate::change::Deed;
use crate::engine::params;
use crate::error::Result;
use crate::id::AgencyId;
use crate::moment;
use crate::schema::SETTINGS;
use crate::transaction::{Read, Write};

fn scope(agency: Option<&AgencyId>) -> &str {
    agency.map_or("", AgencyId::as_str)
}

/// The value of a setting: of an agency, or of the installation.
///
/// # Errors
/// When it cannot be read.
pub fn get(read: &mut Read<'_>, agency: Option<&AgencyId>, name: &str) -> Result<Option<String>> {
    let sql = "SELECT value FROM settings WHERE agency = $1 AND name = $2";
    read.find(sql, params![scope(agency), name], |row| row.text(0))
}

/// All settings of an agency, or of the installation, by name.
///
/// # Errors
/// When they cannot be read.
pub fn list(read: &mut Read<'_>, agency: Option<&AgencyId>) -> Result<Vec<(String, String)>> {
    let sql = "SELECT name, value FROM settings WHERE agency = $1 ORDER BY name";
    read.list(sql, params![scope(agency)], |row| Ok((row.text(0)?, row.text(1)?)))
}

/// Sets a value, in place of an earlier one.
///
/// # Errors
/// When it cannot be saved.
pub fn set(tx: &mut Write<'_>, act: &Act, agency: Option<&AgencyId>, name: &str, value: &str) -> Result<()> {
    let at = moment::text(act.at);
    let key = params![scope(agency), name];
    let all = params![scope(agency), name, value, &at];
    if get(tx, agency, name)?.is_none() {
        let sql = "INSERT INTO settings (agency, name, value, set_at) VALUES ($1, $2, $3, $4)";
        return tx.insert(act, Deed { action: "setting.add", table: &SETTINGS, agency }, sql, all);
    }
    let sql = "UPDATE settings SET value = $3, set_at = $4 WHERE agency = $1 AND name = $2";
    tx.update(act, Deed { action: "setting.change", table: &SETTINGS, agency }, key, sql, all)
}

/// Takes a setting away, so that the default holds again.
///
/// # Errors
/// [`crate::Error::NotFound`] when it is not set.
pub fn remove(tx: &mut Write<'_>, act: &Act, agency: Option<&AgencyId>, name: &str) -> Result<()> {
    let deed = Deed { action: "setting.remove", table: &SETTINGS, agency };
    tx.delete(act, deed, params![scope(agency), name])
}

/// Writes a value that only tries the disk; no audit row.
pub(crate) fn put_unseen(tx: &mut Write<'_>, name: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO settings (agency, name, value, set_at) VALUES ('-', $1, $2, '')";
    tx.execute(sql, params![name, value]).map(drop)
}

/// Takes it away again.
pub(crate) fn drop_unseen(tx: &mut Write<'_>, name: &str) -> Result<()> {
    tx.execute("DELETE FROM settings WHERE agency = '-' AND name = $1", params![name]).map(drop)
}
