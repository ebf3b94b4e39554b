//! Times of scoring: one agency with its tree, one more answer sheet, a whole nation.

#![expect(clippy::float_arithmetic, reason = "durations are measured and shown, no score is computed")]

use std::hint::black_box;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use benches::measure::{Times, measure, memory_mb, report};
use benches::nation::{self, AGENCIES, Nation, Random};
use benches::options::Options;
use benches::share::{self, Results};
use domain::Framework;
use domain::scoring::batch::{Compiled, Live, Ranking, Sheet, score_all};
use domain::scoring::score;
use serde_json::json;

/// What this file measures.
const NAMES: [&str; 5] = ["agency_tree", "live_answer", "nation", "nation_uneven", "nation_trees"];

fn main() -> Result<()> {
    let options = Options::read(env!("CARGO_TARGET_TMPDIR"))?;
    if !NAMES.iter().any(|name| options.wants(name)) {
        return Ok(());
    }
    let framework = nation::framework()?;
    let compiled =
        Arc::new(Compiled::new(&framework).context("the framework of the benchmarks has no compiled")?);
    let even = nation::nation(&framework, &compiled, false)?;
    if options.wants("agency_tree") {
        agency_tree(&options, &framework, &even)?;
    }
    if options.wants("live_answer") {
        live_answer(&options, &compiled, &even)?;
    }
    if options.wants("nation") {
        let times = whole_nation("nation", &options, &even, Some((8.0, "< 8 ms, one core")));
        let ours = json!({
            "wall_ms": times.median / 1e6,
            "cpu_ms": times.cpu.unwrap_or(times.median) / 1e6,
        });
        let folder = options.folder.join("nation");
        share::write(&folder, &framework, &even, &results(&even), &ours)?;
        println!("bench: tallies for other programs are in {}", folder.display());
    }
    if options.wants("nation_uneven") {
        let uneven = nation::nation(&framework, &compiled, true)?;
        whole_nation("nation_uneven", &options, &uneven, None);
    }
    if options.wants("nation_trees") {
        nation_trees(&framework, &even)?;
    }
    Ok(())
}

/// One agency from its tallies to a tree that explains every figure.
fn agency_tree(options: &Options, framework: &Framework, nation: &Nation) -> Result<()> {
    let evidence = nation::evidence(framework, &nation.tallies, 0)?;
    let times = measure(options.rounds(51), 2_000, || {
        black_box(score(framework, black_box(&evidence)));
    });
    report("agency_tree", times.median / 1e3, "us", Some((20.0, "< 20 us")));
    Ok(())
}

/// One answer sheet of each form arrives in turn: counted, and its agency scored again.
fn live_answer(options: &Options, compiled: &Arc<Compiled>, nation: &Nation) -> Result<()> {
    let mut random = Random(1);
    let sheets = [(0, None), (1, Some(0)), (1, Some(1))]
        .map(|(instrument, part)| Sheet::of(compiled, instrument, part));
    let answers: Vec<(&Sheet, Vec<u8>)> = (0..300)
        .map(|at| {
            let sheet = &sheets[at % 3];
            (sheet, sheet.rows().iter().map(|_| random.below(4) as u8 + 1).collect())
        })
        .collect();
    for (name, forms) in [("live_answer", 0..3), ("live_answer_staff", 0..1)] {
        let mut live = Live::of(&nation.tallies, 0).context("there is no agency")?;
        let mut next = answers.iter().enumerate().filter(|(at, _)| forms.contains(&(at % 3))).cycle();
        let times = measure(options.rounds(51), 2_000, || {
            if let Some((_, (sheet, choices))) = next.next() {
                let _ = black_box(live.count(sheet, black_box(choices)));
            }
        });
        report(name, times.median / 1e3, "us", Some((2.0, "< 2 us")));
    }
    Ok(())
}

fn results(nation: &Nation) -> Results {
    let summaries = score_all(&nation.tallies);
    let ranking = Ranking::of(&summaries);
    let (national, provincial) = (ranking.whole(), ranking.within(&nation.provinces));
    Results { summaries, national, provincial }
}

/// All agencies from tallies to overall score, level, national and provincial rank.
fn whole_nation(name: &str, options: &Options, nation: &Nation, goal: Option<(f64, &str)>) -> Times {
    let times = measure(options.rounds(301), 1, || {
        black_box(results(black_box(nation)));
    });
    report(name, times.median / 1e6, "ms", goal);
    report(&format!("{name}_fastest"), times.least / 1e6, "ms", None);
    if let Some(cpu) = times.cpu {
        report(&format!("{name}_cpu"), cpu / 1e6, "ms", None);
    }
    report(&format!("{name}_rate"), AGENCIES as f64 / times.median * 1e3, "million agencies/s", None);
    let scoring = measure(options.rounds(101), 1, || {
        black_box(score_all(black_box(&nation.tallies)));
    });
    report(&format!("{name}_without_ranks"), scoring.median / 1e6, "ms", None);
    if let Some(peak) = memory_mb("VmHWM") {
        report(&format!("{name}_peak_memory"), peak, "MB", None);
    }
    times
}

/// All agencies with their trees kept.
fn nation_trees(framework: &Framework, nation: &Nation) -> Result<()> {
    let mut trees = Vec::with_capacity(AGENCIES);
    let times = measure(1, 1, || {
        trees.clear();
        for agency in 0..AGENCIES {
            if let Ok(evidence) = nation::evidence(framework, &nation.tallies, agency) {
                trees.push(score(framework, &evidence));
            }
        }
    });
    ensure!(black_box(&trees).len() == AGENCIES, "not every agency has a tree");
    let same = trees
        .iter()
        .zip(score_all(&nation.tallies))
        .all(|(tree, summary)| tree.overall() == summary.overall());
    ensure!(same, "trees and batch give different scores");
    report("nation_trees", times.median / 1e6, "ms", None);
    if let Some(peak) = memory_mb("VmHWM") {
        report(
            "nation_trees_memory",
            peak,
            "MB",
            Some((1024.0, "< 1 GB resident, trees of all agencies kept")),
        );
    }
    Ok(())
}
