//! Durable small writes of many clients at a time, held against the time that the disk takes to sync.
//!
//!     cargo bench -p store --bench writes -- [./FOLDER] [postgres://…]
//!
//! `cargo bench --workspace --bench '*' -- NAME...` hands its names to every file: this one is `store_writes`.
//!
//! Each write adds one setting and its audit row and is answered when it is on disk. The goal is 70 % of
//! clients / time of one fdatasync on SQLite.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use store::{Act, Actor, Store, settings};

static NEXT: AtomicU64 = AtomicU64::new(0);

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}

/// Writes 20 MB of values: SQLite's log has its full length then and is written over, as in a program that has run
/// for a while. Before that, every sync has to record a longer file as well.
async fn warm_up(address: &str) -> Result<(), store::Error> {
    let store = Store::open(address).await?;
    let value: &'static str = String::leak("x".repeat(100_000));
    for n in 0..200 {
        let act = Act::new(jiff::Timestamp::UNIX_EPOCH, Actor::Program);
        store.write(move |tx| settings::set(tx, &act, None, &format!("warm-{n}"), value)).await?;
    }
    Ok(())
}

async fn measure(address: &str, clients: usize, seconds: u64) -> Result<(u64, Vec<Duration>), store::Error> {
    let store = Store::open(address).await?;
    let started = now();
    let until = Duration::from_secs(seconds);
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut times = Vec::new();
                let act = Act::new(jiff::Timestamp::UNIX_EPOCH, Actor::Program);
                while started.elapsed() < until {
                    // In the order of time, as the ids of rows are: the places that a commit touches lie together.
                    let number = NEXT.fetch_add(1, Ordering::Relaxed);
                    let (act, name) = (act.clone(), format!("bench-{number:010}"));
                    let begun = now();
                    store.write(move |tx| settings::set(tx, &act, None, &name, "a small value")).await?;
                    times.push(begun.elapsed());
                }
                Ok::<_, store::Error>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.map_err(|_| store::Error::Stopped)??);
    }
    let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX).max(1);
    let rate = u64::try_from(times.len()).unwrap_or(0) * 1_000_000 / micros;
    store.close().await;
    times.sort();
    Ok((rate, times))
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with("--")).collect();
    // Names of benchmarks are bare words; a folder has a separator in it and an address a scheme.
    let (places, names): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|one| one.contains(['/', '\\']));
    if !names.is_empty() && !names.iter().any(|name| *name == "store_writes") {
        return Ok(());
    }
    let (servers, folders): (Vec<&String>, Vec<&String>) = places.iter().partition(|one| one.contains("://"));
    let folder = folders.first().map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = folder.join(format!("prongsai-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let mut places = vec![("sqlite", format!("sqlite:{}", folder.join("bench.db").display()))];
    if let Some(server) = servers.first() {
        places.push(("postgres", server.to_string()));
    }
    for (name, address) in places {
        // Open all the time, so that the log is not taken away between the measurements.
        let kept_open = Store::open(&address).await?;
        warm_up(&address).await?;
        for clients in [1, 8, 64] {
            // Before and after: a disk that is shared can change its mind in between, and then neither counts.
            let before = testkit::places::sync_time(&folder)?;
            let (rate, times) = measure(&address, clients, 5).await?;
            let after = testkit::places::sync_time(&folder)?;
            let sync_micros = u64::try_from((before.max(after)).as_micros())?.max(1);
            let ideal = u64::try_from(clients)? * 1_000_000 / sync_micros;
            let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
            println!(
                "bench: store_writes_{name}_{clients} = {rate} writes/s, {} % of {ideal} (one fdatasync: {before:?} before, {after:?} \
                 after); p50 {:?}, p99 {:?}",
                rate * 100 / ideal.max(1),
                at(50),
                at(99)
            );
        }
        kept_open.close().await;
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
