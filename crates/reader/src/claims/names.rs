//! Names of indicators, instruments and parts, matched by distance: printed order and numbers are only evidence.

use domain::framework::{Catalogue, Framework};
use thai::fold_for_match;

/// Names of one document's framework, folded, with the names that other years gave the same indicators.
#[derive(Debug)]
pub(crate) struct Names {
    indicators: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    number: u8,
    folded: Vec<char>,
    letters: Letters,
}

/// How often each letter stands in a text, by its last byte.
#[derive(Debug, Clone)]
struct Letters([u8; 256]);

impl Letters {
    fn of(text: &[char]) -> Letters {
        let mut letters = Letters([0; 256]);
        for c in text {
            if let Some(count) = letters.0.get_mut(*c as usize % 256) {
                *count = count.saturating_add(1);
            }
        }
        letters
    }

    /// At most so many letters stand in both.
    fn shared(&self, text: &[char]) -> usize {
        let mut left = self.0;
        let taken = |c: &&char| match left.get_mut(**c as usize % 256) {
            Some(count) if 0 < *count => {
                *count -= 1;
                true
            }
            _ => false,
        };
        text.iter().filter(taken).count()
    }
}

/// An indicator found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndicatorHit {
    /// By name where there is one, else by number.
    pub number: u8,
    /// The number printed with it.
    pub printed: Option<u8>,
    /// Whether a name was recognised.
    pub named: bool,
    /// Letters that differ.
    pub distance: usize,
}

impl Names {
    pub(crate) fn new(framework: &Framework, catalogue: &Catalogue) -> Names {
        let mut indicators: Vec<Name> = Vec::new();
        let others = catalogue.entries().into_iter().filter_map(|entry| entry.framework().ok());
        for framework in std::iter::once(framework).chain(others) {
            for indicator in &framework.indicators {
                let folded: Vec<char> = fold_for_match(&indicator.name_th).chars().collect();
                if !indicators.iter().any(|known| known.folded == folded) {
                    let letters = Letters::of(&folded);
                    indicators.push(Name { number: indicator.number, folded, letters });
                }
            }
        }
        Names { indicators }
    }

    /// The indicator that a cell or the beginning of a line names.
    pub(crate) fn indicator(&self, text: &str) -> Option<IndicatorHit> {
        let (printed, rest) = lead(text);
        let folded: Vec<char> = fold_for_match(rest).chars().take(60).collect();
        let mut best: Option<(usize, usize, u8)> = None;
        let mut row: Vec<usize> = Vec::with_capacity(64);
        for Name { number, folded: name, letters } in &self.indicators {
            let size = name.len();
            let head = folded.get(..folded.len().min(size + 4)).unwrap_or(&folded);
            // Letters of the name that are nowhere differ in any case.
            if size * 35 < (size - letters.shared(head).min(size)) * 100 {
                continue;
            }
            distances(name, head, &mut row);
            // The name stands first; what follows it is not its own. Misreading may lengthen or shorten it.
            for length in [size, size.saturating_sub(2), size + 2, size + 4] {
                let Some(&distance) = row.get(length.min(head.len())) else { continue };
                if distance * 100 <= size * 35 && best.is_none_or(|(d, s, _)| distance * s < d * size) {
                    best = Some((distance, size, *number));
                }
            }
        }
        match (best, printed) {
            (Some((distance, _, number)), printed) => {
                Some(IndicatorHit { number, printed, named: true, distance })
            }
            (None, Some(number))
                if is_marked(text) && self.indicators.iter().any(|name| name.number == number) =>
            {
                Some(IndicatorHit { number, printed, named: false, distance: 0 })
            }
            _ => None,
        }
    }
}

/// How many letters must change to make a name of each beginning of a text: `row[n]` for its first n letters.
fn distances(name: &[char], text: &[char], row: &mut Vec<usize>) {
    row.clear();
    row.extend(0..=text.len());
    for letter in name {
        // What stood up and to the left of the place that is filled.
        let mut corner = row.first().copied().unwrap_or_default();
        let mut left = corner + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (place, other) in row.iter_mut().skip(1).zip(text) {
            let up = *place;
            let changed = corner + usize::from(letter != other);
            left = changed.min(up + 1).min(left + 1);
            corner = up;
            *place = left;
        }
    }
}

/// Whether the word for indicator stands before the number.
fn is_marked(text: &str) -> bool {
    let folded = fold_for_match(&text.chars().take(40).collect::<String>());
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit() || ".()-•".contains(c));
    rest.starts_with("ตัวชี้วัด") && !rest.starts_with("ตัวชี้วัดย่อย")
}

