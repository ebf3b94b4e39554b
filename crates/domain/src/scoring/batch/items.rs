//! Scores of questions, one agency at a time and many side by side.

use super::compiled::{Compiled, Slot};
use super::divide::Reciprocals;
use super::summary::MISSING;
use super::tallies::LANES;
use crate::framework::{MAX_CHOICES, MAX_ROWS};
use crate::scoring::evidence::MAX_ANSWERS;

/// A multiple of every possible number of rows, so that one divisor serves all questions of a form.
const ROWS_COMMON: u32 = 12;
const _: () = assert!(ROWS_COMMON.is_multiple_of(2) && ROWS_COMMON.is_multiple_of(3) && MAX_ROWS == 4);

/// Most answers per row that short arithmetic takes: twice the sum of hundredths plus the divisor's half is
/// at most 12·(200·100·n + n) and has to stay below 2³². A row with more goes the long way.
const MAX_SHORT_ANSWERS: u32 = u32::MAX / (ROWS_COMMON * 20_001);

/// Points of all answers of a row, and how many answers there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RowSum {
    /// At most 100 times the answers.
    pub(super) points: u64,
    /// At most [`MAX_ANSWERS`].
    pub(super) answers: u64,
}

impl RowSum {
    pub(super) fn of(points: &[u8], counts: impl Iterator<Item = u32>) -> RowSum {
        let mut sum = RowSum::default();
        for (&points, count) in points.iter().zip(counts) {
            sum.points += u64::from(points) * u64::from(count);
            sum.answers += u64::from(count);
        }
        sum
    }
}

/// The mean of the means of rows in hundredths, rounded half up; [`MISSING`] where a row has no answers.
///
/// For at most [`MAX_ROWS`] rows.
pub(super) fn item_score(rows: impl Iterator<Item = RowSum> + Clone) -> u16 {
    let mut points = 0;
    let mut answers = 0;
    let mut count = 0;
    let mut even = true;
    for row in rows.clone() {
        if row.answers == 0 {
            return MISSING;
        }
        even &= count == 0 || row.answers == answers;
        (points, answers, count) = (points + row.points, row.answers, count + 1);
    }
    if even {
        // Twice 100 times the points: at most 200·4·10¹⁰.
        let divisor = 2 * count * answers.max(1);
        return ((200 * points + divisor / 2) / divisor) as u16;
    }
    uneven_item_score(rows, count)
}

/// Rows with different numbers of answers, over the product of those numbers.
fn uneven_item_score(rows: impl Iterator<Item = RowSum> + Clone, count: u64) -> u16 {
    // At most (10⁸)⁴ = 10³², and the numerator below at most 200 · 4·100·10³² + 4·10³², both far below 2¹²⁷.
    const _: () = assert!((MAX_ANSWERS as u128).pow(MAX_ROWS as u32) < (1 << 127) / 80_004);
    let product: u128 = rows.clone().map(|row| u128::from(row.answers)).product();
    // (200·4·100 + 4) · 2⁴⁷ < 2⁶⁴
    if let Ok(product) = u64::try_from(product)
        && product < 1 << 47
    {
        let sum: u64 = rows.map(|row| row.points * (product / row.answers)).sum();
        return ((200 * sum + count * product) / (2 * count * product)) as u16;
    }
    let count = u128::from(count);
    let sum: u128 = rows.map(|row| u128::from(row.points) * (product / u128::from(row.answers))).sum();
    ((200 * sum + count * product) / (2 * count * product)) as u16
}

/// Scores of one question after the other for the same agencies.
///
/// Almost always all questions of a form have the same number of answers, because a sheet is taken
/// only when it is complete; so the inverse of that number is kept from question to question.
pub(super) struct ItemLanes {
    answers: [u32; LANES],
    /// Half of the divisor, which rounding half up adds: 12 times the answers.
    half: [u32; LANES],
    /// Of 24 times the answers.
    inverse: Reciprocals<LANES>,
}

impl ItemLanes {
    pub(super) fn new() -> ItemLanes {
        ItemLanes { answers: [0; LANES], half: [0; LANES], inverse: Reciprocals::default() }
    }

