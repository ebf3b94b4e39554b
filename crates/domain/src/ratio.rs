//! Exact non-negative fractions.

use std::cmp::Ordering;
use std::fmt;

/// An exact, non-negative fraction, in points of 100 where it stands for a score.
///
/// Not kept in lowest terms: scoring adds a few fractions of like denominators, and reducing
/// each would cost more than all the rest. Results that would not fit are reduced first; when even
/// that is not enough the operation answers `None`. Both terms stay below [`LIMIT`], so that
/// rounding and writing never overflow.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    num: i128,
    den: i128,
}

/// Upper bound of both terms: rounding multiplies the numerator by 200. The exact mean of four rows
/// with a hundred million answers each needs 4 × 10^34, which fits.
const LIMIT: i128 = i128::MAX / 400;

impl Ratio {
    /// 0
    pub const ZERO: Ratio = Ratio { num: 0, den: 1 };

    /// `num / den`; a denominator of zero is taken as one, since no rule divides by nothing.
    pub const fn new(num: i64, den: i64) -> Ratio {
        let den = if den == 0 { 1 } else { den };
        Ratio { num: num as i128, den: den as i128 }
    }

    /// The fraction's numerator as stored.
    pub const fn numerator(self) -> i128 {
        self.num
    }

    /// The fraction's denominator as stored, above zero.
    pub const fn denominator(self) -> i128 {
        self.den
    }

    /// The same value in lowest terms.
    pub fn reduced(self) -> Ratio {
        let divisor = gcd(self.num.unsigned_abs(), self.den.unsigned_abs()).max(1) as i128;
        Ratio { num: self.num / divisor, den: self.den / divisor }
    }

    fn checked(num: i128, den: i128) -> Option<Ratio> {
        let ratio = Ratio { num, den };
        let fits = |r: &Ratio| r.num < LIMIT && r.den < LIMIT;
        Some(ratio).filter(fits).or_else(|| Some(ratio.reduced()).filter(fits))
    }

    /// The sum, or `None` when it does not fit.
    pub fn checked_add(self, other: Ratio) -> Option<Ratio> {
        if self.den == other.den {
            return Ratio::checked(self.num.checked_add(other.num)?, self.den);
        }
        let direct = |a: Ratio, b: Ratio| {
            let left = a.num.checked_mul(b.den)?;
            let right = b.num.checked_mul(a.den)?;
            Ratio::checked(left.checked_add(right)?, a.den.checked_mul(b.den)?)
        };
        direct(self, other).or_else(|| direct(self.reduced(), other.reduced()))
    }

    /// The difference, or `None` when it would be negative or does not fit.
    pub fn checked_sub(self, other: Ratio) -> Option<Ratio> {
        let direct = |a: Ratio, b: Ratio| {
            if a.den == b.den {
                return Ratio::checked(a.num.checked_sub(b.num)?, a.den);
            }
            let left = a.num.checked_mul(b.den)?;
            let right = b.num.checked_mul(a.den)?;
            Ratio::checked(left.checked_sub(right)?, a.den.checked_mul(b.den)?)
        };
        direct(self, other).or_else(|| direct(self.reduced(), other.reduced())).filter(|r| 0 <= r.num)
    }

    /// The value times `num / den`, or `None` when it does not fit.
    pub fn checked_scale(self, num: i64, den: i64) -> Option<Ratio> {
        let (num, den) = (i128::from(num), i128::from(if den == 0 { 1 } else { den }));
        let direct = |a: Ratio| Ratio::checked(a.num.checked_mul(num)?, a.den.checked_mul(den)?);
        direct(self).or_else(|| direct(self.reduced()))
    }

    /// Hundredths, rounded half up.
    pub(crate) fn hundredths_half_up(self) -> i64 {
        // Most fractions of an agency fit short arithmetic, which is several times faster.
        if let (Ok(num), Ok(den)) = (i64::try_from(self.num), i64::try_from(self.den))
            && num < i64::MAX / 400
            && den < i64::MAX / 4
        {
            return (num * 200 + den) / (den * 2);
        }
        let hundredths = (self.num * 200 + self.den) / (self.den * 2);
        i64::try_from(hundredths).unwrap_or(i64::MAX)
    }

