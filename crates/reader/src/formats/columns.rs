//! Tables on a page, by the gaps between their columns and rows: lines drawn around cells are not told.

use super::boxes::{Band, Segment};
use crate::layout::{RawCell, RawRow};

/// A table that begins at the first band: how many bands it takes, and its rows.
pub(super) fn table(bands: &[Band]) -> Option<(usize, Vec<RawRow>)> {
    let first = bands.first()?;
    if first.segments.len() < 2 {
        return None;
    }
    let mut columns: Vec<(i64, i64)> = Vec::new();
    let mut count = 0;
    let mut several = 0;
    for (at, band) in bands.iter().enumerate() {
        let height = band.segments.iter().map(Segment::height).max().unwrap_or(1);
        let above = at.checked_sub(1).and_then(|above| bands.get(above));
        let far = above.is_some_and(|above| height * 3 < band.top() - above.bottom());
        // A single stretch belongs to the table when it stands within one of its columns.
        let alone = match band.segments.as_slice() {
            [one] => !columns.iter().any(|column| within(one, *column, height)),
            _ => false,
        };
        if far || alone {
            break;
        }
        several += usize::from(1 < band.segments.len());
        count = at + 1;
        columns = intervals(bands.get(..count).unwrap_or_default());
        // Two columns that run together were none.
        if columns.len() < 2 && 3 < count {
            return None;
        }
    }
    let enough = match columns.len() {
        0 | 1 => false,
        2 => 4 <= several,
        _ => 2 <= several,
    };
    enough.then(|| (count, rows(bands.get(..count).unwrap_or_default(), &columns)))
}

fn within(segment: &Segment, (left, right): (i64, i64), slack: i64) -> bool {
    left - slack / 2 <= segment.left && segment.right <= right + slack / 2
}

/// The columns: where stretches stand above each other. Those that reach over several are left out.
fn intervals(bands: &[Band]) -> Vec<(i64, i64)> {
    let mut segments: Vec<&Segment> = bands.iter().flat_map(|band| &band.segments).collect();
    segments.sort_by_key(|segment| segment.right - segment.left);
    let mut columns: Vec<(i64, i64)> = Vec::new();
    for segment in segments {
        let touched: Vec<usize> = columns
            .iter()
            .enumerate()
            .filter(|(_, (left, right))| segment.left < *right && *left < segment.right)
            .map(|(at, _)| at)
            .collect();
        match touched.as_slice() {
            [] => columns.push((segment.left, segment.right)),
            [at] => {
                if let Some(column) = columns.get_mut(*at) {
                    *column = (column.0.min(segment.left), column.1.max(segment.right));
                }
            }
            _ => {}
        }
    }
    columns.sort_unstable();
    columns
}

/// Rows: a new one begins where the gap is wider than between lines, where the first column begins anew, or
/// where a column would get a second figure.
fn rows(bands: &[Band], columns: &[(i64, i64)]) -> Vec<RawRow> {
    let mut gaps: Vec<i64> =
        bands.windows(2).filter_map(|pair| Some(pair.get(1)?.top() - pair.first()?.top())).collect();
    gaps.sort_unstable();
    // The lower quarter: most gaps are those between lines of a cell, or all are those between rows.
    let usual = gaps.get(gaps.len() / 4).copied().unwrap_or(0);
    let mut rows: Vec<Vec<RawCell>> = Vec::new();
    let mut last: Option<&Band> = None;
    for band in bands {
        let cells = cells(band, columns);
        let begins = last.is_none_or(|last| {
            let gap = band.top() - last.top();
            let first = |cells: &[RawCell]| cells.first().is_some_and(|cell| !cell.text.is_empty());
            let anew = first(&cells)
                && !last.segments.first().is_some_and(|s| columns.first().is_some_and(|c| s.left < c.1));
            usual * 5 < gap * 4 || anew || second_figure(rows.last(), &cells)
        });
        match rows.last_mut().filter(|_| !begins) {
            Some(row) => {
                for (cell, more) in row.iter_mut().zip(cells).filter(|(_, more)| !more.text.is_empty()) {
                    if !cell.text.is_empty() {
                        cell.text.push('\n');
                    }
                    cell.text.push_str(&more.text);
                }
            }
            None => rows.push(cells),
        }
        last = Some(band);
    }
    rows.into_iter().map(|cells| RawRow { line: None, heading: false, cells }).collect()
}

fn second_figure(row: Option<&Vec<RawCell>>, cells: &[RawCell]) -> bool {
    let figure = |cell: &RawCell| {
        let text = thai::digits::to_ascii(cell.text.trim());
        text.contains('.') && text.parse::<domain::Score>().is_ok()
    };
    row.is_some_and(|row| row.iter().zip(cells).any(|(above, cell)| figure(above) && figure(cell)))
}

fn cells(band: &Band, columns: &[(i64, i64)]) -> Vec<RawCell> {
    let mut cells: Vec<RawCell> = columns.iter().map(|_| RawCell::of("")).collect();
    for segment in &band.segments {
        let reach = |(left, right): &(i64, i64)| segment.right.min(*right) - segment.left.max(*left);
        let best = columns.iter().enumerate().filter(|(_, column)| 0 < reach(column));
        // What reaches over several columns stands in the first of them.
        let at = best.map(|(at, _)| at).min().unwrap_or(0);
        if let Some(cell) = cells.get_mut(at) {
            if !cell.text.is_empty() {
                cell.text.push(' ');
            }
            cell.text.push_str(&segment.text);
        }
    }
    cells
}
