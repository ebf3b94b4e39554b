//! The search against every set of levers, on random results.

use super::*;

/// Tries every set of levers and compares: the least effort, and all sets of it. Answers the least effort.
pub(super) fn cross_check(tree: &ScoreTree<'_>, target: Target<'_>, options: &SetOptions<'_>) -> Option<u64> {
    let limits = Limits { steps: 100_000_000, sets: 100_000 };
    let sets = smallest_sets(tree, target, &SetOptions { limits, ..*options }).unwrap();
    let levers: Vec<NodeIndex> =
        sets.classes.iter().flat_map(|class| class.members.iter().copied()).collect();
    assert!(levers.len() <= 20, "{} levers", levers.len());
    let aim = match target {
        Target::Level(name) => tree.framework.levels.iter().position(|level| level.name == name),
        Target::NextLevel => {
            let reached = tree.level_reached().unwrap();
            tree.framework.levels.iter().position(|level| level == reached).map(|at| at - 1)
        }
        Target::Overall(_) => None,
    };
    let mut simulator = Simulator::new(tree);
    let mut least = u64::MAX;
    let mut found = BTreeSet::new();
    for mut nodes in subsets(&levers) {
        nodes.sort_unstable();
        let effort = nodes.iter().map(|&node| u64::from((options.efforts)(node).max(1))).sum();
        if least < effort {
            continue;
        }
        simulator.set(&full(&nodes));
        let outcome = simulator.outcome();
        let met = match target {
            Target::Overall(least) => Some(least) <= outcome.overall,
            _ => {
                let name = level(&outcome.level);
                tree.framework.levels.iter().position(|level| level.name == name) <= aim
            }
        };
        if met {
            if effort < least {
                found.clear();
                least = effort;
            }
            found.insert(nodes);
        }
    }
    assert_eq!(sets.reachable, !found.is_empty());
    assert!(sets.complete);
    if sets.reachable {
        assert_eq!((sets.best_effort, sets.at_least), (Some(least), least));
        assert_eq!(expanded(&sets), found);
    }
    sets.best_effort
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn score(&mut self, from: u64) -> Score {
        Score::clamped((from + self.below(10_001 - from)).cast_signed())
    }

    /// A result with indicators as given figures, and below some of them questions and items of random scores.
    fn result(&mut self, name: &str, levers: usize) -> ScoreTree<'static> {
        let framework = framework(name);
        let skeleton = framework.skeleton();
        let mut evidence = Evidence::new(framework);
        for indicator in skeleton.of(Granularity::Indicators) {
            evidence.give(indicator, self.score(6000));
        }
        let mut left = levers;
        for _ in 0..6 {
            let indicator = skeleton.of(Granularity::Indicators).start + self.below(10) as usize;
            for node in skeleton.below(indicator) {
                if skeleton.granularity(node) != Granularity::Items || evidence.given(node).is_some() {
                    continue;
                }
                let is_row = matches!(skeleton.nodes[node].at, NodeRef::Item(i, _) if !framework.items[i].is_disclosure());
                if 0 < left && self.below(3) == 0 {
                    left -= 1;
                    // Few different scores, so that some levers are interchangeable.
                    let low = if is_row { [6667, 8000, 9123][self.below(3) as usize] } else { 0 };
                    evidence.give(node, Score::clamped(low));
                } else {
                    evidence.give(node, Score::FULL);
                }
            }
        }
        score(framework, &evidence)
    }
}

