//! Names of instruments, indicators, parts, items and rows, as files write them.

use std::collections::HashMap;

use domain::framework::{Framework, Granularity, NodeIndex, NodeRef, nearest, suggest_code};

use super::report::Fault;
use super::{faults, figures};

/// Longer names are not worth a search for what was meant.
const LONGEST_CODE: usize = 24;

/// Finds nodes by name.
pub(crate) struct Codes<'f> {
    pub framework: &'f Framework,
    by_name: HashMap<(Granularity, String), NodeIndex>,
}

impl<'f> Codes<'f> {
    pub fn new(framework: &'f Framework) -> Codes<'f> {
        let skeleton = framework.skeleton();
        let mut by_name = HashMap::new();
        for node in 0..skeleton.nodes.len() {
            by_name.insert((skeleton.granularity(node), framework.path(node)), node);
            if let NodeRef::Row(row, part) = skeleton.nodes[node].at {
                // The only row of a question also goes by the question's own code.
                let part = part.map_or(String::new(), |part| format!("{}/", framework.parts[part].code));
                by_name.insert((Granularity::Rows, format!("{part}{}", framework.rows[row].code)), node);
            }
        }
        Codes { framework, by_name }
    }

    fn get(&self, granularity: Granularity, code: &str) -> Option<NodeIndex> {
        self.by_name.get(&(granularity, code.to_owned())).copied()
    }

    /// An instrument, indicator, part of an indicator, or sub-indicator.
    pub fn coarse(&self, granularity: Granularity, written: &str) -> Result<NodeIndex, Fault> {
        let code = figures::code(written)?;
        if let Some(node) = self.get(granularity, &code) {
            return Ok(node);
        }
        let nodes = self.framework.skeleton().of(granularity);
        let known: Vec<String> = nodes.map(|node| self.framework.path(node)).collect();
        if known.is_empty() {
            let kind = match granularity {
                Granularity::Parts => ("ส่วน (parts)", "parts"),
                _ => ("ตัวชี้วัดย่อย (sub_indicators)", "sub-indicators"),
            };
            return Err(faults::none_this_year(written, kind));
        }
        let wanted = code.trim_start_matches('0').to_uppercase();
        let same = known.iter().find(|name| name.to_uppercase() == wanted);
        let near = || nearest(&code, known.iter().map(String::as_str)).map(str::to_owned);
        let meant = same.cloned().or_else(|| if is_short(&code) { near() } else { None });
        Err(faults::unknown_code(written, &meant.into_iter().collect::<Vec<_>>(), &known))
    }

    /// A question or disclosure item. `indicator` is what the file says it belongs to.
    pub fn item(&self, written: &str, indicator: Option<u8>) -> Result<NodeIndex, Fault> {
        let code = figures::code(written)?;
        let Some(node) = self.get(Granularity::Items, &code) else {
            return Err(self.unknown_item(written, &code, indicator));
        };
        Ok(node)
    }

    /// A row of a question, whose answers are counted.
    pub fn row(&self, written: &str) -> Result<NodeIndex, Fault> {
        let code = figures::code(written)?;
        if let Some(node) = self.get(Granularity::Rows, &code) {
            return Ok(node);
        }
        if let Some(item) = self.get(Granularity::Items, &code) {
            if self.is_disclosure(item) {
                return Err(faults::tally_for_disclosure(written));
            }
            let rows = self.framework.skeleton().children_of(item);
            let rows: Vec<String> = rows.iter().map(|&row| self.framework.path(row)).collect();
            return Err(faults::row_missing(written, &rows));
        }
        let (item, row) = match code.rsplit_once('.') {
            Some((item, row)) => (item, format!(".{row}")),
            None => (code.as_str(), String::new()),
        };
        // A known question without such a row: its rows are what may be meant.
        if let Some(node) = self.get(Granularity::Items, item) {
            let rows = self.framework.skeleton().children_of(node);
            let rows: Vec<String> = rows.iter().map(|&row| self.framework.path(row)).collect();
            return Err(faults::unknown_code(written, &[], &rows));
        }
        let mut fault = self.unknown_item(written, item, None);
        if !row.is_empty() && matches!(fault.code, "unknown-code" | "part-missing") {
            let known = |name: &String| self.get(Granularity::Rows, name).is_some();
            let named = self.suggestions(item, None).into_iter().map(|name| format!("{name}{row}"));
            let meant: Vec<String> = named.filter(known).collect();
            fault = match fault.code {
                "part-missing" if !meant.is_empty() => faults::part_missing(written, &meant),
                _ => faults::unknown_code(written, &meant, &self.examples(Granularity::Rows)),
            };
        }
        Err(fault)
    }

    /// Whether a node is a disclosure item.
    pub fn is_disclosure(&self, node: NodeIndex) -> bool {
        match self.framework.skeleton().nodes[node].at {
            NodeRef::Item(item, _) => self.framework.items[item].is_disclosure(),
            _ => false,
        }
    }

    /// Refuses a node that lies in another indicator than the file says.
    pub fn under(&self, node: NodeIndex, written: &str, indicator: u8) -> Result<(), Fault> {
        let skeleton = self.framework.skeleton();
        let Some(above) = skeleton.indicator_above(node) else { return Ok(()) };
        let is_in = self.framework.path(above);
        if is_in == indicator.to_string() {
            return Ok(());
        }
        let item = skeleton.granularity(node) == Granularity::Items;
        let suggestions = if item { self.suggestions(written, Some(indicator)) } else { Vec::new() };
        Err(faults::other_indicator(written, &is_in, &indicator.to_string(), &suggestions))
    }

    fn unknown_item(&self, written: &str, code: &str, indicator: Option<u8>) -> Fault {
        let bare = code.rsplit_once('/').map_or(code, |(_, bare)| bare);
        let upper = bare.to_uppercase();
        let without_questions = self.framework.instruments.iter().enumerate().find(|(index, instrument)| {
            let number = upper.strip_prefix(instrument.code.get(..1).unwrap_or("?"));
            number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
                && self.framework.items.iter().all(|item| item.instrument != *index)
        });
        if let Some((_, instrument)) = without_questions {
            return faults::questions_unknown(written, &instrument.code);
        }
        let suggestions = self.suggestions(code, indicator);
        let in_parts = bare == code && suggestions.iter().any(|name| name.ends_with(&format!("/{code}")));
        if in_parts {
            return faults::part_missing(written, &suggestions);
        }
        faults::unknown_code(written, &suggestions, &self.examples(Granularity::Items))
    }

    fn suggestions(&self, written: &str, indicator: Option<u8>) -> Vec<String> {
        let code = thai::digits::to_ascii(written.trim());
        if !is_short(&code) {
            return Vec::new();
        }
        suggest_code(self.framework, &code, indicator)
    }

    fn examples(&self, granularity: Granularity) -> Vec<String> {
        self.framework.skeleton().of(granularity).take(6).map(|node| self.framework.path(node)).collect()
    }
}

/// Whether a name is short and plain enough to be a mistyped code.
fn is_short(code: &str) -> bool {
    let mut chars = code.chars();
    let first = chars.next();
    let letter = first.is_some_and(|c| c.is_ascii() || ('\u{0E00}'..'\u{0E80}').contains(&c));
    letter && code.chars().count() <= LONGEST_CODE && chars.all(|c| c.is_ascii())
}
