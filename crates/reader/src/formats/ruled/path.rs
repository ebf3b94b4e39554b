//! From a painted path to the straight lines that a reader sees. Lengths are thousandths of a point.

use super::matrix::Point;
use super::{Line, Lines};

/// A rectangle no thicker than this is a line.
const THIN: i64 = 2_500;
/// How far a line may lean, end to end, and still be level or upright.
const LEAN: i64 = 500;
/// Points of one path; a picture drawn with more is no table.
const POINTS: usize = 20_000;

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Area {
    pub left: i64,
    pub top: i64,
    pub right: i64,
    pub bottom: i64,
}

impl Area {
    /// What both boxes cover; it may be turned inside out, and then covers nothing.
    #[must_use]
    pub(super) fn within(self, other: Area) -> Area {
        Area {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    fn of(points: &[Point]) -> Option<Area> {
        let (x, y) = *points.first()?;
        let first = Area { left: x, top: y, right: x, bottom: y };
        Some(points.iter().fold(first, |area, (x, y)| Area {
            left: area.left.min(*x),
            top: area.top.min(*y),
            right: area.right.max(*x),
            bottom: area.bottom.max(*y),
        }))
    }

    fn size(self) -> (i64, i64) {
        (self.right - self.left, self.bottom - self.top)
    }
}

/// The path that is being drawn, on the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Pieces without a jump; a curve ends one.
    pieces: Vec<Piece>,
    points: usize,
}

#[derive(Debug, Default)]
struct Piece {
    points: Vec<Point>,
    curved: bool,
}

impl Path {
    pub(super) fn clear(&mut self) {
        self.pieces.clear();
        self.points = 0;
    }

    pub(super) fn move_to(&mut self, point: Point) {
        self.points += 1;
        if self.points < POINTS {
            self.pieces.push(Piece { points: vec![point], curved: false });
        }
    }

    pub(super) fn line_to(&mut self, point: Point) {
        self.points += 1;
        if self.points < POINTS {
            match self.pieces.last_mut() {
                Some(piece) => piece.points.push(point),
                None => self.pieces.push(Piece { points: vec![point], curved: false }),
            }
        }
    }

    pub(super) fn curve_to(&mut self, point: Point) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.curved = true;
        }
        self.points += 1;
        if self.points < POINTS {
            self.pieces.push(Piece { points: vec![point], curved: true });
        }
    }

    pub(super) fn close(&mut self) {
        let first = self.pieces.last().filter(|piece| !piece.curved).and_then(|piece| piece.points.first());
        if let Some(first) = first.copied() {
            self.line_to(first);
        }
    }

    /// What the path covers.
    pub(super) fn area(&self) -> Option<Area> {
        let mut areas = self.pieces.iter().filter_map(|piece| Area::of(&piece.points));
        let first = areas.next()?;
        Some(areas.fold(first, |all, area| Area {
            left: all.left.min(area.left),
            top: all.top.min(area.top),
            right: all.right.max(area.right),
            bottom: all.bottom.max(area.bottom),
        }))
    }

    /// The lines along which a pen of this width goes.
    pub(super) fn stroke(&self, width: i64, clip: Area, out: &mut Lines) {
        if POINTS <= self.points {
            return;
        }
        for pair in self.pieces.iter().flat_map(|piece| piece.points.windows(2)) {
            let Some(area) = Area::of(pair) else { continue };
            if THIN < width {
                // So thick a line is a bar.
                let half = width / 2;
                let (across, down) = area.size();
                let (x, y) = if across < down { (half, 0) } else { (0, half) };
                let bar = Area {
                    left: area.left - x,
                    top: area.top - y,
                    right: area.right + x,
                    bottom: area.bottom + y,
                };
                out.edges(bar.within(clip), true);
            } else {
                straight(area.within(clip), LEAN, false, out);
            }
        }
    }

    /// The lines that a filled path is: itself, where it is thin, else the edges of a rectangle.
    pub(super) fn fill(&self, clip: Area, out: &mut Lines) {
        if POINTS <= self.points {
            return;
        }
        for piece in self.pieces.iter().filter(|piece| !piece.curved && 2 < piece.points.len()) {
            let Some(whole) = Area::of(&piece.points) else { continue };
            let (across, down) = whole.size();
            let near = |value: i64, edge: i64| (value - edge).abs() <= LEAN;
            let corners = piece.points.iter().all(|(x, y)| {
                (near(*x, whole.left) || near(*x, whole.right))
                    && (near(*y, whole.top) || near(*y, whole.bottom))
            });
            if across.min(down) <= THIN {
                straight(whole.within(clip), THIN, false, out);
            } else if corners && piece.points.len() <= 6 {
                out.shade(whole.within(clip));
                out.edges(whole.within(clip), true);
            }
        }
    }
}

/// A level or upright line; a dot is a piece of both.
fn straight(area: Area, lean: i64, filled: bool, out: &mut Lines) {
    let (across, down) = area.size();
    if across < 0 || down < 0 {
        return;
    }
    if down <= lean && (down <= across) {
        let at = area.top + down / 2;
        out.level(Line { at, from: area.left, to: area.right, filled });
    }
    if across <= lean && (across <= down) {
        let at = area.left + across / 2;
        out.upright(Line { at, from: area.top, to: area.bottom, filled });
    }
}

impl Lines {
    /// The four edges of a box.
    fn edges(&mut self, area: Area, filled: bool) {
        let (across, down) = area.size();
        if across <= 0 || down <= 0 {
            return;
        }
        for at in [area.top, area.bottom] {
            self.level(Line { at, from: area.left, to: area.right, filled });
        }
        for at in [area.left, area.right] {
            self.upright(Line { at, from: area.top, to: area.bottom, filled });
        }
    }
}
