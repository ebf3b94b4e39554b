//! Cuts a text that should hold a date or a period into tokens.
//!
//! Dates in real documents differ in spaces, dots, digits, markup and small words far more than in order, so
//! these differences are dropped here and the grammars of `dates` and `periods` see only what matters.

use crate::{digits, months, script};

/// One token and the bytes of the text it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Digits of either kind; `len` counts them, so that 05 differs from 5.
    Number(Number),
    /// Three numbers joined by the same separator: 1/10/2568, 2025-10-01.
    Triple([Number; 3]),
    Month(i8),
    /// A dash of any length, or ถึง.
    To,
    Slash,
    Open,
    Close,
    Key(Key),
    /// A run of anything else.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Saturates, so that a long run of digits is never a year.
    pub(crate) value: u32,
    pub(crate) len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Day,
    Month,
    Year,
    CalendarYear,
    FiscalYear,
    Buddhist,
    Common,
    Throughout,
    Within,
    Quarter,
    Round,
    Half,
    First,
    Last,
    EndOf,
}

/// Words with a meaning, longest first where one begins another. `None` is a word without weight.
/// `true` marks words strong enough to be recognised in the middle of unbroken Thai text.
const WORDS: [(&str, Option<Key>, bool); 62] = [
    ("ปีงบประมาณ", Some(Key::FiscalYear), true),
    ("ปีงปม.", Some(Key::FiscalYear), true),
    ("ปีงบฯ", Some(Key::FiscalYear), true),
    ("ปีงบ", Some(Key::FiscalYear), true),
    ("ปีปฏิทิน", Some(Key::CalendarYear), true),
    ("ปีปฎิทิน", Some(Key::CalendarYear), true),
    ("ปี", Some(Key::Year), true),
    ("พ.ศ.", Some(Key::Buddhist), true),
    ("พ. ศ.", Some(Key::Buddhist), true),
    ("พ.ศ", Some(Key::Buddhist), true),
    ("พศ.", Some(Key::Buddhist), false),
    ("พศ", Some(Key::Buddhist), false),
    ("พุทธศักราช", Some(Key::Buddhist), true),
    ("ค.ศ.", Some(Key::Common), true),
    ("ค. ศ.", Some(Key::Common), true),
    ("ค.ศ", Some(Key::Common), true),
    ("คริสต์ศักราช", Some(Key::Common), true),
    ("วันที่", Some(Key::Day), true),
    ("วันจันทร์", None, false),
    ("วันอังคาร", None, false),
    ("วันพุธ", None, false),
    ("วันพฤหัสบดี", None, false),
    ("วันพฤหัส", None, false),
    ("วันศุกร์", None, false),
    ("วันเสาร์", None, false),
    ("วันอาทิตย์", None, false),
    ("วัน", Some(Key::Day), false),
    ("เดือน", Some(Key::Month), true),
    ("ไตรมาส", Some(Key::Quarter), true),
    ("รอบ", Some(Key::Round), false),
    ("ครึ่งปี", Some(Key::Half), true),
    ("แรก", Some(Key::First), false),
    ("หลัง", Some(Key::Last), false),
    ("ตลอดทั้ง", Some(Key::Throughout), true),
    ("ตลอด", Some(Key::Throughout), true),
    ("ทั้ง", Some(Key::Throughout), false),
    ("ภายใน", Some(Key::Within), true),
    ("ไม่เกิน", Some(Key::Within), true),
    ("สิ้นสุด", None, false),
    ("สิ้น", Some(Key::EndOf), false),
    ("ระยะเวลา", None, false),
    ("ช่วงเวลา", None, false),
    ("ช่วง", None, false),
    ("กำหนดการ", None, false),
    ("ดำเนินการ", None, false),
    ("ดำเนินงาน", None, false),
    ("ระหว่าง", None, false),
    ("ตั้งแต่", None, false),
    ("เริ่มต้น", None, false),
    ("เริ่ม", None, false),
    ("ประจำ", None, true),
    ("ของ", None, false),
    ("ในการ", None, false),
    ("ใน", None, false),
    ("ที่", None, false),
    ("ณ", None, false),
    ("จันทร์", None, false),
    ("อังคาร", None, false),
    ("พุธ", None, false),
    ("พฤหัสบดี", None, false),
    ("ศุกร์", None, false),
    ("เมื่อ", None, false),
];

/// The words for "until", which stand for a dash.
const UNTIL: [&str; 3] = ["จนถึง", "ถึง", "ไปถึง"];

