//! What `cargo test` printed, counted.

/// The counts of one test program or of the documentation tests of one crate.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Program {
    pub name: String,
    pub passed: u64,
    pub failed: u64,
    pub ignored: u64,
}

/// A figure that a test printed as `deep: NAME = VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub program: String,
    pub name: String,
    pub value: String,
}

/// Everything counted in one run.
#[derive(Debug, Default)]
pub struct Tally {
    pub programs: Vec<Program>,
    pub figures: Vec<Figure>,
}

impl Tally {
    /// Reads the lines of `cargo test`, with output and errors in one stream.
    pub fn read(lines: &[String]) -> Self {
        let mut tally = Self::default();
        for line in lines {
            if let Some(name) = program_name(line) {
                tally.programs.push(Program { name, ..Program::default() });
            } else if let Some((_, counts)) = line.split_once("test result: ") {
                tally.add_counts(counts);
            } else if let Some((name, value)) = figure(line) {
                let program = tally.programs.last().map(|program| program.name.clone()).unwrap_or_default();
                tally.figures.push(Figure { program, name, value });
            }
        }
        tally
    }

    /// The counts of all programs together.
    pub fn total(&self) -> Program {
        self.programs.iter().fold(Program::default(), |sum, program| Program {
            name: sum.name,
            passed: sum.passed + program.passed,
            failed: sum.failed + program.failed,
            ignored: sum.ignored + program.ignored,
        })
    }

    /// Documentation tests may print several results for one crate, so counts add up.
    fn add_counts(&mut self, counts: &str) {
        let count = |word: &str| -> u64 {
            let before = counts.split(';').find_map(|part| part.trim().strip_suffix(word));
            before
                .and_then(|part| part.split_whitespace().last())
                .and_then(|number| number.parse().ok())
                .unwrap_or(0)
        };
        if self.programs.is_empty() {
            self.programs.push(Program::default());
        }
        if let Some(program) = self.programs.last_mut() {
            program.passed += count(" passed");
            program.failed += count(" failed");
            program.ignored += count(" ignored");
        }
    }
}

/// `thai (src/lib.rs)` from `Running unittests src/lib.rs (…/deps/thai-0123abcd)`, and
/// `thai (documentation)` from `Doc-tests thai`.
fn program_name(line: &str) -> Option<String> {
    let line = line.trim();
    if let Some(name) = line.strip_prefix("Doc-tests ") {
        return Some(format!("{name} (documentation)"));
    }
    let (source, path) = line.strip_prefix("Running ")?.strip_suffix(')')?.split_once(" (")?;
    let source = source.strip_prefix("unittests ").unwrap_or(source);
    let file = path.rsplit(['/', '\\']).next()?;
    let file = file.strip_suffix(".exe").unwrap_or(file);
    let stem = file.rsplit_once('-').map_or(file, |(stem, _)| stem);
    Some(format!("{stem} ({})", source.replace('\\', "/")))
}

/// The figure of a line. The harness may have printed `test name ... ` before it on the same line.
fn figure(line: &str) -> Option<(String, String)> {
    let (before, rest) = line.split_once("deep: ")?;
    if !before.is_empty() && !before.ends_with("... ") {
        return None;
    }
    let (name, value) = rest.split_once(" = ")?;
    Some((name.trim().to_string(), value.trim().to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Figure, Program, Tally};

    const PRINTED: &str = "\
     Running unittests src/lib.rs (target/release/deps/thai-0123abcd)

running 2 tests
test dates ... deep: dates round trip = 1 000 000
ok
deep: amounts in words = 250000
a message about deep: not = this
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s

     Running tests/it.rs (target\\release\\deps\\it_all-99.exe)
test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
   Doc-tests thai
test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: ok. 6 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    fn program(name: &str, passed: u64, failed: u64, ignored: u64) -> Program {
        Program { name: name.into(), passed, failed, ignored }
    }

    #[test]
    fn programs_and_figures_are_read() {
        let lines: Vec<String> = PRINTED.lines().map(String::from).collect();
        let tally = Tally::read(&lines);
        let expected = [
            program("thai (src/lib.rs)", 2, 0, 1),
            program("it_all (tests/it.rs)", 3, 4, 0),
            program("thai (documentation)", 11, 0, 0),
        ];
        assert_eq!(tally.programs, expected);
        assert_eq!(tally.total(), program("", 16, 4, 1));
        let figure = |name: &str, value: &str| Figure {
            program: "thai (src/lib.rs)".into(),
            name: name.into(),
            value: value.into(),
        };
        assert_eq!(
            tally.figures,
            [figure("dates round trip", "1 000 000"), figure("amounts in words", "250000")]
        );
    }
}
