//! Numbered lists within a text: "1. … 2. …", "๑) … ๒) …", "- … - …".

/// A list number found in a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// The number.
    pub number: u32,
    /// Where the number begins.
    pub start: usize,
    /// Where the text behind it begins.
    pub text: usize,
    /// What closes it: `.`, `)`, or nothing. A list within a step has another sign than the list of steps.
    pub mark: Option<char>,
}

/// The numbers 1, 2, 3 … of a list in a text, each found once, in order.
///
/// The first may lack its full stop when the text begins with it, since recognition loses full stops.
pub(crate) fn numbers(text: &str) -> Vec<Numbered> {
    let mut found: Vec<Numbered> = Vec::new();
    let mut boundary = true;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let size = c.len_utf8();
        if boundary && let Some(hit) = number_at(text, at, at == 0) {
            let expected = found.last().map_or(1, |last| last.number + 1);
            // A text that carries on another page's list begins anywhere.
            let style = found.iter().find_map(|hit| hit.mark);
            let fits = style.is_none_or(|style| hit.mark == Some(style));
            if fits && (hit.number == expected || (found.is_empty() && at == 0)) {
                at = hit.text;
                found.push(hit);
                boundary = true;
                continue;
            }
        }
        // Numbers stand behind white space or, where spaces were lost, directly behind a Thai letter.
        boundary = !(c.is_ascii_alphanumeric()
            || thai::digits::is_thai_digit(c)
            || matches!(c, '.' | ',' | '/' | '('));
        at += size;
    }
    found
}

/// `1.`, `1)`, `(1)` at a byte, followed by no further digit.
fn number_at(text: &str, start: usize, bare: bool) -> Option<Numbered> {
    let rest = text.get(start..)?;
    let open = usize::from(rest.starts_with('('));
    let body = rest.get(open..)?;
    let is_digit = |c: &char| c.is_ascii_digit() || thai::digits::is_thai_digit(*c);
    let digits: String = body.chars().take_while(is_digit).take(3).collect();
    let number: u32 =
        thai::digits::to_ascii(&digits).parse().ok().filter(|number| (1..=60).contains(number))?;
    let tail = body.get(digits.len()..)?;
    let mark = match tail.chars().next()? {
        ')' => Some(')'),
        '.' if open == 0 => Some('.'),
        c if bare && open == 0 && c == ' ' && number == 1 => None,
        _ => return None,
    };
    let size = usize::from(mark.is_some());
    let after = tail.get(size..)?;
    if after.starts_with(|c| is_digit(&c)) {
        return None;
    }
    let spaces = after.len() - after.trim_start().len();
    Some(Numbered { number, start, text: start + open + digits.len() + size + spaces, mark })
}

/// The steps of a cell: its numbered list, else its lines with dashes, else the whole.
///
/// ```
/// use reader::claims::steps_of;
/// assert_eq!(steps_of("1.อบรม 2. ประชาสัมพันธ์ ปี 2567"), ["อบรม", "ประชาสัมพันธ์ ปี 2567"]);
/// assert_eq!(steps_of("- ก\n- ข"), ["ก", "ข"]);
/// ```
pub fn steps_of(text: &str) -> Vec<String> {
    let mut list = numbers(text);
    if list.first().is_some_and(|first| first.number != 1) {
        list.clear();
    }
    let dashed = |line: &str| line.trim_start().starts_with(['-', '•', '–']);
    let dashes = text.lines().filter(|line| dashed(line)).count();
    // Numbers within the lines of a list with dashes count what one step names.
    if 1 < dashes && text.lines().next().is_some_and(dashed) {
        list.clear();
    }
    // One number alone, without full stop, is no list.
    let is_list = 2 <= list.len() || list.first().is_some_and(|one| one.start == 0 && !is_bare(text));
    let parts: Vec<&str> = if is_list {
        let before = list.first().and_then(|first| text.get(..first.start));
        let ends = list.iter().skip(1).map(|next| next.start).chain([text.len()]);
        let items = list.iter().zip(ends).filter_map(|(item, end)| text.get(item.text..end));
        before.into_iter().chain(items).collect()
    } else {
        if 2 <= dashes {
            text.split("\n-").flat_map(|part| part.split("\n•")).collect()
        } else if 2 <= dashes_within(text).len() {
            let cuts = dashes_within(text);
            let starts = std::iter::once(0).chain(cuts.iter().copied());
            let ends = cuts.iter().copied().chain([text.len()]);
            starts.zip(ends).filter_map(|(from, to)| text.get(from..to)).collect()
        } else {
            vec![text]
        }
    };
    let clean = parts
        .into_iter()
        .map(|part| part.trim().trim_start_matches(['-', '•', '–']).trim().replace('\n', " "));
    clean.filter(|part| !part.is_empty()).collect()
}

/// Dashes that begin a point within a line, in bytes: white space before, a Thai letter right behind.
fn dashes_within(text: &str) -> Vec<usize> {
    let begins = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + 1..).and_then(|behind| behind.chars().next());
        before.is_some_and(char::is_whitespace)
            && behind.is_some_and(|c| matches!(c, '\u{E01}'..='\u{E2E}' | '\u{E40}'..='\u{E44}'))
    };
    text.match_indices('-').map(|(at, _)| at).filter(begins).collect()
}

fn is_bare(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c));
    rest.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_several_kinds() {
        assert_eq!(steps_of("๑ จัดทำคู่มือ ๒. ประชาสัมพันธ์\n๓.เผยแพร่"), ["จัดทำคู่มือ", "ประชาสัมพันธ์", "เผยแพร่"]);
        assert_eq!(steps_of("1.ประชุม"), ["ประชุม"]);
        assert_eq!(steps_of("๑. ทบทวน คือ\n๑) ก\n๒) ข\n๒. กำหนด"), ["ทบทวน คือ ๑) ก ๒) ข", "กำหนด"]);
        assert_eq!(steps_of("ตั้งแต่วันที่1ตุลาคม 2566 รวม 12.50 บาท"), ["ตั้งแต่วันที่1ตุลาคม 2566 รวม 12.50 บาท"]);
        assert_eq!(steps_of("1 ตุลาคม 2566"), ["1 ตุลาคม 2566"]);
        assert_eq!(steps_of("จัดทำคู่มือ -อบรม\n-เผยแพร่คู่มือ"), ["จัดทำคู่มือ", "อบรม", "เผยแพร่คู่มือ"]);
        assert_eq!(steps_of("วันจันทร์ -ศุกร์ เวลา 8 - 16 น."), ["วันจันทร์ -ศุกร์ เวลา 8 - 16 น."]);
        assert_eq!(steps_of("- ทบทวน ได้แก่ (1) ก (2) ข\n- กำหนด"), ["ทบทวน ได้แก่ (1) ก (2) ข", "กำหนด"]);
        assert_eq!(steps_of(""), Vec::<String>::new());
    }
}
