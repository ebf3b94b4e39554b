//! Figures, counts and verdicts from the text they were written with.

use domain::score::{Score, ScoreError};
use domain::scoring::{MAX_ANSWERS, Points, Verdict};
use thai::digits::{Digits, read_number};

use super::figure_faults;
use super::report::Fault;

/// A decimal in ASCII digits. Commas are refused: `0,012` may have been meant as 0.012.
fn decimal(written: &str) -> Result<String, Fault> {
    let number = read_number(written).map_err(|_| figure_faults::not_a_number(written))?;
    match number.digits {
        Digits::Mixed => Err(figure_faults::mixed_digits(written)),
        _ if written.contains(',') => Err(figure_faults::not_a_number(written)),
        Digits::Ascii | Digits::Thai => Ok(number.text),
    }
}

/// What a figure between 0 and 1 would be as a percentage: Excel keeps 97% as 0.97.
pub(crate) fn as_percent(written: &str) -> Option<String> {
    let places = written.trim().strip_prefix("0.")?.trim_end_matches('0');
    if places.is_empty() || 4 < places.len() || !places.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let places = format!("{places:0<2}");
    let (whole, rest) = places.split_at(2);
    let whole = if whole == "00" { "0" } else { whole.trim_start_matches('0') };
    Some(if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") })
}

/// A score of 0 to 100 with at most two decimals.
pub(crate) fn score(written: &str) -> Result<Score, Fault> {
    decimal(written)?.parse::<Score>().map_err(|error| match error {
        ScoreError::NotANumber => figure_faults::not_a_number(written),
        ScoreError::OutOfRange => figure_faults::score_out_of_range(written),
        ScoreError::TooPrecise => figure_faults::too_precise(written),
    })
}

/// Points out of an instrument's weight; the weight is in hundredths.
pub(crate) fn points(written: &str, weight: u32) -> Result<Points, Fault> {
    let points = Points(u32::from(score(written)?.hundredths()));
    let most = Points(weight);
    if most < points {
        Err(figure_faults::points_above_weight(written, &most.to_string()))
    } else {
        Ok(points)
    }
}

/// A number of answers.
pub(crate) fn count(written: &str) -> Result<u32, Fault> {
    let number = read_number(written).map_err(|_| figure_faults::not_a_number(written))?;
    if number.digits == Digits::Mixed {
        return Err(figure_faults::mixed_digits(written));
    }
    if number.text.contains('.') {
        return Err(figure_faults::count_not_whole(written));
    }
    let (negative, digits) = match number.text.strip_prefix('-') {
        Some(digits) => (digits != "0", digits),
        None => (false, number.text.as_str()),
    };
    if negative {
        return Err(figure_faults::negative_count(written));
    }
    let count = digits.parse::<u32>().ok().filter(|count| *count <= MAX_ANSWERS);
    count.ok_or_else(|| figure_faults::count_too_large(written, MAX_ANSWERS))
}

/// Pass or fail.
pub(crate) fn verdict(written: &str) -> Result<Verdict, Fault> {
    match written.trim() {
        "pass" | "ผ่าน" | "true" => Ok(Verdict::Pass),
        "fail" | "ไม่ผ่าน" | "false" => Ok(Verdict::Fail),
        _ => Err(figure_faults::unknown_verdict(written)),
    }
}

/// A code with its Thai digits folded.
pub(crate) fn code(written: &str) -> Result<String, Fault> {
    let trimmed = written.trim();
    let has_thai = trimmed.contains(thai::digits::is_thai_digit);
    if has_thai && trimmed.contains(|c: char| c.is_ascii_digit()) {
        return Err(figure_faults::mixed_digits(written));
    }
    Ok(thai::digits::to_ascii(trimmed))
}
