//! How far the better levels are, and which condition binds.

use crate::framework::{InstrumentIndex, Level};
use crate::score::Score;
use crate::scoring::ScoreTree;

/// What is missing for one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance<'f> {
    /// The level.
    pub level: &'f Level,
    /// Hundredths that the overall score lacks; 0 when it is there already.
    pub overall: u16,
    /// Instruments below the gate, with the hundredths that each lacks.
    pub gates: Vec<(InstrumentIndex, u16)>,
    /// Whether only gates bind: the overall score would do.
    pub only_gates: bool,
}

/// What is missing for each level above the one reached, the nearest first.
///
/// A level that the overall score would have to fall for is left out.
pub fn distances<'f>(tree: &ScoreTree<'f>) -> Vec<Distance<'f>> {
    let framework = tree.framework;
    let Some(overall) = tree.overall() else { return Vec::new() };
    let reached = tree.level_reached().map(|level| level.name.clone());
    let position = framework.levels.iter().position(|level| Some(&level.name) == reached.as_ref());
    let better = &framework.levels[..position.unwrap_or(framework.levels.len())];
    let mut found: Vec<_> = better
        .iter()
        .filter(|level| overall <= level.overall_max)
        .map(|level| {
            let lacks = |score: Score, least: Score| least.hundredths().saturating_sub(score.hundredths());
            let gate = level.gate.unwrap_or(Score::ZERO);
            let gates: Vec<_> = tree
                .instruments()
                .into_iter()
                .enumerate()
                .filter_map(|(instrument, score)| Some((instrument, lacks(score?, gate))))
                .filter(|(_, missing)| 0 < *missing)
                .collect();
            let overall = lacks(overall, level.overall_min);
            Distance { level, overall, only_gates: overall == 0 && !gates.is_empty(), gates }
        })
        .collect();
    found.reverse();
    found
}
