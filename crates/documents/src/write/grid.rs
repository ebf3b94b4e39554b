//! Where the cells of a table stand, with those covered from above left out.

use crate::model::{Cell, Row};

/// A cell at its place. Rows and columns are counted from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub cell: &'a Cell,
    pub row: usize,
    pub column: usize,
    /// How many rows it covers, within those given.
    pub rows: usize,
    pub columns: usize,
}

/// Places the cells of the head or of the body. A cell for which its row has no room left stands to the right
/// of the table rather than being lost.
pub(super) fn placed(rows: &[Row]) -> Vec<Placed<'_>> {
    let mut covered: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (row, line) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in &line.cells {
            while covered.get(column).is_some_and(|rows| 0 < *rows) {
                column += 1;
            }
            let columns = usize::from(cell.columns.max(1));
            let height = usize::from(cell.rows.max(1)).min(rows.len() - row);
            if covered.len() < column + columns {
                covered.resize(column + columns, 0);
            }
            covered.iter_mut().skip(column).take(columns).for_each(|rows| *rows = height);
            out.push(Placed { cell, row, column, rows: height, columns });
            column += columns;
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::placed;
    use crate::model::{Cell, Row};

    #[test]
    fn cells_stand_beside_those_from_above() {
        let rows = [
            Row::new(vec![Cell::text("a").down(2), Cell::text("b").across(2), Cell::text("c").down(9)]),
            Row::new(vec![Cell::text("d"), Cell::text("e")]),
        ];
        let places: Vec<_> =
            placed(&rows).iter().map(|at| (at.row, at.column, at.rows, at.columns)).collect();
        assert_eq!(places, [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }
}
