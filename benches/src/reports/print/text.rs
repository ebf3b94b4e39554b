//! Drafts as text: Markdown, tables by tabs, tables by spaces.

use documents::model::Document;

use super::{Flat, FlatTable, flat};
use crate::nation::Random;
use crate::reports::draw::{at, in_hundred};

/// How a table is broken over pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) enum Broken {
    /// Not at all.
    Whole,
    /// The headings stand again on the next page.
    Repeated,
    /// They do not.
    Bare,
}

/// The rows of a table as lines, each row made by `line`; a table may be broken over two pages.
pub(in crate::reports) fn lines_of(
    random: &mut Random,
    table: &FlatTable,
    line: &dyn Fn(&[Vec<String>]) -> String,
    rule: Option<&str>,
    between: &str,
) -> Vec<String> {
    let rows = table.spread();
    let broken = match random.below(10) {
        0..7 => Broken::Whole,
        7..9 => Broken::Repeated,
        _ => Broken::Bare,
    };
    let body = rows.len() - table.head;
    let cut =
        if broken == Broken::Whole || body < 4 { rows.len() } else { table.head + 1 + at(random, body - 2) };
    let head = || {
        let mut head: Vec<String> = rows.iter().take(table.head).map(|row| line(row)).collect();
        head.extend(rule.map(str::to_owned));
        head
    };
    let mut all = head();
    for (number, row) in rows.iter().enumerate().skip(table.head) {
        if number == cut {
            all.push(between.to_owned());
            if broken == Broken::Repeated {
                all.extend(head());
            }
        }
        all.push(line(row));
    }
    all
}

/// Markdown with tables by bars.
pub fn markdown(random: &mut Random, document: &Document) -> String {
    let mut out = String::new();
    for part in flat(document) {
        match part {
            Flat::Heading(level, text) => {
                out.push_str(&format!("{} {text}\n\n", "#".repeat(usize::from(level))))
            }
            Flat::Text(text) => out.push_str(&format!("{text}\n\n")),
            Flat::Table(table) => {
                let rule = format!("|{}", "---|".repeat(table.width));
                let line = |row: &[Vec<String>]| {
                    let cells: Vec<String> =
                        row.iter().map(|lines| lines.join("<br>").replace('|', "/")).collect();
                    format!("| {} |", cells.join(" | "))
                };
                out.push_str(&lines_of(random, &table, &line, Some(&rule), "").join("\n"));
                out.push_str("\n\n");
            }
            Flat::Page => out.push_str("---\n\n"),
        }
    }
    out
}

/// Text with tabs between cells, as it is copied from a word processor.
pub fn tabs(random: &mut Random, document: &Document) -> String {
    let indent = in_hundred(random, 50);
    let paged = in_hundred(random, 40);
    let mut page = 1;
    let mut out = String::new();
    for part in flat(document) {
        match part {
            Flat::Heading(_, text) => out.push_str(&format!("\n{text}\n")),
            Flat::Text(text) => out.push_str(&format!("{}{text}\n", if indent { "\t" } else { "" })),
            Flat::Table(table) => {
                let line = |row: &[Vec<String>]| {
                    let cells: Vec<String> = row.iter().map(|lines| lines.join(" ")).collect();
                    cells.join("\t")
                };
                let between = if paged { "\u{C}" } else { "" };
                out.push('\n');
                out.push_str(&lines_of(random, &table, &line, None, between).join("\n"));
                out.push_str("\n\n");
            }
            Flat::Page if paged => {
                page += 1;
                out.push_str(&format!("\u{C}- {page} -\n"));
            }
            Flat::Page => out.push('\n'),
        }
    }
    out
}

/// Text with spaces between cells.
pub fn spaces(random: &mut Random, document: &Document) -> String {
    let gap = " ".repeat(2 + at(random, 4));
    let mut out = String::new();
    for part in flat(document) {
        match part {
            Flat::Heading(_, text) => out.push_str(&format!("\n{text}\n\n")),
            Flat::Text(text) => out.push_str(&format!("{text}\n\n")),
            Flat::Table(table) => {
                let mut widths = vec![0; table.width];
                for row in table.spread() {
                    for (width, lines) in widths.iter_mut().zip(&row) {
                        *width = (*width).max(shown(&lines.join(" ")));
                    }
                }
                let line = |row: &[Vec<String>]| {
                    let cells = row.iter().zip(&widths).map(|(lines, width)| {
                        let text = lines.join(" ");
                        format!("{text}{}{gap}", " ".repeat(width.saturating_sub(shown(&text))))
                    });
                    cells.collect::<String>().trim_end().to_owned()
                };
                out.push_str(&lines_of(random, &table, &line, None, "").join("\n"));
                out.push_str("\n\n");
            }
            Flat::Page => out.push('\n'),
        }
    }
    out
}

/// Columns that a text takes in letters of one width: marks stand over others.
fn shown(text: &str) -> usize {
    text.chars().filter(|c| !thai::script::is_mark(*c)).count()
}
