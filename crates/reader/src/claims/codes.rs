//! Codes of items: what is printed is evidence, weighed with the place and the wording.

use std::collections::{HashMap, HashSet};

use domain::Text;
use domain::framework::Framework;
use thai::fold_for_match;

use super::model::{CodeReading, Confidence};

/// Digits that print alike, Thai ones first: ๔/๘, ๓/๗, ๕/๔, ๑/๙, ๖/๕.
const ALIKE: [(char, char); 6] = [('4', '8'), ('3', '7'), ('4', '5'), ('1', '9'), ('6', '5'), ('0', '6')];

const EXACT: i32 = 1_000;
const LETTER: i32 = 700;
const BARE: i32 = 500;
const ALIKE_DIGIT: i32 = 300;
const IN_INDICATOR: i32 = 400;
const IN_INSTRUMENT: i32 = 150;
const ELSEWHERE: i32 = -300;

/// Where a code stands.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Around<'a> {
    /// Instrument of the section.
    pub instrument: Option<&'a str>,
    /// Indicator of the section.
    pub indicator: Option<u8>,
}

/// Items of a framework, ready to be compared with wording.
#[derive(Debug)]
pub(crate) struct Items {
    items: Vec<Item>,
    /// For each piece of three letters, the items whose titles hold it, and its weight in each.
    holders: HashMap<[char; 3], Vec<(usize, i32)>>,
}

#[derive(Debug)]
struct Item {
    code: String,
    letter: char,
    number: String,
    instrument: String,
    indicator: Option<u8>,
    /// Weights of all pieces of the title together.
    weight: i32,
}

impl Items {
    pub(crate) fn new(framework: &Framework) -> Items {
        let pieces_of = |text: &str| -> HashSet<[char; 3]> { pieces(&fold_for_match(text)) };
        let titles: Vec<HashSet<[char; 3]>> = framework
            .items
            .iter()
            .map(|item| {
                let rows = item.rows.iter().filter_map(|&row| framework.rows.get(row));
                let topics = rows.map(|row| row.topic_th.as_str());
                let all = std::iter::once(item.title_th.as_str()).chain(topics);
                all.flat_map(pieces_of).collect()
            })
            .collect();
        // What many titles of an instrument share says little about each of them.
        let mut shared: HashMap<(usize, [char; 3]), i32> = HashMap::new();
        for (item, title) in framework.items.iter().zip(&titles) {
            for piece in title {
                *shared.entry((item.instrument, *piece)).or_insert(0) += 1;
            }
        }
        let mut items: Vec<Item> = Vec::new();
        let mut holders: HashMap<[char; 3], Vec<(usize, i32)>> = HashMap::new();
        for (item, title) in framework.items.iter().zip(titles) {
            let mut chars = item.code.chars();
            let (Some(letter), Some(instrument)) = (chars.next(), framework.instruments.get(item.instrument))
            else {
                continue;
            };
            let mut weight = 0;
            for piece in title {
                let own = 1_000 / shared.get(&(item.instrument, piece)).copied().unwrap_or(1).max(1);
                weight += own;
                holders.entry(piece).or_default().push((items.len(), own));
            }
            items.push(Item {
                code: item.code.clone(),
                letter,
                number: chars.as_str().to_owned(),
                instrument: instrument.code.clone(),
                indicator: item.indicator.and_then(|at| framework.indicators.get(at)).map(|i| i.number),
                weight: weight.max(1),
            });
        }
        Items { items, holders }
    }

    /// For each item the share of its title that the wording holds, in thousandths.
    fn likeness(&self, heard: &HashSet<[char; 3]>) -> Vec<i32> {
        let mut found = vec![0_i32; self.items.len()];
        for (at, weight) in heard.iter().filter_map(|piece| self.holders.get(piece)).flatten() {
            if let Some(sum) = found.get_mut(*at) {
                *sum += weight;
            }
        }
        found.iter().zip(&self.items).map(|(sum, item)| sum.saturating_mul(1_000) / item.weight).collect()
    }

    /// The indicator of an item.
    pub(crate) fn indicator_of(&self, code: &str) -> Option<u8> {
        self.items.iter().find(|item| item.code == code)?.indicator
    }

    /// The instrument of an item.
    pub(crate) fn instrument_of(&self, code: &str) -> Option<&str> {
        self.items.iter().find(|item| item.code == code).map(|item| item.instrument.as_str())
    }

