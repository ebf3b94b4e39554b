//! A nation of made-up answers, the same on every run.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use domain::framework::file::{PartEntry, RuleKind};
use domain::framework::{Catalogue, Framework, NodeRef, read};
use domain::scoring::batch::{Compiled, Tallies};
use domain::scoring::{Evidence, Tally, Verdict};

/// Agencies of FY2568.
pub const AGENCIES: usize = 8_317;

/// Provinces, with Bangkok.
pub const PROVINCES: u32 = 77;

/// The framework of the benchmarks: FY2564 with 30 questions in 51 rows for staff, all on four choices,
/// 15 questions of one row for the public in two parts, as later years have them, and 43 disclosure items.
///
/// # Errors
/// Where FY2564 is no longer what it was.
pub fn framework() -> Result<Framework> {
    let catalogue = Catalogue::embedded();
    let mut file = catalogue.find("nacc/2564").context("looking up nacc/2564")?.file().clone();
    file.owner = "bench".to_owned();
    let eit = file.instruments.iter_mut().find(|i| i.code == "EIT").context("finding EIT")?;
    eit.parts = ["public", "survey"]
        .map(|code| PartEntry {
            code: code.to_owned(),
            name_th: code.to_owned(),
            name_en: code.to_owned(),
            confidence: eit.confidence,
            source: "made up for benchmarks".to_owned(),
        })
        .to_vec();
    for indicator in file.indicators.iter_mut().filter(|i| i.instrument == "EIT") {
        indicator.rule.kind = RuleKind::MeanOfParts;
    }
    for question in &mut file.questions {
        question.sub_questions.iter_mut().for_each(|row| "L4".clone_into(&mut row.scale));
        if question.code.starts_with('E') {
            question.sub_questions.truncate(1);
        }
    }
    file.scales.iter_mut().for_each(|scale| scale.used = scale.code == "L4");
    let text = toml::to_string(&file).context("writing the framework of the benchmarks")?;
    read(&text).map_err(|problems| anyhow!("the framework of the benchmarks has problems: {problems:?}"))
}

/// The tallies of the nation, and the province of each agency.
#[derive(Debug)]
pub struct Nation {
    /// Counts and verdicts.
    pub tallies: Tallies,
    /// From 0.
    pub provinces: Vec<u32>,
}

/// Makes up a nation. Where `uneven`, every row has its own number of answers, as if people left
/// questions out; otherwise a sheet is complete or not there.
///
/// # Errors
/// Never for the framework of the benchmarks.
pub fn nation(framework: &Framework, compiled: &Arc<Compiled>, uneven: bool) -> Result<Nation> {
    let mut random = Random(2568);
    let mut tallies = Tallies::new(Arc::clone(compiled), AGENCIES);
    for agency in 0..AGENCIES {
        let quality = 40 + random.below(56);
        // Answers of staff, public and survey: 600,000 and 2,000,000 in the whole nation.
        let answers = [20 + random.below(105), 30 + random.below(181), 30 + random.below(181)];
        for row in 0..compiled.rows() {
            let mut answers = match framework.skeleton().nodes[row].at {
                NodeRef::Row(_, None) => answers[0],
                NodeRef::Row(_, Some(part)) => answers[1 + part % 2],
                _ => 0,
            };
            if uneven {
                answers -= random.below(answers / 4);
            }
            let points = compiled.points(row);
            let mut counts = vec![0_u32; points.len()];
            for _ in 0..answers {
                counts[choice(&mut random, points, quality)] += 1;
            }
            tallies.set(agency, row, &counts)?;
        }
        let passed = (0..compiled.disclosure_items())
            .fold(0_u64, |mask, bit| if random.below(100) < quality { mask | 1 << bit } else { mask });
        tallies.set_passed(agency, passed)?;
    }
    let provinces = (0..AGENCIES).map(|_| random.below(PROVINCES)).collect();
    Ok(Nation { tallies, provinces })
}

/// A choice that is the better the better the agency, whatever the polarity of the row.
fn choice(random: &mut Random, points: &[u8], quality: u32) -> usize {
    let wanted = if random.below(100) < quality { 100 } else { random.below(101) };
    (0..points.len()).min_by_key(|&choice| u32::from(points[choice]).abs_diff(wanted)).unwrap_or(0)
}

/// The same evidence for [`domain::scoring::score`], which makes trees.
///
/// # Errors
/// Never for tallies below the limit.
pub fn evidence(framework: &Framework, tallies: &Tallies, agency: usize) -> Result<Evidence> {
    let skeleton = framework.skeleton();
    let mut evidence = Evidence::new(framework);
    for row in 0..tallies.compiled().rows() {
        let counts: Vec<u32> = tallies.row(agency, row).collect();
        evidence.tally(row, Tally::new(&counts).context("too many answers")?);
    }
    let mut bit = 0;
    for (node, at) in skeleton.nodes.iter().enumerate() {
        if let NodeRef::Item(item, _) = at.at
            && framework.items[item].is_disclosure()
        {
            let passed = tallies.passed(agency) >> bit & 1 == 1;
            evidence.verdict(skeleton, node, if passed { Verdict::Pass } else { Verdict::Fail });
            bit += 1;
        }
    }
    Ok(evidence)
}

/// Numbers that look random and are the same everywhere (SplitMix64).
#[derive(Debug)]
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`, or 0 for a limit of 0.
    pub fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        ((u128::from(z) * u128::from(limit)) >> 64) as u32
    }
}
