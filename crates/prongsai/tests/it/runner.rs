//! Runs the program as a person or a tool would.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What the program answered.
#[derive(Debug)]
pub struct Ran {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program in the repository's root, away from the settings of whoever runs the tests.
pub fn run(arguments: &[&str]) -> Ran {
    let output = command(arguments).stdin(Stdio::null()).output().unwrap();
    Ran {
        exit: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program with its arguments, not yet started.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prongsai"));
    command.args(arguments).current_dir(root());
    for name in [
        "NO_COLOR",
        "PRONGSAI_FRAMEWORKS",
        "PRONGSAI_TEMPLATES",
        "PRONGSAI_LIMITS",
        "CLICOLOR",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(name);
    }
    command
}

/// The answer with `--json`: exactly one value.
pub fn json(arguments: &[&str]) -> (Value, Ran) {
    let mut all = arguments.to_vec();
    all.push("--json");
    let ran = run(&all);
    let value =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", ran.out));
    (value, ran)
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A fresh folder for a test.
pub fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("prongsai-it-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// A file in a fresh folder.
pub fn file(name: &str, content: &str) -> String {
    let path = folder(&name.replace('.', "-")).join(name);
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}
