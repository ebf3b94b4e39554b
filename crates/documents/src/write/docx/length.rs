//! Lengths of the page in the units of the format.

use crate::model::{Document, Orientation, PageSetup};

/// A4, short and long side, in tenths of a millimetre.
const A4: (u32, u32) = (2100, 2970);

/// Twentieths of a point from tenths of a millimetre.
pub(super) fn twips(tenths: u32) -> u32 {
    (tenths * 1440 + 127) / 254
}

/// English metric units, those of drawings, from tenths of a millimetre.
pub(super) fn emu(tenths: u32) -> u32 {
    tenths * 3600
}

/// The paper of a section, in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paper {
    /// Width of the sheet as it lies.
    pub(super) width: u32,
    /// Height of the sheet as it lies.
    pub(super) height: u32,
    /// Width between the margins.
    pub(super) text: u32,
}

impl Paper {
    /// The paper as it lies in sections of this orientation.
    pub(super) fn of(page: &PageSetup, orientation: Orientation) -> Paper {
        let (short, long) = (twips(A4.0), twips(A4.1));
        let (width, height) = match orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        };
        let margins = twips(page.left.into()) + twips(page.right.into());
        // Margins that leave nothing are a mistake of a layout; a page that can still be read is the better answer.
        Paper { width, height, text: width.saturating_sub(margins).max(twips(200)) }
    }

    /// The paper of the document's upright pages.
    pub(super) fn portrait(document: &Document) -> Paper {
        Paper::of(&document.page, Orientation::Portrait)
    }
}

/// Divides a length by shares, to the last unit. Without any share all parts are equal.
pub(super) fn divide(length: u32, shares: &[u16]) -> Vec<u32> {
    let given: u64 = shares.iter().map(|&share| u64::from(share)).sum();
    let share_of = |share: u16| if given == 0 { 1 } else { u64::from(share) };
    let total = if given == 0 { shares.len() as u64 } else { given };
    let (mut sum, mut before) = (0u64, 0u64);
    let ends = shares.iter().map(|&share| {
        sum += share_of(share);
        u64::from(length) * sum / total.max(1)
    });
    ends.map(|end| {
        let part = end - before;
        before = end;
        u32::try_from(part).unwrap_or(length)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{Paper, divide, twips};
    use crate::model::{Orientation, PageSetup};

    #[test]
    fn a_page_of_sixteen_centimetres_of_text() {
        let paper = Paper::of(&PageSetup::default(), Orientation::Portrait);
        assert_eq!((paper.width, paper.height, twips(254)), (11_906, 16_838, 1440));
        assert_eq!(paper.text, 11_906 - 1701 - 1134);
        let landscape = Paper::of(&PageSetup::default(), Orientation::Landscape);
        assert_eq!((landscape.width, landscape.height), (16_838, 11_906));
    }

    #[test]
    fn shares_fill_the_length() {
        assert_eq!(divide(100, &[1, 1, 1]), [33, 33, 34]);
        assert_eq!(divide(9071, &[1, 6, 2, 2]).iter().sum::<u32>(), 9071);
        assert_eq!(divide(10, &[0, 0]), [5, 5]);
        assert_eq!(divide(10, &[]), [0; 0]);
    }
}
