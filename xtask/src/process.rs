//! Starting other programs without a shell.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The cargo that runs us, in the root of the repository.
///
/// What cargo told us of our own package is taken away: build scripts that ask for it (that of ring does) would be run
/// anew, and all that stands on them compiled anew, each time that cargo is called now from here and now by hand.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.current_dir(root);
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(tells_of_us)) {
        command.env_remove(name);
    }
    command
}

/// Whether cargo sets this variable for the package that it runs.
fn tells_of_us(name: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// Runs to the end with our own output; an exit status other than zero is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    let status = command.status().with_context(|| format!("starting `{line}`"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Runs to the end, prints every line as it comes and keeps it. Output and errors share one pipe, so
/// that the line which names a test program stands before that program's lines.
///
/// Returns whether the exit status was zero, and the lines.
pub fn run_and_read(mut command: Command) -> Result<(bool, Vec<String>)> {
    let line = shown(&command);
    let (reader, writer) = std::io::pipe().context("opening a pipe")?;
    command.stdout(writer.try_clone().context("opening a pipe")?).stderr(writer);
    let mut child = command.spawn().with_context(|| format!("starting `{line}`"))?;
    // The command keeps our ends of the pipe open; without this the reading below never ends.
    drop(command);
    let mut lines = Vec::new();
    let mut reader = BufReader::new(reader);
    let mut bytes = Vec::new();
    while 0 < reader.read_until(b'\n', &mut bytes).with_context(|| format!("reading from `{line}`"))? {
        let text = String::from_utf8_lossy(&bytes).trim_end().to_string();
        println!("{text}");
        lines.push(text);
        bytes.clear();
    }
    let status = child.wait().with_context(|| format!("waiting for `{line}`"))?;
    Ok((status.success(), lines))
}

/// The first line a program prints, or `None` if it cannot be run or fails.
pub fn first_line(command: &mut Command) -> Option<String> {
    let answer = command.output().ok().filter(|answer| answer.status.success())?;
    String::from_utf8_lossy(&answer.stdout).lines().next().map(|line| line.trim().to_string())
}

/// Where a program lies on the search path.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    let search = std::env::var_os("PATH")?;
    std::env::split_paths(&search).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// The command as a person would type it.
pub fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(program).chain(arguments).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::Stdio;

    use super::{cargo, find, first_line, run, run_and_read, shown};

    #[test]
    fn lines_and_status_come_back() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut version = cargo(here);
        version.arg("--version");
        assert_eq!(shown(&version), "cargo --version");
        let (passed, lines) = run_and_read(version).unwrap();
        assert!(passed && lines[0].starts_with("cargo "));

        let mut wrong = cargo(here);
        wrong.arg("--no-such-flag").stderr(Stdio::null());
        assert!(run(&mut wrong).unwrap_err().to_string().contains("--no-such-flag"));
        assert_eq!(first_line(&mut wrong), None);
        let (passed, lines) = run_and_read(wrong).unwrap();
        assert!(!passed && lines[0].contains("--no-such-flag"));
    }

    #[test]
    fn programs_are_found_on_the_search_path() {
        assert!(find("cargo").is_some());
        assert!(find("no-such-program-here").is_none());
    }
}
