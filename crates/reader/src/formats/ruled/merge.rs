//! Pieces of lines become lines: programs draw a border cell by cell, dash by dash, or twice.

use super::Line;

/// Lines nearer than this are one.
const SNAP: i64 = 1_500;
/// A line is no thicker than this, however many lie beside each other.
const THICK: i64 = 3_000;
/// Widest gap within a line: between dashes, and where corners are left out.
const GAP: i64 = 3_000;
/// Shortest line.
const SHORTEST: i64 = 6_000;

/// Joins the pieces that lie in one line.
pub(super) fn merged(mut pieces: Vec<Line>) -> Vec<Line> {
    pieces.sort_unstable_by_key(|line| (line.at, line.from));
    let mut lines = Vec::new();
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let mut last = first.at;
        let size = rest.iter().take_while(|line| {
            let near = line.at - last <= SNAP && line.at - first.at <= THICK;
            last = if near { line.at } else { last };
            near
        });
        let (beside, after) = rest.split_at(size.count().max(1));
        rest = after;
        in_line(beside.to_vec(), (first.at + last) / 2, &mut lines);
    }
    lines.retain(|line| SHORTEST <= line.to - line.from);
    lines
}

fn in_line(mut pieces: Vec<Line>, at: i64, lines: &mut Vec<Line>) {
    pieces.sort_unstable_by_key(|line| line.from);
    let begin = lines.len();
    for piece in pieces {
        match lines.get_mut(begin..).and_then(<[Line]>::last_mut) {
            Some(line) if piece.from - line.to <= GAP => {
                line.to = line.to.max(piece.to);
                line.filled &= piece.filled;
            }
            _ => lines.push(Line { at, ..piece }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_one_line() {
        let piece = |at, from, to| Line { at, from, to, filled: false };
        let dashes = (0..30).map(|number| piece(50_000, number * 4_000, number * 4_000 + 2_000));
        let found = merged(
            dashes.chain([piece(51_000, 118_000, 200_000), piece(50_000, 300_000, 301_000)]).collect(),
        );
        assert_eq!(found, [piece(50_500, 0, 200_000)]);
        assert_eq!(merged(vec![piece(0, 0, 9_000), piece(2_000, 0, 9_000)]).len(), 2);
    }
}
