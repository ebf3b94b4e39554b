//! The words of a page in the cells of its tables.

use super::super::boxes::{self, Page, Segment};
use super::grid::{self, Cell, Grid};
use super::path::Area;
use super::{Lines, wraps};
use crate::layout::{RawCell, RawRow};

/// How far the outer sides of two parts of one table may lie apart.
const ALIGNED: i64 = 4_000;
/// Most columns of a table; more are squared paper.
const COLUMNS: usize = 60;

/// Edges of the columns of a table, from the left. Equal where they lie about the same.
#[derive(Debug, Clone)]
pub(in super::super) struct Columns(Vec<i64>);

impl PartialEq for Columns {
    fn eq(&self, other: &Columns) -> bool {
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(a, b)| (a - b).abs() < ALIGNED)
    }
}

/// A table that is drawn on a page.
#[derive(Debug, Clone)]
pub(in super::super) struct Ruled {
    pub top: i64,
    pub bottom: i64,
    /// Usual height of a line of text.
    pub line: i64,
    /// How many lines each column's text ends above the end of the last row.
    pub room: Vec<u8>,
    pub columns: Columns,
    pub rows: Vec<RawRow>,
    /// Whether it ends, or begins, without a line, as where a page cuts a row.
    pub open_below: bool,
    pub open_above: bool,
}

/// The tables of a page from the top, and the words that stand in none of them.
///
/// `above` are the columns of the table with which the page before ended: where it goes on, a row that is merged
/// over all columns is still one of that table.
pub(in super::super) fn tables(page: Page, lines: &Lines, above: Option<&Columns>) -> (Vec<Ruled>, Page) {
    let (width, height) = lines.size;
    if 1_500 < (page.size.0 - width).abs() || 1_500 < (page.size.1 - height).abs() {
        return (Vec::new(), page);
    }
    let mut tables = Vec::new();
    let mut rest = page.words;
    let mut above = above.cloned();
    for grid in outermost(grid::grids(lines)) {
        let (inside, outside): (Vec<Segment>, Vec<Segment>) = rest
            .into_iter()
            .partition(|word| grid.row_of(word.middle()).is_some() && grid.column_of(middle(word)).is_some());
        match table(&grid, &inside, &lines.shades, above.as_ref()) {
            Some(table) => {
                above = Some(table.columns.clone());
                tables.push(table);
                rest = outside;
            }
            None => {
                rest = outside;
                rest.extend(inside);
            }
        }
    }
    (tables, Page { words: rest, size: page.size })
}

fn middle(word: &Segment) -> i64 {
    (word.left + word.right) / 2
}

/// The grids that could be tables, without those within a cell of another: boxes to tick, marked words.
fn outermost(grids: Vec<Grid>) -> Vec<Grid> {
    let possible: Vec<Grid> = grids
        .into_iter()
        .filter(|grid| grid.xs.len() <= COLUMNS && (!grid.filled || (2 < grid.xs.len() && 2 < grid.ys.len())))
        .collect();
    let area = |grid: &Grid| {
        let side = |edges: &[i64]| Some((*edges.first()?, *edges.last()?));
        side(&grid.xs).zip(side(&grid.ys)).unwrap_or_default()
    };
    let holds = |outer: &Grid, inner: &Grid| {
        let ((ol, or), (ot, ob)) = area(outer);
        let ((il, ir), (it, ib)) = area(inner);
        1 < outer.cells.len() && outer != inner && ol <= il && ir <= or && ot <= it && ib <= ob
    };
    let keep: Vec<bool> =
        possible.iter().map(|inner| !possible.iter().any(|outer| holds(outer, inner))).collect();
    possible.into_iter().zip(keep).filter_map(|(grid, keep)| keep.then_some(grid)).collect()
}

impl Grid {
    fn row_of(&self, y: i64) -> Option<usize> {
        between(&self.ys, y)
    }

    fn column_of(&self, x: i64) -> Option<usize> {
        between(&self.xs, x)
    }
}

fn between(edges: &[i64], place: i64) -> Option<usize> {
    let at = edges.partition_point(|edge| *edge <= place);
    (at < edges.len()).then(|| at.checked_sub(1)).flatten()
}

/// A cell with its text.
struct Full {
    cell: Cell,
    text: String,
    /// Foot of its last line.
    foot: Option<i64>,
}

