//! How far a measure is, from dates and notes alone.

use domain::plan::{PlanMeasure, ProgressNote};
use jiff::civil::Date;

/// How far a measure is on a day.
///
/// The word is computed, never written down:
///
/// | word | when |
/// |---|---|
/// | แล้วเสร็จ | a note of 100 percent by the day, or a result whose day (see [`Status::of`]) is not after it |
/// | เลยกำหนด | not done, and the last day of the period is over |
/// | อยู่ระหว่างดำเนินการ | a note by the day that is not one of 0 percent |
/// | ยังไม่เริ่ม | nothing of that is recorded |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nothing is recorded yet.
    NotStarted,
    /// Something was done.
    InProgress,
    /// It is finished.
    Done,
    /// Its time is over, and it is not finished.
    Overdue,
}

impl Status {
    /// All of them, in the order of a table.
    pub const ALL: [Status; 4] = [Status::Done, Status::InProgress, Status::NotStarted, Status::Overdue];

    /// The status of a measure on a day.
    ///
    /// A plan gives no day for the final result. It counts from the last note, without notes from the end of the
    /// period, without both from whenever it is asked for; so the report of the first half of a year does not
    /// tell what came of it in the second.
    pub fn of(measure: &PlanMeasure, day: Date, today: Date) -> Status {
        let by_then = |note: &&ProgressNote| note.date <= day;
        let full = |note: &ProgressNote| note.percent.is_some_and(|percent| percent.get() == 100);
        let begun = |note: &ProgressNote| note.percent.is_none_or(|percent| percent.get() != 0);
        let result = result_day(measure, today).is_some_and(|result| result <= day);
        if result || measure.progress.iter().filter(by_then).any(full) {
            Status::Done
        } else if measure.period.days.is_some_and(|days| days.last_day() < day) {
            Status::Overdue
        } else if measure.progress.iter().filter(by_then).any(begun) {
            Status::InProgress
        } else {
            Status::NotStarted
        }
    }

    /// As it is printed.
    pub fn word(self) -> &'static str {
        match self {
            Status::NotStarted => "ยังไม่เริ่ม",
            Status::InProgress => "อยู่ระหว่างดำเนินการ",
            Status::Done => "แล้วเสร็จ",
            Status::Overdue => "เลยกำหนด",
        }
    }
}

/// The day from which the final result counts; none without a result.
pub(super) fn result_day(measure: &PlanMeasure, today: Date) -> Option<Date> {
    measure.result.as_deref().filter(|result| !result.trim().is_empty())?;
    let last_note = measure.progress.iter().map(|note| note.date).max();
    let end = || measure.period.days.map(|days| days.last_day());
    Some(last_note.or_else(end).unwrap_or(today).min(today))
}

/// Whether a promise of looking after a measure was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// A note stands next to it.
    Kept,
    /// The day is not over yet.
    Ahead,
    /// The day is over and no note answers it.
    Open,
}

impl Promise {
    /// Whether a note by `day` answers the promise. As in the check of plans, a note answers a promise that it
    /// stands next to: between the promise before and the one after.
    pub fn of(measure: &PlanMeasure, promised: Date, day: Date) -> Promise {
        let before = measure.follow_ups.iter().filter(|&&other| other < promised).max();
        let after = measure.follow_ups.iter().filter(|&&other| promised < other).min();
        let answers = |note: &ProgressNote| {
            !note.text.trim().is_empty()
                && note.date <= day
                && before.is_none_or(|&before| before < note.date)
                && after.is_none_or(|&after| note.date < after)
        };
        let on_the_day = |note: &ProgressNote| note.date == promised && answers(note);
        match promised < day {
            true if measure.progress.iter().any(answers) => Promise::Kept,
            true => Promise::Open,
            false if measure.progress.iter().any(on_the_day) => Promise::Kept,
            false => Promise::Ahead,
        }
    }

    /// As it is printed.
    pub fn word(self) -> &'static str {
        match self {
            Promise::Kept => "มีบันทึกแล้ว",
            Promise::Ahead => "ยังไม่ถึงกำหนด",
            Promise::Open => "ยังไม่มีบันทึก",
        }
    }
}
