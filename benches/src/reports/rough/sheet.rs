//! Blocks as they are written, with the scores that they print.

use documents::model::{Align, Block, Cell, Column, Content, ParagraphStyle, Row, Run, Table};
use domain::Score;

use crate::reports::truth::{Spot, Statement, Within};

/// A document in the making: one section.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    blocks: Vec<Block>,
    statements: Vec<Statement>,
}

impl Sheet {
    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    pub(super) fn heading(&mut self, level: u8, text: String) {
        self.push(Block::Heading { level, text });
    }

    pub(super) fn say(&mut self, text: String) {
        self.push(Block::Paragraph { style: ParagraphStyle::Body, runs: vec![Run::plain(text)] });
    }

    /// A paragraph that prints a score.
    pub(super) fn tell(&mut self, key: impl Into<String>, score: Score, text: String) {
        let spot = Spot { section: 0, block: self.blocks.len(), within: Within::Text };
        self.statements.push(Statement { key: key.into(), score, spot });
        self.say(text);
    }

    /// A heading that prints a score.
    pub(super) fn head_with(&mut self, key: String, score: Score, text: String) {
        let spot = Spot { section: 0, block: self.blocks.len(), within: Within::Text };
        self.statements.push(Statement { key, score, spot });
        self.heading(3, text);
    }

    /// A table of which some cells print scores: row and column.
    pub(super) fn table(&mut self, table: Table, printed: Vec<(String, Score, usize, usize)>) {
        let block = self.blocks.len();
        self.statements.extend(printed.into_iter().map(|(key, score, row, cell)| Statement {
            key,
            score,
            spot: Spot { section: 0, block, within: Within::Cell(row, cell) },
        }));
        self.push(Block::Table(table));
    }

    pub(super) fn done(self) -> (Vec<Block>, Vec<Statement>) {
        (self.blocks, self.statements)
    }
}

/// A table by keys, headings and widths of its columns.
pub(super) fn table(name: &str, columns: &[(&str, String, u16)], body: Vec<Vec<Cell>>) -> Table {
    Table {
        caption: None,
        name: name.to_owned(),
        columns: columns
            .iter()
            .map(|(key, _, width)| Column { key: (*key).to_owned(), width: *width, align: Align::Left })
            .collect(),
        head: vec![Row::new(columns.iter().map(|(_, heading, _)| Cell::text(heading.clone())).collect())],
        body: body.into_iter().map(Row::new).collect(),
    }
}

/// Several lines in a cell; numbered ones are steps.
pub(super) fn lines(lines: Vec<String>, numbered: bool) -> Cell {
    Cell::new(if numbered { Content::Steps(lines) } else { Content::Text(lines) })
}
