//! Thai twins of what framework files note in English, from `frameworks/notes.th.toml`.
//!
//! They stand beside the rules and not in them: results remember the digest of a rule file, so a released one is never
//! edited, not even to add a translation.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

const FILE: &str = include_str!("../../../../frameworks/notes.th.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Twins {
    #[expect(dead_code, reason = "names the shape for whoever reads the file")]
    schema: String,
    notes: BTreeMap<String, String>,
    citations: BTreeMap<String, String>,
}

fn twins() -> &'static Twins {
    static TWINS: OnceLock<Twins> = OnceLock::new();
    // Without the file notes stay English, which is no reason to refuse a page; a test reads it.
    TWINS.get_or_init(|| toml::from_str(FILE).unwrap_or_default())
}

/// The `source` of a rule or a question in Thai, such as `O1-O9: เหมือนปีงบประมาณ พ.ศ. 2564`.
///
/// Answers `None` for a note without a twin: of an operator's own framework, or one that only names a source (`S1`).
///
/// ```
/// use domain::framework::thai_note;
/// assert_eq!(thai_note("as in FY2564").as_deref(), Some("ใช้วิธีเดียวกับปีงบประมาณ พ.ศ. 2564"));
/// assert_eq!(thai_note("S1"), None);
/// ```
pub fn thai_note(note: &str) -> Option<String> {
    let notes = &twins().notes;
    if let Some(twin) = notes.get(note) {
        return Some(twin.clone());
    }
    let (range, rest) = note.split_once(": ").filter(|(range, _)| is_range(range))?;
    Some(format!("{range}: {}", notes.get(rest)?))
}

/// The citation of a source in Thai; `None` where it is an address or a name that needs no translation.
pub fn thai_citation(citation: &str) -> Option<&'static str> {
    twins().citations.get(citation).map(String::as_str)
}

/// `O1-O9`.
fn is_range(text: &str) -> bool {
    let is_item = |part: &str| {
        part.strip_prefix('O')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    text.split_once('-').is_some_and(|(first, last)| is_item(first) && is_item(last))
}

#[cfg(test)]
mod tests {
    use super::{FILE, Twins, thai_note};

    #[test]
    fn the_file_reads() {
        let twins: Twins = toml::from_str(FILE).expect("notes.th.toml");
        assert!(60 < twins.notes.len() && 20 < twins.citations.len());
    }

    #[test]
    fn the_range_of_items_stays_at_the_head() {
        assert_eq!(thai_note("O1-O9: same as FY2564").as_deref(), Some("O1-O9: เหมือนปีงบประมาณ พ.ศ. 2564"));
        for note in ["O1-O9: S4", "O-O9: same as FY2564", "x: same as FY2564", "unheard of", ""] {
            assert_eq!(thai_note(note), None, "{note}");
        }
    }
}
