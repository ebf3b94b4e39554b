//! Word files: paragraphs, headings, tables with merged cells.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::markup;
use super::packed::Packed;
use crate::layout::{Builder, Format, RawCell, RawRow};
use crate::limits::Limits;
use crate::problem::ReadProblem;

const DOCUMENT: &str = "word/document.xml";

/// What a packed file without a telling name is.
///
/// # Errors
/// When it is neither a Word file nor a workbook.
pub(super) fn packed_form(bytes: &[u8]) -> Result<Format, ReadProblem> {
    let packed = Packed::open(bytes, "DOCX/XLSX", &Limits::default())?;
    if packed.has(DOCUMENT) {
        Ok(Format::Docx)
    } else if packed.has("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else {
        Err(ReadProblem::broken("DOCX/XLSX", "zip"))
    }
}

/// Reads a Word file.
///
/// # Errors
/// When it is damaged or a limit is passed.
pub(super) fn read(bytes: &[u8], limits: &Limits, builder: &mut Builder) -> Result<(), ReadProblem> {
    let part = Packed::open(bytes, "DOCX", limits)?.part(DOCUMENT)?;
    let text = std::str::from_utf8(&part).map_err(|error| ReadProblem::broken("DOCX", &error.to_string()))?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut state = State::new(builder);
    let mut depth = 0_usize;
    loop {
        state.builder.in_time()?;
        let event = reader
            .read_event()
            .map_err(|error| ReadProblem::broken("DOCX", &error.to_string()).at(DOCUMENT))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if limits.depth < depth {
                    return Err(ReadProblem::too_large("ความลึกของ XML", "depth of the XML").at(DOCUMENT));
                }
                state.open(&start)?;
            }
            Event::Empty(start) => {
                state.open(&start)?;
                state.close(local(start.name().as_ref()))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                state.close(local(end.name().as_ref()))?;
            }
            Event::Text(text) => state.say(&text),
            Event::CData(text) => state.say(&text),
            // Entities of the file's own are not looked up, so that none can grow.
            Event::GeneralRef(name) => state.say(&markup::entities(&format!("&{};", &*name))),
            Event::Eof => break,
            _ => {}
        }
    }
    state.end()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

struct State<'b> {
    builder: &'b mut Builder,
    /// Text of the open paragraph outside tables.
    text: String,
    heading: bool,
    listed: bool,
    in_text: bool,
    /// Copies for old programs, and what only fields and drawings say.
    hidden: usize,
    tables: usize,
    rows: Vec<RawRow>,
}

impl<'b> State<'b> {
    fn new(builder: &'b mut Builder) -> State<'b> {
        State {
            builder,
            text: String::new(),
            heading: false,
            listed: false,
            in_text: false,
            hidden: 0,
            tables: 0,
            rows: Vec::new(),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ReadProblem> {
        let name = start.name();
        let name = local(name.as_ref());
        if self.hidden != 0 || matches!(name, "Fallback" | "del" | "instrText" | "delText") {
            self.hidden += 1;
            return Ok(());
        }
        let value = |name: &str| -> Option<String> {
            let attribute = start.try_get_attribute(name).ok().flatten()?;
            Some(markup::entities(&attribute.value))
        };
        match name {
            "t" => self.in_text = true,
            "tab" if !self.in_properties() => self.put("\t"),
            "br" | "cr" if value("w:type").as_deref() == Some("page") && self.tables == 0 => {
                self.end_paragraph()?
            }
            "br" | "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            "pStyle" => {
                let style = value("w:val").unwrap_or_default().to_ascii_lowercase();
                self.heading =
                    style.starts_with("heading") || style.starts_with("title") || style.contains("หัวเรื่อง");
            }
            "outlineLvl" => self.heading = true,
            "numPr" => self.listed = true,
            "tbl" => {
                if self.tables == 0 {
                    self.end_paragraph()?;
                }
                self.tables += 1;
            }
            "tr" if self.tables == 1 => self.rows.push(RawRow::default()),
            "tc" if self.tables == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(RawCell::of(""));
                }
            }
            "tblHeader" if self.tables == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.heading = true;
                }
            }
            "gridSpan" => {
                let span = value("w:val").and_then(|span| span.parse().ok()).unwrap_or(1);
                if let Some(cell) = self.cell() {
                    cell.columns = span;
                }
            }
            "vMerge" => {
                let begins = value("w:val").as_deref() == Some("restart");
                if let Some(cell) = self.cell() {
                    cell.from_above = !begins;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A tab stop in the properties of a paragraph is no tab in its text; it stands before any text.
    fn in_properties(&self) -> bool {
        let text = if self.tables == 0 { self.text.as_str() } else { self.last_cell_text() };
        text.is_empty() || text.ends_with('\n')
    }

    fn last_cell_text(&self) -> &str {
        self.rows.last().and_then(|row| row.cells.last()).map_or("", |cell| cell.text.as_str())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadProblem> {
        if self.hidden != 0 {
            self.hidden -= 1;
            return Ok(());
        }
        match name {
            "t" => self.in_text = false,
            "p" if self.tables == 0 => self.end_paragraph()?,
            "p" => {
                self.listed = false;
                self.heading = false;
                self.put("\n");
            }
            "tbl" if self.tables == 1 => {
                self.tables = 0;
                let rows = std::mem::take(&mut self.rows);
                self.builder.table(None, rows)?;
            }
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self) -> Option<&mut RawCell> {
        if self.tables == 1 { self.rows.last_mut()?.cells.last_mut() } else { None }
    }

    fn say(&mut self, text: &str) {
        if !self.in_text || self.hidden != 0 {
            return;
        }
        // A number that Word counts is not in the text; a mark keeps the items apart.
        if std::mem::take(&mut self.listed) {
            self.put("- ");
        }
        self.put(text);
    }

    fn put(&mut self, text: &str) {
        let to = if self.tables == 0 {
            Some(&mut self.text)
        } else {
            self.rows.last_mut().and_then(|row| row.cells.last_mut()).map(|cell| &mut cell.text)
        };
        if let Some(to) = to {
            to.push_str(text);
        }
    }

    fn end_paragraph(&mut self) -> Result<(), ReadProblem> {
        let text = std::mem::take(&mut self.text);
        let heading = std::mem::take(&mut self.heading);
        self.listed = false;
        if heading { self.builder.heading(None, &text) } else { self.builder.paragraph(None, &text) }
    }

    fn end(mut self) -> Result<(), ReadProblem> {
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            self.builder.table(None, rows)?;
        }
        self.tables = 0;
        self.end_paragraph()
    }
}
