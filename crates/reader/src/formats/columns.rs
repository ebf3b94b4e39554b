//! Tables on a page, by the gaps between their columns and rows: lines drawn around cells are not told.

use super::boxes::{Band, Segment};
use crate::layout::{RawCell, RawRow, Role, role_of, roles_of};

/// A table on a page.
pub(super) struct Found {
    /// How many bands it takes.
    pub bands: usize,
    /// Where its columns part.
    pub edges: Vec<i64>,
    /// Its rows.
    pub rows: Vec<RawRow>,
}

/// Where headings begin at or after a band: the band, and how many bands they take.
///
/// Headings of several lines stand at several heights, so that one band shows only some of them.
pub(super) fn headings(bands: &[Band]) -> Option<(usize, usize)> {
    let anchor = bands.iter().position(is_heading)?;
    let near = |upper: &Band, lower: &Band| lower.top() - upper.top() < line(lower) * 13 / 10;
    let mut first = anchor;
    while let Some((above, band)) =
        first.checked_sub(1).and_then(|at| Some((bands.get(at)?, bands.get(first)?)))
    {
        // Text above the headings is longer than a heading.
        let long = above.segments.iter().any(|segment| line(above) * 8 < segment.right - segment.left);
        if 3 <= anchor - first || !near(above, band) || long {
            break;
        }
        first -= 1;
    }
    let mut last = anchor;
    while let Some((band, below)) = Some(last).and_then(|at| Some((bands.get(at)?, bands.get(at + 1)?))) {
        if 3 <= last - anchor
            || !near(band, below)
            || below.segments.iter().any(|segment| starts_data(&segment.text))
        {
            break;
        }
        last += 1;
    }
    Some((first, last + 1 - first))
}

fn line(band: &Band) -> i64 {
    band.segments.iter().map(Segment::height).max().unwrap_or(1)
}

fn is_heading(band: &Band) -> bool {
    *band
        .heading
        .get_or_init(|| roles_of(band.segments.iter().map(|segment| segment.text.as_str())).is_some())
}

/// Rows begin with numbers, headings do not.
fn starts_data(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c) || c == '-')
}

/// The table under headings that begin with the first band and take `size` bands.
pub(super) fn headed(bands: &[Band], size: usize) -> Option<Found> {
    let (heads, body) = bands.split_at_checked(size)?;
    let cells = clusters(heads);
    if cells.len() < 2 {
        return None;
    }
    // The next headings begin another table, or the same one under other words.
    let until = headings(body).map_or(body.len(), |(at, _)| at);
    let body = body.get(..until).unwrap_or_default();
    let wide = edges(&cells, body);
    let kept = extent(body, &wide, heads.last());
    let body = body.get(..kept).unwrap_or_default();
    let edges = edges(&cells, body);
    let heading = cells_of_heads(heads, &edges);
    let mut rows = vec![RawRow { line: None, heading: true, cells: heading, ..RawRow::default() }];
    rows.extend(self::rows(body, &edges));
    Some(Found { bands: size + kept, edges, rows })
}

/// What carries on a table of the page before, whose columns part at `edges`.
pub(super) fn carried(bands: &[Band], edges: &[i64]) -> Option<Found> {
    let until = headings(bands).map_or(bands.len(), |(at, _)| at);
    let body = bands.get(..until).unwrap_or_default();
    let kept = extent(body, edges, None);
    let body = body.get(..kept).filter(|body| !body.is_empty())?;
    Some(Found { bands: kept, edges: edges.to_vec(), rows: rows(body, edges) })
}

