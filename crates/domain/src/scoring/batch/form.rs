//! Weighted means of values, with whole coefficients over one common total.

use super::divide::Reciprocal;
use super::summary::MISSING;

/// Position of a value: an item slot, or the result of a step.
pub(super) type ValueIndex = usize;

/// Above this total a mean would leave the range in which sums of hundredths surely fit 64 bits.
const MAX_TOTAL: u64 = 1 << 40;

/// Greatest total for which twice the sum of hundredths plus the total stays below 2³².
const MAX_SHORT_TOTAL: u64 = (1 << 32) / 20_001;

/// Σ coefficient × value / total. The coefficients add up to the total, so that the form of full
/// scores is the full score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    terms: Vec<(ValueIndex, u64)>,
    total: u64,
}

impl Form {
    /// The value itself.
    pub(super) fn value(index: ValueIndex) -> Form {
        Form { terms: vec![(index, 1)], total: 1 }
    }

    /// The weighted mean of other forms; `None` without weight or when its numbers grow out of bounds.
    pub(super) fn mean<'a>(children: impl Iterator<Item = (u64, &'a Form)> + Clone) -> Option<Form> {
        let weight: u64 = children.clone().map(|(weight, _)| weight).sum();
        let mut common = 1;
        for (_, form) in children.clone() {
            common = u64::checked_mul(common, form.total / gcd(common, form.total))?;
        }
        let total = common.checked_mul(weight).filter(|&total| total != 0)?;
        let mut terms = Vec::new();
        let mut divisor = total;
        for (weight, form) in children {
            for &(index, coefficient) in &form.terms {
                let coefficient = coefficient.checked_mul(common / form.total)?.checked_mul(weight)?;
                divisor = gcd(divisor, coefficient);
                terms.push((index, coefficient));
            }
        }
        for (_, coefficient) in &mut terms {
            *coefficient /= divisor;
        }
        Some(Form { terms, total: total / divisor }).filter(|form| form.total <= MAX_TOTAL)
    }
}

/// A form whose result is rounded half up to whole hundredths.
#[derive(Debug)]
pub(super) struct Mean {
    terms: Vec<(ValueIndex, u64)>,
    total: u64,
    /// Where 32 bits suffice: the same coefficients, and division by twice the total.
    pub(super) short: Option<Short>,
}

/// A mean whose sums fit 32 bits.
#[derive(Debug)]
pub(super) struct Short {
    /// Coefficients below 2¹⁵.
    pub(super) terms: Vec<(ValueIndex, u16)>,
    /// Half of the divisor, which rounding half up adds.
    pub(super) total: u32,
    pub(super) by_double_total: Reciprocal,
}

impl Mean {
    pub(super) fn new(form: &Form) -> Mean {
        let short = (form.total <= MAX_SHORT_TOTAL).then(|| {
            let narrow = |value: u64| u16::try_from(value).ok().filter(|&value| value < 1 << 15);
            let terms = form.terms.iter().map(|&(index, coefficient)| Some((index, narrow(coefficient)?)));
            let total = u32::try_from(form.total).ok()?;
            Some(Short {
                terms: terms.collect::<Option<_>>()?,
                total,
                by_double_total: Reciprocal::of(2 * total),
            })
        });
        Mean { terms: form.terms.clone(), total: form.total, short: short.flatten() }
    }

    /// The rounded mean, or [`MISSING`] where a value is missing.
    pub(super) fn of(&self, values: &[u16]) -> u16 {
        let mut sum = 0_u64;
        for &(index, coefficient) in &self.terms {
            let value = values[index];
            if value == MISSING {
                return MISSING;
            }
            sum += coefficient * u64::from(value);
        }
        self.rounded(sum)
    }

    /// The rounded mean of one lane; for lanes without gaps.
    pub(super) fn of_lane<const LANES: usize>(&self, values: &[[u16; LANES]], lane: usize) -> u16 {
        let sum =
            self.terms.iter().map(|&(index, coefficient)| coefficient * u64::from(values[index][lane])).sum();
        self.rounded(sum)
    }

    /// Σ coefficient × hundredths, over the total, rounded half up. The sum is at most 10,000 totals,
    /// that is below 2⁵⁴.
    pub(super) fn rounded(&self, sum: u64) -> u16 {
        if let (Some(short), Ok(sum)) = (&self.short, u32::try_from(sum)) {
            return short.by_double_total.quotient(2 * sum + short.total) as u16;
        }
        ((2 * sum + self.total) / (2 * self.total)) as u16
    }
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::{Form, MISSING, Mean};

    #[test]
    fn weights_come_together_over_one_total() {
        let half = |a, b| Form::mean([(1, &Form::value(a)), (1, &Form::value(b))].into_iter()).unwrap();
        let all = Form::mean([(3000, &half(0, 1)), (7000, &Form::value(2))].into_iter()).unwrap();
        assert_eq!(all, Form { terms: vec![(0, 3), (1, 3), (2, 14)], total: 20 });
        let mean = Mean::new(&all);
        assert_eq!(mean.of(&[10_000, 10_000, 10_000]), 10_000);
        assert_eq!(mean.of(&[1, 1, 0]), 0);
        // 0.5 hundredths go up.
        assert_eq!(Mean::new(&half(0, 1)).of(&[1, 0]), 1);
        assert_eq!(mean.of(&[1, MISSING, 0]), MISSING);
    }

    #[test]
    fn long_and_short_arithmetic_agree() {
        let values: Vec<Form> = (0..3).map(Form::value).collect();
        let weights = [100_003, 200_017, 300_007];
        let form = Form::mean(weights.into_iter().zip(&values)).unwrap();
        let long = Mean::new(&form);
        assert!(long.short.is_none());
        assert_eq!(long.of(&[10_000, 10_000, 10_000]), 10_000);
        assert!(Form::mean(std::iter::empty()).is_none());
    }
}
