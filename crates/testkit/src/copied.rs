//! How much of a text comes out of a file again.

use std::collections::HashSet;

/// Length of a window in characters.
const WINDOW: usize = 12;

/// Counts the windows of 12 characters of a source that stand in an extracted text, and all of them.
///
/// Each line of the source is a text of its own; one shorter than a window counts as a window. White space is left
/// out on both sides, and ำ is one letter, however it was written.
///
/// ```
/// use testkit::copied::windows_right;
/// assert_eq!(windows_right("การดำเนินการ", "การดํา เนินการ"), (1, 1));
/// assert_eq!(windows_right("abcdefghijklm", "abcdefghijkl-m"), (1, 2));
/// ```
pub fn windows_right(source: &str, extracted: &str) -> (usize, usize) {
    let extracted = letters(extracted);
    let known: HashSet<&[char]> = extracted.windows(WINDOW).collect();
    let mut right = 0;
    let mut total = 0;
    for line in source.lines() {
        let line = letters(line);
        if line.is_empty() {
            continue;
        }
        if line.len() < WINDOW {
            total += 1;
            right += usize::from(extracted.windows(line.len()).any(|window| window == line));
        } else {
            total += line.windows(WINDOW).count();
            right += line.windows(WINDOW).filter(|window| known.contains(window)).count();
        }
    }
    (right, total)
}

/// The windows of a source that are not in an extracted text, for messages.
pub fn windows_lost(source: &str, extracted: &str) -> Vec<String> {
    let extracted = letters(extracted);
    let known: HashSet<&[char]> = extracted.windows(WINDOW).collect();
    let lines = source.lines().map(letters);
    lines
        .flat_map(|line| line.windows(WINDOW).map(<[char]>::to_vec).collect::<Vec<_>>())
        .filter(|window| !known.contains(window.as_slice()))
        .map(|window| window.into_iter().collect())
        .collect()
}

/// Syllables that an extracted text has two times in a row although the source nowhere does.
pub fn doubled(source: &str, extracted: &str) -> Vec<String> {
    let (source, extracted) = (letters(source), letters(extracted));
    let mut found = Vec::new();
    // A letter with one to three marks, twice.
    for length in 2..=4 {
        for pair in extracted.windows(2 * length) {
            let (one, two) = pair.split_at(length);
            let marked = one.iter().skip(1).all(|c| matches!(c, '\u{E31}' | '\u{E33}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'));
            if one == two && marked && !source.windows(pair.len()).any(|window| window == pair) {
                found.push(pair.iter().collect());
            }
        }
    }
    found
}

/// Letters alone, with ring, tone mark and า made ำ.
fn letters(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len() / 3);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if c != '\u{E32}' {
            out.push(c);
            continue;
        }
        // The ring stands right before, or before or behind a tone mark.
        let ring = out.iter().rev().take(2).position(|c| *c == '\u{E4D}');
        let tone = out.last().is_some_and(|c| matches!(c, '\u{E48}'..='\u{E4B}'));
        match ring {
            Some(back) if back == 0 || tone => {
                out.remove(out.len() - 1 - back);
                out.push('\u{E33}');
            }
            _ => out.push(c),
        }
    }
    out
}
