//! Which files are meant, and the reports to compare with.

use std::path::{Path, PathBuf};

use reader::audit::Shingles;

use super::super::App;
use super::super::read::{self, Reading};
use crate::output::Failure;

/// Endings of files that are looked for in a folder.
const ENDINGS: [&str; 13] =
    ["pdf", "docx", "docm", "xlsx", "xlsm", "csv", "tsv", "html", "htm", "xhtml", "txt", "md", "markdown"];
/// Folders within each other that are followed.
const DEPTH: usize = 16;

/// The files of all paths, and whether they are to be shown as several.
///
/// # Errors
/// When a folder cannot be read or holds no report.
pub(super) fn of(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, bool), Failure> {
    let mut all = Vec::new();
    let mut folders = false;
    for path in paths {
        if path.is_dir() {
            folders = true;
            let mut found = Vec::new();
            walk(path, DEPTH, &mut found)?;
            if found.is_empty() {
                return Err(super::empty(path));
            }
            found.sort();
            all.extend(found);
        } else {
            all.push(path.clone());
        }
    }
    let several = folders || 1 < all.len();
    Ok((all, several))
}

/// Links to folders are not followed: they may lead back.
fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::io(folder, &error, false))?;
    for entry in entries.flatten() {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
        let Ok(kind) = entry.file_type() else { continue };
        if hidden {
            continue;
        }
        if kind.is_dir() && 0 < depth {
            walk(&path, depth - 1, found)?;
        } else if path.is_file() && is_report(&path) {
            found.push(path);
        }
    }
    Ok(())
}

fn is_report(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Another report, cut for comparing.
pub(super) struct Other {
    pub path: PathBuf,
    pub name: String,
    pub shingles: Shingles,
}

/// Reads the reports to compare with.
///
/// # Errors
/// When one of them cannot be read.
pub(super) fn shingles(app: &App, paths: &[PathBuf], reading: &Reading) -> Result<Vec<Other>, Failure> {
    let (paths, _) = of(paths)?;
    let cut = |path: PathBuf| {
        let document = read::load(app, &path, reading)?;
        let shingles = Shingles::of(&document.source, &app.catalogue);
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok(Other { path, name, shingles })
    };
    paths.into_iter().map(cut).collect()
}
