//! Picks from pools.

use crate::nation::Random;

/// One of a pool; a pool is never empty.
pub fn one<'a, T: ?Sized>(random: &mut Random, pool: &[&'a T]) -> &'a T {
    pool[at(random, pool.len())]
}

/// A position below a length.
pub fn at(random: &mut Random, length: usize) -> usize {
    random.below(u32::try_from(length.max(1)).unwrap_or(u32::MAX)) as usize
}

/// True in so many of a hundred.
pub fn in_hundred(random: &mut Random, share: u32) -> bool {
    random.below(100) < share
}

/// The same elements in another order.
pub fn shuffled<T>(random: &mut Random, mut all: Vec<T>) -> Vec<T> {
    for last in (1..all.len()).rev() {
        let other = at(random, last + 1);
        all.swap(last, other);
    }
    all
}
