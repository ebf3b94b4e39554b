//! Changes to a draft that keep what is known of it in step.

use documents::model::{Block, Chart, Content, Document, Figure, Run};
use domain::Score;

use super::Draft;
use super::truth::{Spot, Statement, Within, plain};

/// Puts a block in, right behind the first table of the section that prints most scores; answers where.
pub fn insert(draft: &mut Draft, block: Block) -> Option<Spot> {
    let count = |section: usize| draft.statements.iter().filter(|one| one.spot.section == section).count();
    let section = (0..draft.document.sections.len()).max_by_key(|section| count(*section))?;
    let blocks = &mut draft.document.sections.get_mut(section)?.blocks;
    let table = blocks.iter().position(|block| matches!(block, Block::Table(_)));
    let at = table.map_or(blocks.len(), |table| table + 1);
    blocks.insert(at, block);
    for one in draft.statements.iter_mut().filter(|one| one.spot.section == section && at <= one.spot.block) {
        one.spot.block += 1;
    }
    Some(Spot { section, block: at, within: Within::Text })
}

/// Statements of a key.
pub fn of<'d>(draft: &'d Draft, key: &str) -> Vec<&'d Statement> {
    draft.statements.iter().filter(|one| one.key == key).collect()
}

/// Prints another score wherever that of a key is printed; `None`, and nothing changed, where the same
/// figure also stands where nobody knows of what it speaks.
pub fn set_score(draft: &mut Draft, key: &str, new: Score) -> Option<Score> {
    let old = of(draft, key).first()?.score;
    let known = draft.statements.iter().filter(|one| one.score == old).count();
    let own: Vec<Spot> = of(draft, key).iter().filter(|one| one.score == old).map(|one| one.spot).collect();
    if mentions(&draft.document, &old.to_string()) != known || old == new {
        return None;
    }
    for spot in &own {
        replace(&mut draft.document, *spot, &old.to_string(), &new.to_string());
    }
    for one in draft.statements.iter_mut().filter(|one| own.contains(&one.spot) && one.key == key) {
        one.score = new;
    }
    charts(&mut draft.document, old, new);
    Some(old)
}

fn charts(document: &mut Document, old: Score, new: Score) {
    let blocks = document.sections.iter_mut().flat_map(|section| &mut section.blocks);
    let charts = blocks.filter_map(|block| if let Block::Chart(chart) = block { Some(chart) } else { None });
    let values = charts.flat_map(|chart: &mut Chart| &mut chart.groups).flat_map(|group| &mut group.values);
    for value in values.filter(|value| **value == Some(Figure::from(old))) {
        *value = Some(Figure::from(new));
    }
}

/// How often a figure stands in the document, charts aside.
fn mentions(document: &Document, figure: &str) -> usize {
    texts(document).iter().map(|text| count(text, figure)).sum()
}

/// Every text of the document.
pub fn texts(document: &Document) -> Vec<String> {
    let mut all = Vec::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Heading { text, .. } => all.push(text.clone()),
            Block::Paragraph { runs, .. } => all.push(plain(runs)),
            Block::List(list) => all.extend(list.items.iter().map(|entry| plain(entry))),
            Block::Table(table) => {
                let cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
                all.extend(cells.map(|cell| super::truth::text(&cell.content)));
            }
            _ => {}
        }
    }
    all
}

fn count(text: &str, figure: &str) -> usize {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let whole = |at: &usize| {
        let before = text[..*at].chars().next_back().is_some_and(is_digit);
        let behind = text[at + figure.len()..].chars().next().is_some_and(|c| c.is_ascii_digit());
        !before && !behind
    };
    text.match_indices(figure).map(|(at, _)| at).filter(whole).count()
}

/// Replaces words in one place.
pub fn replace(document: &mut Document, spot: Spot, from: &str, to: &str) {
    let Some(block) = document.sections.get_mut(spot.section).and_then(|s| s.blocks.get_mut(spot.block))
    else {
        return;
    };
    match (block, spot.within) {
        (Block::Heading { text, .. }, _) => *text = text.replace(from, to),
        (Block::Paragraph { runs, .. }, _) => in_runs(runs, from, to),
        (Block::List(list), Within::Entry(at)) => {
            if let Some(entry) = list.items.get_mut(at) {
                in_runs(entry, from, to);
            }
        }
        (Block::Table(table), Within::Cell(row, cell)) => {
            if let Some(cell) = table.body.get_mut(row).and_then(|row| row.cells.get_mut(cell)) {
                in_content(&mut cell.content, from, to);
            }
        }
        _ => {}
    }
}

/// Replaces words wherever they stand; answers how often.
pub fn replace_all(document: &mut Document, from: &str, to: &str) -> usize {
    let found = texts(document).iter().map(|text| text.matches(from).count()).sum();
    for block in document.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Heading { text, .. } => *text = text.replace(from, to),
            Block::Paragraph { runs, .. } => in_runs(runs, from, to),
            Block::List(list) => list.items.iter_mut().for_each(|entry| in_runs(entry, from, to)),
            Block::Table(table) => {
                let cells = table.body.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| in_content(&mut cell.content, from, to));
            }
            _ => {}
        }
    }
    found
}

fn in_runs(runs: &mut [Run], from: &str, to: &str) {
    for run in runs {
        run.text = run.text.replace(from, to);
    }
}

fn in_content(content: &mut Content, from: &str, to: &str) {
    match content {
        Content::Text(lines) | Content::Steps(lines) | Content::Points(lines) => {
            lines.iter_mut().for_each(|line| *line = line.replace(from, to));
        }
        Content::Figure(figure) if figure.to_string() == from => {
            if let Ok(score) = to.parse::<Score>() {
                *figure = Figure::from(score);
            }
        }
        _ => {}
    }
}
