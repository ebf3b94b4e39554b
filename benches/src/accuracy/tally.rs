//! Sums over many reports.

use std::collections::BTreeMap;

use super::judge::Judged;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// All.
    pub all: usize,
    /// Those that were right.
    pub right: usize,
}

impl Share {
    /// Counts one more.
    pub fn add(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    /// Counts others too.
    pub fn join(&mut self, other: Share) {
        self.all += other.all;
        self.right += other.right;
    }

    /// Hundredths of a per cent, rounded down, so that nothing is told better than it is; 10,000 of none.
    pub fn hundredths(self) -> usize {
        (self.right * 10_000).checked_div(self.all).unwrap_or(10_000)
    }

    /// In per cent: `99.51`; a dash of none.
    pub fn percent(self) -> String {
        if self.all == 0 {
            return "–".to_owned();
        }
        let all = self.hundredths();
        format!("{}.{:02}", all / 100, all % 100)
    }
}

/// Reports of one class.
#[derive(Debug, Clone, Default)]
pub struct Class {
    /// How many.
    pub reports: usize,
    /// Scores.
    pub numbers: Share,
    /// Rows of measures.
    pub rows: Share,
    /// Scores that nobody printed.
    pub invented: usize,
    /// Rows that nobody printed.
    pub more_rows: usize,
    /// Clean reports, and findings in them.
    pub clean: usize,
    /// Findings in clean reports.
    pub false_findings: usize,
    /// Faults, and those that were found.
    pub faults: Share,
}

/// Faults of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct OfKind {
    /// Found at all.
    pub found: Share,
    /// Found with its place.
    pub placed: Share,
    /// With the right first candidate, of those for which one value is right.
    pub mended: Share,
}

/// Everything.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// All reports.
    pub whole: Class,
    /// By layout or template.
    pub layouts: BTreeMap<String, Class>,
    /// By form.
    pub forms: BTreeMap<&'static str, Class>,
    /// By kind of fault.
    pub faults: BTreeMap<&'static str, OfKind>,
    /// Findings in clean reports by code.
    pub false_codes: BTreeMap<&'static str, usize>,
    /// Findings in reports with faults that none of these calls for.
    pub beside: usize,
}

impl Tally {
    /// Sums up.
    pub fn of(all: &[Judged]) -> Tally {
        let mut tally = Tally::default();
        for judged in all {
            let classes = [
                tally.layouts.entry(judged.layout.clone()).or_default(),
                tally.forms.entry(judged.form.name()).or_default(),
                &mut tally.whole,
            ];
            for class in classes {
                class.add(judged);
            }
            for fault in &judged.faults {
                let kind = tally.faults.entry(fault.kind).or_default();
                kind.found.add(fault.found);
                kind.placed.add(fault.placed);
                if let Some(mended) = fault.mended {
                    kind.mended.add(mended);
                }
            }
            if judged.clean {
                for code in &judged.others {
                    *tally.false_codes.entry(code).or_insert(0) += 1;
                }
            } else {
                tally.beside += judged.others.len();
            }
        }
        tally
    }
}

impl Class {
    fn add(&mut self, judged: &Judged) {
        self.reports += 1;
        self.numbers.join(judged.numbers);
        self.rows.join(judged.rows);
        self.invented += judged.invented;
        self.more_rows += judged.more_rows;
        if judged.clean {
            self.clean += 1;
            self.false_findings += judged.others.len();
        }
        for fault in &judged.faults {
            self.faults.add(fault.found);
        }
    }

    /// Findings for each clean report, in hundredths, rounded up.
    pub fn false_each(&self) -> usize {
        (self.false_findings * 100).div_ceil(self.clean.max(1))
    }
}
