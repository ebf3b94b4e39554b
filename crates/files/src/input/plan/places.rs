//! Where in a file the parts of a plan stand.

use std::collections::BTreeMap;

use crate::input::tree::At;

/// Places by key: `issues[0].measures[1].period`.
#[derive(Debug, Clone, Default)]
pub struct Places(BTreeMap<String, At>);

impl Places {
    pub(super) fn note(&mut self, key: &str, at: &At) {
        self.0.entry(key.to_owned()).or_insert_with(|| at.clone());
    }

    /// Line (from 1) and cell of a key; of the nearest part around it where it is not in the file itself.
    pub fn of(&self, key: &str) -> (Option<usize>, Option<String>) {
        let mut key = key;
        loop {
            if let Some(at) = self.0.get(key) {
                return (at.line, at.cell.clone());
            }
            match key.rfind(['.', '[']) {
                Some(end) => key = key.get(..end).unwrap_or_default(),
                None => return (None, None),
            }
        }
    }
}
