//! Counts of many agencies in columns.

use std::sync::Arc;

use super::compiled::Compiled;
use crate::framework::NodeIndex;
use crate::scoring::evidence::MAX_ANSWERS;

/// Agencies whose counts stand side by side. The columns of so many agencies are worked through at
/// a time, and what comes out of them stays in the nearest cache.
pub(super) const LANES: usize = 128;

/// Counts of all agencies: for each choice of each row a column, and the verdicts as one mask per agency.
///
/// The columns are cut into pieces of a fixed number of agencies, and all pieces of the same
/// agencies stand together, so that scoring reads memory once from front to back.
///
/// No row has more than [`MAX_ANSWERS`] answers: every way in refuses it.
#[derive(Debug, Clone)]
pub struct Tallies {
    compiled: Arc<Compiled>,
    agencies: usize,
    counts: Vec<[u32; LANES]>,
    passed: Vec<u64>,
}

/// Why counts were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// There is no such agency.
    #[error("there is no agency {0} in the table")]
    Agency(usize),
    /// There is no such row, or it has another number of choices.
    #[error("row {0} is not in the framework or has another number of choices")]
    Row(NodeIndex),
    /// More than [`MAX_ANSWERS`] answers.
    #[error("agency {agency} has more than {MAX_ANSWERS} answers in row {row}")]
    TooMany {
        /// Position of the agency.
        agency: usize,
        /// The row.
        row: NodeIndex,
    },
    /// The columns are not as many, or not as long, as the table needs.
    #[error("the columns do not fit the framework and the number of agencies")]
    Shape,
}

impl Tallies {
    /// No answers and nothing disclosed.
    pub fn new(compiled: Arc<Compiled>, agencies: usize) -> Tallies {
        let counts = vec![[0; LANES]; agencies.div_ceil(LANES) * compiled.columns()];
        Tallies { compiled, agencies, counts, passed: vec![0; agencies] }
    }

    /// From whole columns in the order of [`Compiled::columns_of`], and one mask of passed items per agency.
    ///
    /// # Errors
    /// Columns of another shape, or a row above the limit.
    pub fn from_columns(
        compiled: Arc<Compiled>,
        columns: &[impl AsRef<[u32]>],
        passed: Vec<u64>,
    ) -> Result<Tallies, TallyError> {
        let agencies = passed.len();
        if columns.len() != compiled.columns()
            || columns.iter().any(|column| column.as_ref().len() != agencies)
        {
            return Err(TallyError::Shape);
        }
        let mut tallies = Tallies::new(compiled, agencies);
        tallies.passed = passed;
        for (at, column) in columns.iter().enumerate() {
            for (block, piece) in column.as_ref().chunks(LANES).enumerate() {
                let index = block * tallies.compiled.columns() + at;
                tallies.counts[index][..piece.len()].copy_from_slice(piece);
            }
        }
        for agency in 0..agencies {
            for row in 0..tallies.compiled.rows() {
                within_limit(&tallies.row(agency, row).collect::<Vec<_>>(), agency, row)?;
            }
        }
        Ok(tallies)
    }

    /// The compiled framework that the table was laid out for.
    pub fn compiled(&self) -> &Arc<Compiled> {
        &self.compiled
    }

    /// How many agencies there are.
    pub fn agencies(&self) -> usize {
        self.agencies
    }

    /// Replaces the counts of a row, choice 1 first.
    ///
    /// # Errors
    /// An agency or a row that is not there, another number of choices, or too many answers.
    pub fn set(&mut self, agency: usize, row: NodeIndex, counts: &[u32]) -> Result<(), TallyError> {
        if self.agencies <= agency {
            return Err(TallyError::Agency(agency));
        }
        let columns = self.compiled.columns_of(row);
        if columns.len() != counts.len() || counts.is_empty() {
            return Err(TallyError::Row(row));
        }
        within_limit(counts, agency, row)?;
        for (column, &count) in columns.zip(counts) {
            let index = self.index(agency, column);
            self.counts[index][agency % LANES] = count;
        }
        Ok(())
    }

    /// Replaces the verdicts of an agency: a bit for each disclosure item that passed.
    ///
    /// # Errors
    /// An agency that is not there.
    pub fn set_passed(&mut self, agency: usize, passed: u64) -> Result<(), TallyError> {
        *self.passed.get_mut(agency).ok_or(TallyError::Agency(agency))? = passed;
        Ok(())
    }

    /// Adds the counts of another table of the same agencies, such as another channel of answers. The verdicts stay.
    ///
    /// # Errors
    /// Another framework or number of agencies, or a row above the limit; nothing is added then.
    pub fn merge(&mut self, other: &Tallies) -> Result<(), TallyError> {
        let same = |a: &Compiled, b: &Compiled| {
            (0..a.rows().max(b.rows())).all(|row| a.points(row) == b.points(row))
        };
        if self.agencies != other.agencies || !same(&self.compiled, &other.compiled) {
            return Err(TallyError::Shape);
        }
        let mut sum = self.clone();
        for agency in 0..self.agencies {
            for row in 0..self.compiled.rows() {
                // Both are at most MAX_ANSWERS, so their sums fit.
                let counts: Vec<_> =
                    self.row(agency, row).zip(other.row(agency, row)).map(|(a, b)| a + b).collect();
                sum.set(agency, row, &counts)?;
            }
        }
        *self = sum;
        Ok(())
    }

    /// Counts of a row, choice 1 first; nothing where there is no such row or agency.
    pub fn row(&self, agency: usize, row: NodeIndex) -> impl Iterator<Item = u32> + '_ {
        let columns = if agency < self.agencies { self.compiled.columns_of(row) } else { 0..0 };
        columns.map(move |column| self.counts[self.index(agency, column)][agency % LANES])
    }

    /// The mask of passed disclosure items.
    pub fn passed(&self, agency: usize) -> u64 {
        self.passed.get(agency).copied().unwrap_or(0)
    }

    /// A whole column, one count per agency.
    pub fn column(&self, column: usize) -> impl Iterator<Item = u32> + '_ {
        let agencies = if column < self.compiled.columns() { self.agencies } else { 0 };
        (0..agencies).map(move |agency| self.counts[self.index(agency, column)][agency % LANES])
    }

    /// Pieces of all columns for [`LANES`] agencies at a time, with their masks. Lanes behind the last
    /// agency have no answers.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (&[[u32; LANES]], &[u64])> {
        self.counts.chunks(self.compiled.columns().max(1)).zip(self.passed.chunks(LANES))
    }

    fn index(&self, agency: usize, column: usize) -> usize {
        agency / LANES * self.compiled.columns() + column
    }
}

fn within_limit(counts: &[u32], agency: usize, row: NodeIndex) -> Result<(), TallyError> {
    let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    if total <= u64::from(MAX_ANSWERS) { Ok(()) } else { Err(TallyError::TooMany { agency, row }) }
}