    /// What a printed code stands for, by its signs, its place and the wording beside it.
    pub(crate) fn read(&self, printed: &str, around: Around<'_>, wording: &str) -> Option<CodeReading> {
        let spellings = spellings(printed, around.instrument);
        let wording: String = wording.chars().take(260).collect();
        let heard = pieces(&fold_for_match(&wording));
        let mut ranked: Vec<(i32, i32, &Item)> = Vec::new();
        for (item, by_wording) in self.items.iter().zip(self.likeness(&heard)) {
            let by_code = spellings
                .iter()
                .filter(|spelling| spelling.letter == item.letter && spelling.number == item.number)
                .map(|spelling| spelling.points)
                .max()
                .unwrap_or(0);
            let by_place = match (around.indicator, around.instrument) {
                (Some(indicator), _) if item.indicator == Some(indicator) => IN_INDICATOR,
                (Some(_), Some(instrument)) if item.instrument == instrument => 0,
                (_, Some(instrument)) if item.instrument == instrument => IN_INSTRUMENT,
                (_, Some(_)) => ELSEWHERE,
                (_, None) => 0,
            };
            // Without a sign of the code, wording alone must be strong.
            if 0 < by_code || 450 <= by_wording {
                ranked.push((by_code + by_place + by_wording * 3 / 2, by_code, item));
            }
        }
        ranked.sort_by_key(|(points, _, item)| (std::cmp::Reverse(*points), item.code.clone()));
        let &(points, by_code, best) = ranked.first()?;
        // A code that is printed well is only overruled by much better wording.
        let printed_well = ranked.iter().find(|(_, by_code, _)| *by_code == EXACT);
        let (points, by_code, best) = match printed_well {
            Some(&(p, c, item)) if points < p + bar(item, best, around.indicator) => (p, c, item),
            _ => (points, by_code, best),
        };
        let runner_up =
            ranked.iter().filter(|(_, _, item)| item.code != best.code).map(|(points, ..)| *points).max();
        let margin = runner_up.map_or(points, |next| points - next);
        let repaired = by_code != EXACT;
        let confidence = match (repaired, margin) {
            (false, _) => Confidence::Certain,
            (true, 200..) => Confidence::Likely,
            _ => Confidence::Doubtful,
        };
        let mut candidates = vec![best.code.clone()];
        let near = ranked.iter().filter(|(p, ..)| points - 600 <= *p).map(|(_, _, item)| item.code.clone());
        candidates.extend(near.filter(|code| *code != best.code).take(4));
        if let Some((_, _, item)) = printed_well.filter(|(_, _, item)| !candidates.contains(&item.code)) {
            candidates.push(item.code.clone());
        }
        let reason = reason(printed, best, by_code);
        Some(CodeReading {
            printed: printed.to_owned(),
            code: best.code.clone(),
            repaired,
            reason,
            candidates,
            confidence,
        })
    }
}

/// How much better another item must fit than the one that is printed: less when only the other belongs to
/// the section's indicator.
fn bar(printed: &Item, best: &Item, indicator: Option<u8>) -> i32 {
    let strays = indicator.is_some() && printed.indicator != indicator && best.indicator == indicator;
    if strays { 100 } else { 350 }
}

fn pieces(folded: &str) -> HashSet<[char; 3]> {
    let chars: Vec<char> = folded.chars().collect();
    chars.windows(3).filter_map(|window| <[char; 3]>::try_from(window).ok()).collect()
}

fn reason(printed: &str, item: &Item, by_code: i32) -> Text {
    let code = &item.code;
    match by_code {
        EXACT => Text::new(format!("พิมพ์ว่า {printed}"), format!("printed as {printed}")),
        LETTER => Text::new(
            format!("{printed} อ่านเป็น {code} เพราะตัวหน้าเป็นอักษร {} ที่อ่านผิด", item.letter),
            format!("{printed} is taken as {code}: its first sign is a misread letter {}", item.letter),
        ),
        BARE => Text::new(
            format!("{printed} อยู่ในตำแหน่งรหัสข้อ จึงถือว่าตัวหน้าเป็นอักษร {} ที่อ่านผิดหรือหาย", item.letter),
            format!("{printed} stands where a code belongs; its letter {} was misread or lost", item.letter),
        ),
        ALIKE_DIGIT => Text::new(
            format!("{printed} อ่านเป็น {code} เพราะเลขคล้ายกันและถ้อยคำตรงกับข้อ {code}"),
            format!("{printed} is taken as {code}: the digits look alike and the wording is that of {code}"),
        ),
        _ => Text::new(
            format!("{printed} ไม่เข้ากับถ้อยคำ ซึ่งตรงกับข้อ {code}"),
            format!("{printed} does not go with the wording, which is that of {code}"),
        ),
    }
}

