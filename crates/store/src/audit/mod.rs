//! The audit trail: one row for each change, in the same transaction, chained so that an edit shows.
//!
//! Each row holds the SHA-256 of itself and of the row before. Whoever edits, takes out or inserts a row breaks the
//! chain at that place. Cutting off the end, or writing the whole chain anew, does not show in the chain alone: for
//! that, a [`Checkpoint`] is kept somewhere else and handed to [`verify_chain`].
//!
//! Rows name people by id, and changed rows by digest: no personal data stands in the trail, and a person's digests
//! can be tried by nobody once the salt in the row is gone (see [`crate::people::erase`]).
//!
//! Not every table leaves a trace here: `session_uses` changes with every page and `jobs` is the program's own
//! list of what to do; the scores of an assessment are covered by the digest in its row.

mod objects;
mod verify;

use jiff::Timestamp;

pub use objects::{Names, Object, PersonName, members, names, objects};
pub use verify::{ChainProblem, ChainReport, Checkpoint, CheckpointError, verify_chain};

use crate::act::Act;
use crate::digest::{Canon, Digest};
use crate::engine::{Connection, Head, Param, Row, params};
use crate::error::{Error, Result};
use crate::id::AgencyId;
use crate::moment;
use crate::transaction::{Read, Write};

/// A row of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// 1 for the first, without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who: `person/ID`, `console`, `program`, `visitor`.
    pub actor: String,
    /// In which role.
    pub role: Option<String>,
    /// Whose affairs these are; none for those of the whole installation.
    pub agency: Option<AgencyId>,
    /// What: `agency.add`.
    pub action: String,
    /// To what: `agencies/ID`.
    pub object: String,
    /// Digest of the row before; none when it was added.
    pub before: Option<Digest>,
    /// Digest of the row after; none when it was taken away.
    pub after: Option<Digest>,
    /// The hash of the row before this one in the trail; zeros before the first.
    pub previous: Digest,
    /// The hash of this row.
    pub hash: Digest,
}

impl Entry {
    /// What the hash must be.
    fn expected(&self) -> Digest {
        let mut canon = Canon::new("prongsai-audit-1");
        canon.field("seq", Param::Int(self.seq));
        canon.field("at", self.at.into());
        canon.field("actor", Param::from(&self.actor));
        canon.field("role", Param::from(&self.role));
        canon.field("agency_id", Param::from(&self.agency));
        canon.field("action", Param::from(&self.action));
        canon.field("object", Param::from(&self.object));
        canon.field("before", self.before.into());
        canon.field("after", self.after.into());
        canon.field("previous", self.previous.into());
        canon.digest()
    }
}

const COLUMNS: &str = "seq, at, actor, role, agency_id, action, object, before, after, previous, hash";

fn entry(row: &Row) -> Result<Entry> {
    let digest = |at: usize| -> Result<Option<Digest>> {
        let read =
            |bytes: Vec<u8>| bytes.try_into().map(Digest).map_err(|_| Error::stored("a digest's length"));
        row.bytes_or_none(at)?.map(read).transpose()
    };
    let needed = |at| digest(at)?.ok_or_else(|| Error::stored("no digest"));
    Ok(Entry {
        seq: row.int(0)?,
        at: row.moment(1)?,
        actor: row.text(2)?,
        role: row.text_or_none(3)?,
        agency: row.parsed_or_none(4)?,
        action: row.text(5)?,
        object: row.text(6)?,
        before: digest(7)?,
        after: digest(8)?,
        previous: needed(9)?,
        hash: needed(10)?,
    })
}

/// The end of the chain, as a writer needs it.
pub(crate) fn head(connection: &mut dyn Connection) -> Result<Head> {
    let rows = connection.rows("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", &[])?;
    let Some(row) = rows.first() else { return Ok(Head { seq: 0, hash: [0; 32] }) };
    let hash = row.bytes(1)?.try_into().map_err(|_| Error::stored("a digest's length"))?;
    Ok(Head { seq: row.int(0)?, hash })
}

