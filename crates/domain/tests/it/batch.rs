//! Scoring in batches against [`score`], which is the measure of everything.

use std::sync::{Arc, OnceLock};

use domain::Framework;
use domain::framework::file::{Known, PartEntry, RuleKind};
use domain::framework::{Catalogue, NodeRef, read};
use domain::scoring::batch::{
    Compiled, Live, Ranking, Sheet, SheetError, Summary, Tallies, TallyError, score_all,
};
use domain::scoring::{Evidence, MAX_ANSWERS, Tally, Verdict, rank, score};
use proptest::prelude::*;

/// Years whose structure is known down to the answers, and variants that no year has yet.
fn plans() -> &'static [(Framework, Arc<Compiled>)] {
    static PLANS: OnceLock<Vec<(Framework, Arc<Compiled>)>> = OnceLock::new();
    PLANS.get_or_init(|| {
        let catalogue = Catalogue::embedded();
        let years = ["nacc/2562", "nacc/2563", "nacc/2564", "nacc/2565", "nacc/2567", "nacc/2568"];
        let mut frameworks: Vec<Framework> = years.map(|name| catalogue.find(name).unwrap().clone()).into();
        frameworks.push(with_parts(&frameworks[2]));
        frameworks.push(with_weights(&frameworks[2]));
        let with_plan = |framework: Framework| {
            let compiled = Arc::new(Compiled::new(&framework).unwrap());
            (framework, compiled)
        };
        frameworks.into_iter().map(with_plan).collect()
    })
}

/// FY2564 with a public and a survey part.
fn with_parts(framework: &Framework) -> Framework {
    let mut file = framework.file().clone();
    file.owner = "parts".to_owned();
    let eit = &mut file.instruments[1];
    let part = |code: &str| PartEntry {
        code: code.to_owned(),
        name_th: code.to_owned(),
        name_en: code.to_owned(),
        confidence: eit.confidence,
        source: "test".to_owned(),
    };
    eit.parts = vec![part("public"), part("survey")];
    for indicator in file.indicators.iter_mut().filter(|i| i.instrument == "EIT") {
        indicator.rule.kind = RuleKind::MeanOfParts;
    }
    read(&toml::to_string(&file).unwrap()).unwrap()
}

/// FY2564 with odd weights everywhere, gates, and other places of rounding.
fn with_weights(framework: &Framework) -> Framework {
    let mut file = framework.file().clone();
    file.owner = "weights".to_owned();
    for (instrument, weight) in file.instruments.iter_mut().zip(["33.33", "33.34", "33.33"]) {
        instrument.weight = weight.to_owned();
    }
    let odd = |count: usize| -> Vec<String> {
        let (mut left, mut weights) = (10_000, Vec::new());
        for at in 0..count {
            let weight = if at + 1 == count { left } else { 10_000 / count + 7 * (at % 3) };
            left -= weight;
            weights.push(format!("{}.{:02}", weight / 100, weight % 100));
        }
        weights
    };
    for code in ["IIT", "EIT", "OIT"] {
        let own: Vec<_> = file.indicators.iter_mut().filter(|i| i.instrument == code).collect();
        let weights = odd(own.len());
        own.into_iter().zip(weights).for_each(|(indicator, weight)| indicator.weight = Some(weight));
    }
    for number in 1..=10 {
        let own: Vec<_> = file.questions.iter_mut().filter(|q| q.indicator == number).collect();
        let weights = odd(own.len());
        own.into_iter().zip(weights).for_each(|(question, weight)| question.weight = Some(weight));
    }
    for sub in ["9.1", "9.3"] {
        let wanted = Known::Value(sub.to_owned());
        let own: Vec<_> =
            file.disclosure_items.iter_mut().filter(|item| item.sub_indicator == wanted).collect();
        let weights = odd(own.len());
        own.into_iter().zip(weights).for_each(|(item, weight)| item.weight = Some(weight));
    }
    file.levels[0].each_instrument_min = Some("85.00".to_owned());
    file.levels[1].overall_max = "100.00".to_owned();
    // Sub-indicators pass their exact means on, instruments their rounded ones.
    file.scoring.rounding.at = ["item", "indicator", "instrument", "overall"].map(str::to_owned).into();
    read(&toml::to_string(&file).unwrap()).unwrap()
}

