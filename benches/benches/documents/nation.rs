//! The memo of every agency as PDF and DOCX, on two threads.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use benches::agencies::Case;
use benches::measure::{memory_mb, once, processor_time, report};
use benches::nation::{AGENCIES, Random};
use benches::options::Options;

use crate::kinds::MEMO;
use crate::press::{self, Press};

const THREADS: usize = 2;
/// After how many memos memory is looked at, beside the end.
const LOOKS: [usize; 3] = [400, 1_000, 4_000];

/// Draws, scores, plans, composes and writes; every memo goes to a file, over the one before.
pub fn memos(press: &Press, options: &Options) -> Result<()> {
    let count = if options.quick { 400 } else { AGENCIES };
    let folder = options.folder.join("documents");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let next = AtomicUsize::new(0);
    let (workers, time) = once(|| -> Result<Vec<Work>> {
        std::thread::scope(|scope| {
            let start = |thread| {
                scope.spawn({
                    let (next, folder) = (&next, &folder);
                    move || work(press, folder, thread, next, count)
                })
            };
            let workers: Vec<_> = (0..THREADS).map(start).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().map_err(|_| anyhow!("a worker stopped"))?)
                .collect()
        })
    });
    let workers = workers?;
    for file in (0..THREADS).flat_map(|thread| ["pdf", "docx"].map(|format| name(thread, format))) {
        // What is left behind does no harm.
        let _ = fs::remove_file(folder.join(file));
    }
    summary(&workers, time, count);
    Ok(())
}

/// What a thread did.
#[derive(Default)]
struct Work {
    processor: Duration,
    bytes: usize,
    /// Memory after so many memos, in MB.
    memory: Vec<(usize, f64)>,
}

fn work(press: &Press, folder: &Path, thread: usize, next: &AtomicUsize, count: usize) -> Result<Work> {
    let mut done = Work::default();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if count <= number {
            break;
        }
        // An agency is the same whichever thread draws it.
        let case = Case::draw(&mut Random(1_000_000 + number as u64))?;
        let document = press.compose(&case, MEMO)?;
        for (format, content) in [("pdf", press.pdf(&document)?), ("docx", press::docx(&document)?)] {
            done.bytes += content.len();
            fs::write(folder.join(name(thread, format)), content).context("writing a memo")?;
        }
        if LOOKS.contains(&(number + 1)) {
            done.memory.extend(memory_mb("VmRSS").map(|memory| (number + 1, memory)));
        }
    }
    done.processor = processor_time().unwrap_or_default();
    Ok(done)
}

fn name(thread: usize, format: &str) -> String {
    format!("nation-{thread}.{format}")
}

fn summary(workers: &[Work], time: f64, count: usize) {
    // A goal is one for the whole nation.
    let goal = |goal| if count == AGENCIES { Some(goal) } else { None };
    report("nation_memos_count", count as f64, "memos", None);
    report("nation_memos", time / 1e3, "s", goal((240.0, "< 4 min, two cores")));
    let processor: f64 = workers.iter().map(|work| work.processor.as_secs_f64()).sum();
    report("nation_memos_cpu", processor, "s", None);
    report("nation_memos_each_cpu", processor * 1e3 / count as f64, "ms", None);
    let bytes: usize = workers.iter().map(|work| work.bytes).sum();
    report("nation_memos_written", bytes as f64 / 1e6, "MB", None);
    let mut memory: Vec<_> = workers.iter().flat_map(|work| &work.memory).copied().collect();
    memory.sort_unstable_by_key(|&(after, _)| after);
    memory.extend(memory_mb("VmRSS").filter(|_| !LOOKS.contains(&count)).map(|now| (count, now)));
    let early = memory.first().map(|&(_, early)| early);
    for (at, (after, now)) in memory.iter().enumerate() {
        let flat = early.filter(|_| 0 < at);
        let limit = flat.map(|early| (1.25 * early + 8.0, "flat: a quarter above the first at most"));
        report(&format!("nation_memos_memory_after_{after}"), *now, "MB", limit);
    }
    if let Some(peak) = memory_mb("VmHWM") {
        report("nation_memos_memory_peak", peak, "MB", goal((1024.0, "< 1 GB")));
    }
}
