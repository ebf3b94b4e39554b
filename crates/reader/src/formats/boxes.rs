//! From the boxes of words on a page to paragraphs and tables. Lengths are thousandths of a point.

use std::cell::OnceCell;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ruled::{self, Columns, Lines, Ruled};
use super::{columns, markup};
use crate::deadline::Deadline;
use crate::layout::{Builder, Cut, begins_item, is_page_mark, seam};
use crate::problem::ReadProblem;

/// A stretch of a line without a wide gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub left: i64,
    pub right: i64,
    pub top: i64,
    pub bottom: i64,
    pub text: String,
}

impl Segment {
    pub(super) fn height(&self) -> i64 {
        (self.bottom - self.top).max(1)
    }

    pub(super) fn middle(&self) -> i64 {
        (self.top + self.bottom) / 2
    }
}

/// A page with its words in the helper's order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Page {
    pub words: Vec<Segment>,
    /// Width and height.
    pub size: (i64, i64),
}

/// Stretches at one height.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Band {
    /// Stretches without a gap wider than a space.
    pub segments: Vec<Segment>,
    /// What stands without any gap.
    pub words: Vec<Segment>,
    /// Whether it is a row of headings, once that was asked: it is asked again for every line above it.
    pub heading: OnceCell<bool>,
}

impl Band {
    pub(super) fn top(&self) -> i64 {
        self.segments.iter().map(|segment| segment.top).min().unwrap_or(0)
    }

    pub(super) fn bottom(&self) -> i64 {
        self.segments.iter().map(|segment| segment.bottom).max().unwrap_or(0)
    }

