//! Division by a number that is used many times, as two short multiplications.

/// A divisor, as its scaled inverse.
///
/// Processors divide no vectors of integers, but they multiply them; so the scores of many agencies
/// are divided side by side, and no binary float is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reciprocal {
    high: u32,
    low: u32,
}

impl Reciprocal {
    /// For division by `divisor`, which is at most 2³¹; zero is taken as one.
    #[inline(always)]
    pub(super) const fn of(divisor: u32) -> Reciprocal {
        let divisor = if divisor == 0 { 1 } else { divisor };
        let inverse = (1 << 63) / divisor as u64 + 1;
        Reciprocal { high: (inverse >> 32) as u32, low: inverse as u32 }
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
        let high = (num as u64).wrapping_mul(self.high as u64);
        let low = (num as u64).wrapping_mul(self.low as u64) >> 32;
        (high.wrapping_add(low) >> 31) as u32
    }
}

/// Inverses side by side, their halves apart, so that vectors load without shuffling.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reciprocals<const LANES: usize> {
    high: [u32; LANES],
    low: [u32; LANES],
}

impl<const LANES: usize> Default for Reciprocals<LANES> {
    fn default() -> Self {
        Reciprocals { high: [0; LANES], low: [0; LANES] }
    }
}

impl<const LANES: usize> Reciprocals<LANES> {
    #[inline(always)]
    pub(super) const fn set(&mut self, lane: usize, divisor: u32) {
        let Reciprocal { high, low } = Reciprocal::of(divisor);
        self.high[lane] = high;
        self.low[lane] = low;
    }

    /// See [`Reciprocal::quotient`].
    #[inline(always)]
    pub(super) const fn quotient(&self, lane: usize, num: u32) -> u32 {
        Reciprocal { high: self.high[lane], low: self.low[lane] }.quotient(num)
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
        for divisor in divisors.chain([(1 << 31) - 1, 1 << 31]) {
            let inverse = Reciprocal::of(divisor);
            let last = u32::MAX / divisor;
            for quotient in (0..=last.min(200)).chain(last.saturating_sub(200)..=last) {
                let num = quotient * divisor;
                for num in
                    [num.saturating_sub(1), num, num.saturating_add(1), num.saturating_add(divisor / 2)]
                {
                    assert_eq!(inverse.quotient(num), num / divisor, "{num} / {divisor}");
                }
            }
            assert_eq!(inverse.quotient(u32::MAX), u32::MAX / divisor);
        }
    }
}
