//! From a key of a layout to its line.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The tables of a file with their places.
pub(super) struct Places<'t> {
    text: &'t str,
    root: Option<Spanned<DeTable<'t>>>,
}

impl<'t> Places<'t> {
    pub fn new(text: &'t str) -> Places<'t> {
        Places { text, root: DeTable::parse(text).ok() }
    }

    /// Line of a byte, counted from 1.
    pub fn line_at(&self, byte: usize) -> usize {
        let before = self.text.as_bytes().get(..byte).unwrap_or(self.text.as_bytes());
        before.iter().filter(|&&b| b == b'\n').count() + 1
    }

    /// Line of a key such as `sections[1].blocks[2].of`; of the nearest table above it when it is not there.
    pub fn line(&self, key: &str) -> Option<usize> {
        let root = self.root.as_ref()?;
        let mut at: Option<&DeValue<'t>> = None;
        let mut table = Some(root.get_ref());
        let mut byte = None;
        for step in key.split('.') {
            let (name, position) = match step.split_once('[') {
                Some((name, rest)) => (name, rest.trim_end_matches(']').parse::<usize>().ok()),
                None => (step, None),
            };
            let Some((found, value)) = table.and_then(|table| entry(table, name)) else { break };
            byte = Some(found.span().start);
            at = Some(value.get_ref());
            if let (Some(position), Some(DeValue::Array(array))) = (position, at) {
                let Some(element) = position.checked_sub(1).and_then(|at| array.get(at)) else { break };
                byte = Some(element.span().start);
                at = Some(element.get_ref());
            }
            table = match at {
                Some(DeValue::Table(inner)) => Some(inner),
                _ => None,
            };
        }
        let _ = at;
        byte.map(|byte| self.line_at(byte))
    }
}

fn entry<'a, 't>(
    table: &'a DeTable<'t>,
    name: &str,
) -> Option<(&'a Spanned<toml::de::DeString<'t>>, &'a Spanned<DeValue<'t>>)> {
    table.iter().find(|(key, _)| key.get_ref().as_ref() == name)
}