/// Counts of every row of one agency, and its verdicts.
#[derive(Debug, Clone)]
struct Answers {
    counts: Vec<Vec<u32>>,
    passed: u64,
}

impl Answers {
    fn evidence(&self, framework: &Framework) -> Evidence {
        let skeleton = framework.skeleton();
        let mut evidence = Evidence::new(framework);
        for (row, counts) in self.counts.iter().enumerate() {
            evidence.tally(row, Tally::new(counts).unwrap());
        }
        let mut bit = 0;
        for (node, at) in skeleton.nodes.iter().enumerate() {
            if let NodeRef::Item(item, _) = at.at
                && framework.items[item].is_disclosure()
            {
                let verdict = if self.passed >> bit & 1 == 1 { Verdict::Pass } else { Verdict::Fail };
                evidence.verdict(skeleton, node, verdict);
                bit += 1;
            }
        }
        evidence
    }
}

fn table(compiled: &Arc<Compiled>, agencies: &[Answers]) -> Tallies {
    let mut tallies = Tallies::new(Arc::clone(compiled), agencies.len());
    for (agency, answers) in agencies.iter().enumerate() {
        for (row, counts) in answers.counts.iter().enumerate() {
            tallies.set(agency, row, counts).unwrap();
        }
        tallies.set_passed(agency, answers.passed).unwrap();
    }
    tallies
}

/// All figures of the summary are those of the tree.
fn same(framework: &Framework, answers: &Answers, summary: &Summary) -> Result<(), TestCaseError> {
    let tree = score(framework, &answers.evidence(framework));
    for indicator in 0..framework.indicators.len() {
        prop_assert_eq!(summary.indicator(indicator), tree.indicator(indicator), "indicator {}", indicator);
    }
    for instrument in 0..framework.instruments.len() {
        prop_assert_eq!(
            summary.instrument(instrument),
            tree.instrument(instrument),
            "instrument {}",
            instrument
        );
    }
    prop_assert_eq!(summary.overall(), tree.overall());
    let level = summary.level().map(|at| &framework.levels[at]);
    prop_assert_eq!(level, tree.level_reached());
    Ok(())
}

/// How many answers the rows of an agency have.
#[derive(Debug, Clone, Copy)]
enum Spread {
    /// The same in all rows.
    Even(u32),
    /// One number for each instrument and part.
    Forms,
    /// Any number up to this one in each row, zero included.
    Uneven(u32),
    /// Nearly the same everywhere, so that single rows of a question differ by one.
    OneOff(u32),
}

/// Most answers for which the exact fractions behind a tree hold four rows of different numbers.
const LARGEST: u32 = 60_000_000;

fn spread() -> impl Strategy<Value = Spread> {
    prop_oneof![
        Just(Spread::Even(1)),
        (1..300_u32).prop_map(Spread::Even),
        // Around the limit of short arithmetic.
        (17_800..17_950_u32).prop_map(Spread::Even),
        (1..=MAX_ANSWERS).prop_map(Spread::Even),
        Just(Spread::Forms),
        (2..40_u32).prop_map(Spread::Uneven),
        (2..LARGEST).prop_map(Spread::Uneven),
        (2..50_u32).prop_map(Spread::OneOff),
        (17_890..17_898_u32).prop_map(Spread::OneOff),
    ]
}

