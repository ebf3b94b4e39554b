//! Values of a plan from the nodes of the tree.

use domain::plan::{Decimal, Percent};
use thai::{Date, FiscalYear};

use super::faults;
use super::places::Places;
use crate::input::assessment::{Group, figure, table};
use crate::input::report::{Fault, Report};
use crate::input::tree::{At, Node, Value};
use crate::input::{faults as common, figures};

/// Reads values, notes where they stand and what is wrong with them.
pub(super) struct Reader<'r> {
    pub report: &'r mut Report,
    pub places: Places,
}

impl Reader<'_> {
    /// A table with its known names.
    pub fn group<'t>(&mut self, node: &'t Node, key: &str, known: &[&str]) -> Option<Group<'t>> {
        self.places.note(key, &node.at);
        let group = Group::new(table(node, key, self.report)?, key, self.report);
        group.refuse_unknown(known, &[], self.report);
        for field in &group.fields {
            self.places.note(&group.key(&field.name), &field.value.at);
        }
        Some(group)
    }

    /// The table of a name.
    pub fn inner<'t>(&mut self, group: &Group<'t>, name: &str, known: &[&str]) -> Option<Group<'t>> {
        let field = group.field(name)?;
        self.group(&field.value, &group.key(name), known)
    }

    /// The values of a list with their keys; one value alone stands for a list of itself.
    pub fn list<'t>(&mut self, group: &Group<'t>, name: &str) -> Vec<(String, &'t Node)> {
        let Some(field) = group.field(name) else { return Vec::new() };
        let key = group.key(name);
        let nodes: Vec<&Node> = match &field.value.value {
            Value::List(nodes) => nodes.iter().collect(),
            _ => vec![&field.value],
        };
        let most = if name == "endorsements" { faults::LONGEST_CHAIN } else { faults::LONGEST_LIST };
        if most < nodes.len() {
            self.report.add(&field.value.at, key, faults::too_many_entries(nodes.len(), most));
            return Vec::new();
        }
        let kept = nodes.into_iter().enumerate();
        let kept: Vec<_> = kept.map(|(at, node)| (format!("{key}[{at}]"), node)).collect();
        for (key, node) in &kept {
            self.places.note(key, &node.at);
        }
        kept
    }

    /// A list of tables; anything else is told.
    pub fn tables<'t>(&mut self, group: &Group<'t>, name: &str) -> Vec<(String, &'t Node)> {
        let Some(field) = group.field(name) else { return Vec::new() };
        if !matches!(field.value.value, Value::List(_)) {
            let expected = ("รายการในวงเล็บเหลี่ยม [ ]", "a list in brackets [ ]");
            self.report.add(&field.value.at, group.key(name), common::wrong_type(expected));
            return Vec::new();
        }
        self.list(group, name)
    }

    /// A text without blanks around it; none where it is blank.
    pub fn text(&mut self, group: &Group<'_>, name: &str) -> Option<String> {
        let (text, at) = group.text(name, self.report)?;
        self.written(text, at, &group.key(name))
    }

    /// The text of a node.
    pub fn text_of(&mut self, node: &Node, key: &str) -> Option<String> {
        match &node.value {
            Value::Text(text) => self.written(text, &node.at, key),
            Value::Null => None,
            _ => {
                let expected = ("ข้อความในเครื่องหมายคำพูด", "text in quotes");
                self.report.add(&node.at, key, common::wrong_type(expected));
                None
            }
        }
    }

    /// Texts of a list, without those that are blank.
    pub fn texts(&mut self, group: &Group<'_>, name: &str) -> Vec<String> {
        let nodes = self.list(group, name);
        nodes.into_iter().filter_map(|(key, node)| self.text_of(node, &key)).collect()
    }

    fn written(&mut self, text: &str, at: &At, key: &str) -> Option<String> {
        let text = text.replace("\r\n", "\n");
        let length = text.chars().count();
        if faults::LONGEST < length {
            self.report.add(at, key, faults::text_too_long(length));
            return None;
        }
        if text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
            self.report.add(at, key, faults::control_character());
            return None;
        }
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A value from the text of a figure, in quotes or not; a blank text is none.
    pub fn figure<T>(
        &mut self,
        group: &Group<'_>,
        name: &str,
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let node = &group.field(name)?.value;
        let key = group.key(name);
        let text = self.report.take(&node.at, &key, figure(node))?;
        if text.trim().is_empty() {
            return None;
        }
        self.report.take(&node.at, &key, read(text))
    }

    /// A date of any form that Thai documents have.
    pub fn date(&mut self, group: &Group<'_>, name: &str) -> Option<Date> {
        let node = &group.field(name)?.value;
        self.date_of(node, &group.key(name))
    }

    /// The date of a node.
    pub fn date_of(&mut self, node: &Node, key: &str) -> Option<Date> {
        let text = match &node.value {
            // Without the time of day that TOML and sheets may add.
            Value::Date(text) => text.get(..10).unwrap_or(text),
            Value::Text(text) if text.trim().is_empty() => return None,
            Value::Text(text) => text,
            Value::Null => return None,
            _ => {
                let expected = ("วันที่ เช่น \"2025-10-01\"", "a date such as \"2025-10-01\"");
                self.report.add(&node.at, key, common::wrong_type(expected));
                return None;
            }
        };
        self.report.take(&node.at, key, date(text))
    }
}