/// The number before a name, and the name: "(๑) ตัวชี้วัดที่ ๗ ชื่อ" gives 7 and the name.
fn lead(text: &str) -> (Option<u8>, &str) {
    let mut rest = text.trim_start();
    let mut number = None;
    let mut follows = false;
    for _ in 0..4 {
        let body = rest.trim_start_matches(['(', '-', '•', '*', ' ', '\n', '"', '“']);
        let is_digit = |c: &char| c.is_ascii_digit() || thai::digits::is_thai_digit(*c);
        let digits: String = body.chars().take_while(is_digit).take(3).collect();
        if !digits.is_empty() {
            // "ตัวชี้วัดที่ ๑ - ๕", "ตัวชี้วัดที่ ๑ ถึง ๕" name none of them.
            let to = body.get(digits.len()..).unwrap_or_default().trim_start();
            let range = to.strip_prefix("ถึง").is_some_and(|to| to.trim_start().starts_with(|c| is_digit(&c)));
            number = thai::digits::to_ascii(&digits).parse().ok().filter(|_| !range && !follows);
            follows = true;
            rest = body.get(digits.len()..).unwrap_or_default();
            rest = rest.trim_start_matches(['.', ')', ':', ' ', '\n', '-']);
            continue;
        }
        let next = ["ตัวชี้วัด", "ที่", "ตัวชีวัด"].iter().find_map(|word| body.strip_prefix(word));
        match next {
            Some(next) if !next.starts_with("ย่อย") => {
                follows = false;
                rest = next.trim_start_matches([' ', ':', '\n'])
            }
            _ => {
                rest = body;
                break;
            }
        }
    }
    (number, rest)
}

/// The instrument that a heading names, when it names just one.
pub(crate) fn instrument(text: &str) -> Option<&'static str> {
    let head: String = text.chars().take(260).collect();
    let folded = fold_for_match(&head);
    let says =
        |short: &str, long: &[&str]| has_word(&head, short) || long.iter().any(|long| folded.contains(long));
    let found = [
        ("IIT", says("IIT", &["ส่วนได้ส่วนเสียภายใน", "ส่วนได้เสียภายใน", "สวนได้สวนเสียภายใน"])),
        ("EIT", says("EIT", &["ส่วนได้ส่วนเสียภายนอก", "ส่วนได้เสียภายนอก", "สวนไดสวนเสียภายนอก"])),
        ("OIT", says("OIT", &["แบบวัดการเปิดเผยข้อมูลสาธารณะ", "แบบตรวจการเปิดเผยข้อมูลสาธารณะ"])),
    ];
    let mut named = found.iter().filter(|(_, said)| *said).map(|(code, _)| *code);
    named.next().filter(|_| named.next().is_none())
}

/// Whether Latin letters stand as a word of their own.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        !letter(before) && !letter(after)
    })
}

/// The part that a cell names, also by the short name in brackets behind another text: "คุณภาพการดำเนินงาน (EIT Survey)".
pub(crate) fn part_of_cell(text: &str, framework: &Framework) -> Option<String> {
    let short = || {
        let folded = fold_for_match(text);
        framework.parts.iter().find(|known| {
            let name = fold_for_match(&known.name_th);
            let tail = name.rsplit_once('(').and_then(|(_, tail)| tail.strip_suffix(')'));
            tail.is_some_and(|tail| 4 <= tail.chars().count() && folded.contains(&format!("({tail})")))
        })
    };
    part(text, framework).or_else(|| short().map(|part| part.code.clone()))
}

/// How many parts a cell names by the short names in brackets: "E๑ (EIT Public), E๑ (EIT Survey) …".
pub(crate) fn parts_of_cell(text: &str, framework: &Framework) -> usize {
    let folded = fold_for_match(text);
    let named = framework.parts.iter().filter(|known| {
        let name = fold_for_match(&known.name_th);
        let short = name.rsplit_once('(').map(|(_, tail)| format!("({tail}"));
        short.is_some_and(|short| short.ends_with(')') && folded.contains(&short))
    });
    named.count()
}

/// The part of an instrument that a line names: `public`, `survey`.
pub(crate) fn part(text: &str, framework: &Framework) -> Option<String> {
    let folded = fold_for_match(&text.chars().take(160).collect::<String>());
    let at = folded.find("ส่วนที่").filter(|at| *at <= 24)?;
    let rest = folded.get(at..).unwrap_or_default();
    let number = rest.strip_prefix("ส่วนที่").and_then(|rest| rest.chars().next()).and_then(|c| c.to_digit(10));
    let by_word = framework.parts.iter().find(|part| rest.contains(part.code.as_str()));
    let by_name = framework.parts.iter().find(|part| {
        let name = fold_for_match(&part.name_th);
        let core: String = name.chars().skip_while(|c| !c.is_ascii_digit()).skip(1).take(18).collect();
        rest.contains(&core)
    });
    let by_number = number.and_then(|number| framework.parts.get((number as usize).checked_sub(1)?));
    let is_questionnaire = rest.contains("ผู้รับบริการ") || rest.contains("ผู้ประเมิน") || rest.contains("eit");
    by_word
        .or(by_name)
        .or(by_number.filter(|_| is_questionnaire || rest.chars().count() <= 9))
        .map(|part| part.code.clone())
}

#[cfg(test)]
mod tests {
    use super::{Letters, distances};

    #[test]
    fn distances_are_those_of_each_beginning() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let texts = ["การใช้งบประมาณ", "การใช้อำนาจ", "การใชงบประมาณของ", "", "ก", "ปฏิบัติหน้าที่", "งบการใช้ประมาณ"];
        let mut row = Vec::new();
        for name in texts {
            for text in texts {
                let all = chars(text);
                distances(&chars(name), &all, &mut row);
                for (length, distance) in row.iter().enumerate() {
                    let head: String = all.iter().take(length).collect();
                    assert_eq!(*distance, strsim::levenshtein(name, &head), "{name} {head}");
                    // What is skipped by its letters alone could not have been nearer.
                    let shared = Letters::of(&chars(name)).shared(&chars(&head));
                    assert!(chars(name).len() - shared <= *distance);
                }
            }
        }
    }
}
