//! What was done, against what was promised.

use jiff::civil::Date;
use thai::{DateForm, DigitStyle, dates};

use super::Found;
use crate::plan::finding::FindingCode;
use crate::plan::model::{PlanMeasure, ProgressNote};

/// Notes, promises, result and evidence of a measure.
pub(super) fn check(measure: &PlanMeasure, today: Date, place: &str, found: &mut Found) {
    for (at, date) in unkept(measure, today) {
        let day = dates::write(date, DateForm::Short, DigitStyle::Ascii);
        found.add(
            FindingCode::PromiseWithoutNote,
            &format!("{place}.follow_ups[{at}]"),
            format!("ถึงกำหนดติดตาม {day} แล้ว แต่ยังไม่มีบันทึกความก้าวหน้า"),
            format!("the follow-up of {day} has passed without a note"),
        );
    }
    notes(measure, today, place, found);
    let recorded = measure.result.as_deref().is_some_and(|result| !result.trim().is_empty());
    if recorded && measure.evidence.iter().all(|evidence| evidence.name.trim().is_empty()) {
        found.add(
            FindingCode::WithoutEvidence,
            &format!("{place}.evidence"),
            "มีผลการดำเนินการแต่ไม่มีหลักฐาน",
            "a result without evidence",
        );
    }
    if !recorded && measure.period.days.is_some_and(|days| days.last_day() < today) {
        found.add(
            FindingCode::WithoutResult,
            &format!("{place}.result"),
            "สิ้นสุดระยะเวลาแล้วแต่ยังไม่มีผลการดำเนินการ",
            "the period is over and no result is recorded",
        );
    }
}

/// Dates and percentages of the notes.
fn notes(measure: &PlanMeasure, today: Date, place: &str, found: &mut Found) {
    let mut noted: Vec<_> = measure.progress.iter().enumerate().collect();
    for (at, note) in noted.iter().filter(|(_, note)| today < note.date) {
        let day = dates::write(note.date, DateForm::Short, DigitStyle::Ascii);
        found.add(
            FindingCode::ProgressInFuture,
            &format!("{place}.progress[{at}].date"),
            format!("บันทึกความก้าวหน้าลงวันที่ {day} ซึ่งยังไม่ถึง"),
            format!("the note of {day} lies in the future"),
        );
    }
    noted.sort_by_key(|&(at, note)| (note.date, at));
    let percents = noted.iter().filter_map(|&(at, note)| note.percent.map(|percent| (at, percent.get())));
    let percents: Vec<_> = percents.collect();
    for pair in percents.windows(2) {
        let [(_, before), (at, after)] = pair else { continue };
        if after < before {
            found.add(
                FindingCode::PercentFalls,
                &format!("{place}.progress[{at}].percent"),
                format!("ความก้าวหน้าลดจากร้อยละ {before} เหลือร้อยละ {after}"),
                format!("progress falls from {before} to {after} percent"),
            );
        }
    }
}

/// Promised dates that are over, with no note between the promise before and the promise after.
/// A late note so answers its promise, but no note answers one that it does not stand next to.
fn unkept(measure: &PlanMeasure, today: Date) -> Vec<(usize, Date)> {
    let mut promised: Vec<_> = measure.follow_ups.iter().copied().enumerate().collect();
    promised.sort_by_key(|&(at, date)| (date, at));
    let neighbour = |at: Option<usize>| at.and_then(|at| promised.get(at)).map(|&(_, date)| date);
    let unkept = promised.iter().enumerate().filter(|&(at, &(_, date))| {
        let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let answers = |note: &ProgressNote| {
            !note.text.trim().is_empty()
                && note.date <= today
                && before.is_none_or(|before| before < note.date || before == date)
                && after.is_none_or(|after| note.date < after || after == date)
        };
        date < today && !measure.progress.iter().any(answers)
    });
    unkept.map(|(_, &promise)| promise).collect()
}