fn agency(compiled: &Compiled) -> impl Strategy<Value = Answers> + use<> {
    let points: Vec<Vec<u8>> = (0..compiled.rows()).map(|row| compiled.points(row).to_vec()).collect();
    (spread(), any::<u64>(), any::<u64>()).prop_map(move |(spread, seed, passed)| {
        let mut random = Random(seed);
        let forms = [1 + random.below(200), 1 + random.below(200)];
        let counts = points.iter().enumerate().map(|(row, points)| {
            let total = match spread {
                Spread::Even(total) => total,
                Spread::Forms => forms[row % 2],
                Spread::Uneven(most) => random.below(most),
                Spread::OneOff(most) => most - random.below(8) / 7,
            };
            random.split(total, points.len())
        });
        Answers { counts: counts.collect(), passed: if seed % 5 == 0 { u64::MAX } else { passed } }
    })
}

/// A compiled, and agencies to fill more than one block of lanes.
fn nation(agencies: usize) -> impl Strategy<Value = (usize, Vec<Answers>)> {
    (0..plans().len()).prop_flat_map(move |which| {
        (Just(which), proptest::collection::vec(agency(&plans()[which].1), 1..=agencies))
    })
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((u128::from(z ^ (z >> 31)) * u128::from(limit)) >> 64) as u32
    }

    /// Numbers that add up to a total.
    fn split(&mut self, total: u32, pieces: usize) -> Vec<u32> {
        let mut left = total;
        let mut counts: Vec<u32> = (1..pieces)
            .map(|_| {
                let count = self.below(left + 1);
                left -= count;
                count
            })
            .collect();
        counts.push(left);
        let turn = self.below(pieces as u32) as usize;
        counts.rotate_left(turn);
        counts
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_batch_scores_as_trees_do((which, agencies) in nation(12)) {
        let (framework, compiled) = &plans()[which];
        let summaries = score_all(&table(compiled, &agencies));
        prop_assert_eq!(summaries.len(), agencies.len());
        for (answers, summary) in agencies.iter().zip(&summaries) {
            same(framework, answers, summary)?;
        }
    }

    #[test]
    fn live_scores_equal_a_recount((which, agencies) in nation(1), seed in any::<u64>()) {
        let (framework, compiled) = &plans()[which];
        let mut answers = agencies[0].clone();
        let mut live = Live::of(&table(compiled, &agencies), 0).unwrap();
        same(framework, &answers, live.summary())?;
        let mut random = Random(seed);
        for instrument in 0..framework.instruments.len() {
            let parts = &framework.instruments[instrument].parts;
            let parts: Vec<_> = if parts.is_empty() { vec![None] } else { parts.iter().copied().map(Some).collect() };
            for part in parts {
                let sheet = Sheet::of(compiled, instrument, part);
                let choices: Vec<u8> =
                    sheet.rows().iter().map(|&r| random.below(compiled.points(r).len() as u32 + 1) as u8).collect();
                let full = |&row: &usize| answers.counts[row].iter().sum::<u32>() == MAX_ANSWERS;
                if sheet.rows().iter().any(full) {
                    continue;
                }
                live.count(&sheet, &choices).unwrap();
                for (&row, &choice) in sheet.rows().iter().zip(&choices) {
                    if choice != 0 {
                        answers.counts[row][usize::from(choice) - 1] += 1;
                    }
                }
            }
        }
        answers.passed ^= 5;
        live.set_passed(answers.passed);
        same(framework, &answers, live.summary())?;
        let recount = score_all(&table(compiled, std::slice::from_ref(&answers)));
        prop_assert_eq!(live.summary(), &recount[0]);
        for (row, counts) in answers.counts.iter().enumerate() {
            prop_assert_eq!(live.row(row), counts);
        }
    }

    #[test]
    fn sheets_count_the_same_in_any_order(which in 0..plans().len(), seed in any::<u64>(), turn in 0..20_usize) {
        let compiled = &plans()[which].1;
        let sheet = Sheet::of(compiled, 0, None);
        let mut random = Random(seed);
        let mut sheets: Vec<Vec<u8>> = (0..20)
            .map(|_| sheet.rows().iter().map(|&r| random.below(compiled.points(r).len() as u32 + 1) as u8).collect())
            .collect();
        let count = |sheets: &[Vec<u8>]| {
            let mut live = Live::new(Arc::clone(compiled));
            sheets.iter().for_each(|choices| { live.count(&sheet, choices).unwrap(); });
            *live.summary()
        };
        let before = count(&sheets);
        sheets.rotate_left(turn);
        sheets.swap(0, 19);
        prop_assert_eq!(before, count(&sheets));
    }

    #[test]
    fn merged_tables_equal_pooled_evidence((which, agencies) in nation(2)) {
        let (framework, compiled) = &plans()[which];
        let mut second = agencies[agencies.len() - 1].clone();
        for counts in &mut second.counts {
            counts.iter_mut().for_each(|count| *count %= 1_000);
        }
        prop_assume!(agencies[0].counts.iter().all(|counts| counts.iter().sum::<u32>() < LARGEST));
        let mut merged = table(compiled, &agencies[..1]);
        let pooled = agencies[0].evidence(framework).pooled(&second.evidence(framework));
        let outcome = merged.merge(&table(compiled, &[second]));
        prop_assert_eq!(outcome.is_ok(), pooled.is_some());
        if let Some(pooled) = pooled {
            prop_assert_eq!(score_all(&merged)[0].overall(), score(framework, &pooled).overall());
        }
    }

    #[test]
    fn ranks_are_those_of_sorting((which, agencies) in nation(40), groups in proptest::collection::vec(0..4_u32, 40)) {
        let compiled = &plans()[which].1;
        // Few different agencies, so that places are shared.
        let few: Vec<_> = (0..40).map(|at| agencies[at * 7 % agencies.len()].clone()).collect();
        let summaries = score_all(&table(compiled, &few));
        let ranking = Ranking::of(&summaries);
        let (whole, within) = (ranking.whole(), ranking.within(&groups));
        for (standings, group) in [(&whole, None), (&within, Some(0)), (&within, Some(1)), (&within, Some(3))] {
            let members = (0..40).filter(|&at| group.is_none_or(|group| groups[at] == group));
            for place in rank(members.map(|at| (at, summaries[at].overall()))) {
                let standing = standings[place.key];
                prop_assert_eq!(standing.rank as usize, place.rank.unwrap_or(0));
                prop_assert_eq!(standing.tied as usize, place.tied);
            }
        }
    }
}

