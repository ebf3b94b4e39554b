//! Text as recognition of a scan leaves it: misread codes, lost marks, spaces within words, broken lines, numbers
//! and heads of pages in between.

use documents::model::Document;

use super::case::Case;
use super::draw::{at, in_hundred};
use super::print::{Flat, flat, lines_of};
use crate::nation::Random;

/// The document as such a text. Texts of measures keep their letters, so that what was printed stays known.
pub(super) fn recognised(random: &mut Random, document: &Document, case: &Case) -> String {
    let mut out = String::new();
    let mut page = 1;
    let mut since = 0;
    let bars = in_hundred(random, 30);
    let markup = !bars && in_hundred(random, 50);
    for part in flat(document) {
        match part {
            Flat::Heading(_, text) => {
                let text = worn(random, &text, case);
                out.push_str(&format!("\n{}\n", codes(random, &text, case)));
            }
            Flat::Text(text) => {
                let text = worn(random, &text, case);
                let text = codes(random, &text, case);
                out.push_str(&format!("{}\n\n", broken(random, &text)));
            }
            Flat::Table(table) if markup => out.push_str(&of_html(random, &table, case)),
            Flat::Table(table) => {
                let line = |row: &[Vec<String>]| {
                    let cells: Vec<String> = row.iter().map(|lines| lines.join(" ")).collect();
                    if bars { format!("| {} |", cells.join(" | ")) } else { cells.join("\t") }
                };
                let between = format!("\n{}\n", number(random, page + 1));
                let lines = lines_of(random, &table, &line, None, &between);
                let lines: Vec<String> = lines.iter().map(|line| codes(random, line, case)).collect();
                out.push_str(&format!("\n{}\n\n", lines.join("\n")));
            }
            Flat::Page => since = 100,
        }
        since += 1;
        if 24 < since && in_hundred(random, 60) {
            page += 1;
            since = 0;
            out.push_str(&format!("\n{}\n\n", number(random, page)));
        }
    }
    out
}

fn number(random: &mut Random, page: u32) -> String {
    match random.below(4) {
        0 => format!("- {page} -"),
        1 => thai::digits::to_thai(&format!("- {page} -")),
        2 => format!("หน้า {page}"),
        _ => thai::digits::to_thai(&page.to_string()),
    }
}

fn of_html(random: &mut Random, table: &super::print::FlatTable, case: &Case) -> String {
    let mut out = String::from("\n<table>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let across =
                if 1 < cell.across { format!(" colspan=\"{}\"", cell.across) } else { String::new() };
            let down = if 1 < cell.down { format!(" rowspan=\"{}\"", cell.down) } else { String::new() };
            let text = codes(random, &cell.lines.join("<br>"), case);
            out.push_str(&format!("<td{across}{down}>{text}</td>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n\n");
    out
}

/// A mark lost or a space within a word, once in some eighty letters.
fn worn(random: &mut Random, text: &str, case: &Case) -> String {
    // The name is left whole: what another spelling of it means is asked elsewhere.
    if text.contains(&case.short) {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut before = ' ';
    for sign in text.chars() {
        let tone = ('\u{E48}'..='\u{E4C}').contains(&sign);
        if tone && random.below(40) == 0 {
            continue;
        }
        let letter = |c: char| ('ก'..='ฮ').contains(&c);
        if letter(sign) && letter(before) && random.below(90) == 0 {
            out.push(' ');
        }
        out.push(sign);
        before = sign;
    }
    out
}

/// Lines end where the paper did.
fn broken(random: &mut Random, text: &str) -> String {
    if text.chars().count() < 90 {
        return text.to_owned();
    }
    let width = 60 + at(random, 40);
    let mut out = String::new();
    let mut line = 0;
    for word in thai::words::words(text) {
        let size = word.chars().count();
        if width < line + size {
            out.push('\n');
            line = 0;
        }
        out.push_str(word);
        line += size;
    }
    out
}

/// Codes of items with a letter or digit misread.
fn codes(random: &mut Random, text: &str, case: &Case) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < signs.len() {
        let is_digit = |c: char| c.is_ascii_digit() || thai::digits::is_thai_digit(c);
        let sign = signs[at];
        let begins = matches!(sign, 'I' | 'E' | 'O') && (at == 0 || !signs[at - 1].is_alphanumeric());
        let count = signs[at + 1..].iter().take_while(|c| is_digit(**c)).count();
        let alone = signs.get(at + 1 + count).is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii());
        let code: String = signs[at..at + 1 + count].iter().collect();
        let known = case.framework().item(&thai::digits::to_ascii(&code)).is_some();
        if begins && 0 < count && alone && known && in_hundred(random, 25) {
            let digits: String = signs[at + 1..at + 1 + count].iter().collect();
            let thai_digits = thai::digits::to_thai(&digits);
            match sign {
                'I' => out.push_str(&if in_hundred(random, 50) {
                    format!("๑{thai_digits}")
                } else {
                    format!("1{thai_digits}")
                }),
                'O' => out.push_str(&format!("0{thai_digits}")),
                _ if digits.ends_with(['8', '๘']) => {
                    out.push_str(&format!("E{}", thai_digits.replace('๘', "๔")))
                }
                _ => out.push_str(&format!("E {thai_digits}")),
            }
        } else {
            out.extend(&signs[at..at + 1 + if begins { count } else { 0 }]);
        }
        at += 1 + if begins { count } else { 0 };
    }
    out
}
