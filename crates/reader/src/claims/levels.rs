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

/// A letter must end; a word must not go on as another one.
fn ends(name: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    if name.is_ascii() {
        next.is_none_or(|c| !c.is_ascii_alphanumeric())
    } else {
        next.is_none_or(|c| !thai::script::is_mark(c)) && !rest.starts_with("เกณฑ์")
    }
}
