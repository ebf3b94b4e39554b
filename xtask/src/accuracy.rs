//! `cargo xtask accuracy`: how well generated reports are read and audited, into the page of it.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{process, python};

const FILE: &str = "docs/method/reader-accuracy.md";

/// Builds the measurement and runs it; arguments go to it. With `--show` or `--keep` the page is left as it is.
pub fn run(root: &Path, arguments: &[String]) -> Result<bool> {
    // The whole workspace: other features would compile the typesetter once more.
    process::run(process::cargo(root).args(["build", "--release", "--workspace", "--bin", "accuracy"]))?;
    let program =
        python::target_folder(root).join("release").join(format!("accuracy{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root);
    if writes_the_page(arguments) {
        command.arg("--out").arg(root.join(FILE));
    }
    process::run(&mut command)?;
    Ok(true)
}

fn writes_the_page(arguments: &[String]) -> bool {
    !arguments.iter().any(|argument| ["--show", "--keep", "--out"].contains(&argument.as_str()))
}

#[cfg(test)]
mod tests {
    use super::writes_the_page;

    #[test]
    fn looking_into_reports_leaves_the_page() {
        let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
        assert!(writes_the_page(&words("--count 200 --seed 3")));
        assert!(!writes_the_page(&words("--show 20")));
        assert!(!writes_the_page(&words("--keep /tmp/reports")));
    }
}
