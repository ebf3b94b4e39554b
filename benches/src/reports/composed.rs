//! Reports of the crate `documents`, in every kind and layout.

use anyhow::{Result, anyhow};
use documents::Templates;
use documents::model::Block;

use super::case::Case;
use super::draw::at;
use super::{Draft, extras, truth};
use crate::nation::Random;

/// Composes one in a kind and layout that is drawn, with a few sentences more, as officers add them.
pub(super) fn draft(random: &mut Random, templates: &Templates, case: Case) -> Result<Draft> {
    let all: Vec<(&str, &str)> = documents::kinds()
        .iter()
        .flat_map(|kind| kind.layouts.iter().map(|(layout, _)| (kind.name, *layout)))
        .filter(|(_, layout)| *layout != "chains")
        .collect();
    let (kind, layout) = all[at(random, all.len())];
    let mut document = documents::compose(kind, Some(layout), &case.facts()?, templates)
        .map_err(|error| anyhow!("{kind}, {layout}: {error:?}"))?;
    // Behind the first table, where the figures are known.
    let spot = document.sections.iter().enumerate().find_map(|(section, blocks)| {
        let table = blocks.blocks.iter().position(|block| matches!(block, Block::Table(_)))?;
        Some((section, table + 1))
    });
    let shown = truth::statements(&document, &case).len();
    if let Some((section, block)) = spot.filter(|_| 10 <= shown) {
        let count = 1 + at(random, 3);
        let paragraphs = extras::paragraphs(random, &case, count);
        let blocks = &mut document.sections[section].blocks;
        blocks.splice(block..block, paragraphs);
    }
    let statements = truth::statements(&document, &case);
    Ok(Draft { case, document, statements, faults: Vec::new(), layout: format!("{kind}, {layout}") })
}
