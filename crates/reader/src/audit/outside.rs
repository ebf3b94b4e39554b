//! Periods and dates outside the fiscal year that the document is of.

use domain::Text;
use thai::{FiscalYear, Period};

use super::dates::thai_date;
use super::model::{Candidate, Code, Finding, Kind, Severity};
use super::passages;
use super::work::Work;
use crate::claims::MeasureClaim;

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    periods(work, findings);
    memo(work, findings);
}

/// The fiscal year of most rows, where most agree.
fn usual(rows: &[(&MeasureClaim, Period)]) -> Option<FiscalYear> {
    let years: Vec<FiscalYear> = rows.iter().filter_map(|(_, period)| period.fiscal_year()).collect();
    let count = |year: FiscalYear| years.iter().filter(|other| **other == year).count();
    let best = years.iter().copied().max_by_key(|year| (count(*year), std::cmp::Reverse(year.number())))?;
    (3 <= rows.len() && rows.len() * 2 < count(best) * 3).then_some(best)
}

fn periods(work: &Work<'_>, findings: &mut Vec<Finding>) {
    let rows: Vec<(&MeasureClaim, Period)> =
        work.claims.measures.iter().filter_map(|row| Some((row, row.period.period?))).collect();
    let declared = work.claims.round_year.filter(|round| {
        // With few rows, the year that the document says of itself decides, when it says just one.
        let told = work.claims.years.iter().filter(|claim| claim.of != crate::claims::YearOf::Other);
        told.clone().count() > 0 && told.clone().all(|claim| claim.year == *round)
    });
    let Some(year) = usual(&rows).or(declared) else { return };
    for (claim, period) in rows {
        if year.contains(period.first_day()) && year.contains(period.last_day()) {
            continue;
        }
        let number = year.number();
        let printed = claim.period.text.clone();
        let place = claim.origin.place;
        let column = column_of(work, claim);
        let passage = passages::row_at(work.source, place).map_or_else(
            || work.measure(claim),
            |row| passages::row(row, column.map_or(place, |column| place.at_column(column + 1)), column),
        );
        let (from, to) = (thai_date(period.first_day()), thai_date(period.last_day()));
        let usual = format!("{} - {}", thai_date(year.first_day()), thai_date(year.last_day()));
        findings.push(Finding {
            code: Code::DateOutsideYear,
            severity: Severity::Warning,
            key: String::new(),
            published: printed.clone(),
            recomputed: None,
            difference: None,
            candidates: vec![Candidate {
                key: String::new(),
                place: Some(passage.place),
                from: printed,
                to: usual.clone(),
                kind: Kind::OtherPassage,
                range: None,
            }],
            passages: vec![passage],
            message: Text::new(
                format!("ระยะเวลา {from} ถึง {to} อยู่นอกปีงบประมาณ {number} ({usual}) ของมาตรการอื่นในเอกสาร โปรดตรวจปีและเดือน"),
                format!(
                    "The period {} to {} is not within fiscal year {number}, that of the document's other measures. \
                     Check year and months.",
                    period.first_day(),
                    period.last_day()
                ),
            ),
        });
    }
}

/// The column that the period of a row stands in.
fn column_of(work: &Work<'_>, claim: &MeasureClaim) -> Option<usize> {
    let row = passages::row_at(work.source, claim.origin.place)?;
    let wanted = thai::fold_for_match(&claim.period.text);
    row.cells.iter().find(|cell| thai::fold_for_match(&cell.text) == wanted).map(|cell| cell.column)
}

/// A memo that is dated before the fiscal year whose result it reports had begun.
fn memo(work: &Work<'_>, findings: &mut Vec<Finding>) {
    let Some(year) = work.claims.score_year.filter(|_| work.claims.published().overall.is_some()) else {
        return;
    };
    for piece in work.running().take(30) {
        let Some(at) = piece.text.find("วันที่") else { continue };
        let is_head = piece.text.trim_start().starts_with("ที่") || piece.text.trim_start().starts_with("วันที่");
        let tail: String = piece.text.get(at..).unwrap_or_default().chars().take(60).collect();
        let Some(found) = periods_in(&tail).filter(|_| is_head) else { continue };
        let (date, words) = found;
        if year.first_day() <= date {
            return;
        }
        let mark = passages::find(piece.text, &words).unwrap_or(at..piece.text.len());
        let shown = thai_date(date);
        findings.push(Finding {
            code: Code::DateOutsideYear,
            severity: Severity::Warning,
            key: String::new(),
            passages: vec![passages::cut(piece.place, piece.text, mark)],
            published: words,
            recomputed: None,
            difference: None,
            candidates: Vec::new(),
            message: Text::new(
                format!(
                    "บันทึกลงวันที่ {shown} ก่อนเริ่มปีงบประมาณ {} ที่รายงานผล โปรดตรวจวันที่ของบันทึกและปีของผล",
                    year.number()
                ),
                format!(
                    "The memo is dated {date}, before fiscal year {} began, whose result it reports. Check the date of \
                     the memo and the year of the result.",
                    year.number()
                ),
            ),
        });
        return;
    }
}

/// The first single day that a text names.
fn periods_in(text: &str) -> Option<(thai::Date, String)> {
    let found = thai::periods::find(text).into_iter().next()?;
    let period = found.reading.period;
    (period.first_day() == period.last_day()).then_some((period.first_day(), found.reading.words))
}
