//! Division by a number that is used many times, as two short multiplications.

/// A divisor, as its scaled inverse.
///
/// Processors divide no vectors of integers, but they multiply them; so the scores of many agencies
/// are divided side by side, and no binary float is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reciprocal(u64);

impl Reciprocal {
    /// The greatest divisor.
    pub(super) const MAX: u32 = 1 << 31;

    /// For division by `divisor`, which lies in `1..=MAX`; zero is taken as one.
    #[inline(always)]
    pub(super) const fn of(divisor: u32) -> Reciprocal {
        let divisor = if divisor == 0 { 1 } else { divisor };
        Reciprocal((1 << 63) / divisor as u64 + 1)
    }

    /// `num / divisor`, rounded down, for every `num`.
    ///
    /// Why this is exact: with the divisor d ≤ 2³¹ the inverse is m = (2⁶³ + e) / d for some 1 ≤ e ≤ d,
    /// hence num·m / 2⁶³ = num/d + num·e / (d·2⁶³). The last term is below 1/d, as num·e < 2³²·2³¹, and the
    /// fraction of num/d is at most (d-1)/d, so both have the same floor. The product is made of two
    /// halves of m: the upper one is at most 2³¹, so `high + low` stays below 2⁶³ + 2³² and nothing
    /// overflows; what the shift of the lower half drops cannot carry, since `high` is whole.
    #[inline(always)]
    pub(super) const fn quotient(self, num: u32) -> u32 {
        let num = num as u64;
        let high = num.wrapping_mul(self.0 >> 32);
        let low = num.wrapping_mul(self.0 & 0xffff_ffff) >> 32;
        (high.wrapping_add(low) >> 31) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Reciprocal;

    #[test]
    fn equals_division_around_every_step() {
        let divisors = (1..=3_000).chain((0..31).flat_map(|bit| {
            let power = 1_u32 << bit;
            [power.max(2) - 1, power, power + 1]
        }));
        for divisor in divisors.chain([Reciprocal::MAX - 1, Reciprocal::MAX]) {
            let inverse = Reciprocal::of(divisor);
            let last = u32::MAX / divisor;
            for quotient in (0..=last.min(200)).chain(last.saturating_sub(200)..=last) {
                let num = quotient * divisor;
                for num in [num.saturating_sub(1), num, num.saturating_add(1), num.saturating_add(divisor / 2)] {
                    assert_eq!(inverse.quotient(num), num / divisor, "{num} / {divisor}");
                }
            }
            assert_eq!(inverse.quotient(u32::MAX), u32::MAX / divisor);
        }
    }
}
