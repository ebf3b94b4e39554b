//! What is kept of an agency's score when there is no tree.

use super::compiled::Compiled;
use crate::framework::{IndicatorIndex, InstrumentIndex};
use crate::score::Score;

/// Most indicators that a summary holds.
pub const MAX_INDICATORS: usize = 12;

/// Most instruments that a summary holds.
pub const MAX_INSTRUMENTS: usize = 4;

/// In place of hundredths where there is no score, because a row below has no answers.
pub(super) const MISSING: u16 = u16::MAX;

/// In place of a level where there is none.
const NO_LEVEL: u8 = u8::MAX;

/// Scores of an agency from the indicators upward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    indicators: [u16; MAX_INDICATORS],
    instruments: [u16; MAX_INSTRUMENTS],
    overall: u16,
    level: u8,
}

impl Summary {
    /// The score of an indicator; `None` where a row below has no answers.
    pub fn indicator(&self, indicator: IndicatorIndex) -> Option<Score> {
        self.indicators.get(indicator).copied().and_then(Score::from_hundredths)
    }

    /// The score of an instrument, rounded as it is shown and gated.
    pub fn instrument(&self, instrument: InstrumentIndex) -> Option<Score> {
        self.instruments.get(instrument).copied().and_then(Score::from_hundredths)
    }

    /// The overall score.
    pub fn overall(&self) -> Option<Score> {
        Score::from_hundredths(self.overall)
    }

    /// Position of the level in [`crate::Framework::levels`].
    pub fn level(&self) -> Option<usize> {
        (self.level != NO_LEVEL).then_some(usize::from(self.level))
    }

    /// Hundredths of the overall score, above 10,000 where there is none.
    pub(super) fn overall_hundredths(&self) -> u16 {
        self.overall
    }

    /// Picks the shown figures out of all values and adds the level.
    #[inline]
    pub(super) fn new(compiled: &Compiled, value: impl Fn(usize) -> u16) -> Summary {
        let mut summary = Summary {
            indicators: [MISSING; MAX_INDICATORS],
            instruments: [MISSING; MAX_INSTRUMENTS],
            overall: value(compiled.overall),
            level: NO_LEVEL,
        };
        for (shown, &index) in summary.indicators.iter_mut().zip(&compiled.indicators) {
            *shown = value(index);
        }
        // An instrument that is missing, or not there, is above every gate; then the overall is missing too.
        let mut least = MISSING;
        for (shown, &index) in summary.instruments.iter_mut().zip(&compiled.instruments) {
            *shown = value(index);
            least = least.min(*shown);
        }
        let reached = |band: &Band| {
            (band.overall_min..=band.overall_max).contains(&summary.overall) && band.gate <= least
        };
        let level = compiled.levels.iter().position(reached);
        summary.level = level.and_then(|at| u8::try_from(at).ok()).unwrap_or(NO_LEVEL);
        summary
    }
}

/// A level's conditions in hundredths.
#[derive(Debug)]
pub(super) struct Band {
    pub(super) overall_min: u16,
    pub(super) overall_max: u16,
    pub(super) gate: u16,
}