/// Adds a row to the trail.
pub(crate) fn append(
    tx: &mut Write<'_>,
    act: &Act,
    agency: Option<AgencyId>,
    action: &str,
    object: &str,
    before: Option<Digest>,
    after: Option<Digest>,
) -> Result<()> {
    let mut entry = Entry {
        seq: tx.head.seq + 1,
        // What is read back has microseconds: the hash must be of the same.
        at: moment::whole(act.at),
        actor: act.actor.to_string(),
        role: act.role.clone(),
        agency,
        action: action.to_owned(),
        object: object.to_owned(),
        before,
        after,
        previous: Digest(tx.head.hash),
        hash: Digest([0; 32]),
    };
    entry.hash = entry.expected();
    tx.execute(
        "INSERT INTO audit (seq, at, actor, role, agency_id, action, object, before, after, previous, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            entry.seq,
            entry.at,
            &entry.actor,
            &entry.role,
            &entry.agency,
            &entry.action,
            &entry.object,
            entry.before,
            entry.after,
            entry.previous,
            entry.hash,
        ],
    )?;
    *tx.head = Head { seq: entry.seq, hash: entry.hash.0 };
    Ok(())
}

/// Records something that changes no row of its own: a document was fetched, a sign-in failed.
///
/// # Errors
/// When it cannot be saved.
pub fn note(tx: &mut Write<'_>, act: &Act, action: &str, object: &str) -> Result<()> {
    append(tx, act, act.agency, action, object, None, None)
}

/// Rows of the trail, the newest first: at most `limit` before the number `before`, of one agency if it is given.
///
/// # Errors
/// When it cannot be read.
pub fn list(
    read: &mut Read<'_>,
    agency: Option<&AgencyId>,
    before: Option<i64>,
    limit: u16,
) -> Result<Vec<Entry>> {
    let (before, limit) = (before.unwrap_or(i64::MAX), i64::from(limit));
    match agency {
        Some(agency) => {
            let sql = format!(
                "SELECT {COLUMNS} FROM audit WHERE agency_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3"
            );
            read.list(&sql, params![agency, before, limit], entry)
        }
        None => {
            let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq < $1 ORDER BY seq DESC LIMIT $2");
            read.list(&sql, params![before, limit], entry)
        }
    }
}

/// Which rows are asked for; nothing given asks for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only of this agency.
    pub agency: Option<AgencyId>,
    /// Only by this actor, as the trail names it: `person/ID`, `console`.
    pub actor: Option<String>,
    /// Only this action, `agency.add`; with a full stop at its end every action of the subject, `agency.`.
    pub action: Option<String>,
    /// Only from this time on.
    pub from: Option<Timestamp>,
    /// Only before this time.
    pub until: Option<Timestamp>,
}

/// Rows that a filter lets through, the newest first: at most `limit` before the number `before`.
///
/// # Errors
/// When they cannot be read.
pub fn find(read: &mut Read<'_>, filter: &Filter, before: Option<i64>, limit: u16) -> Result<Vec<Entry>> {
    let mut conditions = vec!["seq < $1".to_owned()];
    let mut values = vec![Param::from(before.unwrap_or(i64::MAX)), Param::from(i64::from(limit))];
    let mut add = |condition: &str, value: Param<'static>| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("${}", values.len())));
    };
    let owned = |text: String| Param::Text(std::borrow::Cow::Owned(text));
    if let Some(agency) = &filter.agency {
        add("agency_id = ?", owned(agency.to_string()));
    }
    if let Some(actor) = &filter.actor {
        add("actor = ?", owned(actor.clone()));
    }
    match filter.action.as_deref().map(|action| (action, action.strip_suffix('.'))) {
        // '/' is the byte after '.': everything that begins with the subject and a full stop.
        Some((action, Some(subject))) => {
            add("? <= action", owned(action.to_owned()));
            add("action < ?", owned(format!("{subject}/")));
        }
        Some((action, None)) => add("action = ?", owned(action.to_owned())),
        None => {}
    }
    if let Some(from) = filter.from {
        add("? <= at", owned(moment::text(from)));
    }
    if let Some(until) = filter.until {
        add("at < ?", owned(moment::text(until)));
    }
    let conditions = conditions.join(" AND ");
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE {conditions} ORDER BY seq DESC LIMIT $2");
    read.list(&sql, &values, entry)
}

/// The history of one object, such as `plans/ID`, the oldest first.
///
/// # Errors
/// When it cannot be read.
pub fn of_object(read: &mut Read<'_>, object: &str) -> Result<Vec<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE object = $1 ORDER BY seq");
    read.list(&sql, params![object], entry)
}
