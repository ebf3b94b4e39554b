//! From scores to a level, with the gates per instrument.

use crate::framework::{Framework, InstrumentIndex, Level};
use crate::score::Score;

/// The level of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelOutcome<'f> {
    /// The level, and the better level that the overall score alone would have reached.
    Reached {
        /// The first level whose conditions hold.
        level: &'f Level,
        /// A better level whose range of overall scores holds, kept away by instruments below its gate.
        held_back: Option<HeldBack<'f>>,
    },
    /// The overall score is known, but an instrument's score that a gate asks for is not.
    Undecided {
        /// The levels that remain possible, best first.
        possible: Vec<&'f Level>,
    },
    /// There is no overall score.
    NoScore,
}

/// A level that the gates keep away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack<'f> {
    /// The better level.
    pub level: &'f Level,
    /// The gate.
    pub gate: Score,
    /// Instruments below it.
    pub instruments: Vec<InstrumentIndex>,
}

/// The first level whose conditions hold.
///
/// ```
/// use domain::framework::Catalogue;
/// use domain::scoring::{LevelOutcome, level_of};
///
/// let catalogue = Catalogue::embedded();
/// let framework = catalogue.find("nacc/2568").unwrap();
/// let score = |text: &str| Some(text.parse().unwrap());
/// // 94.64 overall, but EIT below the gate of 85: ผ่าน, not ผ่านดี.
/// let instruments = [score("97.00"), score("84.20"), score("100")];
/// let LevelOutcome::Reached { level, held_back } = level_of(framework, score("94.64"), &instruments) else {
///     panic!("decided")
/// };
/// assert_eq!(level.name, "ผ่าน");
/// assert_eq!(held_back.unwrap().instruments, [1]);
/// ```
pub fn level_of<'f>(
    framework: &'f Framework,
    overall: Option<Score>,
    instruments: &[Option<Score>],
) -> LevelOutcome<'f> {
    let Some(overall) = overall else { return LevelOutcome::NoScore };
    let mut held_back = None;
    let mut possible = Vec::new();
    for level in &framework.levels {
        if overall < level.overall_min || level.overall_max < overall {
            continue;
        }
        let gate = level.gate.unwrap_or(Score::ZERO);
        let below: Vec<_> =
            (0..instruments.len()).filter(|&i| instruments[i].is_some_and(|score| score < gate)).collect();
        if !below.is_empty() {
            held_back = held_back.or(Some(HeldBack { level, gate, instruments: below }));
            continue;
        }
        possible.push(level);
        if level.gate.is_none() || instruments.iter().all(Option::is_some) {
            break;
        }
    }
    match possible.as_slice() {
        [] => LevelOutcome::NoScore,
        [level] => LevelOutcome::Reached { level, held_back },
        _ => LevelOutcome::Undecided { possible },
    }
}
