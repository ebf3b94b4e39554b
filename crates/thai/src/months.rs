//! Names of the months: how they are written, and every spelling in which they are read.

/// Full names, January first.
pub const LONG: [&str; 12] = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
];

/// Abbreviations of the Royal Institute, January first.
pub const SHORT: [&str; 12] =
    ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];

/// Name of a month (1 to 12) from one of the two tables; nothing for another number.
pub(crate) fn name(table: &'static [&'static str; 12], month: i8) -> &'static str {
    usize::try_from(i16::from(month) - 1).ok().and_then(|index| table.get(index)).copied().unwrap_or_default()
}

/// Spellings of full names beside [`LONG`]: colloquial short forms, usual misspellings, and letters that
/// character recognition confuses (ฎ/ฏ, ต/ด, ษ/ศ, a lost mark).
const VARIANTS: [(&str, i8); 39] = [
    ("มกรา", 1),
    ("มกราคน", 1),
    ("มกคราคม", 1),
    ("กุมภาพันธ", 2),
    ("กุมภาพันธุ์", 2),
    ("กุมภาพัน", 2),
    ("กุมพาพันธ์", 2),
    ("กมภาพันธ์", 2),
    ("กุมภา", 2),
    ("มีนา", 3),
    ("มนาคม", 3),
    ("เมษา", 4),
    ("เมษยน", 4),
    ("เมศายน", 4),
    ("พฤษภา", 5),
    ("พฤกษภาคม", 5),
    ("พฤศภาคม", 5),
    ("พฤษาคม", 5),
    ("พฤษภคม", 5),
    ("มิถุนา", 6),
    ("มิถนายน", 6),
    ("มิถุนยน", 6),
    ("กรกฎา", 7),
    ("กรกฏา", 7),
    ("กรกฏาคม", 7),
    ("กรกฎคม", 7),
    ("กรกฏคม", 7),
    ("สิงหา", 8),
    ("สิงหคม", 8),
    ("สิงห์หาคม", 8),
    ("กันยา", 9),
    ("กันยยน", 9),
    ("ตุลา", 10),
    ("ดุลาคม", 10),
    ("ตลาคม", 10),
    ("พฤศจิกา", 11),
    ("พฤษจิกายน", 11),
    ("ธันวา", 12),
    ("ธันวาตม", 12),
];

/// Abbreviations without their dots. `ดค` and `ดุค` are October with ต misread as ด; no month begins with ด.
const ABBREVIATIONS: [(&str, i8); 14] = [
    ("มค", 1),
    ("กพ", 2),
    ("มีค", 3),
    ("เมย", 4),
    ("พค", 5),
    ("มิย", 6),
    ("กค", 7),
    ("สค", 8),
    ("กย", 9),
    ("ตค", 10),
    ("ดค", 10),
    ("พย", 11),
    ("ธค", 12),
    ("มึค", 3),
];

/// A month found at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) month: i8,
    /// Bytes taken, with the dots that belong to an abbreviation.
    pub(crate) len: usize,
    /// Whether it is a full name or dotted, and so cannot be the beginning of another word.
    pub(crate) certain: bool,
}

/// The month whose name begins `text`: the longest full name, else an abbreviation.
pub(crate) fn at_start(text: &str) -> Option<Match> {
    let long = LONG.iter().zip(1i8..).map(|(name, month)| (*name, month));
    let full = long
        .chain(VARIANTS)
        .filter_map(|(name, month)| spaced(text, name, false).map(|len| Match { month, len, certain: true }));
    full.max_by_key(|found| found.len).or_else(|| abbreviation(text))
}

fn abbreviation(text: &str) -> Option<Match> {
    for (letters, month) in ABBREVIATIONS {
        let Some(len) = spaced(text, letters, true) else { continue };
        let taken = text.get(..len)?;
        let rest = text.get(len..)?;
        let dotted = taken.contains('.');
        // ก.ค.ศ. and ก.พ.ร. are agencies: one more dotted letter follows.
        let mut after = rest.trim_start_matches('.').chars();
        let follower = (after.next(), after.next());
        let acronym = matches!(follower, (Some(c), Some('.')) if crate::script::is_consonant(c));
        // A full stop that merely ends the abbreviation belongs to it; leaders (.....) do not.
        let stop = rest.starts_with('.') && !rest.starts_with("..");
        let glued = !stop && rest.chars().next().is_some_and(crate::script::is_letter);
        if (dotted && acronym && starts_directly(rest)) || glued {
            continue;
        }
        return Some(Match { month, len: len + usize::from(stop), certain: dotted });
    }
    None
}

/// Whether what follows an abbreviation is a dot with a letter directly behind it.
fn starts_directly(rest: &str) -> bool {
    rest.strip_prefix('.').and_then(|r| r.chars().next()).is_some_and(crate::script::is_consonant)
}

/// Matches `pattern` at the start of `text`, allowing single spaces between its letters, and single dots too
/// when it is an abbreviation. Answers the bytes taken.
fn spaced(text: &str, pattern: &str, dots: bool) -> Option<usize> {
    let mut letters = pattern.chars().peekable();
    let mut fillers = 0;
    for (offset, c) in text.char_indices() {
        let Some(&wanted) = letters.peek() else { return Some(offset) };
        if c == wanted {
            letters.next();
            fillers = 0;
        } else if offset != 0 && fillers < 2 && (c == ' ' || (dots && c == '.')) {
            fillers += 1;
        } else {
            return None;
        }
    }
    letters.peek().is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Option<i8> {
        at_start(text).map(|found| found.month)
    }

    #[test]
    fn every_table_entry_reads_as_its_month() {
        for (index, month_number) in (0..12).zip(1..) {
            assert_eq!(month(LONG[index]), Some(month_number));
            assert_eq!(month(SHORT[index]), Some(month_number));
            assert_eq!(at_start(SHORT[index]).unwrap().len, SHORT[index].len());
        }
        for (name, number) in VARIANTS.into_iter().chain(ABBREVIATIONS) {
            assert_eq!(month(name), Some(number), "{name}");
        }
    }

    #[test]
    fn dots_and_spaces() {
        for text in ["ต.ค", "ตค.", "ต. ค.", "ต ค", "ต.ค.68", "ต.ค. 2568", "ต.ค.ถึง", "ตุลา คม"]
        {
            assert_eq!(month(text), Some(10), "{text}");
        }
    }

    #[test]
    fn words_that_only_look_like_months() {
        for text in ["ก.ค.ศ.", "ก.พ.ร.", "มีความสุข", "กครู", "ตลาด", "พยาน"]
        {
            assert_eq!(month(text), None, "{text}");
        }
    }
}
