//! Widths of a table's columns on paper.

use super::grid::placed;
use super::text::room;
use crate::model::{Cell, Content, Table};

/// Padding of a cell with a little to spare, in tenths of a millimetre.
const PADDING: u32 = 54;
/// What stands before a step or a point, in letters.
const MARKER: usize = 3;
/// A word of a heading, or of the text, claims at most so many letters.
const LONGEST: (usize, usize) = (14, 11);
/// An address may be cut anywhere, but not letter by letter.
const ADDRESS: usize = 8;
/// Columns for at least so many letters hold every word, so their texts are not looked at.
const WIDE: u32 = 24;

/// The widths of a table's columns in tenths of a millimetre, `whole` together: those of the layout, except that no
/// column becomes so narrow that a word of its heading, a figure or an ordinary word has to be cut. `size` is the size
/// of type in half points. The texts should be as printed: in their digits, with no-break spaces.
#[must_use]
pub fn column_widths(table: &Table, whole: u32, size: u16) -> Vec<u32> {
    let shares: Vec<u64> = table.columns.iter().map(|column| u64::from(column.width.max(1))).collect();
    let parts = shares.iter().sum::<u64>().max(1);
    let first: Vec<u32> = shares.iter().map(|share| part(u64::from(whole) * share / parts)).collect();
    let mut need = need(table, &first, size);
    let wanted: u64 = need.iter().map(|need| u64::from(*need)).sum();
    if u64::from(whole) < wanted {
        need.iter_mut().for_each(|need| *need = part(u64::from(*need) * u64::from(whole) / wanted));
    }
    filled(whole, &shares, &need)
}

fn need(table: &Table, widths: &[u32], size: u16) -> Vec<u32> {
    let mut need = vec![0_u32; widths.len()];
    for (rows, head) in [(&table.head, true), (&table.body, false)] {
        // Letters take about 0.42 of the size, bold ones a little more, those of the faces that stand in for a missing
        // one up to 0.5; a half point is 1.764 tenths.
        let letter = u32::from(size) * if head { 94 } else { 86 } / 100;
        for at in placed(rows) {
            let Some((width, most)) = widths.get(at.column).zip(need.get_mut(at.column)) else { continue };
            if at.columns == 1 && (head || *width < letter * WIDE) {
                let letters = u32::try_from(letters(at.cell, head)).unwrap_or(u32::MAX);
                *most = (*most).max(letters.saturating_mul(letter).saturating_add(PADDING));
            }
        }
    }
    need
}

/// Divides the whole by the shares; a column that would get less than it needs gets that.
fn filled(whole: u32, shares: &[u64], need: &[u32]) -> Vec<u32> {
    let mut held = vec![false; shares.len()];
    loop {
        let columns = || shares.iter().zip(need).zip(&held);
        let taken: u64 = columns().filter(|(_, held)| **held).map(|((_, need), _)| u64::from(*need)).sum();
        let parts: u64 = columns().filter(|(_, held)| !**held).map(|((share, _), _)| share).sum();
        let free = u64::from(whole).saturating_sub(taken);
        let width = |share: u64| part(free * share / parts.max(1));
        let short: Vec<bool> =
            columns().map(|((share, need), held)| !held && width(*share) < *need).collect();
        // Each round holds one more column at least, or is the last.
        if short.iter().all(|short| !short) {
            let widths = columns().map(|((share, need), held)| if *held { *need } else { width(*share) });
            return widths.collect();
        }
        held.iter_mut().zip(short).for_each(|(held, short)| *held |= short);
    }
}

/// Letters of the longest piece that should stay on one line.
fn letters(cell: &Cell, head: bool) -> usize {
    let (texts, marker) = match &cell.content {
        Content::Empty => return 0,
        Content::Verbatim(texts) => {
            return texts.iter().map(|text| room(text)).max().unwrap_or(0).min(ADDRESS);
        }
        Content::Figure(figure) => return room(&figure.to_string()),
        Content::Text(texts) => (texts, 0),
        Content::Steps(texts) | Content::Points(texts) => (texts, MARKER),
    };
    let most = if head { LONGEST.0 } else { LONGEST.1 };
    let longest = texts.iter().map(|text| longest(text)).max().unwrap_or(0);
    longest.min(most) + marker
}

fn longest(text: &str) -> usize {
    let mut ends = thai::words::breaks_in_need(text);
    ends.push(text.len());
    let mut start = 0;
    let pieces = ends.into_iter().map(|end| {
        let piece = text.get(start..end).unwrap_or_default();
        start = end;
        room(piece.trim_end())
    });
    pieces.max().unwrap_or(0)
}

fn part(length: u64) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{PADDING, column_widths};
    use crate::model::{Align, Cell, Column, Content, Row, Table};

    fn table(widths: &[u16], heads: &[&str], cells: &[&str]) -> Table {
        let row = |texts: &[&str]| Row::new(texts.iter().map(|text| Cell::text(*text)).collect());
        let column = |width: &u16| Column { key: String::new(), width: *width, align: Align::Left };
        Table {
            caption: None,
            name: "t".to_owned(),
            columns: widths.iter().map(column).collect(),
            head: vec![row(heads)],
            body: vec![row(cells)],
        }
    }

    #[test]
    fn wide_columns_keep_their_shares() {
        assert_eq!(column_widths(&table(&[1, 3], &["ก", "ข"], &["ค", "ง"]), 1600, 28), [400, 1200]);
    }

    #[test]
    fn words_claim_what_they_need() {
        let widths = column_widths(&table(&[1, 30], &["ที่", "ชื่อ"], &["ปีงบประมาณ", "ค"]), 1600, 28);
        // Nine letters of 2.1 mm and the padding.
        assert!((220..=270).contains(&widths[0]), "{widths:?}");
        assert!((1598..=1600).contains(&widths.iter().sum::<u32>()), "{widths:?}");
    }

    #[test]
    fn too_many_columns_share_what_there_is() {
        let heads = ["มาตรการ"; 40];
        let widths = column_widths(&table(&[1; 40], &heads, &heads), 1600, 28);
        assert!(widths.iter().sum::<u32>() <= 1600 && widths.iter().all(|width| 38 <= *width), "{widths:?}");
    }

    #[test]
    fn addresses_claim_a_little() {
        let mut address = table(&[1, 9], &["ก", "ข"], &["", ""]);
        address.body[0].cells[0] = Cell::new(Content::Verbatim(vec!["https://example.go.th/ita".to_owned()]));
        assert_eq!(column_widths(&address, 1600, 28), [8 * 24 + PADDING, 1600 - 8 * 24 - PADDING]);
    }
}
