//! What-if, gains, smallest sets, and solving backwards, on published results and on random ones.

mod every_set;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use domain::framework::{Catalogue, Granularity, NodeIndex, NodeRef};
use domain::scoring::{Basis, Evidence, LevelOutcome, ScoreTree, Tally, Unlisted, Verdict, score};
use domain::simulation::{
    Among, DecodeError, Limits, SetOptions, Sets, Simulator, Target, TargetError, decode, gains, rescore,
    smallest_sets,
};
use domain::{Framework, Ratio, Score};
use serde_json::Value;

use every_set::cross_check;

fn framework(name: &str) -> &'static Framework {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);
    CATALOGUE.find(name).unwrap()
}

fn file(path: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The rules and the published figures of an assessment file. Nodes in `without` are left out.
fn published(path: &str, without: &[&str]) -> (&'static Framework, Evidence) {
    let assessment = file(path);
    let framework = framework(assessment["framework"].as_str().unwrap());
    let mut evidence = Evidence::new(framework);
    if assessment["unlisted_items"] == "full" {
        evidence.unlisted = Unlisted::Full;
    }
    for group in ["instruments", "indicators", "sub_indicators", "parts", "items"] {
        for (name, figure) in assessment["published"][group].as_object().into_iter().flatten() {
            if !without.contains(&name.as_str()) {
                let node = framework.node(name).unwrap();
                evidence.give(node, figure.as_str().unwrap().parse().unwrap());
            }
        }
    }
    (framework, evidence)
}

fn kham_muang() -> ScoreTree<'static> {
    let (framework, evidence) = published("examples/kham-muang-2562.json", &["9", "10"]);
    score(framework, &evidence)
}

fn tham_rong() -> ScoreTree<'static> {
    let (framework, evidence) = published("examples/tham-rong-2568.json", &[]);
    score(framework, &evidence)
}

fn ban_lao() -> ScoreTree<'static> {
    let (framework, evidence) = published("examples/ban-lao-2567.json", &[]);
    score(framework, &evidence)
}

fn node(tree: &ScoreTree<'_>, path: &str) -> NodeIndex {
    tree.framework.node(path).unwrap()
}

fn points(text: &str) -> Score {
    text.parse().unwrap()
}

fn level(outcome: &LevelOutcome<'_>) -> String {
    match outcome {
        LevelOutcome::Reached { level, .. } => level.name.clone(),
        other => panic!("{other:?}"),
    }
}

fn full(nodes: &[NodeIndex]) -> Vec<(NodeIndex, Score)> {
    nodes.iter().map(|&node| (node, Score::FULL)).collect()
}

/// Every set of nodes that the sets found stand for.
fn expanded(sets: &Sets<'_>) -> BTreeSet<Vec<NodeIndex>> {
    let mut all = BTreeSet::new();
    for set in &sets.sets {
        let mut partial: Vec<Vec<NodeIndex>> = vec![Vec::new()];
        for pick in &set.picks {
            let members = &sets.classes[pick.class].members;
            let choices: Vec<Vec<NodeIndex>> = subsets(members).filter(|s| s.len() == pick.count).collect();
            partial = partial
                .iter()
                .flat_map(|left| choices.iter().map(move |right| [left.as_slice(), right].concat()))
                .collect();
        }
        assert_eq!(partial.len() as u128, set.equivalent);
        for mut nodes in partial {
            nodes.sort_unstable();
            assert!(all.insert(nodes), "listed twice");
        }
    }
    all
}

fn subsets(nodes: &[NodeIndex]) -> impl Iterator<Item = Vec<NodeIndex>> + '_ {
    (0_u32..1 << nodes.len()).map(|set| {
        let taken = nodes.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
        taken.map(|(_, &node)| node).collect()
    })
}

#[test]
fn a_changed_item_is_scored_like_published_evidence() {
    let tree = kham_muang();
    assert_eq!(tree.overall(), Some(points("57.31")));
    let (framework, mut evidence) = published("examples/kham-muang-2562.json", &["9", "10"]);
    let item = node(&tree, "O42");
    let outcome = rescore(&tree, &[(item, Score::FULL)]);
    evidence.give(item, Score::FULL);
    let fresh = score(framework, &evidence);
    assert_eq!(outcome.overall, fresh.overall());
    assert_eq!(outcome.exact, fresh.at(framework.skeleton().overall()).exact);
    assert_eq!(outcome.instruments, fresh.instruments());
    assert_eq!(outcome.certain, fresh.certain());
    assert!(outcome.reaches_overall && outcome.held.is_empty());
}

