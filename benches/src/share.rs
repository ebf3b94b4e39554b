//! The nation as files, for programs that do the same work.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use domain::framework::{Framework, Granularity, NodeIndex, NodeRef};
use domain::scoring::batch::{Standing, Summary};
use serde_json::{Value, json};

use crate::nation::Nation;

/// Scores and ranks of all agencies.
#[derive(Debug)]
pub struct Results {
    /// In the order of the table.
    pub summaries: Vec<Summary>,
    /// Places in the nation.
    pub national: Vec<Standing>,
    /// Places in the province.
    pub provincial: Vec<Standing>,
}

/// Writes columns as little-endian numbers, and a manifest that says how to score them.
///
/// # Errors
/// A folder that cannot be written, or a framework that is not the one of the benchmarks.
pub fn write(
    folder: &Path,
    framework: &Framework,
    nation: &Nation,
    results: &Results,
    ours: &Value,
) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let file = |name: &str, bytes: Vec<u8>| {
        fs::write(folder.join(name), bytes).with_context(|| format!("writing {name}"))
    };
    let tallies = &nation.tallies;
    let columns = (0..tallies.compiled().columns()).flat_map(|column| tallies.column(column));
    file("counts.u32", columns.flat_map(u32::to_le_bytes).collect())?;
    let agencies = 0..tallies.agencies();
    file("passed.u64", agencies.clone().flat_map(|agency| tallies.passed(agency).to_le_bytes()).collect())?;
    file("province.u32", nation.provinces.iter().flat_map(|p| p.to_le_bytes()).collect())?;
    let mut expected = Vec::new();
    for agency in agencies {
        let summary = &results.summaries[agency];
        let overall = summary.overall().context("an agency of the benchmarks has no score")?;
        let level = u32::try_from(summary.level().context("an agency of the benchmarks has no level")?)?;
        let ranks = [results.national[agency].rank, results.provincial[agency].rank];
        for number in [u32::from(overall.hundredths()), level, ranks[0], ranks[1]] {
            expected.extend(number.to_le_bytes());
        }
    }
    file("expected.u32", expected)?;
    let manifest = manifest(framework, nation, ours)?;
    file("manifest.json", serde_json::to_string_pretty(&manifest)?.into_bytes())
}

fn manifest(framework: &Framework, nation: &Nation, ours: &Value) -> Result<Value> {
    let skeleton = framework.skeleton();
    let compiled = nation.tallies.compiled();
    let item = |node: NodeIndex| -> Value {
        let rows = skeleton.children_of(node).iter().map(
            |&row| json!({ "columns": compiled.columns_of(row).collect::<Vec<_>>(), "points": compiled.points(row) }),
        );
        json!({ "rows": rows.collect::<Vec<_>>() })
    };
    let mut bit = 0;
    let mut indicators = Vec::new();
    for node in skeleton.of(Granularity::Indicators) {
        ensure!(skeleton.nodes[node].equal_weights, "the peers know equal weights only");
        let mut parts = Vec::new();
        let mut subs = Vec::new();
        for &child in skeleton.children_of(node) {
            match skeleton.nodes[child].at {
                NodeRef::Part(..) => {
                    let items = skeleton.children_of(child).iter().map(|&node| item(node));
                    parts.push(items.collect::<Vec<_>>());
                }
                NodeRef::SubIndicator(_) => {
                    let items = skeleton.children_of(child).len();
                    let mask = ((1_u64 << items) - 1) << bit;
                    bit += items;
                    subs.push(json!({ "mask": mask, "items": items }));
                }
                _ => {}
            }
        }
        if parts.is_empty() && subs.is_empty() {
            parts.push(skeleton.children_of(node).iter().map(|&node| item(node)).collect());
        }
        indicators.push(json!({ "parts": parts, "sub_indicators": subs }));
    }
    let instruments = framework.instruments.iter().map(|instrument| {
        json!({ "code": instrument.code, "weight": instrument.weight / 100, "indicators": instrument.indicators })
    });
    let levels = framework.levels.iter().map(|level| level.overall_min.hundredths());
    Ok(json!({
        "agencies": nation.tallies.agencies(),
        "columns": compiled.columns(),
        "indicators": indicators,
        "instruments": instruments.collect::<Vec<_>>(),
        "level_minimums": levels.collect::<Vec<_>>(),
        "ours": ours,
    }))
}
