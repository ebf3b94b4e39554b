//! A document as the templates read it: `data.json`.

mod blocks;
pub(crate) mod text;

use documents::model::{Document, Orientation, Section};
use serde_json::{Value, json};
use thai::DigitStyle;

use crate::fonts::Fonts;
use blocks::Blocks;
use text::{Room, prepare};

/// Texts break where they are marked: the typesetter looks for words in no text of this language.
pub(crate) const BREAK_LANGUAGE: &str = "ja";

/// Padding at the left and right of a cell, in tenths of a millimetre, for a size of type in half points: two of them
/// are as wide as the size. Programs that sort a page for reading take what is nearer for the same line.
fn cell_inset(half_points: u16) -> u32 {
    (u32::from(half_points) * 882).div_ceil(1000)
}

/// Letters of a property of the file; titles and names of agencies are far shorter.
const MOST_IN_PROPERTY: usize = 2_000;

/// The data of a document; `emblem` is the name of its file.
pub(crate) fn of(fonts: &Fonts, document: &Document, emblem: Option<&str>) -> Value {
    let shown = document.printed();
    let page = &shown.page;
    let inset = cell_inset(page.table_size);
    let mut level = 0;
    let sections: Vec<Value> = shown
        .sections
        .iter()
        .map(|section| {
            let (paper, tall) = match section.orientation {
                Orientation::Portrait => (2100_u32, 2970_u32),
                Orientation::Landscape => (2970, 2100),
            };
            let margins = u32::from(page.left) + u32::from(page.right);
            let width = paper.saturating_sub(margins).max(1);
            let height = tall.saturating_sub(u32::from(page.top) + u32::from(page.bottom)).max(1);
            let blocks = Blocks { fonts, document: &shown, width, height, inset };
            section_of(fonts, section, &blocks, &mut level)
        })
        .collect();
    json!({
        "family": [fonts.profile.name, crate::profile::BUILT_IN],
        "scale": fonts.scale,
        "break_language": BREAK_LANGUAGE,
        "cell_inset": inset,
        "title": title(fonts, &shown),
        "author": property(fonts, &shown.agency),
        "date": [shown.date.year(), shown.date.month(), shown.date.day()],
        "draft": shown.draft,
        "draft_word": "ร่าง",
        "thai": shown.digits == DigitStyle::Thai,
        "emblem": emblem,
        "emblem_alt": "ตราสัญลักษณ์ของหน่วยงาน",
        "page": page,
        "sections": sections,
    })
}

/// The title, or the file's name where there is none: one who listens must hear what was opened.
fn title(fonts: &Fonts, document: &Document) -> String {
    let title = property(fonts, &document.title);
    if title.trim().is_empty() { format!("{} {}", document.kind, document.file_stem) } else { title }
}

fn section_of(fonts: &Fonts, section: &Section, blocks: &Blocks<'_>, level: &mut u8) -> Value {
    let room = Room { width: blocks.width, size: 28 };
    json!({
        "orientation": section.orientation,
        "numbered": section.numbered,
        "running_head": section.running_head.as_ref().map(|head| prepare(fonts, head, room)),
        "blocks": section.blocks.iter().map(|block| blocks.block(block, level)).collect::<Vec<_>>(),
    })
}

/// A property of the file. Archival PDF takes strings up to 32,767 characters, and each of ours is written as four.
fn property(fonts: &Fonts, text: &str) -> String {
    text::clean(fonts, text).chars().take(MOST_IN_PROPERTY).collect()
}