/// A date; long texts are not even tried.
fn date(written: &str) -> Result<Date, Fault> {
    if 200 < written.len() {
        return Err(faults::not_a_date(written, "too long"));
    }
    let reading = thai::dates::read(written);
    reading.map(|reading| reading.date).map_err(|error| faults::not_a_date(written, &error.to_string()))
}

/// A fiscal year of the Buddhist era.
pub(super) fn year(written: &str) -> Result<FiscalYear, Fault> {
    let number = figures::code(written)?.parse::<i16>().ok();
    number.and_then(|year| FiscalYear::new(year).ok()).ok_or_else(|| faults::wrong_year(written))
}

/// A whole percentage; the sign may stand behind it.
pub(super) fn percent(written: &str) -> Result<Percent, Fault> {
    let bare = written.trim().trim_end_matches('%');
    let number = figures::code(bare)?.parse::<u8>().ok();
    number.and_then(Percent::new).ok_or_else(|| faults::not_a_percentage(written))
}

/// An exact figure; commas that part thousands are dropped.
pub(super) fn decimal(written: &str) -> Result<Decimal, Fault> {
    let bare = without_commas(&figures::code(written)?);
    bare.and_then(|text| text.parse().ok()).ok_or_else(|| faults::not_a_figure(written))
}

/// `1,234.5` without its commas; none where they do not part thousands.
fn without_commas(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let whole = text.split('.').next().unwrap_or_default().trim_start_matches('-');
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    let fits = first
        && groups.all(|group| group.len() == 3)
        && text.matches(',').count() == whole.matches(',').count();
    fits.then(|| text.replace(',', ""))
}

/// A SHA-256 digest of 64 hexadecimal digits.
pub(super) fn digest(written: &str) -> Result<[u8; 32], Fault> {
    let fault = || faults::not_a_digest(written);
    let text = written.trim();
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(fault());
    }
    let mut digest = [0; 32];
    for (at, byte) in digest.iter_mut().enumerate() {
        let pair = text.get(2 * at..2 * at + 2).ok_or_else(fault)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| fault())?;
    }
    Ok(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_percentages_and_digests() {
        let shown = |text: &str| decimal(text).map(|value| value.to_string()).ok();
        assert_eq!(shown("๙๕.๕๐").as_deref(), Some("95.50"));
        assert_eq!(shown("1,234,567.5").as_deref(), Some("1234567.5"));
        for text in ["1,23", "0,012.5,000", "42 คน", "9๕", "1e3", "", "1234,567"] {
            assert_eq!(shown(text), None, "{text}");
        }
        assert_eq!(percent(" ๕๐% ").map(Percent::get).ok(), Some(50));
        for text in ["101", "-1", "50.5", "", "%"] {
            assert!(percent(text).is_err(), "{text}");
        }
        assert_eq!(digest(&"0F".repeat(32)).ok(), Some([15; 32]));
        assert!(digest(&"0g".repeat(32)).is_err() && digest("ก").is_err());
    }
}
