//! Times of reading and auditing: a text of 20 pages, the PDF of it, and a folder of a thousand mixed reports.

#![expect(clippy::float_arithmetic, reason = "durations are measured and shown, no score is computed")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, ensure};
use benches::measure::{Times, measure, memory_mb, once, report};
use benches::options::Options;
use benches::reports::Press;
use domain::framework::Catalogue;
use reader::audit::{Audit, audit};
use reader::{Limits, claims, formats};

/// Pages of the long report at least.
const PAGES: usize = 20;
/// Reports of the folder.
const COUNT: usize = 1_000;
const SEED: u64 = 20;

fn main() -> Result<()> {
    let options = Options::read(env!("CARGO_TARGET_TMPDIR"))?;
    if !["reader", "reader_folder"].iter().any(|name| options.wants(name)) {
        return Ok(());
    }
    let press = Press::new()?;
    let folder = options.folder.join("reader");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    if options.wants("reader") {
        one(&options, &press, &folder)?;
    }
    if options.wants("reader_folder") {
        many(&options, &press, &folder.join("mixed"))?;
    }
    Ok(())
}

/// One long report as text and as PDF, in a process that has read such reports before.
fn one(options: &Options, press: &Press, folder: &Path) -> Result<()> {
    let long = press.long(SEED, PAGES)?;
    let catalogue = Catalogue::embedded();
    report("reader_pages", long.pages as f64, "pages", None);
    let rounds = options.rounds(41).max(5);
    let text = times(rounds, "long.md", &long.text, &catalogue)?;
    show("reader_text", text, (50.0, "< 50 ms for 20 pages"));
    let pdf = times(rounds, "long.pdf", &long.pdf, &catalogue)?;
    show("reader_pdf", pdf, (300.0, "< 300 ms for 20 pages"));
    report("reader_memory_peak", memory_mb("VmHWM").unwrap_or_default(), "MB", None);
    // For the programs beside ours, with the tables and rows that the document has.
    fs::write(folder.join("long.pdf"), &long.pdf).context("writing the PDF")?;
    let known = serde_json::json!({
        "pages": long.pages, "tables": long.tables, "rows": long.rows, "ours_ms": pdf.median / 1e6,
    });
    fs::write(folder.join("long.json"), serde_json::to_vec_pretty(&known)?)
        .context("writing what is known")?;
    println!("bench: the report for other programs is in {}", folder.display());
    Ok(())
}

fn times(rounds: usize, name: &str, bytes: &[u8], catalogue: &Catalogue) -> Result<Times> {
    ensure!(!whole(name, bytes, catalogue)?.0.measures.is_empty(), "no measure was read from {name}");
    let mut failed = None;
    let times = measure(rounds, 1, || match whole(name, bytes, catalogue) {
        Ok(done) => drop(black_box(done)),
        Err(error) => failed = Some(error),
    });
    failed.map_or(Ok(times), Err)
}

fn whole(name: &str, bytes: &[u8], catalogue: &Catalogue) -> Result<(claims::Claims, Audit)> {
    let source = formats::read(name, bytes, &Limits::default())
        .map_err(|problem| anyhow!("{}", problem.message.en))?;
    let claims = claims::read(&source, catalogue);
    let audit = audit(&source, &claims, catalogue);
    Ok((claims, audit))
}

fn show(name: &str, times: Times, goal: (f64, &str)) {
    report(name, times.median / 1e6, "ms", Some(goal));
    report(&format!("{name}_slowest"), times.most / 1e6, "ms", None);
    if let Some(cpu) = times.cpu {
        report(&format!("{name}_cpu"), cpu / 1e6, "ms", None);
    }
}

/// `prongsai audit FOLDER` over reports of every form.
fn many(options: &Options, press: &Press, folder: &Path) -> Result<()> {
    let Some(program) = program() else {
        println!("bench: reader_folder not measured: needs cargo build --release -p prongsai");
        return Ok(());
    };
    let count = if options.quick { COUNT / 10 } else { COUNT };
    if folder.is_dir() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let mut bytes = 0;
    for number in 0..count {
        let made = press.report(SEED, number as u64)?;
        bytes += made.bytes.len();
        fs::write(folder.join(&made.name), &made.bytes).context("writing a report")?;
    }
    let (status, time) =
        once(|| Command::new(&program).arg("audit").arg(folder).arg("--json").stdout(Stdio::null()).status());
    ensure!(status.context("starting the program")?.success(), "the program stopped early");
    report("reader_folder_count", count as f64, "reports", None);
    report("reader_folder_size", bytes as f64 / 1e6, "MB", None);
    let goal = (count == COUNT).then_some((120.0, "< 2 min, two cores"));
    report("reader_folder", time / 1e3, "s", goal);
    Ok(())
}

/// The program beside the folder that this benchmark lies in.
fn program() -> Option<PathBuf> {
    let folder = std::env::current_exe().ok()?.parent()?.parent()?.to_owned();
    let program = folder.join(format!("prongsai{}", std::env::consts::EXE_SUFFIX));
    program.is_file().then_some(program)
}
