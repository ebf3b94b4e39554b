//! The first sheet: the whole text in its order, one block a row, with links to tables and charts.

use rust_xlsxwriter::{Format, FormatAlign, Image, Url, Worksheet};

use super::super::WriteError;
use super::super::text::{clean, joined};
use super::style::Style;
use super::{Part, TEXT_SHEET, long, sheet};
use crate::emblem::{Emblem, EmblemFormat};
use crate::model::{Block, Cover, Document, List, MemoHead, Opinion, ParagraphStyle, Run, Signature};

/// Begins a line that leads to another sheet.
const SEE: &str = "ดูที่แผ่นงาน";
/// Where something will be written by hand.
const DOTS: &str = "................................................................";
/// Letters in a row. A single column is never scaled to the page, so it leaves some room for wider fonts.
const WIDTH: u32 = 72;

/// The sheet as it grows.
pub(super) struct Words<'a> {
    document: &'a Document,
    style: &'a Style,
    emblem: Option<&'a Emblem>,
    parts: &'a [Part<'a>],
    sheet: Worksheet,
    /// The next row.
    row: usize,
    /// Rows of the contents that wait for the row of their heading.
    links: Vec<(usize, usize, String)>,
    headings: usize,
}

impl<'a> Words<'a> {
    pub(super) fn new(
        document: &'a Document,
        style: &'a Style,
        emblem: Option<&'a Emblem>,
        parts: &'a [Part<'a>],
    ) -> Words<'a> {
        let sheet = Worksheet::new();
        Words { document, style, emblem, parts, sheet, row: 0, links: Vec::new(), headings: 0 }
    }

    /// Writes all blocks.
    pub(super) fn write(&mut self) -> Result<(), WriteError> {
        self.sheet = sheet::new(self.document, TEXT_SHEET, None)?;
        self.sheet.set_column_width(0, WIDTH)?;
        if self.document.draft {
            self.line("ร่าง", &self.style.stamp())?;
        }
        for (number, section) in self.document.sections.iter().enumerate() {
            if 0 < number {
                self.row += 1;
            }
            for block in &section.blocks {
                self.block(block)?;
            }
        }
        Ok(())
    }

    /// The finished sheet.
    pub(super) fn finish(self) -> Worksheet {
        self.sheet
    }

    fn line(&mut self, text: &str, format: &Format) -> Result<(), WriteError> {
        self.sized(text, format, self.style.text_size())
    }

    /// A line of another size; its row is as high as the text needs.
    fn sized(&mut self, text: &str, format: &Format, size: u16) -> Result<(), WriteError> {
        for piece in long::pieces(text) {
            let rows = self.make_room(&piece, format, size)?;
            if !piece.is_empty() {
                self.sheet.write_string_with_format(sheet::row(self.row)?, 0, &piece, format)?;
            }
            self.row += rows;
        }
        Ok(())
    }

    /// Makes rows as high as a text needs; answers how many it took.
    fn make_room(&mut self, text: &str, format: &Format, size: u16) -> Result<usize, WriteError> {
        // Larger letters fill a line sooner.
        let width = usize::try_from(WIDTH).unwrap_or(72) * 14 / usize::from(size.max(1));
        let height = sheet::height(text, width, size);
        let rows = height.div_ceil(sheet::MOST_HEIGHT).max(1);
        for row in self.row..self.row + rows {
            self.sheet.set_row_height(sheet::row(row)?, sheet::points(height.div_ceil(rows)))?;
        }
        if 1 < rows {
            self.sheet.merge_range(
                sheet::row(self.row)?,
                0,
                sheet::row(self.row + rows - 1)?,
                0,
                "",
                format,
            )?;
        }
        Ok(rows)
    }

    /// Text of which some parts are bold.
    fn runs(&mut self, runs: &[Run], format: &Format) -> Result<(), WriteError> {
        let (plain, bold) = (self.style.text(), self.style.bold());
        let pieces: Vec<(String, bool)> = runs
            .iter()
            .map(|run| (clean(&run.text), run.bold))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let all = joined(runs);
        let is_mixed = pieces.iter().any(|(_, bold)| *bold) && pieces.iter().any(|(_, bold)| !*bold);
        if !is_mixed || 32_000 < all.encode_utf16().count() {
            let is_bold = pieces.iter().any(|(_, bold)| *bold) && !is_mixed;
            let format = if is_bold { format.clone().set_bold() } else { format.clone() };
            return self.line(&all, &format);
        }
        let rich: Vec<(&Format, &str)> = pieces
            .iter()
            .map(|(text, is_bold)| (if *is_bold { &bold } else { &plain }, text.as_str()))
            .collect();
        let rows = self.make_room(&all, format, self.style.text_size())?;
        self.sheet.write_rich_string_with_format(sheet::row(self.row)?, 0, &rich, format)?;
        self.row += rows;
        Ok(())
    }

    fn block(&mut self, block: &'a Block) -> Result<(), WriteError> {
        match block {
            Block::Cover(cover) => self.cover(cover),
            Block::Contents { heading } => self.contents(heading),
            Block::Heading { level, text } => {
                self.row += 1;
                self.link_here(*level)?;
                self.sized(&clean(text), &self.style.heading(*level), self.style.text_size() + 4)
            }
            Block::Paragraph { style, runs } => {
                let format = match style {
                    ParagraphStyle::Body => self.style.text().set_indent(2),
                    ParagraphStyle::Flush => self.style.text(),
                    ParagraphStyle::Centered => self.style.centered(),
                    ParagraphStyle::Note => self.style.note(),
                };
                self.runs(runs, &format)
            }
            Block::List(list) => self.list(list),
            Block::Table(_) | Block::Chart(_) => self.see(block),
            Block::MemoHead(head) => self.memo_head(head),
            Block::Signature(signature) => self.signature(signature),
            Block::Opinion(opinion) => self.opinion(opinion),
            // Breaks by hand would keep programs from fitting the sheet to the width of the page.
            Block::PageBreak => {
                self.row += 1;
                Ok(())
            }
        }
    }

    fn cover(&mut self, cover: &Cover) -> Result<(), WriteError> {
        if cover.emblem {
            self.emblem(self.document.page.cover_emblem)?;
        }
        for (place, text) in cover.title.iter().enumerate() {
            let (format, size) = match place {
                0 => (self.style.title(), self.style.title_size()),
                _ => (self.style.heading(1).set_align(FormatAlign::Center), self.style.text_size() + 4),
            };
            self.sized(&clean(text), &format, size)?;
        }
        self.row += 1;
        for text in &cover.foot {
            self.line(&clean(text), &self.style.centered().set_bold())?;
        }
        Ok(())
    }

    /// The emblem in a row of its height; without a picture nothing.
    fn emblem(&mut self, height: u16) -> Result<(), WriteError> {
        let Some(emblem) = self.emblem.filter(|emblem| emblem.format() != EmblemFormat::Svg) else {
            return Ok(());
        };
        // 96 pixels to the inch.
        let tall = u32::from(height) * 96 / 254;
        let (width, full) = emblem.pixels();
        let wide = (u64::from(tall) * u64::from(width) / u64::from(full.max(1))).clamp(1, 640);
        let wide = u32::try_from(wide).unwrap_or(tall);
        let image = Image::new_from_buffer(emblem.bytes())?
            .set_scale_to_size(wide, tall, false)
            .set_alt_text(format!("ตราสัญลักษณ์ {}", clean(&self.document.agency)));
        let row = sheet::row(self.row)?;
        self.sheet.set_row_height_pixels(row, tall + 8)?;
        let offset = (WIDTH * 7 + 5).saturating_sub(wide) / 2;
        self.sheet.insert_image_with_offset(row, 0, &image, offset, 4)?;
        self.row += 1;
        Ok(())
    }

    fn contents(&mut self, heading: &str) -> Result<(), WriteError> {
        self.row += 1;
        self.line(&clean(heading), &self.style.heading(1).set_align(FormatAlign::Center))?;
        let blocks = self.document.sections.iter().flat_map(|section| &section.blocks);
        let headings = blocks.filter_map(|block| match block {
            Block::Heading { level, text } => Some((*level, clean(text))),
            _ => None,
        });
        let entries: Vec<(u8, String)> = headings.filter(|(level, _)| *level <= 2).collect();
        for (number, (level, text)) in entries.into_iter().enumerate() {
            self.links.push((number, self.row, text.clone()));
            self.line(&text, &self.style.link().set_indent(level.saturating_sub(1) * 2))?;
        }
        Ok(())
    }

    /// Leads the entry of the contents to the heading that comes in this row.
    fn link_here(&mut self, level: u8) -> Result<(), WriteError> {
        if 2 < level {
            return Ok(());
        }
        let here = format!("internal:'{TEXT_SHEET}'!A{}", self.row + 1);
        let entries = self.links.iter().filter(|(number, ..)| *number == self.headings);
        for (_, row, text) in entries {
            let short: String = text.chars().take(200).collect();
            if short.len() == text.len() {
                let format = self.style.link().set_indent(level.saturating_sub(1) * 2);
                self.sheet.write_url_with_format(
                    sheet::row(*row)?,
                    0,
                    Url::new(&here).set_text(&short),
                    &format,
                )?;
            }
        }
        self.headings += 1;
        Ok(())
    }

    fn list(&mut self, list: &List) -> Result<(), WriteError> {
        for (item, number) in list.items.iter().zip(1_usize..) {
            let mark =
                if list.ordered { format!("{}. ", self.document.show(&number)) } else { "– ".to_owned() };
            let runs: Vec<Run> = std::iter::once(Run::plain(mark)).chain(item.iter().cloned()).collect();
            self.runs(&runs, &self.style.text().set_indent(2))?;
        }
        Ok(())
    }

    /// Leads to the sheet of a table or a chart.
    fn see(&mut self, block: &Block) -> Result<(), WriteError> {
        let Some(part) = self.parts.iter().find(|part| std::ptr::eq(part.block, block)) else {
            return Ok(());
        };
        let name = &part.sheet;
        let place = format!("internal:'{}'!A1", name.replace('\'', "''"));
        let url = Url::new(place).set_text(format!("{SEE} “{name}”"));
        self.make_room(name, &self.style.link(), self.style.text_size())?;
        self.sheet.write_url_with_format(sheet::row(self.row)?, 0, url, &self.style.link())?;
        self.row += 1;
        Ok(())
    }

    fn memo_head(&mut self, head: &MemoHead) -> Result<(), WriteError> {
        for stamp in head.secrecy.iter().chain(&head.urgency) {
            self.line(&clean(stamp), &self.style.stamp())?;
        }
        self.emblem(self.document.page.memo_emblem)?;
        self.sized("บันทึกข้อความ", &self.style.title(), self.style.title_size())?;
        let fields = [
            ("ส่วนราชการ", &head.unit),
            ("ที่", &head.reference),
            ("วันที่", &head.date),
            ("เรื่อง", &head.subject),
            ("เรียน", &head.to),
        ];
        for (label, value) in fields {
            let value = value.clone().unwrap_or_else(|| DOTS.to_owned());
            let runs = [Run::bold(label), Run::plain(format!("  {value}"))];
            self.runs(&runs, &self.style.text())?;
        }
        Ok(())
    }

    fn signature(&mut self, signature: &Signature) -> Result<(), WriteError> {
        // The right half of the page.
        let format = self.style.centered().set_align(FormatAlign::Right).set_indent(6);
        self.row += 2;
        let name = signature.name.as_deref().map_or_else(|| DOTS.chars().take(40).collect(), clean);
        self.line(&format!("({name})"), &format)?;
        for text in signature.position.iter().chain(&signature.date) {
            self.line(&clean(text), &format)?;
        }
        Ok(())
    }

    fn opinion(&mut self, opinion: &Opinion) -> Result<(), WriteError> {
        self.row += 1;
        self.line(&clean(&opinion.heading), &self.style.bold())?;
        match &opinion.text {
            Some(text) => self.line(&clean(text), &self.style.text())?,
            None => {
                self.line(DOTS, &self.style.text())?;
                self.line(DOTS, &self.style.text())?;
            }
        }
        self.signature(&opinion.signature)
    }
}
