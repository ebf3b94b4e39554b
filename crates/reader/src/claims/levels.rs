//! Names of levels, of every year's scale.

use super::context::Lookup;
use super::scan::Text;

/// Names of levels, the longest first: those of the year and of the other scales that were ever in use.
pub(crate) fn names(lookup: &Lookup<'_>) -> Vec<String> {
    const EVER: [&str; 12] =
        ["AA", "A", "B", "C", "D", "E", "F", "ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง"];
    let own = lookup.framework.levels.iter().map(|level| level.name.clone());
    let mut all: Vec<String> = own.chain(EVER.map(str::to_owned)).collect();
    all.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    all.dedup();
    all
}

/// The level named at a position, and where its name begins and ends. Words between are passed over.
pub(crate) fn at(text: &Text, from: usize, names: &[String]) -> Option<(String, usize, usize)> {
    const BETWEEN: [&str; 9] = ["ผลการประเมิน", "คะแนน", "อยู่ใน", "อยู่", "ระดับ", "คือ", "เป็น", "ได้", "ใน"];
    let mut at = from;
    for _ in 0..12 {
        let rest = text.folded(at, at + 40);
        let trimmed = rest.trim_start_matches([' ', '(', ':', '"', '“', ')', '=']);
        at += rest.chars().count() - trimmed.chars().count();
        let name = names
            .iter()
            .find(|name| trimmed.strip_prefix(name.as_str()).is_some_and(|rest| ends(name, rest)));
        if let Some(name) = name {
            return Some((name.clone(), at, at + name.chars().count()));
        }
        let word = BETWEEN.iter().find(|word| trimmed.starts_with(*word))?;
        at += word.chars().count();
    }
    None
}

/// A level that no scale has, told right behind the word for level: "ระดับ A+". `None` for words of praise, and for
/// what else has levels: a province, a country, risks.
pub(crate) fn unknown_at(text: &Text, from: usize) -> Option<(String, usize, usize)> {
    const NO_LEVELS: [&str; 20] = [
        "ดี",
        "สูง",
        "ต่ำ",
        "ปานกลาง",
        "พอใช้",
        "น่าพอใจ",
        "น่าพึงพอใจ",
        "ยอดเยี่ยม",
        "ที่",
        "ต้อง",
        "ควร",
        "ไม่",
        "ประเทศ",
        "จังหวัด",
        "ชาติ",
        "หน่วยงาน",
        "ความ",
        "การ",
        "คะแนน",
        "ผล",
    ];
    let rest = text.folded(from, from + 24);
    let trimmed = rest.trim_start_matches([' ', '“', '"', ':']);
    let at = from + rest.chars().count() - trimmed.chars().count();
    let is_part = |c: char| c.is_ascii_uppercase() || c == '+' || c == '-';
    let latin: String = trimmed.chars().take_while(|c| is_part(*c)).take(4).collect();
    if latin.starts_with(|c: char| c.is_ascii_uppercase()) {
        let ends = trimmed.get(latin.len()..).and_then(|rest| rest.chars().next());
        return ends.is_none_or(|c| !c.is_ascii_alphanumeric()).then(|| {
            let end = at + latin.chars().count();
            (latin, at, end)
        });
    }
    let word: String = trimmed.chars().take_while(|c| ('\u{E01}'..='\u{E4E}').contains(c)).collect();
    let size = word.chars().count();
    let fits = (3..=10).contains(&size) && !NO_LEVELS.iter().any(|other| word.starts_with(other));
    fits.then(|| (word, at, at + size))
}

/// A letter must end; a word must not go on as another one.
fn ends(name: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    if name.is_ascii() {
        next.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '+')
    } else {
        next.is_none_or(|c| !thai::script::is_mark(c)) && !rest.starts_with("เกณฑ์")
    }
}