#[test]
fn smallest_sets_are_the_smallest_and_all_of_them() {
    let mut numbers = Numbers(2568);
    let mut of_several = 0;
    for round in 0..150 {
        let name = ["nacc/2562", "nacc/2564", "nacc/2567", "nacc/2568"][round % 4];
        let tree = numbers.result(name, 8);
        let salt = numbers.below(1000) as usize;
        let efforts =
            move |node: NodeIndex| if salt.is_multiple_of(2) { 1 } else { ((node + salt) % 4) as u32 };
        let among = [Among::Items, Among::Disclosure, Among::Questions][round % 3];
        let options = SetOptions { among, efforts: &efforts, limits: Limits::default() };
        let now = u64::from(tree.overall().unwrap().hundredths());
        for _ in 0..4 {
            let up = numbers.below(700);
            let target = Target::Overall(Score::clamped((now + up).cast_signed()));
            of_several += usize::from(Some(2) <= cross_check(&tree, target, &options));
        }
        for level in &tree.framework.levels {
            cross_check(&tree, Target::Level(&level.name), &options);
        }
    }
    assert!(100 <= of_several, "only {of_several} searches needed more than one lever");
}

#[test]
fn gates_of_several_instruments_are_met_together() {
    let mut numbers = Numbers(95);
    let framework = framework("nacc/2567");
    for _ in 0..60 {
        let mut evidence = Evidence::new(framework);
        for indicator in framework.skeleton().of(Granularity::Indicators) {
            evidence.give(indicator, numbers.score(8000));
        }
        let tree = score(framework, &evidence);
        let salt = numbers.below(9) as usize;
        let efforts = move |node: NodeIndex| ((node * salt) % 5) as u32;
        let options = SetOptions { among: Among::Finest, efforts: &efforts, limits: Limits::default() };
        for level in &framework.levels {
            cross_check(&tree, Target::Level(&level.name), &options);
        }
    }
}

#[test]
fn rescoring_agrees_with_scoring_afresh() {
    let mut numbers = Numbers(9);
    // In these years no weights are assumed, so a changed item is the same as other evidence.
    for round in 0..200 {
        let name = ["nacc/2562", "nacc/2564", "nacc/2567"][round % 3];
        let tree = numbers.result(name, 30);
        let skeleton = tree.skeleton();
        let mut evidence = Evidence::new(tree.framework);
        for node in 0..skeleton.nodes.len() {
            if let (Basis::Given, Some(score)) = (tree.at(node).basis, tree.at(node).score) {
                evidence.give(node, score);
            }
        }
        let known: Vec<_> = skeleton.of(Granularity::Items).filter(|&n| tree.at(n).score.is_some()).collect();
        let mut changes = Vec::new();
        for _ in 0..numbers.below(12) {
            if let Some(&node) = known.get(numbers.below(known.len().max(1) as u64) as usize) {
                let score = numbers.score(0);
                evidence.give(node, score);
                changes.push((node, score));
            }
        }
        let (outcome, fresh) = (rescore(&tree, &changes), score(tree.framework, &evidence));
        assert_eq!(outcome.exact, fresh.at(skeleton.overall()).exact);
        assert_eq!(outcome.overall, fresh.overall());
        assert_eq!(outcome.instruments, fresh.instruments());
        assert_eq!(outcome.level, fresh.level());
        assert_eq!(outcome.certain, fresh.certain());
    }
}

#[test]
fn gains_are_never_negative_grow_together_and_end_at_full() {
    let mut numbers = Numbers(7);
    for round in 0..100 {
        let name = ["nacc/2562", "nacc/2564", "nacc/2567", "nacc/2568"][round % 4];
        let tree = numbers.result(name, 20);
        let mut simulator = Simulator::new(&tree);
        let mut changes = Vec::new();
        let mut before = tree.at(tree.skeleton().overall()).exact.unwrap();
        for gain in gains(&tree) {
            assert_eq!(gain.overall.is_some(), gain.exact.is_some());
            changes.push((gain.node, Score::FULL));
            simulator.set(&changes);
            let now = simulator.at(tree.skeleton().overall()).exact.unwrap();
            assert!(before <= now);
            before = now;
        }
        for node in 0..tree.skeleton().nodes.len() {
            // A figure given over assumed weights keeps its distance to them, and so does what it goes into.
            if tree.at(node).basis == Basis::Computed && name != "nacc/2568" {
                assert_eq!(simulator.at(node).score, Some(Score::FULL), "{}", tree.framework.path(node));
            }
        }
    }
}