/// A table without headings: three columns or more that hold over three bands.
pub(super) fn bare(bands: &[Band]) -> Option<Found> {
    let first = bands.first()?;
    let mut gutters: Vec<(i64, i64)> =
        first.segments.windows(2).filter_map(|pair| Some((pair.first()?.right, pair.get(1)?.left))).collect();
    let mut count = 1;
    for pair in bands.windows(2) {
        let [above, band] = pair else { break };
        let left: Vec<(i64, i64)> = gutters.iter().filter_map(|gutter| free(*gutter, band)).collect();
        if line(band) * 3 < band.top() - above.bottom()
            || left.len() != gutters.len()
            || band.segments.len() < 2
        {
            break;
        }
        gutters = left;
        count += 1;
    }
    if gutters.len() < 2 || count < 3 {
        return None;
    }
    let edges: Vec<i64> = gutters.iter().map(|(left, right)| (left + right) / 2).collect();
    let rows = rows(bands.get(..count).unwrap_or_default(), &edges);
    Some(Found { bands: count, edges, rows })
}

/// What a band leaves free of a gap; nothing when it is crossed or made too narrow.
fn free((mut left, mut right): (i64, i64), band: &Band) -> Option<(i64, i64)> {
    for segment in &band.segments {
        if segment.right <= left || right <= segment.left {
            continue;
        }
        if segment.left <= left && right <= segment.right {
            return None;
        }
        if segment.left <= left { left = segment.right } else { right = segment.left }
    }
    (line(band) < (right - left) * 7).then_some((left, right))
}

/// Headings that stand above each other, from the left.
fn clusters(heads: &[Band]) -> Vec<(i64, i64)> {
    let mut segments: Vec<&Segment> = heads.iter().flat_map(|band| &band.segments).collect();
    segments.sort_by_key(|segment| segment.right - segment.left);
    let mut cells: Vec<(i64, i64)> = Vec::new();
    for segment in segments {
        let mut touched =
            cells.iter_mut().filter(|(left, right)| segment.left < *right && *left < segment.right);
        match (touched.next(), touched.next()) {
            (None, _) => cells.push((segment.left, segment.right)),
            (Some(cell), None) => *cell = (cell.0.min(segment.left), cell.1.max(segment.right)),
            // A heading over several others.
            _ => {}
        }
    }
    cells.sort_unstable();
    cells
}

/// Where the columns part: between two headings, where the fewest words below are cut and most room is left.
fn edges(cells: &[(i64, i64)], body: &[Band]) -> Vec<i64> {
    let words = || body.iter().flat_map(|band| &band.words);
    let between = |pair: &[(i64, i64)]| -> Option<i64> {
        let (left, right) = (pair.first()?, pair.get(1)?);
        let (from, to) = ((left.0 + left.1) / 2, (right.0 + right.1) / 2);
        // The ends of words are where a free strip can begin or end.
        let mut stops: Vec<i64> =
            words().flat_map(|word| [word.left, word.right]).filter(|x| from < *x && *x < to).collect();
        stops.extend([from, to, left.1, right.0]);
        stops.sort_unstable();
        stops.dedup();
        let strips = stops.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
        let cut = |x: i64| {
            let heads = usize::from(x < left.1 || right.0 < x);
            words().filter(|word| word.left < x && x < word.right).count() + heads
        };
        strips.min_by_key(|(a, b)| (cut((a + b) / 2), a - b)).map(|(a, b)| (a + b) / 2)
    };
    cells.windows(2).filter_map(between).collect()
}

/// How many bands of the body belong to the table: up to a wide gap, or to text that runs over the columns.
fn extent(body: &[Band], edges: &[i64], head: Option<&Band>) -> usize {
    let mut above = head;
    for (at, band) in body.iter().enumerate() {
        let far = above.is_some_and(|above| line(band) * 4 < band.top() - above.bottom());
        let crossed = edges
            .iter()
            .filter(|edge| band.words.iter().any(|w| w.left + 500 < **edge && **edge < w.right - 500));
        let count = crossed.count();
        let footer = band.text().split_once(':').is_some_and(|(label, _)| {
            label.chars().count() < 40
                && matches!(role_of(label), Role::Period | Role::FollowUp | Role::Responsible)
        });
        if far || (edges.len() < count * 2 && !footer) {
            return at;
        }
        above = Some(band);
    }
    body.len()
}