#[test]
fn a_figure_given_over_incomplete_items_does_not_move() {
    let framework = framework("nacc/2564");
    let mut evidence = Evidence::new(framework);
    for indicator in framework.skeleton().of(Granularity::Indicators) {
        evidence.give(indicator, points("80"));
    }
    evidence.give(framework.node("O1").unwrap(), Score::ZERO);
    for code in ["9.2", "9.3", "9.4", "9.5"] {
        evidence.give(framework.node(code).unwrap(), points("80"));
    }
    let tree = score(framework, &evidence);
    let item = node(&tree, "O1");
    let outcome = rescore(&tree, &[(item, Score::FULL)]);
    assert_eq!(outcome.overall, tree.overall());
    assert!(!outcome.reaches_overall);
    assert_eq!(outcome.held, [node(&tree, "9.1")]);
    let gains = gains(&tree);
    let of = |path: &str| gains.iter().find(|gain| gain.node == node(&tree, path)).unwrap();
    assert_eq!((of("O1").overall, of("O1").indicator), (None, None));
    assert_eq!(of("9").overall, Some(400));
    // Once the missing sub-indicator is set as well, the indicator is complete and is computed.
    let outcome = rescore(&tree, &[(item, Score::FULL), (node(&tree, "9.1"), Score::FULL)]);
    assert_eq!(outcome.overall, Some(points("80.80")));
    assert_eq!(outcome.held, [node(&tree, "9.1")]);
    assert!(!outcome.reaches_overall);
}

#[test]
fn an_item_whose_place_is_unknown_reaches_nothing() {
    let framework = framework("nacc/2569");
    let mut evidence = Evidence::new(framework);
    for indicator in framework.skeleton().of(Granularity::Indicators) {
        evidence.give(indicator, points("80"));
    }
    let item = framework.node("O5").unwrap();
    evidence.verdict(framework.skeleton(), item, Verdict::Fail);
    let tree = score(framework, &evidence);
    assert!(!rescore(&tree, &[(item, Score::FULL)]).reaches_overall);
    let gains = gains(&tree);
    assert_eq!(gains.last().map(|gain| (gain.node, gain.overall)), Some((item, None)));
    let sets = smallest_sets(&tree, Target::Overall(points("81")), &SetOptions::default()).unwrap();
    assert!(!sets.reachable && sets.complete && sets.best_effort.is_none());
}

#[test]
fn assumed_weights_move_the_published_figure_by_the_difference_and_mark_it() {
    let tree = tham_rong();
    let (o5, o23) = (node(&tree, "O5"), node(&tree, "O23"));
    let mut simulator = Simulator::new(&tree);
    simulator.set(&[(o5, Score::FULL), (o23, Score::FULL)]);
    assert_eq!(simulator.at(node(&tree, "9")).score, Some(points("90.00")));
    assert_eq!(simulator.at(node(&tree, "10")).score, Some(points("100.00")));
    assert_eq!(simulator.at(node(&tree, "9")).basis, Basis::Given);
    let outcome = simulator.outcome();
    assert!(outcome.reaches_overall && !outcome.certain);
    assert_eq!(outcome.instruments[2], Some(points("95.00")));
}

#[test]
fn gains_rank_what_raises_the_score_most() {
    let tree = kham_muang();
    let gains = gains(&tree);
    let names: Vec<_> = gains.iter().map(|gain| tree.framework.path(gain.node)).collect();
    // Indicators that are known only as a whole, then the items of the sub-indicator that weighs most per item.
    assert_eq!(names[..7], ["8", "6", "7", "4", "5", "O42", "O43"]);
    let o42 = &gains[5];
    // 10.2 is then 14.29, indicator 10 (12.50 + 14.29) / 2 = 13.395 → 13.40: 7.15 more, of which a fifth counts.
    assert_eq!((o42.overall, o42.indicator, o42.instrument), (Some(143), Some(715), Some(357)));
    assert_eq!(o42.exact, Some(Ratio::new(143, 100)));
    // Eight whole indicators and thirty items of 0.
    assert_eq!(names.len(), 8 + 30);
    assert!(gains.windows(2).all(|pair| pair[1].exact <= pair[0].exact));
}

