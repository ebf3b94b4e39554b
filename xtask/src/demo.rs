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
    command.args(["run", "--release", "--package", "prongsai", "--"]);
    command.args(["demo", "--once", "--lang", "en", "--out"]).arg(&out);
    let (passed, lines) = process::run_and_read(command)?;
    if !passed {
        bail!("the demonstration failed");
    }
    let pages = pages(&lines)?;
    let (files, empty) = count(&out).with_context(|| format!("looking at what is in {}", out.display()))?;
    if files == 0 {
        bail!("the demonstration wrote no file into {}", out.display());
    }
    if 0 < empty {
        bail!("the demonstration wrote {empty} empty files into {}", out.display());
    }
    fs::remove_dir_all(&out).with_context(|| format!("removing {}", out.display()))?;
    Ok(Done::Passed(format!("{files} files; {pages}")))
}

/// What the demonstration says of the pages that it fetched from its own server: the front page and that of a
/// result, on which it found the overall score.
fn pages(lines: &[String]) -> Result<String> {
    let fetched: Vec<&str> =
        lines.iter().filter_map(|line| line.trim().strip_prefix("✓ http://127.0.0.1:")).collect();
    if fetched.len() < 2 {
        bail!("the demonstration fetched {} of its two pages", fetched.len());
    }
    if let Some(other) = fetched.iter().find(|line| line.split_whitespace().nth(1) != Some("200")) {
        bail!("a page of the demonstration was not answered with 200: {other}");
    }
    let overall = fetched.iter().find_map(|line| line.split_once("overall ")).map(|(_, score)| score.trim());
    match overall.filter(|score| score.split_once('.').is_some_and(|(_, places)| places.len() == 2)) {
        Some(score) => Ok(format!("{} pages, overall {score}", fetched.len())),
        None => bail!("the demonstration found no overall score on its page"),
    }
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
    use super::{count, pages};

    #[test]
    fn pages_are_counted_only_with_their_status_and_score() {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let front = "  ✓ http://127.0.0.1:8568/  200  5120 B  3 ms";
        let result = "  ✓ http://127.0.0.1:8568/agencies/a/2568  200  9000 B  8 ms  overall 91.44";
        assert_eq!(pages(&lines(&["other", front, result])).unwrap(), "2 pages, overall 91.44");
        assert!(pages(&lines(&[front])).is_err());
        assert!(pages(&lines(&[front, &result.replace("200", "500")])).is_err());
        assert!(pages(&lines(&[front, &result.replace("overall 91.44", "")])).is_err());
    }

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
