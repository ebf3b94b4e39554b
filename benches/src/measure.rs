//! Times of repeated runs, processor time and memory.

#![expect(clippy::float_arithmetic, reason = "durations are measured and shown, no score is computed")]
#![expect(clippy::disallowed_methods, reason = "benchmarks read the clock")]

use std::fs;
use std::time::{Duration, Instant};

/// Times of one benchmark per call, in nanoseconds.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// Median over all rounds.
    pub median: f64,
    /// Fastest round.
    pub least: f64,
    /// Slowest round.
    pub most: f64,
    /// Processor time of this thread over all rounds; `None` where the system does not tell.
    pub cpu: Option<f64>,
}

/// Calls `work` in `rounds` rounds of `calls` each, after one round that does not count.
pub fn measure(rounds: usize, calls: u32, mut work: impl FnMut()) -> Times {
    let mut round = || {
        let start = Instant::now();
        for _ in 0..calls {
            work();
        }
        start.elapsed()
    };
    round();
    let before = processor_time();
    let mut times: Vec<Duration> = (0..rounds.max(1)).map(|_| round()).collect();
    let after = processor_time();
    times.sort_unstable();
    let per_call = |time: Duration| time.as_secs_f64() * 1e9 / f64::from(calls);
    let all_calls = f64::from(calls) * times.len() as f64;
    let cpu = before.zip(after).map(|(before, after)| (after - before).as_secs_f64() * 1e9 / all_calls);
    Times {
        median: per_call(times[times.len() / 2]),
        least: per_call(times[0]),
        most: per_call(times[times.len() - 1]),
        cpu,
    }
}

/// Wall time of one call, in milliseconds.
pub fn once<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed().as_secs_f64() * 1e3)
}

/// Time that this thread was on a processor; `None` where the system does not tell.
pub fn processor_time() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// A figure of `/proc/self/status` in MB: `VmHWM` is the most memory ever resident, `VmRSS` what is now.
pub fn memory_mb(field: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kb| kb / 1024.0)
}

/// Prints one result with its goal, and says when it is missed.
pub fn report(name: &str, value: f64, unit: &str, goal: Option<(f64, &str)>) {
    let goal = match goal {
        None => String::new(),
        Some((limit, words)) if value < limit => format!(" (goal {words})"),
        Some((_, words)) => format!(" (goal {words}, MISSED)"),
    };
    println!("bench: {name} = {value:.3} {unit}{goal}");
}

/// Prints one result that should be as large as its goal, and says when it is missed.
pub fn report_rate(name: &str, value: u64, unit: &str, goal: Option<u64>) {
    let goal = match goal {
        None => String::new(),
        Some(least) if least <= value => format!(" (goal at least {least})"),
        Some(least) => format!(" (goal at least {least}, MISSED)"),
    };
    println!("bench: {name} = {value} {unit}{goal}");
}