#[test]
fn gains_over_assumed_weights_are_not_certain_and_others_are() {
    let tree = tham_rong();
    let gains = gains(&tree);
    let of = |path: &str| gains.iter().find(|gain| gain.node == node(&tree, path)).unwrap();
    assert_eq!((of("O23").overall, of("O12").overall, of("O5").overall), (Some(400), Some(200), Some(100)));
    assert!(!of("O23").certain() && !of("O5").certain());
    assert_eq!(of("public/E9").certain(), tree.at(node(&tree, "8")).doubts.is_empty());
    assert!(gains.iter().all(|gain| tree.at(gain.node).basis != Basis::UnlistedFull));
}

#[test]
fn the_smallest_sets_lift_kham_muang_from_d_to_c() {
    let tree = kham_muang();
    let options = SetOptions { among: Among::Disclosure, ..SetOptions::default() };
    let sets = smallest_sets(&tree, Target::NextLevel, &options).unwrap();
    assert!(sets.reachable && sets.complete);
    assert_eq!((sets.best_effort, sets.at_least), (Some(6), 6));
    assert_eq!(
        sets.classes.iter().map(|class| class.members.len()).collect::<Vec<_>>(),
        [2, 5, 2, 3, 4, 7, 7]
    );
    for set in &sets.sets {
        assert_eq!(level(&set.outcome.level), "C");
        assert_eq!(set.outcome, rescore(&tree, &full(&set.nodes)));
    }
    // Every way to take up to six items of the seven classes, tried one by one.
    let mut by_hand = BTreeSet::new();
    let mut counts = vec![0; sets.classes.len()];
    loop {
        if counts.iter().sum::<usize>() <= 6 {
            let taken = sets.classes.iter().zip(&counts);
            let mut nodes: Vec<_> =
                taken.flat_map(|(class, &n)| class.members[..n].iter().copied()).collect();
            nodes.sort_unstable();
            if points("65") <= rescore(&tree, &full(&nodes)).overall.unwrap() {
                by_hand.insert(nodes);
            }
        }
        let Some(place) = (0..counts.len()).find(|&i| counts[i] < sets.classes[i].members.len()) else {
            break;
        };
        counts[..place].fill(0);
        counts[place] += 1;
    }
    assert!(by_hand.iter().all(|nodes| nodes.len() == 6));
    assert_eq!(sets.sets.iter().map(|set| set.nodes.clone()).collect::<BTreeSet<_>>(), by_hand);
    let best = &sets.sets[0];
    let names: Vec<_> = best.nodes.iter().map(|&node| tree.framework.path(node)).collect();
    assert_eq!(names, ["O42", "O43", "O44", "O45", "O46", "O47"]);
    assert_eq!((best.equivalent, best.outcome.overall), (7, Some(points("65.88"))));
}

#[test]
fn efforts_change_the_smallest_set() {
    let tree = kham_muang();
    let last = node(&tree, "O42")..=node(&tree, "O48");
    let efforts = |node: NodeIndex| if last.contains(&node) { 3 } else { 2 };
    let options = SetOptions { among: Among::Disclosure, efforts: &efforts, ..SetOptions::default() };
    let sets = smallest_sets(&tree, Target::Level("C"), &options).unwrap();
    assert!(sets.complete);
    // Seven items of 10.1 weigh 12.50 each: 8.75 for 14; six would bring 7.50, which is not enough.
    assert_eq!(sets.best_effort, Some(14));
    assert!(sets.sets.iter().all(|set| level(&set.outcome.level) == "C"));
}

#[test]
fn the_gate_binds_for_tham_rong() {
    let tree = tham_rong();
    assert_eq!(level(&tree.level()), "ผ่าน");
    let sets = smallest_sets(&tree, Target::NextLevel, &SetOptions::default()).unwrap();
    assert!(sets.complete);
    assert_eq!(sets.best_effort, Some(1));
    let names: BTreeSet<_> = sets.sets.iter().map(|set| tree.framework.path(set.nodes[0])).collect();
    assert_eq!(names, BTreeSet::from(["O12".to_owned(), "O23".to_owned(), "O5".to_owned()]));
    for set in &sets.sets {
        assert_eq!(level(&set.outcome.level), "ผ่านดี");
        assert!(!set.outcome.certain);
    }
    // No question lifts OIT over its gate.
    let options = SetOptions { among: Among::Questions, ..SetOptions::default() };
    let sets = smallest_sets(&tree, Target::NextLevel, &options).unwrap();
    assert!(!sets.reachable && sets.complete && sets.sets.is_empty());
    // The best level needs each instrument at 95.
    let sets = smallest_sets(&tree, Target::Level("ผ่านดีเยี่ยม"), &SetOptions::default()).unwrap();
    assert!(sets.complete);
    for set in &sets.sets {
        assert!(set.outcome.instruments.iter().all(|score| points("95") <= score.unwrap()));
        assert!(points("95") <= set.outcome.overall.unwrap());
    }
    cross_check(&tree, Target::Level("ผ่านดีเยี่ยม"), &SetOptions::default());
}

