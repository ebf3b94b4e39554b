//! Is the trail whole? The chain link by link, and against checkpoints kept elsewhere.

use std::fmt;
use std::str::FromStr;

use crate::digest::Digest;
use crate::engine::params;
use crate::error::Result;
use crate::transaction::Read;

use super::{COLUMNS, entry};

/// The end of the trail at some time, to be kept where whoever could change the database cannot: printed, mailed,
/// given to another agency. As text: `prongsai-audit-1 SEQ HASH`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of the last row.
    pub seq: i64,
    /// Its hash; zeros for an empty trail.
    pub hash: Digest,
}

/// A text is no checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a checkpoint: `prongsai-audit-1 SEQ HASH` is needed")]
pub struct CheckpointError;

impl Checkpoint {
    /// The end of the trail now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn take(read: &mut Read<'_>) -> Result<Checkpoint> {
        let sql = format!("SELECT {COLUMNS} FROM audit ORDER BY seq DESC LIMIT 1");
        let last = read.find(&sql, &[], entry)?;
        Ok(last.map_or(Checkpoint { seq: 0, hash: Digest([0; 32]) }, |last| Checkpoint {
            seq: last.seq,
            hash: last.hash,
        }))
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "prongsai-audit-1 {} {}", self.seq, self.hash)
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Checkpoint, CheckpointError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let ["prongsai-audit-1", seq, hash] = words.as_slice() else { return Err(CheckpointError) };
        let seq: i64 = seq.parse().map_err(|_| CheckpointError)?;
        let hash = hash.parse().map_err(|()| CheckpointError)?;
        if seq < 0 { Err(CheckpointError) } else { Ok(Checkpoint { seq, hash }) }
    }
}

/// What is wrong with a trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainProblem {
    /// Rows are missing before this one.
    Gap(i64),
    /// The row is not what its hash was made of.
    Changed(i64),
    /// The row does not follow the one before it.
    Broken(i64),
    /// The trail ends before a checkpoint.
    Cut {
        /// Number of the last row that is there.
        end: i64,
        /// The checkpoint's.
        expected: i64,
    },
    /// The row that a checkpoint remembers had another hash.
    Rewritten(i64),
}

/// What came of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Rows that were read.
    pub rows: i64,
    /// The end of the trail.
    pub end: Checkpoint,
    /// What is wrong, in the order of the trail; at most a hundred problems.
    pub problems: Vec<ChainProblem>,
}

impl ChainReport {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.problems.is_empty()
    }
}

const PAGE: i64 = 2_000;
const MOST_PROBLEMS: usize = 100;

/// Reads the whole trail, and holds it against checkpoints that were kept elsewhere.
///
/// # Errors
/// When it cannot be read; a trail that is not whole is no error but a report.
pub fn verify_chain(read: &mut Read<'_>, kept: &[Checkpoint]) -> Result<ChainReport> {
    let mut report =
        ChainReport { rows: 0, end: Checkpoint { seq: 0, hash: Digest([0; 32]) }, problems: Vec::new() };
    let mut kept = kept.to_vec();
    kept.sort_by_key(|checkpoint| checkpoint.seq);
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE $1 < seq ORDER BY seq LIMIT $2");
    // Rows below 1 are no part of a trail; starting below them finds them too.
    let mut after = i64::MIN;
    loop {
        let page = read.list(&sql, params![after, PAGE], entry)?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        for entry in &page {
            if entry.seq != report.end.seq + 1 {
                report.problems.push(ChainProblem::Gap(entry.seq));
            }
            if entry.expected() != entry.hash {
                report.problems.push(ChainProblem::Changed(entry.seq));
            }
            if entry.previous != report.end.hash {
                report.problems.push(ChainProblem::Broken(entry.seq));
            }
            let rewritten = |one: &&Checkpoint| one.seq == entry.seq && one.hash != entry.hash;
            if kept.iter().find(rewritten).is_some() {
                report.problems.push(ChainProblem::Rewritten(entry.seq));
            }
            report.end = Checkpoint { seq: entry.seq, hash: entry.hash };
            report.rows += 1;
        }
        report.problems.truncate(MOST_PROBLEMS);
    }
    if let Some(last) = kept.last().filter(|last| report.end.seq < last.seq) {
        report.problems.push(ChainProblem::Cut { end: report.end.seq, expected: last.seq });
    }
    Ok(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_as_it_is_shown() {
        let checkpoint = Checkpoint { seq: 41, hash: Digest::of(b"abc") };
        assert_eq!(checkpoint.to_string().parse(), Ok(checkpoint));
        for wrong in ["", "prongsai-audit-1 41", "prongsai-audit-2 41 00", "prongsai-audit-1 -1 00"] {
            assert!(wrong.parse::<Checkpoint>().is_err(), "{wrong}");
        }
    }
}
