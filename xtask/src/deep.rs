//! `cargo xtask deep`: the tests at full counts, and the page that says what they covered.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::tally::{Figure, Tally};
use crate::{browser, clock, process, security};

const FILE: &str = "docs/method/deep-results.md";

/// Tests look at this variable to choose between a quick sample and the full count.
const VARIABLE: &str = "PRONGSAI_DEEP";

/// A part of the run: what passed and was counted, or nothing if something failed.
type Part = fn(&Path) -> Result<Option<Tally>>;

const PARTS: [(&str, Part); 4] = [
    ("cargo test", tests),
    ("the pages in a browser", pages),
    ("tools from outside", outside),
    ("the scanner of pages", scanner),
];

/// Runs the parts one after the other and writes the page after each that passed: the whole takes an hour, and what was
/// found out is kept when it is stopped.
pub fn run(root: &Path) -> Result<bool> {
    let started = clock::start();
    // Asked before the page itself is a change.
    let mut machine = Machine::here(root);
    let mut tally = Tally::default();
    for (at, (name, part)) in PARTS.iter().enumerate() {
        let Some(more) = part(root)? else {
            let page = if at == 0 { "is left as it was" } else { "ends before it" };
            println!("deep: {name}: something failed; {FILE} {page}");
            return Ok(false);
        };
        tally.programs.extend(more.programs);
        tally.figures.extend(more.figures);
        if tally.figures.is_empty() {
            println!("deep: no test printed a line `deep: NAME = VALUE`, so there is nothing for {FILE}");
            return Ok(false);
        }
        let left: Vec<&str> = PARTS.iter().skip(at + 1).map(|(name, _)| *name).collect();
        machine.seconds = started.elapsed().as_secs();
        write(root, &page(&machine, &tally, &left))?;
        println!(
            "deep: wrote {FILE}, {} figures from {} programs",
            tally.figures.len(),
            tally.programs.len()
        );
    }
    Ok(true)
}

fn write(root: &Path, page: &str) -> Result<()> {
    let path = root.join(FILE);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("making the folder of {FILE}"))?;
    }
    std::fs::write(path, page).with_context(|| format!("writing {FILE}"))
}

fn tests(root: &Path) -> Result<Option<Tally>> {
    let mut command = process::cargo(root);
    command.args(["test", "--workspace", "--release", "--", "--nocapture"]);
    command.env(VARIABLE, "1").env("CARGO_TERM_COLOR", "never");
    let (passed, lines) = process::run_and_read(command)?;
    Ok(passed.then(|| Tally::read(&lines)))
}

fn pages(root: &Path) -> Result<Option<Tally>> {
    let (passed, lines) = browser::run(root, true)?;
    let pages = browser::tally(&lines);
    let sound = passed && pages.failed == 0 && 0 < pages.passed;
    Ok(sound.then(|| {
        let figures = Tally::read(&lines).figures.into_iter();
        let figures = figures.map(|figure| Figure { program: pages.name.clone(), ..figure }).collect();
        Tally { figures, programs: vec![pages] }
    }))
}

fn outside(root: &Path) -> Result<Option<Tally>> {
    Ok(security::run(root, true)?.tally())
}

fn scanner(root: &Path) -> Result<Option<Tally>> {
    Ok(security::scan(root)?.tally())
}

/// Where and when the tests ran.
struct Machine {
    date: String,
    commit: String,
    toolchain: String,
    platform: String,
    cores: usize,
    seconds: u64,
}

impl Machine {
    fn here(root: &Path) -> Self {
        let unknown = || "unknown".to_string();
        let ask = |program: &str, arguments: &[&str]| {
            process::first_line(Command::new(program).args(arguments).current_dir(root))
        };
        let changed = ask("git", &["status", "--porcelain", "--untracked-files=no"]).is_some();
        let commit = ask("git", &["rev-parse", "--short=12", "HEAD"]).unwrap_or_else(unknown);
        Self {
            date: clock::today(),
            commit: if changed { format!("{commit} with uncommitted changes") } else { commit },
            toolchain: ask("rustc", &["--version"]).unwrap_or_else(unknown),
            platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            seconds: 0,
        }
    }
}

fn page(machine: &Machine, tally: &Tally, left: &[&str]) -> String {
    let mut text = String::from(
        "# Results at full counts\n\n\
         Written by `cargo xtask deep`, which runs every test with `PRONGSAI_DEEP=1`. A figure is what a test counted\n\
         and printed while it ran; the page is written after each part of which everything passed.\n\n",
    );
    let _ = writeln!(text, "- date: {} (UTC)", machine.date);
    let _ = writeln!(text, "- commit: {}", machine.commit);
    let _ = writeln!(text, "- toolchain: {}", machine.toolchain);
    let _ = writeln!(text, "- machine: {}, {} cores", machine.platform, machine.cores);
    let _ = writeln!(text, "- time: {} s, building included", machine.seconds);
    if !left.is_empty() {
        let _ = writeln!(text, "- stopped before: {}", left.join(", "));
    }

    text.push_str("\n## Figures\n\n| figure | value | test program |\n|---|---:|---|\n");
    let mut figures: Vec<_> = tally.figures.iter().collect();
    // Tests of one program run side by side, so the order in which they print says nothing.
    figures.sort_by(|left, right| (&left.program, &left.name).cmp(&(&right.program, &right.name)));
    for figure in figures {
        let _ = writeln!(text, "| {} | {} | {} |", figure.name, figure.value, figure.program);
    }

    text.push_str(
        "\n## Test programs\n\n| test program | passed | failed | ignored |\n|---|---:|---:|---:|\n",
    );
    let total = tally.total();
    for program in
        tally.programs.iter().filter(|program| 0 < program.passed + program.failed + program.ignored)
    {
        let counts = (program.passed, program.failed, program.ignored);
        let _ = writeln!(text, "| {} | {} | {} | {} |", program.name, counts.0, counts.1, counts.2);
    }
    let _ = writeln!(text, "| together | {} | {} | {} |", total.passed, total.failed, total.ignored);
    text
}

#[cfg(test)]
mod tests {
    use super::{Machine, page};
    use crate::tally::Tally;

    #[test]
    fn the_page_holds_figures_counts_and_the_machine() {
        let lines = [
            "     Running unittests src/lib.rs (target/release/deps/thai-01)",
            "deep: years = 10",
            "deep: dates = 5",
            "test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
            "   Doc-tests prongsai",
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
        ];
        let machine = Machine {
            date: "2024-10-01".into(),
            commit: "0123".into(),
            toolchain: "rustc 1".into(),
            platform: "linux x86_64".into(),
            cores: 2,
            seconds: 3,
        };
        let text = page(&machine, &Tally::read(&lines.map(String::from)), &["the scanner"]);
        assert!(text.contains("- stopped before: the scanner"), "{text}");
        assert!(text.contains("| dates | 5 | thai (src/lib.rs) |\n| years | 10 | thai (src/lib.rs) |\n"));
        assert!(text.contains("| thai (src/lib.rs) | 7 | 0 | 1 |\n| together | 7 | 0 | 1 |\n"));
        assert!(text.contains("- date: 2024-10-01 (UTC)\n- commit: 0123\n- toolchain: rustc 1\n"));
        assert!(text.contains("linux x86_64, 2 cores"));
    }
}