fn table(grid: &Grid, words: &[Segment], shades: &[Area], above: Option<&Columns>) -> Option<Ruled> {
    let columns =
        above.filter(|above| carries(grid, above)).map_or_else(|| grid.xs.clone(), |above| above.0.clone());
    if columns.len() < 3 {
        return None;
    }
    let cells = filled(grid, words);
    let full = cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let mut used: Vec<usize> =
        cells.iter().filter(|cell| !cell.text.is_empty()).map(|cell| cell.cell.column).collect();
    used.sort_unstable();
    used.dedup();
    let carried = grid.xs != columns;
    // The lines of a chart bound many squares and hold few words.
    let share = if grid.filled { 60 } else { 20 };
    if full * 100 < cells.len() * share || full == 0 || (used.len() < 2 && !carried && above.is_none()) {
        return None;
    }
    let place = |x: usize| {
        let edge = grid.xs.get(x).copied().unwrap_or(0);
        columns.iter().enumerate().min_by_key(|(_, other)| (*other - edge).abs()).map_or(0, |(at, _)| at)
    };
    let mut heights: Vec<i64> = words.iter().map(Segment::height).collect();
    heights.sort_unstable();
    let line = heights.get(heights.len() / 2).copied().unwrap_or(0);
    let last = grid.ys.len().saturating_sub(1);
    let ends = || cells.iter().filter(|cell| cell.cell.row + cell.cell.rows == last);
    let foot = ends().filter_map(|cell| cell.foot).max().unwrap_or(0);
    let mut room = vec![u8::MAX; columns.len().saturating_sub(1)];
    for cell in ends() {
        let lines = cell.foot.map(|own| (foot - own + line / 4) / line.max(1));
        if let Some(entry) = room.get_mut(place(cell.cell.column)) {
            *entry = lines.and_then(|lines| u8::try_from(lines).ok()).unwrap_or(u8::MAX);
        }
    }
    let shaded = shaded_rows(grid, shades);
    let heading = |at: usize| at < shaded && shaded + 1 < grid.ys.len();
    let mut rows: Vec<RawRow> =
        (0..last).map(|at| RawRow { heading: heading(at), ..RawRow::default() }).collect();
    for Full { cell, text, .. } in cells {
        let (from, to) = (place(cell.column), place(cell.column + cell.columns));
        if let Some(row) = rows.get_mut(cell.row) {
            let columns = to.saturating_sub(from).max(1);
            row.cells.push(RawCell { text, columns, rows: cell.rows, from_above: false });
        }
    }
    Some(Ruled {
        top: grid.ys.first().copied().unwrap_or(0),
        bottom: grid.ys.last().copied().unwrap_or(0),
        line,
        room,
        columns: Columns(columns),
        rows,
        open_below: grid.open_below,
        open_above: grid.open_above,
    })
}

/// How many rows at the head stand on a filled ground, each in all its squares.
fn shaded_rows(grid: &Grid, shades: &[Area]) -> usize {
    let covered = |row: &[i64]| {
        let [top, bottom] = row else { return false };
        let y = (top + bottom) / 2;
        let near: Vec<&Area> = shades.iter().filter(|area| area.top <= y && y <= area.bottom).collect();
        grid.xs.windows(2).all(|column| {
            let x = column.iter().sum::<i64>() / 2;
            near.iter().any(|area| area.left <= x && x <= area.right)
        })
    };
    grid.ys.windows(2).take_while(|row| covered(row)).count()
}

/// Whether a grid has the outer sides of a table above it and no column edge but that table's.
fn carries(grid: &Grid, above: &Columns) -> bool {
    let near = |a: Option<&i64>, b: Option<&i64>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() < ALIGNED);
    near(grid.xs.first(), above.0.first())
        && near(grid.xs.last(), above.0.last())
        && grid.xs.iter().all(|x| above.0.iter().any(|edge| (edge - x).abs() < ALIGNED))
}

/// The cells with the words that stand in them.
fn filled(grid: &Grid, words: &[Segment]) -> Vec<Full> {
    let across = grid.xs.len().saturating_sub(1);
    let down = grid.ys.len().saturating_sub(1);
    let mut owner = vec![0_usize; across * down];
    for (at, cell) in grid.cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.rows {
            for column in cell.column..cell.column + cell.columns {
                if let Some(entry) = owner.get_mut(row * across + column) {
                    *entry = at;
                }
            }
        }
    }
    let mut held: Vec<Vec<Segment>> = grid.cells.iter().map(|_| Vec::new()).collect();
    for word in words {
        let square = grid.row_of(word.middle()).zip(grid.column_of(middle(word)));
        let at = square.and_then(|(row, column)| owner.get(row * across + column));
        if let Some(words) = at.and_then(|at| held.get_mut(*at)) {
            words.push(word.clone());
        }
    }
    let lined: Vec<Vec<boxes::Band>> =
        held.into_iter().map(|words| boxes::bands(&Page { words, size: (0, 0) })).collect();
    let edge = |at: usize| grid.xs.get(at).copied().unwrap_or(0);
    // Text keeps the same distance from the sides of all cells.
    let distance = grid.cells.iter().zip(&lined).flat_map(|(cell, lines)| {
        let left = lines.iter().flat_map(|line| &line.segments).map(|segment| segment.left).min();
        left.map(|left| left - edge(cell.column))
    });
    let padding = distance.min().unwrap_or(0).clamp(0, 12_000);
    let text = |(cell, lines): (&Cell, &Vec<boxes::Band>)| {
        let (left, right) = (edge(cell.column) + padding, edge(cell.column + cell.columns) - padding);
        let foot = lines.last().map(boxes::Band::bottom);
        Full { cell: *cell, text: wraps::text(lines, left, right), foot }
    };
    grid.cells.iter().zip(&lined).map(text).collect()
}
