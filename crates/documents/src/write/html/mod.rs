//! HTML: one page that stands alone, reads well on a telephone and prints like the other formats.
//!
//! Style, font and emblem are inside; there is no script, and the page's own policy forbids loading anything.
//! The markup is also well-formed XML, so that programs can read it.

mod assets;
mod blocks;
mod chart;
mod escape;
mod memo;
mod table;

use thai::DigitStyle;

use self::escape::{attribute, css_string, text};
use super::{WriteError, WriteOptions};
use crate::model::{Block, Document, Orientation, Section};

/// Writes the document as one HTML page in UTF-8.
///
/// # Errors
/// None so far; the result is that of all writers.
pub fn write(document: &Document, options: &WriteOptions<'_>) -> Result<Vec<u8>, WriteError> {
    let shown = document.printed();
    let emblem = options.emblem.map(assets::data_uri);
    let mut page = Page {
        document: &shown,
        emblem,
        out: String::new(),
        headings: 0,
        tables: 0,
        charts: 0,
        last_heading: String::new(),
        has_title: has_title(&shown),
    };
    page.head();
    page.body();
    Ok(page.out.into_bytes())
}

/// The page as it grows.
struct Page<'a> {
    /// In the digits that are read.
    document: &'a Document,
    /// The emblem as an address that holds it.
    emblem: Option<String>,
    out: String,
    headings: usize,
    tables: usize,
    charts: usize,
    /// Names a table without a caption to those who do not see the page.
    last_heading: String,
    /// Whether a cover or a heading is the title of the page, so that a memo need not be.
    has_title: bool,
}

fn has_title(document: &Document) -> bool {
    let mut blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.any(|block| matches!(block, Block::Cover(_) | Block::Heading { level: 1, .. }))
}

impl Page<'_> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn thai_digits(&self) -> bool {
        self.document.digits == DigitStyle::Thai
    }

    fn head(&mut self) {
        let document = self.document;
        let head = format!(
            "<!DOCTYPE html>\n<html lang=\"th\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             img-src data:; font-src data:\"/>\n<meta name=\"generator\" content=\"prongsai\"/>\n\
             <meta name=\"author\" content=\"{}\"/>\n<meta name=\"dcterms.date\" content=\"{}\"/>\n\
             <title>{}</title>\n<style>\n{}{}{}{}</style>\n</head>\n",
            attribute(&document.agency),
            document.date,
            text(&document.title),
            *assets::FONTS,
            assets::STYLE,
            measures(document),
            pages(document),
        );
        self.push(&head);
    }

    fn body(&mut self) {
        self.push(if self.document.draft { "<body class=\"draft\">\n" } else { "<body>\n" });
        if self.document.draft {
            self.push("<div class=\"draft-mark\" aria-hidden=\"true\">ร่าง</div>\n");
        }
        self.push("<main>\n");
        for (number, section) in self.document.sections.iter().enumerate() {
            let lies = match section.orientation {
                Orientation::Portrait => "portrait",
                Orientation::Landscape => "landscape",
            };
            self.push(&format!("<div class=\"sheet {lies}\" style=\"page: s{number}\">\n"));
            if self.document.draft {
                self.push("<p class=\"draft-note\">ร่าง</p>\n");
            }
            section.blocks.iter().for_each(|block| self.block(block));
            self.push("</div>\n");
        }
        self.push("</main>\n</body>\n</html>\n");
    }
}

/// Tenths of a millimetre.
fn millimetres(tenths: u16) -> String {
    format!("{}.{}mm", tenths / 10, tenths % 10)
}

/// Points of Sarabun that look like so many half points of TH Sarabun New: two thirds.
fn points(half_points: u16) -> String {
    let hundredths = u32::from(half_points) * 100 / 3;
    format!("{}.{:02}pt", hundredths / 100, hundredths % 100)
}

/// The measures of the document as variables of the style.
fn measures(document: &Document) -> String {
    let page = &document.page;
    format!(
        ":root {{ --left: {}; --right: {}; --indent: {}; --text: {}; --table: {}; --memo-title: {}; \
         --memo-label: {}; --memo-emblem: {}; --cover-emblem: {}; }}\n",
        millimetres(page.left),
        millimetres(page.right),
        millimetres(page.indent),
        points(page.text_size),
        points(page.table_size),
        points(page.memo_title_size),
        points(page.memo_label_size),
        millimetres(page.memo_emblem),
        millimetres(page.cover_emblem),
    )
}

/// What printed pages look like, section by section: paper, margins, running head and number.
fn pages(document: &Document) -> String {
    let page = &document.page;
    let [top, right, bottom, left] = [page.top, page.right, page.bottom, page.left].map(millimetres);
    let style = match document.digits {
        DigitStyle::Ascii => "decimal",
        DigitStyle::Thai => "thai",
    };
    let one = |(number, section): (usize, &Section)| {
        let lies = match section.orientation {
            Orientation::Portrait => "portrait",
            Orientation::Landscape => "landscape",
        };
        let mut boxes = String::new();
        let font = "font: 10pt Sarabun, sans-serif; vertical-align: bottom; padding-bottom: 4mm;";
        if let Some(head) = &section.running_head {
            boxes += &format!(" @top-left {{ content: {}; width: 80%; {font} }}", css_string(head));
        }
        if section.numbered {
            boxes += &format!(" @top-right {{ content: counter(page, {style}); {font} }}");
        }
        format!("@page s{number} {{ size: A4 {lies}; margin: {top} {right} {bottom} {left};{boxes} }}\n")
    };
    document.sections.iter().enumerate().map(one).collect()
}