struct Spelling {
    letter: char,
    number: String,
    points: i32,
}

/// What the signs of a printed code may stand for.
fn spellings(printed: &str, instrument: Option<&str>) -> Vec<Spelling> {
    let signs: Vec<char> = printed.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let Some((&first, rest)) = signs.split_first() else { return Vec::new() };
    let number = |signs: &[char]| -> Option<String> {
        let digits = thai::digits::to_ascii(&signs.iter().collect::<String>());
        let value: u32 = digits.parse().ok()?;
        (0 < value).then(|| value.to_string())
    };
    let of_section = instrument.and_then(|code| code.chars().next());
    let sections: Vec<char> = of_section.map_or(vec!['I', 'E', 'O'], |letter| vec![letter]);
    let mut all: Vec<Spelling> = Vec::new();
    let mut push = |letter: char, number: Option<String>, points: i32| {
        all.extend(number.map(|number| Spelling { letter, number, points }));
    };
    let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    match first {
        'I' | 'E' | 'O' => push(first, number(rest), EXACT),
        'i' | 'l' | 'L' | '|' | '!' | 'เ' | 'ไ' => push('I', number(rest), LETTER),
        'e' | '€' | 'F' => push('E', number(rest), LETTER),
        'o' | 'Q' | 'C' | 'โ' | 'อ' | 'D' => push('O', number(rest), LETTER),
        _ if is_digit(first) => {
            let mixed = first.is_ascii_digit() && rest.iter().any(|c| thai::digits::is_thai_digit(*c));
            match first {
                '0' | '๐' => push('O', number(rest), LETTER),
                '1' if mixed => push('I', number(rest), LETTER),
                _ => {}
            }
            for letter in sections {
                push(letter, number(rest), BARE);
                push(letter, number(&signs), BARE);
            }
        }
        _ => {}
    }
    let mut alike = Vec::new();
    for spelling in &all {
        for (at, digit) in spelling.number.char_indices() {
            for (a, b) in ALIKE.into_iter().flat_map(|(a, b)| [(a, b), (b, a)]).filter(|(a, _)| *a == digit) {
                let mut number = spelling.number.clone();
                number.replace_range(at..at + a.len_utf8(), &b.to_string());
                alike.push(Spelling { letter: spelling.letter, number, points: ALIKE_DIGIT });
            }
        }
    }
    all.extend(alike);
    all
}

/// A code at the beginning of a text, and where the text behind it begins (bytes).
///
/// `loose` also takes bare numbers, where a code must stand; otherwise a letter or a misread letter is needed.
pub(crate) fn token(text: &str, loose: bool) -> Option<(String, usize)> {
    let trimmed = text.trim_start_matches([' ', '\n', '(', '-', '•', '“', '"', '[']);
    let skipped = text.len() - trimmed.len();
    let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
    let mut chars = trimmed.char_indices().peekable();
    let (_, first) = chars.next()?;
    let mut printed = String::from(first);
    let mut end = first.len_utf8();
    let lettered = matches!(first, 'I' | 'E' | 'O' | 'i' | 'l' | 'L' | '|' | '!' | 'e' | '€' | 'o' | 'Q');
    if !lettered && !is_digit(first) {
        return None;
    }
    if lettered {
        // "E ๔": recognition and typesetting part letter and number.
        while chars.next_if(|(_, c)| *c == ' ' || *c == '.' || *c == '-').is_some() {}
    }
    let mut count = usize::from(is_digit(first));
    while let Some((at, c)) = chars.next_if(|(_, c)| is_digit(*c)) {
        printed.push(c);
        end = at + c.len_utf8();
        count += 1;
    }
    if count == 0 || 4 < count {
        return None;
    }
    let next = trimmed.get(end..).and_then(|rest| rest.chars().next());
    if next.is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let signs: Vec<char> = printed.chars().collect();
    let mixed = first == '1' && signs.iter().skip(1).any(|c| thai::digits::is_thai_digit(*c));
    let zero = matches!(first, '0' | '๐') && 2 <= count;
    let tail = trimmed.get(end..).unwrap_or_default();
    let closed = tail.trim_start_matches([')', ']', ' ', '\n', ':']);
    let is_list = tail.starts_with('.') || (tail.starts_with(')') && !text.trim_start().starts_with('('));
    let is_decimal = tail.strip_prefix('.').is_some_and(|rest| rest.starts_with(is_digit));
    let fits = if lettered { count <= 3 } else { !is_list && (zero || mixed || (loose && count <= 3)) };
    (fits && !is_decimal).then(|| (printed, skipped + trimmed.len() - closed.len()))
}

