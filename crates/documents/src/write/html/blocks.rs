//! Covers, contents, headings, paragraphs and lists.

use super::Page;
use super::escape::{attribute, held, text};
use crate::model::{Block, Cover, List, ParagraphStyle, Run};

/// Longest term held together in a heading: it fits beside the margins of a telephone.
const HELD: usize = 22;
/// Longest term held together in running text.
pub(super) const HELD_IN_TEXT: usize = 14;

impl Page<'_> {
    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Cover(cover) => self.cover(cover),
            Block::Contents { heading } => self.contents(heading),
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph { style, runs } => self.paragraph(*style, runs),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::MemoHead(head) => self.memo_head(head),
            Block::Signature(signature) => self.signature(signature),
            Block::Opinion(opinion) => self.opinion(opinion),
            Block::PageBreak => self.push("<div class=\"page-break\"></div>\n"),
        }
    }

    /// The emblem or its empty place.
    pub(super) fn emblem(&mut self) {
        let picture = self.emblem.as_ref().map(|address| {
            let name = attribute(&self.document.agency);
            format!("<img src=\"{address}\" alt=\"ตราสัญลักษณ์ {name}\"/>")
        });
        let markup = format!("<div class=\"emblem\">{}</div>\n", picture.unwrap_or_default());
        self.push(&markup);
    }

    fn cover(&mut self, cover: &Cover) {
        self.push("<header class=\"cover\">\n<div class=\"title\">\n");
        if cover.emblem {
            self.emblem();
        }
        for (place, line) in cover.title.iter().enumerate() {
            let tag = if place == 0 { "h1" } else { "p" };
            self.push(&format!("<{tag}>{}</{tag}>\n", held(line, HELD)));
        }
        self.push("</div>\n<div class=\"foot\">\n");
        for line in &cover.foot {
            self.push(&format!("<p>{}</p>\n", held(line, HELD)));
        }
        self.push("</div>\n</header>\n");
    }

    fn contents(&mut self, heading: &str) {
        let blocks = self.document.sections.iter().flat_map(|section| &section.blocks);
        let headings = blocks.filter_map(|block| match block {
            Block::Heading { level, text } => Some((*level, text)),
            _ => None,
        });
        let entries = headings.zip(1_usize..).filter(|((level, _), _)| *level <= 2);
        let entry = |((level, line), number): ((u8, &String), usize)| {
            format!("<li class=\"level-{level}\"><a href=\"#h{number}\">{}</a></li>\n", text(line))
        };
        let list: String = entries.map(entry).collect();
        self.push(&format!(
            "<nav class=\"toc\" aria-labelledby=\"toc\">\n<h2 id=\"toc\">{}</h2>\n<ul>\n{list}</ul>\n</nav>\n",
            text(heading)
        ));
    }

    fn heading(&mut self, level: u8, line: &str) {
        self.headings += 1;
        line.clone_into(&mut self.last_heading);
        let level = level.clamp(1, 4);
        self.push(&format!("<h{level} id=\"h{}\">{}</h{level}>\n", self.headings, held(line, HELD)));
    }

    fn paragraph(&mut self, style: ParagraphStyle, runs: &[Run]) {
        let class = match style {
            ParagraphStyle::Body => "body",
            ParagraphStyle::Flush => "flush",
            ParagraphStyle::Centered => "centered",
            ParagraphStyle::Note => "note",
        };
        self.push(&format!("<p class=\"{class}\">{}</p>\n", inline(runs)));
    }

    fn list(&mut self, list: &List) {
        let (open, close) = match (list.ordered, self.thai_digits()) {
            (true, true) => ("<ol class=\"thai\">", "</ol>"),
            (true, false) => ("<ol>", "</ol>"),
            (false, _) => ("<ul>", "</ul>"),
        };
        let items: String = list.items.iter().map(|runs| format!("<li>{}</li>\n", inline(runs))).collect();
        self.push(&format!("{open}\n{items}{close}\n"));
    }
}

/// Runs as markup.
pub(super) fn inline(runs: &[Run]) -> String {
    let one = |run: &Run| {
        let markup = if run.verbatim { text(&run.text) } else { held(&run.text, HELD_IN_TEXT) };
        if run.bold { format!("<strong>{markup}</strong>") } else { markup }
    };
    runs.iter().map(one).collect()
}
