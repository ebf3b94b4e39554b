//! How many people answered, as far as the decimals of printed question scores tell it.
//!
//! The score of a question is a mean of a few possible points over all who answered, so with 42 people and
//! points in steps of 20 only every twenty-first part of ten points can be printed.

use super::printed::Printed;
use crate::framework::{Framework, Granularity, ItemIndex, NodeIndex, NodeRef};

/// Most people that are tried; from there on almost every two decimals are possible anyway.
const MOST: u64 = 2000;
/// A number of people is believed when a smaller or equal one would fit by chance at most once in so many cases.
const CHANCE: u128 = 20;

/// The possible scores of a question: multiples of `points` divided by `rows` times the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    points: u64,
    rows: u64,
}

impl Step {
    fn of(framework: &Framework, item: ItemIndex) -> Option<Step> {
        let rows = &framework.items[item].rows;
        let points = rows.iter().flat_map(|&row| &framework.rows[row].points);
        let points = points.fold(0_u64, |all, &points| gcd(all, u64::from(points)));
        let rows = u64::try_from(rows.len()).ok()?;
        (0 < points && 0 < rows).then_some(Step { points, rows })
    }

    /// Whether so many people can give a score, in hundredths, after rounding half up.
    pub fn reaches(self, people: u64, hundredths: u32) -> bool {
        let (parts, twice) = (people * self.rows, 2 * u64::from(hundredths));
        // The least multiple that does not round to less, and whether it rounds to no more.
        let multiple = (twice.saturating_sub(1) * parts).div_ceil(200 * self.points);
        200 * self.points * multiple < (twice + 1) * parts
    }
}

/// The steps of a question and the number of people, from the other questions that the same people answered;
/// `None` where their figures do not tell it.
pub(super) fn people(printed: &Printed<'_>, node: NodeIndex) -> Option<(Step, u64)> {
    let framework = printed.framework();
    let NodeRef::Item(item, part) = printed.skeleton().nodes[node].at else { return None };
    let step = Step::of(framework, item)?;
    let mut figures = Vec::new();
    for other in printed.skeleton().of(Granularity::Items).filter(|&other| other != node) {
        let NodeRef::Item(other_item, other_part) = printed.skeleton().nodes[other].at else { continue };
        if other_part != part || framework.items[other_item].instrument != framework.items[item].instrument {
            continue;
        }
        if let (Some(score), Some(step)) = (printed.score_of(other), Step::of(framework, other_item)) {
            figures.push((u32::from(score.hundredths()), step));
        }
    }
    fewest(&figures).map(|people| (step, people))
}

/// The fewest people that can give all figures, where that is no coincidence.
fn fewest(figures: &[(u32, Step)]) -> Option<u64> {
    let mut telling: Vec<_> =
        figures.iter().filter(|(figure, _)| (1..10_000).contains(figure)).copied().collect();
    telling.sort_unstable_by_key(|(figure, _)| *figure);
    telling.dedup_by_key(|(figure, _)| *figure);
    if telling.len() < 2 {
        return None;
    }
    let people =
        (1..=MOST).find(|&people| telling.iter().all(|(figure, step)| step.reaches(people, *figure)))?;
    is_telling(&telling, people).then_some(people)
}

/// Whether it is unlikely that unrelated figures fit so few people: about `people × rows ÷ (100 × points)` of
/// all scores are possible each time, summed over all smaller numbers of people. A few figures settle it.
fn is_telling(figures: &[(u32, Step)], people: u64) -> bool {
    let (mut possible, mut all, mut count) = (CHANCE * u128::from(people), 1_u128, 1_u128);
    for (_, step) in figures.iter().take(6) {
        possible = possible.saturating_mul(u128::from(people * step.rows));
        all = all.saturating_mul(u128::from(100 * step.points));
        count += 1;
    }
    possible <= all.saturating_mul(count)
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIX_LEVELS: Step = Step { points: 20, rows: 1 };
    const FOUR_LEVELS: Step = Step { points: 1, rows: 1 };

    fn figures(step: Step, hundredths: &[u32]) -> Vec<(u32, Step)> {
        hundredths.iter().map(|&figure| (figure, step)).collect()
    }

    #[test]
    fn decimals_tell_the_people() {
        // A published report of FY2568 and one of FY2567.
        assert_eq!(fewest(&figures(SIX_LEVELS, &[10_000, 9952, 9952, 9857, 9905])), Some(42));
        assert_eq!(fewest(&figures(SIX_LEVELS, &[9000, 8867, 10_000, 9333, 9133])), Some(30));
    }

    #[test]
    fn few_or_fine_figures_tell_nothing() {
        assert_eq!(fewest(&figures(SIX_LEVELS, &[10_000, 9952, 9952, 0])), None);
        assert_eq!(fewest(&figures(FOUR_LEVELS, &[8459, 7655, 7793])), None);
    }

    #[test]
    fn reaches_what_counting_reaches() {
        for people in [1, 7, 42] {
            let counted: Vec<u64> =
                (0..=people * 5).map(|k| (2 * k * 2000 + people) / (2 * people)).collect();
            for hundredths in 0..=10_000_u32 {
                let expected = counted.contains(&u64::from(hundredths));
                assert_eq!(SIX_LEVELS.reaches(people, hundredths), expected, "{people} {hundredths}");
            }
        }
    }
}
