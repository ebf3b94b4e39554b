//! What a document must hold, and the comparison with what it holds.

use std::collections::BTreeMap;

use documents::facts::Rank;
use domain::analysis::Thresholds;
use domain::plan::Plan;
use jiff::civil::Date;
use serde::Deserialize;

use super::outline::Entry;

/// The inventory of one document, from `tests/twins/NAME.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inventory {
    /// Kind of document.
    pub kind: String,
    /// Layout of that kind.
    pub layout: String,
    today: String,
    #[serde(default)]
    thresholds: BTreeMap<String, String>,
    rank: Option<Place>,
    plan: Counts,
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    issues: usize,
    measures: usize,
    steps: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    place: u32,
    group: String,
}

/// One thing that must be there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    is: String,
    #[serde(default)]
    says: Vec<String>,
    #[serde(default)]
    columns: Vec<String>,
    rows: Option<usize>,
    #[serde(default)]
    foot: usize,
    #[serde(default)]
    empty: usize,
    #[serde(default)]
    figures: Vec<String>,
    #[serde(default)]
    lines: BTreeMap<String, usize>,
}

impl Inventory {
    /// Day of the document.
    pub fn today(&self) -> Date {
        self.today.parse().unwrap()
    }

    /// The marks of the document, where it has its own.
    pub fn thresholds(&self) -> Thresholds {
        let mut marks = Thresholds::default();
        for (name, score) in &self.thresholds {
            let score = score.parse().unwrap();
            match name.as_str() {
                "strength_from" => marks.strength_from = score,
                "weakness_below" => marks.weakness_below = score,
                "important_below" => marks.important_below = score,
                "urgent_to" => marks.urgent_to = score,
                other => panic!("no threshold {other}"),
            }
        }
        marks
    }

    /// The place among others, where the document tells it.
    pub fn rank(&self) -> Option<Rank> {
        let rank = self.rank.as_ref()?;
        Some(Rank { place: rank.place, of: None, group: rank.group.clone() })
    }

    /// Whether the plan has as many issues, measures and steps as the document.
    pub fn counts(&self, plan: &Plan) -> Vec<String> {
        let measures = || plan.issues.iter().flat_map(|issue| &issue.measures);
        let steps = measures().map(|measure| measure.steps.len()).sum();
        let found = Counts { issues: plan.issues.len(), measures: measures().count(), steps };
        if found == self.plan { Vec::new() } else { vec![format!("{:?}, found {found:?}", self.plan)] }
    }

    /// Everything in which the document is not as it must be. Covers, memos, tables, lists, signatures and
    /// opinions stand in this order and there are no others; headings and texts that are named stand
    /// between them, and there may be more of these.
    pub fn differences(&self, entries: &[Entry]) -> Vec<String> {
        let mut differences = Vec::new();
        let mut parts = self.parts.iter().peekable();
        for entry in entries {
            if let Some(part) = parts.peek()
                && part.is == entry.is
                && (!free(entry.is) || part.is_said(entry))
            {
                part.compare(entry, &mut differences);
                parts.next();
            } else if !free(entry.is) {
                let awaited = parts.peek().map_or("the end".to_owned(), |part| part.name());
                differences.push(format!(
                    "{} [{}] stands where {awaited} is awaited",
                    entry.is,
                    first(entry)
                ));
                // Goes on with the part of this kind, so that one missing heading is one difference.
                let next = parts.clone().position(|part| part.is == entry.is);
                if let Some(next) = next {
                    let part = parts.nth(next);
                    part.into_iter().for_each(|part| part.compare(entry, &mut differences));
                }
            }
        }
        differences.extend(parts.map(|part| format!("{} is missing", part.name())));
        differences
    }
}

/// Whether there may be more of these than the inventory names.
fn free(is: &str) -> bool {
    matches!(is, "heading" | "text" | "contents")
}

fn first(entry: &Entry) -> String {
    entry
        .columns
        .iter()
        .chain([&entry.says])
        .next()
        .map(|text| text.chars().take(60).collect())
        .unwrap_or_default()
}

impl Part {
    fn name(&self) -> String {
        let words = if self.columns.is_empty() { &self.says } else { &self.columns };
        format!("{} [{}]", self.is, words.join(" / "))
    }

    fn is_said(&self, entry: &Entry) -> bool {
        self.says.iter().all(|words| holds(&entry.says, words))
    }

    fn compare(&self, entry: &Entry, differences: &mut Vec<String>) {
        let mut differ = |what: &str, expected: String, found: String| {
            if expected != found {
                differences.push(format!("{}: {what} {expected}, found {found}", self.name()));
            }
        };
        for words in self.says.iter().filter(|words| !holds(&entry.says, words)) {
            differ("says", words.clone(), entry.says.chars().take(600).collect());
        }
        if let Some(rows) = self.rows {
            differ("rows", rows.to_string(), entry.rows.to_string());
        }
        if self.is == "table" {
            let tight = |columns: &[String]| {
                columns.iter().map(|column| without_space(column)).collect::<Vec<_>>().join(" / ")
            };
            differ("columns", tight(&self.columns), tight(&entry.columns));
            differ("rows over all columns", self.foot.to_string(), entry.foot.to_string());
            differ("empty cells", self.empty.to_string(), entry.empty.to_string());
        }
        for figure in &self.figures {
            let found = entry.figures.contains(figure) || (self.is != "table" && holds(&entry.says, figure));
            differ("figure", figure.clone(), if found { figure.clone() } else { entry.figures.join(" ") });
        }
        for (column, lines) in &self.lines {
            let found = entry.lines.get(column).copied().unwrap_or_default();
            differ(&format!("entries under {column}"), lines.to_string(), found.to_string());
        }
    }
}

fn without_space(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Whether words stand in a text; a number is not part of a longer one.
fn holds(text: &str, words: &str) -> bool {
    let digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        let starts =
            digit(words.chars().next()) && (digit(before.chars().next_back()) || ends_in_point(before));
        let ends =
            digit(words.chars().next_back()) && (digit(after.chars().next()) || begins_with_decimals(after));
        !starts && !ends
    })
}

/// `65.` before `13` belongs to the same number.
fn ends_in_point(before: &str) -> bool {
    before.strip_suffix('.').is_some_and(|rest| rest.ends_with(|character: char| character.is_ascii_digit()))
}

fn begins_with_decimals(after: &str) -> bool {
    after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_digit()))
}

#[test]
fn numbers_are_held_whole() {
    assert!(holds("ได้คะแนน 65.13 คะแนน", "65.13") && holds("ข้อ E1 และ E10", "E1") && holds("1. หัวข้อ", "1"));
    assert!(
        !holds("165.13", "65.13") && !holds("65.135", "65.13") && !holds("E10", "E1") && !holds("1.2 ก", "1")
    );
    assert!(!holds("65.13", "13"));
}
