//! Columns that stay in line, also with Thai marks and wrapped titles.

use super::line::Line;

/// Between two columns.
const GAP: usize = 2;
/// A wrapped column is never made narrower.
const LEAST: usize = 18;

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Flush left.
    Left,
    /// Flush right, for figures.
    Right,
    /// Flush left, wrapped to what the other columns leave.
    Flex,
}

/// Rows of cells.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Line>>,
    indent: usize,
}

impl Table {
    /// No rows yet.
    pub fn new(columns: &[Column]) -> Table {
        Table { columns: columns.to_vec(), rows: Vec::new(), indent: 2 }
    }

    /// The same further to the right.
    #[must_use]
    pub fn indented(mut self, indent: usize) -> Table {
        self.indent = indent;
        self
    }

    /// One more row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Line>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines of at most `width` columns.
    pub fn lines(&self, width: usize) -> Vec<Line> {
        let widths = self.widths(width);
        self.rows.iter().flat_map(|row| self.row_lines(row, &widths)).collect()
    }

    fn widths(&self, width: usize) -> Vec<usize> {
        let natural =
            |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(Line::width).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..self.columns.len()).map(natural).collect();
        let flexible: Vec<usize> = (0..widths.len()).filter(|&at| self.columns[at] == Column::Flex).collect();
        let fixed: usize = self.indent
            + GAP * widths.len().saturating_sub(1)
            + (0..widths.len()).filter(|at| !flexible.contains(at)).map(|at| widths[at]).sum::<usize>();
        let room = width.saturating_sub(fixed);
        let wanted: usize = flexible.iter().map(|&at| widths[at]).sum();
        if room < wanted {
            let mut left = room;
            let mut open = flexible.len();
            let mut by_need = flexible;
            by_need.sort_by_key(|&at| widths[at]);
            for at in by_need {
                let share = (left / open.max(1)).max(LEAST.min(widths[at]));
                widths[at] = widths[at].min(share);
                left = left.saturating_sub(widths[at]);
                open -= 1;
            }
        }
        widths
    }

    fn row_lines(&self, row: &[Line], widths: &[usize]) -> Vec<Line> {
        let cells: Vec<Vec<Line>> = row
            .iter()
            .enumerate()
            .map(|(at, cell)| match self.columns.get(at) {
                Some(Column::Flex) => cell.wrapped(widths[at], widths[at]),
                _ => vec![cell.clone()],
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        let empty = Line::new();
        (0..height)
            .map(|line| {
                let mut out = Line::from(" ".repeat(self.indent));
                for (at, cell) in cells.iter().enumerate() {
                    let piece = cell.get(line).unwrap_or(&empty);
                    let pad = " ".repeat(widths.get(at).copied().unwrap_or(0).saturating_sub(piece.width()));
                    let gap = if at + 1 < cells.len() { " ".repeat(GAP) } else { String::new() };
                    out = match self.columns.get(at) {
                        Some(Column::Right) => out.plain(pad).join(piece.clone()),
                        _ => out.join(piece.clone()).plain(pad),
                    };
                    out = out.plain(gap);
                }
                out
            })
            .collect()
    }
}
