//! Named steps that run one after the other until one fails.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::clock;

/// What a step that did not fail has to say.
pub enum Done {
    /// It ran; the words say what came out, or are empty.
    Passed(String),
    /// There was nothing to do, for this reason.
    Skipped(String),
}

/// One step.
pub struct Step {
    pub name: &'static str,
    pub about: &'static str,
    pub run: fn(&Path) -> Result<Done>,
}

/// How a step ended.
struct Ended {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

enum Outcome {
    Done(Done),
    Failed,
    NotRun,
}

/// The steps of these names in their own order; without names, all of them.
pub fn choose<'a>(steps: &'a [Step], names: &[String]) -> Result<Vec<&'a Step>> {
    if let Some(unknown) = names.iter().find(|name| !steps.iter().any(|step| step.name == name.as_str())) {
        let known: Vec<&str> = steps.iter().map(|step| step.name).collect();
        bail!("`{unknown}` is not a step; the steps are {}", known.join(", "));
    }
    Ok(steps.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name)).collect())
}

/// Runs the steps, prints a line before and after each and a summary at the end.
///
/// Returns whether all of them passed; the first failure stops the rest.
pub fn run(root: &Path, steps: &[&Step]) -> bool {
    let mut ended: Vec<Ended> = Vec::new();
    let mut failed = false;
    for (index, step) in steps.iter().enumerate() {
        if failed {
            ended.push(Ended { name: step.name, outcome: Outcome::NotRun, took: Duration::ZERO });
            continue;
        }
        println!("\n==> [{}/{}] {}: {}", index + 1, steps.len(), step.name, step.about);
        let started = clock::start();
        let outcome = (step.run)(root);
        let took = started.elapsed();
        let outcome = outcome.map_or_else(
            |error| {
                println!("error: {error:#}");
                failed = true;
                Outcome::Failed
            },
            Outcome::Done,
        );
        println!("<== {}: {} ({})", step.name, word(&outcome), seconds(took));
        ended.push(Ended { name: step.name, outcome, took });
    }
    print!("{}", summary(&ended));
    !failed
}

fn summary(ended: &[Ended]) -> String {
    let mut text = String::from("\nsummary\n");
    for step in ended {
        let note = match &step.outcome {
            Outcome::Done(Done::Passed(note) | Done::Skipped(note)) => note.as_str(),
            Outcome::Failed | Outcome::NotRun => "",
        };
        let line = format!("  {:<8} {:<8} {:>9}  {note}", step.name, word(&step.outcome), seconds(step.took));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let total: Duration = ended.iter().map(|step| step.took).sum();
    let took = seconds(total);
    let verdict = match ended.iter().find(|step| matches!(step.outcome, Outcome::Failed)) {
        Some(Ended { name, .. }) => {
            format!("FAILED at {name} after {took}; run it alone with `cargo xtask test --only {name}`")
        }
        None => format!("all passed in {took}"),
    };
    let _ = writeln!(text, "{verdict}");
    text
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done(Done::Passed(_)) => "ok",
        Outcome::Done(Done::Skipped(_)) => "skipped",
        Outcome::Failed => "FAILED",
        Outcome::NotRun => "not run",
    }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use anyhow::bail;

    use super::{Done, Ended, Outcome, Step, choose, run, summary};

    const STEPS: &[Step] = &[
        Step { name: "one", about: "", run: |_| Ok(Done::Passed(String::new())) },
        Step { name: "two", about: "", run: |_| bail!("two is broken") },
        Step { name: "three", about: "", run: |root| bail!("ran after a failure in {}", root.display()) },
    ];

    #[test]
    fn steps_are_chosen_by_name_in_their_order() {
        let names = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| name.to_string()).collect();
            choose(STEPS, &names).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&[]).unwrap(), ["one", "two", "three"]);
        assert_eq!(names(&["three", "one"]).unwrap(), ["one", "three"]);
        assert!(names(&["four"]).unwrap_err().to_string().contains("one, two, three"));
    }

    #[test]
    fn a_failure_is_told() {
        assert!(run(Path::new("."), &[&STEPS[0]]));
        assert!(!run(Path::new("."), &[&STEPS[0], &STEPS[1], &STEPS[2]]));
    }

    #[test]
    fn the_summary_says_what_ran() {
        let ended = |name, outcome| Ended { name, outcome, took: Duration::from_millis(1500) };
        let text = summary(&[
            ended("one", Outcome::Done(Done::Passed("3 tests".into()))),
            ended("two", Outcome::Failed),
            Ended { name: "three", outcome: Outcome::NotRun, took: Duration::ZERO },
        ]);
        assert!(text.contains("one      ok           1.5 s  3 tests"), "{text}");
        assert!(text.contains("three    not run") && text.contains("FAILED at two after 3.0 s"));
    }
}
