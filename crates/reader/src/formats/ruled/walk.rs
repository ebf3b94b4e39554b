//! Walks along what a page draws and notes the lines; text, pictures and shades are passed over.

use std::sync::atomic::{AtomicBool, Ordering};

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::Lines;
use super::frame::{self, Frame};
use super::matrix::{Matrix, ONE, Point};
use super::path::{Area, Path};
use super::tokens::{Token, Tokens};
use super::weight::{PACKED, is_light};
use crate::limits::Limits;

/// Forms within each other.
const FORMS: usize = 8;
/// States that are kept aside.
const STATES: usize = 128;
/// Most numbers before an operator; an operator for drawing takes six.
const OPERANDS: usize = 12;
/// Bytes of what one page or form draws.
const STREAM: usize = 16 << 20;

/// The lines of every page, in order; nothing when the file cannot be opened.
pub(super) fn pages(bytes: &[u8], limits: &Limits, stop: &AtomicBool) -> Vec<Lines> {
    if !is_light(bytes) {
        return Vec::new();
    }
    let most = usize::try_from(limits.unpacked).unwrap_or(usize::MAX).min(PACKED);
    let options =
        LoadOptions { max_decompressed_size: Some(most), filter: Some(light), ..LoadOptions::default() };
    let Ok(document) = Document::load_mem_with_options(bytes, options) else { return Vec::new() };
    if document.is_encrypted() {
        return Vec::new();
    }
    let mut walk = Walk {
        document: &document,
        stop,
        drawn: limits.drawn,
        bytes: usize::try_from(limits.unpacked).unwrap_or(usize::MAX),
        lines: Lines::default(),
    };
    let most = usize::try_from(limits.pages).unwrap_or(usize::MAX);
    document.page_iter().take(most).map(|page| walk.page(page)).collect()
}

/// Drops what draws no line: pictures and fonts are most of a file.
fn light(id: (u32, u16), object: &mut Object) -> Option<((u32, u16), Object)> {
    let Object::Stream(stream) = object else { return Some((id, object.clone())) };
    let picture = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
    if picture || stream.dict.has(b"Length1") {
        // Not empty, since the library would read an empty stream once more.
        stream.content = vec![b' '];
    }
    // A stream is changed where it is; only objects that are packed together are taken from the answer.
    Some((id, Object::Null))
}

struct Walk<'a> {
    document: &'a Document,
    stop: &'a AtomicBool,
    /// Operators that may still be looked at.
    drawn: usize,
    /// Bytes that may still be unpacked.
    bytes: usize,
    lines: Lines,
}

/// What `q` keeps and `Q` brings back.
#[derive(Debug, Clone, Copy)]
struct State {
    matrix: Matrix,
    clip: Area,
    width: i64,
    /// Whether the pen, and whether the filling, is white and thus not seen on paper.
    white_pen: bool,
    white_fill: bool,
}

impl<'a> Walk<'a> {
    fn page(&mut self, page: lopdf::ObjectId) -> Lines {
        self.lines = Lines::default();
        let Some(Frame { matrix, size }) = frame::of(self.document, page) else { return Lines::default() };
        let Ok(content) = self.document.get_page_content_with_limit(page, self.bytes.min(STREAM)) else {
            return Lines::default();
        };
        self.bytes = self.bytes.saturating_sub(content.len());
        let clip = Area { left: 0, top: 0, right: size.0, bottom: size.1 };
        let state = State { matrix, clip, width: ONE, white_pen: false, white_fill: false };
        self.content(&content, frame::resources(self.document, page), state, FORMS);
        let lines = std::mem::take(&mut self.lines);
        if lines.is_picture() { Lines { size, ..Lines::default() } } else { Lines { size, ..lines } }
    }

