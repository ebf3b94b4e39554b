//! Collects blocks from a format, within limits, with repaired text.

use domain::Text;

use super::{Block, Content, Cut, Format, Place, Remark, Source, join, rows};
use crate::deadline::Deadline;
use crate::limits::Limits;
use crate::problem::ReadProblem;
use crate::repair::{Repair, without_spaces_in_words, without_unknown_halves};

/// A cell as a format tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawCell {
    /// Its text.
    pub text: String,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// Whether it continues a cell above (Word's vertical merge).
    pub from_above: bool,
}

impl RawCell {
    /// A cell of one column and row.
    pub fn of(text: impl Into<String>) -> RawCell {
        RawCell { text: text.into(), columns: 1, rows: 1, from_above: false }
    }
}

/// A row as a format tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawRow {
    /// Line of the file.
    pub line: Option<u32>,
    /// Whether the format marks it as a heading.
    pub heading: bool,
    /// Whether a page cut the row above and this is the rest of it; told at the first row of a page.
    pub cut: Cut,
    /// Its cells.
    pub cells: Vec<RawCell>,
}

/// Collects a document block by block.
#[derive(Debug)]
pub struct Builder {
    limits: Limits,
    deadline: Deadline,
    source: Source,
    page: Option<u32>,
    cells: usize,
    cut: bool,
    repair: Option<Repair>,
    places: usize,
}

impl Builder {
    /// Nothing collected yet.
    pub fn new(format: Format, limits: &Limits) -> Builder {
        let source = Source { format, pages: 0, blocks: Vec::new(), remarks: Vec::new() };
        let deadline = Deadline::after(limits.time);
        Builder {
            limits: *limits,
            deadline,
            source,
            page: None,
            cells: 0,
            cut: false,
            repair: None,
            places: 0,
        }
    }

    /// The same with the end of a time that began earlier.
    pub(crate) fn until(self, deadline: Deadline) -> Builder {
        Builder { deadline, ..self }
    }

    /// Asked in every loop over what a file holds.
    ///
    /// # Errors
    /// When the time for the document is over.
    pub(crate) fn in_time(&self) -> Result<(), ReadProblem> {
        self.deadline.check()
    }

    /// The same for a document that was seen before and needs repair.
    pub(crate) fn repairing(self, repair: Repair) -> Builder {
        Builder { repair: Some(repair), ..self }
    }

    /// A page begins.
    ///
    /// # Errors
    /// When there are too many.
    pub fn page(&mut self) -> Result<(), ReadProblem> {
        self.in_time()?;
        let page = self.page.unwrap_or(0) + 1;
        if self.limits.pages < page {
            return Err(ReadProblem::too_large("จำนวนหน้า", "number of pages"));
        }
        self.page = Some(page);
        self.source.pages = page;
        Ok(())
    }

    /// A heading.
    ///
    /// # Errors
    /// When there are too many blocks.
    pub fn heading(&mut self, line: Option<u32>, text: &str) -> Result<(), ReadProblem> {
        let text = self.clean(text);
        if text.is_empty() { Ok(()) } else { self.push(line, Content::Heading(text)) }
    }

    /// Running text.
    ///
    /// # Errors
    /// When there are too many blocks.
    pub fn paragraph(&mut self, line: Option<u32>, text: &str) -> Result<(), ReadProblem> {
        let text = self.clean(text);
        if text.is_empty() {
            return Ok(());
        }
        let heading = rows::is_heading(&text);
        self.push(line, if heading { Content::Heading(text) } else { Content::Paragraph(text) })
    }

    /// A table, or the part of one that stands on a page.
    ///
    /// # Errors
    /// When there are too many cells or blocks.
    pub fn table(&mut self, line: Option<u32>, mut raw: Vec<RawRow>) -> Result<(), ReadProblem> {
        for row in &mut raw {
            self.in_time()?;
            for cell in &mut row.cells {
                cell.text = self.clean(&cell.text);
                cell.columns = cell.columns.clamp(1, 100);
            }
        }
        let count: usize = raw.iter().map(|row| row.cells.len()).sum();
        self.cells = self.cells.saturating_add(count);
        if self.limits.cells < self.cells {
            return Err(ReadProblem::too_large("จำนวนช่องของตาราง", "number of table cells"));
        }
        let place = self.place(line);
        match rows::table(raw, place) {
            // One column is a frame around text.
            Some(table) if table.columns == 1 => {
                let texts = table.headings.into_iter().flatten();
                let rows = table.rows.into_iter().flat_map(|row| row.cells).map(|cell| cell.text);
                texts.chain(rows).try_for_each(|text| self.paragraph(line, &text))
            }
            Some(table) => self.push(line, Content::Table(table)),
            None => Ok(()),
        }
    }

    /// A remark.
    pub fn remark(&mut self, code: &'static str, message: Text) {
        self.source.remarks.push(Remark { code, place: None, message });
    }

    /// The document, with tables joined over pages.
    pub fn finish(mut self) -> Source {
        if self.cut {
            let message = Text::new(
                "ข้อความบางตอนยาวเกินขีดจำกัด จึงอ่านเพียงส่วนต้น",
                "some text is longer than the limit; only its beginning was read",
            );
            self.remark("text-cut", message);
        }
        if 0 < self.places {
            let places = self.places;
            let message = Text::new(
                format!("ตัวอักษรในเอกสารเสียรูป (แบบอักษรของไฟล์ไม่บอกความหมาย) จึงซ่อมตามคำที่รู้จัก {places} แห่ง"),
                format!(
                    "letters of the document are spoilt (its font does not tell them); {places} places were repaired by known words"
                ),
            );
            self.remark("letters-repaired", message);
        }
        join::tables(&mut self.source);
        self.source
    }

    fn place(&self, line: Option<u32>) -> Place {
        Place { page: self.page, line, block: self.source.blocks.len(), row: None, column: None }
    }

    fn push(&mut self, line: Option<u32>, content: Content) -> Result<(), ReadProblem> {
        self.in_time()?;
        if self.limits.blocks <= self.source.blocks.len() {
            return Err(ReadProblem::too_large("จำนวนย่อหน้า", "number of paragraphs"));
        }
        let place = self.place(line);
        self.source.blocks.push(Block { place, content });
        Ok(())
    }

    /// Repaired, within the limit, without control characters or needless white space.
    fn clean(&mut self, text: &str) -> String {
        let mut end = text.len().min(self.limits.text);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.cut |= end < text.len();
        let kept = text.get(..end).unwrap_or_default();
        let plain: String = kept.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
        let mut repaired = thai::normalize::normalize(&without_unknown_halves(&plain)).text;
        if let Some(repair) = self.repair {
            let done = repair.apply(&repaired);
            self.places = self.places.saturating_add(done.places);
            repaired = thai::normalize::normalize(&done.text).text;
        }
        let repaired = without_spaces_in_words(&repaired);
        let lines = repaired.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}