    pub(super) fn text(&self) -> String {
        self.segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The pages of `pdftotext -bbox-layout`.
///
/// # Errors
/// When the answer is no XML, or the time is over.
pub(super) fn pages(xml: &str, deadline: Deadline) -> Result<Vec<Page>, ReadProblem> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut pages: Vec<Page> = Vec::new();
    let mut word: Option<Segment> = None;
    loop {
        let event = reader.read_event().map_err(|error| ReadProblem::broken("PDF", &error.to_string()))?;
        match event {
            Event::Start(start) => match start.name().as_ref() {
                "page" => pages.push(sized(&start)),
                "line" => deadline.check()?,
                "word" => word = Some(boxed(&start)),
                _ => {}
            },
            Event::Empty(start) if start.name().as_ref() == "page" => pages.push(sized(&start)),
            Event::Text(text) => {
                if let Some(word) = &mut word {
                    word.text.push_str(&text);
                }
            }
            Event::GeneralRef(name) => {
                if let Some(word) = &mut word {
                    word.text.push_str(&markup::entities(&format!("&{};", &*name)));
                }
            }
            Event::End(end) if end.name().as_ref() == "word" => {
                let word = word.take().filter(|word| !word.text.trim().is_empty());
                if let Some((page, word)) = pages.last_mut().zip(word) {
                    page.words.push(word);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(pages)
}

fn length(start: &BytesStart<'_>, name: &str) -> i64 {
    let value = start.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.into_owned());
    value.map_or(0, |value| thousandths(&value))
}

fn sized(start: &BytesStart<'_>) -> Page {
    Page { words: Vec::new(), size: (length(start, "width"), length(start, "height")) }
}

fn boxed(start: &BytesStart<'_>) -> Segment {
    let side = |name: &str| length(start, name);
    Segment {
        left: side("xMin"),
        right: side("xMax"),
        top: side("yMin"),
        bottom: side("yMax"),
        text: String::new(),
    }
}

/// "72.024000" in thousandths, without a binary fraction.
fn thousandths(text: &str) -> i64 {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let negative = whole.starts_with('-');
    let whole: i64 = whole.trim_start_matches('-').parse().unwrap_or(0);
    let padded: String = places.chars().chain("000".chars()).take(3).collect();
    let value = whole.clamp(0, 1_000_000) * 1_000 + padded.parse::<i64>().unwrap_or(0);
    if negative { -value } else { value }
}

/// Words that stand at one height, joined to stretches, from the top down, each band from the left.
pub(super) fn bands(page: &Page) -> Vec<Band> {
    let mut words: Vec<Segment> = Vec::with_capacity(page.words.len());
    let (marks, letters): (Vec<&Segment>, Vec<&Segment>) = page.words.iter().partition(|word| is_mark(word));
    words.extend(letters.into_iter().cloned());
    for mark in marks {
        attach(mark, &mut words);
    }
    words.sort_by_key(|word| (word.middle(), word.left));
    let mut bands: Vec<Band> = Vec::new();
    for word in words {
        let fits = bands.last().and_then(|band| band.segments.first()).is_some_and(|first| {
            (word.middle() - first.middle()).abs() * 2 < first.height().min(word.height())
        });
        match bands.last_mut().filter(|_| fits) {
            Some(band) => band.segments.push(word),
            None => bands.push(Band { segments: vec![word], ..Band::default() }),
        }
    }
    for band in &mut bands {
        band.segments.sort_by_key(|word| word.left);
        band.words = joined(band.segments.clone(), TOUCHING);
        band.segments = joined(std::mem::take(&mut band.segments), SPACE);
    }
    bands
}

/// A mark of no width that a font sets apart from its letter.
fn is_mark(word: &Segment) -> bool {
    word.right - word.left < 500 && word.text.chars().all(thai::script::is_mark)
}

/// Puts a mark behind the word that ends where it stands.
fn attach(mark: &Segment, words: &mut [Segment]) {
    let near = words.iter_mut().filter(|word| (word.middle() - mark.middle()).abs() * 2 < word.height());
    let best = near.min_by_key(|word| (word.right - mark.left).abs());
    if let Some(word) = best.filter(|word| (word.right - mark.left).abs() * 3 < word.height()) {
        word.text.push_str(&mark.text);
    }
}

/// Widest gap between letters that touch, and widest space, in hundredths of the height of the line.
const TOUCHING: i64 = 12;
const SPACE: i64 = 30;

/// Words of a band from the left: without a space where the gap is none, parted where it is wider than a space.
fn joined(words: Vec<Segment>, widest: i64) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    for word in words {
        let gap = |last: &Segment| (word.left - last.right) * 100 / last.height();
        match out.last_mut() {
            Some(last) if gap(last) <= widest => {
                if TOUCHING < gap(last) {
                    last.text.push(' ');
                }
                last.text.push_str(&word.text);
                last.right = last.right.max(word.right);
                last.top = last.top.min(word.top);
                last.bottom = last.bottom.max(word.bottom);
            }
            _ => out.push(word),
        }
    }
    out
}

/// Reads all pages; `lines` are those that are drawn on each of them, or nothing when they are not known.
///
/// # Errors
/// When a limit is passed.
pub(super) fn read(pages: &[Page], lines: &[Lines], builder: &mut Builder) -> Result<(), ReadProblem> {
    let bare = Lines::default();
    let known = pages.len() == lines.len();
    let mut columns: Option<Columns> = None;
    let mut parted: Vec<Parted> = Vec::with_capacity(pages.len());
    // As far down as any table reaches there is room on every page of that size.
    let mut feet: HashMap<(i64, i64), i64> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        builder.in_time()?;
        let lines = lines.get(at).filter(|_| known).unwrap_or(&bare);
        let (tables, rest) = ruled::tables(page.clone(), lines, columns.as_ref());
        columns = tables.last().map(|table| table.columns.clone());
        let foot = feet.entry(rest.size).or_default();
        *foot = tables.iter().map(|table| table.bottom).fold(*foot, i64::max);
        parted.push(Parted { bands: bands(&rest), size: rest.size, tables });
    }
    let running = running(&parted);
    let mut open = Open::default();
    let mut above: Option<Columns> = None;
    for (number, Parted { tables, mut bands, size }) in parted.into_iter().enumerate() {
        if title_above(&bands, tables.first(), above.as_ref(), number) {
            bands.remove(0);
        }
        above = tables.last().map(|table| table.columns.clone());
        let foot = feet.get(&size).copied().unwrap_or(0);
        builder.page()?;
        let count = bands.len();
        let mut at = 0;
        bands.retain(|band| {
            at += 1;
            let edge = at <= 2 || count < at + 2;
            !(edge && running.contains_key(&mark(band)))
        });
        open = whole_page(tables, &bands, open, foot, builder)?;
    }
    Ok(())
}

/// A page with its drawn tables apart.
struct Parted {
    tables: Vec<Ruled>,
    /// What stands in none of them.
    bands: Vec<Band>,
    size: (i64, i64),
}

/// Lines that may stay free at the foot of a page although a row goes on: lines of a paragraph are kept together.
const ROOM: i64 = 8;

/// What is not ended at the foot of a page.
#[derive(Debug, Default)]
struct Open {
    /// The columns of a table found by gaps: they hold on at the head of the next page.
    edges: Option<Vec<i64>>,
    /// Whether a row of a drawn table was cut.
    row: Cut,
}

/// Reads a page: its drawn tables, and between them what is found by gaps.
fn whole_page(
    tables: Vec<Ruled>,
    bands: &[Band],
    mut open: Open,
    foot: i64,
    builder: &mut Builder,
) -> Result<Open, ReadProblem> {
    let mut rest = bands;
    for mut table in tables {
        let above = rest.iter().take_while(|band| band.top() < table.top).count();
        let (text, below) = rest.split_at(above);
        rest = below;
        if !text.iter().all(|band| is_page_mark(&band.text())) {
            open.row = Cut::Unknown;
        }
        page(text, open.edges.take(), builder)?;
        if let Some(row) = table.rows.first_mut() {
            row.cut = if table.open_above { Cut::Surely } else { std::mem::take(&mut open.row) };
        }
        builder.table(None, table.rows)?;
        open.row = if table.open_below {
            Cut::Surely
        } else if foot < table.bottom + table.line * ROOM {
            Cut::Perhaps(table.room)
        } else {
            Cut::Unknown
        };
    }
    if !rest.iter().all(|band| is_page_mark(&band.text())) {
        open.row = Cut::Unknown;
    }
    let edges = page(rest, open.edges.take(), builder)?;
    Ok(Open { edges, row: open.row })
}

/// Whether a page begins with its title and number and goes on with the table of the page before.
fn title_above(bands: &[Band], next: Option<&Ruled>, above: Option<&Columns>, page: usize) -> bool {
    let (Some(first), Some(next), Some(above)) = (bands.first(), next, above) else { return false };
    let alone = bands.iter().take_while(|band| band.top() < next.top).count() == 1;
    let number = page_number(&first.text()).and_then(|number| usize::try_from(number).ok());
    alone && next.columns == *above && number.is_some_and(|number| (page..=page + 1).contains(&number))
}

/// Lines at the edge of three pages or more that differ in digits only: titles and page numbers; of two pages that
/// follow each other when they are long, stand at one height and count the pages.
fn running(pages: &[Parted]) -> HashMap<String, usize> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut last: HashMap<String, (usize, i64, i64)> = HashMap::new();
    let mut counted: Vec<String> = Vec::new();
    for (at, Parted { bands, .. }) in pages.iter().enumerate() {
        let edges = bands.iter().take(2).chain(bands.iter().skip(2).rev().take(2));
        for band in edges.filter(|band| band.segments.len() <= 2) {
            let mark = mark(band);
            *counts.entry(mark.clone()).or_insert(0) += 1;
            let Some(number) = page_number(&band.text()) else { continue };
            let before = last.insert(mark.clone(), (at, band.top(), number));
            let follows = before.is_some_and(|(page, top, other)| {
                page + 1 == at && (top - band.top()).abs() < 3_000 && other + 1 == number
            });
            if follows && LONG < mark.chars().count() {
                counted.push(mark);
            }
        }
    }
    counts.retain(|mark, count| (3 <= *count && pages.len() <= *count * 2) || counted.contains(mark));
    counts
}

/// Letters of a title that is told from a short heading with a number.
const LONG: usize = 15;

/// The number with which a line ends or begins.
fn page_number(text: &str) -> Option<i64> {
    let ascii = thai::digits::to_ascii(text.trim());
    let words = || ascii.split_whitespace();
    words().next_back().and_then(|word| word.parse().ok()).or_else(|| words().next()?.parse().ok())
}

fn mark(band: &Band) -> String {
    let folded = thai::fold_for_match(&band.text());
    folded.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>().replace("00", "0")
}

/// Reads text and tables that no lines bound; answers where the columns of a table part that reaches the foot.
fn page(
    bands: &[Band],
    mut open: Option<Vec<i64>>,
    builder: &mut Builder,
) -> Result<Option<Vec<i64>>, ReadProblem> {
    let mut at = 0;
    let mut text: Vec<&Band> = Vec::new();
    let mut last = None;
    while let Some(rest) = bands.get(at..).filter(|rest| !rest.is_empty()) {
        builder.in_time()?;
        let carried = open.take().and_then(|edges| columns::carried(rest, &edges));
        let found = carried.or_else(|| match columns::headings(rest) {
            Some((0, size)) => columns::headed(rest, size),
            _ => columns::bare(rest),
        });
        match found {
            Some(found) => {
                paragraphs(&std::mem::take(&mut text), builder)?;
                builder.table(None, found.rows)?;
                at += found.bands.max(1);
                last = Some(found.edges).filter(|_| bands.len() <= at);
            }
            None => {
                text.extend(rest.first());
                at += 1;
            }
        }
    }
    paragraphs(&text, builder)?;
    Ok(last)
}

/// Lines become paragraphs where the gap is wide, the line before ended early, or a number begins.
fn paragraphs(lines: &[&Band], builder: &mut Builder) -> Result<(), ReadProblem> {
    let right = lines.iter().flat_map(|band| &band.segments).map(|segment| segment.right).max().unwrap_or(0);
    let left = lines.iter().flat_map(|band| &band.segments).map(|segment| segment.left).min().unwrap_or(0);
    let mut open = String::new();
    let mut last: Option<&Band> = None;
    for &band in lines {
        let height = band.segments.iter().map(Segment::height).max().unwrap_or(1);
        let begins = last.is_none_or(|last| {
            let gap = band.top() - last.bottom();
            let short = last.segments.last().is_some_and(|end| (right - end.right) * 4 > right - left);
            let indented = |band: &Band| band.segments.first().map_or(0, |first| first.left);
            // The lines of a list's item stand behind its number or sign.
            let moved = indented(last) + height / 2 < indented(band) && !begins_item(&last.text());
            height * 7 < gap * 10 || short || moved
        });
        if begins && !open.is_empty() {
            builder.paragraph(None, &std::mem::take(&mut open))?;
        }
        let text = band.text();
        if !open.is_empty() {
            // What stands in columns, as beside a chart, is no running text.
            let columns = last.is_some_and(|last| 1 < last.segments.len()) || 1 < band.segments.len();
            open.push_str(if columns { "\n" } else { seam(&open, &text) });
        }
        open.push_str(&text);
        last = Some(band);
    }
    builder.paragraph(None, &open)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Deadline, pages, thousandths};

    #[test]
    fn boxes_of_words() {
        assert_eq!(thousandths("72.0240"), 72_024);
        assert_eq!(thousandths("-1.5"), -1_500);
        let xml = "<doc><page><flow><block><line>\
            <word xMin=\"10.0\" yMin=\"0\" xMax=\"20.5\" yMax=\"10\">ก</word>\
            <word xMin=\"23.0\" yMin=\"0\" xMax=\"30.0\" yMax=\"10\">ข&amp;</word>\
            <word xMin=\"60.0\" yMin=\"0\" xMax=\"70.0\" yMax=\"10\">ค</word></line></block></flow></page></doc>";
        let pages = pages(xml, Deadline::after(Duration::from_secs(9))).unwrap();
        let bands = super::bands(&pages[0]);
        let texts: Vec<_> = bands[0].segments.iter().map(|segment| segment.text.as_str()).collect();
        assert_eq!(texts, ["ก ข&", "ค"]);
    }
}
