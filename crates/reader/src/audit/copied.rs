//! Text that is that of another report, by the share of short stretches that both have.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use domain::Text;
use domain::framework::Catalogue;
use thai::words;

use super::model::{Code, Finding, Severity};
use super::passages;
use crate::layout::{Content, Place, Source};

/// Words of a stretch.
const WORDS: usize = 8;
/// Share, in per cent, from which a report is told to be the same.
const TOLD: usize = 20;
/// Fewest words a shown passage has.
const SHOWN: usize = 30;
/// Most passages that are shown.
const MOST: usize = 6;

/// The stretches of a document: each run of eight words, numbers left out, since they differ each year.
#[derive(Debug, Clone, Default)]
pub struct Shingles {
    texts: Vec<Words>,
    all: HashSet<u64>,
}

#[derive(Debug, Clone)]
struct Words {
    place: Place,
    /// Beginning and end of each word in bytes of the block's or cell's text.
    spans: Vec<(usize, usize)>,
    /// One for each word at which a stretch begins.
    hashes: Vec<u64>,
    /// Which block, and which cell of it.
    cell: Option<(usize, usize)>,
}

impl Shingles {
    /// Cuts a document. What the rules of any year say themselves is no copied text and is left out.
    pub fn of(source: &Source, catalogue: &Catalogue) -> Shingles {
        let official = official(catalogue);
        let mut shingles = Shingles::default();
        let mut add = |place: Place, cell: Option<(usize, usize)>, text: &str| {
            let mut words = cut(text);
            words.place = place;
            words.cell = cell;
            for hash in &mut words.hashes {
                if official.contains(hash) {
                    *hash = 0;
                }
            }
            shingles.all.extend(words.hashes.iter().copied().filter(|hash| *hash != 0));
            shingles.texts.push(words);
        };
        for block in &source.blocks {
            match &block.content {
                Content::Heading(text) | Content::Paragraph(text) => add(block.place, None, text),
                Content::Table(table) => {
                    for (at, row) in table.rows.iter().enumerate() {
                        for (number, cell) in
                            row.cells.iter().enumerate().filter(|(_, cell)| !cell.from_above)
                        {
                            add(row.place.at_column(cell.column + 1), Some((at, number)), &cell.text);
                        }
                    }
                }
            }
        }
        shingles
    }

    /// How many stretches there are that count.
    fn len(&self) -> usize {
        self.texts.iter().flat_map(|words| &words.hashes).filter(|hash| **hash != 0).count()
    }
}

fn cut(text: &str) -> Words {
    let ends = words::boundaries(text);
    let spans: Vec<(usize, usize)> = ends
        .windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .filter(|(from, to)| text.get(*from..*to).is_some_and(|word| word.chars().any(char::is_alphabetic)))
        .collect();
    let hashes = spans
        .windows(WORDS)
        .map(|window| {
            let mut hasher = DefaultHasher::new();
            for (from, to) in window {
                thai::digits::to_ascii(text.get(*from..*to).unwrap_or_default())
                    .to_lowercase()
                    .hash(&mut hasher);
            }
            hasher.finish().max(1)
        })
        .collect();
    Words { place: Place::default(), spans, hashes, cell: None }
}

/// Stretches of the names and titles that the rules themselves give.
fn official(catalogue: &Catalogue) -> HashSet<u64> {
    let frameworks = catalogue.entries().into_iter().filter_map(|entry| entry.framework().ok());
    let mut all = HashSet::new();
    for framework in frameworks {
        let items = framework.items.iter().map(|item| item.title_th.as_str());
        let names = framework.indicators.iter().map(|indicator| indicator.name_th.as_str());
        let rows = framework.rows.iter().map(|row| row.topic_th.as_str());
        for text in items.chain(names).chain(rows) {
            all.extend(cut(text).hashes);
        }
    }
    all
}

pub(super) fn compare(source: &Source, own: &Shingles, name: &str, other: &Shingles) -> Option<Finding> {
    let total = own.len();
    let is_same = |hash: &u64| *hash != 0 && other.all.contains(hash);
    let same = own.texts.iter().flat_map(|words| &words.hashes).filter(|hash| is_same(hash)).count();
    let percent = (2 * same * 100 + total).checked_div(2 * total)?;
    if percent < TOLD {
        return None;
    }
    // Runs of stretches that follow each other, the longest first.
    let mut runs: Vec<(usize, &Words, usize)> = Vec::new();
    for words in &own.texts {
        let mut start = None;
        for at in 0..=words.hashes.len() {
            let same = words.hashes.get(at).is_some_and(is_same);
            match (same, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    runs.push((at - from + WORDS - 1, words, from));
                    start = None;
                }
                _ => {}
            }
        }
    }
    runs.sort_by_key(|(length, words, _)| (std::cmp::Reverse(*length), words.place.block, words.place.row));
    let longest = runs.first().map_or(0, |(length, ..)| *length);
    if longest < SHOWN / 2 {
        return None;
    }
    let shown = runs.iter().filter(|(length, ..)| SHOWN / 2 <= *length).take(MOST);
    let passages: Vec<_> = shown
        .filter_map(|(length, words, from)| {
            let text = text_of(source, words)?;
            let (start, _) = *words.spans.get(*from)?;
            let (_, end) = *words.spans.get(from + length - 1)?;
            Some(passages::cut(words.place, text, start..end))
        })
        .collect();
    let count = runs.iter().filter(|(length, ..)| SHOWN <= *length).count();
    Some(Finding {
        code: Code::CopiedText,
        severity: if 60 <= percent { Severity::Warning } else { Severity::Info },
        key: String::new(),
        passages,
        published: format!("{percent} %"),
        recomputed: None,
        difference: None,
        candidates: Vec::new(),
        message: Text::new(
            format!(
                "ข้อความร้อยละ {percent} เหมือนกับ {name} ({count} ตอนยาวกว่า {SHOWN} คำ ตอนยาวสุด {longest} คำ) โปรดตรวจว่าเนื้อหาเป็นของหน่วยงานและปีนี้จริง"
            ),
            format!(
                "{percent} % the same as {name} ({count} passages of more than {SHOWN} words, the longest of {longest}). \
                 Check that the content is of this agency and this year."
            ),
        ),
    })
}

fn text_of<'s>(source: &'s Source, words: &Words) -> Option<&'s str> {
    let block = source.blocks.get(words.place.block)?;
    match (&block.content, words.cell) {
        (Content::Table(table), Some((row, cell))) => {
            Some(table.rows.get(row)?.cells.get(cell)?.text.as_str())
        }
        (content, _) => content.text(),
    }
}
