//! The program started anew for one document.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use benches::measure::{once, report};
use benches::options::Options;

use crate::kinds::Kind;
use crate::share::COUNT;

/// Median wall time in milliseconds of `prongsai report`, from an assessment file to a PDF on the disk; `None` where the
/// program is not built.
pub fn times(options: &Options, folder: &Path, kind: Kind) -> Result<Option<f64>> {
    let name = format!("{}_cold", kind.name);
    let Some(program) = program() else {
        println!("bench: {name} not measured: needs cargo build --release -p prongsai");
        return Ok(None);
    };
    let out = folder.join("cold");
    let start = |number: usize| {
        let assessment = folder.join(format!("{}-{number}.json", kind.name));
        let mut command = Command::new(&program);
        command.args(["report", kind.document, "--layout", kind.layout, "--format", "pdf", "--force"]);
        command.arg("--assessment").arg(assessment).arg("--out").arg(&out);
        command.stdout(Stdio::null()).stderr(Stdio::inherit());
        let (status, time) = once(|| command.status());
        ensure!(status.context("starting the program")?.success(), "the program made no {}", kind.name);
        Ok(time)
    };
    // The first brings the program from the disk into memory.
    start(1)?;
    let mut times = (1..=options.rounds(COUNT).max(3)).map(start).collect::<Result<Vec<f64>>>()?;
    times.sort_unstable_by(f64::total_cmp);
    let median = times[times.len() / 2];
    report(&name, median, "ms", None);
    Ok(Some(median))
}

/// The program beside the folder that this benchmark lies in.
fn program() -> Option<PathBuf> {
    let folder = std::env::current_exe().ok()?.parent()?.parent()?.to_owned();
    let program = folder.join(format!("prongsai{}", std::env::consts::EXE_SUFFIX));
    program.is_file().then_some(program)
}
