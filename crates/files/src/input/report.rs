//! Collects everything that is wrong with a file.

use domain::Text;

use super::problem::{Problem, Remark};
use super::tree::At;

/// A problem whose place is not told yet.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub code: &'static str,
    pub message: Text,
    pub remedy: Text,
}

/// After so many problems the rest of the file is not worth reading.
const MAX_PROBLEMS: usize = 1_000;

/// What was found in one file.
pub(crate) struct Report {
    file: String,
    pub problems: Vec<Problem>,
    pub remarks: Vec<Remark>,
}

impl Report {
    pub fn new(file: &str) -> Report {
        Report { file: file.to_owned(), problems: Vec::new(), remarks: Vec::new() }
    }

    pub fn add(&mut self, at: &At, key: impl Into<String>, fault: Fault) {
        if self.is_full() {
            return;
        }
        let problem = self.problem(at, key.into(), fault);
        self.problems.push(problem);
        if self.is_full() {
            let fault = super::faults::too_many_problems(MAX_PROBLEMS);
            let last = self.problem(&At::default(), String::new(), fault);
            self.problems.push(last);
        }
    }

    fn problem(&self, at: &At, key: String, fault: Fault) -> Problem {
        Problem {
            code: fault.code,
            file: self.file.clone(),
            line: at.line,
            column: at.column,
            cell: at.cell.clone(),
            key,
            message: fault.message,
            remedy: fault.remedy,
        }
    }

    /// The value, or `None` after noting what is wrong with it.
    pub fn take<T>(&mut self, at: &At, key: &str, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.add(at, key, fault)).ok()
    }

    pub fn remark(&mut self, code: &'static str, key: impl Into<String>, message: Text) {
        self.remarks.push(Remark { code, key: key.into(), message });
    }

    pub fn is_full(&self) -> bool {
        MAX_PROBLEMS <= self.problems.len()
    }
}