/// The tokens of a text. White space, dots, commas, colons, quotes, HTML tags and words without weight leave
/// no token.
pub(crate) fn lex(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    // End of the last run that was not understood: keywords directly behind it may be part of a longer word.
    let mut unknown_end = None;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let inside = unknown_end == Some(at);
        let (kind, len) = next(rest, c, inside);
        match kind {
            Some(Kind::Unknown) => {
                match tokens.last_mut() {
                    Some(last) if last.kind == Kind::Unknown && last.end == at => last.end += len,
                    _ => tokens.push(Token { kind: Kind::Unknown, start: at, end: at + len }),
                }
                unknown_end = Some(at + len);
            }
            Some(kind) => tokens.push(Token { kind, start: at, end: at + len }),
            None => {}
        }
        at += len;
    }
    tokens
}

/// The token at the start of `rest` and its bytes; no kind when it carries nothing. `len` is never 0.
fn next(rest: &str, c: char, inside: bool) -> (Option<Kind>, usize) {
    let one = c.len_utf8();
    match c {
        _ if is_dash(c) => {
            let run = rest.len() - rest.trim_start_matches(is_dash).len();
            return (Some(Kind::To), run);
        }
        '/' => return (Some(Kind::Slash), one),
        '(' | '[' => return (Some(Kind::Open), one),
        ')' | ']' => return (Some(Kind::Close), one),
        '<' => return (None, tag(rest).unwrap_or(one)),
        _ if c.is_whitespace() || is_noise(c) => return (None, one),
        _ if digits::value(c).is_some() => return number(rest),
        _ => {}
    }
    if let Some(found) = months::at_start(rest).filter(|found| !inside || found.certain) {
        return (Some(Kind::Month(found.month)), found.len);
    }
    if let Some(word) = UNTIL.iter().find(|word| rest.starts_with(**word)) {
        return (Some(Kind::To), word.len());
    }
    let mut known = WORDS.iter().filter(|(word, _, strong)| (*strong || !inside) && rest.starts_with(word));
    if let Some((word, key, _)) = known.next().filter(|(word, ..)| !breaks_cluster(rest, word.len())) {
        return (key.map(Kind::Key), word.len());
    }
    (Some(Kind::Unknown), one)
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~')
}

const fn is_noise(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ':' | ';' | '"' | '\'' | '*' | '\u{2026}' | '\u{2018}'
            ..='\u{201F}' | '\u{200B}' | '\u{FEFF}'
    )
}

/// Whether a word that ends here would cut off a mark from its consonant (ณ in ณี).
fn breaks_cluster(rest: &str, len: usize) -> bool {
    rest.get(len..).and_then(|tail| tail.chars().next()).is_some_and(script::is_mark)
}

/// Length of the HTML tag at the start: recognition services leave `<p>` and `</p>` in table cells.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('<')?.trim_start_matches('/');
    let named = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    // A sign that nothing closes nearby is no tag; looking further would cost too much in a text full of them.
    let mut near = rest.char_indices().take(200).filter(|_| named);
    near.find(|(_, c)| *c == '>').map(|(end, _)| end + 1)
}

fn number(rest: &str) -> (Option<Kind>, usize) {
    let (first, mut len) = run(rest);
    let mut parts = [first; 3];
    let separator = rest.get(len..).and_then(|tail| tail.chars().next());
    if let Some(separator) = separator.filter(|c| matches!(c, '/' | '-' | '.')) {
        let mut end = len;
        let mut count = 1;
        for part in &mut parts[1..] {
            let tail = rest.get(end..).and_then(|tail| tail.strip_prefix(separator)).unwrap_or_default();
            let (number, taken) = run(tail);
            if taken == 0 {
                break;
            }
            *part = number;
            end += 1 + taken;
            count += 1;
        }
        if count == 3 && is_triple(parts, separator) {
            len = end;
            return (Some(Kind::Triple(parts)), len);
        }
    }
    (Some(Kind::Number(first)), len)
}

/// Dots and dashes also stand between section numbers and in ranges, so with them the year must be written
/// in four digits; a slash is content with two.
fn is_triple(parts: [Number; 3], separator: char) -> bool {
    let [a, b, c] = parts;
    let day_first = a.len <= 2 && b.len <= 2 && (c.len == 4 || (separator == '/' && c.len == 2));
    let year_first = a.len == 4 && b.len <= 2 && c.len <= 2;
    day_first || year_first
}

fn run(text: &str) -> (Number, usize) {
    let mut number = Number { value: 0, len: 0 };
    let mut bytes = 0;
    for c in text.chars() {
        let Some(digit) = digits::value(c) else { break };
        number.value = number.value.saturating_mul(10).saturating_add(digit);
        number.len += 1;
        bytes += c.len_utf8();
    }
    (number, bytes)
}
