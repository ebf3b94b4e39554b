//! Measures how well reports are read and audited, and writes the page of it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use benches::accuracy::{Tally, page, run};
use benches::reports::Press;

const USAGE: &str = "usage: accuracy [--count N] [--seed S] [--out FILE] [--show N] [--keep FOLDER]";

fn main() -> Result<()> {
    let (mut count, mut seed, mut show) = (1_000_usize, 1_u64, 0_usize);
    let (mut out, mut keep) = (None::<PathBuf>, None::<PathBuf>);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().context(USAGE);
        match argument.as_str() {
            "--count" => count = value()?.parse().context("--count needs a number")?,
            "--seed" => seed = value()?.parse().context("--seed needs a number")?,
            "--show" => show = value()?.parse().context("--show needs a number")?,
            "--out" => out = Some(value()?.into()),
            "--keep" => keep = Some(value()?.into()),
            other => bail!("`{other}` is not an argument\n{USAGE}"),
        }
    }
    let press = Press::new()?;
    if let Some(folder) = keep {
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        for number in 0..count {
            let report = press.report(seed, number as u64)?;
            fs::write(folder.join(&report.name), &report.bytes).context("writing a report")?;
        }
        return Ok(());
    }
    let judged = run(&press, seed, count)?;
    let tally = Tally::of(&judged);
    let whole = &tally.whole;
    if 0 < show {
        let wrong = judged.iter().filter(|one| !one.complaints.is_empty());
        for one in wrong.take(show) {
            println!(
                "{} | {} | {}{}",
                one.name,
                one.form.name(),
                one.layout,
                if one.clean { "" } else { " | faults" }
            );
            for complaint in &one.complaints {
                println!("    {complaint}");
            }
        }
    }
    println!(
        "accuracy: numbers {} %, measure rows {} %, faults found {} %, false findings in {} clean reports {}",
        whole.numbers.percent(),
        whole.rows.percent(),
        whole.faults.percent(),
        whole.clean,
        whole.false_findings,
    );
    if let Some(out) = out {
        fs::write(&out, page(&tally, seed, count)).with_context(|| format!("writing {}", out.display()))?;
        println!("accuracy: wrote {}", out.display());
    }
    Ok(())
}
