//! Properties that hold for every evidence under every year.

use domain::framework::{Framework, Granularity, NodeIndex, NodeRef};
use domain::scoring::{Evidence, Points, Tally, Unlisted, Verdict, score};
use domain::{Score, round_half_up};
use proptest::prelude::*;

use crate::common::{cases, catalogue, framework};

/// A figure for a node, drawn from a stream of numbers so that shrinking stays simple.
fn evidence(framework: &Framework, draws: &[u32]) -> Evidence {
    let skeleton = framework.skeleton();
    let mut evidence = Evidence::new(framework);
    let mut draws = draws.iter().copied().cycle();
    let mut next = move || draws.next().unwrap_or(0);
    for node in 0..skeleton.overall() {
        let draw = next();
        match skeleton.nodes[node].at {
            NodeRef::Row(row, _) if draw % 4 != 0 => {
                let choices = framework.rows[row].points.len();
                let counts: Vec<u32> = (0..choices).map(|_| next() % 97).collect();
                evidence.tally(node, Tally::new(&counts).expect("few"));
            }
            NodeRef::Item(item, _) if framework.items[item].is_disclosure() && draw % 3 != 0 => {
                let verdict = if draw % 2 == 0 { Verdict::Pass } else { Verdict::Fail };
                evidence.verdict(skeleton, node, verdict);
            }
            NodeRef::Row(..) => {}
            NodeRef::Instrument(instrument) if draw % 5 == 0 => {
                evidence.points(instrument, Points(draw % (framework.instruments[instrument].weight + 1)));
            }
            _ if draw % 5 < 2 => evidence.give(node, Score::clamped(i64::from(draw % 10_001))),
            _ => {}
        }
    }
    evidence.unlisted = if next() % 2 == 0 { Unlisted::Full } else { Unlisted::Unknown };
    evidence
}

fn full_tallies(framework: &Framework, draws: &[u32]) -> Evidence {
    let skeleton = framework.skeleton();
    let mut evidence = Evidence::new(framework);
    let mut draws = draws.iter().copied().cycle();
    for node in skeleton.of(Granularity::Rows) {
        let NodeRef::Row(row, _) = skeleton.nodes[node].at else { continue };
        let counts: Vec<u32> =
            framework.rows[row].points.iter().map(|_| 1 + draws.next().unwrap_or(0) % 50).collect();
        evidence.tally(node, Tally::new(&counts).expect("few"));
    }
    for node in skeleton.of(Granularity::Items) {
        if skeleton.children_of(node).is_empty() {
            let verdict = if draws.next().unwrap_or(0) % 3 == 0 { Verdict::Fail } else { Verdict::Pass };
            evidence.verdict(skeleton, node, verdict);
        }
    }
    evidence
}

fn draws() -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(any::<u32>(), 1..400)
}