#[test]
fn where_only_indicators_are_known_they_are_the_levers() {
    let tree = ban_lao();
    assert_eq!(gains(&tree).len(), 10);
    let none = smallest_sets(&tree, Target::NextLevel, &SetOptions::default()).unwrap();
    assert!(!none.reachable && none.classes.is_empty());
    let options = SetOptions { among: Among::Finest, ..SetOptions::default() };
    for target in [Target::NextLevel, Target::Level("ผ่าน"), Target::Level("ผ่านดี"), Target::Level("ผ่านดีเยี่ยม")]
    {
        cross_check(&tree, target, &options);
    }
    let sets = smallest_sets(&tree, Target::Level("ผ่าน"), &options).unwrap();
    assert_eq!(sets.best_effort, Some(2));
}

#[test]
fn a_target_that_is_met_takes_nothing() {
    let tree = tham_rong();
    for target in [Target::Level("ผ่าน"), Target::Level("ต้องปรับปรุง"), Target::Overall(points("91.00"))]
    {
        let sets = smallest_sets(&tree, target, &SetOptions::default()).unwrap();
        assert_eq!((sets.best_effort, sets.complete, sets.sets.len()), (Some(0), true, 1));
        assert!(sets.sets[0].nodes.is_empty());
    }
}

#[test]
fn targets_that_are_none_are_told() {
    let tree = tham_rong();
    let options = SetOptions::default();
    let error = smallest_sets(&tree, Target::Level("AA"), &options).unwrap_err();
    assert!(matches!(&error, TargetError::UnknownLevel { levels, .. } if levels.len() == 5), "{error}");
    let framework = tree.framework;
    let mut evidence = Evidence::new(framework);
    let empty = score(framework, &evidence);
    let error = smallest_sets(&empty, Target::NextLevel, &options).unwrap_err();
    assert!(matches!(error, TargetError::NoOverall { missing } if missing.len() == 10));
    for indicator in framework.skeleton().of(Granularity::Indicators) {
        evidence.give(indicator, Score::FULL);
    }
    let best = score(framework, &evidence);
    let error = smallest_sets(&best, Target::NextLevel, &options).unwrap_err();
    assert_eq!(error, TargetError::AtTheTop("ผ่านดีเยี่ยม".to_owned()));
}

#[test]
fn a_search_that_is_cut_short_says_so() {
    let tree = kham_muang();
    let with = |limits| SetOptions { among: Among::Disclosure, limits, ..SetOptions::default() };
    let target = Target::Level("C");
    let few_steps = smallest_sets(&tree, target, &with(Limits { steps: 5, sets: 100 })).unwrap();
    assert!(few_steps.reachable && !few_steps.complete && few_steps.sets.len() == 1);
    assert_eq!(level(&few_steps.sets[0].outcome.level), "C");
    assert!(few_steps.at_least <= 6 && Some(6) <= few_steps.best_effort);
    let one_set = smallest_sets(&tree, target, &with(Limits { steps: 1_000_000, sets: 1 })).unwrap();
    assert_eq!(
        (one_set.best_effort, one_set.at_least, one_set.complete, one_set.sets.len()),
        (Some(6), 6, false, 1)
    );
}