    fn content(&mut self, content: &[u8], resources: Option<&'a Dictionary>, begin: State, forms: usize) {
        let mut state = begin;
        let mut aside: Vec<State> = Vec::new();
        let mut numbers: Vec<i64> = Vec::with_capacity(OPERANDS);
        let mut name: &[u8] = b"";
        let mut path = Path::default();
        let mut clips = false;
        for token in Tokens::new(content) {
            let operator = match token {
                Token::Number(number) => {
                    if numbers.len() < OPERANDS {
                        numbers.push(number);
                    }
                    continue;
                }
                Token::Name(found) => {
                    name = found;
                    continue;
                }
                Token::Other => continue,
                Token::Operator(operator) => operator,
            };
            let Some(left) = self.drawn.checked_sub(1).filter(|left| left % 1_024 != 0 || !self.is_stopped())
            else {
                return;
            };
            self.drawn = left;
            let on_page = |point: Point| {
                let (x, y) = state.matrix.apply(point);
                (x / 1_000, y / 1_000)
            };
            match (operator, numbers.as_slice()) {
                (b"q", _) if aside.len() < STATES => aside.push(state),
                (b"Q", _) => state = aside.pop().unwrap_or(state),
                (b"cm", &[a, b, c, d, e, f]) => state.matrix = Matrix([a, b, c, d, e, f]).then(state.matrix),
                (b"w", &[width]) => state.width = width,
                (b"m", &[x, y]) => path.move_to(on_page((x, y))),
                (b"l", &[x, y]) => path.line_to(on_page((x, y))),
                (b"c" | b"v" | b"y", &[.., x, y]) => path.curve_to(on_page((x, y))),
                (b"h", _) => path.close(),
                (b"re", &[x, y, width, height]) => {
                    let (right, top) = (x.saturating_add(width), y.saturating_add(height));
                    path.move_to(on_page((x, y)));
                    for corner in [(right, y), (right, top), (x, top), (x, y)] {
                        path.line_to(on_page(corner));
                    }
                }
                (b"W" | b"W*", _) => clips = true,
                (b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n", _) => {
                    if matches!(operator, b"s" | b"b" | b"b*") {
                        path.close();
                    }
                    self.paint(operator, &path, &state);
                    if let Some(area) = path.area().filter(|_| clips) {
                        state.clip = state.clip.within(area);
                    }
                    clips = false;
                    path.clear();
                }
                (b"g" | b"rg" | b"k" | b"sc" | b"scn", colour) => {
                    state.white_fill = is_white(operator, colour)
                }
                (b"G" | b"RG" | b"K" | b"SC" | b"SCN", colour) => {
                    state.white_pen = is_white(operator, colour)
                }
                (b"cs", _) => state.white_fill = false,
                (b"CS", _) => state.white_pen = false,
                (b"Do", _) => self.form(name, resources, state, forms),
                _ => {}
            }
            numbers.clear();
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn paint(&mut self, operator: &[u8], path: &Path, state: &State) {
        if matches!(operator, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") && !state.white_pen {
            let width = state.matrix.scaled(state.width) / 1_000;
            path.stroke(width, state.clip, &mut self.lines);
        }
        if !matches!(operator, b"S" | b"s" | b"n") && !state.white_fill {
            path.fill(state.clip, &mut self.lines);
        }
    }

    fn form(&mut self, name: &[u8], resources: Option<&'a Dictionary>, state: State, forms: usize) {
        let document = self.document;
        let Some(left) = forms.checked_sub(1) else { return };
        let stream = resources
            .and_then(|resources| frame::resolved(document, resources.get(b"XObject").ok()?)?.as_dict().ok())
            .and_then(|forms| frame::resolved(document, forms.get(name).ok()?)?.as_stream().ok());
        let Some(stream) = stream else { return };
        let form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
        // An empty answer is charged too, else empty forms could be asked for without end.
        self.drawn = self.drawn.saturating_sub(100);
        if !form || self.drawn == 0 {
            return;
        }
        let Ok(content) = stream.decompressed_content_with_limit(self.bytes.min(STREAM)) else { return };
        self.bytes = self.bytes.saturating_sub(content.len());
        let own = stream.dict.get(b"Resources").ok();
        let own = own.and_then(|own| frame::resolved(document, own)?.as_dict().ok());
        let state = State { matrix: frame::matrix(document, &stream.dict).then(state.matrix), ..state };
        self.content(&content, own.or(resources), state, left);
    }
}

/// Whether a colour is the paper's.
fn is_white(operator: &[u8], colour: &[i64]) -> bool {
    let all = |value: i64| colour.iter().all(|part| *part == value);
    match (operator, colour.len()) {
        (b"k" | b"K", 4) => all(0),
        (b"sc" | b"scn" | b"SC" | b"SCN", 4) => all(0),
        (_, 1 | 3) => all(ONE),
        _ => false,
    }
}
