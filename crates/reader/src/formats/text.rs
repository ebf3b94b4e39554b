//! Plain text and Markdown, with the bits of HTML that text recognition leaves: tables by tabs, by `|` or by spaces.

use super::{html, markup, paragraphs, spaced};
use crate::layout::{Builder, RawCell, RawRow};
use crate::problem::ReadProblem;

/// Reads a text.
///
/// # Errors
/// When a limit is passed.
pub(super) fn read(text: &str, builder: &mut Builder) -> Result<(), ReadProblem> {
    let paged = text.contains('\u{C}');
    if paged {
        builder.page()?;
    }
    let mut reader = Reader {
        builder,
        lines_are_paragraphs: paragraphs::are_lines(text),
        paragraph: Vec::new(),
        raw: Vec::new(),
        table: Chunk::default(),
        width: 0,
        spaced: None,
    };
    let mut lines = text.split('\n').enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        reader.builder.in_time()?;
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let mut line = line.trim_end_matches('\r');
        while let Some((before, after)) = line.split_once('\u{C}') {
            reader.line(number, before)?;
            reader.end()?;
            reader.builder.page()?;
            line = after;
        }
        if has_tag(line, "<table") {
            let mut whole = line.to_owned();
            let mut closed = has_tag(line, "</table");
            while !closed {
                let Some((_, next)) = lines.next() else { break };
                closed = has_tag(next, "</table");
                whole.push('\n');
                whole.push_str(next);
            }
            reader.end()?;
            html::fragment(&whole, Some(number), reader.builder)?;
            continue;
        }
        let mut joined = String::new();
        if is_open(line) {
            joined.push_str(line);
            for _ in 0..40 {
                if !is_open(&joined) || lines.peek().is_none_or(|(_, next)| next.trim().is_empty()) {
                    break;
                }
                joined.push('\n');
                joined.push_str(lines.next().map_or("", |(_, next)| next));
            }
            line = &joined;
        }
        // A line within a cell: what follows is a row again.
        let next = lines.peek().map_or("", |(_, next)| next);
        if reader.table.takes(line, next) {
            continue;
        }
        reader.line(number, line)?;
    }
    reader.end()
}

struct Reader<'b> {
    builder: &'b mut Builder,
    /// Whether no paragraph of the text goes over several lines.
    lines_are_paragraphs: bool,
    paragraph: Vec<(u32, String)>,
    /// The same lines with all their spaces.
    raw: Vec<(u32, String)>,
    table: Chunk,
    /// Columns of the table that ended last, while nothing else came after it.
    width: usize,
    /// Columns of the table by spaces that ended last, while nothing else came after it.
    spaced: Option<spaced::Columns>,
}

impl Reader<'_> {
    fn line(&mut self, number: u32, line: &str) -> Result<(), ReadProblem> {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            return self.end();
        }
        // The lower part of a row that a page cut has nothing but empty cells and a text. One tab alone indents.
        let carries_on =
            line.starts_with('\t') && 2 < self.width && line.matches('\t').count() + 1 == self.width;
        if let Some(row) = cells(line, carries_on || !self.table.rows.is_empty()) {
            self.end_paragraph()?;
            self.table.row(number, row);
            return Ok(());
        }
        self.end_table()?;
        self.width = 0;
        let marks = trimmed.len() - trimmed.trim_start_matches('#').len();
        if 0 < marks && marks <= 6 {
            self.end_paragraph()?;
            self.spaced = None;
            return self.builder.heading(Some(number), &markup::plain(trimmed.trim_start_matches('#')));
        }
        let bold = trimmed.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
        if let Some(bold) = bold.filter(|bold| !bold.contains("**") && bold.chars().count() < 160) {
            self.end_paragraph()?;
            self.spaced = None;
            return self.builder.heading(Some(number), &markup::plain(bold));
        }
        self.paragraph.push((number, markup::plain(&trimmed.replace("**", ""))));
        self.raw.push((number, line.to_owned()));
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReadProblem> {
        self.end_table()?;
        self.end_paragraph()
    }

    fn end_paragraph(&mut self) -> Result<(), ReadProblem> {
        let lines = std::mem::take(&mut self.paragraph);
        let raw = std::mem::take(&mut self.raw);
        if raw.is_empty() {
            return Ok(());
        }
        if let Some((rows, columns)) = spaced::rows(&raw, self.spaced.take()) {
            self.spaced = Some(columns);
            let line = rows.first().and_then(|row| row.line);
            return self.builder.table(line, rows);
        }
        let mut starts = vec![0];
        starts.extend(paragraphs::beginnings(&raw, self.lines_are_paragraphs));
        starts.push(lines.len());
        for pair in starts.windows(2) {
            let Some(lines) = pair.first().zip(pair.get(1)).and_then(|(from, to)| lines.get(*from..*to))
            else {
                continue;
            };
            let Some(&(number, _)) = lines.first() else { continue };
            let text = lines.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
            self.builder.paragraph(Some(number), &text)?;
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadProblem> {
        let rows = std::mem::take(&mut self.table).rows;
        let Some(line) = rows.first().and_then(|row| row.line) else { return Ok(()) };
        self.spaced = None;
        self.width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        self.builder.table(Some(line), rows)
    }
}

/// Rows that follow each other without a blank line.
#[derive(Default)]
struct Chunk {
    rows: Vec<RawRow>,
}

impl Chunk {
    fn row(&mut self, line: u32, cells: Vec<String>) {
        let cells = cells.into_iter().map(|cell| RawCell::of(markup::plain(&cell))).collect();
        self.rows.push(RawRow { line: Some(line), heading: false, cells, ..RawRow::default() });
    }

    /// Whether a line carries on the last cell of the last row.
    fn takes(&mut self, line: &str, next: &str) -> bool {
        let width = self.rows.first().map_or(0, |row| row.cells.len());
        if line.trim().is_empty() || line.contains('|') {
            return false;
        }
        let Some(row) = self.rows.last_mut().filter(|row| 1 < row.cells.len()) else { return false };
        let mut more = line.split('\t');
        let count = line.matches('\t').count();
        let fills = row.cells.len() + count == width && row.cells.len() < width;
        let within = count == 0 && 1 < next.matches('\t').count();
        if !fills && !within {
            return false;
        }
        if let (Some(last), Some(first)) = (row.cells.last_mut(), more.next()) {
            last.text = format!("{}\n{}", last.text, markup::plain(first));
        }
        row.cells.extend(more.map(|cell| RawCell::of(markup::plain(cell))));
        true
    }
}

/// The cells of a line that is a row of a table.
fn cells(line: &str, in_table: bool) -> Option<Vec<String>> {
    let trimmed = line.trim();
    let bars = trimmed.matches('|').count();
    if 2 <= bars && (trimmed.starts_with('|') || trimmed.ends_with('|') || in_table || 3 <= bars) {
        let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        return Some(inner.split('|').map(|cell| cell.trim().to_owned()).collect());
    }
    // A tab before the text indents a paragraph; between texts it divides cells.
    let inner = line.trim_matches(|c: char| c == '\t' || c == ' ').contains('\t');
    let blank_cells = in_table && line.contains('\t');
    (inner || blank_cells).then(|| line.split('\t').map(|cell| cell.trim().to_owned()).collect())
}

fn has_tag(text: &str, tag: &str) -> bool {
    text.contains('<') && text.to_ascii_lowercase().contains(tag)
}

/// Whether a cell's paragraph was opened and not closed on the line.
fn is_open(line: &str) -> bool {
    line.contains('\t') && line.matches("</p>").count() < line.matches("<p>").count()
}
