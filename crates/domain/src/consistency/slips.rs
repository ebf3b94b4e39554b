//! Figures that a slip of the pen turns into each other.

/// A figure's digits without the decimal point: 64.92 is 6, 4, 9, 2 and 0.05 is 0, 0, 5.
fn digits(hundredths: u32) -> Vec<u8> {
    format!("{hundredths:03}").bytes().map(|digit| digit - b'0').collect()
}

/// The figure of some digits, unless it would start with a zero that nobody prints.
fn figure(digits: &[u8]) -> Option<u32> {
    if 3 < digits.len() && digits.first() == Some(&0) {
        return None;
    }
    digits.iter().try_fold(0_u32, |sum, &digit| sum.checked_mul(10)?.checked_add(u32::from(digit)))
}

/// Two neighbouring digits swapped.
pub(super) fn neighbours_swapped(hundredths: u32) -> Vec<u32> {
    swapped(hundredths, |gap| gap == 1)
}

/// Two digits swapped that are not neighbours, the nearest first.
pub(super) fn others_swapped(hundredths: u32) -> Vec<u32> {
    swapped(hundredths, |gap| 1 < gap)
}

fn swapped(hundredths: u32, wanted: impl Fn(usize) -> bool) -> Vec<u32> {
    let digits = digits(hundredths);
    let mut found = Vec::new();
    for gap in (1..digits.len()).filter(|&gap| wanted(gap)) {
        for at in 0..digits.len() - gap {
            let mut other = digits.clone();
            other.swap(at, at + gap);
            found.extend(figure(&other).filter(|&other| other != hundredths));
        }
    }
    found
}

/// One digit changed.
pub(super) fn digit_changed(hundredths: u32) -> Vec<u32> {
    let digits = digits(hundredths);
    let mut found = Vec::new();
    for at in 0..digits.len() {
        for digit in 0..=9 {
            let mut other = digits.clone();
            other[at] = digit;
            found.extend(figure(&other).filter(|&other| other != hundredths));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swaps_across_the_decimal_point() {
        assert_eq!(neighbours_swapped(8923), [9823, 8293, 8932]);
        assert_eq!(others_swapped(8923), [2983, 8329, 3928]);
    }

    #[test]
    fn keeps_the_number_of_digits() {
        assert_eq!(neighbours_swapped(9015), [9105, 9051], "09.15 is not printed");
        assert_eq!(neighbours_swapped(5), [50], "0.05 and 0.50");
        assert_eq!(digit_changed(9015).len(), 4 * 9 - 1);
        assert!(digit_changed(9015).iter().all(|other| (1000..=9999).contains(other)));
    }

    #[test]
    fn equal_digits_are_not_swapped() {
        assert!(neighbours_swapped(9999).is_empty());
    }
}
