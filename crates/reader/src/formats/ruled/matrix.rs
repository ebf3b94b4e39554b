//! Places and their transformation, in millionths of a unit: exact enough for lines, and the same on every machine.

/// One unit.
pub(super) const ONE: i64 = 1_000_000;

/// Beyond this a place is on no page; it keeps sums far from an overflow.
const FAR: i64 = 1_000_000_000 * ONE;

/// A place: across, down (or up, before the page's own transformation).
pub(super) type Point = (i64, i64);

/// `[a b c d e f]` of a `cm` operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Matrix(pub [i64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([ONE, 0, 0, ONE, 0, 0]);

    /// This transformation, then another.
    #[must_use]
    pub(super) fn then(self, next: Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, ne, nf] = next.0;
        Matrix([
            sum(a, na, b, nc, 0),
            sum(a, nb, b, nd, 0),
            sum(c, na, d, nc, 0),
            sum(c, nb, d, nd, 0),
            sum(e, na, f, nc, ne),
            sum(e, nb, f, nd, nf),
        ])
    }

    pub(super) fn apply(self, (x, y): Point) -> Point {
        let [a, b, c, d, e, f] = self.0;
        (sum(x, a, y, c, e), sum(x, b, y, d, f))
    }

    /// A length after the transformation: the larger of the two directions.
    pub(super) fn scaled(self, length: i64) -> i64 {
        let [a, b, c, d, ..] = self.0;
        let across = sum(length, a.abs().max(b.abs()), 0, 0, 0);
        let down = sum(length, c.abs().max(d.abs()), 0, 0, 0);
        across.max(down)
    }
}

/// `p * q + r * s + t`.
fn sum(p: i64, q: i64, r: i64, s: i64, t: i64) -> i64 {
    let products = i128::from(p) * i128::from(q) + i128::from(r) * i128::from(s);
    let value = products / i128::from(ONE) + i128::from(t);
    i64::try_from(value.clamp(i128::from(-FAR), i128::from(FAR))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Matrix, ONE};

    #[test]
    fn one_after_the_other() {
        let move_right = Matrix([ONE, 0, 0, ONE, 10 * ONE, 0]);
        let double = Matrix([2 * ONE, 0, 0, 2 * ONE, 0, 0]);
        assert_eq!(move_right.then(double).apply((ONE, ONE)), (22 * ONE, 2 * ONE));
        assert_eq!(double.then(move_right).apply((ONE, ONE)), (12 * ONE, 2 * ONE));
        assert_eq!(double.scaled(3 * ONE), 6 * ONE);
        let huge = Matrix([i64::MAX; 6]);
        let far = huge.then(huge).apply((i64::MAX, i64::MIN));
        assert!(far.0.abs() <= 1_000_000_000 * ONE && far.1.abs() <= 1_000_000_000 * ONE);
    }
}
