//! Files that are written without losing those that were there.

use std::path::{Path, PathBuf};

use crate::commands::shared;
use crate::output::Failure;

/// Writes a file. One of another content that stands there is kept as `NAME-old-1.docx`, unless `force`:
/// an officer may have worked in it. Answers the name of the file that was kept.
///
/// # Errors
/// When the file cannot be written; what was there stays.
pub fn save(path: &Path, content: &[u8], force: bool) -> Result<Option<PathBuf>, Failure> {
    let existing = std::fs::metadata(path).is_ok_and(|data| data.is_file() && 0 < data.len());
    let same = existing && std::fs::read(path).is_ok_and(|there| there == content);
    if same {
        return Ok(None);
    }
    let kept = if existing && !force { Some(set_aside(path)?) } else { None };
    shared::write_file(path, content).inspect_err(|_| {
        // The earlier file is still in its place, so its copy would only be in the way.
        kept.iter().for_each(|copy| drop(std::fs::remove_file(copy)));
    })?;
    Ok(kept)
}

/// Copies, so that the file itself is there until the new one takes its place.
fn set_aside(path: &Path) -> Result<PathBuf, Failure> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or(String::new(), |ending| format!(".{}", ending.to_string_lossy()));
    let names = (1u32..).map(|number| path.with_file_name(format!("{stem}-old-{number}{ending}")));
    let mut free = names.filter(|name| !name.exists());
    let Some(name) = free.next() else {
        return Err(Failure::io(path, &std::io::Error::from(std::io::ErrorKind::AlreadyExists), true));
    };
    std::fs::copy(path, &name).map_err(|error| {
        let _ = std::fs::remove_file(&name);
        Failure::io(&name, &error, true)
    })?;
    Ok(name)
}