    /// Whether the value has at most `places` decimals, so that writing it out loses nothing.
    pub fn is_exact_at(self, places: u32) -> bool {
        let reduced = self.reduced();
        let scale = 10_i128.pow(places.min(18));
        scale % reduced.den == 0
    }
}

/// Writes up to four decimals exactly (`96.445`), and otherwise four decimals cut off, with an ellipsis (`96.4466…`).
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let r = self.reduced();
        let whole = r.num / r.den;
        let (rest, hundredths) = (r.num % r.den * 100 % r.den, r.num % r.den * 100 / r.den);
        let decimals = format!("{hundredths:02}{:02}", rest * 100 / r.den);
        let written = if self.is_exact_at(4) {
            let short = decimals.trim_end_matches('0');
            format!("{whole}.{short:0<2}")
        } else {
            format!("{whole}.{decimals}…")
        };
        f.pad(&written)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        let cross = |a: Ratio, b: Ratio| Some(a.num.checked_mul(b.den)?.cmp(&b.num.checked_mul(a.den)?));
        let (a, b) = (self.reduced(), other.reduced());
        cross(*self, *other).or_else(|| cross(a, b)).unwrap_or_else(|| {
            // Continued fractions compare without multiplying.
            let (mut a, mut b) = (a, b);
            let mut flipped = false;
            loop {
                let order = (a.num / a.den).cmp(&(b.num / b.den));
                let (rest_a, rest_b) = (a.num % a.den, b.num % b.den);
                let order = match (order, rest_a, rest_b) {
                    (Ordering::Equal, 0, 0) => Ordering::Equal,
                    (Ordering::Equal, 0, _) => Ordering::Less,
                    (Ordering::Equal, _, 0) => Ordering::Greater,
                    (Ordering::Equal, _, _) => {
                        (a, b) = (Ratio { num: a.den, den: rest_a }, Ratio { num: b.den, den: rest_b });
                        flipped = !flipped;
                        continue;
                    }
                    (unequal, _, _) => unequal,
                };
                return if flipped { order.reverse() } else { order };
            }
        })
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_up_at_the_edge() {
        assert_eq!(Ratio::new(96_445, 1000).hundredths_half_up(), 9645);
        assert_eq!(Ratio::new(964_449_999, 10_000_000).hundredths_half_up(), 9644);
        assert_eq!(Ratio::new(200, 3).hundredths_half_up(), 6667);
    }

    #[test]
    fn rounds_fractions_too_large_for_short_arithmetic() {
        let two_thirds = Ratio { num: LIMIT / 3 * 2, den: LIMIT };
        assert_eq!(two_thirds.hundredths_half_up(), 67);
    }

    #[test]
    fn refuses_what_does_not_fit() {
        let large_prime_like = Ratio { num: 1, den: LIMIT - 1 };
        assert!(large_prime_like.checked_add(Ratio { num: 1, den: LIMIT - 2 }).is_none());
    }

    #[test]
    fn subtracts_down_to_zero_only() {
        let (half, third) = (Ratio::new(1, 2), Ratio::new(1, 3));
        assert_eq!(half.checked_sub(third), Some(Ratio::new(1, 6)));
        assert_eq!(half.checked_sub(half), Some(Ratio::ZERO));
        assert_eq!(third.checked_sub(half), None);
    }

    #[test]
    fn writes_exact_and_endless_decimals() {
        assert_eq!(Ratio::new(96_445, 1000).to_string(), "96.445");
        assert_eq!(Ratio::new(200, 3).to_string(), "66.6666…");
        assert_eq!(Ratio::new(85, 1).to_string(), "85.00");
    }

    #[test]
    fn compares_without_overflow() {
        let a = Ratio { num: i128::MAX - 1, den: i128::MAX };
        let b = Ratio { num: i128::MAX - 2, den: i128::MAX - 1 };
        assert!(b < a);
    }
}