    /// Scores of a question for all lanes. Answers whether one of them is missing.
    ///
    /// Wrapping arithmetic does not wrap in lanes that count: there the number of answers is the same in
    /// all rows and at most [`MAX_SHORT_ANSWERS`]. All other lanes are scored anew one by one; that
    /// they are found needs only the answers themselves, which are at most [`MAX_ANSWERS`].
    pub(super) fn score(
        &mut self,
        compiled: &Compiled,
        slot: &Slot,
        block: &[[u32; LANES]],
        scores: &mut [u16; LANES],
    ) -> bool {
        let mut points = [0_u32; LANES];
        let mut odd = [0_u32; LANES];
        for (at, &row) in slot.rows.iter().enumerate() {
            let mut answers = [0_u32; LANES];
            add_row(compiled.points(row), &block[compiled.columns_of(row)], &mut answers, &mut points);
            if at == 0 && answers != self.answers {
                self.know(answers);
            }
            for (odd, (answers, known)) in odd.iter_mut().zip(answers.iter().zip(&self.answers)) {
                *odd |= answers ^ known;
            }
        }
        for (odd, known) in odd.iter_mut().zip(&self.answers) {
            *odd |= u32::from(MAX_SHORT_ANSWERS <= known.wrapping_sub(1));
        }
        match slot.rows.len() {
            1 => self.divide::<1>(&points, scores),
            2 => self.divide::<2>(&points, scores),
            3 => self.divide::<3>(&points, scores),
            _ => self.divide::<4>(&points, scores),
        }
        let mut missing = false;
        if odd.iter().fold(0, |all, odd| all | odd) != 0 {
            for lane in (0..LANES).filter(|&lane| odd[lane] != 0) {
                scores[lane] = item_score(slot.rows.iter().map(|&row| {
                    let columns = &block[compiled.columns_of(row)];
                    RowSum::of(compiled.points(row), columns.iter().map(|column| column[lane]))
                }));
                missing |= scores[lane] == MISSING;
            }
        }
        missing
    }

    fn know(&mut self, answers: [u32; LANES]) {
        self.answers = answers;
        for (lane, &answers) in answers.iter().enumerate() {
            let answers = answers.min(MAX_SHORT_ANSWERS);
            self.half[lane] = ROWS_COMMON * answers;
            self.inverse.set(lane, 2 * ROWS_COMMON * answers);
        }
    }

    /// 100 times the points over the rows times the answers, rounded half up; enlarged so that the
    /// divisor is the same for every number of rows.
    #[inline(always)]
    fn divide<const ROWS: u32>(&self, points: &[u32; LANES], scores: &mut [u16; LANES]) {
        for lane in 0..LANES {
            let num = points[lane].wrapping_mul(200 * ROWS_COMMON / ROWS).wrapping_add(self.half[lane]);
            scores[lane] = self.inverse.quotient(lane, num) as u16;
        }
    }
}

/// Adds the answers and the points of a row, with a loop of its own for each number of choices.
fn add_row(points: &[u8], columns: &[[u32; LANES]], answers: &mut [u32; LANES], sums: &mut [u32; LANES]) {
    match points.len() {
        2 => add_choices::<2>(points, columns, answers, sums),
        4 => add_choices::<4>(points, columns, answers, sums),
        6 => add_choices::<6>(points, columns, answers, sums),
        _ => {
            for (points, column) in points.chunks(1).zip(columns.chunks(1)) {
                add_choices::<1>(points, column, answers, sums);
            }
        }
    }
}

#[inline(always)]
fn add_choices<const CHOICES: usize>(
    points: &[u8],
    columns: &[[u32; LANES]],
    answers: &mut [u32; LANES],
    sums: &mut [u32; LANES],
) {
    const { assert!(CHOICES <= MAX_CHOICES) };
    let (Ok(points), Ok(columns)) =
        (<&[u8; CHOICES]>::try_from(points), <&[[u32; LANES]; CHOICES]>::try_from(columns))
    else {
        return;
    };
    let points = points.map(u32::from);
    for lane in 0..LANES {
        let mut own = answers[lane];
        let mut sum = sums[lane];
        for choice in 0..CHOICES {
            let count = columns[choice][lane];
            own = own.wrapping_add(count);
            // Lanes that count have less than 2¹⁵ answers. Said in this way the compiler knows it too, and
            // multiplies in short halves, for which every processor has an instruction.
            sum = sum.wrapping_add((count & 0x7fff).wrapping_mul(points[choice]));
        }
        answers[lane] = own;
        sums[lane] = sum;
    }
}
const _: () = assert!(MAX_SHORT_ANSWERS < 0x7fff);

#[cfg(test)]
mod tests {
    use super::{RowSum, item_score};
    use crate::ratio::Ratio;
    use crate::scoring::evidence::MAX_ANSWERS;

    #[test]
    fn rounds_uneven_rows_exactly() {
        for rows in
            [[(1, 2), (1, 3)], [(1, 200), (0, 1)], [(99, 100), (50, 101)], [(6_667, 13_334), (1, 9_999)]]
        {
            let sums = rows.map(|(points, answers)| RowSum { points, answers });
            let ratio = |(points, answers): (u64, u64)| Ratio::new(points as i64, answers as i64);
            let mean = ratio(rows[0]).checked_add(ratio(rows[1])).unwrap().checked_scale(1, 2).unwrap();
            assert_eq!(i64::from(item_score(sums.into_iter())), mean.hundredths_half_up());
        }
    }

    #[test]
    fn the_greatest_counts_do_not_overflow() {
        let full = |less: u64| {
            let answers = u64::from(MAX_ANSWERS) - less;
            RowSum { points: 100 * answers, answers }
        };
        assert_eq!(item_score([0, 1, 2, 3].map(full).into_iter()), 10_000);
        assert_eq!(item_score([0, 0, 0, 0].map(full).into_iter()), 10_000);
    }
}
