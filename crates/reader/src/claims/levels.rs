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
        // The longest name decides: what goes on as another word is no shorter name either.
        let name = names.iter().find_map(|name| Some((name, trimmed.strip_prefix(name.as_str())?)));
        if let Some((name, rest)) = name {
            if !ends(name, rest) {
                return None;
            }
            return Some((name.clone(), at, at + name.chars().count()));
        }
        let word = BETWEEN.iter().find(|word| trimmed.starts_with(*word))?;
        at += word.chars().count();
    }
    None
}

/// What makes another level of a known name: "ผ่าน" is a level, "ผ่านปานกลาง" is not.
const DEGREES: [&str; 7] = ["มาก", "ที่สุด", "เลิศ", "เด่น", "ยอดเยี่ยม", "ปานกลาง", "พอใช้"];

/// A cell that holds nothing but a level which no scale has.
pub(crate) fn unknown_cell(text: &Text) -> Option<String> {
    let whole = text.folded(0, usize::MAX);
    let bare = whole.trim().strip_prefix("ระดับ").unwrap_or(whole.trim()).trim();
    let own = Text::new(bare);
    let (level, start, end) = unknown_at(&own, 0)?;
    (start == 0 && end == bare.chars().count()).then_some(level)
}

/// A level that no scale has, told right behind the word for level: "ระดับ A+". `None` for words of praise, and for
/// what else has levels: a province, a country, risks. The highest praise of all is a level that somebody made up,
/// unless it goes on with what it is the best of.
pub(crate) fn unknown_at(text: &Text, from: usize) -> Option<(String, usize, usize)> {
    const NO_LEVELS: [&str; 23] = [
        "ผ่านเกณฑ์",
        "ต่ำ",
        "มาก",
        "ดี",
        "สูง",
        "น้อย",
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
    const MOST: [&str; 4] = ["ดีที่สุด", "ดีเยี่ยมที่สุด", "ยอดเยี่ยมที่สุด", "ดีเลิศที่สุด"];
    const BEST_OF: [&str; 8] = ["ของ", "ใน", "จาก", "เมื่อ", "เป็น", "ระดับ", "อันดับ", "ลำดับ"];
    let rest = text.folded(from, from + 40);
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
    let behind = trimmed.get(word.len()..).unwrap_or_default().trim_start();
    let most = MOST.contains(&word.as_str()) && !BEST_OF.iter().any(|other| behind.starts_with(other));
    let fits = (3..=10).contains(&size) && !NO_LEVELS.iter().any(|other| word.starts_with(other));
    (fits || most).then(|| (word, at, at + size))
}

/// A letter must end; a word must not go on as another one.
fn ends(name: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    if name.is_ascii() {
        next.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '+')
    } else {
        next.is_none_or(|c| !thai::script::is_mark(c))
            && !rest.starts_with("เกณฑ์")
            && !DEGREES.iter().any(|degree| rest.starts_with(degree))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(text: &str) -> Option<String> {
        unknown_at(&Text::new(text), 0).map(|(level, ..)| level)
    }

    #[test]
    fn levels_of_no_scale() {
        for (text, level) in
            [(" B+ ซึ่ง", "B+"), ("AAA", "AAA"), ("ทองคำ", "ทองคำ"), ("ยอดเยี่ยมที่สุด และ", "ยอดเยี่ยมที่สุด")]
        {
            assert_eq!(unknown(text).as_deref(), Some(level));
        }
        for text in ["ดีมาก", "ยอดเยี่ยม", "ดีที่สุดของจังหวัด", "ดีที่สุด ในอำเภอ", "ผ่านเกณฑ์", "จังหวัด", ""]
        {
            assert_eq!(unknown(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_with_a_degree_is_another_name() {
        let names = ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"].map(str::to_owned);
        let level = |text: &str| at(&Text::new(text), 0, &names).map(|(level, ..)| level);
        assert_eq!(level("ระดับผ่านดีมาก"), None);
        assert_eq!(level("ระดับผ่านซึ่งสูงกว่าปีก่อน").as_deref(), Some("ผ่าน"));
        assert_eq!(unknown("ผ่านดีมาก").as_deref(), Some("ผ่านดีมาก"));
    }

    #[test]
    fn cells_with_one_level() {
        let cell = |text: &str| unknown_cell(&Text::new(text));
        assert_eq!(cell("ระดับ B+").as_deref(), Some("B+"));
        assert_eq!(cell("ทองคำ (ปีก่อน)"), None);
        assert_eq!(cell("ดีมาก"), None);
    }
}
