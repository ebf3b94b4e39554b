//! The only place in the workspace tools that reads a clock.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// The start of a measured step.
#[expect(clippy::disallowed_methods, reason = "steps of a build report how long they took")]
pub fn start() -> Instant {
    Instant::now()
}

/// Today in UTC as `YYYY-MM-DD`.
#[expect(clippy::disallowed_methods, reason = "a result file says on which day it was measured")]
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    iso_date(seconds / 86_400)
}

/// The proleptic Gregorian date of a number of days after 1970-01-01.
///
/// Counts in 400-year eras of years that begin in March, so that the leap day is the last day of a year.
fn iso_date(days_since_1970: u64) -> String {
    let days = days_since_1970 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::iso_date;

    #[test]
    fn days_become_dates() {
        assert_eq!(iso_date(0), "1970-01-01");
        assert_eq!(iso_date(11_016), "2000-02-29");
        assert_eq!(iso_date(11_017), "2000-03-01");
        assert_eq!(iso_date(19_722), "2023-12-31");
        assert_eq!(iso_date(19_723), "2024-01-01");
        assert_eq!(iso_date(19_997), "2024-10-01");
    }
}
