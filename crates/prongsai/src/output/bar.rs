//! A score as a bar with the pass line in it.

use domain::Score;
use domain::framework::Framework;

use super::line::{Line, Tone};

/// The least overall score with which the year's rules count a result as passed.
pub fn pass_mark(framework: &Framework) -> Score {
    let passing = framework.levels.iter().filter(|level| level.passes);
    passing.map(|level| level.overall_min).min().unwrap_or(Score::clamped(8500))
}

/// Good from the mark, bad from 50 down, and a warning between.
pub fn tone_of(score: Score, mark: Score) -> Tone {
    if mark <= score {
        Tone::Good
    } else if score.hundredths() <= 5000 {
        Tone::Bad
    } else {
        Tone::Warn
    }
}

/// A bar of `cells` columns and one more for the mark.
pub fn bar(score: Option<Score>, mark: Score, cells: usize) -> Line {
    let at = |score: Score| usize::from(score.hundredths()) * cells / 10_000;
    let (filled, line) = match score {
        Some(score) => ((usize::from(score.hundredths()) * cells + 5_000) / 10_000, at(mark)),
        None => (0, at(mark)),
    };
    let tone = score.map_or(Tone::Dim, |score| tone_of(score, mark));
    // A score below the mark never fills the cell before it by rounding.
    let filled =
        if score.is_some_and(|score| score < mark) { filled.min(line.saturating_sub(1)) } else { filled };
    let left = filled.min(line);
    let right = filled.saturating_sub(line);
    Line::new()
        .add(tone, "━".repeat(left))
        .add(Tone::Dim, "┄".repeat(line - left))
        .add(Tone::Dim, "│")
        .add(tone, "━".repeat(right))
        .add(Tone::Dim, "┄".repeat((cells - line).saturating_sub(right)))
}
