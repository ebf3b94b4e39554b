//! Random results: consistent ones have no findings, and nothing panics on inconsistent ones.

use domain::consistency::check;
use domain::framework::{Catalogue, Granularity, NodeRef};
use domain::scoring::{LevelOutcome, Points, Tally, Unlisted, Verdict};
use domain::{Assessment, Score};
use proptest::prelude::*;

const YEARS: [i16; 8] = [2562, 2563, 2564, 2565, 2566, 2567, 2568, 2569];
const LEVELS: [&str; 9] = ["AA", "B", "F", "ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "A (ผ่าน)", "?"];

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..Default::default() }
}

/// Figures as random as the bytes behind them.
struct Dice<'b>(std::iter::Cycle<std::slice::Iter<'b, u32>>);

impl Dice<'_> {
    fn below(&mut self, bound: u32) -> u32 {
        self.0.next().map_or(0, |number| number % bound)
    }

    fn score(&mut self, full: bool) -> Score {
        let hundredths = if full { 10_000 } else { self.below(10_001) };
        Score::clamped(i64::from(hundredths))
    }
}

proptest! {
    #![proptest_config(config(400))]

    /// Items are drawn, everything above them is computed, and any selection of it is printed rounded.
    #[test]
    fn a_consistent_result_has_no_findings(
        year in proptest::sample::select(&YEARS[..]),
        numbers in proptest::collection::vec(any::<u32>(), 997),
        printed in 0_u32..=100,
        high in 0_u32..=100,
    ) {
        let catalogue = Catalogue::embedded();
        let framework = catalogue.find(&format!("nacc/{year}")).unwrap();
        let skeleton = framework.skeleton();
        let mut dice = Dice(numbers.iter().cycle());
        let mut drawn = Assessment::new(framework);
        for node in skeleton.of(Granularity::Items) {
            let full = dice.below(100) < high;
            let NodeRef::Item(item, _) = skeleton.nodes[node].at else { continue };
            let score = dice.score(full);
            let score = if framework.items[item].is_disclosure() && score != Score::FULL { Score::ZERO } else { score };
            drawn.evidence.give(node, score);
        }
        for node in skeleton.of(Granularity::Indicators) {
            if skeleton.children_of(node).is_empty() {
                let full = dice.below(100) < high;
                let score = dice.score(full);
                drawn.evidence.give(node, score);
            }
        }
        let tree = drawn.score();
        let mut assessment = Assessment::new(framework);
        for node in skeleton.of(Granularity::Items).start..skeleton.nodes.len() {
            let Some(score) = tree.at(node).score.filter(|_| dice.below(101) <= printed) else { continue };
            match skeleton.nodes[node].at {
                NodeRef::Overall => assessment.overall = Some(score),
                _ => assessment.evidence.give(node, score),
            }
        }
        for instrument in 0..framework.instruments.len() {
            if let Some(points) = tree.points(instrument).filter(|_| dice.below(2) == 0) {
                assessment.evidence.points(instrument, points);
            }
        }
        if let LevelOutcome::Reached { level, .. } = tree.level() {
            assessment.level = Some(level.name.clone());
        }
        let report = check(&assessment, &catalogue);
        prop_assert!(report.findings.is_empty(), "{:#?}", report.findings);
    }

    /// Any figures whatever: every finding speaks both languages and offers at most eight candidates.
    #[test]
    fn any_figures_are_checked(
        year in proptest::sample::select(&YEARS[..]),
        numbers in proptest::collection::vec(any::<u32>(), 997),
        density in 1_u32..=100,
        aggregate in any::<bool>(),
        full in any::<bool>(),
    ) {
        let catalogue = Catalogue::embedded();
        let framework = catalogue.find(&format!("nacc/{year}")).unwrap();
        let skeleton = framework.skeleton();
        let mut dice = Dice(numbers.iter().cycle());
        let mut assessment = Assessment::new(framework);
        if aggregate {
            assessment.scope = domain::agency::Scope::Aggregate;
        }
        if full {
            assessment.evidence.unlisted = Unlisted::Full;
        }
        for node in 0..skeleton.nodes.len() {
            if density < dice.below(100) {
                continue;
            }
            match skeleton.nodes[node].at {
                NodeRef::Row(row, _) => {
                    let counts: Vec<u32> = framework.rows[row].points.iter().map(|_| dice.below(30_000_000)).collect();
                    if let Some(tally) = Tally::new(&counts).filter(|_| dice.below(2) == 0) {
                        assessment.evidence.tally(node, tally);
                    }
                }
                NodeRef::Item(item, _) if framework.items[item].is_disclosure() && dice.below(2) == 0 => {
                    let verdict = if dice.below(2) == 0 { Verdict::Pass } else { Verdict::Fail };
                    assessment.evidence.verdict(skeleton, node, verdict);
                }
                _ => assessment.evidence.give(node, dice.score(false)),
            }
        }
        for instrument in 0..framework.instruments.len() {
            if dice.below(2) == 0 {
                let most = if dice.below(10) == 0 { u32::MAX } else { 5000 };
                assessment.evidence.points(instrument, Points(dice.below(most)));
            }
        }
        assessment.level = LEVELS.get(dice.below(10) as usize).map(|level| (*level).to_owned());
        let report = check(&assessment, &catalogue);
        for finding in &report.findings {
            prop_assert!(finding.candidates.len() <= 8);
            prop_assert!(!finding.message.th.is_empty() && !finding.message.en.is_empty());
            prop_assert_eq!(finding.recomputed.is_none() && finding.difference.is_some(), false);
            prop_assert!(finding.candidates.iter().all(|candidate| candidate.from != candidate.to));
        }
    }
}