fn cells_of_heads(heads: &[Band], edges: &[i64]) -> Vec<RawCell> {
    let mut cells: Vec<RawCell> = (0..=edges.len()).map(|_| RawCell::of("")).collect();
    for band in heads {
        for (cell, more) in cells.iter_mut().zip(self::cells(band, edges)) {
            if !cell.text.is_empty() && !more.text.is_empty() {
                cell.text.push(' ');
            }
            cell.text.push_str(&more.text);
        }
    }
    cells
}

/// Rows of a body. A new one begins where no column carries on at the usual distance of lines, where a column
/// begins again after it had ended, at the next running number, and where a column would get a second figure.
fn rows(bands: &[Band], edges: &[i64]) -> Vec<RawRow> {
    let usual = usual_step(bands, edges);
    let mut rows: Vec<Vec<RawCell>> = Vec::new();
    // Where each column's last line of the row stands.
    let mut tops: Vec<Option<i64>> = Vec::new();
    for band in bands {
        let cells = cells(band, edges);
        let steps: Vec<Option<i64>> = cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.text.is_empty())
            .map(|(at, _)| tops.get(at).copied().flatten().map(|top| band.top() - top))
            .collect();
        let known = || steps.iter().flatten();
        let carries = known().any(|step| step * 4 <= usual * 5);
        let resumes = known().any(|step| usual * 8 <= step * 5);
        let counted = is_number(cells.first()) && rows.last().is_some_and(|row| is_number(row.first()));
        let ended = known().next().is_some() && !carries;
        let begins = rows.is_empty() || ended || resumes || counted || second_figure(rows.last(), &cells);
        if begins {
            tops = vec![None; cells.len()];
        }
        for (top, _) in tops.iter_mut().zip(&cells).filter(|(_, cell)| !cell.text.is_empty()) {
            *top = Some(band.top());
        }
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
    }
    rows.into_iter().map(|cells| RawRow { line: None, heading: false, cells, ..RawRow::default() }).collect()
}

/// The usual distance from line to line within a column: that of the closer ones.
fn usual_step(bands: &[Band], edges: &[i64]) -> i64 {
    let mut tops: Vec<Option<i64>> = vec![None; edges.len() + 1];
    let mut steps = Vec::new();
    for band in bands {
        for (top, cell) in tops.iter_mut().zip(cells(band, edges)) {
            if !cell.text.is_empty() {
                steps.extend(top.map(|top| band.top() - top));
                *top = Some(band.top());
            }
        }
    }
    steps.sort_unstable();
    let quarter = steps.get(steps.len() / 4).copied().unwrap_or(0);
    // Where every row has one line, the height of the line says more.
    let height = bands.first().map_or(0, line);
    if height * 3 < quarter * 2 { height * 5 / 4 } else { quarter }
}

/// A running number alone in its cell.
fn is_number(cell: Option<&RawCell>) -> bool {
    let text = cell.map_or("", |cell| cell.text.trim()).trim_end_matches('.');
    !text.is_empty() && thai::digits::to_ascii(text).chars().all(|c| c.is_ascii_digit())
}

fn second_figure(row: Option<&Vec<RawCell>>, cells: &[RawCell]) -> bool {
    let figure = |cell: &RawCell| {
        let text = thai::digits::to_ascii(cell.text.trim());
        text.contains('.') && text.parse::<domain::Score>().is_ok()
    };
    row.is_some_and(|row| row.iter().zip(cells).any(|(above, cell)| figure(above) && figure(cell)))
}

fn cells(band: &Band, edges: &[i64]) -> Vec<RawCell> {
    let mut cells: Vec<RawCell> = (0..=edges.len()).map(|_| RawCell::of("")).collect();
    for word in &band.words {
        // What reaches over several columns stands in the first of them.
        let at = edges.iter().filter(|edge| **edge <= word.left + 500).count();
        if let Some(cell) = cells.get_mut(at) {
            if !cell.text.is_empty() {
                cell.text.push(' ');
            }
            cell.text.push_str(&word.text);
        }
    }
    cells
}
