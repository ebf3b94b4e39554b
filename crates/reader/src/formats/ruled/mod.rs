//! The lines that are drawn on the pages of a PDF, and the tables whose cells they bound.
//!
//! [`Gathering`] reads the lines beside the program that reads the words; [`tables`] makes grids of the lines of a
//! page and puts the words into their cells. Lengths are thousandths of a point from the page's upper left corner,
//! as the words have them. A file whose lines cannot be read simply has none: its tables are then found by gaps.

mod cells;
mod frame;
mod grid;
mod matrix;
mod merge;
mod path;
mod tokens;
mod walk;
mod weight;
mod wraps;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

pub(super) use cells::{Columns, Ruled, tables};
pub(super) use weight::{PACKED, is_light};

use crate::limits::Limits;

/// Pieces of lines on one page; a page with more is a map or a picture, not a table.
const PIECES: usize = 40_000;

/// Filled areas of one page that are kept.
const SHADES: usize = 2_000;

/// A level or an upright line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Height of a level line, distance from the left of an upright one.
    pub at: i64,
    /// Where it begins: left or top.
    pub from: i64,
    /// Where it ends.
    pub to: i64,
    /// Whether it is only the edge of a filled area.
    pub filled: bool,
}

/// The lines of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Lines {
    /// Width and height of the page.
    pub size: (i64, i64),
    /// From left to right.
    pub level: Vec<Line>,
    /// From top to bottom.
    pub upright: Vec<Line>,
    /// Areas that are filled: the ground behind headings.
    pub shades: Vec<path::Area>,
}

impl Lines {
    fn level(&mut self, line: Line) {
        if self.level.len() < PIECES {
            self.level.push(line);
        }
    }

    fn upright(&mut self, line: Line) {
        if self.upright.len() < PIECES {
            self.upright.push(line);
        }
    }

    fn shade(&mut self, area: path::Area) {
        if self.shades.len() < SHADES {
            self.shades.push(area);
        }
    }

    /// Whether there is more than a table can have.
    fn is_picture(&self) -> bool {
        PIECES <= self.level.len() || PIECES <= self.upright.len()
    }
}

/// The reading of lines, under way.
#[derive(Debug)]
pub(super) struct Gathering {
    pages: Receiver<Vec<Lines>>,
    stop: Arc<AtomicBool>,
}

impl Gathering {
    /// Begins to read the lines of a PDF.
    pub(super) fn begin(bytes: &[u8], limits: &Limits) -> Gathering {
        let (send, pages) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let (owned, own_limits, own_stop) = (bytes.to_vec(), *limits, Arc::clone(&stop));
        // The library may loop or trip over a crafted file: it works by itself, and is waited for only so long.
        std::thread::spawn(move || {
            let read = catch_unwind(AssertUnwindSafe(|| walk::pages(&owned, &own_limits, &own_stop)));
            let _ = send.send(read.unwrap_or_default());
        });
        Gathering { pages, stop }
    }

    /// The lines of each page; nothing when they cannot be read, or not in this time.
    pub(super) fn end(self, time: Duration) -> Vec<Lines> {
        self.pages.recv_timeout(time).unwrap_or_default()
    }
}

impl Drop for Gathering {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}