/// Every mean of four choices over few answers, exact halves among them.
#[test]
fn all_small_tallies_round_alike() {
    let (framework, compiled) = &plans()[5];
    let mut agencies = Vec::new();
    // 32 answers and more have means such as 3.125, which lie between two hundredths.
    for total in (1..=12_u32).chain([16, 32, 48, 64, 160, 200]) {
        let step = total / 16 + 1;
        for best in (0..=total).step_by(step as usize) {
            for second in (0..=total - best).step_by(step as usize) {
                let counts = (0..compiled.rows()).map(|row| {
                    let mut counts = vec![0; compiled.points(row).len()];
                    let last = counts.len() - 1;
                    counts[last] += best;
                    counts[last / 2] += second;
                    counts[0] += total - best - second;
                    // The rows of a question differ.
                    counts.rotate_left(row % 2);
                    counts
                });
                agencies.push(Answers { counts: counts.collect(), passed: u64::from(best * 7919 + second) });
            }
        }
    }
    for (answers, summary) in agencies.iter().zip(score_all(&table(compiled, &agencies))) {
        same(framework, answers, &summary).unwrap();
    }
}

#[test]
fn the_greatest_counts_score_alike() {
    for (framework, compiled) in plans() {
        let counts = (0..compiled.rows()).map(|row| {
            let mut counts = vec![0; compiled.points(row).len()];
            counts[row % 2] = MAX_ANSWERS - 1;
            counts[1 - row % 2] = 1;
            counts
        });
        let answers = Answers { counts: counts.collect(), passed: 0x5555_5555_5555_5555 };
        let table = table(compiled, std::slice::from_ref(&answers));
        same(framework, &answers, &score_all(&table)[0]).unwrap();
        same(framework, &answers, Live::of(&table, 0).unwrap().summary()).unwrap();
    }
}

