//! Words that lost or mixed up their marks on the way out of a PDF.
//!
//! Fonts that do not say what their glyphs mean leave texts such as "ด าเนินการ", "ด�ำเนินการ", "ตวั ชว้ี ดั" or
//! "จดแขง". What is meant is plain as long as the word is a known one: without marks and spaces both spellings are
//! the same. So a document in which many known words are spoilt is read a second time, with those words restored. A sound
//! document is left as it is, with its own slips, which the audit may want to see.

mod terms;

use std::borrow::Cow;

use crate::layout::{Content, Source};

/// Stems that begin or hold a sara am in nearly every official document.
const SARA_AM: [&str; 20] = [
    "ดำเนิน",
    "ตำบล",
    "อำเภอ",
    "ประจำ",
    "จำนวน",
    "สำนัก",
    "กำหนด",
    "ทำงาน",
    "อำนาจ",
    "นำเสนอ",
    "สำคัญ",
    "สำเร็จ",
    "กำกับ",
    "จำเป็น",
    "ตำแหน่ง",
    "คำถาม",
    "แนะนำ",
    "จัดทำ",
    "คำสั่ง",
    "สำรวจ",
];

/// What is to be repaired in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Repair {
    /// A space before า stands for the upper half of ำ.
    sara_am: bool,
    /// Known words are restored from their letters.
    words: bool,
}

/// A text and how many places of it were repaired.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Repaired {
    /// The text.
    pub text: String,
    /// Places that changed.
    pub places: usize,
}

impl Repair {
    /// What a document needs; nothing for a sound one.
    pub(crate) fn needed(source: &Source) -> Option<Repair> {
        let mut evidence = terms::Evidence::default();
        let mut sara_am = false;
        each_text(source, &mut |text| {
            let (joined, places) = join_sara_am(text);
            sara_am |= 0 < places && SARA_AM.iter().any(|stem| joined.contains(stem) && !text.contains(stem));
            evidence.see(&joined);
        });
        let words = evidence.is_spoilt();
        (sara_am || words).then_some(Repair { sara_am, words })
    }

    /// A text, repaired.
    pub(crate) fn apply(self, text: &str) -> Repaired {
        let (text, mut places) =
            if self.sara_am || self.words { join_sara_am(text) } else { (text.to_owned(), 0) };
        if !self.words {
            return Repaired { text, places };
        }
        let (text, restored) = terms::restore(&text);
        places += restored;
        Repaired { text, places }
    }
}

fn each_text(source: &Source, see: &mut impl FnMut(&str)) {
    for block in &source.blocks {
        match &block.content {
            Content::Heading(text) | Content::Paragraph(text) => see(text),
            Content::Table(table) => {
                table.headings.iter().flatten().for_each(|text| see(text));
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| see(&cell.text));
            }
        }
    }
}

/// Letter, space, า becomes letter and ำ: no word begins with า.
fn join_sara_am(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut places = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let letter = out
            .chars()
            .next_back()
            .is_some_and(|last| thai::script::is_consonant(last) || matches!(last, '\u{E48}'..='\u{E4B}'));
        if c == ' ' && letter && rest.peek() == Some(&'า') {
            rest.next();
            out.push('ำ');
            places += 1;
        } else {
            out.push(c);
        }
    }
    (out, places)
}

/// Words that figures are found by. No space belongs into them, but recognition of a scan puts one there.
const OF_FIGURES: [&str; 3] = ["คะแนน", "ร้อยละ", "ตัวชี้วัด"];

/// Closes [`OF_FIGURES`] where single spaces stand between their signs: "คะแน น", "ร้อย ละ".
pub(crate) fn without_spaces_in_words(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(start) = rest.find(['ค', 'ร', 'ต']).map(|found| at + found) else { break };
        at = start + 'ค'.len_utf8();
        let Some((word, end)) = OF_FIGURES.iter().find_map(|word| Some((*word, spaced(text, start, word)?)))
        else {
            continue;
        };
        out.push_str(text.get(kept..start).unwrap_or_default());
        out.push_str(word);
        (kept, at) = (end, end);
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where a word ends that begins at `start` and has single spaces in it.
fn spaced(text: &str, start: usize, word: &str) -> Option<usize> {
    let mut end = start;
    for sign in word.chars() {
        let rest = text.get(end..)?;
        let rest = rest.strip_prefix(sign).or_else(|| {
            rest.strip_prefix(' ').filter(|_| start < end).and_then(|rest| rest.strip_prefix(sign))
        })?;
        end = text.len() - rest.len();
    }
    (word.len() < end - start).then_some(end)
}

/// Takes out what stands for a glyph without a meaning beside ำ, of which it is a half: "ด�ำ", "ตำ� บล", "ด�า".
pub(crate) fn without_unknown_halves(text: &str) -> String {
    if !text.contains('\u{FFFD}') {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        at += 1;
        let next = chars.get(at).copied();
        match (c, next) {
            ('\u{FFFD}', Some('ำ')) => {}
            ('\u{FFFD}', Some('า')) => {
                out.push('ำ');
                at += 1;
            }
            ('\u{FFFD}', _) if out.ends_with('ำ') => at += usize::from(next == Some(' ')),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
