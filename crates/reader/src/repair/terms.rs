//! Known words, found by their letters alone.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use domain::framework::Catalogue;
use thai::script::{is_letter, is_mark};

use crate::claims::PROVINCES;
use crate::layout::headings;

/// Words of reports that no list of terms holds, with marks worth restoring.
const OF_REPORTS: [&str; 40] = [
    "ตัวชี้วัดที่",
    "ตัวชี้วัด",
    "ได้คะแนน",
    "ได้คะแนนรวม",
    "คะแนนเฉลี่ย",
    "มีคะแนน",
    "เท่ากับ",
    "ระดับผ่าน",
    "ระดับผ่านดี",
    "ระดับผ่านดีเยี่ยม",
    "ต้องปรับปรุง",
    "ต้องปรับปรุงโดยด่วน",
    "อยู่ในระดับ",
    "ไม่ผ่าน",
    "ผ่านเกณฑ์",
    "จุดแข็ง",
    "จุดอ่อน",
    "ต่ำกว่า",
    "สูงกว่า",
    "เพิ่มขึ้น",
    "ลดลงจาก",
    "เมื่อเทียบกับ",
    "ปีงบประมาณ",
    "ประจำปีงบประมาณ",
    "ผู้รับผิดชอบ",
    "ระยะเวลาดำเนินการ",
    "ขั้นตอน",
    "วิธีปฏิบัติ",
    "ผลการดำเนินงาน",
    "ผลการดำเนินการ",
    "บันทึกข้อความ",
    "ส่วนราชการ",
    "เห็นชอบ",
    "เพื่อโปรดพิจารณา",
    "จังหวัด",
    "เครื่องมือ",
    "ข้อคำถาม",
    "ข้อเสนอแนะ",
    "การปฏิบัติ",
    "หน่วยงาน",
];

/// Fewest letters that a word is known by.
const LETTERS: usize = 4;

struct Terms {
    words: Vec<String>,
    finder: AhoCorasick,
}

static TERMS: LazyLock<Option<Terms>> = LazyLock::new(|| {
    let catalogue = Catalogue::embedded();
    let frameworks = catalogue.entries();
    let frameworks = frameworks.iter().filter_map(|entry| entry.framework().ok());
    let names = frameworks.flat_map(|framework| framework.indicators.iter().map(|one| one.name_th.clone()));
    let mut words: BTreeSet<String> = names.collect();
    let lists = [&OF_REPORTS[..], &thai::months::LONG, &PROVINCES];
    words.extend(lists.into_iter().flatten().chain(headings()).map(|word| (*word).to_owned()));
    words.extend(thai::words::terms().map(str::to_owned));
    let whole = |word: &String| word.chars().all(is_letter);
    let words: Vec<String> =
        words.into_iter().filter(|word| whole(word) && LETTERS <= letters(word).chars().count()).collect();
    let patterns = words.iter().map(|word| letters(word));
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok()?;
    Some(Terms { words, finder })
});

/// The letters of a text: no marks, no spaces within a line, ำ as า.
fn letters(text: &str) -> String {
    spelled(text).map(|(_, c)| c).collect()
}

/// Each such letter with where it stands.
fn spelled(text: &str) -> impl Iterator<Item = (usize, char)> {
    let kept = |c: &char| !is_mark(*c) && !matches!(c, ' ' | '\u{A0}' | '\u{FFFD}');
    text.char_indices().filter(move |(_, c)| kept(c)).map(|(at, c)| (at, if c == 'ำ' { 'า' } else { c }))
}

/// A known word in a text.
struct Found<'t> {
    /// How it is spelled.
    word: &'t str,
    /// Where its first letter begins.
    start: usize,
    /// Where the marks of its last letter end.
    end: usize,
}

fn found<'t>(terms: &'t Terms, text: &str) -> Vec<Found<'t>> {
    let places: Vec<(usize, char)> = spelled(text).collect();
    let letters: String = places.iter().map(|(_, c)| *c).collect();
    // Every letter has the bytes of its place in `letters`.
    let mut starts = Vec::with_capacity(places.len());
    let mut offset = 0;
    for (_, c) in &places {
        starts.push(offset);
        offset += c.len_utf8();
    }
    let mut found = Vec::new();
    for hit in terms.finder.find_iter(&letters) {
        let first = starts.partition_point(|at| *at < hit.start());
        let last = starts.partition_point(|at| *at < hit.end()).saturating_sub(1);
        let (Some((start, _)), Some((end, _)), Some(word)) =
            (places.get(first), places.get(last), terms.words.get(hit.pattern().as_usize()))
        else {
            continue;
        };
        found.push(Found { word, start: *start, end: behind_marks(text, *end) });
    }
    found
}

