//! Environments of Python with pinned packages, each in a folder below `target`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{process, tools};

/// The interpreter of a virtual environment that has what a file of requirements names. It is called `name` below the
/// target folder and made anew when the file changes.
pub fn environment(root: &Path, name: &str, requirements: &str) -> Result<PathBuf> {
    let wanted = fs::read_to_string(root.join(requirements)).unwrap_or_default();
    let folder = target_folder(root).join(name);
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let installed = folder.join("installed.txt");
    if python.is_file() && fs::read_to_string(&installed).is_ok_and(|there| there == wanted) {
        return Ok(python);
    }
    process::run(Command::new(tools::python()?).args(["-m", "venv", "--clear"]).arg(&folder))
        .context("making a virtual environment; on Debian and Ubuntu this needs the package python3-venv")?;
    if !wanted.trim().is_empty() {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
        process::run(pip.current_dir(root))
            .with_context(|| format!("installing what {requirements} names"))?;
    }
    fs::write(&installed, wanted).with_context(|| format!("noting what is installed in {name}"))?;
    Ok(python)
}

/// Where cargo puts what it builds.
pub fn target_folder(root: &Path) -> PathBuf {
    root.join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}
