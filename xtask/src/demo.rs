//! The step that runs the program as a newcomer would.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::steps::Done;

/// Runs the demonstration into an empty folder and looks at what it left there. The folder stays when
/// something is wrong with it.
pub fn run(root: &Path) -> Result<Done> {
    let out = std::env::temp_dir().join(format!("prongsai-demo-{}", std::process::id()));
    let mut command = process::cargo(root);
    command.args(["run", "--release", "--package", "prongsai", "--", "demo", "--out"]).arg(&out);
    process::run(&mut command)?;
    let (files, empty) = count(&out).with_context(|| format!("looking at what is in {}", out.display()))?;
    if files == 0 {
        bail!("the demonstration wrote no file into {}", out.display());
    }
    if 0 < empty {
        bail!("the demonstration wrote {empty} empty files into {}", out.display());
    }
    fs::remove_dir_all(&out).with_context(|| format!("removing {}", out.display()))?;
    Ok(Done::Passed(format!("{files} files")))
}

/// The number of files below a folder, and how many of them are empty.
fn count(folder: &Path) -> std::io::Result<(usize, usize)> {
    let (mut files, mut empty) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let (more, more_empty) = count(&entry.path())?;
            files += more;
            empty += more_empty;
        } else {
            files += 1;
            empty += usize::from(entry.metadata()?.len() == 0);
        }
    }
    Ok((files, empty))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn files_are_counted_below_folders() {
        let root = std::env::temp_dir().join(format!("xtask-count-{}", std::process::id()));
        std::fs::create_dir_all(root.join("deeper")).unwrap();
        assert_eq!(count(&root).unwrap(), (0, 0));
        std::fs::write(root.join("a"), "x").unwrap();
        std::fs::write(root.join("deeper/b"), "").unwrap();
        assert_eq!(count(&root).unwrap(), (2, 1));
        std::fs::remove_dir_all(&root).unwrap();
        assert!(count(&root).is_err());
    }
}
