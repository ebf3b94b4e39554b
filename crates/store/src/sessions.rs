//! Sessions: only the digest of a token is kept, so that a copy of the database opens no door.

use jiff::Timestamp;

use crate::act::Act;
use crate::change::Deed;
use crate::digest::Digest;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{PersonId, SessionId};
use crate::moment;
use crate::schema::SESSIONS;
use crate::transaction::{Read, Write};

/// A session as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id; not a secret.
    pub id: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// The device, in words: no address, no full name of a browser.
    pub device: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// When the person last proved who they are, for acts that ask for it anew.
    pub proved_at: Timestamp,
    /// When it was last used.
    pub seen_at: Option<Timestamp>,
    /// When it was ended, if it was.
    pub ended_at: Option<Timestamp>,
    /// Whether a second factor was shown in it.
    pub two_factors: bool,
}

/// A session to be begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// Digest of the token in the cookie.
    pub token: Digest,
    /// The device, in words.
    pub device: String,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// Whether a second factor was shown.
    pub two_factors: bool,
}

const SELECT: &str = "SELECT s.id, s.person_id, s.device, s.started_at, s.expires_at, s.proved_at, u.seen_at, s.ended_at, \
                      s.two_factors \
                      FROM sessions s LEFT JOIN session_uses u ON u.session_id = s.id";

fn session(row: &Row) -> Result<Session> {
    Ok(Session {
        id: row.parsed(0)?,
        person: row.parsed(1)?,
        device: row.text(2)?,
        started_at: row.moment(3)?,
        expires_at: row.moment(4)?,
        proved_at: row.moment(5)?,
        seen_at: row.moment_or_none(6)?,
        ended_at: row.moment_or_none(7)?,
        two_factors: row.int_or_none(8)? == Some(1),
    })
}

fn deed(action: &'static str) -> Deed<'static> {
    Deed { action, table: &SESSIONS, agency: None }
}

/// Begins a session for the token with this digest.
///
/// # Errors
/// [`Error::Reference`] when the person is not there.
pub fn start(tx: &mut Write<'_>, act: &Act, new: &NewSession) -> Result<()> {
    let sql = "INSERT INTO sessions (id, token_digest, person_id, device, started_at, expires_at, proved_at, \
               two_factors) VALUES ($1, $2, $3, $4, $5, $6, $5, $7)";
    let (at, until) = (moment::text(act.at), moment::text(new.expires_at));
    let all = params![&new.id, new.token, &new.person, &new.device, &at, &until, new.two_factors];
    tx.insert(act, deed("session.start"), sql, all)
}

/// The session that a token opens at a time: not ended, not expired.
///
/// # Errors
/// When it cannot be read.
pub fn by_token(read: &mut Read<'_>, token: &Digest, now: Timestamp) -> Result<Option<Session>> {
    let sql = format!("{SELECT} WHERE s.token_digest = $1 AND s.ended_at IS NULL AND $2 < s.expires_at");
    read.find(&sql, params![*token, now], session)
}

/// Notes that a session was used. This leaves no audit row.
///
/// # Errors
/// [`Error::Reference`] when there is no such session.
pub fn touch(tx: &mut Write<'_>, id: &SessionId, now: Timestamp) -> Result<()> {
    let sql = "INSERT INTO session_uses (session_id, seen_at) VALUES ($1, $2) \
               ON CONFLICT (session_id) DO UPDATE SET seen_at = excluded.seen_at";
    tx.execute(sql, params![id, now]).map(drop)
}

/// Gives a session a new token, as after a change of rights, and notes the proof of identity. A second factor that
/// was shown in it before still counts.
///
/// # Errors
/// [`Error::NotFound`], also when it has ended.
pub fn renew(tx: &mut Write<'_>, act: &Act, id: &SessionId, token: &Digest, two_factors: bool) -> Result<()> {
    let sql = "UPDATE sessions SET token_digest = $2, proved_at = $3, two_factors = $4 \
               WHERE id = $1 AND ended_at IS NULL";
    let two_factors = two_factors || get(tx, id)?.two_factors;
    tx.update(act, deed("session.renew"), params![id], sql, params![id, *token, act.at, two_factors])
}

/// Ends a session; `why` is a code such as `signed-out`.
///
/// # Errors
/// [`Error::NotFound`], also when it has ended already.
pub fn end(tx: &mut Write<'_>, act: &Act, id: &SessionId, why: &str) -> Result<()> {
    let sql = "UPDATE sessions SET ended_at = $2, ended_why = $3 WHERE id = $1 AND ended_at IS NULL";
    tx.update(act, deed("session.end"), params![id], sql, params![id, act.at, why])
}

/// Ends every session of a person but one, and answers how many.
///
/// # Errors
/// When they cannot be ended.
pub fn end_of_person(
    tx: &mut Write<'_>,
    act: &Act,
    person: &PersonId,
    but: Option<&SessionId>,
    why: &str,
) -> Result<usize> {
    let sql = "SELECT id FROM sessions WHERE person_id = $1 AND ended_at IS NULL AND id <> $2 ORDER BY id";
    let open: Vec<SessionId> =
        tx.list(sql, params![person, but.map_or("", SessionId::as_str)], |row| row.parsed(0))?;
    for id in &open {
        end(tx, act, id, why)?;
    }
    Ok(open.len())
}

/// Ends every session: after a restored backup, in which sessions that were ended since are open again.
///
/// # Errors
/// When they cannot be ended.
pub fn end_all(tx: &mut Write<'_>, act: &Act, why: &str) -> Result<usize> {
    let open: Vec<SessionId> =
        tx.list("SELECT id FROM sessions WHERE ended_at IS NULL ORDER BY id", &[], |row| row.parsed(0))?;
    for id in &open {
        end(tx, act, id, why)?;
    }
    Ok(open.len())
}

/// The sessions of a person that are open at a time, the newest first.
///
/// # Errors
/// When they cannot be read.
pub fn of_person(read: &mut Read<'_>, person: &PersonId, now: Timestamp) -> Result<Vec<Session>> {
    let sql = format!(
        "{SELECT} WHERE s.person_id = $1 AND s.ended_at IS NULL AND $2 < s.expires_at ORDER BY s.id DESC"
    );
    read.list(&sql, params![person, now], session)
}

/// A session, ended or not.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &SessionId) -> Result<Session> {
    read.find(&format!("{SELECT} WHERE s.id = $1"), params![id], session)?.ok_or(Error::NotFound("sessions"))
}
