//! One agency while answer sheets come in.

use std::sync::Arc;

use super::compiled::Compiled;
use super::items::{RowSum, item_score};
use super::summary::{MISSING, Summary};
use super::tallies::Tallies;
use crate::framework::{InstrumentIndex, MAX_ROWS, NodeIndex, PartIndex};
use crate::scoring::evidence::MAX_ANSWERS;

/// The rows that one answer sheet fills in, in the order of the framework.
#[derive(Debug, Clone)]
pub struct Sheet {
    rows: Vec<NodeIndex>,
    slots: Vec<usize>,
}

impl Sheet {
    /// The sheet of an instrument, or of one of its parts; without rows where there is no such form.
    pub fn of(compiled: &Compiled, instrument: InstrumentIndex, part: Option<PartIndex>) -> Sheet {
        let belongs = |row: &NodeIndex| {
            let row = &compiled.rows[*row];
            row.instrument == instrument && row.part == part
        };
        let rows: Vec<_> = (0..compiled.rows.len()).filter(belongs).collect();
        let mut slots: Vec<_> = rows.iter().map(|&row| compiled.rows[row].slot).collect();
        slots.dedup();
        Sheet { rows, slots }
    }

    /// The rows, by their position among the nodes of the framework's skeleton.
    pub fn rows(&self) -> &[NodeIndex] {
        &self.rows
    }
}

/// Why an answer sheet was not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// The sheet belongs to another framework, or has more or fewer answers than rows.
    #[error("the sheet has {answers} answers for {rows} rows")]
    Length {
        /// Answers on the sheet.
        answers: usize,
        /// Rows of the form.
        rows: usize,
    },
    /// A choice that the scale does not have.
    #[error("answer {row} of the sheet is choice {choice}, which its scale does not have")]
    Choice {
        /// Position on the sheet, from 1.
        row: usize,
        /// The choice.
        choice: u8,
    },
    /// The row has [`MAX_ANSWERS`] answers already.
    #[error("answer {row} of the sheet exceeds {MAX_ANSWERS} answers")]
    Full {
        /// Position on the sheet, from 1.
        row: usize,
    },
}

/// Counts of one agency with the scores that follow from them.
#[derive(Debug, Clone)]
pub struct Live {
    compiled: Arc<Compiled>,
    counts: Vec<u32>,
    sums: Vec<RowSum>,
    values: Vec<u16>,
    passed: u64,
    summary: Summary,
}

impl Live {
    /// An agency without answers.
    pub fn new(compiled: Arc<Compiled>) -> Live {
        let summary = Summary::new(&compiled, |_| MISSING);
        let mut live = Live {
            counts: vec![0; compiled.columns()],
            sums: vec![RowSum::default(); compiled.rows()],
            values: vec![MISSING; compiled.values()],
            passed: 0,
            summary,
            compiled,
        };
        live.finish();
        live
    }

    /// An agency of a table; `None` where it is not there.
    pub fn of(tallies: &Tallies, agency: usize) -> Option<Live> {
        if tallies.agencies() <= agency {
            return None;
        }
        let mut live = Live::new(Arc::clone(tallies.compiled()));
        for row in 0..live.compiled.rows() {
            let columns = live.compiled.columns_of(row);
            for (count, counted) in live.counts[columns].iter_mut().zip(tallies.row(agency, row)) {
                *count = counted;
            }
            live.sums[row] = RowSum::of(live.compiled.points(row), tallies.row(agency, row));
        }
        for slot in 0..live.compiled.slots.len() {
            live.score_slot(slot);
        }
        live.passed = tallies.passed(agency);
        live.finish();
        Some(live)
    }

    /// Counts one answer sheet and scores the agency again. `choices` count from 1 in the order of
    /// [`Sheet::rows`]; 0 stands for no answer.
    ///
    /// # Errors
    /// A sheet that does not fit; nothing is counted then.
    pub fn count(&mut self, sheet: &Sheet, choices: &[u8]) -> Result<&Summary, SheetError> {
        self.check(sheet, choices)?;
        let answered = sheet.rows.iter().zip(choices).filter(|&(_, &choice)| choice != 0);
        for (&row, &choice) in answered {
            let compiled = &self.compiled.rows[row];
            let choice = usize::from(choice) - 1;
            self.counts[compiled.first_column + choice] += 1;
            self.sums[row].answers += 1;
            self.sums[row].points += u64::from(compiled.points[choice]);
        }
        for &slot in &sheet.slots {
            self.score_slot(slot);
        }
        self.finish();
        Ok(&self.summary)
    }

    /// Replaces the verdicts and scores the agency again: a bit for each disclosure item that passed.
    pub fn set_passed(&mut self, passed: u64) -> &Summary {
        self.passed = passed;
        self.finish();
        &self.summary
    }

    /// The scores as they stand.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Counts of a row, choice 1 first.
    pub fn row(&self, row: NodeIndex) -> &[u32] {
        &self.counts[self.compiled.columns_of(row)]
    }

    fn check(&self, sheet: &Sheet, choices: &[u8]) -> Result<(), SheetError> {
        let rows = sheet.rows.len();
        if rows != choices.len() || sheet.rows.last().is_some_and(|&last| self.sums.len() <= last) {
            return Err(SheetError::Length { answers: choices.len(), rows });
        }
        for (at, (&row, &choice)) in sheet.rows.iter().zip(choices).enumerate() {
            if self.compiled.rows[row].points.len() < usize::from(choice) {
                return Err(SheetError::Choice { row: at + 1, choice });
            }
            if choice != 0 && u64::from(MAX_ANSWERS) <= self.sums[row].answers {
                return Err(SheetError::Full { row: at + 1 });
            }
        }
        Ok(())
    }

    fn score_slot(&mut self, slot: usize) {
        let rows = &self.compiled.slots[slot].rows;
        debug_assert!(rows.len() <= MAX_ROWS);
        self.values[slot] = item_score(rows.iter().map(|&row| self.sums[row]));
    }

    fn finish(&mut self) {
        self.compiled.take_steps(self.passed, &mut self.values);
        self.summary = Summary::new(&self.compiled, |index| self.values[index]);
    }
}
