//! Folders and small disks for tests, gone afterwards.

use std::fs::OpenOptions;
use std::io::{Seek as _, Write as _};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A folder of its own, removed in the end.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Default for Folder {
    fn default() -> Folder {
        Folder::new()
    }
}

impl Folder {
    /// An empty folder among the system's temporary files.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("prongsai-test-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where a file of it is or would be.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The address of a store in a file of it.
    pub fn address(&self, name: &str) -> String {
        format!("sqlite:{}", self.0.join(name).display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A file system of some megabytes in memory, where the machine lets the test make one.
#[derive(Debug)]
pub struct Small(Folder);

impl Deref for Small {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.0
    }
}

impl Small {
    /// Mounts it; `None`, with a line that says so, where that is not allowed.
    pub fn mount(megabytes: u32) -> Option<Small> {
        let folder = Folder::new();
        let mut mount = Command::new("mount");
        let size = format!("size={megabytes}m");
        mount.args(["-t", "tmpfs", "-o", &size, "prongsai-test"]).arg(folder.path());
        let is_mounted =
            cfg!(target_os = "linux") && mount.output().is_ok_and(|output| output.status.success());
        if !is_mounted {
            println!("skipped: this system does not let the test make a small file system");
        }
        is_mounted.then(|| Small(folder))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).output();
    }
}

/// Fills a megabyte of a disk, to be taken away later.
///
/// # Panics
/// When there is no room for it.
pub fn ballast(path: &Path) {
    std::fs::write(path, vec![1; 1_000_000]).expect("there is room for it at first");
}

/// How long the disk takes to keep something: median time of one `fdatasync` after writing 32 KiB over what is there,
/// over 200 times.
///
/// # Errors
/// A folder that cannot be written.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
pub fn sync_time(folder: &Path) -> std::io::Result<Duration> {
    const BLOCK: usize = 32_768;
    let path = folder.join("sync.tmp");
    let mut file = OpenOptions::new().create(true).truncate(true).write(true).open(&path)?;
    file.write_all(&vec![1; 200 * BLOCK])?;
    file.sync_all()?;
    file.rewind()?;
    let mut times = Vec::new();
    for n in 0..200u8 {
        file.write_all(&[n; BLOCK])?;
        let started = Instant::now();
        file.sync_data()?;
        times.push(started.elapsed());
    }
    std::fs::remove_file(path)?;
    times.sort();
    Ok(times.get(100).copied().unwrap_or_default())
}
