//! Lines that cross bound the cells of tables.

use super::{Line, Lines, merge};

/// How near an end must come to a line to touch it.
const TOUCH: i64 = 2_000;
/// Lines nearer than this bound no cell of their own.
const NARROW: i64 = 4_000;
/// Lines of a page after joining; more are a pattern.
const MOST: usize = 1_000;
/// Squares of one grid.
const SQUARES: usize = 50_000;

/// A cell, by the squares that it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

/// A table as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Grid {
    /// Edges of the columns, from the left.
    pub xs: Vec<i64>,
    /// Edges of the rows, from the top.
    pub ys: Vec<i64>,
    /// From the top, each row from the left; every square lies in one of them.
    pub cells: Vec<Cell>,
    /// Whether its sides run on beyond the last level line, as where a page cuts a row.
    pub open_above: bool,
    /// The same at its foot.
    pub open_below: bool,
    /// Whether no line of it is drawn as a line: only filled areas lie side by side.
    pub filled: bool,
}

/// The grids of a page, from the top.
pub(super) fn grids(lines: &Lines) -> Vec<Grid> {
    let level = merge::merged(lines.level.clone());
    let upright = merge::merged(lines.upright.clone());
    if MOST < level.len() || MOST < upright.len() {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = connected(&level, &upright)
        .into_iter()
        .flat_map(|(level, upright)| parts(&level, &upright))
        .collect();
    grids.sort_by_key(|grid| (grid.ys.first().copied(), grid.xs.first().copied()));
    grids
}

/// Level and upright lines that hang together.
fn connected(level: &[Line], upright: &[Line]) -> Vec<(Vec<Line>, Vec<Line>)> {
    let mut sets = Sets::new(level.len() + upright.len());
    for (at, line) in level.iter().enumerate() {
        for (other, side) in upright.iter().enumerate() {
            let across = line.from - TOUCH <= side.at && side.at <= line.to + TOUCH;
            let down = side.from - TOUCH <= line.at && line.at <= side.to + TOUCH;
            if across && down {
                sets.join(at, level.len() + other);
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, (Vec<Line>, Vec<Line>)> =
        std::collections::BTreeMap::new();
    for (at, line) in level.iter().enumerate() {
        found.entry(sets.of(at)).or_default().0.push(*line);
    }
    for (at, line) in upright.iter().enumerate() {
        found.entry(sets.of(level.len() + at)).or_default().1.push(*line);
    }
    found.into_values().filter(|(level, upright)| !level.is_empty() && !upright.is_empty()).collect()
}

/// The tables of lines that hang together: two that touch are parted where the columns change altogether.
fn parts(level: &[Line], upright: &[Line]) -> Vec<Grid> {
    let mut ys = spread(level.iter().map(|line| line.at).collect());
    let top = upright.iter().map(|line| line.from).min().unwrap_or(0);
    let bottom = upright.iter().map(|line| line.to).max().unwrap_or(0);
    let open_above = ys.first().is_some_and(|first| top + NARROW * 2 < *first);
    let open_below = ys.last().is_some_and(|last| *last + NARROW * 2 < bottom);
    if open_above {
        ys.insert(0, top);
    }
    if open_below {
        ys.push(bottom);
    }
    let bands: Vec<(i64, i64)> =
        ys.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
    let sides: Vec<Vec<i64>> = bands.iter().map(|band| sides(upright, *band)).collect();
    let mut grids = Vec::new();
    let mut begin = 0;
    let mut known: Vec<i64> = Vec::new();
    for (at, own) in sides.iter().enumerate() {
        let inner = inner(own);
        let shared = inner.iter().filter(|x| near(&known, **x)).count();
        let above =
            at.checked_sub(1).and_then(|at| sides.get(at)).map_or(&[][..], |above| self::inner(above));
        // As many columns, but elsewhere: the same table set anew.
        let moved = begin < at
            && 2 <= inner.len()
            && inner.len() == above.len()
            && !inner.iter().all(|x| near(above, *x));
        let other = !inner.is_empty() && !known.is_empty() && shared * 2 < inner.len().min(known.len());
        if moved || other {
            grids.extend(grid(level, upright, ys.get(begin..=at).unwrap_or_default()));
            begin = at;
            known.clear();
        }
        known.extend(inner.iter().filter(|x| !near(&known, **x)).copied().collect::<Vec<_>>());
    }
    grids.extend(grid(level, upright, ys.get(begin..).unwrap_or_default()));
    if let Some(first) = grids.first_mut() {
        first.open_above = open_above;
    }
    if let Some(last) = grids.last_mut() {
        last.open_below = open_below;
    }
    grids
}

fn near(known: &[i64], x: i64) -> bool {
    known.iter().any(|other| (other - x).abs() < NARROW)
}

/// Places without those that bound nothing.
fn spread(mut places: Vec<i64>) -> Vec<i64> {
    places.sort_unstable();
    places.dedup_by(|next, last| *next - *last < NARROW);
    places
}

/// The upright lines along most of a band.
fn sides(upright: &[Line], band: (i64, i64)) -> Vec<i64> {
    let mut sides: Vec<i64> =
        upright.iter().filter(|line| covers(&[**line], band)).map(|line| line.at).collect();
    sides.sort_unstable();
    sides
}

fn inner(sides: &[i64]) -> &[i64] {
    sides.get(1..sides.len().saturating_sub(1)).unwrap_or_default()
}

/// Whether lines run along most of a stretch.
fn covers(lines: &[Line], (from, to): (i64, i64)) -> bool {
    let along = |line: &Line| (line.to.min(to) - line.from.max(from)).max(0);
    let sum: i64 = lines.iter().map(along).sum();
    (to - from) * 6 < sum * 10
}

/// The grid between rows that are given.
fn grid(level: &[Line], upright: &[Line], ys: &[i64]) -> Option<Grid> {
    let (top, bottom) = (*ys.first()?, *ys.last()?);
    let within: Vec<Line> =
        upright.iter().filter(|line| line.from < bottom - TOUCH && top + TOUCH < line.to).copied().collect();
    let levels: Vec<Line> =
        level.iter().filter(|line| top - NARROW < line.at && line.at < bottom + NARROW).copied().collect();
    let mut xs: Vec<i64> = within.iter().map(|line| line.at).collect();
    // A table without outer sides is as wide as its level lines.
    let left = levels.iter().map(|line| line.from).min()?;
    let right = levels.iter().map(|line| line.to).max()?;
    if xs.iter().min().is_none_or(|first| left + NARROW * 2 < *first) {
        xs.push(left);
    }
    if xs.iter().max().is_none_or(|last| *last + NARROW * 2 < right) {
        xs.push(right);
    }
    let xs = spread(xs);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || SQUARES < columns.saturating_mul(rows) {
        return None;
    }
    let cells = cells(&xs, ys, &levels, &within);
    let filled = levels.iter().chain(&within).all(|line| line.filled);
    Some(Grid { xs, ys: ys.to_vec(), cells, open_above: false, open_below: false, filled })
}

/// Squares without a line between them are one cell.
fn cells(xs: &[i64], ys: &[i64], level: &[Line], upright: &[Line]) -> Vec<Cell> {
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let stretch = |edges: &[i64], at: usize| Some((*edges.get(at)?, *edges.get(at + 1)?));
    let on = |lines: &[Line], at: &i64| -> Vec<Line> {
        lines.iter().filter(|line| (line.at - at).abs() < NARROW).copied().collect()
    };
    let by_x: Vec<Vec<Line>> = xs.iter().map(|x| on(upright, x)).collect();
    let by_y: Vec<Vec<Line>> = ys.iter().map(|y| on(level, y)).collect();
    let beside = |lines: Option<&Vec<Line>>, stretch: Option<(i64, i64)>| {
        lines.zip(stretch).is_none_or(|(lines, stretch)| covers(lines, stretch))
    };
    let mut sets = Sets::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let at = row * columns + column;
            if column + 1 < columns && !beside(by_x.get(column + 1), stretch(ys, row)) {
                sets.join(at, at + 1);
            }
            if row + 1 < rows && !beside(by_y.get(row + 1), stretch(xs, column)) {
                sets.join(at, at + columns);
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, Vec<(usize, usize)>> = std::collections::BTreeMap::new();
    for at in 0..columns * rows {
        found.entry(sets.of(at)).or_default().push((at / columns, at % columns));
    }
    let mut cells: Vec<Cell> = found.into_values().flat_map(|squares| rectangles(&squares)).collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    cells
}

/// Squares that hang together, as one rectangle where they are one, else row by row.
fn rectangles(squares: &[(usize, usize)]) -> Vec<Cell> {
    let rows = squares.iter().map(|(row, _)| *row);
    let columns = squares.iter().map(|(_, column)| *column);
    let (Some(top), Some(bottom)) = (rows.clone().min(), rows.max()) else { return Vec::new() };
    let (Some(left), Some(right)) = (columns.clone().min(), columns.max()) else { return Vec::new() };
    let whole = Cell { row: top, column: left, rows: bottom + 1 - top, columns: right + 1 - left };
    if whole.rows * whole.columns == squares.len() {
        return vec![whole];
    }
    let mut cells: Vec<Cell> = Vec::new();
    for &(row, column) in squares {
        match cells.last_mut() {
            Some(cell) if cell.row == row && cell.column + cell.columns == column => cell.columns += 1,
            _ => cells.push(Cell { row, column, rows: 1, columns: 1 }),
        }
    }
    cells
}

/// Which of several things belong together.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    fn of(&mut self, at: usize) -> usize {
        let mut at = at;
        while let Some(up) = self.0.get(at).copied().filter(|up| *up != at) {
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(entry) = self.0.get_mut(at) {
                *entry = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if let Some(entry) = self.0.get_mut(a.max(b)) {
            *entry = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: i64, from: i64, to: i64) -> Line {
        Line { at: at * 1_000, from: from * 1_000, to: to * 1_000, filled: false }
    }

    #[test]
    fn a_missing_line_joins_two_squares() {
        // Three columns, two rows; the first column is one cell, and so are the last two below.
        let lines = Lines {
            level: vec![line(0, 0, 300), line(50, 100, 300), line(100, 0, 300)],
            upright: vec![line(0, 0, 100), line(100, 0, 100), line(200, 0, 50), line(300, 0, 100)],
            ..Lines::default()
        };
        let grids = grids(&lines);
        let cell = |row, column, rows, columns| Cell { row, column, rows, columns };
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].cells, [cell(0, 0, 2, 1), cell(0, 1, 1, 1), cell(0, 2, 1, 1), cell(1, 1, 1, 2)]);
        assert!(!grids[0].open_above && !grids[0].open_below);
    }

    #[test]
    fn tables_that_touch_are_parted() {
        let lines = Lines {
            level: vec![line(0, 0, 300), line(50, 0, 300), line(100, 0, 300)],
            upright: vec![
                line(0, 0, 120),
                line(90, 0, 50),
                line(200, 0, 50),
                line(120, 50, 120),
                line(250, 50, 120),
                line(300, 0, 120),
            ],
            ..Lines::default()
        };
        let grids = grids(&lines);
        assert_eq!(grids.iter().map(|grid| grid.ys.len()).collect::<Vec<_>>(), [2, 3]);
        assert!(!grids[0].open_below && grids[1].open_below);
    }
}