#[test]
fn years_of_unknown_structure_have_no_plan() {
    let catalogue = Catalogue::embedded();
    for name in ["nacc/2566", "nacc/2569"] {
        assert!(Compiled::new(catalogue.find(name).unwrap()).is_none(), "{name}");
    }
}

#[test]
fn nothing_wrong_gets_into_a_table() {
    let (_, compiled) = &plans()[0];
    let mut tallies = Tallies::new(Arc::clone(compiled), 1);
    let choices = compiled.points(0).len();
    let mut counts = vec![0; choices];
    counts[0] = MAX_ANSWERS;
    tallies.set(0, 0, &counts).unwrap();
    counts[1] = 1;
    assert_eq!(tallies.set(0, 0, &counts), Err(TallyError::TooMany { agency: 0, row: 0 }));
    assert_eq!(tallies.set(1, 0, &counts), Err(TallyError::Agency(1)));
    assert_eq!(tallies.set(0, 0, &counts[1..]), Err(TallyError::Row(0)));
    assert_eq!(tallies.set(0, compiled.rows(), &counts), Err(TallyError::Row(compiled.rows())));
    assert_eq!(tallies.row(0, 0).collect::<Vec<_>>()[..2], [MAX_ANSWERS, 0]);

    let columns: Vec<Vec<u32>> =
        (0..compiled.columns()).map(|column| tallies.column(column).collect()).collect();
    let again = Tallies::from_columns(Arc::clone(compiled), &columns, vec![0]).unwrap();
    assert_eq!(score_all(&again), score_all(&tallies));
    let short = Tallies::from_columns(Arc::clone(compiled), &columns[1..], vec![0]);
    assert!(matches!(short, Err(TallyError::Shape)));
    let mut large = columns.clone();
    large[1][0] = 1;
    let large = Tallies::from_columns(Arc::clone(compiled), &large, vec![0]);
    assert!(matches!(large, Err(TallyError::TooMany { agency: 0, row: 0 })));

    let mut live = Live::of(&tallies, 0).unwrap();
    assert!(Live::of(&tallies, 1).is_none());
    let sheet = Sheet::of(compiled, 0, None);
    let mut answers = vec![1; sheet.rows().len()];
    assert_eq!(live.count(&sheet, &answers), Err(SheetError::Full { row: 1 }));
    answers[0] = 0;
    answers[1] = 9;
    assert_eq!(live.count(&sheet, &answers), Err(SheetError::Choice { row: 2, choice: 9 }));
    assert!(matches!(live.count(&sheet, &[]), Err(SheetError::Length { answers: 0, .. })));
    assert_eq!(live.row(1).iter().sum::<u32>(), 0);
}

#[test]
fn an_empty_table_scores_nobody() {
    let (_, compiled) = &plans()[0];
    assert!(score_all(&Tallies::new(Arc::clone(compiled), 0)).is_empty());
    let none = score_all(&Tallies::new(Arc::clone(compiled), 200));
    assert_eq!(none.len(), 200);
    assert!(none.iter().all(|summary| summary.overall().is_none() && summary.level().is_none()));
    assert!(Ranking::of(&none).whole().iter().all(|standing| standing.rank == 0));
}

/// As many answers as there may be, a different number in every row, nearly all of them the best choice.
#[test]
fn the_greatest_uneven_counts_score_alike() {
    for (framework, compiled) in plans() {
        let counts = (0..compiled.rows()).map(|row| {
            let points = compiled.points(row);
            let best = (0..points.len()).max_by_key(|&choice| points[choice]).unwrap();
            let mut counts = vec![0; points.len()];
            counts[best] = MAX_ANSWERS - 2 * row as u32 - 1;
            counts
        });
        let answers = Answers { counts: counts.collect(), passed: u64::MAX };
        let summary = score_all(&table(compiled, std::slice::from_ref(&answers)))[0];
        same(framework, &answers, &summary).unwrap();
        assert_eq!(summary.overall().map(|score| score.hundredths()), Some(10_000));
    }
}
