//! How well published reports are read and audited: thousands of made-up ones of which everything is known.

mod judge;
mod page;
mod tally;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, anyhow};
use domain::framework::Catalogue;

use crate::reports::Press;
pub use judge::{FaultFound, Judged, judge};
pub use page::page;
pub use tally::{Share, Tally};

/// Stack of a thread that reads: documents nest deeply.
const STACK: usize = 16 << 20;

/// Makes reports 0 to `count` of a seed, reads and audits each, and holds the outcome against what is known.
///
/// # Errors
/// Where a report cannot be made. One that cannot be read counts as read wrongly in everything.
pub fn run(press: &Press, seed: u64, count: usize) -> Result<Vec<Judged>> {
    let catalogue = Catalogue::embedded();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Judged>)>> = Mutex::new(Vec::with_capacity(count));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if count <= number {
                return;
            }
            let judged = press.report(seed, number as u64).map(|report| judge(&report, &catalogue));
            if let Ok(mut done) = done.lock() {
                done.push((number, judged));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| -> Result<()> {
        for _ in 0..threads {
            std::thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, work)
                .context("starting a thread")?;
        }
        Ok(())
    })?;
    let mut done = done.into_inner().map_err(|_| anyhow!("a thread stopped"))?;
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, judged)| judged).collect()
}