/// Where the letter at `at` and its marks end; a mark behind a space belongs to it when there is nothing else to
/// which it could.
fn behind_marks(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text.get(at..).unwrap_or_default().chars().peekable();
    end += chars.next().map_or(0, char::len_utf8);
    while let Some(c) = chars.next() {
        match c {
            c if is_mark(c) || c == '\u{FFFD}' => end += c.len_utf8(),
            ' ' if chars.peek().is_some_and(|c| is_mark(*c)) => end += 1,
            _ => break,
        }
    }
    end
}

fn marks(text: &str) -> Vec<char> {
    let nikhahit = |c: char| if c == 'ำ' { '\u{E4D}' } else { c };
    let mut marks: Vec<char> = text.chars().map(nikhahit).filter(|c| is_mark(*c)).collect();
    marks.sort_unstable();
    marks
}

/// The marks of `printed` that are not in `word`, and the other way round.
fn differing(printed: &str, word: &str) -> (Vec<char>, Vec<char>) {
    let (mut more, mut less) = (marks(printed), marks(word));
    more.retain(|c| match less.iter().position(|other| other == c) {
        Some(at) => {
            less.remove(at);
            false
        }
        None => true,
    });
    (more, less)
}

/// How a word stands in a text: as it is spelled, spoilt, or as another word with the same letters.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    Sound,
    Spoilt {
        /// Marks on its first letter that belong to the letter before.
        foreign: String,
        /// Bytes behind it that hold its last marks, on the letter that follows.
        strayed: usize,
    },
    Other,
}

fn standing(text: &str, found: &Found<'_>) -> Standing {
    let printed = text.get(found.start..found.end).unwrap_or_default();
    let compact: String = printed.chars().filter(|c| *c != ' ').collect();
    if compact == found.word {
        return Standing::Sound;
    }
    let (more, less) = differing(printed, found.word);
    // Marks that the word lacks can only have slipped from the letter before onto its first one.
    let on_first: String = printed.chars().skip(1).take_while(|c| is_mark(*c)).collect();
    let foreign: String = on_first.chars().filter(|c| more.contains(c)).collect();
    if foreign.chars().count() != more.len() {
        return Standing::Other;
    }
    Standing::Spoilt { foreign, strayed: strayed(text, found.end, &less) }
}

/// Marks of a word may have slipped onto the letter behind it: where they stand there, as bytes from `end`, letter
/// included.
fn strayed(text: &str, end: usize, missing: &[char]) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let trimmed = rest.trim_start_matches(' ');
    let Some(letter) = trimmed.chars().next().filter(|c| is_letter(*c) && !is_mark(*c)) else { return 0 };
    let behind = trimmed.get(letter.len_utf8()..).unwrap_or_default();
    let mut there: Vec<char> = behind.chars().take_while(|c| is_mark(*c)).collect();
    let size: usize = there.iter().map(|c| c.len_utf8()).sum();
    there.sort_unstable();
    let all = !there.is_empty() && there.iter().all(|c| missing.contains(c));
    if all { rest.len() - trimmed.len() + letter.len_utf8() + size } else { 0 }
}

/// A text with known words as they are spelled, and how many were not.
pub(super) fn restore(text: &str) -> (String, usize) {
    let Some(terms) = TERMS.as_ref() else { return (text.to_owned(), 0) };
    let mut out = String::with_capacity(text.len());
    let (mut at, mut places) = (0, 0);
    for one in found(terms, text) {
        let Some(before) = text.get(at..one.start) else { continue };
        let Standing::Spoilt { foreign, strayed } = standing(text, &one) else { continue };
        // A space between a letter and its own slipped marks is none of the text.
        out.push_str(if foreign.is_empty() { before } else { before.trim_end_matches(' ') });
        out.push_str(&foreign);
        out.push_str(one.word);
        let behind = text.get(one.end..one.end + strayed).unwrap_or_default();
        out.extend(behind.chars().filter(|c| !is_mark(*c)));
        at = one.end + strayed;
        places += 1;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, places)
}

/// How known words stand in a document.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    sound: usize,
    spoilt: usize,
    words: BTreeSet<String>,
}

impl Evidence {
    pub(super) fn see(&mut self, text: &str) {
        let Some(terms) = TERMS.as_ref() else { return };
        for one in found(terms, text) {
            if marks(one.word).is_empty() {
                continue;
            }
            match standing(text, &one) {
                Standing::Sound => self.sound += 1,
                Standing::Spoilt { .. } => {
                    self.spoilt += 1;
                    self.words.insert(one.word.to_owned());
                }
                Standing::Other => {}
            }
        }
    }

    /// Slips of writing spoil a word here and there; a font spoils several, again and again.
    pub(super) fn is_spoilt(&self) -> bool {
        4 <= self.words.len() && self.sound + self.spoilt <= self.spoilt * 5
    }
}
