//! What the server does by itself: every minute and every day. A failure is told and tried again.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use service::Service;
use store::Mode;

/// Between two looks at whether the store only reads; if so it is tried whether it takes changes again.
const LOOK: Duration = Duration::from_secs(5);

/// Looks from one round of work to the next: a minute.
const ROUND: u32 = 12;

/// Between two rounds of daily work.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Goes on until the task is ended.
pub(super) async fn keep(service: Service) {
    let mut was_read_only = false;
    let mut last_day = None;
    for look in (0..ROUND).cycle() {
        if look == 0 || service.store().mode() == Mode::ReadOnly {
            was_read_only = every_minute(&service, was_read_only).await;
        }
        let now = service.now();
        if look == 0 && is_due(last_day, now) && every_day(&service).await {
            last_day = Some(now);
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Answers whether only reading works.
async fn every_minute(service: &Service, was_read_only: bool) -> bool {
    match service.every_minute().await {
        Ok(done) => {
            if done.resumed {
                tracing::info!("the store takes changes again");
            } else if done.is_read_only {
                tracing::warn!("the store only reads: its disk was full or failed");
            }
            done.is_read_only
        }
        Err(problem) => {
            tracing::warn!(%problem, cause = problem.cause, "the work of this minute failed; tried again in a minute");
            was_read_only
        }
    }
}

/// Answers whether it was done.
async fn every_day(service: &Service) -> bool {
    match service.every_day().await {
        Ok(forgotten) => {
            tracing::info!(forgotten, "the work of this day is done");
            true
        }
        Err(problem) => {
            tracing::warn!(%problem, cause = problem.cause, "the work of this day failed; tried again in a minute");
            false
        }
    }
}

/// Whether the daily work is to be done: at the start, a day later, and when the clock was set back by so much
/// that the last time lies in the future.
fn is_due(last: Option<Timestamp>, now: Timestamp) -> bool {
    last.is_none_or(|last| DAY <= now.duration_since(last).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn daily_work_is_due_at_the_start_and_a_day_later() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let noon = at("2026-03-01T12:00:00Z");
        assert!(is_due(None, noon));
        assert!(!is_due(Some(noon), at("2026-03-02T11:59:59Z")));
        assert!(is_due(Some(noon), at("2026-03-02T12:00:00Z")));
        assert!(is_due(Some(at("2027-01-01T00:00:00Z")), noon));
    }
}
