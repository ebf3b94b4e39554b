//! What is wrong with a layout or a text.

use std::fmt;

use domain::Text;

/// One thing that is wrong with a file of the template folder, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutProblem {
    /// The file, from the template folder: `action-plan/six-columns.toml`.
    pub file: String,
    /// Line in the file, counted from 1, where it could be told.
    pub line: Option<usize>,
    /// Key in the file, entries counted from 1: `sections[2].blocks[1].of`.
    pub key: String,
    /// What is wrong and what to do.
    pub text: Text,
}

impl LayoutProblem {
    /// File, line and key, as they stand before the sentence.
    pub fn place(&self) -> String {
        let line = self.line.map_or(String::new(), |line| format!(":{line}"));
        let key = if self.key.is_empty() { String::new() } else { format!(" {}", self.key) };
        format!("{}{line}{key}", self.file)
    }
}

impl fmt::Display for LayoutProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.text.en)
    }
}

/// A name that nothing goes by, with all that are known and the nearest first.
pub(crate) fn unknown_name(what: (&str, &str), name: &str, known: &[&str]) -> Text {
    let nearest = domain::framework::nearest(name, known.iter().copied());
    let all = known.join(", ");
    let (th, en) = match nearest {
        Some(nearest) => (format!(" อาจหมายถึง {nearest}"), format!(", perhaps {nearest}")),
        None => (String::new(), String::new()),
    };
    Text::new(
        format!("ไม่รู้จัก{} {name}{th} ที่ใช้ได้คือ {all}", what.0),
        format!("there is no {} {name}{en}; known: {all}", what.1),
    )
}
