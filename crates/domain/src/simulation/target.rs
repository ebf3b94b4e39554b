//! What a search for sets aims at.

use crate::framework::{Level, NodeIndex};
use crate::score::Score;
use crate::scoring::{LevelOutcome, ScoreTree, level_of};

use super::what_if::Simulator;

/// What a result is to be lifted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// The level above the one reached, or a better one.
    NextLevel,
    /// The level of this name, or a better one.
    Level(&'a str),
    /// An overall score.
    Overall(Score),
}

/// Why a target is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// There is no overall score to lift.
    #[error("the overall score cannot be computed from what is known")]
    NoOverall {
        /// Indicators without a score.
        missing: Vec<NodeIndex>,
    },
    /// The level reached cannot be told, so there is no next one.
    #[error("the level reached cannot be told")]
    NoLevel,
    /// The best level is reached.
    #[error("{0} is the best level of this year")]
    AtTheTop(String),
    /// The year has no level of this name.
    #[error("this year has no level {name:?}, only {}", levels.join(", "))]
    UnknownLevel {
        /// What was asked for.
        name: String,
        /// The levels of the year, best first.
        levels: Vec<String>,
    },
}

/// A target as conditions that never fail again once more levers are moved.
#[derive(Debug, Clone)]
pub(super) struct Goal<'f> {
    /// Least overall score.
    pub overall: Score,
    /// Least score of each instrument.
    pub gate: Score,
    /// The level aimed at; this or a better one must come out.
    pub level: Option<&'f Level>,
}

impl<'f> Goal<'f> {
    pub fn new(tree: &ScoreTree<'f>, target: Target<'_>) -> Result<Goal<'f>, TargetError> {
        if tree.overall().is_none() {
            return Err(TargetError::NoOverall { missing: tree.missing_indicators() });
        }
        let levels = &tree.framework.levels;
        let level = match target {
            Target::Overall(overall) => return Ok(Goal { overall, gate: Score::ZERO, level: None }),
            Target::Level(name) => {
                let unknown = || TargetError::UnknownLevel {
                    name: name.to_owned(),
                    levels: levels.iter().map(|level| level.name.clone()).collect(),
                };
                levels.iter().find(|level| level.name == name).ok_or_else(unknown)?
            }
            Target::NextLevel => {
                let reached = tree.level_reached().ok_or(TargetError::NoLevel)?;
                let position = levels.iter().position(|level| level.name == reached.name);
                let next = position.and_then(|position| position.checked_sub(1));
                &levels[next.ok_or_else(|| TargetError::AtTheTop(reached.name.clone()))?]
            }
        };
        Ok(Goal { overall: level.overall_min, gate: level.gate.unwrap_or(Score::ZERO), level: Some(level) })
    }

    /// Whether a score of an instrument passes the gate.
    pub fn passes(&self, instrument: Option<Score>) -> bool {
        self.gate == Score::ZERO || instrument.is_some_and(|score| self.gate <= score)
    }

    /// Whether the result that a simulator stands at meets the target.
    pub fn met(&self, framework: &'f crate::Framework, simulator: &Simulator<'_, '_>) -> bool {
        let conditions = simulator.overall().is_some_and(|overall| self.overall <= overall)
            && simulator.instruments().all(|score| self.passes(score));
        conditions && self.level.is_none_or(|level| reaches(framework, simulator, level))
    }
}

/// Whether the level that comes out is the one aimed at or a better one.
fn reaches(framework: &crate::Framework, simulator: &Simulator<'_, '_>, aim: &Level) -> bool {
    let instruments: Vec<_> = simulator.instruments().collect();
    match level_of(framework, simulator.overall(), &instruments) {
        LevelOutcome::Reached { level, .. } => {
            let position = |name: &str| framework.levels.iter().position(|level| level.name == name);
            position(&level.name) <= position(&aim.name)
        }
        _ => false,
    }
}
