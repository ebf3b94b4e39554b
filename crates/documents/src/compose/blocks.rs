//! Blocks of a layout, one after the other.

use minijinja::{Value, context};

use super::records::{order_values, value_fits};
use super::{ComposeError, Composer, Frame};
use crate::layout::block::{CoverLayout, EachLayout, EachOf, HeadingLayout, ListLayout, TextLayout};
use crate::layout::{BlockLayout, Placed};
use crate::model::{Block, Cover, List, ParagraphStyle, Run};
use crate::rows::source;
use crate::texts::{Piece, pieces};

impl Composer<'_, '_> {
    pub(super) fn blocks(&mut self, placed: &[Placed], frame: &Frame) -> Result<Vec<Block>, ComposeError> {
        let mut blocks = Vec::new();
        for Placed { key, when, block } in placed {
            if let Some(when) = when
                && !self.holds(&format!("{key}.when"), when, frame)?
            {
                continue;
            }
            self.block(key, block, frame, &mut blocks)?;
        }
        Ok(blocks)
    }

    fn block(
        &mut self,
        key: &str,
        block: &BlockLayout,
        frame: &Frame,
        out: &mut Vec<Block>,
    ) -> Result<(), ComposeError> {
        match block {
            BlockLayout::Cover(cover) => out.push(self.cover(key, cover, frame)?),
            BlockLayout::Contents(contents) => {
                out.push(Block::Contents { heading: self.line(key, &contents.heading, frame)? });
            }
            BlockLayout::Heading(heading) => out.extend(self.heading(key, heading, frame)?),
            BlockLayout::Text(text) => self.text(key, text, frame, out)?,
            BlockLayout::Table(table) => out.extend(self.table(key, table, frame)?),
            BlockLayout::Chart(chart) => out.extend(self.chart(key, chart, frame)?.map(Block::Chart)),
            BlockLayout::List(list) => out.extend(self.list(key, list, frame)?),
            BlockLayout::MemoHead(head) => out.push(Block::MemoHead(self.memo_head(key, head, frame)?)),
            BlockLayout::Signature(signature) => {
                out.push(Block::Signature(self.signature(key, signature, frame)?));
            }
            BlockLayout::Opinions(opinions) => {
                out.extend(self.opinions(key, opinions, frame)?.into_iter().map(Block::Opinion));
            }
            BlockLayout::PageBreak => {
                // A break before anything or after another would be an empty page.
                if !matches!(out.last(), None | Some(Block::PageBreak)) {
                    out.push(Block::PageBreak);
                }
            }
            BlockLayout::Each(each) => self.each(key, each, frame, out)?,
        }
        Ok(())
    }

    fn cover(&self, key: &str, cover: &CoverLayout, frame: &Frame) -> Result<Block, ComposeError> {
        let lines = |name: &str, templates: &[String]| -> Result<Vec<String>, ComposeError> {
            let mut lines = Vec::new();
            for (at, template) in templates.iter().enumerate() {
                lines.push(self.line(&format!("{key}.{name}[{}]", at + 1), template, frame)?);
            }
            lines.retain(|line| !line.is_empty());
            Ok(lines)
        };
        let (title, foot) = (lines("title", &cover.title)?, lines("foot", &cover.foot)?);
        Ok(Block::Cover(Cover { title, foot, emblem: cover.emblem }))
    }

    fn heading(
        &self,
        key: &str,
        heading: &HeadingLayout,
        frame: &Frame,
    ) -> Result<Option<Block>, ComposeError> {
        let text = self.line(&format!("{key}.text"), &heading.text, frame)?;
        Ok((!text.is_empty()).then(|| Block::heading(heading.level, text)))
    }

    fn text(
        &self,
        key: &str,
        text: &TextLayout,
        frame: &Frame,
        out: &mut Vec<Block>,
    ) -> Result<(), ComposeError> {
        let Some(source) = self.layout.texts.get(&text.name) else { return Ok(()) };
        let filled = self.layout.engine.render(source, &frame.context).map_err(|problem| {
            let line = problem.line;
            match self.failed(key, problem) {
                ComposeError::Text(mut failed) => {
                    failed.file = format!("{} ({}.txt)", failed.file, text.name);
                    failed.line = line;
                    ComposeError::Text(failed)
                }
                other => other,
            }
        })?;
        out.extend(pieces(&filled).into_iter().map(|piece| match piece {
            Piece::Paragraph(paragraph) => Block::paragraph(text.style, spaced(&paragraph)),
            Piece::List(ordered, items) => {
                let items = items.iter().map(|item| vec![Run::plain(spaced(item))]).collect();
                Block::List(List { ordered, items })
            }
        }));
        Ok(())
    }

    fn list(&self, key: &str, list: &ListLayout, frame: &Frame) -> Result<Option<Block>, ComposeError> {
        let Some(source) = source(&list.of) else { return Ok(None) };
        let records =
            self.records(key, source, list.filter.as_deref(), list.order.as_deref(), list.limit, frame)?;
        let mut items = Vec::new();
        for record in &records {
            let values = super::records::texts_of(source, record);
            let context = context! { ..values, ..frame.context.clone() };
            let text = self.fill(&format!("{key}.text"), &list.text, &context)?;
            if !text.is_empty() {
                items.push(vec![Run::plain(text)]);
            }
        }
        if !items.is_empty() {
            return Ok(Some(Block::List(List { ordered: list.ordered, items })));
        }
        self.instead(key, list.empty.as_ref(), frame)
    }

    /// What is printed instead of a table or list without entries.
    pub(super) fn instead(
        &self,
        key: &str,
        empty: Option<&String>,
        frame: &Frame,
    ) -> Result<Option<Block>, ComposeError> {
        let Some(empty) = empty else { return Ok(None) };
        let text = self.line(&format!("{key}.empty"), empty, frame)?;
        Ok((!text.is_empty()).then(|| Block::paragraph(ParagraphStyle::Body, text)))
    }

    fn each(
        &mut self,
        key: &str,
        each: &EachLayout,
        frame: &Frame,
        out: &mut Vec<Block>,
    ) -> Result<(), ComposeError> {
        let mut things = self.things().of(each.of);
        things.retain(|thing| thing.within.is_in(&frame.within));
        if each.of == EachOf::Parts && frame.within.indicator.is_none() {
            things.retain(|thing| thing.within.indicator.is_none());
        }
        if let Some(filter) = &each.filter {
            let mut kept = Vec::new();
            for thing in things {
                if value_fits(&self.layout.engine, filter, &thing.value, &frame.context)
                    .map_err(|problem| self.failed(&format!("{key}.where"), problem))?
                {
                    kept.push(thing);
                }
            }
            things = kept;
        }
        if let Some(order) = &each.order {
            order_values(&mut things, order, |thing, name| thing.value.get_attr(name).unwrap_or_default());
        }
        for (at, thing) in things.into_iter().enumerate() {
            let this = context! { index => at + 1, ..thing.value };
            let inner = frame.inside(&thing.within, this);
            let blocks = self.blocks(&each.blocks, &inner)?;
            out.extend(blocks);
        }
        Ok(())
    }
}

/// Doubled spaces as one; a template's conditions leave some.
fn spaced(text: &str) -> String {
    super::one_line(text)
}

/// Whether a value is there.
pub(super) fn is_there(value: &Value) -> bool {
    !value.is_none() && !value.is_undefined()
}
