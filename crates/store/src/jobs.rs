//! Work to be done after a change is saved, such as mail: added in the change's transaction, so that there is
//! neither mail about a change that was not saved nor a change without its mail. Jobs leave no audit row.

use jiff::Timestamp;

use crate::act::Act;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::JobId;
use crate::moment;
use crate::transaction::{Read, Write};

/// A job as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What is to be done: `mail`.
    pub kind: String,
    /// What it is to be done with, as JSON.
    pub payload: String,
    /// How often it was taken up.
    pub attempts: i64,
    /// When it is to be taken up.
    pub due_at: Timestamp,
    /// What went wrong last.
    pub error: Option<String>,
}

const COLUMNS: &str = "id, kind, payload, attempts, due_at, error";

fn job(row: &Row) -> Result<Job> {
    Ok(Job {
        id: row.parsed(0)?,
        kind: row.text(1)?,
        payload: row.text(2)?,
        attempts: row.int(3)?,
        due_at: row.moment(4)?,
        error: row.text_or_none(5)?,
    })
}

/// Adds a job that is due from `act.at` on.
///
/// # Errors
/// When it cannot be saved.
pub fn add(tx: &mut Write<'_>, act: &Act, id: &JobId, kind: &str, payload: &str) -> Result<()> {
    let sql = "INSERT INTO jobs (id, kind, payload, state, attempts, due_at, added_at) \
               VALUES ($1, $2, $3, 'waiting', 0, $4, $4)";
    tx.execute(sql, params![id, kind, payload, act.at]).map(drop)
}

/// Takes up at most `limit` jobs that are due. Until `again_at` nobody else gets them; after it they come again,
/// should whoever took them stop half way.
///
/// # Errors
/// When they cannot be taken.
pub fn take(tx: &mut Write<'_>, now: Timestamp, again_at: Timestamp, limit: u16) -> Result<Vec<Job>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT $2"
    );
    let mut due = tx.list(&sql, params![now, i64::from(limit)], job)?;
    let again = moment::text(again_at);
    for job in &mut due {
        job.attempts += 1;
        let sql = "UPDATE jobs SET attempts = $2, due_at = $3 WHERE id = $1";
        tx.execute(sql, params![&job.id, job.attempts, &again])?;
    }
    Ok(due)
}

/// Marks a job as done and forgets what it was done with.
///
/// # Errors
/// [`Error::NotFound`].
pub fn finish(tx: &mut Write<'_>, id: &JobId, now: Timestamp) -> Result<()> {
    let sql = "UPDATE jobs SET state = 'done', payload = '', error = NULL, ended_at = $2 \
               WHERE id = $1 AND state = 'waiting'";
    changed(tx.execute(sql, params![id, now])?)
}

/// Puts a job off, or gives it up when `again_at` is none.
///
/// # Errors
/// [`Error::NotFound`].
pub fn fail(
    tx: &mut Write<'_>,
    id: &JobId,
    now: Timestamp,
    error: &str,
    again_at: Option<Timestamp>,
) -> Result<()> {
    match again_at {
        Some(again) => {
            let sql = "UPDATE jobs SET due_at = $2, error = $3 WHERE id = $1 AND state = 'waiting'";
            changed(tx.execute(sql, params![id, again, error])?)
        }
        None => {
            let sql = "UPDATE jobs SET state = 'failed', error = $3, ended_at = $2 \
                       WHERE id = $1 AND state = 'waiting'";
            changed(tx.execute(sql, params![id, now, error])?)
        }
    }
}

/// Forgets jobs that ended before a time, and answers how many.
///
/// # Errors
/// When they cannot be deleted.
pub fn clear(tx: &mut Write<'_>, before: Timestamp) -> Result<u64> {
    let sql = "DELETE FROM jobs WHERE state <> 'waiting' AND ended_at < $1";
    tx.execute(sql, params![before])
}

/// How many jobs wait and how many were given up: (waiting, failed).
///
/// # Errors
/// When they cannot be counted.
pub fn count(read: &mut Read<'_>) -> Result<(i64, i64)> {
    // A bare SUM is NUMERIC on PostgreSQL.
    let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0) AS BIGINT), \
               CAST(COALESCE(SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END), 0) AS BIGINT) FROM jobs";
    let found = read.find(sql, &[], |row| Ok((row.int(0)?, row.int(1)?)))?;
    Ok(found.unwrap_or((0, 0)))
}

fn changed(rows: u64) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::NotFound("jobs")) }
}
