//! The day on which the command runs, where none is given.

use std::time::Duration;

use domain::Text;
use thai::Date;

use crate::commands::shared;
use crate::output::Failure;

/// Thailand is seven hours ahead of UTC all year round; a plan keeps Thai days wherever the machine stands.
const AHEAD: u64 = 7 * 60 * 60;

/// The day that was given, in any form of Thai documents; else that of the clock.
pub(super) fn today(given: Option<&str>) -> Result<Date, Failure> {
    let Some(written) = given else { return Ok(now()) };
    thai::dates::read(written).map(|reading| reading.date).map_err(|error| {
        let message =
            Text::new(format!("“{written}” ไม่ใช่วันที่"), format!("“{written}” is not a date ({error})"));
        let remedy = Text::new("เขียนเช่น 2025-10-01 หรือ 1 ต.ค. 2568", "write it as 2025-10-01");
        shared::bad_option("--today", message, remedy)
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the outermost layer reads the clock once and hands the day on"
)]
fn now() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = (since.as_secs() + AHEAD) / (24 * 60 * 60);
    let first = Date::constant(1970, 1, 1);
    first.checked_add(Duration::from_secs(days * 24 * 60 * 60)).unwrap_or(first)
}
