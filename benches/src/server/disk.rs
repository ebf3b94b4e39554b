//! How long the disk takes to keep something.

use std::fs::OpenOptions;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Median time of one `fdatasync` after writing 32 KiB over what is there, over 200 times.
///
/// # Errors
/// A folder that cannot be written.
#[expect(clippy::disallowed_methods, reason = "benchmarks read the clock")]
pub fn sync_time(folder: &Path) -> Result<Duration> {
    let path = folder.join("sync.tmp");
    let mut file = OpenOptions::new().create(true).truncate(true).write(true).open(&path)?;
    file.write_all(&vec![1; 8 << 20])?;
    file.sync_all()?;
    let mut times = Vec::new();
    for n in 0..200u64 {
        file.seek(SeekFrom::Start(n * 32_768))?;
        file.write_all(&vec![u8::try_from(n)?; 32_768])?;
        let started = Instant::now();
        file.sync_data()?;
        times.push(started.elapsed());
    }
    std::fs::remove_file(path)?;
    times.sort();
    times.get(100).copied().context("200 times")
}