#[test]
fn published_scores_decode_to_all_their_solutions() {
    for case in file("tests/golden/reverse.json").as_array().unwrap() {
        let framework = framework(case["framework"].as_str().unwrap());
        let number = case["indicator"].as_str().unwrap().parse().unwrap();
        let at = NodeRef::Indicator(framework.indicator(number).unwrap());
        let decoded = decode(framework, at, points(case["score"].as_str().unwrap())).unwrap();
        let found: BTreeSet<BTreeMap<String, u64>> = decoded
            .solutions
            .iter()
            .map(|solution| solution.iter().map(|m| (framework.path(m.group), m.missing as u64)).collect())
            .collect();
        let expected: BTreeSet<BTreeMap<String, u64>> = case["solutions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s.as_object().unwrap().iter().map(|(k, v)| (k.clone(), v.as_u64().unwrap())).collect())
            .collect();
        assert_eq!(found, expected, "{case}");
        assert_eq!(found.len(), decoded.solutions.len());
        assert!(!decoded.assumed_weights);
    }
}

#[test]
fn every_solution_scores_what_was_decoded() {
    for (name, number, figure) in
        [("nacc/2562", 9, "46.34"), ("nacc/2567", 9, "42.38"), ("nacc/2568", 9, "85.00")]
    {
        let framework = framework(name);
        let skeleton = framework.skeleton();
        let indicator = framework.indicator(number).unwrap();
        let decoded = decode(framework, NodeRef::Indicator(indicator), points(figure)).unwrap();
        assert_eq!(decoded.assumed_weights, name == "nacc/2568");
        assert!(!decoded.solutions.is_empty());
        for solution in &decoded.solutions {
            let mut evidence = Evidence::new(framework);
            for missing in solution {
                for (place, &item) in skeleton.children_of(missing.group).iter().enumerate() {
                    let verdict = if place < missing.missing { Verdict::Fail } else { Verdict::Pass };
                    evidence.verdict(skeleton, item, verdict);
                }
            }
            assert_eq!(score(framework, &evidence).indicator(indicator), Some(points(figure)));
        }
    }
}

#[test]
fn sub_indicators_decode_alone_and_unreachable_scores_name_their_neighbours() {
    let framework = framework("nacc/2564");
    let sub = NodeRef::SubIndicator(framework.sub_indicator("9.3").unwrap());
    let decoded = decode(framework, sub, points("71.43")).unwrap();
    assert_eq!(decoded.solutions.iter().map(|s| s[0].missing).collect::<Vec<_>>(), [2]);
    let decoded = decode(framework, sub, points("72.00")).unwrap();
    assert!(decoded.solutions.is_empty());
    assert_eq!((decoded.below, decoded.above), (Some(points("71.43")), Some(points("85.71"))));
    let nine = NodeRef::Indicator(framework.indicator(9).unwrap());
    let decoded = decode(framework, nine, points("99.00")).unwrap();
    assert_eq!((decoded.below, decoded.above), (Some(points("97.78")), Some(Score::FULL)));
    assert_eq!(decode(framework, nine, Score::FULL).unwrap().above, None);
}

#[test]
fn what_cannot_be_decoded_is_told() {
    let year = framework("nacc/2564");
    let one = NodeRef::Indicator(year.indicator(1).unwrap());
    assert_eq!(decode(year, one, Score::FULL), Err(DecodeError::NotDisclosure));
    assert_eq!(decode(year, NodeRef::Overall, Score::FULL), Err(DecodeError::NotAnIndicator));
    assert_eq!(decode(year, NodeRef::Indicator(99), Score::FULL), Err(DecodeError::NotAnIndicator));
    let year = framework("nacc/2569");
    let nine = NodeRef::Indicator(year.indicator(9).unwrap());
    assert_eq!(decode(year, nine, Score::FULL), Err(DecodeError::UnknownStructure));
}

#[test]
fn tallied_questions_are_levers_as_a_whole() {
    let framework = framework("nacc/2564");
    let skeleton = framework.skeleton();
    let mut evidence = Evidence::new(framework);
    for row in skeleton.of(Granularity::Rows) {
        let NodeRef::Row(index, _) = skeleton.nodes[row].at else { unreachable!() };
        let choices = framework.rows[index].points.len();
        let counts: Vec<u32> = (0..choices).map(|choice| ((row * 7 + choice * 3) % 11) as u32).collect();
        evidence.tally(row, Tally::new(&counts).unwrap());
    }
    for item in skeleton.of(Granularity::Items).filter(|&item| skeleton.children_of(item).is_empty()) {
        evidence.verdict(skeleton, item, if item % 5 == 0 { Verdict::Fail } else { Verdict::Pass });
    }
    let tree = score(framework, &evidence);
    let questions = skeleton.of(Granularity::Items).filter(|&item| tree.at(item).basis == Basis::Computed);
    let open = questions.filter(|&item| tree.at(item).score < Some(Score::FULL)).count();
    let levers = gains(&tree);
    let is_question = |node: NodeIndex| !skeleton.children_of(node).is_empty();
    assert_eq!(levers.iter().filter(|gain| is_question(gain.node)).count(), open);
    for level in &framework.levels {
        let sets = smallest_sets(&tree, Target::Level(&level.name), &SetOptions::default()).unwrap();
        for set in &sets.sets {
            assert_eq!(Some(set.nodes.len() as u64), sets.best_effort);
            assert!(level.overall_min <= set.outcome.overall.unwrap());
        }
    }
}