proptest! {
    #![proptest_config(cases("scoring_properties", 256, 20_000))]

    #[test]
    fn every_computed_score_lies_between_its_children(year in 2562_i16..=2569, draws in draws()) {
        let catalogue = catalogue();
        let framework = framework(catalogue, year);
        let tree = score(framework, &evidence(framework, &draws));
        for (node, here) in framework.skeleton().nodes.iter().enumerate() {
            let Some(by_rule) = tree.at(node).by_rule else { continue };
            let children = framework.skeleton().children_of(node).iter().filter_map(|&c| tree.at(c).score);
            let (low, high) = (children.clone().min(), children.max());
            prop_assert!(low <= Some(by_rule) && Some(by_rule) <= high, "{} {:?}", framework.path(node), here.kind);
        }
    }

    #[test]
    fn what_is_shown_is_the_exact_value_rounded(year in 2562_i16..=2569, draws in draws()) {
        let catalogue = catalogue();
        let framework = framework(catalogue, year);
        let tree = score(framework, &evidence(framework, &draws));
        for node in 0..framework.skeleton().nodes.len() {
            prop_assert_eq!(tree.at(node).exact.map(round_half_up), tree.at(node).score);
        }
    }

    #[test]
    fn a_better_item_never_lowers_anything(year in 2562_i16..=2569, draws in draws(), pick in any::<prop::sample::Index>(), up in 1_i64..10_000) {
        let catalogue = catalogue();
        let framework = framework(catalogue, year);
        let mut better = full_tallies(framework, &draws).from_level(framework, Granularity::Items);
        let items: Vec<NodeIndex> = framework.skeleton().of(Granularity::Items).collect();
        let give = |e: &mut Evidence| for (at, &node) in items.iter().enumerate() {
            e.give(node, Score::clamped(i64::from(draws[at % draws.len()] % 10_001)));
        };
        let mut before = Evidence::new(framework);
        give(&mut before);
        give(&mut better);
        let raised = items[pick.index(items.len())];
        let mut after = before.clone();
        let old = before.given(raised).expect("given");
        after.give(raised, Score::clamped(i64::from(old.hundredths()) + up));
        let (before, after) = (score(framework, &before), score(framework, &after));
        for node in 0..framework.skeleton().nodes.len() {
            prop_assert!(before.at(node).score <= after.at(node).score, "{}", framework.path(node));
        }
    }

    #[test]
    fn items_of_one_parent_may_change_places(draws in draws(), swap in 0_usize..4) {
        let catalogue = catalogue();
        let framework = framework(catalogue, 2564);
        let items: Vec<NodeIndex> = (10..=17).map(|n| framework.node(&format!("O{n}")).expect("item")).collect();
        let mut one = full_tallies(framework, &draws);
        let mut two = one.clone();
        let skeleton = framework.skeleton();
        one.verdict(skeleton, items[swap], Verdict::Fail);
        one.verdict(skeleton, items[swap + 4], Verdict::Pass);
        two.verdict(skeleton, items[swap], Verdict::Pass);
        two.verdict(skeleton, items[swap + 4], Verdict::Fail);
        prop_assert_eq!(score(framework, &one).overall(), score(framework, &two).overall());
    }

    #[test]
    fn the_order_of_answers_does_not_matter(mut answers in proptest::collection::vec(1_usize..=4, 1..200)) {
        let count = |answers: &[usize]| {
            let mut tally = Tally::default();
            answers.iter().for_each(|&choice| assert!(tally.add(choice)));
            tally
        };
        let forward = count(&answers);
        answers.reverse();
        prop_assert_eq!(forward, count(&answers));
        answers.sort_unstable();
        prop_assert_eq!(forward, count(&answers));
    }

    #[test]
    fn pooled_tallies_score_as_one_count(draws in draws(), more in draws()) {
        let catalogue = catalogue();
        let framework = framework(catalogue, 2564);
        let (a, b) = (full_tallies(framework, &draws), full_tallies(framework, &more));
        let (ab, ba) = (a.pooled(&b).expect("fits"), b.pooled(&a).expect("fits"));
        for node in framework.skeleton().of(Granularity::Rows) {
            prop_assert_eq!(ab.tally_of(node), ba.tally_of(node));
            let sum = a.tally_of(node).zip(b.tally_of(node)).and_then(|(a, b)| a.merged(b));
            prop_assert_eq!(ab.tally_of(node).copied(), sum);
        }
    }

    #[test]
    fn points_and_scores_agree(year in 2562_i16..=2569, draws in draws()) {
        let catalogue = catalogue();
        let framework = framework(catalogue, year);
        let mut given = Evidence::new(framework);
        for (at, node) in framework.skeleton().of(Granularity::Indicators).enumerate() {
            given.give(node, Score::clamped(i64::from(draws[at % draws.len()] % 10_001)));
        }
        let tree = score(framework, &given);
        let mut points = Evidence::new(framework);
        for instrument in 0..framework.instruments.len() {
            points.points(instrument, tree.points(instrument).expect("points"));
        }
        let from_points = score(framework, &points).overall().expect("overall");
        // Three roundings to two places, of which each moves a point sum by at most half a hundredth.
        prop_assert!(from_points.distance(tree.overall().expect("overall")) <= 2);
    }
}

#[test]
fn a_tally_refuses_too_much() {
    assert!(Tally::new(&[60_000_000, 60_000_000]).is_none());
    assert!(Tally::new(&[0; 9]).is_none());
    let full = Tally::new(&[100_000_000]).expect("the limit");
    assert!(!full.clone().add(1));
    assert!(full.merged(&full).is_none());
}
