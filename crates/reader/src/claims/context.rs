//! What section a passage stands in: instrument, indicator, part.

use std::collections::BTreeSet;

use domain::framework::{Catalogue, Framework};

use super::codes::{Around, Items};
use super::names::{self, Names};
use crate::layout::{Block, Content};

/// What is looked up while reading one document.
#[derive(Debug)]
pub(crate) struct Lookup<'f> {
    pub framework: &'f Framework,
    pub names: Names,
    pub items: Items,
}

impl<'f> Lookup<'f> {
    pub(crate) fn new(framework: &'f Framework, catalogue: &Catalogue) -> Lookup<'f> {
        Lookup { framework, names: Names::new(framework, catalogue), items: Items::new(framework) }
    }

    /// The instrument of an indicator.
    pub(crate) fn instrument_of(&self, indicator: u8) -> Option<&'f str> {
        let at = self.framework.indicator(indicator)?;
        let instrument = self.framework.indicators.get(at)?.instrument;
        self.framework.instruments.get(instrument).map(|instrument| instrument.code.as_str())
    }
}

/// The section a passage stands in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Section {
    pub instrument: Option<String>,
    pub indicator: Option<u8>,
    pub part: Option<String>,
    /// The nearest heading that is none of the three.
    pub heading: String,
}

impl Section {
    pub(crate) fn around(&self) -> Around<'_> {
        Around { instrument: self.instrument.as_deref(), indicator: self.indicator }
    }

    /// Goes on to a block.
    pub(crate) fn enter(&mut self, block: &Block, lookup: &Lookup<'_>) {
        match &block.content {
            Content::Heading(text) => {
                // The title of an instrument ends the section of an indicator, also of its own.
                if is_instrument(text) {
                    self.indicator = None;
                }
                let mut known = false;
                for line in text.lines() {
                    known |= self.line(line, lookup);
                }
                if !known {
                    self.indicator = None;
                    self.part = None;
                    self.heading = text.replace('\n', " ");
                }
            }
            Content::Paragraph(text) => {
                let first = text.lines().next().unwrap_or_default();
                if !lists_indicators(text, lookup) {
                    self.line(first, lookup);
                }
                if text.lines().count() <= 2 && text.chars().count() < 140 && self.heading.is_empty() {
                    self.heading = text.replace('\n', " ");
                }
            }
            Content::Table(_) => {}
        }
    }

    /// Reads a line that may open a section; answers whether it does.
    pub(crate) fn line(&mut self, line: &str, lookup: &Lookup<'_>) -> bool {
        let mut known = false;
        if let Some(part) = names::part(line, lookup.framework) {
            self.part = Some(part);
            known = true;
        }
        let is_sub = thai::fold_for_match(&line.chars().take(30).collect::<String>()).contains("ตัวชี้วัดย่อย");
        let marked = |line: &str| line.chars().take(30).collect::<String>().contains("ตัวชี้วัด");
        let hit = if is_sub {
            None
        } else {
            lookup.names.indicator(line).filter(|hit| marked(line) || hit.distance * 8 <= 16)
        };
        let instrument = names::instrument(line);
        if let Some(hit) = hit.filter(|_| marked(line) || line.chars().count() < 60) {
            if self.indicator != Some(hit.number) {
                self.part = None;
            }
            self.indicator = Some(hit.number);
            self.instrument = lookup.instrument_of(hit.number).map(str::to_owned);
            return true;
        }
        if let Some(instrument) = instrument.filter(|_| !is_sub) {
            if self.instrument.as_deref() != Some(instrument) {
                self.indicator = None;
                if !known {
                    self.part = None;
                }
            }
            self.instrument = Some(instrument.to_owned());
            known = true;
        }
        known || is_sub
    }
}

/// Whether a heading is the title of an instrument: "1.1 แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)".
fn is_instrument(text: &str) -> bool {
    let is_number = |c: char| {
        c.is_ascii_digit()
            || thai::digits::is_thai_digit(c)
            || c.is_whitespace()
            || matches!(c, '.' | '(' | ')')
    };
    let title = text.trim_start_matches(is_number);
    (title.starts_with("แบบวัด") || title.starts_with("แบบตรวจ")) && names::instrument(title).is_some()
}

/// Whether lines of a text name one indicator after the other, as the labels of a chart do: it opens the section of none.
fn lists_indicators(text: &str, lookup: &Lookup<'_>) -> bool {
    const MANY: usize = 3;
    let named = |line: &str| lookup.names.indicator(line).filter(|hit| hit.named).map(|hit| hit.number);
    let mut lines = text.lines();
    let Some(first) = lines.next().filter(|_| MANY <= text.lines().count()).and_then(named) else {
        return false;
    };
    let others: BTreeSet<u8> = lines.filter_map(named).filter(|number| *number != first).collect();
    MANY <= others.len() + 1
}