/// The codes with which a text begins, parted by commas, and where what is said behind them begins (bytes). A list may
/// go on in the next line.
pub(crate) fn list(text: &str) -> (Vec<String>, usize) {
    let mut found = Vec::new();
    let mut end = 0;
    let mut at = 0;
    while let Some((printed, size)) = text.get(at..).and_then(|rest| token(rest, false)) {
        found.push(printed);
        end = at + size;
        let rest = text.get(end..).unwrap_or_default();
        let Some(more) = rest.strip_prefix(',') else { break };
        at = end + 1 + (more.len() - more.trim_start().len());
    }
    (found, end)
}

#[cfg(test)]
mod tests {
    use domain::framework::Catalogue;

    use super::*;

    fn read(year: &str, printed: &str, instrument: &str, indicator: Option<u8>, wording: &str) -> String {
        let catalogue = Catalogue::embedded();
        let items = Items::new(catalogue.find(year).unwrap());
        let around = Around { instrument: Some(instrument), indicator };
        items.read(printed, around, wording).map(|reading| reading.code).unwrap_or_default()
    }

    #[test]
    fn misread_letters() {
        assert_eq!(read("nacc/2568", "๑๗", "IIT", Some(3), "ถูกหัวหน้าใช้ไปทำธุระส่วนตัว"), "I7");
        assert_eq!(read("nacc/2568", "0๕", "OIT", None, "แผนพัฒนา"), "O5");
        assert_eq!(read("nacc/2562", "1๑๑", "IIT", None, ""), "I11");
        assert_eq!(read("nacc/2568", "E๗", "EIT", Some(6), ""), "E7");
    }

    #[test]
    fn wording_decides_between_digits_that_look_alike() {
        let wording = "ควรปรับปรุงการดำเนินงานให้ตอบสนองความต้องการของประชาชน";
        assert_eq!(read("nacc/2568", "E๔", "EIT", None, wording), "E8");
        assert_eq!(read("nacc/2568", "E๔", "EIT", None, "ช่องทางเผยแพร่เข้าถึงง่าย"), "E4");
    }

    #[test]
    fn tokens() {
        assert_eq!(token("(O๓๔) เจตจำนง", false), Some(("O๓๔".to_owned(), "(O๓๔) ".len())));
        assert_eq!(token("E ๔ หน่วยงาน", false).map(|(code, _)| code).as_deref(), Some("E๔"));
        assert_eq!(token("(1๒๐)ผู้บังคับบัญชา", false).map(|(code, _)| code).as_deref(), Some("1๒๐"));
        assert_eq!(token("1. จัดอบรม", true), None);
        assert_eq!(token("๙๖.๗๗", true), None);
        assert_eq!(token("๒๗ เจ้าหน้าที่", false), None);
        assert_eq!(token("๒๗ เจ้าหน้าที่", true).map(|(code, _)| code).as_deref(), Some("๒๗"));
        assert_eq!(token("E-Service", false), None);
    }

    #[test]
    fn lists_of_codes() {
        let text = "O๕, O๘,\nO๑๐ ข้อมูลที่ยังไม่เปิดเผย";
        let (found, end) = list(text);
        assert_eq!(found, ["O๕", "O๘", "O๑๐"]);
        assert_eq!(text.get(end..), Some("ข้อมูลที่ยังไม่เปิดเผย"));
        assert_eq!(list("O๕ แผน, O๘").0, ["O๕"]);
        assert_eq!(list("ข้อมูล O๕, O๘").0, Vec::<String>::new());
    }
}
