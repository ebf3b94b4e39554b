//! The audit of a report that comes with the program.

use std::path::Path;

use super::super::read::ReadOptions;
use super::super::{App, shared};
use super::{Audited, run};
use crate::output::Failure;

/// Lays a report into a folder and audits it there.
///
/// # Errors
/// When it cannot be written or read.
pub(crate) fn sample(app: &App, folder: &Path, (name, text): (&str, &str)) -> Result<Audited, Failure> {
    let path = folder.join(name);
    shared::write_file(&path, text.as_bytes())?;
    run::one(app, &path, &[], &ReadOptions::default().reading()?)
}
