//! `cargo xtask dist`: the program that is handed out, and whether it is small enough for slow lines.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{process, python};

/// Most bytes of the program, fonts included.
const MOST: u64 = 60_000_000;

pub fn run(root: &Path) -> Result<bool> {
    process::run(process::cargo(root).args(["build", "--profile", "dist"]))?;
    let name = format!("prongsai{}", std::env::consts::EXE_SUFFIX);
    let program = python::target_folder(root).join("dist").join(name);
    let size = program.metadata().with_context(|| format!("looking at {}", program.display()))?.len();
    println!("dist: {} is {}", program.display(), verdict(size));
    Ok(size < MOST)
}

fn verdict(size: u64) -> String {
    let (whole, tenth) = (size / 1_000_000, size / 100_000 % 10);
    let most = MOST / 1_000_000;
    let word = if size < MOST { "below" } else { "NOT below" };
    format!("{whole}.{tenth} MB, {word} {most}")
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn the_bound_is_told_from_either_side() {
        assert_eq!(verdict(58_549_999), "58.5 MB, below 60");
        assert_eq!(verdict(59_999_999), "59.9 MB, below 60");
        assert_eq!(verdict(60_000_000), "60.0 MB, NOT below 60");
    }
}
